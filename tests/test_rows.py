"""Records as rows of the tables, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import make_record

from extractor.rejoin import record_of
from extractor.rows import NOT_A_RECORD, add_article, add_record, empty_rows, with_times
from extractor.tables import TABLES
from schemas import Article

Json = dict[str, Any]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
NUMBER = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False))
DATE = st.fixed_dictionaries({
    "value": st.dates().map(str),
    "precision": st.just("day"),
    "raw": TEXT,
    "origin": st.sampled_from(["meta", "json-ld"]),
    "conflicts": st.lists(st.fixed_dictionaries({"value": st.dates().map(str), "origin": st.just("url")}), max_size=2),
})


@st.composite
def records(draw: st.DrawFn) -> Json:
    """Valid records of every shape: parts that are null, ranges, quotes in quotes, conflicting dates."""
    record = make_record(draw(st.integers(0, 40)), paragraphs=draw(st.integers(1, 6)))
    for name, values in (("date", DATE), ("modified", DATE), ("description", TEXT)):
        record[name] = draw(st.none() | values)
    record["headline"] = draw(st.none() | st.fixed_dictionaries({"text": TEXT, "origin": st.just("title")}))
    record["source"]["publisher"] = draw(
        st.none()
        | st.fixed_dictionaries({"name": st.none() | TEXT, "domain": st.none() | TEXT, "origin": st.just("meta"), "organisation_key": st.none() | TEXT})
    )
    record["authors"] = draw(st.lists(st.fixed_dictionaries({"name": TEXT, "origin": st.just("meta")}), max_size=3))
    record["captions"] = draw(st.lists(st.fixed_dictionaries({"text": TEXT, "image_url": st.none() | TEXT}), max_size=3))
    for statistic in record["statistics"]:
        _vary_statistic(draw, statistic)
    if record["quotes"]:
        record["quotes"] = _nest(draw, record["quotes"])
    return record


def _vary_statistic(draw: st.DrawFn, statistic: Json) -> None:
    if draw(st.booleans()):
        low, high = sorted(draw(st.tuples(NUMBER, NUMBER)))
        statistic.update(value=None, low=low, high=high)
    else:
        statistic.update(value=draw(NUMBER), low=None, high=None)
    statistic["unit"] = draw(st.none() | st.fixed_dictionaries({"code": st.none() | TEXT, "system": st.just("own"), "text": st.none() | TEXT}))
    statistic["period"] = draw(
        st.none() | st.fixed_dictionaries({"start": st.none() | st.dates().map(str), "end": st.none() | st.dates().map(str), "text": TEXT})
    )
    statistic["mentions"] = [statistic["evidence"]] * draw(st.integers(0, 2))


def _nest(draw: st.DrawFn, quotes: list[Json]) -> list[Json]:
    """The quotes in a random tree."""
    roots: list[Json] = []
    for i, quote in enumerate(quotes):
        quote["cue"] = draw(st.none() | st.just(quote["cue"]))
        if draw(st.booleans()):
            quote["speaker"] = draw(st.none() | st.just({**quote["speaker"], "mention": None}))
        parent = draw(st.none() | st.integers(0, i - 1)) if i else None
        (roots if parent is None else quotes[parent]["nested"]).append(quote)
    return roots


@settings(deadline=None)
@given(records())
def test_rows_hold_the_whole_record(record: Json) -> None:
    Article.model_validate(record)
    rows = empty_rows()
    data = json.dumps(record, ensure_ascii=False).encode()
    assert add_record(rows, data, 7, "0" * 64) == record["id"]
    assert record_of(rows["articles"][0], rows) == json.loads(data)
    for table in TABLES:
        assert all(len(row) == len(table.columns) for row in rows[table.name])
        assert all(row[0] == 7 for row in rows[table.name])
        keys = [tuple(row[table.names.index(name)] for name in table.key) for row in rows[table.name]]
        assert len(set(keys)) == len(keys), f"{table.name} has two rows of one key"


@settings(deadline=None)
@given(records())
def test_a_validated_record_has_the_rows_of_its_json(record: Json) -> None:
    article = Article.model_validate(record)
    validated, parsed = empty_rows(), empty_rows()
    add_article(validated, article, 7, "0" * 64)
    add_record(parsed, article.model_dump_json().encode(), 7, "0" * 64)
    assert validated == parsed


def test_fields_that_an_older_minor_version_lacks_get_their_defaults() -> None:
    record = make_record(1)
    del record["quotes"][0]["medium"], record["source"]["publisher"]["organisation_key"]
    rows = empty_rows()
    add_record(rows, json.dumps(record).encode(), 1, "0" * 64)
    assert record_of(rows["articles"][0], rows) == make_record(1)


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b'{"id": "x"}', b'{"id": NaN}', b"\xff"])
def test_what_is_no_record_leaves_no_rows(data: bytes) -> None:
    rows = empty_rows()
    with pytest.raises(NOT_A_RECORD):
        add_record(rows, data, 1, "0" * 64)
    assert not any(rows.values())


def test_times_stand_in_their_columns() -> None:
    rows = empty_rows()
    add_record(rows, json.dumps(make_record(1)).encode(), 1, "0" * 64)
    article = dict(zip(TABLES[0].names, with_times(rows["articles"][0], "2025-01-01", "2025-01-02"), strict=True))
    assert (article["first_seen"], article["last_changed"], article["record_sha256"]) == ("2025-01-01", "2025-01-02", "0" * 64)
