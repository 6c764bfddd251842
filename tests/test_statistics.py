"""Statistics: cases as data, in every language that has a file."""

from typing import Any

import pytest
from casefiles import FIXTURES, cases
from hypothesis import given
from hypothesis import strategies as st

from extractor import extract_text
from extractor.fields.statistics.atoms import find_atoms
from extractor.fields.statistics.lexicon import lexicon_of
from extractor.fields.statistics.words import read_words
from extractor.languages import language
from extractor.reading import passage

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
        "direction": statistic.direction or "",
        "code": statistic.unit.code if statistic.unit else None,
        "unit": statistic.unit.text if statistic.unit else "",
        "measure": statistic.measure,
        "place": statistic.place or "",
        "population": statistic.population,
        "period": statistic.period.text if statistic.period else "",
        "start": (statistic.period and statistic.period.start) or "",
        "end": (statistic.period and statistic.period.end) or "",
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


PIECES = [
    "3,440 crates", "in 2025", "rose 7%", "to $5-7 million", "وسجلت 3440 لافتة", "بزيادة قدرها 26362%", "ثلاثة ملايين ونصف", "½", "5ر9 بالمئة", "-15°C", "COVID-19", "\n",
    "one in five", "two thirds of", "3 to 1", "٪٤٠", "(12)", "from 75 to 45,", "ـ", "\u200f", "لـ13", "مِئَة", "1/2", "12:30", "9.8 million barrels per day", "، ", ". ", "“", "45,",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["en", "ar", "fr", "de", "zh", None]))
def test_evidence_proves_itself(pieces: list[str], tag: str | None) -> None:
    text = " ".join(pieces)
    article = extract_text(text, language=tag, date="2026-01-19")
    identifiers = {s.id for s in article.statistics}
    for statistic in article.statistics:
        for span in (statistic.evidence, *statistic.mentions):
            assert text[span.start : span.end] == span.text
        assert all(c.statistic_id in identifiers and c.statistic_id != statistic.id for c in statistic.comparisons)
    assert all(set(check.statistic_ids) <= identifiers for check in article.checks)


@given(st.text(alphabet="0123456789.,-–/:%$€٪رالفمليون و بma \n()", max_size=120), st.sampled_from(["en", "ar", "fa", "ru"]))
def test_any_text_is_read(text: str, tag: str) -> None:
    article = extract_text(text, language=tag)
    assert all(text[s.evidence.start : s.evidence.end] == s.evidence.text for s in article.statistics)


def test_work_grows_with_the_text_and_not_faster() -> None:
    """Token lookups of a text four times as long are about four times as many."""
    lexicon = lexicon_of(language("en"))
    piece = "The fund rose 7% to $120 million from 100 in 2024, 12-14 of the 48 schools, 1/2, 3-1, A320, one in five. "
    counts = []
    for times in (20, 80):
        words = read_words(passage("text", piece * times), lexicon.abbreviations)
        counts.append((len(words), len(find_atoms(words, lexicon))))
    assert counts[1] == (counts[0][0] * 4, counts[0][1] * 4)
