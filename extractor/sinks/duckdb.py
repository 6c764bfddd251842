"""DuckDB. Rows go in by way of Arrow; the tables have no keys, since the loader is their only writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from extractor.errors import OutputError
from extractor.rows import Row
from extractor.sinks import arrow, ledger
from extractor.sinks.database import Database, close, employ, write, write_checked
from extractor.tables import Table

__all__ = ["close", "employ", "open", "write", "write_checked"]

_MEMORY = "128MB"
"""What DuckDB may hold besides the batch; its own default is most of the machine."""
_CHECKPOINT = "64MB"
"""Size of the log at which it is merged into the file."""
_ROW_GROUP = 2048
"""Rows that DuckDB compresses together, the least it allows, and as many as a batch has. A transaction that fills a group writes it into the file,
and not into the log first; of the 122,880 that are the default, each merge of the log compressed the last group again with all its text."""


def open(place: str, *, append: bool) -> Database:
    """Open the database, making or upgrading its tables. What it holds stays."""
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect()
        try:
            quoted = place.replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS news (ROW_GROUP_SIZE {_ROW_GROUP})")
            connection.execute("USE news")
            connection.execute(f"SET checkpoint_threshold = '{_CHECKPOINT}'")
            connection.execute(f"SET memory_limit = '{_MEMORY}'")
            _migrate(connection, place)
            empty = connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None
        except BaseException:
            connection.close()
            raise
    except duckdb.Error as error:
        raise OutputError(f"cannot be opened as a DuckDB database: {error}", path=place) from error
    return Database(_DuckDB(connection, empty))


def _migrate(connection: duckdb.DuckDBPyConnection, place: str) -> None:
    connection.begin()
    try:
        tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        steps = ledger.pending("duckdb", tables, lambda: _numbers(connection), place)
        if "migrations" not in tables:
            connection.execute("CREATE TABLE migrations (number BIGINT NOT NULL, name VARCHAR NOT NULL, applied_at VARCHAR NOT NULL)")
        for step in steps:
            connection.execute(step.sql)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", [step.number, step.name, now])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _numbers(connection: duckdb.DuckDBPyConnection) -> set[int]:
    return {number for (number,) in connection.execute("SELECT number FROM migrations").fetchall()}


class _DuckDB:
    """The statements of `extractor.sinks.database.Backend` for DuckDB."""

    refusals: tuple[type[Exception], ...] = (duckdb.DataError, duckdb.IntegrityError, pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, OverflowError)
    failures: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, connection: duckdb.DuckDBPyConnection, empty: bool) -> None:
        self.empty = empty
        self._connection = connection
        self._arrived: list[tuple[Table, pyarrow.Table]] = []
        self._staged: dict[str, pyarrow.Table] = {}

    def begin(self) -> None:
        self._connection.begin()

    def commit(self) -> None:
        self._connection.commit()

    def rollback(self) -> None:
        self._staged.clear()
        self._arrived.clear()
        try:
            self._connection.rollback()
        except duckdb.TransactionException:
            return  # there was none: begin itself had failed

    def query(self, sql: str, values: Sequence[Any]) -> list[Row]:
        return self._run(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any]) -> None:
        self._run(sql, values)

    def insert(self, table: Table, rows: list[Row]) -> None:
        self._arrived.append((table, arrow.table_of(table, rows)))

    def stage(self, table: Table, rows: list[Row]) -> None:
        self._staged[table.name] = arrow.table_of(table, rows)

    def merge(self, table: Table) -> None:
        rows = self._staged.pop(table.name)
        (key,) = table.unique or table.key
        self._run(f"DELETE FROM {table.name} WHERE {key} IN {{values}}", rows.column(key).to_pylist())
        self._insert(table, rows)

    def settle(self) -> None:
        for table, rows in self._arrived:
            self._insert(table, rows)
        self._arrived.clear()

    def complete(self) -> None:
        """There are no indices."""

    def close(self) -> None:
        self._connection.close()

    def _insert(self, table: Table, rows: pyarrow.Table) -> None:
        self._connection.register("arrived", rows)
        self._connection.execute(f"INSERT INTO {table.name} SELECT * FROM arrived")
        self._connection.unregister("arrived")

    def _run(self, sql: str, values: Sequence[Any]) -> duckdb.DuckDBPyConnection:
        if "{values}" not in sql:
            return self._connection.execute(sql)
        return self._connection.execute(sql.replace("{values}", "(SELECT unnest(?))"), [list(values)])
