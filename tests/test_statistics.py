"""Statistics: cases as data, in every language that has a file."""

from typing import Any

import pytest
from casefiles import FIXTURES, cases

from extractor import extract_text

FILES = sorted(path.stem for path in (FIXTURES / "cases").glob("statistics_*.toml"))


def described(statistic: Any) -> dict[str, Any]:
    """A statistic under the names that a case may use."""
    return {
        "value": statistic.value,
        "low": statistic.low,
        "high": statistic.high,
        "denominator": statistic.denominator,
        "kind": statistic.kind,
        "evidence": statistic.evidence.text,
        "bound": statistic.bound,
        "direction": statistic.direction,
        "code": statistic.unit.code if statistic.unit else None,
        "unit": statistic.unit.text if statistic.unit else None,
        "measure": statistic.measure,
        "place": statistic.place,
        "population": statistic.population,
        "period": statistic.period.text if statistic.period else None,
        "start": statistic.period.start if statistic.period else None,
        "end": statistic.period.end if statistic.period else None,
        "comparisons": [[c.role, c.statistic_id] for c in statistic.comparisons],
        "mentions": len(statistic.mentions),
    }


@pytest.mark.parametrize("case", [case for name in FILES for case in cases(name)])
def test_case(case: dict[str, Any]) -> None:
    article = extract_text(case["text"], language=case["language"], date=case.get("date"))
    found = [described(s) for s in article.statistics]
    wanted = case["expected"]
    shown = [{key: entry[key] for key in want} for want, entry in zip(wanted, found, strict=False)]
    assert shown == wanted
    assert len(found) == len(wanted), [entry["evidence"] for entry in found]
