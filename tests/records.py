"""Records made for tests: valid by construction, varied, the same for the same number."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from schemas import SCHEMA_VERSION, Article

ENGLISH = "the harbour council ferry winter repair budget village orchard museum bridge library teacher market river school plan train light summer"
ARABIC = "المدينة الميناء القرية الجسر المكتبة المعلّم السوق النهر المدرسة الخطة القطار الصيف الشتاء المتحف الأسعار إدارة مجلس آخر رسوم على"
ORGANISATIONS = {
    "en": [("Harbour Council", "government"), ("Orchard Bank", "bank"), ("River Museum", "other"), ("Lantern University", "university")],
    "ar": [("مجلس الميناء", "government"), ("بنك البستان", "bank"), ("متحف النهر", "other"), ("جامعة الفانوس", "university")],
}
KEYS = ["xx/harbour-council", "xx/orchard-bank", None, "xx/lantern-university"]
SPEAKERS = {"en": ["Maya Lind", "Omar Reed", "Ines Falk"], "ar": ["ليلى منصور", "عمر سالم", "هدى نصار"]}


@cache
def _words(language: str) -> list[str]:
    """A vocabulary of some thousand words, made of the seeds and endings, so that indices meet varied text."""
    rng = random.Random(language)
    seeds = (ENGLISH if language == "en" else ARABIC).split()
    letters = "abcdefghilmnoprstuvw" if language == "en" else "ابتجحدرسشعفقكلمنهوي"
    return seeds + ["".join(rng.choice(letters) for _ in range(rng.randint(3, 9))) for _ in range(4000)]


@dataclass
class Text:
    """A text under construction that knows where its pieces stand."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str) -> dict[str, Any]:
        """Append a piece; the span that proves it."""
        start = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return {"field": "text", "start": start, "end": self.length, "text": piece}


def make_record(number: int, *, language: str | None = None, paragraphs: int = 10, revision: int = 0, checks: bool = True) -> dict[str, Any]:
    """The record of invented article `number` as JSON data; another `revision` is a changed record with the same id."""
    rng = random.Random(number * 1000 + revision)
    language = language or ("ar" if number % 2 else "en")
    words = _words(language)
    text, blocks = Text(), []
    organisations: list[dict[str, Any]] = []
    quotes: list[dict[str, Any]] = []
    statistics: list[dict[str, Any]] = []
    said = "said" if language == "en" else "قال"
    for paragraph in range(paragraphs):
        if paragraph:
            text.add("\n")
        start = text.length
        text.add(_run(rng, words, 14) + " ")
        _name_organisation(rng, language, text, organisations)
        text.add(" ")
        if paragraph % 3 == 1:
            quotes.append(_quote(rng, words, language, text, said, organisations, len(quotes) + 1))
        if paragraph % 2 == 0:
            change = _change(statistics, wrong=number % 4 == 3) if len(statistics) == 2 else None
            statistics.append(_statistic(rng, language, text, len(statistics) + 1, change))
        text.add(" " + _run(rng, words, 22) + ".")
        blocks.append({"role": "paragraph", "start": start, "end": text.length})
    found = _link(statistics)
    url = f"https://news{number % 40}.example/story/{number}"
    day = f"20{20 + number % 6:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return {
        "schema_version": SCHEMA_VERSION,
        "id": hashlib.sha256(url.encode()).hexdigest()[:32],
        "document": {
            "path": f"pages/{number}.html",
            "member": None,
            "format": "html",
            "media_type": "text/html",
            "sha256": hashlib.sha256(f"{number}.{revision}".encode()).hexdigest(),
            "size": 90_000 + number,
            "encoding": "utf-8",
            "url": url,
            "canonical_url": url,
            "saved_at": None,
        },
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "headline": {"text": _run(rng, words, 7), "origin": "heading"},
        "description": _run(rng, words, 18),
        "date": {"value": day, "precision": "day", "raw": day, "origin": "json-ld", "conflicts": []},
        "modified": None,
        "source": {
            "publisher": {
                "name": f"News {number % 40}",
                "domain": f"news{number % 40}.example",
                "origin": "opengraph",
                "organisation_key": None,
            },
            "credits": [{"name": "Lantern Wire", "kind": "agency", "evidence": "(Lantern Wire)", "organisation_key": None}]
            if number % 3 == 0
            else [],
        },
        "authors": [{"name": rng.choice(SPEAKERS[language]), "origin": "byline"}],
        "text": "".join(text.pieces),
        "blocks": blocks,
        "captions": [{"text": _run(rng, words, 9), "image_url": f"https://news.example/{number}.jpg"}],
        "organisations": organisations,
        "quotes": quotes,
        "statistics": statistics,
        "checks": found if checks else [],
        "warnings": [{"code": "short_text", "message": "the article's text is short"}] if number % 5 == 0 else [],
        "extractor": {"name": "news-record-extractor", "version": "0.1.0"},
    }


