"""Cases as data: `fixtures/cases/NAME.toml` → parameters of a test.

A file holds `[[case]]` tables: `name`, `why`, what the test reads (`text`, `language`, `expected` …) and, for a failure that is known,
`known_failure` with the reason: such a case must fail (strict xfail), and the line goes when it passes.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def cases(name: str) -> list[Any]:
    """The cases of `fixtures/cases/NAME.toml` as pytest parameters, each a dict, named by its `name`."""
    path = FIXTURES / "cases" / f"{name}.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    names = [case["name"] for case in found]
    assert len(set(names)) == len(names), f"{path}: a name stands twice"
    return [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else [],
        )
        for case in found
    ]
