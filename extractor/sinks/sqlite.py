"""SQLite (3.37 or newer), from the standard library."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.errors import OutputError
from extractor.rows import Row
from extractor.sinks import ledger
from extractor.sinks.database import Database, close, write
from extractor.tables import Table, upsert

__all__ = ["close", "open", "write"]

_WAIT = 60.0
"""Seconds to wait for another loader's transaction."""
_PAUSE = 0.02


def open(place: str, *, append: bool) -> Database:
    """Open the database, making or upgrading its tables. What it holds stays."""
    path = Path(place)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        try:
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -65536")
            _migrate(connection, place)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise OutputError(f"cannot be opened as a SQLite database: {error}", path=place) from error
    return Database(_SQLite(connection))


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn write-ahead logging on. SQLite does not wait for other connections here, so that a second loader must."""
    latest = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > latest:
                raise
            time.sleep(_PAUSE)


def _migrate(connection: sqlite3.Connection, place: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        steps = ledger.pending("sqlite", tables, lambda: {n for (n,) in connection.execute("SELECT number FROM migrations")}, place)
        if "migrations" not in tables:
            connection.execute("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT")
        for step in steps:
            for statement in _statements(step.sql):
                connection.execute(statement)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (step.number, step.name, now))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """The statements of a script; unlike `executescript`, running them one by one stays inside the transaction."""
    found, statement = [], ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    return found


class _SQLite:
    """The statements of `extractor.sinks.database.Backend` for SQLite."""

    refusals: tuple[type[Exception], ...] = (
        sqlite3.IntegrityError,
        sqlite3.DataError,
        sqlite3.InterfaceError,
        sqlite3.ProgrammingError,
        OverflowError,
    )
    failures: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def query(self, sql: str, values: Sequence[Any]) -> list[Row]:
        return self._run(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any]) -> None:
        self._run(sql, values)

    def insert(self, table: Table, rows: list[Row]) -> None:
        self._connection.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", rows)

    def stage(self, table: Table, rows: list[Row]) -> None:
        self._connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS staged_{table.name} ({', '.join(table.names)})")
        self._connection.executemany(f"INSERT INTO staged_{table.name} VALUES ({', '.join('?' * len(table.columns))})", rows)

    def merge(self, table: Table) -> None:
        # One statement for all rows: the full-text index writes its pages at the end of each. "WHERE true": else ON reads as a join's.
        self._connection.execute(upsert(table, f"SELECT * FROM staged_{table.name} WHERE true"))
        self._connection.execute(f"DELETE FROM staged_{table.name}")

    def close(self) -> None:
        self._connection.close()

    def _run(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        if "{values}" not in sql:
            return self._connection.execute(sql)
        return self._connection.execute(sql.replace("{values}", "(SELECT value FROM json_each(?))"), (json.dumps(values),))
