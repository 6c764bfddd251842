"""CSV (RFC 4180, UTF-8): a folder with a file a table.

A text that a spreadsheet would read as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it;
null is an empty cell, and an empty text too.
"""

from __future__ import annotations

import csv
from pathlib import Path

from extractor.errors import OutputError
from extractor.rows import Row
from extractor.sinks.export import Export, close, open_export, write
from extractor.tables import Table

__all__ = ["close", "open", "write"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def open(place: str, *, append: bool) -> Export:
    """Open the files of the folder."""
    return open_export(place, "csv", _File)


class _File:
    """A file of one table, opened with its header."""

    def __init__(self, path: Path, table: Table) -> None:
        self._path = path
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(table.names)

    def append(self, rows: list[Row]) -> None:
        try:
            self._writer.writerows([[_cell(value) for value in row] for row in rows])
        except OSError as error:
            raise OutputError(f"cannot be written: {error.strerror or error}", path=str(self._path)) from error

    def close(self) -> None:
        self._file.close()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
