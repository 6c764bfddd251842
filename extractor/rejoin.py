"""Rows of the tables as the records they were made of, JSON data again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from extractor.rows import PLAIN_LISTS, Row, Rows
from extractor.tables import ARTICLES, TABLES

Json = dict[str, Any]

_TABLES = {table.name: table for table in TABLES}


@cache
def _parts(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The columns of a table that are read from the record, by the part they lie in: (path of the part, its keys)."""
    paths = [tuple(column.path.split(".")) for column in _TABLES[name].columns if column.path is not None]
    return tuple((part, tuple(path[-1] for path in group)) for part, group in groupby(paths, key=lambda path: path[:-1]))


@cache
def _writer(name: str) -> Callable[[Row], Json]:
    """A function from a row of the table to the item of the record; a part whose columns are all null is null."""
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
    for name in PLAIN_LISTS:
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
