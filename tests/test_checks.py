"""Checks: cases as data, and what rounding allows."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st

from extractor import extract, extract_text
from extractor.checks.interval import allowed
from extractor.facts import Span, Statistic


@pytest.mark.parametrize("case", cases("checks"))
def test_case(case: dict[str, Any]) -> None:
    article = extract_text(case["text"], language=case["language"], date="2026-01-19")
    found = [{"kind": c.kind, "verdict": c.verdict, "computed": round(c.computed, 1)} for c in article.checks]
    assert found == case["expected"]


def statistic(value: float, step: float, bound: Any = "exact", kind: Any = "count") -> Statistic:
    return Statistic("s1", kind, Span("text", 0, 1, "x"), value=value, bound=bound, step=step)


def test_whole_numbers_are_exact() -> None:
    interval = allowed(statistic(3440, 1))
    assert interval is not None
    assert (interval.low, interval.high) == (3440, 3440)


def test_round_numbers_may_be_rounded() -> None:
    interval = allowed(statistic(31000, 1))
    assert interval is not None
    assert (interval.low, interval.high) == (30500, 31500)


def test_a_bound_proves_nothing() -> None:
    assert allowed(statistic(40, 1, bound="over")) is None


@given(old=st.integers(1, 10**6), new=st.integers(1, 10**6))
def test_a_true_change_is_never_contradicted(old: int, new: int) -> None:
    """Whatever two levels: the change as an editor would round it is consistent with them, or not checked at all."""
    change = abs(new - old) / old * 100
    word = "increase" if new >= old else "decrease"
    text = f"The port counted {new:,} crates in 2025, compared with {old:,} crates in 2024, a {change:,.1f}% {word}."
    article = extract_text(text, language="en")
    assert [c.message for c in article.checks if c.verdict == "contradictory"] == []


PAGE = """<!doctype html><html lang="en"><head><title>{headline}</title><meta property="og:type" content="article"></head>
<body><article><h1>{headline}</h1><p>The storm on the lake reached the northern shore on Monday evening and closed two roads for the night.</p>
<p>In all {number} boats sank in the harbour, the port said on Tuesday, and the divers will look for the wrecks when the wind has gone.</p>
<p>The mayor thanked the crews of the ferries, who had worked through the night to bring the guests of the hotel back to the town.</p></article></body></html>"""


@pytest.mark.parametrize(("headline", "number", "verdicts"), [("Storm sinks 40 boats", "42", ["contradictory"]), ("Storm sinks 42 boats", "42", []), ("Storm sinks over 40 boats", "42", ["consistent"])])
def test_headline_against_text(headline: str, number: str, verdicts: list[str]) -> None:
    article = extract(PAGE.format(headline=headline, number=number), url="https://example.org/news/storm-sinks-boats")
    assert [c.verdict for c in article.checks if c.kind == "headline_vs_text"] == verdicts
