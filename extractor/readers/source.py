"""What every reader takes and gives: a stream with its place, and the bounds on what comes out of it.

A reader is a module with one function, `read(source) -> Iterator[Item]`. It yields saved pages; sources, for members that are files of their
own; read errors, for members that cannot be read, when it goes on behind them; and counts of what it left out.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Protocol, cast

from extractor.errors import ReadError, TooLarge
from extractor.page import Notice, SavedPage
from extractor.readers.encoding import clean
from schemas import Format

MAX_PAGE = 128 * 2**20  # bytes of one page or of one JSON line, pictures written into it included
MAX_DEPTH = 5  # containers inside each other
MAX_MEMBERS = 1_000_000  # of a zip file, whose directory is held in memory
MAX_RATIO = 500  # of decompressed to compressed bytes, once a stream has given MAX_PAGE; text reaches 30, an archive of like pages 200
MAX_SPOOLED = 16 * 2**30  # bytes written to a temporary file where a format needs to seek
_BUFFER = 65_536


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a reader left out on purpose: a reason as a stable name (`revisit`, `not_html`, `status`, `not_a_page`, `unlisted`), and how many."""

    reason: str
    count: int
    path: str | None = None
    member: str | None = None


class Readable(Protocol):
    """The part of a binary stream that is needed."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Positioned(Protocol):
    """A stream that knows how far it was read."""

    def tell(self) -> int:
        """Bytes from its beginning."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of a container, opened for reading.

    stream      at its beginning; `head` are its first bytes, still to be read
    path        of the file as it was given
    member      name inside the container; containers inside containers are joined by `#`
    container   format of the archive that it lies in, where that is what its pages were saved in
    depth       number of containers around it
    is_chosen   whether the user named it; of what merely lies beside pages, only what looks like a page is read
    urls        addresses of the pages wanted from it; None for all
    """

    stream: io.BufferedReader
    path: str | None = None
    member: str | None = None
    container: Format | None = None
    depth: int = 0
    is_chosen: bool = True
    urls: frozenset[str] | None = None

    @property
    def head(self) -> bytes:
        """The first 64 KiB, or all of a shorter file."""
        return self.stream.peek(_BUFFER)

    @property
    def name(self) -> str:
        """Name of the file or member, without folders."""
        return PurePosixPath((self.member or self.path or "").replace("\\", "/")).name

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What went wrong with the stream so far."""
        damage = getattr(self.stream.raw, "damage", None)
        return (Notice("truncated_file", f"the file breaks off or is damaged: {damage}"),) if damage else ()

    def within(self, name: str) -> str:
        """Name of a member of this source; bytes of it that are not UTF-8 are U+FFFD."""
        shown, _ = clean(name)
        return f"{self.member}#{shown}" if self.member else shown

    def child(self, stream: Readable, name: str | None, container: Format | None = None, packed: Positioned | None = None) -> Source:
        """A source inside this one. `packed` is the compressed stream that the new one comes from, for the bound on its ratio."""
        return replace(
            self,
            stream=io.BufferedReader(Guarded(stream, packed), _BUFFER),
            member=self.within(name) if name else self.member,
            container=container or self.container,
            depth=self.depth + 1,
            is_chosen=self.is_chosen and name is None,
        )


Item = SavedPage | Source | ReadError | Skipped
"""What a reader yields."""


class Guarded(io.RawIOBase):
    """A stream that ends where it breaks, remembers why, and refuses to grow without measure."""

    def __init__(self, inner: Readable, packed: Positioned | None = None) -> None:
        super().__init__()
        self._read = getattr(inner, "read1", inner.read)  # `read` of a damaged gzip stream raises before it gives what it has
        self._packed = packed
        self._given = 0
        self.damage: str | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill the buffer; fewer bytes only at the end. Raises TooLarge."""
        view = memoryview(cast(bytearray, buffer))
        filled = 0
        while filled < len(view) and not self.damage:
            try:
                chunk = self._read(min(len(view) - filled, _BUFFER))
            except broken_stream_errors() as error:
                self.damage = str(error) or type(error).__name__
                break
            if not chunk:
                break
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        self._given += filled
        if self._packed is not None and self._given > MAX_PAGE and self._given > MAX_RATIO * max(1, self._packed.tell()):
            raise TooLarge(f"more than {MAX_RATIO} times its compressed size comes out of it; this looks like a decompression bomb")
        return filled


def broken_stream_errors() -> tuple[type[Exception], ...]:
    """What the standard library's and zstandard's streams raise on damaged data."""
    import lzma
    import tarfile
    import zipfile
    import zlib

    import zstandard

    return OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile, zstandard.ZstdError


def open_file(path: Path, name: str | None = None, is_chosen: bool = True) -> Source:
    """A file as a source. Raises OSError."""
    shown, _ = clean(name or str(path))
    return Source(io.BufferedReader(io.FileIO(path), _BUFFER), path=shown, is_chosen=is_chosen)


def open_stream(stream: Readable, name: str | None) -> Source:
    """Any binary stream as a source, from where it stands."""
    return Source(io.BufferedReader(Guarded(stream), _BUFFER), path=name)


def read_all(source: Source) -> bytes:
    """The bytes of a page. Raises TooLarge."""
    data = source.stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        raise TooLarge(f"the page has more than {MAX_PAGE:,} bytes", path=source.path, member=source.member)
    return data


def seekable(source: Source) -> Iterator[IO[bytes]]:
    """The source's stream where one can seek in it, else a temporary copy; as an iterator of one, so that the copy is closed. Raises TooLarge."""
    if source.stream.seekable():
        yield source.stream
        return
    with tempfile.SpooledTemporaryFile(max_size=MAX_PAGE) as copy:
        size = 0
        while chunk := source.stream.read(2**20):
            size += len(chunk)
            if size > MAX_SPOOLED:
                raise TooLarge(f"the archive inside has more than {MAX_SPOOLED:,} bytes", path=source.path, member=source.member)
            copy.write(chunk)
        copy.seek(0)
        yield cast(IO[bytes], copy)
