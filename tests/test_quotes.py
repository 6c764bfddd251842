"""Quotes: cases by language, and what holds for any text."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from casefiles import FIXTURES, cases
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.facts import Organisation, Quote
from extractor.fields.quotes.find import Explained, find_quotes_explained
from extractor.fields.quotes.lexicon import lexicon
from extractor.fields.quotes.marks import find_marks
from extractor.languages import available, language
from extractor.reading import Reading, passage

FILES = sorted(path.stem for path in Path(FIXTURES / "cases").glob("quotes_*.toml"))


def explained(code: str, text: str, headline: str | None = None) -> Explained:
    return find_quotes_explained(Reading(passage("headline", headline) if headline else None, passage("text", text), language(code)), ())


def shown(quote: Quote, keys: set[str]) -> dict[str, Any]:
    """What a case's expected table says of a quote, key by key."""
    speaker = quote.speaker
    everything: dict[str, Any] = {
        "kind": quote.kind,
        "segments": [s.text for s in quote.segments],
        "field": quote.segments[0].field,
        "cue": quote.cue.text if quote.cue else "",
        "medium": quote.medium,
        "rule": quote.rule,
        "speaker": (speaker.name or "") if speaker else "",
        "mention": speaker.mention.text if speaker and speaker.mention else "",
        "role": (speaker.role or "") if speaker else "",
        "speaker_kind": speaker.kind if speaker else "none",
        "link": speaker.link if speaker else "none",
        "nested": [n.text for n in quote.nested],
    }
    return {key: everything[key] for key in keys}


@pytest.mark.parametrize("case", [case for name in FILES for case in cases(name)])
def test_case(case: dict[str, Any]) -> None:
    found = explained(case["language"], case["text"], case.get("headline"))
    expected = case["quotes"]
    assert [shown(q, set(e)) for q, e in zip(found.quotes, expected, strict=False)] == expected[: len(found.quotes)]
    assert [q.text for q in found.quotes][len(expected) :] == []
    assert len(found.quotes) == len(expected)
    if "refused" in case:
        assert [r.gate for r in found.rejected] == case["refused"]


def test_officer_is_no_body() -> None:
    """A name that was taken for a body is a person by the office behind its comma, there and wherever it speaks again."""
    said = "«La escuela abre mañana», explicó Silvina del Monte, directora de la Escuela Norte. Silvina del Monte detalló que habrá clases de música."
    read = Reading(None, passage("text", said), language("es"))
    start = said.index("Silvina")
    name = read.body.span(start, start + len("Silvina del Monte"))
    body = Organisation(id="o1", name=name.text, mentions=(name,))
    assert [q.speaker.kind for q in find_quotes_explained(read, (body,)).quotes if q.speaker] == ["person", "person"]


MARKS = "\"'“”„‟«»‹›‘’()「」 \nabو.,:،7"
WORDS = [
    "said",
    "told",
    "that",
    "according to",
    "the minister",
    "Ann Lee",
    "“",
    "”",
    '"',
    "‘",
    "’",
    ",",
    ".",
    ":",
    "\n",
    "قال",
    "وأضاف",
    "أن",
    "الوزير",
    "«",
    "»",
    "مشيرا إلى",
]


def assert_proved(quotes: tuple[Quote, ...], text: str) -> None:
    for quote in quotes:
        spans = [
            *quote.segments,
            *([quote.cue] if quote.cue else []),
            *([quote.speaker.mention] if quote.speaker and quote.speaker.mention else []),
        ]
        assert all(text[s.start : s.end] == s.text and s.text for s in spans)
        ends = [0, *(s.end for s in quote.segments)]
        assert all(end <= s.start for end, s in zip(ends, quote.segments, strict=False))
        assert_proved(quote.nested, text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.sampled_from(["en", "ar", "de", "tr", "zh"]))
def test_spans_prove_themselves(text: str, code: str) -> None:
    found = explained(code, text)
    assert_proved(found.quotes, text)
    identifiers = [i for q in found.quotes for i in [q.id, *(n.id for n in q.nested)]]
    assert identifiers == [f"q{n}" for n in range(1, len(identifiers) + 1)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=MARKS, max_size=80), st.booleans())
def test_marks_are_disjoint_and_in_order(text: str, singles: bool) -> None:
    end = 0
    for mark in find_marks(text, singles=singles):
        assert end <= mark.start < mark.inner_start <= mark.inner_end <= mark.end
        assert "\n" not in text[mark.start : mark.end]
        inner_end = mark.inner_start
        for inner in mark.inner:
            assert inner_end <= inner.start < inner.end <= mark.inner_end
            inner_end = inner.end
        end = mark.end


@pytest.mark.parametrize("code", available())
def test_every_language_has_a_lexicon(code: str) -> None:
    words = lexicon(language(code))
    assert all(next(iter(words.cues(word)), None) is not None for word in words.entries)
    assert all(not re.search(r"\s\s", word) for word in words.entries)


def calls(text: str, code: str) -> int:
    """How many Python functions run: a measure of work that no clock disturbs."""
    count = 0

    def tally(*_: object) -> None:
        nonlocal count
        count += 1

    explained(code, "")
    sys.setprofile(tally)
    try:
        explained(code, text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("code", "piece"),
    [
        ("en", "“"),
        ("en", "“ "),
        ("en", "“a” "),
        ("en", '"'),
        ("en", 'a "b'),
        ("en", "“a said"),
        ("en", "said “a” "),
        ("en", "that told said "),
        ("en", "“One two three four.”\n"),
        ("en", "“One two three four.\n"),
        ("en", "Ann Lee said:\n"),
        ("en", "A: b\nB: c\n"),
        ("ar", "قال «ا» "),
        ("ar", "قال أن "),
        ("ar", "ا.ا"),
        ("de", "sagte, Er sei "),
        ("de", "Er sei da.\n"),
    ],
)
def test_work_grows_with_the_text(code: str, piece: str) -> None:
    small, large = calls(piece * 300, code), calls(piece * 1200, code)
    assert large <= 5 * small + 2000
