"""The language of a page, and the language files' tables of dates and names."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases

from extractor import extract
from extractor.fields.authors.names import name_words
from extractor.fields.dates.words import date_words
from extractor.fields.source.credits import credit_words
from extractor.languages import available, language


@pytest.mark.parametrize("case", cases("languages"))
def test_case(case: dict[str, Any]) -> None:
    declared = f' lang="{case["declared"]}"' if case["declared"] else ""
    record = extract(f"<html{declared}><head><meta charset='utf-8'><title>x</title></head><body><h1>{case['text'][:12]}</h1><p>{case['text']}</p></body></html>")
    assert (record.language, record.direction) == (case["expected"], case["direction"])


@pytest.mark.parametrize("code", available())
def test_tables_compile(code: str) -> None:
    own = language(code)
    dates, names, sources = date_words(own), name_words(own), credit_words(own)
    assert dates.labels and dates.units and dates.weekdays
    assert names.nobody and sources.agencies
    section = own.section("dates")
    assert len(section["weekdays"]) == 7
    assert all(len(section[table]) == 12 for table in ("months", "hijri_months", "solar_hijri_months") if table in section)
    assert "months" in section or "number_marks" in section
