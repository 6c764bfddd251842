"""Credits: what an article names as its own source."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases

from extractor import extract_text


@pytest.mark.parametrize("case", cases("credits"))
def test_case(case: dict[str, Any]) -> None:
    record = extract_text(case["text"], language=case["language"])
    assert [[credit.name, credit.kind] for credit in record.source.credits] == case["expected"]
    for credit in record.source.credits:
        assert credit.evidence in case["text"]
