"""Saved pages with their hand-checked truth: `fixtures/pages/<language>/<slug>/{page.html | page.txt, expected.toml}`.

`expected.toml` is written by hand from the page as a reader sees it, never from what the program gives. Its keys, all optional but `why`:

    why                    what the page is there for
    encoding, headline, description, domain
    language               without region or script
    publisher              name, or list of names of which each is right
    date, modified         ISO 8601; `precision` and `modified_precision` beside them
    authors, captions, credits, organisations          lists of names or texts; organisations by their fullest form in the page
    organisations_optional                             names that may be found or not
    first_words, last_words                            how the text begins and ends
    paragraphs, headings, list_items, blockquotes, table_rows    numbers of blocks
    absent, present        what must not, and what must, stand in the text
    [[quotes]]             text (or a list of which each is right), and any of kind, speaker, role, speaker_kind, medium, nested (number); "" means null
    [[statistics]]         value or low and high, and any of kind, denominator, bound, unit (code or printed noun), measure, direction,
                           period ("2025", "2025-03", "2025-01-01/2025-06-30"; "" means null), mentions (number of repeats),
                           versus, from, to, change_of, multiple_of (the value of the statistic that it is compared with)
    [[checks]]             kind, verdict, and any of stated, computed (to one decimal)

A quote, statistic or check with `optional = true` may be found or not: readers could disagree about it.

Each key of each page is one test. Lists of facts give two: `quotes` asks that every expected one is found, `quotes_only` that nothing
else is. What the program does not reach is listed in `fixtures/pages/known_failures.toml`, written again by
`python tests/known_failures.py`.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor import ExtractorError, NotAnArticle, extract
from schemas import Article
from schemas.facts import Organisation, Quote, Statistic

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "pages"
NOT_ARTICLES = PAGES.parent / "not_articles"
KNOWN_FAILURES = PAGES / "known_failures.toml"

Truth = dict[str, Any]
Problem = str | None
"""What is wrong, in words; None when the record is right."""


@dataclass(frozen=True)
class Page:
    """A page and its truth; `name` is `<language>/<slug>`."""

    name: str
    path: Path

    @property
    def truth(self) -> Truth:
        return tomllib.loads((self.path.parent / "expected.toml").read_text(encoding="utf-8"))

    @property
    def fields(self) -> list[str]:
        return [field for field in CHECKS if _asks(self.truth, field)]


def pages() -> list[Page]:
    """Every page of `fixtures/pages`, by name."""
    found = [*PAGES.glob("*/*/page.html"), *PAGES.glob("*/*/page.txt")]
    return sorted((Page(f"{p.parent.parent.name}/{p.parent.name}", p) for p in found), key=lambda page: page.name)


def problem(page: Page, field: str) -> Problem:
    """Compare one field of a page's record with the truth."""
    record = _record(page)
    if isinstance(record, str):
        return record
    return CHECKS[field](record, page.truth)


def not_articles() -> list[Path]:
    """Pages that hold no article."""
    return sorted(NOT_ARTICLES.iterdir())


def not_refused(path: Path) -> Problem:
    """A page without an article must raise NotAnArticle."""
    try:
        record = extract(path.read_bytes())
    except NotAnArticle:
        return None
    return f"a record was made, with the text {record.text[:60]!r}"


@lru_cache(maxsize=4)
def _record(page: Page) -> Article | str:
    """The page's record, or the error in its place. Tests of a page stand together, so that a few records are enough."""
    try:
        return extract(page.path.read_bytes(), media_type="text/plain" if page.path.suffix == ".txt" else None)
    except ExtractorError as error:
        return f"{type(error).__name__}: {error}"


def _asks(truth: Truth, field: str) -> bool:
    key = field.removesuffix("_only")
    if key not in truth:
        return False
    return bool(truth[key]) or field == f"{key}_only" or f"{key}_only" not in CHECKS


def _same(expected: object, found: object) -> Problem:
    return None if expected == found else f"expected {expected!r}, found {found!r}"


def _difference(missing: Iterable[object], extra: Iterable[object]) -> Problem:
    parts = [f"{word} {list(items)}" for word, items in (("missing", list(missing)), ("too much", list(extra))) if items]
    return "; ".join(parts) or None


def _plain(key: str, value: Callable[[Article], object]) -> Callable[[Article, Truth], Problem]:
    return lambda record, truth: _same(truth[key], value(record))


def _date(record: Article, truth: Truth) -> Problem:
    found = (record.date.value, record.date.precision) if record.date else ("", "")
    expected = (truth["date"], truth.get("precision", ""))
    return None if _is_moment(expected[0], found[0]) and expected[1] == found[1] else _same(expected, found)


