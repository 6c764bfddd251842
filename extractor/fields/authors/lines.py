"""Where the lines of a page name its authors: byline blocks, lines near the headline and at the end of the text, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.blocks import Block
from extractor.fields.authors.sources import EXPLICIT, AuthorSource
from extractor.fields.titles import squash

_SIGNATURE, _LABEL, _NEXT_LINES, _RIGHT_BELOW = 48, 16, 4, 2
_DATELINE_ROLES = frozenset(("dateline", "byline", "other"))
_SIGNATURE_ROLES = frozenset(("other", "byline", "paragraph", "heading"))
_FOREIGN_ROLES = frozenset(("comment", "advertisement", "caption", "embed"))
_LINES_AFTER, _LINES_BEFORE, _LINES_BEHIND, _BODY_BEFORE_STOP, _LINE_LENGTH = 16, 4, 14, 600, 160
_DIGIT = re.compile(r"\d")


def find_in_lines(blocks: Sequence[Block], labels: frozenset[str]) -> Iterator[AuthorSource]:
    """Byline blocks, and lines with a byline's word between headline and text or at the end of the text; `labels` are these words, squashed."""
    place = called = None
    bodies: list[int] = []
    for number, block in enumerate(blocks):
        if block.in_body:
            bodies.append(number)
        elif block.role == "byline" and called is None:
            called = number
        elif block.role == "headline" and place is None:
            place = number
    if called is not None:
        yield AuthorSource([blocks[called].text], "byline", 0.65, f"byline block ({blocks[called].why})", shown=True, form="lines", single=False)
    if place is None:
        return
    for number in bodies[:2]:
        yield AuthorSource([blocks[number].text], "byline", 0.6, "opening of the text", shown=True, form="opening")
    last = bodies[-1] if bodies else None
    yield from _labelled(blocks, labels, called, place, place if last is None else last)
    yield from _near_headline(blocks, place)
    for block in _signatures(blocks, bodies):
        yield AuthorSource([block.text], "byline", 0.45, "paragraph that is nothing but a name", shown=True, form="alone")
    if last is not None:
        yield from _behind_text(blocks, last)


def _near_headline(blocks: Sequence[Block], place: int) -> Iterator[AuthorSource]:
    """Lines below the headline until the text is well under way, then those above it, and what stands beside a dateline's date."""
    body = 0
    for number in (*range(place + 1, min(len(blocks), place + 1 + _LINES_AFTER)), *range(place - 1, max(-1, place - 1 - _LINES_BEFORE), -1)):
        block = blocks[number]
        if body <= _BODY_BEFORE_STOP or number < place:
            yield from _line(block, EXPLICIT if not body or number < place or len(block.text) <= _SIGNATURE else 0.66)
        body += len(block.text) if block.in_body and number > place else 0
    for block in blocks[place + 1 : place + 1 + _NEXT_LINES]:
        if len(block.text) <= _LINE_LENGTH and block.role in _DATELINE_ROLES and _DIGIT.search(block.text) and not block.in_body:
            yield AuthorSource([block.text], "byline", 0.44, "name beside a dateline's date", shown=True, form="alone")
    for block in blocks[place + 1 : place + 1 + _RIGHT_BELOW]:
        if len(block.text) <= _SIGNATURE and block.role in _DATELINE_ROLES and not (block.in_body or block.link_density or _DIGIT.search(block.text)):
            yield AuthorSource([block.text], "byline", 0.43, "name right below the headline", shown=True, form="known")


def _behind_text(blocks: Sequence[Block], last: int) -> Iterator[AuthorSource]:
    """The last lines of the text and those right behind it; further on only short ones of no known part of a page."""
    for number in range(max(0, last - 2), min(len(blocks), last + _LINES_BEHIND)):
        if number < last + _NEXT_LINES or (blocks[number].role == "other" and len(blocks[number].text) <= _SIGNATURE):
            yield from _line(blocks[number], 0.58)


def _labelled(blocks: Sequence[Block], labels: frozenset[str], called: int | None, place: int, last: int) -> Iterator[AuthorSource]:
    """The block below one that is nothing but a byline's word, near the headline or right behind the text."""
    numbers = dict.fromkeys((*range(place + 1, place + 1 + _LINES_AFTER), *range(last + 1, last + 1 + _NEXT_LINES)))
    for number in numbers if called is None else (called, *numbers):
        if number + 1 >= len(blocks) or len(blocks[number].text) > _LABEL:
            continue
        label, name = blocks[number], blocks[number + 1]
        if squash(label.text) in labels and len(name.text) <= _SIGNATURE and not (label.in_body or name.in_body or label.role in _FOREIGN_ROLES or name.role in _FOREIGN_ROLES):
            yield AuthorSource([name.text], "byline", 0.63, "name below a byline's word", shown=True)


def _signatures(blocks: Sequence[Block], bodies: list[int]) -> list[Block]:
    """Unlinked paragraphs of the text's own container, right before the text, before its first long paragraph, last in it, or right behind it."""
    paragraphs = [n for n in bodies if blocks[n].tag == "p"]
    if not paragraphs:
        return []
    container = _container(blocks[paragraphs[len(paragraphs) // 2]])
    opening = next((i for i, n in enumerate(paragraphs[:_NEXT_LINES]) if len(blocks[n].text) > _LINE_LENGTH), 0)
    places = dict.fromkeys((paragraphs[0] - 1, *paragraphs[: max(1, opening)], paragraphs[-1], paragraphs[-1] + 1))
    near = [blocks[n] for n in places if 0 <= n < len(blocks)]
    return [b for b in near if b.tag == "p" and not b.link_density and len(b.text) <= _SIGNATURE and b.role in _SIGNATURE_ROLES and _container(b) == container]


def _container(block: Block) -> str:
    return block.path.rsplit(">", 1)[0]


def _line(block: Block, score: float) -> Iterator[AuthorSource]:
    if len(block.text) <= _LINE_LENGTH and block.role not in _FOREIGN_ROLES:
        yield AuthorSource([block.text], "byline", score, "line with a byline's word", shown=True, form="line")
