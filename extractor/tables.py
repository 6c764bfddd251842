"""The tables of the databases, written once: DDL and upsert text of every dialect, and the rows of a record, come from here.

A column names the place in the record it holds (`path`, below the item that the row is made of); columns of one part of the record stand
together, and those that the loader fills stand before or behind them. The tables hold the whole record: `extractor.rows` makes rows of records, and records of rows.

`python -m extractor.tables sqlite` prints the DDL of a dialect; the first migration of each is this text.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal

Dialect = Literal["sqlite", "duckdb", "postgresql"]
Type = Literal["text", "integer", "number", "real", "json", "time"]

VERSION_TABLE = "migrations"

_TYPES: dict[Dialect, dict[Type, str]] = {
    "sqlite": {"text": "TEXT", "integer": "INTEGER", "number": "ANY", "real": "REAL", "json": "TEXT", "time": "TEXT"},
    "duckdb": {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "real": "DOUBLE", "json": "VARCHAR", "time": "VARCHAR"},
    "postgresql": {
        "text": "text",
        "integer": "bigint",
        "number": "numeric",
        "real": "double precision",
        "json": "jsonb",
        "time": "timestamptz",
    },
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, the place in the item it holds (`.` between keys; None where the loader fills it), and what it means."""

    name: str
    type: Type = "text"
    path: str | None = None
    null: bool = True
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    `source` is the list in the record that the rows are made of, and `inside` the list of it whose entries own them.
    """

    name: str
    purpose: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    source: str | None = None
    inside: str | None = None
    indices: tuple[tuple[str, ...], ...] = ()
    unique: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _filled(name: str, type: Type = "text", *, null: bool = False, refers: str | None = None) -> Column:
    return Column(name, type, None, null, refers)


def _read(*names: str, type: Type = "text", within: str = "", prefix: str | None = None, null: bool = True) -> tuple[Column, ...]:
    """Columns named like the keys they hold; those of a part of the item carry its name before theirs."""
    before = prefix if prefix is not None else within.replace(".", "_") + "_" if within else ""
    return tuple(Column(before + name, type, f"{within}.{name}" if within else name, null) for name in names)


def _span(within: str = "") -> tuple[Column, ...]:
    """The four columns of a span; offsets are code points."""
    before, at, null = (within.replace(".", "_") + "_", within + ".", True) if within not in ("", "evidence") else ("", within and within + ".", False)
    return (
        Column(before + "field", "text", at + "field", null),
        Column(before + "start_offset", "integer", at + "start", null),
        Column(before + "end_offset", "integer", at + "end", null),
        Column(before + ("evidence" if within == "evidence" else "text"), "text", at + "text", null),
    )


_ARTICLE = _filled("article", "integer", refers="articles")
_POSITION = _filled("position", "integer")

# What is long stands last: SQLite reads a row from its beginning, and leaves out the pages behind what is asked for.
ARTICLES = Table(
    "articles",
    "One row an article: where it was saved, when and by whom it was published, and its text. The folded columns are null where "
    "folding for search changes nothing.",
    (
        _filled("number", "integer"),
        *_read("id", null=False),
        Column("headline", "text", "headline.text"),
        Column("headline_origin", "text", "headline.origin"),
        Column("date", "text", "date.value"),
        *_read("precision", "raw", "origin", within="date"),
        Column("modified", "text", "modified.value"),
        *_read("precision", "raw", "origin", within="modified"),
        Column("publisher", "text", "source.publisher.name"),
        *_read("domain", "origin", "organisation_key", within="source.publisher", prefix="publisher_"),
        *_read("language", "description"),
        *_read("direction", "schema_version", null=False),
        *_read("path", "member", "media_type", "encoding", within="document"),
        *_read("format", "sha256", within="document", null=False),
        *_read("size", type="integer", within="document", null=False),
        *_read("url", "canonical_url", "saved_at", within="document", prefix=""),
        *_read("name", "version", within="extractor", null=False),
        _filled("record_sha256"),
        _filled("first_seen", "time"),
        _filled("last_changed", "time"),
        _filled("date_conflicts", "json", null=True),
        _filled("modified_conflicts", "json", null=True),
        _filled("folded_headline", null=True),
        _filled("blocks", "json"),
        _filled("text"),
        _filled("folded_text", null=True),
    ),
    key=("number",),
    unique=("id",),
    indices=(("date",), ("publisher_domain",)),
)

ORGANISATIONS = Table(
    "organisations",
    "One row a body, over all articles: joined by the gazetteer's key, else by the folded name. Name, kind, country and acronym are as "
    "the article `named_by` has them: the one with the least id of those that name the body, whatever the order of loading.",
    (
        _filled("id"),
        _filled("name"),
        _filled("key", null=True),
        _filled("kind", null=True),
        _filled("country", null=True),
        _filled("acronym", null=True),
        _filled("named_by"),
    ),
    key=("id",),
    indices=(("name",),),
)

CHILDREN = (
    Table(
        "authors",
        "Who wrote an article.",
        (_ARTICLE, _POSITION, *_read("name", "origin", null=False)),
        key=("article", "position"),
        source="authors",
    ),
    Table(
        "credits",
        "Whom an article names as its own source.",
        (_ARTICLE, _POSITION, *_read("name", "kind", "evidence", null=False), *_read("organisation_key")),
        key=("article", "position"),
        source="source.credits",
        indices=(("name",),),
    ),
    Table(
        "captions",
        "Captions of pictures.",
        (_ARTICLE, _POSITION, *_read("text", null=False), *_read("image_url")),
        key=("article", "position"),
        source="captions",
    ),
    Table(
        "warnings",
        "What a reader of the record must know.",
        (_ARTICLE, _POSITION, *_read("code", "message", null=False)),
        key=("article", "position"),
        source="warnings",
    ),
    Table(
        "article_organisations",
        "The bodies that an article names; `id` is the name inside the record.",
        (
            _ARTICLE,
            _POSITION,
            _filled("organisation_id", refers="organisations"),
            *_read("id", "name", null=False),
            *_read("canonical_name", "key", "kind", "country", "acronym"),
        ),
        key=("article", "id"),
        source="organisations",
        indices=(("organisation_id", "article"),),
    ),
    Table(
        "organisation_mentions",
        "Every place where an article names a body.",
        (_ARTICLE, _filled("organisation"), _POSITION, *_span()),
        key=("article", "organisation", "position"),
        source="organisations",
        inside="mentions",
    ),
    Table(
        "quotes",
        "Attributed speech; a quote inside another one has its `parent`.",
        (
            _ARTICLE,
            _POSITION,
            _filled("parent", null=True),
            *_read("id", "kind", "text", "medium", null=False),
            *_span("cue"),
            Column("speaker", "text", "speaker.name"),
            *_read("role", "kind", "organisation_id", "link", within="speaker"),
            *_span("speaker.mention"),
        ),
        key=("article", "id"),
        source="quotes",
        indices=(("speaker",),),
    ),
    Table(
        "quote_segments",
        "The printed parts of a quote.",
        (_ARTICLE, _filled("quote"), _POSITION, *_span()),
        key=("article", "quote", "position"),
        source="quotes",
        inside="segments",
    ),
    Table(
        "statistics",
        "Figures; `folded_measure` is the form under which measures are compared.",
        (
            _ARTICLE,
            _POSITION,
            _filled("folded_measure", null=True),
            *_read("id", "kind", "bound", null=False),
            *_read("value", "low", "high", "denominator", type="number"),
            *_read("measure", "population", "place", "direction", "quote_id"),
            *_read("code", "system", "text", within="unit"),
            *_read("start", "end", "text", within="period"),
            *_span("evidence"),
        ),
        key=("article", "id"),
        source="statistics",
        indices=(("folded_measure",),),
    ),
    Table(
        "statistic_mentions",
        "Other places that give the same figure.",
        (_ARTICLE, _filled("statistic"), _POSITION, *_span()),
        key=("article", "statistic", "position"),
        source="statistics",
        inside="mentions",
    ),
    Table(
        "comparisons",
        "How a figure stands to another one of the same article.",
        (_ARTICLE, _filled("statistic"), _POSITION, *_read("role", null=False), Column("other", "text", "statistic_id", False)),
        key=("article", "statistic", "position"),
        source="statistics",
        inside="comparisons",
    ),
    Table(
        "checks",
        "What an article's own figures say about each other.",
        (
            _ARTICLE,
            _POSITION,
            *_read("kind", "verdict", "message", null=False),
            *_read("stated", "computed", type="real", null=False),
        ),
        key=("article", "position"),
        source="checks",
        indices=(("verdict",),),
    ),
    Table(
        "check_statistics",
        "The figures that a check is about.",
        (_ARTICLE, _filled("check_position", "integer"), _POSITION, Column("statistic", "text", "", False)),
        key=("article", "check_position", "position"),
        source="checks",
        inside="statistic_ids",
    ),
)
"""The tables whose rows belong to one article, and go and come with it."""

TABLES = (ARTICLES, ORGANISATIONS, *CHILDREN)


def ddl(dialect: Dialect) -> str:
    """`CREATE TABLE` and `CREATE INDEX` statements of all tables, in an order in which they can run.

    DuckDB gets neither keys nor indices: its loader is the only writer, and column scans need none. SQLite's tables are strict, and
    clustered by article.
    """
    return "\n".join(_create(table, dialect) for table in TABLES)


def _create(table: Table, dialect: Dialect) -> str:
    lines = [f"  {_define(column, dialect)}" for column in table.columns]
    if dialect != "duckdb":
        if table is not ARTICLES or dialect == "postgresql":
            lines.append(f"  PRIMARY KEY ({', '.join(table.key)})")
        else:
            lines[0] = "  number INTEGER PRIMARY KEY"
        lines += [f"  UNIQUE ({name})" for name in table.unique]
        lines += [f"  FOREIGN KEY ({column.name}) {_reference(column)}" for column in table.columns if column.refers]
    options = {"sqlite": " STRICT" if table is ARTICLES else " STRICT, WITHOUT ROWID"}.get(dialect, "")
    statements = [f"-- {table.purpose}", f"CREATE TABLE {table.name} (", ",\n".join(lines), f"){options};"]
    if dialect != "duckdb":
        statements += [f"{statement};" for statement in _indices(table).values()]
    return "\n".join(statements) + "\n"


def indices() -> dict[str, str]:
    """The indices beside the keys of all tables: the statement that makes each, by its name."""
    return {name: statement for table in TABLES for name, statement in _indices(table).items()}


def _indices(table: Table) -> dict[str, str]:
    names = {f"{table.name}_by_{'_'.join(columns)}": columns for columns in table.indices}
    return {name: f"CREATE INDEX {name} ON {table.name} ({', '.join(columns)})" for name, columns in names.items()}


def owned(table: Table) -> tuple[str, str] | None:
    """Name and definition of the foreign key by which the rows of a table belong to an article, as PostgreSQL names it."""
    if not any(column.refers == "articles" for column in table.columns):
        return None
    return f"{table.name}_article_fkey", f"FOREIGN KEY (article) {_reference(_ARTICLE)}"


def _define(column: Column, dialect: Dialect) -> str:
    check = f" CHECK (typeof({column.name}) <> 'text')" if dialect == "sqlite" and column.type == "number" else ""
    return f"{column.name} {_TYPES[dialect][column.type]}{'' if column.null else ' NOT NULL'}{check}"


def _reference(column: Column) -> str:
    """Keys are checked when a transaction ends, since its rows arrive table by table."""
    target = "articles (number) ON DELETE CASCADE" if column.refers == "articles" else f"{column.refers} (id)"
    return f"REFERENCES {target} DEFERRABLE INITIALLY DEFERRED"


def upsert(table: Table, source: str) -> str:
    """`INSERT … ON CONFLICT DO UPDATE` of a table from `source` (`VALUES (…)` or a `SELECT`), the same text in every dialect."""
    conflict = table.unique or table.key
    fixed = {*table.key, *conflict, "first_seen"}
    changes = ", ".join(f"{name} = excluded.{name}" for name in table.names if name not in fixed)
    return f"INSERT INTO {table.name} ({', '.join(table.names)}) {source} ON CONFLICT ({', '.join(conflict)}) DO UPDATE SET {changes}"


if __name__ == "__main__":
    sys.stdout.write(ddl(sys.argv[1]))  # type: ignore[arg-type]
