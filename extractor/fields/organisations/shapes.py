"""Names that show by their shape alone: a company's suffix, an acronym in parentheses that spells the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.fields.organisations.consistency import Named
from extractor.fields.organisations.lexicon import Lexicon
from extractor.fold import lower

_LONGEST = 8
_LINK = 3
"""Letters of the longest word that may stand in lower case inside a name (`of`, `de`, `und`)."""


def names_by_shape(printed: Sequence[str], words: Lexicon) -> list[Named]:
    """First and last token of each name, in scripts with letter case; in order."""
    return sorted([*_with_suffix(printed, words), *_spelled(printed)])


def _with_suffix(printed: Sequence[str], words: Lexicon) -> Iterator[Named]:
    """`Rossi Trasporti S.p.A.`: capitalised words and a suffix behind them."""
    for last, word in enumerate(printed):
        if lower(word) in words.suffixes and word[0].isupper():
            first = last
            while first > 0 and last - first < _LONGEST and _is_capitalised(printed[first - 1]):
                first -= 1
            while first < last and lower(printed[first]) in words.articles:
                first += 1
            if first < last:
                yield first, last, "ORG"


def _spelled(printed: Sequence[str]) -> Iterator[Named]:
    """`Agenzia Spaziale Italiana (ASI)`: the name, and the acronym by itself."""
    for place in range(1, len(printed) - 2):
        short = printed[place + 1]
        if printed[place] != "(" or printed[place + 2] != ")" or not (short.isupper() and short.isalpha() and 1 < len(short) < 9):
            continue
        first = _first_word(printed, place - 1, short)
        if first is not None:
            yield first, place - 1, "ORG"
            yield place + 1, place + 1, "ORG"


def _first_word(printed: Sequence[str], last: int, short: str) -> int | None:
    """Where the name opens whose capitalised words, read backwards from `last`, begin with the letters of the acronym."""
    letters = list(short)
    place = last
    while letters and place > 0 and last - place < 2 * _LONGEST:
        word = printed[place]
        if word[0] == letters[-1]:
            letters.pop()
            if not letters:
                return place if place < last else None
        elif not (word.islower() and len(word) <= _LINK):
            return None
        place -= 1
    return None


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or word == "&"
