"""Every language file holds what a page in the language needs at least."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from extractor.blocks.phrases import phrases
from extractor.languages import SECTIONS, available, language

NEEDED = ("read_also", "list", "share", "follow", "comment", "advertisement", "navigation", "legal", "caption", "missing")


NUMBERED_MONTHS = {"ja", "ko", "vi", "zh"}
"""Languages that number their months instead of naming them."""


@pytest.mark.parametrize("code", available())
def test_months_are_named(code: str) -> None:
    dates = language(code).section("dates")
    assert dates
    assert bool(dates.get("months")) == (code not in NUMBERED_MONTHS)


@pytest.mark.parametrize("code", available())
def test_boilerplate_is_named(code: str) -> None:
    table = language(code).section("boilerplate")
    assert [kind for kind in NEEDED if not table.get(kind)] == []


@pytest.mark.parametrize("code", available())
def test_a_page_in_the_language_knows_its_phrases(code: str) -> None:
    first = language(code).section("boilerplate")["legal"]
    whole = [phrase for phrase in first if "…" not in phrase]
    assert [phrase for phrase in whole if phrases((code,)).kind(phrase) is None] == []


@pytest.mark.parametrize("code", available())
def test_tables_read_one_by_one_are_those_of_the_file(code: str) -> None:
    data = tomllib.loads((files("extractor.languages") / f"{code}.toml").read_text(encoding="utf-8"))
    inherits = "parent" in data.pop("language")
    for name in SECTIONS:
        table, own = language(code).section(name), data.get(name, {})
        assert {key: table.get(key) for key in own} == own
        assert inherits or table.keys() == own.keys()
    assert not set(data) - set(SECTIONS)
