"""Writers of saved pages, in the mark-up that real savers give. Each turns one page into the bytes of a file."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import plistlib
import quopri
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from typing import Any

import brotli
import zstandard

URL = "https://www.sadaldiffa.example/story/2026/1/19/clips/7180342"
SAVED = "2026-01-27T09:56:00Z"
MAIN_FRAME = "<frame-5BAD38C8C63DDEC1@mhtml.blink>"


def blink_mhtml(page: bytes, url: str = URL) -> bytes:
    boundary = "----MultipartBoundary--aUA7lzO7uV2kTAs5YdO4yqTsnZyYZfHr----"
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: =?utf-8?Q?=D8=AE=D8=A8=D8=B1?=\r\n"
        f"Date: Tue, 27 Jan 2026 09:56:00 GMT\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n\r\n'
    )
    main = f"Content-Type: text/html\r\nContent-ID: {MAIN_FRAME}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n"
    frame = "Content-Type: text/html\r\nContent-ID: <frame-2@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>An advertisement</p>"
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://img.example/a.png\r\n\r\niVBORw0KGgo="
    parts = [main.encode() + quopri.encodestring(page).replace(b"\n", b"\r\n"), frame.encode(), picture.encode()]
    return _multipart(head, boundary, parts)


def internet_explorer_mht(page: bytes, url: str = URL) -> bytes:
    boundary = "----=_NextPart_000_0000_01DC8F6A.2D1B9E50"
    head = (
        'From: "Saved by Windows Internet Explorer 8"\r\nSubject: =?windows-1256?B?zs7HsQ==?=\r\nDate: Tue, 27 Jan 2026 11:56:00 +0200\r\n'
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n'
        "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.5512\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n"
    )
    main = f'Content-Type: text/html;\r\n\tcharset="utf-8"\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {url}\r\n\r\n'
    style = "Content-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://www.example/a.css\r\n\r\np {}"
    return _multipart(head, boundary, [style.encode(), main.encode() + base64.encodebytes(page).replace(b"\n", b"\r\n")])


def firefox_mht(page: bytes, url: str = URL) -> bytes:
    boundary = "----=_NextPart_000_0000_2F5A1B3C.8D7E6F90"
    head = (
        "From: <Saved by UnMHT>\nSubject: story\nDate: Tue, 27 Jan 2026 11:56:00 +0200\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related;\n\tboundary="{boundary}";\n\ttype="text/html";\n\tstart="<main@unmht>"\n'
        f"X-MAF-Information: Produced By UnMHT\n\n"
    )
    other = "Content-Type: text/html;\n\tcharset=\"utf-8\"\nContent-Transfer-Encoding: 8bit\nContent-ID: <frame@unmht>\n\n<p>frame</p>"
    main = f'Content-Type: text/html;\n\tcharset="utf-8"\nContent-Transfer-Encoding: 8bit\nContent-ID: <main@unmht>\nContent-Location: {url}\n\n'
    return _multipart(head, boundary, [other.encode(), main.encode() + page]).replace(b"\r\n", b"\n")


def _multipart(head: str, boundary: str, parts: Iterable[bytes]) -> bytes:
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return head.encode() + body + b"--" + boundary.encode() + b"--\r\n"


def webarchive(page: bytes, form: Any = plistlib.FMT_BINARY) -> bytes:
    main = {
        "WebResourceData": page,
        "WebResourceFrameName": "",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": URL,
    }
    picture = {"WebResourceData": b"\x89PNG", "WebResourceMIMEType": "image/png", "WebResourceURL": "https://img.example/a.png"}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": [picture]}, fmt=form)


def singlefile(page: bytes) -> bytes:
    comment = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Tue Jan 27 2026 11:56:00 GMT+0200 (Eastern European Standard Time)\n-->"
    inlined = page.replace(b"<img src=", b'<img src="data:image/jpeg;base64,' + b"/9j/4AAQ" * 50_000 + b'" data-src=', 1)
    return re.sub(rb"(?i)(<html[^>]*>)", rb"\1" + comment.encode(), inlined, count=1)


def monolith(page: bytes) -> bytes:
    return f"<!-- Saved from {URL} at {SAVED} using monolith v2.8.1 -->\n".encode() + page


def marked_of_the_web(page: bytes) -> bytes:
    return re.sub(rb"(?i)(<!doctype[^>]*>)", rb"\1" + f"\n<!-- saved from url=({len(URL):04d}){URL} -->".encode(), page, count=1)


def http_response(page: bytes, coding: str = "", chunked: bool = False, content_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    coders: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}
    body = coders[coding](page) if coding else page
    fields = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}"] + ([f"Content-Encoding: {coding}"] if coding else [])
    if chunked:
        fields.append("Transfer-Encoding: chunked")
        pieces = [body[i : i + 4000] for i in range(0, len(body), 4000)]
        body = b"".join(b"%x\r\n" % len(piece) + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + body


def warc_record(kind: str, block: bytes, url: str = URL, media_type: str = "application/http; msgtype=response", number: int = 1) -> bytes:
    fields = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        f"WARC-Date: {SAVED}",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(fields).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def warc(page: bytes, pack: Callable[[bytes], bytes] = bytes, coding: str = "", chunked: bool = False) -> bytes:
    """The page among the records that crawlers write around it."""
    records = [
        warc_record("warcinfo", b"software: crawler\r\n", media_type="application/warc-fields"),
        warc_record("request", b"GET / HTTP/1.1\r\n\r\n", media_type="application/http; msgtype=request", number=2),
        warc_record("response", http_response(b"\x89PNG", content_type="image/png"), "https://img.example/a.png", number=3),
        warc_record("response", http_response(b"<p>gone</p>", status="404 Not Found"), "https://www.sadaldiffa.example/old", number=4),
        warc_record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", number=5),
        warc_record("response", http_response(page, coding, chunked), number=6),
    ]
    return b"".join(pack(record) for record in records)


def warc_resource(page: bytes) -> bytes:
    return warc_record("resource", page, media_type="text/html; charset=utf-8")


def arc(page: bytes, pack: Callable[[bytes], bytes] = bytes) -> bytes:
    version = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    response = http_response(page)
    return (
        pack(b"filedesc://story.arc 0.0.0.0 20260127095600 text/plain %d\n" % len(version) + version + b"\n")
        + pack(b"https://img.example/a.png 192.0.2.1 20260127095600 image/png 4\n\x89PNG\n")
        + pack(f"{URL} 192.0.2.1 20260127095600 text/html {len(response)}\n".encode() + response + b"\n")
    )


def wacz(page: bytes) -> bytes:
    frame = warc_record("response", http_response(b"<html><p>frame</p></html>"), "https://ads.example/frame", number=7)
    pages = [{"format": "json-pages-1.0", "id": "pages"}, {"url": URL + "#top", "ts": SAVED, "title": "story"}]
    return zipped(
        {
            "datapackage.json": b'{"profile": "data-package"}',
            "archive/data.warc.gz": gzip.compress(frame) + warc(page, gzip.compress),
            "pages/pages.jsonl": "\n".join(json.dumps(p) for p in pages).encode(),
            "indexes/index.cdx": b"",
        }
    )


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def jsonl(page: bytes) -> bytes:
    return json.dumps({"url": URL, "fetched_at": SAVED, "html": page.decode()}, ensure_ascii=False).encode() + b"\n"


def json_base64(page: bytes) -> bytes:
    return json.dumps([{"url": URL, "html_base64": base64.b64encode(page).decode()}], indent=1).encode()


def parquet(page: bytes) -> bytes:
    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    table = pyarrow.table({"id": [1], "url": [URL], "html": [page.decode()]})
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


FORMATS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "page.html": ("html", bytes),
    "singlefile.html": ("html", singlefile),
    "monolith.html": ("html", monolith),
    "mark-of-the-web.html": ("html", marked_of_the_web),
    "with-headers.html": ("html", lambda page: http_response(page)),
    "utf-16.html": ("html", lambda page: page.decode().encode("utf-16")),
    "page.html.gz": ("html", gzip.compress),
    "page.html.zst": ("html", zstandard.compress),
    "page.html.xz": ("html", lzma.compress),
    "page.html.bz2": ("html", bz2.compress),
    "blink.mhtml": ("mhtml", blink_mhtml),
    "explorer.mht": ("mhtml", internet_explorer_mht),
    "firefox.mht": ("mhtml", firefox_mht),
    "binary.webarchive": ("webarchive", webarchive),
    "xml.webarchive": ("webarchive", lambda page: webarchive(page, plistlib.FMT_XML)),
    "pages.warc": ("warc", warc),
    "pages.warc.gz": ("warc", lambda page: warc(page, gzip.compress)),
    "pages.warc.zst": ("warc", lambda page: warc(page, zstandard.compress)),
    "gzip-chunked.warc": ("warc", lambda page: warc(page, coding="gzip", chunked=True)),
    "deflate.warc": ("warc", lambda page: warc(page, coding="deflate")),
    "br.warc": ("warc", lambda page: warc(page, coding="br")),
    "zstd.warc": ("warc", lambda page: warc(page, coding="zstd", chunked=True)),
    "resource.warc": ("warc", warc_resource),
    "pages.arc": ("arc", arc),
    "pages.arc.gz": ("arc", lambda page: arc(page, gzip.compress)),
    "pages.wacz": ("wacz", wacz),
    "pages.zip": ("zip", lambda page: zipped({"saved/story.html": page, "saved/story_files/frame.html": b"<p>frame</p>", "saved/a.png": b"\x89PNG"})),
    "pages.tar": ("tar", lambda page: tarred({"saved/story.html": page, "saved/story_files/frame.html": b"<p>frame</p>"})),
    "pages.tar.gz": ("tar", lambda page: gzip.compress(tarred({"story.html": page}))),
    "mhtml-in-tar-in-zip.zip": ("mhtml", lambda page: zipped({"inner.tar.xz": lzma.compress(tarred({"a.mht": blink_mhtml(page)}))})),
    "pages.jsonl": ("jsonl", jsonl),
    "pages.jsonl.gz": ("jsonl", lambda page: gzip.compress(jsonl(page))),
    "pages.json": ("jsonl", json_base64),
    "pages.parquet": ("parquet", parquet),
}
"""File name → the format that the reader must tell, and the writer."""

WITHOUT_ADDRESS = {"page.html", "with-headers.html", "utf-16.html", "page.html.gz", "page.html.zst", "page.html.xz", "page.html.bz2", "pages.zip", "pages.tar", "pages.tar.gz"}
WITHOUT_TIME = {*WITHOUT_ADDRESS, "mark-of-the-web.html", "binary.webarchive", "xml.webarchive", "pages.json", "pages.parquet"}
