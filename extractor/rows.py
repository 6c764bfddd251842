"""A record as rows of the tables; `extractor.rejoin` makes records of rows again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import getitem
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from extractor.fold import key as folded_key
from extractor.search import searchable
from extractor.tables import ARTICLES, CHILDREN, TABLES, Column, Table
from schemas import Article

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by the name of their table, in the order of its columns."""

NOT_A_RECORD = (KeyError, TypeError, AttributeError, ValueError)
"""What `add_record` raises for bytes that are no record."""

PLAIN_LISTS = ("authors", "captions", "warnings")
"""Lists of the record whose items are rows, no more and no less."""

_FIRST_SEEN = ARTICLES.names.index("first_seen")
_INSIDE = {
    owner: tuple(table.name for table in CHILDREN if table.source == owner and table.inside)
    for owner in ("organisations", "quotes", "statistics", "checks")
}
"""The tables of the lists inside the items of a list."""


def empty_rows() -> Rows:
    """No rows of any table."""
    return {table.name: [] for table in TABLES}


def with_times(article: Row, first_seen: str, last_changed: str) -> Row:
    """The row of an article with its times."""
    return (*article[:_FIRST_SEEN], first_seen, last_changed, *article[_FIRST_SEEN + 2 :])


def add_record(rows: Rows, data: bytes, number: int, sha256: str) -> str:
    """Add the rows of a record given as JSON; its id.

    Fields that an older minor version lacks get their defaults. Raises one of NOT_A_RECORD, and leaves no rows, when it is none.
    """
    record = from_json(data, allow_inf_nan=False)
    lengths = [(listed, len(listed)) for listed in rows.values()]
    try:
        _of_data().add(rows, record, number, sha256)
    except NOT_A_RECORD:
        for listed, length in lengths:
            del listed[length:]
        return add_article(rows, Article.model_validate(record), number, sha256)
    identifier: str = record["id"]
    return identifier


def add_article(rows: Rows, article: Article, number: int, sha256: str) -> str:
    """Add the rows of a record that has been validated; its id."""
    _of_models().add(rows, article, number, sha256)
    return article.id