def make_article(number: int, **options: Any) -> Article:
    """`make_record`, validated."""
    return Article.model_validate(make_record(number, **options))


def make_bytes(number: int, **options: Any) -> bytes:
    """`make_record` as a line of JSON Lines, without its line feed."""
    return make_article(number, **options).model_dump_json().encode()


def _run(rng: random.Random, words: list[str], count: int) -> str:
    return " ".join(words[int(len(words) * rng.random() ** 3)] for _ in range(count))


def _name_organisation(rng: random.Random, language: str, text: Text, organisations: list[dict[str, Any]]) -> None:
    index = rng.randrange(len(KEYS))
    name, kind = ORGANISATIONS[language][index]
    span = text.add(name)
    for organisation in organisations:
        if organisation["name"] == name:
            organisation["mentions"].append(span)
            return
    organisations.append({
        "id": f"o{len(organisations) + 1}",
        "name": name,
        "canonical_name": name if KEYS[index] else None,
        "key": KEYS[index],
        "kind": kind,
        "country": None,
        "acronym": None,
        "mentions": [span],
    })


def _quote(
    rng: random.Random, words: list[str], language: str, text: Text, said: str, organisations: list[dict[str, Any]], number: int
) -> dict[str, Any]:
    text.add('"')
    first = text.add(_run(rng, words, 9))
    text.add('," ')
    cue = text.add(said)
    text.add(" ")
    name = rng.choice(SPEAKERS[language])
    mention = text.add(name)
    text.add(', "')
    second = text.add(_run(rng, words, 6))
    text.add('". ')
    return {
        "id": f"q{number}",
        "kind": "direct",
        "text": f"{first['text']} {second['text']}",
        "segments": [first, second],
        "cue": cue,
        "speaker": {
            "name": name,
            "role": None,
            "kind": "person",
            "mention": mention,
            "organisation_id": organisations[0]["id"] if organisations else None,
            "link": "explicit",
        },
        "medium": "speech",
        "nested": [],
    }


def _change(statistics: list[dict[str, Any]], *, wrong: bool) -> int:
    """By how much the second statistic differs from the first, or twice as much."""
    return abs(statistics[1]["value"] - statistics[0]["value"]) * (2 if wrong else 1)


def _statistic(rng: random.Random, language: str, text: Text, number: int, value: int | None = None) -> dict[str, Any]:
    value = rng.randint(10, 90_000) if value is None else value
    evidence = text.add(f"{value:,}")
    measure = "visitors" if language == "en" else "زائر"
    text.add(" " + measure)
    year = 2015 + value % 10
    return {
        "id": f"s{number}",
        "kind": "count",
        "value": value,
        "low": None,
        "high": None,
        "denominator": None,
        "bound": "exact",
        "unit": {"code": None, "system": None, "text": measure},
        "measure": measure,
        "population": None,
        "place": None,
        "period": {"start": f"{year}-01-01", "end": f"{year}-12-31", "text": f"in {year}"},
        "direction": None,
        "comparisons": [],
        "evidence": evidence,
        "mentions": [],
        "quote_id": None,
    }


def _link(statistics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Compare the second statistic with the first, make the third the change between them, and check it."""
    if len(statistics) < 3:
        return []
    first, second, third = statistics[:3]
    second["comparisons"].append({"role": "from", "statistic_id": first["id"]})
    third["comparisons"].append({"role": "change_of", "statistic_id": second["id"]})
    third["direction"] = "up" if second["value"] >= first["value"] else "down"
    computed = abs(second["value"] - first["value"])
    return [{
        "kind": "difference",
        "statistic_ids": [third["id"], second["id"], first["id"]],
        "stated": float(third["value"]),
        "computed": float(computed),
        "verdict": "consistent" if third["value"] == computed else "contradictory",
        "message": f"from {first['value']} to {second['value']} the difference is {computed}; stated {third['value']}",
    }]
