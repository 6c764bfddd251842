"""WARC (ISO 28500), read by FastWARC: pages are response and resource records that hold HTML and were answered with success."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from extractor.errors import DamagedFile, ReadError, TooLarge
from extractor.page import SavedPage
from extractor.readers.http import charset_of, decoded_body, is_page
from extractor.readers.source import MAX_PAGE, Item, Skipped, Source

_RECORD = b"\nWARC/1."
_KEPT = 262_144  # FastWARC reads ahead by 64 KiB

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord


def read(source: Source) -> Iterator[Item]:
    """The pages of a WARC file, one by one; revisits, other media types, failed requests are counted.

    Records whose header cannot be read are an error, one for those that follow each other, and reading goes on behind them. A file that
    breaks off ends with an error.
    """
    left_out = Counter[str]()
    stream = _Stream(source)
    reported = -1
    while True:
        try:
            yield from _pages(stream, source, left_out)
        except (OSError, EOFError, ValueError, RuntimeError) as error:
            if stream.records > reported:
                yield DamagedFile(f"records behind number {stream.records} cannot be read: {error}", path=source.path, member=source.member)
                reported = stream.records
            if stream.resume():
                continue
        break
    yield from (Skipped(reason, count, source.path, source.member) for reason, count in sorted(left_out.items()))
    for notice in source.notices:
        raise DamagedFile(f"the archive was read as far as it goes; {notice.message}", path=source.path, member=source.member)


def _pages(stream: _Stream, source: Source, left_out: Counter[str]) -> Iterator[SavedPage | ReadError]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    for record in ArchiveIterator(cast(BinaryIO, stream), record_types=wanted, parse_http=True, strict_mode=False, stream_detect=False):
        stream.reached(record.stream_pos)
        reason = "revisit" if record.record_type == WarcRecordType.revisit else _reason_against(record, source)
        item = None if reason else _page(record, source)
        if item is None:
            left_out[reason or "not_html"] += 1
        else:
            yield item


class _Stream:
    """A source as FastWARC wants a stream: it asks for the position, and panics where a stream cannot tell it. Can resume behind a broken record."""

    def __init__(self, source: Source) -> None:
        self.records = 0  # read so far
        self._stream = source.stream
        self._recent = b""  # what was given last, kept for `resume`
        self._waiting = b""  # what is to be given again
        self._position = 0
        self._first = 0  # position at which the present iterator began
        self._reached = 0  # a record begins here, and the next cannot begin before its second byte

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        if self._waiting:
            data, self._waiting = (self._waiting, b"") if size < 0 else (self._waiting[:size], self._waiting[size:])
        else:
            data = self._stream.read(size)
        self._position += len(data)
        self._recent = (self._recent + data)[-_KEPT:] if len(data) < _KEPT else data
        return data

    def tell(self) -> int:
        """Bytes given since the present iterator began."""
        return self._position - self._first

    def seek(self, *_: int) -> int:
        """Never possible. Raises OSError."""
        raise OSError("archives are read as streams")

    def reached(self, offset: int) -> None:
        """Note that a record was read, and where it begins, in bytes since the iterator began."""
        self._reached = self._first + offset
        self.records += 1

    def resume(self) -> bool:
        """Go to the beginning of the next record behind the last one reached; False when there is none."""
        begin = self._position - len(self._recent)
        data, self._waiting = self._recent + self._waiting, b""
        start = max(0, self._reached + 1 - begin)
        while True:
            found = data.find(_RECORD, start)
            if found >= 0:
                break
            more = self._stream.read(_KEPT)
            if not more:
                return False
            keep = len(_RECORD) - 1
            begin += max(0, len(data) - keep)
            data, start = data[-keep:] + more, 0
        self._waiting, self._recent = data[found + 1 :], b""
        self._position = self._first = self._reached = begin + found + 1
        return True


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
