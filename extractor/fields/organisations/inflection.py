"""How names change with their case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SHORTEST_NOUN = 3
"""Letters of a noun without its ending, at least one more."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """How names change with their case, for a language that declines them; nothing for others.

    `adjective_stems` are ends of adjectives without their ending, `adjective_endings` what may follow; a name that ends in a noun may take `genitive_endings`.
    `countries` are those whose bodies bear names in the language.
    """

    adjective_stems: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    genitive_endings: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def base(self, words: Sequence[str]) -> tuple[str, ...]:
        """Comparable words without their endings: the same for every case of a name."""
        return tuple(self._stem(word) or self._nominative(word, place == len(words) - 1) for place, word in enumerate(words))

    def forms(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Comparable words of a name in every case, those of the name itself too; adjectives agree."""
        stems = [self._stem(word) for word in words[:-1]]
        for ending in self.adjective_endings if any(stems) else ("",):
            declined = [stem + ending if stem else word for stem, word in zip(stems, words, strict=False)]
            for close in ("", *self.genitive_endings):
                yield *declined, words[-1] + close

    def _stem(self, word: str) -> str:
        """An adjective without its ending; empty for any other word."""
        for ending in self.adjective_endings:
            if word.endswith(ending) and word[: -len(ending)].endswith(self.adjective_stems):
                return word[: -len(ending)]
        return ""

    def _nominative(self, word: str, closes: bool) -> str:
        for ending in self.genitive_endings if closes else ():
            if len(word) > len(ending) + _SHORTEST_NOUN and word.endswith(ending):
                return word[: -len(ending)]
        return word
