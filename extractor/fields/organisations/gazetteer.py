"""Where names of the gazetteer stand among a page's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.fields.organisations.tokens import tokenise
from extractor.fields.organisations.words import Word, phrase_key
from extractor.fold import fold_word, lower
from extractor.knowledge.phrases import Phrases

_SKIPPED_FIRST = frozenset({"the"})


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` to `last` (inclusive) are the phrase of this number."""

    first: int
    last: int
    phrase: int


def comparable(name: str) -> list[str]:
    """The comparable words of a name of the gazetteer, without its article."""
    words = [phrase_key(lower(word)) for word in tokenise(fold_word(name)).words[1:-1]]
    return words[1:] if len(words) > 1 and words[0] in _SKIPPED_FIRST else words


def find_matches(printed: Sequence[str], words: Sequence[Word], index: Phrases) -> list[Match]:
    """The longest phrases, from left to right, disjoint."""
    found: list[Match] = []
    longest, numbers = index.longest, index.numbers
    after = 0
    for first, word in enumerate(words):
        if first < after or word.head not in longest:
            continue
        keys = [word.head, *[words[place].inner for place in range(first + 1, min(first + longest[word.head], len(words)))]]
        for length in range(len(keys), 0, -1):
            number = numbers.get(" ".join(keys[:length]))
            if number is not None and _is_printed_as_name(printed[first : first + length], index.capitals[number]):
                found.append(Match(first, first + length - 1, number))
                after = first + length
                break
    return found


def _is_printed_as_name(printed: Sequence[str], acronym: bool) -> bool:
    """In a script with letter case a name has capitals; an acronym of three letters or fewer has nothing else."""
    if len(printed) > 1:
        return any(not word.islower() for word in printed if word.isalpha())
    word = printed[0]
    if word.islower():
        return not word.isalpha()
    return not acronym or word.isupper() or len(word) > 3 or word.lower() == word.upper()


def marks(length: int, matches: Sequence[Match], index: Phrases) -> list[str]:
    """For each token what the gazetteer says of it: place in the phrase (B, I, E, S) and kind of phrase; empty outside."""
    found = [""] * length
    for match in matches:
        kind = _kind(match, index)
        if match.first == match.last:
            found[match.first] = "S" + kind
            continue
        found[match.first] = "B" + kind
        found[match.last] = "E" + kind
        for place in range(match.first + 1, match.last):
            found[place] = "I" + kind
    return found


def _kind(match: Match, index: Phrases) -> str:
    """`l` a place, `m` a body's name of several words, `s` of one word, `c` of one that needs context; `2` when several bodies bear it."""
    bearers = len(index.entries(match.phrase))
    if not bearers:
        return "l"
    plain = "m" if match.last > match.first else "s" if index.telling(match.phrase) else "c"
    return plain + ("2" if bearers > 1 else "")
