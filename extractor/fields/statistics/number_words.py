"""The words of a language's table [numbers], each with what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from extractor.fields.statistics.phrases import AtomKind, NumberWord
from extractor.fields.statistics.words import split_phrase

KINDS: tuple[tuple[str, AtomKind], ...] = (
    ("scales", "scale"),
    ("plural_scales", "plural_scale"),
    ("dual_scales", "dual_scale"),
    ("suffixes", "suffix"),
    ("dozens", "dozen"),
    ("fractions", "fraction"),
    ("plural_fractions", "plural_fraction"),
    ("dual_fractions", "dual_fraction"),
)
"""Tables of words by value, and what their words are."""
_SINGLE: tuple[tuple[str, AtomKind], ...] = (("articles", "article"), ("point", "point"), ("negative", "negative"), ("halves", "half"), ("half_more", "half_more"))
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip


def number_words(table: Mapping[str, Any], prefixes: tuple[str, ...]) -> dict[str, NumberWord]:
    """Every number word with every proclitic it may carry. A word of several tokens is left to the grammar."""
    plain: dict[str, NumberWord] = {symbol: NumberWord("vulgar", Fraction(*parts)) for symbol, parts in _VULGAR.items()}
    for name, kind in _SINGLE:
        _add_words(plain, table.get(name, ()), NumberWord(kind, Fraction(2 if kind == "half" else 1)))
    for name, kind in KINDS:
        for value, found in table.get(name, {}).items():
            _add_words(plain, found, NumberWord(kind, Fraction(value)))
    for value, found in table.get("cardinals", {}).items():
        _add_words(plain, found, NumberWord(_part(int(value)), Fraction(value)))
    for value, found in table.get("and_a_half", {}).items():
        _add_words(plain, found, NumberWord("unit", int(value) + Fraction(1, 2)))
    words = dict(plain)
    for prefix in prefixes:
        for word, meaning in plain.items():
            words.setdefault(prefix + word, NumberWord(meaning.kind, meaning.value, prefix))
    _add_possessed(words, [split_phrase(suffix)[0] for suffix in table.get("possessive_suffixes", ())])
    for word in table.get("never", ()):
        words.pop(split_phrase(word)[0], None)
    return words


def _add_possessed(words: dict[str, NumberWord], suffixes: list[str]) -> None:
    """Fractions with a pronoun behind them: "نصفهم", "ثلثاها"."""
    for word, meaning in list(words.items()):
        if meaning.kind in {"half", "fraction", "dual_fraction"}:
            for suffix in suffixes:
                words.setdefault(word + suffix, NumberWord(meaning.kind, meaning.value, meaning.prefix, suffix))


def _add_words(words: dict[str, NumberWord], found: Iterable[str], meaning: NumberWord) -> None:
    for phrase in found:
        tokens = split_phrase(phrase)
        if len(tokens) == 1:
            words[tokens[0]] = meaning


def _part(value: int) -> AtomKind:
    if value < 10:
        return "unit"
    if value < 20:
        return "teen"
    if value < 100:
        return "tens"
    return "hundred" if value == 100 else "hundreds"
