"""Dates of publication and modification."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st
from pages import record_of

from extractor.fields.dates.calendars import to_gregorian
from extractor.fields.dates.moment import Moment
from extractor.fields.dates.printed import read_dates
from extractor.fields.dates.words import date_words
from extractor.languages import available, language


@pytest.mark.parametrize("case", cases("dates"))
def test_case(case: dict[str, Any]) -> None:
    record = record_of(case)
    if "expected" in case:
        assert (record.date.value if record.date else "") == case["expected"]
    if "modified" in case:
        assert (record.modified.value if record.modified else "") == case["modified"]
    if "conflicts" in case:
        assert record.date is not None
        assert [c.value for c in record.date.conflicts] == case["conflicts"]


DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from([code for code in available() if language(code).section("dates").get("months")]), st.data())
def test_every_name_of_every_month_is_read(day: date, code: str, data: st.DataObject) -> None:
    """Day, name of the month, year, in the language's own words and in capitals."""
    section = language(code).section("dates")
    name = data.draw(st.sampled_from(section["months"][day.month - 1]))
    text = f"{day.year} {name} {day.day}" if section["order"] == "ymd" else f"{day.day} {name} {day.year}"
    for printed in (text, text.upper()):
        assert [d.moment.day for d in read_dates(printed, date_words(language(code)))] == [day], printed


@given(st.text(max_size=200), st.sampled_from(available()))
def test_spans_lie_in_the_text(text: str, code: str) -> None:
    for found in read_dates(text, date_words(language(code))):
        assert text[found.start : found.end] == found.raw


@given(st.dates(date(1925, 1, 1), date(2070, 1, 1)))
def test_solar_years_have_no_gaps(day: date) -> None:
    """Every Gregorian day is one day of the Solar Hijri calendar."""
    year = day.year - 621
    found = {to_gregorian("solar_hijri", y, m, d) for y in (year - 1, year) for m in range(1, 13) for d in range(1, 32)}
    assert day in found


@given(DAYS, st.integers(0, 23), st.integers(0, 59), st.integers(-12 * 4, 14 * 4))
def test_an_instant_keeps_its_place_on_every_clock(day: date, hour: int, minute: int, quarters: int) -> None:
    moment = Moment(day, (hour, minute), 0, 0)
    moved = moment.at_offset(15 * quarters)
    assert moved.instant == moment.instant
    assert abs(moved.day - moment.day) <= timedelta(days=1)
