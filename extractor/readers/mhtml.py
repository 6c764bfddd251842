"""MHTML (RFC 2557): a MIME message whose parts are a page and what it shows. Written by Chromium, old Internet Explorer, Firefox (UnMHT) and Opera.

Parts are found by one scan for boundary lines and decoded by binascii, which reads what the `email` package reads at a fiftieth of its time.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header

from extractor.errors import DamagedFile
from extractor.page import Notice, SavedPage
from extractor.readers.encoding import clean
from extractor.readers.html import iso_time
from extractor.readers.source import Item, Source, read_all

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^;\s]*))")
_MAX_HEADERS = 65_536
_MAX_PARTS = 100_000
_MAX_NESTING = 4
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Part:
    """A MIME part: header fields by lower-case name, media type, its parameters, and the encoded body."""

    fields: dict[str, str]
    media_type: str
    parameters: dict[str, str]
    body: bytes


def read(source: Source) -> Iterator[Item]:
    """The page of an MHTML file. Raises DamagedFile when it holds none."""
    message = _part(read_all(source).lstrip(b"\xef\xbb\xbf \t\r\n"))
    page = _main_page(message)
    if page is None:
        raise DamagedFile("the MHTML file holds no HTML part; save the page again", path=source.path, member=source.member)
    data, problem = _decoded(page)
    location = page.fields.get("content-location", "") or message.fields.get("content-base", "")
    url = next((a for a in (message.fields.get("snapshot-content-location", ""), location) if a.startswith(("http://", "https://"))), None)
    yield SavedPage(
        data,
        format="mhtml",
        path=source.path,
        member=source.member,
        media_type=page.media_type,
        charset=page.parameters.get("charset"),
        url=url,
        saved_at=iso_time(message.fields.get("date", "")),
        notices=(*source.notices, *problem),
    )


def _part(data: bytes) -> _Part:
    head = _END_OF_HEADERS.search(data, 0, _MAX_HEADERS)
    fields: dict[str, str] = {}
    for line in _FOLDED.sub(" ", data[: head.start() if head else 0].decode("utf-8", "replace")).splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), _readable(value.strip()))
    kind = fields.get("content-type", "text/plain")
    parameters = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(kind)}
    return _Part(fields, kind.partition(";")[0].strip().lower(), parameters, data[head.end() :] if head else b"")


def _readable(value: str) -> str:
    """A header's value with encoded words (RFC 2047) decoded."""
    if "=?" not in value:
        return value
    try:
        return clean(str(make_header(decode_header(value))))[0]
    except (MessageError, ValueError, LookupError):
        return value


def _main_page(message: _Part) -> _Part | None:
    """The page among the parts: the root that the message names, else the first HTML part; for a page of frames, the longest HTML part."""
    pages = list(_html_parts(message, 0))
    if not pages:
        return None
    start = message.parameters.get("start", "").strip("<>")
    address = message.fields.get("snapshot-content-location")
    root = next((p for p in pages if start and p.fields.get("content-id", "").strip("<>") == start), None)
    root = root or next((p for p in pages if address and p.fields.get("content-location") == address), None) or pages[0]
    if len(pages) > 1 and re.search(rb"<frameset[\s>]", _decoded(root)[0], re.IGNORECASE):
        return max(pages, key=lambda p: len(p.body))
    return root


def _html_parts(part: _Part, depth: int) -> Iterator[_Part]:
    if part.media_type in _HTML:
        yield part
    elif part.media_type.startswith("multipart/") and depth < _MAX_NESTING:
        boundary = part.parameters.get("boundary", "")
        for data in _bodies(part.body, boundary.encode("utf-8", "replace")):
            yield from _html_parts(_part(data), depth + 1)


def _bodies(data: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between boundary lines; a last part that no boundary closes is given too."""
    mark = b"--" + boundary
    start: int | None = None
    at = count = 0
    while boundary and count < _MAX_PARTS and (found := data.find(mark, at)) >= 0:
        at = found + len(mark)
        if found and data[found - 1 : found] != b"\n":
            continue
        if start is not None:
            yield data[start:found].removesuffix(b"\n").removesuffix(b"\r")
            count += 1
        if data.startswith(b"--", at):
            return
        start = data.find(b"\n", at) + 1 or len(data)
    if start is not None:
        yield data[start:]


def _decoded(part: _Part) -> tuple[bytes, tuple[Notice, ...]]:
    encoding = part.fields.get("content-transfer-encoding", "").lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(part.body), ()
    if encoding == "base64":
        return _from_base64(part.body)
    return part.body, ()


def _from_base64(body: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    whole = len(letters) - (1 if len(letters) % 4 == 1 else 0)
    data = binascii.a2b_base64(letters[:whole] + b"=" * (-whole % 4))
    broken = len(letters) != whole
    return data, ((Notice("truncated_file", "the page's base64 breaks off"),) if broken else ())
