"""Publishers: the name of the outlet, as the page gives it."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases
from pages import record_of


@pytest.mark.parametrize("case", cases("publishers"))
def test_case(case: dict[str, Any]) -> None:
    publisher = record_of(case).source.publisher
    assert (publisher.name if publisher else None) == case["expected"]
