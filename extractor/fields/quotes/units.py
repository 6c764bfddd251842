"""Paragraphs, sentences and tokens, aware of quotation marks: a full stop inside a quotation ends no sentence of the reporter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.fields.quotes.cues import WORD_CHARS, CueMatch
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.marks import Mark

TokenKind = Literal["word", "sign", "marked"]

_TOKEN = re.compile(
    rf"([{WORD_CHARS}]+(?:(?:['’.&/\-‑]|(?<=[a-zß-ÿ]):(?=[a-zß-ÿ])|(?<=[א-ת])[\"״](?=[א-ת]))[{WORD_CHARS}]+|(?<=\d)[:,]\d+)*)|[^{WORD_CHARS}\s]"
)
_STOP = re.compile(r"[.!?؟…。！？۔।]+[\"“”»›’')\]」』]*")
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 30
_MOST_TOKENS = 500
_BLANK = " \t\r\f\v\u00a0\u200e\u200f"


@dataclass(slots=True)
class Token:
    """A word, a sign, or a whole marked stretch. `low` is its lower-case form; `mark` is set for marked stretches.

    Never changed; not frozen, since a page has hundreds and a frozen one takes three times as long to make.
    """

    kind: TokenKind
    start: int
    end: int
    low: str
    mark: Mark | None = None
    upper: bool = False


@dataclass(slots=True)
class Unit:
    """A sentence of the reporter.

    start, end    half-open, in the folded text
    paragraph     number of its paragraph; `first` and `last` say whether it opens and ends it
    marks, cues   what stands in it; cues inside marked stretches are left out
    """

    start: int
    end: int
    paragraph: int
    first: bool
    last: bool
    marks: tuple[Mark, ...]
    cues: tuple[CueMatch, ...]
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text with what stands in it."""

    number: int
    start: int
    end: int
    marks: tuple[Mark, ...]
    cues: tuple[CueMatch, ...]


def find_paragraphs(text: str, marks: tuple[Mark, ...], cues: tuple[CueMatch, ...]) -> list[Paragraph]:
    """The lines that are not blank; marks never run over a line feed."""
    out: list[Paragraph] = []
    mark_starts = [m.start for m in marks]
    cue_starts = [c.start for c in cues]
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        first, last = start, end
        while first < last and text[first] in _BLANK:
            first += 1
        while last > first and text[last - 1] in _BLANK:
            last -= 1
        if first < last:
            out.append(
                Paragraph(
                    len(out),
                    first,
                    last,
                    marks[bisect_left(mark_starts, first) : bisect_left(mark_starts, last)],
                    cues[bisect_left(cue_starts, first) : bisect_left(cue_starts, last)],
                )
            )
        start = end + 1
    return out


def split_units(text: str, paragraph: Paragraph, lexicon: Lexicon) -> list[Unit]:
    """The sentences of a paragraph. Sentences with neither cue nor mark come without tokens."""
    cuts = _cuts(text, paragraph, lexicon)
    units: list[Unit] = []
    start = paragraph.start
    for cut in [*cuts, paragraph.end]:
        first, last = start, cut
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            units.append(Unit(first, last, paragraph.number, not units, False, (), ()))
        start = cut
    if units:
        units[-1].last = True
    _fill(text, paragraph, units)
    return [piece for unit in units for piece in _pieces(unit)]


def _pieces(unit: Unit) -> Iterator[Unit]:
    """A sentence of a normal length as it is; an endless one in pieces, so that reading stays linear in the text."""
    if len(unit.tokens) <= _MOST_TOKENS:
        yield unit
        return
    for at in range(0, len(unit.tokens), _MOST_TOKENS):
        tokens = unit.tokens[at : at + _MOST_TOKENS]
        start, end = tokens[0].start, tokens[-1].end
        yield Unit(
            start,
            end,
            unit.paragraph,
            unit.first and at == 0,
            unit.last and at + _MOST_TOKENS >= len(unit.tokens),
            tuple(t.mark for t in tokens if t.mark is not None),
            tuple(c for c in unit.cues if start <= c.start < end),
            tokens,
        )


