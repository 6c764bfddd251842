"""ARC, the Internet Archive's format before WARC: a line of five fields (URL, IP address, date, media type, length), then the HTTP response."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractor.errors import DamagedFile, ReadError, TooLarge
from extractor.page import SavedPage
from extractor.readers.html import iso_time
from extractor.readers.http import charset_of, decoded_body, is_page
from extractor.readers.source import MAX_PAGE, Item, Skipped, Source

_LINE = re.compile(rb"(\S+) (\S+) (\d{14}|\d{8}) (\S*)(?: .*)? (\d{1,12})\s*$")
_STATUS = re.compile(rb"HTTP/\d\S*\s+(\d{3})")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


def read(source: Source) -> Iterator[Item]:
    """The pages of an ARC file, one by one. Damage ends it after what was read."""
    left_out = Counter[str]()
    damage: str | None = None
    while line := source.stream.readline(65_536):
        if not line.strip():
            continue
        record = _LINE.match(line)
        if not record:
            damage = "a line that should begin a record does not"
            break
        length, url = int(record[5]), record[1].decode("utf-8", "replace")
        member = source.within(f"{url} {record[3].decode()}")
        if length > MAX_PAGE:
            _step_over(source, length)
            yield TooLarge(f"the record has more than {MAX_PAGE:,} bytes", path=source.path, member=member)
            continue
        body = source.stream.read(length)
        item = _page(body, url, record, source, member) if url.startswith(("http://", "https://")) else "not_html"
        if isinstance(item, str):
            left_out[item] += not url.startswith("filedesc:")
        else:
            yield item
    yield from (Skipped(reason, count, source.path, source.member) for reason, count in sorted(left_out.items()) if count)
    damage = damage or next((notice.message for notice in source.notices), None)
    if damage:
        raise DamagedFile(f"the archive was read as far as it goes: {damage}", path=source.path, member=source.member)


def _page(response: bytes, url: str, record: re.Match[bytes], source: Source, member: str) -> SavedPage | ReadError | str:
    """The page of a response, or why it is none."""
    status = _STATUS.match(response)
    end = _END_OF_HEADERS.search(response, 0, 65_536) if status else None
    if status and not status[1].startswith(b"2"):
        return "status"
    fields = _fields(response[: end.start()]) if end else {}
    content_type = fields.get("content-type") or record[4].decode("utf-8", "replace")
    body = response[end.end() :] if end else response
    if not is_page(content_type, body):
        return "not_html"
    try:
        body, notices = decoded_body(body, fields.get("transfer-encoding"), fields.get("content-encoding"))
    except ReadError as error:
        error.at(source.path, member)
        return error
    return SavedPage(
        body,
        format="arc",
        path=source.path,
        member=member,
        media_type=content_type.partition(";")[0].strip().lower() or None,
        charset=charset_of(content_type),
        url=url,
        saved_at=iso_time(record[3].decode()),
        notices=notices,
    )


def _fields(head: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in head.decode("utf-8", "replace").splitlines()[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _step_over(source: Source, length: int) -> None:
    while length > 0 and (piece := source.stream.read(min(length, 2**20))):
        length -= len(piece)
