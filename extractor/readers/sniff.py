"""What a file is, told by its first bytes; its name only decides whether text that lies in a folder or archive is a page."""

from __future__ import annotations

import re
from typing import Literal

from extractor.markup import holds_markup
from extractor.readers.encoding import decode
from extractor.readers.source import Source

Kind = Literal["html", "mhtml", "webarchive", "warc", "arc", "zip", "tar", "gzip", "zstd", "xz", "bzip2", "jsonl", "parquet", "text"]

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"WARC/", "warc"),
    (b"filedesc:", "arc"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
)
_ZSTD_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)
_MIME_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*+\n")
_MIME_TYPE = re.compile(rb"^content-type:\s*+(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")
_FEED = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+)*+<(?:rss|feed|svg|urlset|sitemapindex|plist)[\s>]", re.IGNORECASE | re.DOTALL)
_XHTML = re.compile(r"<html[\s>]", re.IGNORECASE)
_JSON_PAGE = re.compile(rb'"(?:[a-z_]*html[a-z_0-9]*|page_source)"\s*:')
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff(source: Source) -> Kind | None:
    """The kind of a source; None when it is no saved page and no container of pages."""
    head = source.head
    kind = _by_signature(head)
    if kind:
        return kind
    stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _MIME_HEADER.match(stripped) and _MIME_TYPE.search(re.split(rb"\r?\n\r?\n", stripped, maxsplit=1)[0]):
        return "mhtml"
    if stripped.startswith((b"{", b"[")) and (_JSON_PAGE.search(stripped) or (source.is_chosen and stripped[1:].lstrip()[:1] in (b'"', b"{"))):
        return "jsonl"
    return _text_or_markup(source, head)


def _by_signature(head: bytes) -> Kind | None:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if _ZSTD_SKIPPABLE.match(head):
        return "zstd"
    if head.startswith(b"bplist00") or (head.lstrip()[:5] == b"<?xml" and b"WebMainResource" in head):
        return "webarchive"
    return "tar" if _is_tar(head) else None


def _is_tar(head: bytes) -> bool:
    """Whether the first 512 bytes are a tar header: their sum stands in them in octal digits (POSIX.1-1988 ustar, and older tars)."""
    if len(head) < 512:
        return False
    try:
        stated = int(head[148:156].strip(b" \0") or b"0", 8)
    except ValueError:
        return False
    return stated == sum(head[:148]) + 8 * 32 + sum(head[156:512])


def _text_or_markup(source: Source, head: bytes) -> Kind | None:
    text = decode(head[:4096]).text.lstrip()
    if not text.strip() or len(_CONTROL.findall(text)) > 0.02 * len(text):
        return "text" if source.is_chosen and not text.strip() else None
    if _FEED.match(text) or (text.startswith("<?xml") and not _XHTML.search(text)):
        return None
    name = source.name.lower()
    is_likely = source.is_chosen or text.startswith("<") or name.endswith(_PAGE_SUFFIXES)  # scripts and templates hold mark-up too
    if is_likely and (holds_markup(text) or holds_markup(decode(head).text)):
        return "html"
    return "text" if source.is_chosen or name.endswith((".txt", ".text")) else None
