"""Every kind of saved page, from bytes in the mark-up of real savers to the same record."""

from __future__ import annotations

import gzip
import io
import os
import sys
import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import savers
import zstandard
from casefiles import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st
from savers import FORMATS, SAVED, URL, WITHOUT_ADDRESS, WITHOUT_TIME

from extractor import extract, extract_page, read_pages
from extractor.errors import DamagedFile, ExtractorError, ReadError, TooLarge, UnsupportedFormat
from extractor.page import SavedPage
from extractor.readers import Skipped, list_pages, page_of_bytes, source

PAGE = (FIXTURES / "pages" / "ar" / "false-wildlife-clips" / "page.html").read_bytes()
SAME = ("headline", "date", "text", "organisations", "quotes", "statistics", "language", "captions")


def content_of(page: SavedPage) -> dict[str, Any]:
    record = extract_page(page).model_dump(mode="json")
    return {name: record[name] for name in SAME}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return content_of(SavedPage(PAGE, url=URL))


@pytest.mark.parametrize("name", FORMATS)
def test_same_article_in_every_format(name: str, tmp_path: Path, expected: dict[str, Any]) -> None:
    kind, write = FORMATS[name]
    file = tmp_path / "saved.bin"  # the bytes decide, not the suffix
    file.write_bytes(write(PAGE))
    (page,) = read_pages(file)
    assert (page.format, page.path) == (kind, str(file))
    assert page.url == (None if name in WITHOUT_ADDRESS else URL)
    assert page.saved_at is None if name in WITHOUT_TIME else datetime.fromisoformat(page.saved_at or "") == datetime.fromisoformat(SAVED)
    assert page.notices == ()
    assert content_of(page) == expected


def test_chromium_saves_the_same_article(expected: dict[str, Any]) -> None:
    """`fixtures/formats/chromium.mhtml` is what headless Chromium's Page.captureSnapshot gave for the fixture page."""
    (page,) = read_pages(FIXTURES / "formats" / "chromium.mhtml")
    assert page.format == "mhtml"
    assert (page.url or "").startswith("http://www.sadaldiffa.example/story/2026/1/19/")
    assert page.saved_at == "2026-11-25T07:37:38+00:00"
    assert content_of(page) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_files_in_memory_and_on_standard_input(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FORMATS[name][1](PAGE)
    (from_stream,) = _from_stdin(data, monkeypatch)
    assert page_of_bytes(data).data == from_stream.data
    assert from_stream.path == "-"


def _from_stdin(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[SavedPage]:
    class Pipe(io.RawIOBase):
        """Gives few bytes at a time, as pipes do, and cannot seek."""

        def __init__(self) -> None:
            self.inner = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            return self.inner.readinto(memoryview(buffer)[:1000])

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe())))
    return list(read_pages("-"))


def test_extract_takes_any_file_in_memory(expected: dict[str, Any]) -> None:
    record = extract(savers.blink_mhtml(PAGE)).model_dump(mode="json")
    assert {name: record[name] for name in SAME} == expected
    assert (record["document"]["format"], record["document"]["url"]) == ("mhtml", URL)


def test_encodings_of_containers() -> None:
    arabic = "<p>خبر عاجل</p>".encode("cp1256")
    page = savers.warc_record("response", savers.http_response(arabic, content_type='text/html; charset="windows-1256"'))
    assert page_of_bytes(page).charset == "windows-1256"
    assert page_of_bytes(savers.webarchive(arabic)).charset == "UTF-8"


def test_what_is_left_out_of_an_archive_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(savers.wacz(PAGE))
    skipped: list[Skipped] = []
    assert len(list(read_pages(file, on_skip=skipped.append))) == 1
    assert {s.reason: s.count for s in skipped} == {"not_html": 1, "revisit": 1, "status": 1, "unlisted": 1}


def test_zstd_archive_with_its_own_dictionary(tmp_path: Path) -> None:
    samples = [savers.warc_record("response", savers.http_response(b"<html><p>page %d</p></html>" % i), f"{URL}/{i}") for i in range(400)]
    dictionary = zstandard.train_dictionary(4_096, samples)
    frame = (0x184D2A5D).to_bytes(4, "little") + len(dictionary.as_bytes()).to_bytes(4, "little") + dictionary.as_bytes()
    compressor = zstandard.ZstdCompressor(dict_data=dictionary)
    file = tmp_path / "a"
    file.write_bytes(frame + b"".join(compressor.compress(sample) for sample in samples[:3]))
    assert [page.url for page in read_pages(file)] == [f"{URL}/{i}" for i in range(3)]


