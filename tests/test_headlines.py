"""Headlines."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from casefiles import cases
from pages import record_of, text_in

from extractor import extract


@pytest.mark.parametrize("case", cases("headlines"))
def test_case(case: dict[str, Any]) -> None:
    paragraphs = "".join(f"<p>{escape(text_in(case['language']))} {n}</p>" for n in range(3))
    title = case["title"] if "&" in case["title"] else escape(case["title"])
    head = f'<meta charset="utf-8"><title>{title}</title>{case.get("head", "")}'
    page = f'<html lang="{case["language"]}"><head>{head}</head><body class="{case.get("body_class", "")}"><main>{case["markup"]}{paragraphs}</main>{case.get("end", "")}</body></html>'
    headline = extract(page).headline
    assert (headline.text if headline else None) == case["expected"]


@pytest.mark.parametrize("case", cases("descriptions"))
def test_description(case: dict[str, Any]) -> None:
    assert record_of(case).description == case["expected"] or (record_of(case).description is None and not case["expected"])
