"""Broken and hostile input: the corpus of `fixtures/broken`, and mutations of all fixtures."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import mutate
import pytest
from casefiles import FIXTURES

from extractor import extract_page, read_pages
from extractor.errors import ExtractorError

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


def test_coverage_guided_fuzzing(tmp_path: Path) -> None:
    """A short run of `tests/fuzz_extract.py`, where atheris has wheels: Linux, up to CPython 3.13."""
    pytest.importorskip("atheris", reason="atheris has no wheel for this Python")
    target = Path(__file__).with_name("fuzz_extract.py")
    command = [sys.executable, "-P", str(target), "-runs=250", "-seed=7", f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(target.parent), *sys.path])})
    assert done.returncode == 0, done.stderr[-3000:]


def test_mutated_pages_give_records_or_named_errors() -> None:
    found = mutate.run(count=120, seed=20260119)
    assert found.crashes == {}
    assert found.records > 0
    assert found.errors.total() > 0
