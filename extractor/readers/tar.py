"""Tar files of pages, read as a stream."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from dataclasses import replace

from extractor.errors import DamagedFile
from extractor.readers.folder import is_companion, is_hidden
from extractor.readers.source import Item, Skipped, Source


def read(source: Source) -> Iterator[Item]:
    """Every regular member that may be a page, in the order of the archive; links and devices are counted. Raises DamagedFile."""
    inside = replace(source, container="tar")
    names: set[str] = set()
    special = 0
    try:
        with tarfile.open(fileobj=source.stream, mode="r|") as archive:
            for info in archive:
                archive.members.clear()  # type: ignore[attr-defined]  # it remembers every member for seeking, which a stream never does
                if not info.isreg():
                    special += not info.isdir()
                    continue
                names.add(info.name)
                if is_hidden(info.name) or is_companion(info.name, names):
                    continue
                stream = archive.extractfile(info)
                if stream:
                    yield inside.child(stream, info.name)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise DamagedFile(f"the tar file was read as far as it goes: {error}", path=source.path, member=source.member) from error
    if special:
        yield Skipped("not_a_regular_file", special, source.path, source.member)