def _modified(record: Article, truth: Truth) -> Problem:
    found = record.modified.value if record.modified else ""
    return None if _is_moment(truth["modified"], found) else _same(truth["modified"], found)


def _is_moment(expected: str, found: str) -> bool:
    """Whether both are the same; with offsets on both sides, the same moment in whichever zone."""
    if expected == found or not found or not expected:
        return expected == found
    one, other = datetime.fromisoformat(expected), datetime.fromisoformat(found)
    return one.tzinfo is not None and other.tzinfo is not None and one == other


def _publisher(record: Article, truth: Truth) -> Problem:
    names = [truth["publisher"]] if isinstance(truth["publisher"], str) else truth["publisher"]
    found = (record.source.publisher.name if record.source.publisher else None) or ""
    return None if found.casefold() in [name.casefold() for name in names] else _same(names, found)


def _names(key: str, values: Callable[[Article], Sequence[str]]) -> Callable[[Article, Truth], Problem]:
    def check(record: Article, truth: Truth) -> Problem:
        found = values(record)
        return _difference([x for x in truth[key] if x not in found], [x for x in found if x not in truth[key]])

    return check


def _first_words(record: Article, truth: Truth) -> Problem:
    words = truth["first_words"]
    return None if record.text.startswith(words) else f"text begins with {record.text[:60]!r}, not with {words!r}"


def _last_words(record: Article, truth: Truth) -> Problem:
    words = truth["last_words"]
    return None if record.text.endswith(words) else f"text ends with {record.text[-60:]!r}, not with {words!r}"


def _blocks(key: str, role: str) -> Callable[[Article, Truth], Problem]:
    return _plain(key, lambda record: sum(block.role == role for block in record.blocks))


def _absent(record: Article, truth: Truth) -> Problem:
    return _difference([], [words for words in truth["absent"] if words in record.text])


def _present(record: Article, truth: Truth) -> Problem:
    return _difference([words for words in truth["present"] if words not in record.text], [])


def _organisations(record: Article, truth: Truth) -> Problem:
    found = {o.name for o in record.organisations}
    return _difference([name for name in truth["organisations"] if name not in found], [])


def _organisations_only(record: Article, truth: Truth) -> Problem:
    def is_expected(organisation: Organisation) -> bool:
        names = [*truth["organisations"], *truth.get("organisations_optional", [])]
        return any(name in organisation.name or organisation.name in name for name in names)

    return _nothing_else(truth["organisations"], record.organisations, is_expected, lambda o: o.name)


def _nothing_else(expected: list[Any], found: list[Any], is_expected: Callable[[Any], bool], text: Callable[[Any], object]) -> Problem:
    if expected and not found:
        return "nothing found"
    return _difference([], [text(x) for x in found if not is_expected(x)])


def _required(facts: list[Truth]) -> list[Truth]:
    return [fact for fact in facts if not fact.get("optional")]


_MARKS = dict.fromkeys(map(ord, ".،,;؛:!?؟。，\"“”„«»‘’'"), " ")


def _quotes(record: Article, truth: Truth) -> Problem:
    return _difference([_short(q) for q in _required(truth["quotes"]) if not any(_is_quote(q, found) for found in record.quotes)], [])


def _is_quote(expected: Truth, found: Quote) -> bool:
    speaker = found.speaker
    values: dict[str, object] = {
        "kind": found.kind,
        "medium": found.medium,
        "nested": len(found.nested),
        "speaker": (speaker.name if speaker else None) or "",
        "role": (speaker.role if speaker else None) or "",
        "speaker_kind": speaker.kind if speaker else "",
    }
    if _words(found.text) not in map(_words, _texts(expected)):
        return False
    return all(expected[key] == value for key, value in values.items() if key in expected)


def _texts(quote: Truth) -> list[str]:
    return [quote["text"]] if isinstance(quote["text"], str) else quote["text"]


def _words(text: str) -> list[str]:
    """A text without the punctuation and marks that may or may not belong to a quote."""
    return text.translate(_MARKS).split()


def _quotes_only(record: Article, truth: Truth) -> Problem:
    def is_expected(quote: Quote) -> bool:
        return any(_overlap(text, quote.text) for q in truth["quotes"] for text in _texts(q))

    return _nothing_else(truth["quotes"], record.quotes, is_expected, lambda q: q.text)


