"""Words and phrases of a language file, ready for lookup by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

AtomKind = Literal[
    "digits", "unit", "teen", "tens", "hundred", "hundreds", "scale", "plural_scale", "dual_scale", "suffix", "dozen", "fraction",
    "plural_fraction", "dual_fraction", "half", "half_more", "article", "point", "negative", "han", "vulgar",
]  # fmt: skip


GLUES: frozenset[AtomKind] = frozenset(("unit", "teen", "tens", "hundred", "hundreds", "scale", "plural_scale"))
"""Parts that are written together with others ("zweihundertfünfzig")."""


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What a word says in the grammar of numbers: its part, its value, and how many letters of a proclitic it carries."""

    kind: AtomKind
    value: Fraction
    prefix: str = ""
    suffix: str = ""


class Phrases(Generic[T]):
    """Phrases of several words with what they mean, looked up by their first or last word; the longest wins. `openers` are the first words, `closers` the last."""

    __slots__ = ("_first", "_last", "closers", "openers")

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]] = ()) -> None:
        first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for words, meaning in entries:
            if words:
                first.setdefault(words[0], []).append((words, meaning))
                last.setdefault(words[-1], []).append((words, meaning))
        for table in (first, last):
            for found in table.values():
                found.sort(key=lambda entry: -len(entry[0]))
        self._first = first
        self._last = last
        self.openers = frozenset(first)
        self.closers = frozenset(last)

    def at(self, texts: list[str], index: int) -> tuple[int, T] | None:
        """Length and meaning of the longest phrase that begins at the token."""
        if index >= len(texts) or index < 0:
            return None
        entries = self._first.get(texts[index])
        if entries is None:
            return None
        for words, meaning in entries:
            if len(words) == 1 or tuple(texts[index : index + len(words)]) == words:
                return len(words), meaning
        return None

    def before(self, texts: list[str], index: int) -> tuple[int, T] | None:
        """Length and meaning of the longest phrase that ends just before the token."""
        if index <= 0:
            return None
        entries = self._last.get(texts[index - 1])
        if entries is None:
            return None
        for words, meaning in entries:
            if len(words) == 1 or (index >= len(words) and tuple(texts[index - len(words) : index]) == words):
                return len(words), meaning
        return None


