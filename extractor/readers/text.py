"""Plain text: the dump of a page, whose lines get their roles by words and position."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.page import SavedPage
from extractor.readers.source import Item, Source, read_all


def read(source: Source) -> Iterator[Item]:
    """The one page of a text file."""
    data = read_all(source)
    yield SavedPage(
        data, format=source.container or "text", path=source.path, member=source.member, media_type="text/plain", notices=source.notices
    )
