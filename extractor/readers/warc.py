"""WARC (ISO 28500), read by FastWARC: pages are response and resource records that hold HTML and were answered with success."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from extractor.errors import DamagedFile, ReadError, TooLarge
from extractor.page import SavedPage
from extractor.readers.http import charset_of, decoded_body, is_page
from extractor.readers.source import MAX_PAGE, Item, Skipped, Source

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord


def read(source: Source) -> Iterator[Item]:
    """The pages of a WARC file, one by one; revisits, other media types, failed requests are counted. Damage ends it after what was read."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    left_out = Counter[str]()
    damage: str | None = None
    try:
        stream = cast(BinaryIO, _Stream(source))
        records = ArchiveIterator(stream, record_types=wanted, parse_http=True, strict_mode=False, stream_detect=False)
        for record in records:
            reason = "revisit" if record.record_type == WarcRecordType.revisit else _reason_against(record, source)
            if reason:
                left_out[reason] += 1
                continue
            item = _page(record, source)
            if item is None:
                left_out["not_html"] += 1
            else:
                yield item
    except (OSError, EOFError, ValueError, RuntimeError) as error:
        damage = str(error)
    yield from (Skipped(reason, count, source.path, source.member) for reason, count in sorted(left_out.items()))
    damage = damage or next((notice.message for notice in source.notices), None)
    if damage:
        raise DamagedFile(f"the archive was read as far as it goes: {damage}", path=source.path, member=source.member)


class _Stream:
    """A source as FastWARC wants a stream: it asks for the position, and panics where a stream cannot tell it."""

    def __init__(self, source: Source) -> None:
        self._stream = source.stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        data = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        """Bytes read so far."""
        return self._position

    def seek(self, *_: int) -> int:
        """Never possible. Raises OSError."""
        raise OSError("archives are read as streams")


def _reason_against(record: WarcRecord, source: Source) -> str | None:
    if record.is_http_parsed:
        status = record.http_headers.status_code
        if status is not None and not 200 <= status < 300:
            return "status"
        media_type = record.http_headers.get("Content-Type")
    else:
        media_type = record.headers.get("Content-Type")
    if media_type and not is_page(media_type, b""):
        return "not_html"
    return "unlisted" if source.urls and _url_of(record).partition("#")[0] not in source.urls else None


def _url_of(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<>")


def _page(record: WarcRecord, source: Source) -> SavedPage | ReadError | None:
    """The page of a record; None when its bytes are no page."""
    member = source.within(record.record_id or _url_of(record))
    headers = record.http_headers if record.is_http_parsed else record.headers
    content_type = headers.get("Content-Type")
    body = record.reader.read(MAX_PAGE + 1)
    try:
        if len(body) > MAX_PAGE:
            raise TooLarge(f"the page has more than {MAX_PAGE:,} bytes")
        if record.is_http_parsed:
            body, notices = decoded_body(body, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"))
        else:
            notices = ()
    except ReadError as error:
        error.at(source.path, member)
        return error
    if not content_type and not is_page(None, body):
        return None
    return SavedPage(
        body,
        format="wacz" if source.container == "wacz" else "warc",
        path=source.path,
        member=member,
        media_type=content_type.partition(";")[0].strip().lower() if content_type else None,
        charset=charset_of(content_type),
        url=_url_of(record) or None,
        saved_at=record.headers.get("WARC-Date"),
        notices=notices,
    )
