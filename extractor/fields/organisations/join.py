"""Mentions of one body → one organisation."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.facts import Organisation, Span
from extractor.fields.organisations.gazetteer import comparable
from extractor.knowledge.phrases import entry, phrases
from extractor.reading import Reading


def join(mentions: Sequence[Span], reading: Reading) -> tuple[Organisation, ...]:
    """Organisations in order of first appearance; names that share a key, or their comparable words, are one body."""
    index = phrases()
    groups: dict[str, list[Span]] = {}
    keys: dict[str, int | None] = {}
    for mention in mentions:
        name = " ".join(comparable(mention.text))
        number = index.numbers.get(name)
        rows = index.entries(number) if number is not None else []
        row = rows[0] if len(rows) == 1 else None
        group = f"row {row}" if row is not None else name
        groups.setdefault(group, []).append(mention)
        keys[group] = row
    return tuple(
        _organisation(f"o{number}", spans, keys[group], reading) for number, (group, spans) in enumerate(groups.items(), 1)
    )


def _organisation(identifier: str, mentions: list[Span], row: int | None, reading: Reading) -> Organisation:
    name = max(mentions, key=lambda mention: len(mention.text)).text
    if row is None:
        return Organisation(identifier, name, tuple(mentions))
    known = entry(row)
    return Organisation(
        identifier, name, tuple(mentions), known.canonical_name(reading.language.code), known.key, known.kind, known.country
    )
