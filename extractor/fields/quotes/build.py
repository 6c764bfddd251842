"""Drafts → quotes: segments without their signs, kinds, media, ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.facts import Quote, Span, Speaker
from extractor.fields.quotes.drafts import Draft, Place
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.marks import MarkIndex
from extractor.reading import Passage

_EDGES = " \t\r\n\u00a0,;:،؛—–―-"
_DIRECT = 0.97
_INDIRECT = 0.02


@dataclass(frozen=True, slots=True)
class Built:
    """A draft with all that its quote needs."""

    passage: Passage
    draft: Draft
    speaker: Speaker | None
    marks: MarkIndex
    nested: list[Draft]


def build(found: Sequence[Built], lexicon: Lexicon) -> tuple[Quote, ...]:
    """The quotes, numbered in order of appearance; nested quotes are numbered behind the quote that holds them."""
    quotes: list[Quote] = []
    number = 0
    for item in found:
        segments = _segments(item.passage, item.marks, item.draft.segments)
        if not segments:
            continue
        number += 1
        identifier = f"q{number}"
        nested: list[Quote] = []
        for draft in item.nested:
            inner = MarkIndex([i for a, b in item.draft.segments for mark in item.marks.touching(a, b) for i in mark.inner])
            inner_segments = _segments(item.passage, inner, draft.segments)
            if inner_segments:
                number += 1
                nested.append(_quote(f"q{number}", item.passage, draft, inner_segments, "direct", None, (), lexicon))
        kind = _kind(item.passage.folded.text, item.marks, item.draft)
        quotes.append(_quote(identifier, item.passage, item.draft, segments, kind, item.speaker, tuple(nested), lexicon))
    return tuple(quotes)


def _quote(
    identifier: str,
    passage: Passage,
    draft: Draft,
    segments: list[Span],
    kind: Literal["direct", "indirect", "mixed"],
    speaker: Speaker | None,
    nested: tuple[Quote, ...],
    lexicon: Lexicon,
) -> Quote:
    return Quote(
        id=identifier,
        kind=kind,
        text=" ".join(s.text for s in segments),
        segments=tuple(segments),
        cue=passage.folded_span(draft.cue.start, draft.cue.end) if draft.cue else None,
        speaker=speaker,
        medium=_medium(passage, draft, lexicon),
        nested=nested,
        rule=draft.rule,
    )


def _kind(text: str, marks: MarkIndex, draft: Draft) -> Literal["direct", "indirect", "mixed"]:
    share = marks.share(text, draft.segments)
    if share >= _DIRECT or (draft.marked and share <= _INDIRECT):
        return "direct"
    return "indirect" if share <= _INDIRECT else "mixed"


def _medium(passage: Passage, draft: Draft, lexicon: Lexicon) -> Literal["speech", "writing"]:
    if draft.cue is None:
        return "speech"
    if draft.cue.entry.written:
        return "writing"
    end = min([a for a, _ in draft.segments if a >= draft.cue.end], default=draft.cue.end + 40)
    near = passage.folded.text[draft.cue.end : min(end, draft.cue.end + 90)].lower()
    near += " " + passage.folded.text[slice(*draft.phrase)].lower() if draft.phrase else ""
    words = (w.strip(",.:،") for w in near.split())
    return "writing" if any(w in lexicon.words["written_nouns"] for w in words) else "speech"


def _segments(passage: Passage, marks: MarkIndex, places: Sequence[Place]) -> list[Span]:
    text = passage.folded.text
    spans: list[Span] = []
    for place in places:
        for start, end in _without_signs(text, marks, place):
            while start < end and text[start] in _EDGES:
                start += 1
            while end > start and text[end - 1] in _EDGES:
                end -= 1
            if any(c.isalnum() for c in text[start:end]):
                span = passage.folded_span(start, end)
                if not spans or spans[-1].end <= span.start:
                    spans.append(span)
    return spans


def _without_signs(text: str, marks: MarkIndex, place: Place) -> Iterator[Place]:
    """A place that marks cover from edge to edge, one place a mark; any other place as it is, without a lone full stop."""
    start, end = place
    at = start
    inside: list[Place] = []
    for mark in marks.touching(start, end):
        if mark.start < start:
            continue
        if any(c.isalnum() for c in text[at : mark.start]):
            break
        inside.append((mark.inner_start, min(mark.inner_end, end)))
        at = mark.end
    if inside and not any(c.isalnum() for c in text[at:end]):
        yield from inside
        return
    while end > start and text[end - 1] in ".۔。। \t":
        if text[end - 1] == "." and text[end - 2 : end - 1] == ".":
            break
        end -= 1
    yield start, end
