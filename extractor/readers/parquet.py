"""Parquet tables of pages, read in small batches. Needs the `parquet` extra."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.errors import DamagedFile, UnsupportedFormat
from extractor.readers.rows import COLUMNS, page_of
from extractor.readers.source import Item, Source, seekable

_BATCH = 64


def read(source: Source) -> Iterator[Item]:
    """The page of every row, in the table's order. Raises UnsupportedFormat without pyarrow, DamagedFile."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        message = "Parquet needs pyarrow: pip install 'news-record-extractor[parquet]'"
        raise UnsupportedFormat(message, path=source.path, member=source.member) from error
    for stream in seekable(source):
        try:
            table = parquet.ParquetFile(stream)
            wanted = [name for name in table.schema_arrow.names if name.lower().replace("-", "_") in COLUMNS]
            row = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=wanted):
                for values in batch.to_pylist():
                    row += 1
                    yield page_of(values, "parquet", source, source.within(f"row {row}"))
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise DamagedFile(f"the Parquet file cannot be read: {error}", path=source.path, member=source.member) from error
