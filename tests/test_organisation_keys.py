"""Which body each name means: fixtures/cases/organisation_keys.toml."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases

from extractor.facts import Organisation
from extractor.fields.organisations import find_organisations
from extractor.languages import language
from extractor.reading import Reading, passage


def organisations(case: dict[str, Any]) -> tuple[Organisation, ...]:
    headline = passage("headline", case["headline"]) if "headline" in case else None
    return find_organisations(Reading(headline, passage("text", case["text"]), language(case["language"]), country=case.get("country")))


@pytest.mark.parametrize("case", cases("organisation_keys"))
def test_keys(case: dict[str, Any]) -> None:
    found = {mention.text: organisation.key or "" for organisation in organisations(case) for mention in organisation.mentions}
    wanted = case.get("keys", {})
    assert {name: found.get(name) for name in wanted} == wanted
    assert {name: found[name] for name in case.get("keyless", ()) if found.get(name)} == {}
