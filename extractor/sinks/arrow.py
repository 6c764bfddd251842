"""Rows of a table as an Arrow table."""

from __future__ import annotations

import pyarrow

from extractor.rows import Row
from extractor.tables import Table, Type

_TYPES: dict[Type, pyarrow.DataType] = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "real": pyarrow.float64(),
    "json": pyarrow.string(),
    "time": pyarrow.string(),
}


def schema_of(table: Table) -> pyarrow.Schema:
    """The Arrow schema of a table."""
    return pyarrow.schema([pyarrow.field(column.name, _TYPES[column.type], column.null) for column in table.columns])


def table_of(table: Table, rows: list[Row]) -> pyarrow.Table:
    """Rows, in the order of the table's columns, as an Arrow table. Raises ArrowInvalid or ArrowTypeError for a value of another type."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = []
    for column, values in zip(table.columns, columns, strict=True):
        if column.type == "number":
            values = tuple(None if value is None else float(value) for value in values)
        arrays.append(pyarrow.array(values, _TYPES[column.type]))
    return pyarrow.Table.from_arrays(arrays, schema=schema_of(table))
