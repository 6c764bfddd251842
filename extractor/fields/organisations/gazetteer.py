"""Where names of the gazetteer stand among a page's tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.fields.organisations.inflection import Inflection
from extractor.fields.organisations.lexicon import lexicon
from extractor.fields.organisations.words import Word, phrase_key
from extractor.fold import fold_word, lower
from extractor.knowledge.gazetteer import Entry
from extractor.knowledge.phrases import Phrases
from extractor.languages import available, language
from extractor.tokens import tokenise

_SKIPPED_FIRST = frozenset({"the"})
_NOUNS = frozenset({"government", "parliament", "court", "armed_forces", "federation", "party"})
"""Kinds whose bodies bear nouns of the language for a name, so that one word too is declined."""
_NAMES = 1 << 12
"""Names that are remembered: what joins a page's names asks for their words, and so does what looks them up."""


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` to `last` (inclusive) are the phrase of this number."""

    first: int
    last: int
    phrase: int


@lru_cache(maxsize=_NAMES)
def comparable(name: str) -> tuple[str, ...]:
    """The comparable words of a name of the gazetteer, without its article."""
    words = tuple(phrase_key(lower(word)) for word in tokenise(fold_word(name)).words[1:-1])
    return words[1:] if len(words) > 1 and words[0] in _SKIPPED_FIRST else words


def declined(body: Entry, name: str) -> Iterator[tuple[str, ...]]:
    """The comparable words of a name of a body in all its cases, in languages that decline names and may be the name's."""
    words = comparable(name)
    if not words or name in body.acronyms or not (len(words) > 1 or body.kind in _NOUNS):
        return
    for inflection in _inflections():
        if body.country in inflection.countries or name in body.name_local:
            yield from inflection.forms(words)


@cache
def _inflections() -> tuple[Inflection, ...]:
    """The tables of the languages that have one."""
    return tuple(lexicon(of).inflection for of in map(language, available()) if "inflection" in of.section("organisations"))


def find_matches(printed: Sequence[str], words: Sequence[Word], index: Phrases) -> list[Match]:
    """The longest phrases, from left to right, disjoint; in a script with letter case each has a capital."""
    distinct = dict(zip(printed, words, strict=True))
    opening = {word for word, apart in distinct.items() if apart.head in index.longest}
    capital = {word for word in distinct if is_capital(word)}
    firsts = [place for place, word in enumerate(printed) if word in opening]
    return matches_at(firsts, [place for place, word in enumerate(printed) if word in capital], printed, words, index)


def is_capital(word: str) -> bool:
    """Whether a word is printed as a name is, as far as its script tells; every word is in a script without letter case."""
    return word.isalpha() and not word.islower()


def matches_at(
    firsts: Sequence[int], capitals: Sequence[int], printed: Sequence[str], words: Sequence[Word], index: Phrases
) -> list[Match]:
    """The same, told where words stand that open a phrase and where capitals do: a phrase is looked up only there, as far as it reaches a capital."""
    longest, numbers = index.longest, index.numbers
    capitals = [*capitals, len(printed)]
    found: list[Match] = []
    after = ahead = 0
    for first in firsts:
        if first < after:
            continue
        while capitals[ahead] < first:
            ahead += 1
        head = words[first].head
        end = min(first + longest[head], len(words))
        least = max(capitals[ahead] - first + 1, 2)
        keys = [head, *[apart.inner for apart in words[first + 1 : end]]] if first + least <= end else [head]
        for length in (*range(len(keys), least - 1, -1), 1):
            number = numbers.get(" ".join(keys[:length]))
            if number is not None and (length > 1 or _is_printed_as_name(printed[first], index.capitals[number])):
                found.append(Match(first, first + length - 1, number))
                after = first + length
                break
    return found


def _is_printed_as_name(word: str, acronym: bool) -> bool:
    """In a script with letter case a name of one word has a capital; an acronym of three letters or fewer has nothing else."""
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
    """`l` a place, `a` a place and a body, `m` a body's name of several words, `s` of one word, `c` of one that needs context; `2` when several bodies bear it."""
    bearers = len(index.entries(match.phrase))
    if not bearers:
        return "l"
    if index.places[match.phrase]:
        return "a"
    plain = "m" if match.last > match.first else "s" if index.telling(match.phrase) else "c"
    return plain + ("2" if bearers > 1 else "")
