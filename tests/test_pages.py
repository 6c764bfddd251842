"""Every field of every page of `fixtures/pages` against its hand-checked truth (see pagecases.py)."""

from __future__ import annotations

from typing import Any

import pytest
from known_failures import known_failures
from pagecases import CHECKS, PAGES, Page, pages, problem

from extractor import NotAnArticle, extract

STRICT, KNOWN = known_failures()
NOT_ARTICLES = sorted((PAGES.parent / "not_articles").iterdir()) if (PAGES.parent / "not_articles").is_dir() else []


def _parameters() -> list[Any]:
    return [
        pytest.param(
            page,
            field,
            id=f"{page.name}:{field}",
            marks=[pytest.mark.xfail(reason=KNOWN[page.name, field], strict=STRICT)] if (page.name, field) in KNOWN else [],
        )
        for page in pages()
        for field in page.fields
    ]


@pytest.mark.parametrize(("page", "field"), _parameters())
def test_field(page: Page, field: str) -> None:
    assert problem(page, field) is None


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_truth_is_well_formed(page: Page) -> None:
    assert page.truth["why"]
    keys = set(page.truth) - {"why", "precision"}
    assert keys <= set(CHECKS), f"unknown keys {keys - set(CHECKS)}"
    assert page.fields


def test_known_failures_are_asked() -> None:
    asked = {(page.name, field) for page in pages() for field in page.fields}
    assert set(KNOWN) <= asked, "write the list again: python -m tests.known_failures"


@pytest.mark.parametrize("path", NOT_ARTICLES, ids=lambda path: path.name)
def test_not_an_article(path: Any) -> None:
    with pytest.raises(NotAnArticle):
        extract(path.read_bytes())
