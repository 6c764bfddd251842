"""SQLite (3.37 or newer), from the standard library."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from extractor.errors import OutputError
from extractor.rows import Row
from extractor.sinks import ledger, sqlite_image
from extractor.sinks.batch import Packed
from extractor.sinks.database import Database, close, employ, write, write_checked
from extractor.tables import ARTICLES, Table, indices, upsert

__all__ = ["close", "employ", "open", "write", "write_checked"]

_WAIT = 60.0
"""Seconds to wait for another loader's transaction."""
_PAUSE = 0.02

_ROWS = 64
"""Rows in a statement: of more the gain is small."""

_INDEX_NEW = """
INSERT INTO articles_fts (rowid, headline, text)
SELECT number, coalesce(folded_headline, headline), coalesce(folded_text, text) FROM articles WHERE number >= ?"""
"""The same as the trigger `articles_fts_insert`, of many articles at once: the full-text index writes its pages at the end of each statement."""


def open(place: str, *, append: bool) -> Database:
    """Open the database, making or upgrading its tables. What it holds stays."""
    path = Path(place)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -65536")
            empty = _migrate(connection, place)
            if not empty:
                _write_ahead(connection, _WAIT)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise OutputError(f"cannot be opened as a SQLite database: {error}", path=place) from error
    backend = _SQLite(connection, empty)
    return Database(backend, packer=_Images(backend, connection))


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Turn write-ahead logging on. SQLite does not wait for other connections here, so that this does, `wait` seconds.

    The first load of an empty database does without, up to its end: a rollback journal keeps the few old pages that change, and the many new ones
    are written once instead of twice.
    """
    latest = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > latest:
                raise
            time.sleep(_PAUSE)


def _migrate(connection: sqlite3.Connection, place: str) -> bool:
    """Make or upgrade the tables; whether they are empty. Then they lose the indices that are made faster of all rows at once."""
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
        empty = connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None
        for name in indices() if empty else ():
            connection.execute(f"DROP INDEX IF EXISTS {name}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return empty


def _statements(sql: str) -> list[str]:
    """The statements of a script; unlike `executescript`, running them one by one stays inside the transaction."""
    found, statement = [], ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    return found


@cache
def _index_trigger() -> str:
    """The statement that makes the trigger which indexes an article that is inserted, as the migrations have it."""
    statements = (statement for step in ledger.migrations("sqlite") for statement in _statements(step.sql))
    *_, last = (statement for statement in statements if "CREATE TRIGGER articles_fts_insert" in statement)
    return last


@cache
def _places(table: Table, rows: int) -> str:
    """The placeholders of so many rows."""
    return ", ".join([f"({', '.join('?' * len(table.columns))})"] * rows)


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

    def __init__(self, connection: sqlite3.Connection, empty: bool) -> None:
        self.empty = empty
        self._connection = connection
        self._unindexed: int | None = None

    def begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        self._unindexed = None
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def query(self, sql: str, values: Sequence[Any]) -> list[Row]:
        return self._run(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any]) -> None:
        self._run(sql, values)

    def insert(self, table: Table, rows: list[Row]) -> None:
        if table is ARTICLES:
            self.leave_unindexed()
            self._connection.executemany(f"INSERT INTO articles VALUES {_places(table, 1)}", rows)
            return
        whole = len(rows) - len(rows) % _ROWS
        statement = f"INSERT INTO {table.name} VALUES {_places(table, _ROWS)}"
        self._connection.executemany(statement, (tuple(chain.from_iterable(rows[at : at + _ROWS])) for at in range(0, whole, _ROWS)))
        self._connection.executemany(f"INSERT INTO {table.name} VALUES {_places(table, 1)}", rows[whole:])

    def leave_unindexed(self) -> None:
        """Leave the text of the articles that are inserted from now on to `settle`."""
        if self._unindexed is None:
            ((last,),) = self._connection.execute("SELECT coalesce(max(number), 0) FROM articles")
            self._unindexed = last + 1
            self._connection.execute("DROP TRIGGER articles_fts_insert")

    def stage(self, table: Table, rows: list[Row]) -> None:
        self._connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS staged_{table.name} ({', '.join(table.names)})")
        self._connection.executemany(f"INSERT INTO staged_{table.name} VALUES ({', '.join('?' * len(table.columns))})", rows)

    def merge(self, table: Table) -> None:
        # One statement for all rows: the full-text index writes its pages at the end of each. "WHERE true": else ON reads as a join's.
        self._connection.execute(upsert(table, f"SELECT * FROM staged_{table.name} WHERE true"))
        self._connection.execute(f"DELETE FROM staged_{table.name}")

    def settle(self) -> None:
        if self._unindexed is not None:
            self._connection.execute(_INDEX_NEW, (self._unindexed,))
            self._connection.execute(_index_trigger())
            self._unindexed = None

    def complete(self) -> None:
        self.begin()
        names = {name for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}
        for name, statement in indices().items():
            if name not in names:
                self._connection.execute(statement)
        self.commit()
        with suppress(sqlite3.OperationalError):  # another loader is writing, and turns it on at its own end
            _write_ahead(self._connection, 10 * _PAUSE)

    def close(self) -> None:
        self._connection.close()

    def _run(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        if "{values}" not in sql:
            return self._connection.execute(sql)
        return self._connection.execute(sql.replace("{values}", "(SELECT value FROM json_each(?))"), (json.dumps(values),))


class _Images:
    """How SQLite takes packed rows (`extractor.sinks.database.Packer`)."""

    pack = staticmethod(sqlite_image.pack)

    def __init__(self, backend: _SQLite, connection: sqlite3.Connection) -> None:
        self._backend = backend
        self._connection = connection

    def insert(self, packed: Sequence[tuple[Packed, int]], now: str) -> None:
        self._backend.leave_unindexed()
        sqlite_image.copy(self._connection, packed, now)
