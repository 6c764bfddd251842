"""A record as rows of the tables, and rows as a record again. Records are JSON data here: dicts as `json.loads` gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from extractor.fold import key as folded_key
from extractor.search import searchable
from extractor.tables import ARTICLES, TABLES
from schemas import Article

Json = dict[str, Any]
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by the name of their table, in the order of its columns."""

NOT_A_RECORD = (KeyError, TypeError, AttributeError, ValueError)
"""What `add_record` raises for bytes that are no record."""

_TABLES = {table.name: table for table in TABLES}
_FIRST_SEEN = ARTICLES.names.index("first_seen")
_PLAIN_LISTS = ("authors", "captions", "warnings")


def empty_rows() -> Rows:
    """No rows of any table."""
    return {name: [] for name in _TABLES}


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
        add_rows(rows, record, number, sha256)
    except NOT_A_RECORD:
        for listed, length in lengths:
            del listed[length:]
        record = Article.model_validate(record).model_dump(mode="json")
        add_rows(rows, record, number, sha256)
    identifier: str = record["id"]
    return identifier


def reason(error: Exception) -> str:
    """Why something is no record, in a line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"/{'/'.join(map(str, first['loc']))}: {first['msg']} (got {str(first['input'])[:80]!r})"
    return f"no record: {error}"


def add_rows(rows: Rows, record: Json, number: int, sha256: str) -> None:
    """Append the rows of one record, all but those of `organisations`, which belong to no article.

    `number` is the article's in the database, `sha256` that of the record's bytes; the two times of the article are left null. Raises KeyError, TypeError,
    AttributeError or ValueError when the record is no record; `rows` may then hold some of its rows.
    """
    headline = record["headline"]
    rows["articles"].append((
        number,
        *_reader("articles")(record),
        sha256,
        None,
        None,
        *(_json(record[name]["conflicts"]) if record[name] else None for name in ("date", "modified")),
        searchable(headline["text"]) if headline else None,
        _json(record["blocks"]),
        record["text"],
        searchable(record["text"]),
    ))
    for name in _PLAIN_LISTS:
        _append(rows, name, number, record[name])
    _append(rows, "credits", number, record["source"]["credits"])
    _add_organisations(rows, number, record["organisations"])
    _add_quotes(rows, number, record["quotes"])
    _add_statistics(rows, number, record["statistics"])
    _append(rows, "checks", number, record["checks"])
    for position, check in enumerate(record["checks"]):
        rows["check_statistics"].extend((number, position, i, statistic) for i, statistic in enumerate(check["statistic_ids"]))


def name_bodies(bodies: dict[str, Row], rows: Rows) -> None:
    """Give every body of these rows the name it has in the article with the least id."""
    ids = {row[0]: row[1] for row in rows["articles"]}
    for article, _, body, _, name, canonical_name, *rest in rows["article_organisations"]:
        named_by = ids[article]
        if body not in bodies or named_by < bodies[body][-1]:
            bodies[body] = (body, canonical_name or name, *rest, named_by)


def organisation_id(organisation: Json) -> str:
    """The id of a body over all articles: the gazetteer's key, else `name:` and the folded name."""
    key = organisation["key"]
    return key if key else "name:" + _folded(organisation["name"])


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return folded_key(name)


def _append(rows: Rows, name: str, *owner_and_items: Any) -> None:
    *owner, items = owner_and_items
    if items:
        read, before = _reader(name), tuple(owner)
        rows[name].extend([(*before, position, *read(item)) for position, item in enumerate(items)])


def _add_organisations(rows: Rows, number: int, organisations: list[Json]) -> None:
    read = _reader("article_organisations")
    for position, organisation in enumerate(organisations):
        rows["article_organisations"].append((number, position, organisation_id(organisation), *read(organisation)))
        _append(rows, "organisation_mentions", number, organisation["id"], organisation["mentions"])


def _add_quotes(rows: Rows, number: int, quotes: list[Json], parent: str | None = None) -> None:
    read = _reader("quotes")
    for position, quote in enumerate(quotes):
        rows["quotes"].append((number, position, parent, *read(quote)))
        _append(rows, "quote_segments", number, quote["id"], quote["segments"])
        if quote["nested"]:
            _add_quotes(rows, number, quote["nested"], quote["id"])


def _add_statistics(rows: Rows, number: int, statistics: list[Json]) -> None:
    read = _reader("statistics")
    for position, statistic in enumerate(statistics):
        measure = statistic["measure"]
        rows["statistics"].append((number, position, _folded(measure) if measure else None, *read(statistic)))
        _append(rows, "statistic_mentions", number, statistic["id"], statistic["mentions"])
        _append(rows, "comparisons", number, statistic["id"], statistic["comparisons"])


