"""Records read back out of tables, some hundred articles at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, LiteralString, cast

from extractor.errors import ReadError
from extractor.rejoin import Json, record_of
from extractor.rows import Row, Rows
from extractor.tables import ARTICLES, CHILDREN, Table

BATCH = 500
"""Articles read at a time."""

Query = Callable[[str], list[Row]]


def records_of_tables(kind: str, place: str) -> Iterator[Json]:
    """The records of a database (`sqlite`, `duckdb`, `postgresql`) or of a folder of Parquet files, in order of their numbers.

    Raises ReadError when the place cannot be read or holds no such tables.
    """
    plain = _row_of_doubles if kind in ("duckdb", "parquet") else _row_of_decimals if kind == "postgresql" else tuple
    with _CONNECTIONS[kind](place) as query:
        last = 0
        while articles := query(f"SELECT {_names(ARTICLES)} FROM articles WHERE number > {last} ORDER BY number LIMIT {BATCH}"):
            first, last = articles[0][0], articles[-1][0]
            children = _children(query, plain, first, last)
            for article in articles:
                yield record_of(article, children.get(article[0]) or _no_rows())


def _names(table: Table) -> str:
    return ", ".join(table.names)


def _children(query: Query, plain: Callable[[Row], Row], first: int, last: int) -> dict[int, Rows]:
    """Rows of the other tables with plain numbers, by article and table."""
    found: dict[int, Rows] = {}
    for table in CHILDREN:
        for row in query(f"SELECT {_names(table)} FROM {table.name} WHERE article BETWEEN {first} AND {last}"):
            found.setdefault(row[0], _no_rows())[table.name].append(plain(row))
    return found


def _no_rows() -> Rows:
    return {table.name: [] for table in CHILDREN}


def _row_of_decimals(row: Row) -> Row:
    """PostgreSQL's numbers as JSON has them: what has no decimals is an integer."""
    return tuple(_decimal(value) if isinstance(value, Decimal) else value for value in row)


def _decimal(value: Decimal) -> int | float:
    return float(value) if cast(int, value.as_tuple().exponent) < 0 else int(value)


def _row_of_doubles(row: Row) -> Row:
    """The same for columns that keep all numbers as 64-bit floating point."""
    return tuple(int(value) if isinstance(value, float) and value.is_integer() else value for value in row)


@contextmanager
def _sqlite(place: str) -> Iterator[Query]:
    if not Path(place).is_file():
        raise ReadError("is no file", path=place)
    with closing(sqlite3.connect(f"{Path(place).absolute().as_uri()}?mode=ro", uri=True)) as connection:
        yield _guarded(lambda sql: connection.execute(sql).fetchall(), sqlite3.Error, place)


@contextmanager
def _duckdb(place: str) -> Iterator[Query]:
    import duckdb

    if not Path(place).is_file():
        raise ReadError("is no file", path=place)
    try:
        connection = duckdb.connect(place, read_only=True)
    except duckdb.Error as error:
        raise ReadError(f"cannot be opened: {error}", path=place) from error
    with closing(connection):
        yield _guarded(lambda sql: connection.execute(sql).fetchall(), duckdb.Error, place)


@contextmanager
def _parquet(place: str) -> Iterator[Query]:
    import duckdb

    with closing(duckdb.connect()) as connection:
        query = _guarded(lambda sql: connection.execute(sql).fetchall(), duckdb.Error, place)
        for table in (ARTICLES, *CHILDREN):
            file = str(Path(place) / f"{table.name}.parquet").replace("'", "''")
            query(f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet('{file}')")
        yield query


@contextmanager
def _postgresql(place: str) -> Iterator[Query]:
    import psycopg

    from extractor.sinks.postgresql import public

    try:
        connection = psycopg.connect(place, autocommit=True, connect_timeout=15)
    except psycopg.Error as error:
        raise ReadError(f"cannot be opened: {str(error).strip()}", path=public(place)) from error
    with closing(connection):
        yield _guarded(lambda sql: connection.execute(cast(LiteralString, sql)).fetchall(), psycopg.Error, public(place))  # type: ignore[redundant-cast]


def _guarded(run: Query, failures: type[Exception], place: str) -> Query:
    def query(sql: str) -> list[Row]:
        try:
            return run(sql)
        except failures as error:
            raise ReadError(f"holds no readable tables of records: {str(error).strip()}", path=place) from error

    return query


_CONNECTIONS: dict[str, Any] = {"sqlite": _sqlite, "duckdb": _duckdb, "parquet": _parquet, "postgresql": _postgresql}
