"""Paths → saved pages."""

from __future__ import annotations

import glob
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.errors import ReadError, TooLarge, UnsupportedFormat
from extractor.page import SavedPage
from extractor.readers import arc, compressed, html, jsonl, mhtml, parquet, tar, text, warc, webarchive
from extractor.readers import zip as zipped
from extractor.readers.folder import is_named_as_page, read_folder
from extractor.readers.sniff import Kind, sniff
from extractor.readers.source import MAX_DEPTH, Item, Skipped, Source, open_file, open_stream
from schemas import Format

_READERS: dict[Kind, Callable[[Source], Iterator[Item]]] = {
    "arc": arc.read,
    "bzip2": compressed.read,
    "gzip": compressed.read,
    "html": html.read,
    "jsonl": jsonl.read,
    "mhtml": mhtml.read,
    "parquet": parquet.read,
    "tar": tar.read,
    "text": text.read,
    "warc": warc.read,
    "webarchive": webarchive.read,
    "xz": compressed.read,
    "zip": zipped.read,
    "zstd": compressed.read,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A page in a list of what a file holds: where it lies, what it is, its size in bytes, where it came from and when it was saved."""

    path: str | None
    member: str | None
    format: Format
    media_type: str | None
    size: int
    url: str | None
    saved_at: str | None


def read_pages(
    path: str | Path,
    *,
    on_error: Callable[[ReadError], None] | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[SavedPage]:
    """Every saved page that a file or folder holds, one by one, in a stable order.

    `path` is a file of any kind that is known (its bytes decide, not its name), a folder, which is read recursively, a pattern with `*`, or
    `-` for standard input. Containers are read as streams, and containers inside containers up to a depth of five.

    What cannot be read is handed to `on_error`, and reading goes on behind it; without `on_error` it is raised. What is left out on purpose
    (records of an archive that are no pages, revisits) is counted and handed to `on_skip`. Raises ReadError.
    """
    for source in _sources(path):
        for item in _items(source) if isinstance(source, Source) else (source,):
            if isinstance(item, SavedPage):
                yield item
            elif isinstance(item, Skipped):
                if on_skip:
                    on_skip(item)
            elif on_error:
                on_error(item)
            else:
                raise item


def list_pages(
    path: str | Path,
    *,
    on_error: Callable[[ReadError], None] | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Listed]:
    """What a file or folder holds, page by page, without extraction; arguments, order and errors as in `read_pages`."""
    for page in read_pages(path, on_error=on_error, on_skip=on_skip):
        yield Listed(page.path, page.member, page.format, page.media_type, len(page.data), page.url, page.saved_at)


def page_of_bytes(data: bytes, url: str | None = None, media_type: str | None = None) -> SavedPage:
    """The page in a file held in memory: the file itself, or the first page of a container. Raises ReadError when there is none."""
    source = open_stream(io.BytesIO(data), None)
    kind = None if media_type else sniff(source)
    if media_type == "text/plain" or kind == "text":
        return SavedPage(data, format="text", media_type="text/plain", url=url)
    if media_type or kind == "html":
        page = html.page_of_html(data)
        return replace(page, media_type=media_type, url=url or page.url)
    for item in _items(source):
        if isinstance(item, SavedPage):
            return replace(item, url=url or item.url)
        if isinstance(item, ReadError):
            raise item
    raise UnsupportedFormat("the file holds no page")


def _sources(path: str | Path) -> Iterator[Source | ReadError]:
    """What a path names: a file, the files of a folder or of a pattern, or standard input."""
    if str(path) == "-":
        yield open_stream(sys.stdin.buffer, "-")
        return
    top = Path(path)
    if top.exists() or not glob.has_magic(str(path)):
        yield from _files(top)
        return
    found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - patterns may be absolute, which Path.glob refuses
    if not found:
        yield ReadError("no file matches this pattern", path=str(path))
    for name in found:
        yield from _files(Path(name))


def _files(path: Path) -> Iterator[Source | ReadError]:
    if path.is_dir():
        yield from read_folder(path)
        return
    try:
        source = open_file(path)
    except OSError as error:
        yield ReadError(f"cannot be read: {error.strerror}", path=str(path))
        return
    with source.stream:
        yield source


def _items(source: Source) -> Iterator[SavedPage | ReadError | Skipped]:
    """Everything that a source holds, containers opened, errors as items."""
    try:
        kind = sniff(source)
        if kind is None:
            yield _unknown(source)
            return
        if source.depth > MAX_DEPTH:
            raise TooLarge(f"containers are read {MAX_DEPTH} deep; unpack the outer ones first")
        for item in _READERS[kind](source):
            if isinstance(item, Source):
                with item.stream:
                    yield from _items(item)
            else:
                yield item
    except ReadError as error:
        error.at(source.path, source.member)
        yield error
    except OSError as error:
        yield ReadError(f"cannot be read: {error.strerror or error}", path=source.path, member=source.member)


def _unknown(source: Source) -> ReadError | Skipped:
    if not source.is_chosen and (source.member or not is_named_as_page(source.path or "")):
        return Skipped("not_a_page", 1, source.path, source.member)
    if not source.head:
        return UnsupportedFormat("the file is empty; save the page again", path=source.path, member=source.member)
    return UnsupportedFormat(
        "no known kind of saved page: HTML, MHTML, webarchive, WARC, ARC, WACZ, JSON Lines, Parquet, plain text, or an archive of these",
        path=source.path,
        member=source.member,
    )
