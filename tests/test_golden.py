"""Whole records of the pages of `fixtures/pages`, byte for byte: `record.json` beside the page.

A change of a record is read in the diff and committed with the change that made it: `pytest tests/test_golden.py --update-golden`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from pagecases import PAGES, Page, pages

from extractor import extract_page, read_pages

WITH_RECORD = {page.name for page in pages() if (page.path.parent / "record.json").exists()}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_record(page: Page, request: pytest.FixtureRequest) -> None:
    path = page.path.parent / "record.json"
    if request.config.getoption("--update-golden"):
        path.write_text(_record_text(page), encoding="utf-8")
        pytest.skip(f"{path.name} written")
    if not WITH_RECORD:
        pytest.skip("no page has a record yet")
    assert path.exists(), "make it with --update-golden and read it"
    assert _record_text(page) == path.read_text(encoding="utf-8")


def _record_text(page: Page) -> str:
    """The record as JSON. The file's path is given below `fixtures/pages`; the program's version is no part of what is compared."""
    (saved,) = read_pages(page.path)
    record = extract_page(replace(saved, path=page.path.relative_to(PAGES).as_posix()))
    record = record.model_copy(update={"extractor": record.extractor.model_copy(update={"version": "0"})})
    return record.model_dump_json(indent=2) + "\n"
