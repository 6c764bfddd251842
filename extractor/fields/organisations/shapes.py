"""Names that show by their shape alone: a company's suffix, a noun of a kind with capitals around it, an acronym that spells the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.fields.organisations.consistency import Named
from extractor.fields.organisations.lexicon import Lexicon
from extractor.fold import lower

_LONGEST = 8
_GENITIVES = 2
"""Genitives in lower case that may follow a head."""
_LINK = 3
"""Letters of the longest word that may stand in lower case inside a name (`of`, `de`, `und`)."""


def names_by_shape(printed: Sequence[str], words: Lexicon) -> list[Named]:
    """First and last token of each name, in order."""
    return sorted([*_with_suffix(printed, words), *_spelled(printed), *_with_head(printed, words)])


def _with_head(printed: Sequence[str], words: Lexicon) -> Iterator[Named]:
    """`Universidade Federal da Serra`, `Çamlıova Ziraat Odası`, `دانشگاه تهران`: a noun of a kind and the words that name the body."""
    for place, word in enumerate(printed):
        key = lower(word)
        if key not in words.heads:
            continue
        if key in words.closing:
            first, last = _closed(printed, place, words), place
        else:
            first, last = _adjectives(printed, place, words), _opened(printed, place, words)
        if first < last:
            yield first, last, "ORG"


def _closed(printed: Sequence[str], last: int, words: Lexicon) -> int:
    """Where a name opens that a noun closes."""
    if not _has_case(printed[last]):
        return last - 1 if _may_name(printed[last - 1], words) else last
    first = last
    if _is_capitalised(printed[last]):
        while first > 0 and last - first < _LONGEST and _is_capitalised(printed[first - 1]) and _may_name(printed[first - 1], words):
            first -= 1
    return first


def _opened(printed: Sequence[str], first: int, words: Lexicon) -> int:
    """Where a name ends that a noun opens: behind capitals, and the links and genitives between."""
    last = first
    if not _has_case(printed[first]):
        return first + 1 if _may_name(printed[first + 1], words) else first
    if not _is_capitalised(printed[first]):
        return first
    small = 0
    while last - first < _LONGEST:
        after = last + 1
        while after - last < _LINK and after < len(printed) - 1 and lower(printed[after]) in words.links:
            after += 1
        word = printed[after]
        if word.isalpha() and _is_capitalised(word):
            last = after
        elif after == last + 1 and small < _GENITIVES and len(word) > _LINK and word.islower() and words.genitive and word.endswith(words.genitive):
            last, small = after, small + 1
        else:
            break
    return last


def _adjectives(printed: Sequence[str], head: int, words: Lexicon) -> int:
    """Where a name opens that adjectives open, the first of them with a capital: `Приозёрский государственный университет`."""
    first = head
    while words.adjective and head - first < _LINK and printed[first - 1].isalpha() and lower(printed[first - 1]).endswith(words.adjective):
        first -= 1
        if _is_capitalised(printed[first]):
            return first
    return head


def _may_name(word: str, words: Lexicon) -> bool:
    return word.isalpha() and len(word) > 1 and lower(word) not in words.stops


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


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