def reason(error: Exception) -> str:
    """Why something is no record, in a line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"/{'/'.join(map(str, first['loc']))}: {first['msg']} (got {str(first['input'])[:80]!r})"
    return f"no record: {error}"


def name_bodies(bodies: dict[str, Row], rows: Rows) -> None:
    """Give every body of these rows the name it has in the article with the least id."""
    ids = {row[0]: row[1] for row in rows["articles"]}
    for article, _, body, _, name, canonical_name, *rest in rows["article_organisations"]:
        named_by = ids[article]
        if body not in bodies or named_by < bodies[body][-1]:
            bodies[body] = (body, canonical_name or name, *rest, named_by)


def organisation_id(key: str | None, name: str) -> str:
    """The id of a body over all articles: the gazetteer's key, else `name:` and the folded name."""
    return key if key else "name:" + _folded(name)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return folded_key(name)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the rows of records in one form, JSON data or models: `get` reads a field, `make` has a function a table (`_compiled`)."""

    get: Callable[[Any, str], Any]
    make: dict[str, Callable[..., list[Row]]]

    def add(self, rows: Rows, record: Any, number: int, sha256: str) -> None:
        """Append the rows of one record, all but those of `organisations`, which belong to no article.

        `number` is the article's in the database, `sha256` that of the record's bytes; the two times of the article are left null. Raises one
        of NOT_A_RECORD when the record is none; `rows` may then hold some of its rows.
        """
        get, make = self.get, self.make
        headline, text = get(record, "headline"), get(record, "text")
        conflicts = [_json(get(moment, "conflicts")) if moment else None for moment in (get(record, "date"), get(record, "modified"))]
        folded = searchable(get(headline, "text")) if headline else None
        rows["articles"] += make["articles"](
            (record,), number, sha256, None, None, *conflicts, folded, _json(get(record, "blocks")), text, searchable(text)
        )
        for name in PLAIN_LISTS:
            if items := get(record, name):
                rows[name] += make[name](items, number)
        if items := get(get(record, "source"), "credits"):
            rows["credits"] += make["credits"](items, number)
        for name, table in (("organisations", "article_organisations"), ("statistics", "statistics"), ("checks", "checks")):
            if items := get(record, name):
                rows[table] += make[table](items, number)
                for inner in _INSIDE[name]:
                    rows[inner] += make[inner](items, number)
        self._add_quotes(rows, get(record, "quotes"), number, None)

    def _add_quotes(self, rows: Rows, quotes: list[Any], number: int, parent: str | None) -> None:
        if quotes:
            rows["quotes"] += self.make["quotes"](quotes, number, parent)
            for inner in _INSIDE["quotes"]:
                rows[inner] += self.make[inner](quotes, number)
            for quote in quotes:
                if nested := self.get(quote, "nested"):
                    self._add_quotes(rows, nested, number, self.get(quote, "id"))


def _json(items: list[Any]) -> str:
    return to_json(items).decode() if items else "[]"


@cache
def _of_data() -> _Maker:
    return _Maker(getitem, {table.name: _compiled(table, models=False) for table in (ARTICLES, *CHILDREN)})


@cache
def _of_models() -> _Maker:
    return _Maker(getattr, {table.name: _compiled(table, models=True) for table in (ARTICLES, *CHILDREN)})


_MADE = {"organisation_id": "organisation_id({key}, {name})", "folded_measure": "folded({measure}) if {measure} else None"}
"""Columns that are made of other fields of the same item."""


def _compiled(table: Table, *, models: bool) -> Callable[..., list[Row]]:
    """A function from a list of items, and what the loader fills, to the rows of a table; with `inside`, of the items of owners.

    It is compiled of the columns' paths, as `dataclasses` compiles methods: one tuple display a row, in one comprehension a list, is what costs
    least. Models are read as the dicts they keep their fields in.
    """
    given = [column.name for column in table.columns if column.path is None and column.name not in ("position", *_MADE)]
    loops = ["position, item in enumerate(items)"]
    if table.inside:
        owner = given.pop()
        number = table.columns[1].type == "integer"
        loops = [
            f"{owner if number else '_'}, owner in enumerate(items)",
            *_opened("owner", models),
            *([] if number else [f"{owner} in (owner['id'],)"]),
            f"position, item in enumerate(owner[{table.inside!r}])",
        ]
    paths = [tuple(column.path.split(".")) for column in table.columns if column.path]
    if paths:
        loops += _opened("item", models)
    for part in sorted({path[:end] for path in paths for end in range(1, len(path))}, key=lambda part: (len(part), part)):
        loops += [f"{_name(part)} in ({_read(part)},)", *_opened(_name(part), models)]
    values = ", ".join(_value(column) for column in table.columns)
    source = f"lambda items, {', '.join(given)}: [({values},) {' '.join('for ' + loop for loop in loops)}]"
    made: Callable[..., list[Row]] = eval(source, {"organisation_id": organisation_id, "folded": _folded})
    return made


def _opened(variable: str, models: bool) -> list[str]:
    """The loop that puts a model's fields in the place of the model."""
    return [f"{variable} in ({variable} and {variable}.__dict__,)"] if models else []


def _name(part: tuple[str, ...]) -> str:
    """The variable that holds a part of the item."""
    return "_".join(("item", *part))


def _read(path: tuple[str, ...]) -> str:
    """The text that reads what a path leads to; in a part that is null it is null."""
    *part, name = path
    holder = _name(tuple(part))
    return f"None if {holder} is None else {holder}[{name!r}]" if part else f"item[{name!r}]"


def _value(column: Column) -> str:
    """The text that gives the value of a column."""
    if column.path is None:
        return _MADE.get(column.name, column.name).format_map({name: f"item[{name!r}]" for name in ("key", "name", "measure")})
    return _read(tuple(column.path.split("."))) if column.path else "item"
