"""A page copied as lines of text: roles by words and position alone.

There is no mark-up to say what a line is. Sentences stand together, menus and lists are short lines, the headline is the last
line above the sentences that is neither date, byline, caption nor phrase, and a caption is usually printed twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.blocks.model import Node
from extractor.blocks.phrases import Kind
from extractor.blocks.prose import ends_sentence
from extractor.blocks.roles import by_phrase, is_date
from extractor.blocks.segment import Segment

LONG = 140.0
"""Weight from which a line without the end of a sentence is a paragraph; shorter ones are titles."""

SENTENCE = 35.0
HEADLINE, LONGEST_HEADLINE = 20.0, 220.0
HEADING = 90.0
SHORT_COST, END_SHARE = 8.0, 0.5
WHOLE_PHRASE = 30.0
_CLOSING: frozenset[Kind | None] = frozenset(("list", "comment", "tags"))
_LEADING: frozenset[Kind | None] = frozenset(("list", "read_also"))
_MOST_LED = 3
_ABOVE = 40


def lines_as_segments(text: str) -> list[Segment]:
    """The lines that are not blank, each a segment of an element of its own."""
    lines = [line.strip() for line in text.splitlines()]
    return [Segment(line, Node("line", "", "", 0, None, number), 0, 0, False) for number, line in enumerate(filter(None, lines))]


def judge_lines(segments: Sequence[Segment]) -> None:
    """Settle the role of every line; phrases are marked already."""
    _mark_led(segments)
    counts = Counter(s.text for s in segments)
    prose = _window(segments, [n for n, s in enumerate(segments) if _is_prose(s) and counts[s.text] == 1])
    headline = _headline(segments, prose, counts)
    prose = [n for n in prose if headline is None or n > headline]
    for number, segment in enumerate(segments):
        if number == headline:
            segment.settle("headline", "the line above the text")
        elif segment.is_open and prose and prose[0] <= number <= prose[-1]:
            _settle_inside(segments, number, counts)
        elif segment.is_open:
            _settle_outside(segment, counts, headline is not None and number > headline and (not prose or number < prose[0]))


def _is_prose(segment: Segment) -> bool:
    if segment.kind is not None or not segment.is_open or segment.weight < SENTENCE:
        return False
    return segment.weight >= LONG or ends_sentence(segment.text)


def _mark_led(segments: Sequence[Segment]) -> None:
    """The titles behind a lead to other stories, where the lead is a line of its own."""
    led = 0
    for segment in segments:
        if segment.kind in _LEADING:
            led = _MOST_LED if segment.weight < WHOLE_PHRASE else 0
        elif led and not _is_prose(segment) and segment.kind is None and segment.weight >= HEADLINE:
            segment.settle("related", "behind a lead to other stories")
            led -= 1
        elif segment.kind is not None or _is_prose(segment) or (led and segment.weight < HEADLINE and not any(map(str.isdigit, segment.text))):
            led = 0


def _window(segments: Sequence[Segment], prose: list[int]) -> list[int]:
    """The stretch of sentences that is worth most, where every line between them costs; it ends at a list of other stories."""
    best = total = 0.0
    begin = until = first = prose[0] if prose else 0
    whole = sum(segments[n].weight for n in prose)
    chosen = set(prose)
    for n in range(prose[0], prose[-1] + 1) if prose else ():
        if total < 0:
            total, first = 0.0, n
        if n in chosen:
            total += segments[n].weight
            if total > best:
                best, begin, until = total, first, n
        elif segments[n].kind in _CLOSING and best > END_SHARE * whole:
            break
        else:
            total -= SHORT_COST
    return [n for n in prose if begin <= n <= until]


def _headline(segments: Sequence[Segment], prose: list[int], counts: Counter[str]) -> int | None:
    """The last line above the text that can be a title; the text's own first line, where it is none that ends like a sentence."""
    if not prose:
        return None
    first = prose[0]
    if not ends_sentence(segments[first].text) and segments[first].weight <= LONGEST_HEADLINE and len(prose) > 1:
        return first
    for number in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        segment = segments[number]
        if segment.kind is None and segment.is_open and HEADLINE <= segment.weight <= LONGEST_HEADLINE and counts[segment.text] == 1 and not is_date(segment):
            return number
    return None


def _settle_inside(segments: Sequence[Segment], number: int, counts: Counter[str]) -> None:
    segment = segments[number]
    if segment.kind is not None:
        segment.settle(by_phrase(segment.kind), f"phrase: {segment.kind}")
    elif counts[segment.text] > 1 and segment.weight >= HEADLINE:
        segment.settle("caption", "a line that is printed twice")
    elif _is_prose(segment):
        segment.settle("paragraph", "sentences")
        segment.in_body = True
    elif segment.weight < HEADING and counts[segment.text] == 1 and _is_prose(segments[number + 1]) and not segment.text.isdigit():
        segment.settle("heading", "a short line above sentences")
        segment.in_body = True
    else:
        segment.why = "a short line among sentences"


def _settle_outside(segment: Segment, counts: Counter[str], above: bool) -> None:
    """`above`: between headline and text."""
    if segment.kind is not None:
        segment.settle(by_phrase(segment.kind), f"phrase: {segment.kind}")
    elif above and counts[segment.text] > 1 and segment.weight >= HEADLINE:
        segment.settle("caption", "a line that is printed twice")
    elif is_date(segment):
        segment.settle("dateline", "a date")
    elif segment.weight < HEADLINE:
        segment.settle("navigation", "a short line outside the text")
    else:
        segment.why = "outside the text"
