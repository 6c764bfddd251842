"""Credits: what an article names as its own source."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases
from pages import record_of

from extractor import extract_text


@pytest.mark.parametrize("case", cases("credits"))
def test_case(case: dict[str, Any]) -> None:
    record = extract_text(case["text"], language=case["language"])
    assert [[credit.name, credit.kind] for credit in record.source.credits] == case["expected"]
    for credit in record.source.credits:
        assert credit.evidence in case["text"]


AGENCIES = [
    ('<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Mona Castell"}, {"@type": "Person", "name": "Associated Press"}]}</script>', "", "Associated Press"),
    ('<meta name="author" content="Mona Castell, AFP">', "", "AFP"),
    ("", "<p>By AFP 3 May 2021, 10:15</p>", "AFP"),
    ("", "<p>PTI | 3 May 2021 | Updated 10:15</p>", "PTI"),
]


@pytest.mark.parametrize(("head", "markup", "agency"), AGENCIES)
def test_an_agency_in_an_author_s_place_is_a_credit(head: str, markup: str, agency: str) -> None:
    record = record_of({"language": "en", "head": head, "markup": markup})
    assert [(credit.name, credit.kind) for credit in record.source.credits] == [(agency, "agency")]
    assert agency not in [author.name for author in record.authors]