def _overlap(one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return len(a & b) * 2 >= min(len(a), len(b))


def _short(fact: Truth) -> str:
    return ", ".join(f"{key}={str(value)[:60]}" for key, value in fact.items())


_COMPARISONS = ("versus", "from", "to", "change_of", "multiple_of")


def _statistics(record: Article, truth: Truth) -> Problem:
    missing = [s for s in _required(truth["statistics"]) if not any(_is_statistic(s, f, record) for f in record.statistics)]
    return _difference([_short(s) for s in missing], [])


def _is_statistic(expected: Truth, found: Statistic, record: Article) -> bool:
    if _figure(expected) != (found.value, found.low, found.high):
        return False
    values: dict[str, object] = {
        "kind": found.kind,
        "denominator": found.denominator,
        "bound": found.bound,
        "direction": found.direction or "",
        "measure": found.measure,
        "mentions": len(found.mentions),
    }
    if any(expected[key] != value for key, value in values.items() if key in expected):
        return False
    return _has_unit(expected, found) and _has_period(expected, found) and _has_comparisons(expected, found, record)


def _figure(fact: Truth) -> tuple[object, object, object]:
    return fact.get("value"), fact.get("low"), fact.get("high")


def _has_unit(expected: Truth, found: Statistic) -> bool:
    unit = expected.get("unit")
    if unit is None:
        return True
    if found.unit is None:
        return unit == ""
    text = found.unit.text or ""
    return unit in (found.unit.code, text) or text.startswith(f"{unit} ")


def _has_period(expected: Truth, found: Statistic) -> bool:
    if "period" not in expected:
        return True
    start = found.period.start if found.period else None
    end = found.period.end if found.period else None
    return (start, end) == _interval(expected["period"])


def _interval(period: str) -> tuple[str | None, str | None]:
    """ISO 8601 year, month, day or interval → first and last day."""
    if not period:
        return None, None
    if "/" in period:
        start, end = period.split("/")
        return start, end
    if len(period) == 4:
        return f"{period}-01-01", f"{period}-12-31"
    if len(period) == 7:
        return f"{period}-01", f"{period}-{monthrange(int(period[:4]), int(period[5:]))[1]}"
    return period, period


def _has_comparisons(expected: Truth, found: Statistic, record: Article) -> bool:
    values = {s.id: s.value for s in record.statistics}
    links = {(c.role, values[c.statistic_id]) for c in found.comparisons}
    return all((role, expected[role]) in links for role in _COMPARISONS if role in expected)


def _statistics_only(record: Article, truth: Truth) -> Problem:
    figures = {_figure(s) for s in truth["statistics"]}
    kinds = {s.get("kind") for s in truth["statistics"]}
    counted = [s for s in record.statistics if s.kind not in ("age", "duration") or s.kind in kinds]

    def is_expected(statistic: Statistic) -> bool:
        return (statistic.value, statistic.low, statistic.high) in figures

    return _nothing_else(truth["statistics"], counted, is_expected, lambda s: s.evidence.text)


def _checks(record: Article, truth: Truth) -> Problem:
    def is_found(expected: Truth) -> bool:
        return any(
            expected["kind"] == check.kind
            and expected["verdict"] == check.verdict
            and all(round(expected[key], 1) == round(getattr(check, key), 1) for key in ("stated", "computed") if key in expected)
            for check in record.checks
        )

    return _difference([_short(c) for c in _required(truth["checks"]) if not is_found(c)], [])


def _checks_only(record: Article, truth: Truth) -> Problem:
    expected = {(c["kind"], c["verdict"]) for c in truth["checks"]}
    return _nothing_else(truth["checks"], record.checks, lambda c: (c.kind, c.verdict) in expected, lambda c: c.message)


CHECKS: dict[str, Callable[[Article, Truth], Problem]] = {
    "encoding": _plain("encoding", lambda r: r.document.encoding),
    "language": _plain("language", lambda r: (r.language or "").split("-")[0]),
    "headline": _plain("headline", lambda r: r.headline.text if r.headline else ""),
    "description": _plain("description", lambda r: r.description or ""),
    "date": _date,
    "modified": _modified,
    "publisher": _publisher,
    "domain": _plain("domain", lambda r: (r.source.publisher.domain if r.source.publisher else None) or ""),
    "credits": _names("credits", lambda r: [c.name for c in r.source.credits]),
    "authors": _names("authors", lambda r: [a.name for a in r.authors]),
    "first_words": _first_words,
    "last_words": _last_words,
    "paragraphs": _blocks("paragraphs", "paragraph"),
    "headings": _blocks("headings", "heading"),
    "list_items": _blocks("list_items", "list_item"),
    "blockquotes": _blocks("blockquotes", "blockquote"),
    "table_rows": _blocks("table_rows", "table_row"),
    "absent": _absent,
    "present": _present,
    "captions": _names("captions", lambda r: [c.text for c in r.captions]),
    "organisations": _organisations,
    "organisations_only": _organisations_only,
    "quotes": _quotes,
    "quotes_only": _quotes_only,
    "statistics": _statistics,
    "statistics_only": _statistics_only,
    "checks": _checks,
    "checks_only": _checks_only,
}
