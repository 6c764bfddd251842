"""Lines of a JSON Lines file, plain or compressed, one by one."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from extractor.errors import ReadError


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it lies: its JSON, the name of its source, and the line, file or row it stands in (from 1)."""

    data: bytes
    source: str
    line: int


def read_lines(path: str | Path) -> Iterator[bytes]:
    """Every line that is not blank, without its line feed; `.gz` and `.zst` by their first bytes. Raises ReadError."""
    return (line for _, line in numbered_lines(path))


def numbered_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """The same with the number of each line, from 1; `-` is standard input, uncompressed."""
    try:
        with ExitStack() as stack:
            stream = sys.stdin.buffer if path == "-" else _unpacked(stack.enter_context(Path(path).open("rb")), stack)
            for number, line in enumerate(stream, 1):
                if line := line.rstrip(b"\r\n"):
                    yield number, line
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path=str(path)) from error


def _unpacked(stream: IO[bytes], stack: ExitStack) -> IO[bytes]:
    start = stream.read(4)
    stream.seek(0)
    if start[:2] == b"\x1f\x8b":
        return cast(IO[bytes], stack.enter_context(gzip.GzipFile(fileobj=stream)))
    if start == b"\x28\xb5\x2f\xfd":
        import io

        import zstandard

        return stack.enter_context(io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)))
    return stream
