"""PostgreSQL, through psycopg 3: COPY for rows that are new, COPY to a temporary table and ON CONFLICT for those that may be there.

Several loaders may write at once: each takes an advisory lock for its transaction, so that batches follow one another. Only the last commit of a
load waits for the disk, which then holds all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString, cast
from urllib.parse import urlsplit

import psycopg

from extractor.errors import OutputError
from extractor.rows import Row
from extractor.sinks import ledger
from extractor.sinks.database import Database, close, employ, write, write_checked
from extractor.tables import CHILDREN, Table, indices, owned, upsert

__all__ = ["close", "employ", "open", "write", "write_checked"]

_LOCK = 0x6E657773
"""Key of the advisory lock that loaders share: `news`."""
_CONNECT_TIMEOUT = 15
_MEMORY = "64MB"
"""What the server may hold while it makes an index."""


def open(place: str, *, append: bool) -> Database:
    """Connect, making or upgrading the tables in the first schema of the search path. What it holds stays."""
    try:
        connection = psycopg.connect(place, autocommit=True, connect_timeout=_CONNECT_TIMEOUT)
        try:
            empty = _migrate(connection, public(place))
            connection.execute("SET synchronous_commit = off")
        except BaseException:
            connection.close()
            raise
    except psycopg.Error as error:
        raise OutputError(f"cannot be opened: {str(error).strip()}", path=public(place)) from error
    return Database(_PostgreSQL(connection, empty))


def public(place: str) -> str:
    """An address without its password, for messages."""
    parts = urlsplit(place)
    if parts.password is None:
        return place
    return parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")).geturl()


def _migrate(connection: psycopg.Connection[Row], place: str) -> bool:
    """Make or upgrade the tables; whether they are empty. Then they lose the indices and foreign keys that are made faster of all rows at once."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        tables = {name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")}
        steps = ledger.pending("postgresql", tables, lambda: _numbers(connection), place)
        if "migrations" not in tables:
            connection.execute(
                "CREATE TABLE migrations (number bigint PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())"
            )
        for step in steps:
            connection.execute(_sql(step.sql))
            connection.execute("INSERT INTO migrations (number, name) VALUES (%s, %s)", [step.number, step.name])
        empty = connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None
        if empty:
            for table, name, _ in _foreign_keys():
                connection.execute(_sql(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}"))
            connection.execute(_sql(f"DROP INDEX IF EXISTS {', '.join(_all_indices())}"))
    return empty


def _foreign_keys() -> list[tuple[str, str, str]]:
    """Table, name and definition of the foreign keys that make rows go with their article; each costs a query a row."""
    return [(table.name, *key) for table in CHILDREN if (key := owned(table))]


def _all_indices() -> dict[str, str]:
    """The indices beside the keys, and that of the search: the statement that makes each."""
    statements = [part.strip() for step in ledger.migrations("postgresql") for part in step.sql.split(";")]
    (search,) = (part[part.index("CREATE INDEX") :] for part in statements if "CREATE INDEX articles_search " in part)
    return {**indices(), "articles_search": search}


def _numbers(connection: psycopg.Connection[Row]) -> set[int]:
    return {number for (number,) in connection.execute("SELECT number FROM migrations")}


def _sql(text: str) -> LiteralString:
    """SQL of this program's own, made of table definitions; psycopg's types ask for literals."""
    return cast(LiteralString, text)  # type: ignore[redundant-cast]


class _PostgreSQL:
    """The statements of `extractor.sinks.database.Backend` for PostgreSQL."""

    refusals: tuple[type[Exception], ...] = (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError, UnicodeError)
    failures: tuple[type[Exception], ...] = (psycopg.Error,)

    def __init__(self, connection: psycopg.Connection[Row], empty: bool) -> None:
        self.empty = empty
        self._connection = connection
        self._staging: set[str] = set()
        self._arrived: list[tuple[Table, list[Row]]] = []

    def begin(self) -> None:
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

    def commit(self) -> None:
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        self._arrived.clear()
        if not self._connection.closed:
            self._staging.clear()  # a table that the transaction made goes with it
            self._connection.execute("ROLLBACK")

    def query(self, sql: str, values: Sequence[Any]) -> list[Row]:
        return self._run(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any]) -> None:
        self._run(sql, values)

    def insert(self, table: Table, rows: list[Row]) -> None:
        self._arrived.append((table, rows))

    def stage(self, table: Table, rows: list[Row]) -> None:
        staged = f"staged_{table.name}"
        if staged not in self._staging:
            self._connection.execute(
                _sql(f"CREATE TEMP TABLE IF NOT EXISTS {staged} (LIKE {table.name} INCLUDING DEFAULTS) ON COMMIT DELETE ROWS")
            )
            self._staging.add(staged)
        self._copy(table, staged, rows)

    def merge(self, table: Table) -> None:
        self._connection.execute(_sql(upsert(table, f"SELECT {', '.join(table.names)} FROM staged_{table.name}")))
        self._connection.execute(_sql(f"TRUNCATE staged_{table.name}"))

    def settle(self) -> None:
        # The server parses the text of articles for the search while the next batch is read here.
        for table, rows in self._arrived:
            self._copy(table, table.name, rows)
        self._arrived.clear()

    def complete(self) -> None:
        self.begin()
        self._connection.execute("SET LOCAL synchronous_commit = on")
        self._connection.execute(_sql(f"SET LOCAL maintenance_work_mem = '{_MEMORY}'"))
        names = {name for (name,) in self._connection.execute("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")}
        for name, statement in _all_indices().items():
            if name not in names:
                self._connection.execute(_sql(statement))
        found = self._connection.execute("SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace")
        keys = {name for (name,) in found}
        for table, name, definition in _foreign_keys():
            if name not in keys:
                self._connection.execute(_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"))
        self.commit()

    def close(self) -> None:
        self._connection.close()

    def _copy(self, table: Table, name: str, rows: list[Row]) -> None:
        with self._connection.cursor().copy(_sql(f"COPY {name} ({', '.join(table.names)}) FROM STDIN")) as copy:
            for row in rows:
                copy.write_row(row)

    def _run(self, sql: str, values: Sequence[Any]) -> psycopg.Cursor[Row]:
        if "{values}" not in sql:
            return self._connection.execute(_sql(sql))
        return self._connection.execute(_sql(sql.replace("IN {values}", "= ANY (%s)")), [list(values)])
