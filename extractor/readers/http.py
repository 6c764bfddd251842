"""Bodies of HTTP responses as archives keep them: chunked, compressed, or saying so without being it."""

from __future__ import annotations

import re
import zlib

from extractor.errors import ReadError, TooLarge
from extractor.page import Notice
from extractor.readers.source import MAX_PAGE

_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\n]{0,256}?\n")
_HTML = ("text/html", "application/xhtml+xml")
_TEXTUAL = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)", re.IGNORECASE)


def is_page(media_type: str | None, body: bytes) -> bool:
    """Whether a response is a page: by its media type, or by its first bytes where it names none."""
    if media_type:
        return media_type.partition(";")[0].strip().lower() in _HTML
    return _TEXTUAL.match(body[:1024].lstrip(b"\xef\xbb\xbf")) is not None


def charset_of(content_type: str | None) -> str | None:
    """The charset parameter of a Content-Type header."""
    found = re.search(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.IGNORECASE)
    return found[1] if found else None


def decoded_body(body: bytes, transfer_encoding: str | None, content_encoding: str | None) -> tuple[bytes, tuple[Notice, ...]]:
    """A body free of its encodings, in the reverse of their order. What breaks off is given as far as it goes. Raises TooLarge, ReadError."""
    if "chunked" in (transfer_encoding or "").lower():
        body = _dechunked(body)
    notices: tuple[Notice, ...] = ()
    for name in reversed([part.strip().lower() for part in (content_encoding or "").split(",")]):
        body, is_whole = _decompressed(body, name)
        if not is_whole:
            notices = (Notice("truncated_file", f"the response's {name} data breaks off or is damaged"),)
    if len(body) > MAX_PAGE:
        raise TooLarge(f"the page has more than {MAX_PAGE:,} bytes")
    return body, notices


def _dechunked(body: bytes) -> bytes:
    """The chunks of a body joined; the body itself where it is not chunked, as many crawlers write it."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        size = _CHUNK.match(body, at)
        if not size:
            return b"".join([*pieces, body[at:]]) if pieces else body
        length = int(size[1], 16)
        if length == 0:
            break
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
    return b"".join(pieces)


def _decompressed(body: bytes, name: str) -> tuple[bytes, bool]:
    if name in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _inflated(body, 31)
    if name == "deflate":
        data, is_whole = _inflated(body, 15)
        return (data, is_whole) if data else _inflated(body, -15)
    if name == "br":
        return _unbrotlied(body)
    if name == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        return _unzstandarded(body)
    return body, True


def _inflated(body: bytes, window: int) -> tuple[bytes, bool]:
    inflater = zlib.decompressobj(window)
    pieces: list[bytes] = []
    size = 0
    try:
        while body and not inflater.eof:
            piece = inflater.decompress(body, 2**20)
            body = inflater.unconsumed_tail
            size += len(piece)
            pieces.append(piece)
            if size > MAX_PAGE:
                raise TooLarge(f"the page has more than {MAX_PAGE:,} bytes once it is decompressed")
    except zlib.error:
        return b"".join(pieces), False
    return b"".join(pieces), inflater.eof


def _unbrotlied(body: bytes) -> tuple[bytes, bool]:
    """Brotli has no signature: what it cannot read is taken as not encoded, when nothing came out of it."""
    import brotli

    decoder = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(body), 4096):  # brotli's ratio is bounded only by the size of what it is fed
            piece = decoder.process(body[at : at + 4096])
            size += len(piece)
            pieces.append(piece)
            if size > MAX_PAGE:
                raise TooLarge(f"the page has more than {MAX_PAGE:,} bytes once it is decompressed")
    except brotli.error:
        data = b"".join(pieces)
        return (data, False) if data else (body, True)
    return b"".join(pieces), decoder.is_finished()


def _unzstandarded(body: bytes) -> tuple[bytes, bool]:
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(body) as reader:
            data = reader.read(MAX_PAGE + 1)
    except zstandard.ZstdError as error:
        raise ReadError(f"the response's zstd data is damaged: {error}") from error
    return data, True
