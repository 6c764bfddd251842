"""Datelines: dates in short lines around the headline, at the opening of the text, and right behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.blocks import Block
from extractor.class_names import pattern
from extractor.fields.dates.candidate import DateCandidate, DateReader, Event

LINE_LENGTH, _LINE_REST = 200, 55
_OPENING_LENGTH, _PLACE_LENGTH, _PLACE_WORDS, _OPENINGS = 70, 30, 4, 4
_OPENING_ENDS = frozenset("-–—:)]|./(")
_READ_AFTER, _READ_BEFORE, _BODY_BEFORE_STOP, _BODY_NEAR = 30, 14, 900, 400
_HEAD_ROLES = frozenset(("navigation", "search"))
DIGIT = re.compile(r"\d")
_BARE_REST = 8
_NEAR, _SENTENCE_REST, _ENOUGH_LINES, _PARAGRAPH, _BEYOND_NAVIGATION = 5, 25, 4, 120, 0.3
_SENTENCE_ROLES = frozenset(("standfirst", "paragraph", "headline", "heading", "caption", "blockquote"))
FOREIGN_ROLES = frozenset(("comment", "advertisement", "embed"))
_SKIPPED_ROLES = frozenset(("related", "footer", "search", "navigation", "box", "share", "tags"))


def find_lines(blocks: tuple[Block, ...], headline: str | None, reader: DateReader) -> Iterator[DateCandidate]:
    """Datelines: short lines with a date, from the headline outwards, and right behind the body."""
    place = _headline_block(blocks, headline)
    if place is not None:
        yield from _behind_headline(blocks, place, reader)
    else:
        place = next((n for n, b in enumerate(blocks) if b.in_body and len(b.text) > _PARAGRAPH), len(blocks))
    yield from _before(blocks, place, reader)
    last = max((n for n, b in enumerate(blocks) if b.in_body), default=None)
    if last is not None:
        for number in range(max(0, last - 1), min(len(blocks), last + 5)):
            yield from _line(blocks, number, 0.72, "line behind the text", reader)


def _before(blocks: tuple[Block, ...], place: int, reader: DateReader) -> Iterator[DateCandidate]:
    """Lines above the headline, from it upwards; beyond a navigation stands the page's own head, with its clock."""
    beyond = 0.0
    kin = blocks[place].path.split(">")[-3:-1] if place < len(blocks) else []
    for distance, number in enumerate(range(place - 1, max(-1, place - 1 - _READ_BEFORE), -1)):
        block = blocks[number]
        told = len(block.text) <= LINE_LENGTH and (reader.saved is not None or bool(DIGIT.search(block.text)))
        related = (told or (not beyond and block.role in _HEAD_ROLES)) and any("." in step and f"{step}>" in block.path for step in kin)
        near = distance < 2 or (related and distance < _NEAR)
        yield from _line(blocks, number, 0.85 - 0.005 * distance - beyond, "line before the headline", reader, near)
        if block.role in _HEAD_ROLES and distance > 0 and not related:
            beyond = _BEYOND_NAVIGATION


def _behind_headline(blocks: tuple[Block, ...], start: int, reader: DateReader) -> Iterator[DateCandidate]:
    body = found = opened = 0
    for distance, number in enumerate(range(start + 1, min(len(blocks), start + 1 + _READ_AFTER))):
        block = blocks[number]
        if block.in_body and opened < _OPENINGS:
            opened += 1
            yield from _opening(block, reader)
        if block.in_body and len(block.text) > _PARAGRAPH:
            body += len(block.text)
            if body > _BODY_BEFORE_STOP:
                return
        near = distance < _NEAR and body < _BODY_NEAR
        for candidate in _line(blocks, number, 0.9 - 0.005 * min(distance, 12) - (0.06 if body else 0.0), "line behind the headline", reader, near):
            yield candidate
            found += 1
        if found >= _ENOUGH_LINES:
            return


def _opening(block: Block, reader: DateReader) -> Iterator[DateCandidate]:
    """A paragraph that opens with its date, behind a place or not: "27.1.2022 - At noon …", "HAVEN, 3 May 2021 (Agency) – …"."""
    opening = block.text[:_OPENING_LENGTH]
    if not DIGIT.search(opening):
        return
    for printed in reader.printed(opening)[:1]:
        before, behind = opening[: printed.start].split(), opening[printed.end :].lstrip()
        if len(before) <= _PLACE_WORDS and printed.start <= _PLACE_LENGTH and behind[:1] in _OPENING_ENDS:
            yield DateCandidate(printed.moment, "published", "dateline", "dateline", 0.8, "date at the start of the text", printed.raw, True, printed.other)


def _line(blocks: tuple[Block, ...], number: int, score: float, why: str, reader: DateReader, near: bool = False) -> Iterator[DateCandidate]:
    block = blocks[number]
    text = block.text
    if not 6 <= len(text) <= LINE_LENGTH or block.role in FOREIGN_ROLES or (block.role in _SKIPPED_ROLES and not near):
        return
    dates = reader.printed(text) if DIGIT.search(text) else ()
    if not dates:
        if block.role in {"dateline", "byline"} and (moment := reader.relative(text)):
            yield DateCandidate(moment, "published", "dateline", "dateline", score - 0.1, f"relative time, {why}", text, True)
        return
    rest = len(text) - sum(len(d.raw) for d in dates)
    if block.role in _SKIPPED_ROLES and dates[0].start > 2 and rest > _BARE_REST:
        return
    if rest > _SENTENCE_REST and block.role in _SENTENCE_ROLES and not any(d.label for d in dates):
        return
    if rest > _LINE_REST and block.role not in {"dateline", "byline"} and not any(d.label for d in dates):
        return
    if reader.is_clock(text, dates[0]):
        return
    for place, printed in enumerate(dates[:3]):
        event: Event = "modified" if printed.label == "modified" or (printed.label is None and pattern("modified").search(block.path.rsplit(">", 1)[-1])) else "published"
        moment, raw = printed.moment, printed.raw
        if moment.clock is None and len(dates) == 1 and (beside := _clock_line(blocks, number, reader)):
            moment, raw = replace(moment, clock=beside[0]), f"{raw} {beside[1]}"
        trust = score - 0.03 * place + (0.02 if printed.label == "published" else 0.0) - (0.15 if printed.weekday is False else 0.0) - (0.04 if rest > 25 and block.role not in {"dateline", "byline"} and printed.label is None else 0.0)
        yield DateCandidate(moment, event, "dateline", "dateline", trust, why, raw, True, printed.other)


def _clock_line(blocks: tuple[Block, ...], number: int, reader: DateReader) -> tuple[tuple[int, int], str] | None:
    """A line beside a dateline that holds nothing but a time of day."""
    for other in (number + 1, number - 1):
        if 0 <= other < len(blocks) and len(blocks[other].text) <= 24 and (clock := reader.clock(blocks[other].text)):
            return clock, blocks[other].text
    return None


def _headline_block(blocks: tuple[Block, ...], headline: str | None) -> int | None:
    for number, block in enumerate(blocks):
        if block.role == "headline":
            return number
    if headline is None:
        return None
    return next((n for n, block in enumerate(blocks) if block.text == headline), None)
