"""A record as rows of the tables; `extractor.rejoin` makes records of rows again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter, getitem, itemgetter
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from extractor.fold import key as folded_key
from extractor.search import searchable
from extractor.tables import ARTICLES, CHILDREN, TABLES
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
    owner: [(table.name, table.inside, table.columns[1].type == "integer") for table in CHILDREN if table.source == owner and table.inside]
    for owner in ("organisations", "quotes", "statistics", "checks")
}
"""Of the lists inside the items of a list: the table, the field, and whether rows name their item by its position."""
_BY_NAME = {table.name: table for table in TABLES}


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
        _OF_DATA.add(rows, record, number, sha256)
    except NOT_A_RECORD:
        for listed, length in lengths:
            del listed[length:]
        return add_article(rows, Article.model_validate(record), number, sha256)
    identifier: str = record["id"]
    return identifier


def add_article(rows: Rows, article: Article, number: int, sha256: str) -> str:
    """Add the rows of a record that has been validated; its id."""
    _OF_MODELS.add(rows, article, number, sha256)
    return article.id


def reason(error: Exception) -> str:
    """Why something is no record, in a line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"/{'/'.join(map(str, first['loc']))}: {first['msg']} (got {str(first['input'])[:80]!r})"
    return f"no record: {error}"


def name_bodies(bodies: dict[str, Row], rows: Rows) -> None:
    """Give every body of these rows the name it has in the article with the least id: rows of `organisations` by their id."""
    ids = {row[0]: row[1] for row in rows["articles"]}
    for article, _, body, _, name, canonical_name, *rest in rows["article_organisations"]:
        named_by = ids[article]
        if body not in bodies or named_by < bodies[body][-1]:
            bodies[body] = (body, canonical_name or name, *rest, named_by)


def merge_bodies(bodies: dict[str, Row], more: dict[str, Row]) -> None:
    """The same with bodies that others have named."""
    for body, row in more.items():
        if body not in bodies or row[-1] < bodies[body][-1]:
            bodies[body] = row


def organisation_id(key: str | None, name: str) -> str:
    """The id of a body over all articles: the gazetteer's key, else `name:` and the folded name."""
    return key if key else "name:" + _folded(name)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return folded_key(name)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a record is read, as models or as JSON data: one field of a part of it, or several at once."""

    get: Callable[[Any, str], Any]
    getter: Callable[..., Callable[[Any], Any]]

    def add(self, rows: Rows, record: Any, number: int, sha256: str) -> None:
        """Append the rows of one record, all but those of `organisations`, which belong to no article.

        `number` is the article's in the database, `sha256` that of the record's bytes; the two times of the article are left null. Raises one
        of NOT_A_RECORD when the record is none; `rows` may then hold some of its rows.
        """
        get = self.get
        headline, text = get(record, "headline"), get(record, "text")
        conflicts = [_json(get(moment, "conflicts")) if moment else None for moment in (get(record, "date"), get(record, "modified"))]
        folded = searchable(get(headline, "text")) if headline else None
        filled = (sha256, None, None, *conflicts, folded, _json(get(record, "blocks")), text, searchable(text))
        rows["articles"].append((number, *_values(self, "articles")(record), *filled))
        for name in PLAIN_LISTS:
            self._add_items(rows, name, get(record, name), number)
        self._add_items(rows, "credits", get(get(record, "source"), "credits"), number)
        for name, table in (("organisations", "article_organisations"), ("statistics", "statistics"), ("checks", "checks")):
            self._add_items(rows, table, get(record, name), number)
            self._add_inner(rows, name, get(record, name), number)
        self._add_quotes(rows, get(record, "quotes"), number, None)

    def _add_quotes(self, rows: Rows, quotes: list[Any], number: int, parent: str | None) -> None:
        values = _values(self, "quotes")
        rows["quotes"] += [(number, position, parent, *values(quote)) for position, quote in enumerate(quotes)]
        self._add_inner(rows, "quotes", quotes, number)
        for quote in quotes:
            if nested := self.get(quote, "nested"):
                self._add_quotes(rows, nested, number, self.get(quote, "id"))

    def _add_items(self, rows: Rows, table: str, items: list[Any], number: int) -> None:
        values, make = _values(self, table), _MADE.get(table)
        if make:
            rows[table] += [(number, position, make(self.get, item), *values(item)) for position, item in enumerate(items)]
        else:
            rows[table] += [(number, position, *values(item)) for position, item in enumerate(items)]

    def _add_inner(self, rows: Rows, owners: str, items: list[Any], number: int) -> None:
        """The rows of the lists inside items; each has the id of its item, or the position of one that has no id."""
        for table, inside, numbered in _INSIDE[owners]:
            values, listed = _values(self, table), rows[table]
            for place, owner in enumerate(items):
                if inner := self.get(owner, inside):
                    name = place if numbered else self.get(owner, "id")
                    listed += [(number, name, position, *values(item)) for position, item in enumerate(inner)]


_OF_MODELS, _OF_DATA = _Form(getattr, attrgetter), _Form(getitem, itemgetter)


@cache
def _values(form: _Form, table: str) -> Callable[[Any], Row]:
    """A function from an item to the values of the columns that have a path, in their order.

    Columns of one part of the item stand together, so that they are read at once; those of a part that is null are null.
    """
    paths = (tuple(column.path.split(".")) for column in _BY_NAME[table].columns if column.path)
    runs = ((part, [path[-1] for path in run]) for part, run in groupby(paths, key=lambda path: path[:-1]))
    parts = [(part, _row_getter(form, names), (None,) * len(names)) for part, names in runs]
    if not parts:
        return lambda item: (item,)
    if len(parts) == 1:
        return parts[0][1]

    def values(item: Any) -> Row:
        row: Row = ()
        for path, getter, nulls in parts:
            part = item
            for name in path:
                part = None if part is None else form.get(part, name)
            row += nulls if part is None else getter(part)
        return row

    return values


def _row_getter(form: _Form, names: list[str]) -> Callable[[Any], Row]:
    return form.getter(*names) if len(names) > 1 else lambda part: (form.get(part, names[0]),)


def _json(items: list[Any]) -> str:
    return to_json(items).decode() if items else "[]"


_MADE: dict[str, Callable[[Callable[[Any, str], Any], Any], str | None]] = {
    "article_organisations": lambda get, item: organisation_id(get(item, "key"), get(item, "name")),
    "statistics": lambda get, item: _folded(measure) if (measure := get(item, "measure")) else None,
}
"""What is made of other fields of the same item, and stands before them."""
