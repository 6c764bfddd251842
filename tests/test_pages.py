"""Every field of every page of `fixtures/pages` against its hand-checked truth (see pagecases.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from known_failures import known_failures
from pagecases import CHECKS, Page, not_articles, not_refused, pages, problem

STRICT, KNOWN = known_failures()


def _parameter(page: str, field: str, *values: Any) -> Any:
    known = KNOWN.get((page, field))
    return pytest.param(*values, id=f"{page}:{field}", marks=[pytest.mark.xfail(reason=known, strict=STRICT)] if known else [])


@pytest.mark.parametrize(("page", "field"), [_parameter(page.name, field, page, field) for page in pages() for field in page.fields])
def test_field(page: Page, field: str) -> None:
    assert problem(page, field) is None


@pytest.mark.parametrize("path", [_parameter(f"not_articles/{path.stem}", "refused", path) for path in not_articles()])
def test_not_an_article(path: Path) -> None:
    assert not_refused(path) is None


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_truth_is_well_formed(page: Page) -> None:
    assert page.truth["why"]
    keys = set(page.truth) - {"why", "precision", "organisations_optional"}
    assert keys <= set(CHECKS), f"unknown keys {keys - set(CHECKS)}"
    assert page.fields


def test_known_failures_are_asked() -> None:
    asked = {(page.name, field) for page in pages() for field in page.fields}
    asked |= {(f"not_articles/{path.stem}", "refused") for path in not_articles()}
    assert set(KNOWN) <= asked, "write the list again: python tests/known_failures.py"
