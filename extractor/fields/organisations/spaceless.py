"""Names of the gazetteer in scripts that put no space between words: looked for letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractor.facts import Span
from extractor.knowledge.phrases import phrases
from extractor.reading import Passage

_FIRST, _LAST = "\u3040", "\u9fff"
"""Kana and Han letters."""
_SHORT = 2
"""Letters of a name that is taken only where no letter stands before it: 北约 opens no name inside of 东北约."""


def written_together(passage: Passage) -> Iterator[Span]:
    """The longest names that need no context, from left to right, disjoint."""
    text = passage.folded.text
    names = _names()
    after = 0
    for place in [place for place, letter in enumerate(text) if letter in names]:
        if place < after:
            continue
        for name in names[text[place]]:
            if text.startswith(name, place) and _stands(name, text, place):
                after = place + len(name)
                yield passage.folded_span(place, after)
                break


def _stands(name: str, text: str, place: int) -> bool:
    """Whether a name may stand there: a short one not behind a letter, one in Katakana not inside of a longer word."""
    before, behind = text[place - 1 : place], text[place + len(name) : place + len(name) + 1]
    if (_is_katakana(name[0]) and _is_katakana(before)) or (_is_katakana(name[-1]) and _is_katakana(behind)):
        return False
    return len(name) > _SHORT or not before.isalnum()


def _is_katakana(letter: str) -> bool:
    return "\u30a0" <= letter <= "\u30ff"


@cache
def _names() -> dict[str, list[str]]:
    """First letter → names, the longest first."""
    index = phrases()
    found: dict[str, list[str]] = {}
    for name, number in index.numbers.items():
        if len(name) >= _SHORT and _FIRST <= name[0] <= _LAST and index.telling(number):
            found.setdefault(name[0], []).append(name)
    return {letter: sorted(names, key=lambda name: (-len(name), name)) for letter, names in found.items()}
