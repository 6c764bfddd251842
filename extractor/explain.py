"""`extractor explain`: every block with its role and why, every field's candidates, winners and losers, every fact with its rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.blocks import Block
from extractor.extraction import Extraction
from extractor.facts import Candidate, Choice
from extractor.fields.quotes import Rejected, find_quotes_explained

_EXCERPT = 90


def explain(extraction: Extraction) -> str:
    """What every stage found and why, as lines."""
    return "\n".join(_lines(extraction))


def explain_as_data(extraction: Extraction) -> dict[str, Any]:
    """The same for programs: JSON-ready lists of blocks, candidates and rules."""
    return {
        "blocks": [
            {"position": b.position, "role": b.role, "in_body": b.in_body, "why": b.why, "path": b.path, "text": b.text}
            for b in extraction.blocks
        ],
        "fields": {
            name: [{"value": _value(c), "origin": c.origin, "score": c.score, "why": c.why, "chosen": c is choice.chosen} for c in choice.candidates]
            for name, choice in _choices(extraction)
        },
        "quotes": [{"id": q.id, "rule": q.rule, "text": q.text} for q in extraction.content.quotes],
        "quotes_refused": [{"gate": r.gate, "rule": r.rule, "field": r.field, "text": r.text} for r in _refused(extraction)],
        "statistics": [{"id": s.id, "rule": s.rule, "text": s.evidence.text} for s in extraction.content.statistics],
    }


def _lines(extraction: Extraction) -> Iterator[str]:
    page = extraction.page
    yield f"page: {page.path or 'memory'}, {len(page.data)} bytes, {extraction.tree.encoding}"
    for notice in (*page.notices, *extraction.tree.notices):
        yield f"  {notice.code}: {notice.message}"
    yield f"\nblocks ({sum(b.in_body for b in extraction.blocks)} of {len(extraction.blocks)} in the text; + is in, - is out)"
    yield from map(_block, extraction.blocks)
    for name, choice in _choices(extraction):
        yield f"\n{name} ({len(choice.candidates)} candidates)"
        for candidate in choice.candidates:
            mark = "*" if candidate is choice.chosen else " "
            yield f"  {mark} {candidate.score:6.2f}  {candidate.origin:<13} {_short(_value(candidate))}   {candidate.why}"
    yield from _facts("quotes", [(q.id, q.rule, q.text) for q in extraction.content.quotes])
    yield from _facts("quotes refused", [("", r.gate, r.text) for r in _refused(extraction)])
    yield from _facts("statistics", [(s.id, s.rule, s.evidence.text) for s in extraction.content.statistics])


def _refused(extraction: Extraction) -> tuple[Rejected, ...]:
    """What gates kept from being quotes; the reader of quotes is run again, since a record has no room for it."""
    return find_quotes_explained(extraction.reading, extraction.content.organisations).rejected


def _facts(title: str, rows: list[tuple[str, str, str]]) -> Iterator[str]:
    yield f"\n{title} ({len(rows)})"
    for identifier, rule, text in rows:
        yield f"  {identifier:<4} {rule:<32} {_short(text)}"


def _block(block: Block) -> str:
    return f"  {'+' if block.in_body else '-'} {block.position:>4} {block.role:<13} {_short(block.text)}   {block.why}"


def _choices(extraction: Extraction) -> Iterator[tuple[str, Choice[Any]]]:
    metadata = extraction.metadata
    yield "language", metadata.language
    yield "headline", metadata.headline
    yield "description", metadata.description
    yield "date", metadata.dates.published
    yield "modified", metadata.dates.modified
    yield "publisher", metadata.publisher
    yield "authors", metadata.authors


def _value(candidate: Candidate[Any]) -> str:
    value = candidate.value
    if isinstance(value, tuple):
        return "; ".join(str(getattr(v, "name", v)) for v in value)
    for name in ("text", "value", "name", "domain"):
        if found := getattr(value, name, None):
            return str(found)
    return str(value)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
