"""Zip files of pages, and WACZ files, which are zips too."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from extractor.errors import DamagedFile, ReadError, TooLarge
from extractor.readers import wacz
from extractor.readers.folder import is_companion, is_hidden
from extractor.readers.source import MAX_MEMBERS, Item, Source, broken_stream_errors, seekable

_MAX_DIRECTORY = 256 * 2**20
_UTF_8 = 0x800


def read(source: Source) -> Iterator[Item]:
    """Every member that may be a page, in the order of the zip's directory; of a WACZ, the pages that it lists. Raises DamagedFile, TooLarge."""
    damages = _damages()
    for stream in seekable(source):
        try:
            _check_directory(stream)
            with zipfile.ZipFile(stream) as archive:
                is_wacz = wacz.is_wacz(archive)
                inside = replace(source, container="wacz", urls=wacz.listed(archive)) if is_wacz else replace(source, container="zip")
                for info in wacz.archives(archive) if is_wacz else _pages(archive):
                    yield from _member(archive, info, inside)
        except damages as error:
            raise DamagedFile(f"the zip file cannot be read: {error}", path=source.path, member=source.member) from error


def _damages() -> tuple[type[Exception], ...]:
    """What zipfile raises on damaged files; RuntimeError (of which NotImplementedError is one) stands for encryption and unknown compression."""
    return *broken_stream_errors(), RuntimeError, struct.error, ValueError, OverflowError


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a directory that would not fit in memory, before zipfile reads it. Raises TooLarge."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if 0 <= end <= len(tail) - 22:
        count, length = struct.unpack_from("<HI", tail, end + 10)
        zip64 = tail.rfind(b"PK\x06\x06", 0, end)
        if zip64 >= 0 and 0xFFFF in (count, length & 0xFFFF):
            count, length = struct.unpack_from("<QQ", tail, zip64 + 32)
        if count > MAX_MEMBERS or length > _MAX_DIRECTORY:
            raise TooLarge(f"the zip file lists {count:,} members in {length:,} bytes; the bounds are {MAX_MEMBERS:,} and {_MAX_DIRECTORY:,}")


def _pages(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    names = {_name(info) for info in archive.infolist()}
    for info in archive.infolist():
        name = _name(info)
        if not info.is_dir() and not is_hidden(name) and not is_companion(name, names):
            yield info


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 also where the flag that says so (APPNOTE 4.4.4, bit 11) is missing, as it is from many Unix programs."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> Iterator[Source | ReadError]:
    damages = _damages()
    try:
        with archive.open(info) as stream:
            yield source.child(stream, _name(info), packed=_Packed(info.compress_size))
    except damages as error:
        yield DamagedFile(f"the member cannot be read: {error}", path=source.path, member=source.within(_name(info)))


class _Packed:
    """Stands for a member's compressed stream, whose position zipfile does not tell: its whole size."""

    def __init__(self, size: int) -> None:
        self._size = size

    def tell(self) -> int:
        """Bytes of the compressed member."""
        return self._size