def test_folder_is_read_in_order_without_the_folders_of_browsers(tmp_path: Path) -> None:
    files = {
        "b.html": b'<script src="b-Dateien/x.js"></script><p>b</p>',
        "b-Dateien/frame.html": b"<p>translated companion</p>",
        "a.htm": b"<p>a</p>",
        "a_files/frame.html": b"<p>companion</p>",
        "c/2024.html": b'<a href="2024-articles/x.html">x</a>',
        "c/2024-articles/x.html": b"<p>an article of its own</p>",
        "c/notes.txt": b"plain",
        "c/style.css": b"p { color: red }",
        "c/script.js": b"if (a < b) run()",
        "c/picture.png": b"\x89PNG\r\n\x1a\n",
        "c/feed.xml": b"<?xml version='1.0'?><rss><channel></channel></rss>",
        ".hidden/x.html": b"<p>hidden</p>",
        "d.bin": savers.blink_mhtml(PAGE),
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = [Path(page.path or "").relative_to(tmp_path).as_posix() for page in read_pages(tmp_path)]
    assert found == ["a.htm", "b.html", "c/2024-articles/x.html", "c/2024.html", "c/notes.txt", "d.bin"]
    assert [page.path for page in read_pages(tmp_path / "*.htm*")] == [str(tmp_path / "a.htm"), str(tmp_path / "b.html")]


def test_links_and_pipes_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside.html", tmp_path / "in"
    inside.mkdir()
    outside.write_bytes(b"<p>outside</p>")
    (inside / "a.html").write_bytes(b"<p>a</p>")
    (inside / "out.html").symlink_to(outside)
    (inside / "again.html").symlink_to(inside / "a.html")
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "pipe.html")
    errors: list[ReadError] = []
    assert [page.data for page in read_pages(inside, on_error=errors.append)] == [b"<p>a</p>"]
    assert [error.path for error in errors] == [str(inside / "out.html")]


