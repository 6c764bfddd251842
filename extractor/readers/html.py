"""HTML files. The marks that savers leave in them tell where a page came from, and when it was saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape

from extractor.page import SavedPage
from extractor.readers.http import charset_of
from extractor.readers.source import Item, Source, read_all

_HEAD = 32_768  # bytes of a page in which marks are looked for

_HTTP_HEADERS = re.compile(rb"HTTP/[\d.]{1,3} 2\d\d[^\n]*\n(?:[A-Za-z][\w-]*:[^\n]*\n){1,100}\r?\n")
_SINGLEFILE = re.compile(rb"Page saved with SingleFile\s[^>]{0,200}?url:\s*(\S+)\s+saved date:\s*([^\n\r<>]{10,90})")
_MONOLITH = re.compile(rb"<!-- Saved from (\S+)(?: at (\S+))? using monolith")
_MARK_OF_THE_WEB = re.compile(rb"<!-- saved from url=\(\d{4}\)(\S+) -->", re.IGNORECASE)
_MIRROR = re.compile(rb"<!-- Mirrored from (\S+) by HTTrack[^,>]{0,80}, ([^>]{10,40}?) ?-->")
_SAVE_PAGE_URL = re.compile(rb"""<meta name=["']?savepage-url["']? content=["']([^"']+)""")
_SAVE_PAGE_DATE = re.compile(rb"""<meta name=["']?savepage-date["']? content=["']([^"']+)""")
_SCRIPT_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT([+-])(\d{2})(\d{2})")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"  # of ECMA-262's Date.prototype.toString


def read(source: Source) -> Iterator[Item]:
    """The one page of an HTML file."""
    page = page_of_html(read_all(source))
    yield replace(page, format=source.container or "html", path=source.path, member=source.member, notices=source.notices)


def page_of_html(data: bytes) -> SavedPage:
    """A page in memory, with what its savers' marks tell."""
    data, charset = _without_headers(data)
    url, saved_at = marks(data)
    return SavedPage(data, charset=charset, url=url, saved_at=saved_at)


def _without_headers(data: bytes) -> tuple[bytes, str | None]:
    """A page without the response headers that command-line downloaders save before it (`curl -i`), and the charset that they name."""
    headers = _HTTP_HEADERS.match(data)
    return (data[headers.end() :], charset_of(headers[0].decode("latin-1"))) if headers else (data, None)


def marks(data: bytes) -> tuple[str | None, str | None]:
    """Address and time of saving (ISO 8601) that SingleFile, monolith, HTTrack, Save Page WE or a browser wrote into a page."""
    head = data[:_HEAD]
    if b"aved" not in head and b"savepage" not in head and b"Mirrored" not in head:
        return None, None
    for pattern in (_SINGLEFILE, _MONOLITH):
        found = pattern.search(head)
        if found:
            return _address(found[1]), iso_time(_text(found[2]))
    mirrored = _MIRROR.search(head)
    if mirrored:
        return _address(b"http://" + mirrored[1]), iso_time(_text(mirrored[2]))
    address, saved = _SAVE_PAGE_URL.search(head) or _MARK_OF_THE_WEB.search(head), _SAVE_PAGE_DATE.search(head)
    return (_address(address[1]) if address else None), (iso_time(_text(saved[1])) if saved else None)


def iso_time(written: str) -> str | None:
    """ISO 8601 of a time as savers write it: ISO 8601, RFC 5322, or JavaScript's `Mon Jan 19 2026 18:24:05 GMT+0200 (…)`; None for others."""
    scripted = _SCRIPT_DATE.match(written)
    try:
        if scripted and scripted[1] in _MONTHS:
            month = _MONTHS.index(scripted[1]) // 3 + 1
            offset = timedelta(hours=int(scripted[8]), minutes=int(scripted[9])) * (1 if scripted[7] == "+" else -1)
            numbers = (int(scripted[3]), month, int(scripted[2]), int(scripted[4]), int(scripted[5]), int(scripted[6]))
            return datetime(*numbers, tzinfo=timezone(offset)).isoformat()
        if re.match(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", written):
            return datetime.fromisoformat(written).isoformat(timespec="seconds")
        if re.fullmatch(r"\d{14}", written):
            return datetime.strptime(written, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
        if re.fullmatch(r"\d{8}", written):
            return date.fromisoformat(written).isoformat()
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace").strip()


def _address(value: bytes) -> str | None:
    address = unescape(_text(value))
    return address if address.startswith(("http://", "https://")) else None