def _fill(text: str, paragraph: Paragraph, units: list[Unit]) -> None:
    marks, cues = list(paragraph.marks), list(paragraph.cues)
    m = c = 0
    for unit in units:
        first_mark, first_cue = m, c
        while m < len(marks) and marks[m].start < unit.end:
            m += 1
        while c < len(cues) and cues[c].start < unit.end:
            c += 1
        unit.marks = tuple(marks[first_mark:m])
        unit.cues = tuple(_outside(cues[first_cue:c], unit.marks))
        if unit.marks or unit.cues:
            unit.tokens = tokens_of(text, unit.start, unit.end, unit.marks)
    if units and text[units[-1].end - 1] == ":" and not units[-1].tokens:
        units[-1].tokens = tokens_of(text, units[-1].start, units[-1].end, ())


def _outside(cues: list[CueMatch], marks: tuple[Mark, ...]) -> Iterator[CueMatch]:
    """The cues that stand in no closed mark; both lists are in order."""
    place = 0
    for cue in cues:
        while place < len(marks) and marks[place].end <= cue.start:
            place += 1
        if place == len(marks) or marks[place].start > cue.start or marks[place].state == "unclosed":
            yield cue


def _cuts(text: str, paragraph: Paragraph, lexicon: Lexicon) -> list[int]:
    cuts: list[int] = []
    marks = [m for m in paragraph.marks if m.state != "unclosed"]
    place = 0
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        at, end = match.span()
        while place < len(marks) and marks[place].end <= at:
            place += 1
        inside = marks[place] if place < len(marks) and marks[place].start <= at else None
        if inside and end < inside.end:
            continue
        if inside:
            end = max(end, inside.end)
        if _ends_sentence(text, at, end, paragraph, inside is not None, lexicon):
            cuts.append(end)
    return cuts


def _ends_sentence(text: str, at: int, end: int, paragraph: Paragraph, marked: bool, lexicon: Lexicon) -> bool:
    following = end
    while following < paragraph.end and text[following].isspace():
        following += 1
    if following >= paragraph.end:
        return False
    nxt = text[following]
    if marked:
        return not (nxt.islower() or nxt in ",;،؛—–―-)(") and not lexicon.goes_on_after_mark(text, following, paragraph.end, text[at])
    if text[at] == "." and end == at + 1:
        if following == end and not _unspaced(text, at, nxt):
            return False
        word_start = at
        while word_start > max(paragraph.start, at - _LONGEST_WORD) and (text[word_start - 1].isalnum() or text[word_start - 1] in ".'’-"):
            word_start -= 1
        word = text[word_start:at]
        if lexicon.is_abbreviation(word) and not (nxt.isupper() and lexicon.has("time_abbreviations", word.lower())):
            return False
        if lexicon.has("time_abbreviations", word.lower()) and lexicon.is_time(_WORD.match(text, following)):
            return False
    elif following == end and text[at] in "!?…":
        return False
    return not nxt.islower() and nxt not in ",;،؛"


def _unspaced(text: str, at: int, nxt: str) -> bool:
    """A full stop that touches the next sentence, as Arabic copy often has it: letters of a script without case on both sides."""
    before = text[at - 1] if at else ""
    return nxt.isalpha() and nxt.lower() == nxt.upper() and not before.isdigit() and not ("a" <= before.lower() <= "z")


def tokens_of(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> tuple[Token, ...]:
    """Words, signs and marked stretches between two places, in order."""
    out: list[Token] = []
    at = start
    for mark in marks:
        if mark.state == "unclosed":
            continue
        if mark.start > at:
            out += _plain_tokens(text, at, mark.start)
        out.append(Token("marked", mark.start, min(mark.end, end), "", mark))
        at = mark.end
    if at < end:
        out += _plain_tokens(text, at, end)
    return tuple(out)


def _plain_tokens(text: str, start: int, end: int) -> list[Token]:
    out: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if match.lastindex:
            out.append(Token("word", match.start(), match.end(), word.lower(), None, word[0].isupper()))
        else:
            out.append(Token("sign", match.start(), match.end(), word))
    return out
