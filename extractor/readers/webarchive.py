"""Safari's webarchive: a property list, binary or XML, whose main resource is the page."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from extractor.errors import DamagedFile
from extractor.page import SavedPage
from extractor.readers.source import Item, Source, read_all

_DAMAGE = (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError, MemoryError, struct.error)
"""What plistlib raises on malformed files."""


def read(source: Source) -> Iterator[Item]:
    """The main resource of a webarchive. Raises DamagedFile."""
    try:
        content: Any = plistlib.loads(read_all(source))
    except _DAMAGE as error:
        raise DamagedFile(f"the webarchive cannot be read: {error}", path=source.path, member=source.member) from error
    main = content.get("WebMainResource") if isinstance(content, dict) else None
    data = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(data, bytes):
        raise DamagedFile("the property list holds no WebMainResource; it is no webarchive", path=source.path, member=source.member)
    yield SavedPage(
        data,
        format="webarchive",
        path=source.path,
        member=source.member,
        media_type=_string(main.get("WebResourceMIMEType")),
        charset=_string(main.get("WebResourceTextEncodingName")),
        url=_string(main.get("WebResourceURL")),
        notices=source.notices,
    )


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
