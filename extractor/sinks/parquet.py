"""Parquet (Zstandard), through Arrow: a folder with a file a table."""

from __future__ import annotations

from pathlib import Path

import pyarrow
from pyarrow import parquet

from extractor.errors import OutputError
from extractor.rows import Row
from extractor.sinks import arrow
from extractor.sinks.export import Export, close, open_export, write
from extractor.tables import Table

__all__ = ["close", "open", "write"]


def open(place: str, *, append: bool) -> Export:
    """Open the files of the folder."""
    return open_export(place, "parquet", _File)


class _File:
    """A file of one table; each call of `append` is a row group."""

    def __init__(self, path: Path, table: Table) -> None:
        self._path = path
        self._table = table
        self._writer = parquet.ParquetWriter(path, arrow.schema_of(table), compression="zstd")

    def append(self, rows: list[Row]) -> None:
        try:
            self._writer.write_table(arrow.table_of(self._table, rows))
        except (OSError, pyarrow.ArrowException) as error:
            raise OutputError(f"cannot be written: {error}", path=str(self._path)) from error

    def close(self) -> None:
        self._writer.close()
