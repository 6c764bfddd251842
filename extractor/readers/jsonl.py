"""JSON Lines of pages, one object a line: `{"url": …, "html": …}` and the like."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extractor.errors import DamagedFile, ReadError, TooLarge
from extractor.readers.rows import page_of
from extractor.readers.source import MAX_PAGE, Item, Source


def read(source: Source) -> Iterator[Item]:
    """The pages of a file, in its order. A file that is one JSON list or object is read too, up to the size of a page."""
    number = 0
    while line := source.stream.readline(MAX_PAGE + 1):
        number += 1
        member = source.within(f"line {number}")
        if len(line) > MAX_PAGE:
            while line and not line.endswith(b"\n"):
                line = source.stream.readline(2**20)
            yield TooLarge(f"the line has more than {MAX_PAGE:,} bytes", path=source.path, member=member)
            continue
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            if (number == 1 and line.strip() in (b"{", b"[")) or line.lstrip().startswith(b"["):
                yield from _whole(line, source)
                return
            yield DamagedFile(f"the line is not valid JSON: {error}", path=source.path, member=member)
            continue
        yield from _rows(value, source, member)
    for notice in source.notices:
        raise DamagedFile(notice.message, path=source.path, member=source.member)


def _whole(first: bytes, source: Source) -> Iterator[Item]:
    data = first + source.stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise TooLarge(f"a JSON list of more than {MAX_PAGE:,} bytes; write one object a line", path=source.path, member=source.member)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(f"not valid JSON: {error}", path=source.path, member=source.member) from error
    yield from _rows(value, source, None)


def _rows(value: object, source: Source, member: str | None) -> Iterator[Item]:
    rows = value if isinstance(value, list) else [value]
    for i, row in enumerate(rows):
        place = member if member and len(rows) == 1 else source.within(f"item {i + 1}")
        if isinstance(row, dict):
            yield page_of(row, "jsonl", source, place)
        else:
            yield _no_object(row, source, place)


def _no_object(row: object, source: Source, place: str) -> ReadError:
    return DamagedFile(f"a page is a JSON object with url and html; this is {type(row).__name__}", path=source.path, member=place)
