"""Acronyms that a page explains as those of things: `artificial intelligence (AI)`, in lower case where a body's name has capitals."""

from __future__ import annotations

from collections.abc import Sequence

_SHORT = 3
"""Letters of a word that an acronym may leave out (`of`, `and`)."""
_SHORTEST, _LONGEST = 2, 6


def acronyms_of_things(printed: Sequence[str]) -> frozenset[str]:
    """The acronyms in parentheses whose letters open the words before them, all of them in lower case."""
    return frozenset(
        printed[place + 1]
        for place, word in enumerate(printed[:-2])
        if word == "(" and printed[place + 2] == ")" and _is_acronym(printed[place + 1]) and _spell(printed, place, printed[place + 1].lower())
    )


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and _SHORTEST <= len(word) <= _LONGEST


def _spell(printed: Sequence[str], end: int, acronym: str) -> bool:
    """Whether the words before `end`, read backwards, spell the acronym."""
    left = len(acronym)
    for word in reversed(printed[max(0, end - 2 * left - 1) : end]):
        if word.isalpha() and not word.islower():
            return False
        if word[0] == acronym[left - 1]:
            left -= 1
            if not left:
                return True
        elif len(word) > _SHORT:
            return False
    return False
