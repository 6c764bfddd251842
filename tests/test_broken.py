"""Broken and hostile input: the corpus of `fixtures/broken`, and mutations of all fixtures."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from extractor import extract_page, read_pages
from extractor.errors import ExtractorError
from tests import mutate
from tests.casefiles import FIXTURES

BROKEN = FIXTURES / "broken"
MADE = runpy.run_path(str(BROKEN / "make.py"))


@pytest.mark.parametrize("name", MADE["CASES"])
def test_broken_page(name: str) -> None:
    case: Any = MADE["CASES"][name]
    path = BROKEN / name
    assert path.read_bytes() == case.write(), "write it again: python fixtures/broken/make.py"
    if case.error:
        with pytest.raises(ExtractorError) as raised:
            [extract_page(page) for page in read_pages(path)]
        assert (raised.value.code, raised.value.path) == (case.error, str(path))
        return
    (page,) = read_pages(path)
    record = extract_page(page)
    assert [sentence for sentence in MADE["SENTENCES"] if sentence not in record.text] == []
    found = {warning.code for warning in record.warnings}
    assert set(case.notices) <= found
    assert not {code for code in found - set(case.notices) if code in MENDED}, "an unexpected repair"


MENDED = {code for case in MADE["CASES"].values() for code in case.notices}


def test_corpus_holds_nothing_else() -> None:
    assert {path.name for path in BROKEN.iterdir() if path.suffix != ".py" and path.is_file()} == set(MADE["CASES"])


def test_mutated_pages_give_records_or_named_errors(tmp_path: Path) -> None:
    found = mutate.run(count=120, seed=20260119)
    assert found.crashes == {}
    assert found.records > 0
    assert found.errors.total() > 0
