"""CONTRIBUTING.md names files, targets and options that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:extractor|schemas|fixtures|tests|training)/[\w./-]*)`", TEXT)))


@pytest.mark.parametrize("path", [path for path in PATHS if "/xx" not in path])
def test_named_paths_exist(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake (\w+)", TEXT))))
def test_named_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_tables_of_language_files_are_all_described() -> None:
    from extractor.languages import SECTIONS

    assert [table for table in SECTIONS if f"`[{table}]`" not in TEXT] == []
