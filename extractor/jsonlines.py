"""Lines of a JSON Lines file, plain or compressed, one by one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from extractor.errors import ReadError


def read_lines(path: str | Path) -> Iterator[bytes]:
    """Every line that is not blank, without its line feed; `.gz` and `.zst` by their first bytes. Raises ReadError."""
    try:
        with ExitStack() as stack:
            stream: IO[bytes] = stack.enter_context(Path(path).open("rb"))
            start = stream.read(4)
            stream.seek(0)
            if start[:2] == b"\x1f\x8b":
                stream = cast(IO[bytes], stack.enter_context(gzip.GzipFile(fileobj=stream)))
            elif start == b"\x28\xb5\x2f\xfd":
                import io

                import zstandard

                stream = stack.enter_context(io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)))
            for line in stream:
                if line := line.rstrip(b"\r\n"):
                    yield line
    except (OSError, EOFError) as error:
        raise ReadError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path=str(path)) from error
