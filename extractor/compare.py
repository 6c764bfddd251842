"""Two records of the same page, field by field: what `evaluate` scores and `diff` lists.

A field is a list of items. Exact matching pairs items with the same key; overlap matching pairs those that share a character of the same text, or,
where the texts differ, half of their words (Dice's coefficient), one to one, exact pairs first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.errors import ReadError
from extractor.fold import key as folded
from extractor.schema_validator import SchemaValidator
from extractor.stored import read_records
from schemas import Article, Span, Statistic, all_quotes

Match = Literal["exact", "overlap"]
MATCHES: tuple[Match, ...] = ("exact", "overlap")

_WORD = re.compile(r"\w+")
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a field: as it is shown, the key that equal values share, where it stands, and its words."""

    shown: str
    key: Any
    spans: tuple[tuple[str, int, int], ...] = ()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of two records: how many items match, what only the first has (`missing`), and what only the second has (`added`)."""

    matched: int
    missing: tuple[Item, ...]
    added: tuple[Item, ...]


def compare(field: str, old: Article | None, new: Article | None, match: Match = "exact") -> Compared:
    """Match the items of a field; without a record all items of the other one are unmatched."""
    items = FIELDS[field]
    missing, added = items(old) if old else [], items(new) if new else []
    total = len(missing)
    missing, added = _without_equal(missing, added)
    if match == "overlap" and missing and added:
        same_text = old is not None and new is not None and old.text == new.text and _headline(old) == _headline(new)
        missing, added = _without_overlapping(missing, added, same_text=same_text)
    return Compared(total - len(missing), tuple(missing), tuple(added))


def _without_equal(old: list[Item], new: list[Item]) -> tuple[list[Item], list[Item]]:
    common = Counter(item.key for item in old) & Counter(item.key for item in new)
    return _but(old, common), _but(new, common)


def _but(items: list[Item], common: Counter[Any]) -> list[Item]:
    left, rest = Counter(common), []
    for item in items:
        if left[item.key]:
            left[item.key] -= 1
        else:
            rest.append(item)
    return rest


def _without_overlapping(old: list[Item], new: list[Item], *, same_text: bool) -> tuple[list[Item], list[Item]]:
    unmatched, rest = [], list(new)
    for item in old:
        found = next((i for i, other in enumerate(rest) if _overlap(item, other, same_text)), None)
        if found is None:
            unmatched.append(item)
        else:
            del rest[found]
    return unmatched, rest


def _overlap(one: Item, other: Item, same_text: bool) -> bool:
    if same_text and one.spans and other.spans:
        return any(f == g and a < d and c < b for f, a, b in one.spans for g, c, d in other.spans)
    shared = len(one.words & other.words)
    return shared > 0 and 2 * shared / (len(one.words) + len(other.words)) >= _HALF


def _item(shown: str, key: Any = None, spans: Iterable[Span] = (), words: str | None = None) -> Item:
    return Item(
        shown,
        folded(shown) if key is None else key,
        tuple((span.field, span.start, span.end) for span in spans),
        frozenset(_WORD.findall(folded(shown if words is None else words))),
    )


def _headline(article: Article) -> str | None:
    return article.headline.text if article.headline else None


def _one(value: str | None) -> list[Item]:
    return [_item(value)] if value else []


def _whole(value: str | None) -> list[Item]:
    """A value of which a part is nothing, such as a day: it overlaps only with itself."""
    return [Item(value, value)] if value else []


def _organisations(article: Article) -> list[Item]:
    return [_item(o.name, o.key or folded(o.name), o.mentions) for o in article.organisations]


def _mentions(article: Article) -> list[Item]:
    return [_item(m.text, (m.field, m.start, m.end, m.text), [m]) for o in article.organisations for m in o.mentions]


def _quotes(article: Article) -> list[Item]:
    return [_item(quote.text, spans=quote.segments) for quote in all_quotes(article.quotes)]


def _speakers(article: Article) -> list[Item]:
    found = []
    for quote in all_quotes(article.quotes):
        name = quote.speaker.name if quote.speaker else None
        if name:
            found.append(_item(f"{name}: {quote.text}", (folded(name), folded(quote.text)), words=name))
    return found


def _statistics(article: Article) -> list[Item]:
    return [_item(_shown(s), _figure(s), [s.evidence], s.evidence.text) for s in article.statistics]


def _shown(statistic: Statistic) -> str:
    return " ".join(part for part in (statistic.evidence.text, statistic.measure) if part)


def _figure(statistic: Statistic) -> tuple[Any, ...]:
    unit = statistic.unit.code if statistic.unit else None
    values = (statistic.value, statistic.low, statistic.high, statistic.denominator)
    return (statistic.kind, *values, unit, folded(statistic.evidence.text))


def _checks(article: Article) -> list[Item]:
    return [_item(f"{c.kind}: {c.message}", (c.kind, c.verdict, c.stated, c.computed)) for c in article.checks]


FIELDS: dict[str, Callable[[Article], list[Item]]] = {
    "language": lambda a: _whole(a.language),
    "headline": lambda a: _one(_headline(a)),
    "description": lambda a: _one(a.description),
    "date": lambda a: _whole(a.date.value[:10] if a.date else None),
    "modified": lambda a: _whole(a.modified.value[:10] if a.modified else None),
    "publisher": lambda a: _one(a.source.publisher.name if a.source.publisher else None),
    "credits": lambda a: [_item(c.name) for c in a.source.credits],
    "authors": lambda a: [_item(author.name) for author in a.authors],
    "paragraphs": lambda a: [_item(a.text[b.start : b.end]) for b in a.blocks],
    "captions": lambda a: [_item(c.text) for c in a.captions],
    "organisations": _organisations,
    "organisation_mentions": _mentions,
    "quotes": _quotes,
    "speakers": _speakers,
    "statistics": _statistics,
    "checks": _checks,
}
"""The fields that are compared, by name; dates by their day, names and texts folded (without case, diacritics and letter variants)."""


def paired(old: str, new: str) -> Iterator[tuple[str, Article | None, Article | None]]:
    """Records of two sources with the same id: (id, old, new), None where one side lacks it.

    The old set is held in memory, the new one is read through. Raises ReadError for a record that is not valid, or an id that stands twice.
    """
    first = dict(_articles(old))
    seen = set()
    for identifier, article in _articles(new):
        seen.add(identifier)
        yield identifier, first.get(identifier), article
    for identifier, article in first.items():
        if identifier not in seen:
            yield identifier, article, None


def _articles(source: str) -> Iterator[tuple[str, Article]]:
    validator, seen = SchemaValidator(), set()
    for stored in read_records(source):
        article = validator.article(stored)
        if article is None:
            problem = validator.examples[0]
            raise ReadError(f"{problem.pointer or '/'}: {problem.reason}; see all with: extractor validate {source}", path=source, line=stored.line)
        if article.id in seen:
            raise ReadError(f"the id {article.id} stands twice", path=source, line=stored.line)
        seen.add(article.id)
        yield article.id, article