def _json(items: list[Json]) -> str:
    return to_json(items).decode() if items else "[]"


@cache
def _parts(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The columns of a table that are read from the record, by the part they lie in: (path of the part, its keys)."""
    paths = [tuple(column.path.split(".")) for column in _TABLES[name].columns if column.path is not None]
    return tuple((part, tuple(path[-1] for path in group)) for part, group in groupby(paths, key=lambda path: path[:-1]))


@cache
def _reader(name: str) -> Callable[[Json], Row]:
    """A function from an item of the record to its columns, part by part; a part that is null gives nulls."""
    readers = [(part, _values(keys), (None,) * len(keys)) for part, keys in _parts(name)]

    def read(item: Json) -> Row:
        row: Row = ()
        for part, values, nulls in readers:
            holder: Any = item
            for key in part:
                holder = holder[key]
                if holder is None:
                    break
            row += nulls if holder is None else values(holder)
        return row

    return read


def _values(keys: tuple[str, ...]) -> Callable[[Json], Row]:
    if len(keys) == 1:
        (only,) = keys
        return lambda holder: (holder[only],)
    return itemgetter(*keys)


@cache
def _writer(name: str) -> Callable[[Row], Json]:
    """The inverse of `_reader`: a row of the table → the item of the record; a part whose columns are all null is null."""
    table = _TABLES[name]
    first = next(i for i, column in enumerate(table.columns) if column.path is not None)
    parts = _parts(name)

    def write(row: Row) -> Json:
        item: Json = {}
        at = first
        for part, keys in parts:
            values = row[at : at + len(keys)]
            at += len(keys)
            _put(item, part, None if part and all(value is None for value in values) else dict(zip(keys, values, strict=True)))
        return item

    return write


def _put(item: Json, part: tuple[str, ...], values: Json | None) -> None:
    holder: Any = item
    for key in part[:-1]:
        holder = holder.setdefault(key, {})
        if holder is None:
            return
    if not part:
        item.update(values or {})
    elif values is None:
        holder.setdefault(part[-1], None)
    else:
        holder[part[-1]] = {**(holder.get(part[-1]) or {}), **values}


def record_of(article: Row, children: Rows) -> Json:
    """The record that the rows of one article hold; `children` are its rows of the other tables, in order of their keys."""
    record = _writer("articles")(article)
    filled = dict(zip(ARTICLES.names, article, strict=True))
    record["blocks"], record["text"] = _loaded(filled["blocks"]), filled["text"]
    for name in ("date", "modified"):
        if record[name]:
            record[name]["conflicts"] = _loaded(filled[f"{name}_conflicts"])
    record["source"]["credits"] = list(_items("credits", children))
    for name in _PLAIN_LISTS:
        record[name] = list(_items(name, children))
    record["organisations"] = _owning("article_organisations", children, mentions="organisation_mentions")
    record["quotes"] = _nested(children)
    record["statistics"] = _owning("statistics", children, mentions="statistic_mentions", comparisons="comparisons")
    record["checks"] = _checks(children)
    return record


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value or []


def _sorted(name: str, children: Rows) -> list[Row]:
    at = _TABLES[name].names.index("position")
    return sorted(children[name], key=itemgetter(at))


def _items(name: str, children: Rows) -> Iterator[Json]:
    write = _writer(name)
    return (write(row) for row in _sorted(name, children))


def _owning(name: str, children: Rows, **inner: str) -> list[Json]:
    items = list(_items(name, children))
    for key, table in inner.items():
        owned = _by_owner(table, children)
        for item in items:
            item[key] = owned.get(item["id"], [])
    return items


def _by_owner(name: str, children: Rows) -> dict[Any, list[Json]]:
    """Items of an inner table by their owner, which stands in its second column."""
    write, owned = _writer(name), {}  # type: ignore[var-annotated]
    for row in _sorted(name, children):
        owned.setdefault(row[1], []).append(write(row))
    return owned


def _nested(children: Rows) -> list[Json]:
    parent = _TABLES["quotes"].names.index("parent")
    write, segments = _writer("quotes"), _by_owner("quote_segments", children)
    quotes: dict[str | None, list[Json]] = {}
    for row in _sorted("quotes", children):
        quotes.setdefault(row[parent], []).append(write(row))
    for listed in list(quotes.values()):
        for quote in listed:
            quote["segments"] = segments.get(quote["id"], [])
            quote["nested"] = quotes.get(quote["id"], [])
    return quotes.get(None, [])


def _checks(children: Rows) -> list[Json]:
    checks = list(_items("checks", children))
    for check in checks:
        check["statistic_ids"] = []
    for _, at, _, statistic in _sorted("check_statistics", children):
        checks[at]["statistic_ids"].append(statistic)
    return checks


