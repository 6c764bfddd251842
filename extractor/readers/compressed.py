"""gzip, Zstandard, xz and bzip2: what they hold is a source of its own, under the same name."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.readers.source import Item, Readable, Source

_XZ_MEMORY = 256 * 2**20
_ZSTD_WINDOW = 128 * 2**20
_ZSTD_DICTIONARY = 0x184D2A5D  # magic number of the skippable frame that carries a dictionary (IIPC, WARC file compression with Zstandard)


def read(source: Source) -> Iterator[Item]:
    """The stream inside."""
    yield source.child(_open(source), None, packed=source.stream)


def _open(source: Source) -> Readable:
    head = source.head
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=source.stream)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(source.stream)
    if head.startswith(b"\xfd7zXZ"):
        return _Xz(source.stream)
    return _open_zstd(source)


class _Xz:
    """xz streams behind each other, in bounded memory (`lzma.LZMAFile` has no bound: a header can ask for 4 GiB)."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._inside = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes. Raises LZMAError, EOFError."""
        more = b""
        while True:
            if self._inside.eof:
                more = self._inside.unused_data.lstrip(b"\0") or self._packed.read(65_536).lstrip(b"\0")
                if not more:
                    return b""
                self._inside = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            elif self._inside.needs_input:
                more = self._packed.read(65_536)
                if not more:
                    raise EOFError("the xz stream breaks off")
            given = self._inside.decompress(more, size)
            if given:
                return given
            more = b""


def _open_zstd(source: Source) -> Readable:
    import zstandard

    dictionary: Any = None
    if int.from_bytes(source.head[:4], "little") == _ZSTD_DICTIONARY:
        frame = source.stream.read(8)
        raw = source.stream.read(min(int.from_bytes(frame[4:8], "little"), 16 * 2**20))
        if raw.startswith(b"\x28\xb5\x2f\xfd"):
            raw = zstandard.ZstdDecompressor().decompress(raw, max_output_size=16 * 2**20)
        dictionary = zstandard.ZstdCompressionDict(raw)
    decompressor = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_ZSTD_WINDOW)
    reader: Readable = decompressor.stream_reader(source.stream, read_across_frames=True)
    return reader
