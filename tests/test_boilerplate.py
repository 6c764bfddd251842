"""Phrases of pages, in every language → the text without them."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from casefiles import cases

from extractor import extract

PAGE = '<html lang="{language}"><head><meta charset="utf-8"><title>9/9</title></head><body><h1>9/9</h1><article>{body}</article></body></html>'


@pytest.mark.parametrize("case", cases("boilerplate"))
def test_text_without_phrases(case: dict[str, Any]) -> None:
    body = "".join(f"<p>{escape(line)}</p>" for line in case["lines"])
    record = extract(PAGE.format(language=case["language"], body=body).encode())
    assert record.text.split("\n") == case["expected"]
