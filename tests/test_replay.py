"""Pages that a web archive replays: address and time of their capture, and nothing of the archive's own."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases

from extractor import extract

HEADLINE = "The bridge over the harbour opens to walkers"
TEXT = (
    "The bridge over the harbour opened to walkers on Monday after two years of work, the town council said in a statement.",
    "More than three thousand people crossed it on the first day, and the ferry will keep running until the autumn.",
)


@pytest.mark.parametrize("case", cases("captures"))
def test_capture(case: dict[str, Any]) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    page = (
        f"<!DOCTYPE html>{case.get('before', '')}<html lang='en'><head><meta charset='utf-8'><title>{HEADLINE}</title>{case.get('head', '')}</head>"
        f"<body>{case.get('top', '')}<main><article><h1>{HEADLINE}</h1>{case['markup']}{body}</article></main></body></html>{case.get('end', '')}"
    )
    record = extract(page.encode(), url=case.get("url"))
    expected = case["expected"]
    assert (record.document.url or "", record.document.saved_at or "") == (expected["url"], expected["saved_at"])
    assert (record.date.value if record.date else "") == expected["date"]
    assert record.text.split("\n")[-2:] == list(TEXT)
    assert record.headline is not None
    assert record.headline.text == HEADLINE
    assert record.source.publisher is not None
    assert record.source.publisher.domain == "haven.example"
