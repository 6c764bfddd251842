"""Pages that a web archive replays: the address and the time of their capture, and what the archive puts into them.

OpenWayback, pywb and the Wayback Machine write the time of capture into the address and a script and a comment into the page (Memento,
RFC 7089, names the same two things `original` and `datetime`); archive.today writes both into the page's head. The reader's own
time of saving says nothing of such a page: it was saved when it was captured.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from extractor.page import SavedPage

_REPLAYED = re.compile(r"^https?://[^/?#]+/(?:[\w.-]+/){0,4}(\d{14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE)
"""What a web archive puts before the address of a page that it replays (OpenWayback, pywb; archive.today with points in it): its own path, and the
time of capture."""

_HEAD, _FOOT = 32_768, 8_192  # bytes of a page in which an archive's marks are looked for

_SCRIPT = re.compile(rb"""__wm\.wombat\(\s*["'](https?:[^"'\s]{1,2000})["']\s*,\s*["'](\d{14})["']""")
_COMMENT = re.compile(rb"FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d, \d{4}) AND RETRIEVED FROM")
_HOSTS_OF_SNAPSHOTS = rb"archive\.(?:today|ph|is|li|vn|md|fo)"
_SNAPSHOT = re.compile(rb"""<(?:link|meta)\s[^<>]{0,120}?\b(?:href|content)=["']?(https?://""" + _HOSTS_OF_SNAPSHOTS + rb"""/(?:\d{14}|\d{4}\.\d\d\.\d\d-\d{6})/https?:/[^"'\s<>]{1,2000})""")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_CLOCK = re.compile(r"(\d\d):(\d\d):(\d\d) ([A-Z][a-z]{2}) (\d\d), (\d{4})")

_BANNERS = ("wm-ipp-base", "wm-ipp-print", "wm-ipp", "donato")
_SNAPSHOT_BANNER, _SNAPSHOT_BODY = "HEADER", "CONTENT"
_SNAPSHOT_META = frozenset(("og:site_name", "og:url", "article:published_time", "article:modified_time"))


def original_of(url: str) -> str:
    """The address a page was captured from; that of a page which no archive replays is its own."""
    return _REPLAYED.sub("", url)


def captured_of(url: str) -> str | None:
    """When a web archive captured the page that an address replays, ISO 8601 in UTC; None for other addresses."""
    found = _REPLAYED.match(url)
    try:
        return datetime.strptime(re.sub(r"[.-]", "", found[1]), "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat() if found else None
    except ValueError:
        return None


def of_capture(page: SavedPage) -> SavedPage:
    """A page with the address and the time of its capture, where a web archive replays it; any other as it is."""
    if page.media_type == "text/plain":
        return page
    marked_url, marked_time = _marks(page.data)
    address, captured = original_of(page.url) if page.url else None, captured_of(page.url) if page.url else None
    if marked_url and (address is None or _is_snapshot(page.data)):
        address = marked_url
    saved = captured or marked_time or page.saved_at
    return page if (address, saved) == (page.url, page.saved_at) else replace(page, url=address, saved_at=saved)


def drop_banner(root: etree._Element, data: bytes) -> None:
    """Take out of a tree what the archive that replays a page put into it for its own readers."""
    if data.find(b"wm-ipp", 0, 4 * _HEAD) >= 0:
        banners = [element for element in root.iter("div") if element.get("id") in _BANNERS]
    elif _is_snapshot(data):
        banners = [meta for meta in root.iter("meta") if (meta.get("property") or "") in _SNAPSHOT_META]
        divisions = {element.get("id"): element for element in root.iter("div") if element.get("id") in (_SNAPSHOT_BANNER, _SNAPSHOT_BODY)}
        if len(divisions) == 2 and divisions[_SNAPSHOT_BODY] not in divisions[_SNAPSHOT_BANNER].iterdescendants():
            banners.append(divisions[_SNAPSHOT_BANNER])
    else:
        return
    for element in banners:
        if (parent := element.getparent()) is not None:
            element.clear(keep_tail=True)  # type: ignore[call-arg]
            if not (element.tail or "").strip():
                parent.remove(element)


def _marks(data: bytes) -> tuple[str | None, str | None]:
    """Address and time of capture that an archive wrote into a page."""
    head = data[:_HEAD]
    if b"__wm." in head and (script := _SCRIPT.search(head)):
        return _original(script[1]), _time_of(script[2])
    if b"archive." in head and (snapshot := _SNAPSHOT.search(head)):
        address = snapshot[1].decode("utf-8", "replace")
        return original_of(address), captured_of(address)
    foot = data[-_FOOT:]
    comment = _COMMENT.search(foot) if b"FILE ARCHIVED ON" in foot else None
    return None, _time_of_comment(comment[1]) if comment else None


def _is_snapshot(data: bytes) -> bool:
    head = data[:_HEAD]
    return b"archive." in head and bool(_SNAPSHOT.search(head))


def _original(address: bytes) -> str:
    return original_of(address.decode("utf-8", "replace"))


def _time_of(digits: bytes) -> str | None:
    try:
        return datetime.strptime(digits.decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return None


def _time_of_comment(written: bytes) -> str | None:
    """ISO 8601 of `18:24:05 Jan 19, 2026`, whose clock is UTC."""
    found = _CLOCK.fullmatch(written.decode())
    if not found or found[4] not in _MONTHS:
        return None
    hour, minute, second = (int(found[n]) for n in (1, 2, 3))
    try:
        return datetime(int(found[6]), _MONTHS.index(found[4]) // 3 + 1, int(found[5]), hour, minute, second, tzinfo=UTC).isoformat()
    except ValueError:
        return None
