"""JSON Lines: a record a line, plain, gzip or Zstandard."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from extractor.errors import OutputError
from extractor.sinks.report import Report

_BLOCK = 1 << 16


@dataclass(slots=True)
class Lines:
    """An open file of lines; standard output is flushed, but not closed."""

    file: IO[bytes]
    under: IO[bytes] | None = None
    report: Report = field(default_factory=Report)


def open(place: str, *, append: bool) -> Lines:
    """Open the file, whose folder is made when missing. A line torn by a crash is cut off before appending to a plain file."""
    if place == "-":
        return Lines(sys.stdout.buffer)
    path = Path(place)
    if path.is_dir():
        raise OutputError("is a folder; end it in / to get a JSON file a record", path=place)
    path.parent.mkdir(parents=True, exist_ok=True)
    under = path.open("r+b" if append and path.exists() else "wb")
    if append and path.suffix not in (".gz", ".zst"):
        _cut_torn_line(under)
    under.seek(0, io.SEEK_END)
    if path.suffix == ".gz":
        return Lines(cast(IO[bytes], gzip.GzipFile(filename="", mode="wb", fileobj=under, mtime=0, compresslevel=6)), under)
    if path.suffix == ".zst":
        import zstandard

        return Lines(zstandard.ZstdCompressor(level=3).stream_writer(under), under)
    return Lines(under)


def _cut_torn_line(file: IO[bytes]) -> None:
    end = file.seek(0, io.SEEK_END)
    while end:
        start = max(0, end - _BLOCK)
        file.seek(start)
        at = file.read(end - start).rfind(b"\n")
        if at >= 0:
            file.truncate(start + at + 1)
            return
        end = start
    file.truncate(0)


def write(lines: Lines, record: bytes) -> None:
    """Write one line."""
    try:
        lines.file.write(record + b"\n")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", path=_name(lines)) from error
    lines.report.new += 1


def write_as(lines: Lines, record: bytes, convert: Callable[[Any], dict[str, Any]]) -> None:
    """Write one line made of the record by `convert`; what is no record is counted."""
    try:
        converted = json.dumps(convert(json.loads(record)), ensure_ascii=False, separators=(",", ":"))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        lines.report.reject(lines.report.records + 1, None, f"no record: {error}")
        return
    write(lines, converted.encode())


def close(lines: Lines) -> None:
    """Flush and close."""
    try:
        if lines.file is sys.stdout.buffer:
            lines.file.flush()
            return
        lines.file.close()
        if lines.under is not None:
            lines.under.close()
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", path=_name(lines)) from error


def _name(lines: Lines) -> str:
    return str(getattr(lines.under or lines.file, "name", "standard output"))