def test_a_bad_member_never_stops_the_others(tmp_path: Path) -> None:
    whole = savers.zipped({"1.html": PAGE, "2.mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "3.zip": b"PK\x03\x04", "4.html": PAGE})
    file = tmp_path / "a.zip"
    file.write_bytes(whole)
    errors: list[ReadError] = []
    assert [page.member for page in read_pages(file, on_error=errors.append)] == ["1.html", "4.html"]
    assert [(type(error), error.member) for error in errors] == [(DamagedFile, "2.mht"), (DamagedFile, "3.zip")]
    with pytest.raises(DamagedFile, match=r"a\.zip#2\.mht"):
        list(read_pages(file))


def test_names_in_a_zip_are_utf_8_without_the_flag_too(tmp_path: Path) -> None:
    name = "أخبار/قصة.html".encode()
    unflagged = savers.zipped({"x" * len(name): PAGE}).replace(b"x" * len(name), name)
    (tmp_path / "a.zip").write_bytes(unflagged)
    assert [page.member for page in read_pages(tmp_path / "a.zip")] == ["أخبار/قصة.html"]


def test_encrypted_members_are_errors(tmp_path: Path) -> None:
    data = bytearray(savers.zipped({"1.html": PAGE}))
    data[6] |= 1  # the flag of encryption, in the local header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file = tmp_path / "a.zip"
    file.write_bytes(bytes(data))
    with pytest.raises(DamagedFile, match="encrypted"):
        list(read_pages(file))


def test_reading_goes_on_behind_broken_records(tmp_path: Path) -> None:
    records = [savers.warc_record("response", savers.http_response(PAGE * 8), f"{URL}/{i}", number=i) for i in range(12)]
    for broken in (0, 4, 5, 9):
        records[broken] = records[broken].replace(b"WARC-Type: response", b"WARC-Type response\xff", 1).replace(b"Content-Length:", b"Length", 1)
    file = tmp_path / "a.warc"
    file.write_bytes(b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n" + b"".join(records))
    errors: list[ReadError] = []
    found = [page.url for page in read_pages(file, on_error=errors.append)]
    assert found == [f"{URL}/{i}" for i in range(12) if i not in (0, 4, 5, 9)]
    assert len(errors) == 3  # those of the fifth and sixth are one


@pytest.mark.parametrize("name", ["pages.warc.gz", "pages.tar.gz", "pages.arc.gz"])
def test_truncated_archives_give_what_they_have_and_an_error(name: str, tmp_path: Path) -> None:
    data = FORMATS[name][1](PAGE)
    file = tmp_path / "a"
    file.write_bytes(data[: len(data) * 3 // 4])
    errors: list[ReadError] = []
    list(read_pages(file, on_error=errors.append))
    assert [type(error) for error in errors] == [DamagedFile]


def test_truncated_page_is_read_with_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "a.html.gz"
    file.write_bytes(gzip.compress(PAGE)[:-2000])
    (page,) = read_pages(file)
    assert page.data == PAGE[: len(page.data)] != PAGE
    assert [notice.code for notice in page.notices] == ["truncated_file"]


def test_decompression_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source, sys.modules["extractor.readers.http"]):
        monkeypatch.setattr(module, "MAX_PAGE", 2**20)
    bomb = b"<p>" + bytes(2**25).replace(b"\0", b"x")
    files = {
        "gz": gzip.compress(bomb),
        "zst": zstandard.compress(bomb),
        "zip": savers.zipped({"a.html": bomb}),
        "tar.gz": gzip.compress(savers.tarred({"a.html": bomb})),
        "gzip.warc": savers.warc(bomb, coding="gzip"),
        "br.warc": savers.warc(bomb, coding="br"),
    }
    for name, data in files.items():
        file = tmp_path / name
        file.write_bytes(data)
        with pytest.raises(TooLarge):
            list(read_pages(file))


def test_containers_are_opened_to_a_bounded_depth(tmp_path: Path) -> None:
    data = PAGE
    for _ in range(source.MAX_DEPTH + 1):
        data = gzip.compress(data)
    file = tmp_path / "a"
    file.write_bytes(data)
    with pytest.raises(TooLarge, match="deep"):
        list(read_pages(file))
    file.write_bytes(gzip.decompress(data))
    assert len(list(read_pages(file))) == 1


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(100), b"%PDF-1.7\n\xe2\xe3\xcf\xd3" + bytes(60), bytes(5000)])
def test_other_files_are_refused_by_name(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(data)
    with pytest.raises(UnsupportedFormat):
        list(read_pages(file))


def test_paths_that_name_nothing(tmp_path: Path) -> None:
    for path in (tmp_path / "none.html", tmp_path / "*.html"):
        with pytest.raises(ReadError):
            list(read_pages(path))


def test_names_and_addresses_are_valid_utf_8(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/in"
    Path(os.fsdecode(folder)).mkdir()
    name = "خبر.html".encode("cp1256")
    Path(os.fsdecode(folder + b"/" + name)).write_bytes(PAGE)
    Path(os.fsdecode(folder + b"/z.tar")).write_bytes(savers.tarred({name.decode("utf-8", "surrogateescape"): PAGE}))
    Path(os.fsdecode(folder + b"/z.jsonl")).write_bytes(b'{"url": "https://news.example/\\ud800", "html": "<p>a</p>"}')
    pages = list(read_pages(os.fsdecode(folder)))
    assert [Path(page.path or "").name for page in pages] == ["z.jsonl", "z.tar", "\ufffd\ufffd\ufffd.html"]
    assert (pages[1].member, pages[0].url) == ("\ufffd\ufffd\ufffd.html", "https://news.example/\ufffd")
    assert extract_page(pages[2]).model_dump_json().encode("utf-8")


def test_rows_without_a_page_are_errors(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(savers.jsonl(PAGE) + b'{"url": "x"}\nnot json\n[1]\n\n{"text": "plain words"}\n')
    errors: list[ReadError] = []
    pages = list(read_pages(file, on_error=errors.append))
    assert [(page.member, page.media_type) for page in pages] == [("line 1", None), ("line 6", "text/plain")]
    assert [error.member for error in errors] == ["line 2", "line 3", "line 4"]


def test_list_of_what_a_file_holds(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(savers.warc(PAGE, gzip.compress))
    (listed,) = list_pages(file)
    assert (listed.member, listed.format, listed.media_type) == ("<urn:uuid:00000000-0000-4000-8000-000000000006>", "warc", "text/html")
    assert (listed.url, listed.saved_at, listed.size) == (URL, SAVED, len(PAGE))


def test_memory_does_not_grow_with_an_archive(tmp_path: Path) -> None:
    record = gzip.compress(savers.warc_record("response", savers.http_response(PAGE)))

    def peak(records: int) -> int:
        file = tmp_path / "a.warc.gz"
        file.write_bytes(record * records)
        tracemalloc.start()
        assert sum(1 for _ in read_pages(file)) == records
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    assert peak(2_000) < 1.5 * peak(200)


def test_zip_with_an_endless_directory_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", PAGE)
    data = bytearray(out.getvalue())
    data[-10:-6] = (2**31).to_bytes(4, "little")  # size of the directory
    file.write_bytes(bytes(data))
    with pytest.raises(TooLarge):
        list(read_pages(file))


@settings(max_examples=150)
@given(st.sampled_from(sorted(FORMATS)), st.data())
def test_damaged_files_give_pages_or_named_errors(name: str, data: st.DataObject) -> None:
    file = bytearray(SMALL[name])
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(file)))
    try:
        page = page_of_bytes(bytes(file[:cut]))
    except ExtractorError as error:
        assert str(error)
    else:
        assert isinstance(page.data, bytes)


SMALL = {name: write(b"<!doctype html><html><body><p>\xd8\xae\xd8\xa8\xd8\xb1</p></body></html>") for name, (_, write) in FORMATS.items()}
