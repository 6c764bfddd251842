"""Notations of a number in digits that a mark turns: powers of ten, a decimal slash, and decimals printed the other way round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from extractor.fields.statistics.atoms import Atom
from extractor.fields.statistics.codes import is_year
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.words import Words, exponent_at

_REVERSED_ZEROS = "000"
_POWERS = 30
_MINUS = frozenset("-−")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `first..last` (inclusive), folded offsets `start:end`.

    numerator, denominator   set for fractions ("two thirds"); `value` is their quotient
    step                     the size of one in the last place that is written ("1.2 million": 100 000)
    written                  digits, words, or both
    scaled                   it holds a scale word
    prefix                   the proclitic before it
    """

    first: int
    last: int
    start: int
    end: int
    value: Fraction
    step: Fraction
    written: str
    numerator: int | None = None
    denominator: int | None = None
    scaled: bool = False
    scale: Fraction = Fraction(1)
    prefix: str = ""
    bare_one: bool = False
    article: bool = False


def exponent(words: Words, atoms: list[Atom], position: int) -> tuple[Number, int] | None:
    """Scientific notation: "1.3e6", "12.5E-3", "4.2x10^7"."""
    first = atoms[position]
    behind = exponent_at(words, first.index)
    if behind is None:
        return None
    used = next((step for step in (1, 2) if position + step < len(atoms) and atoms[position + step].index == behind), None)
    if used is None:
        return None
    power = atoms[position + used]
    if abs(power.value) > _POWERS:
        return None
    scale = Fraction(10) ** int(-power.value if words.texts[behind - 1] in _MINUS else power.value)
    return Number(first.index, behind, first.start, power.end, first.value * scale, first.step * scale, "digits"), used + 1


def slashed(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number, int] | None:
    """A decimal with a slash, as Persian prints it: `۱۵/۵` is 15.5."""
    first = atoms[position]
    if not lexicon.slash_decimal or words.at(first.index + 1) != "/" or position + 1 >= len(atoms):
        return None
    second = atoms[position + 1]
    if second.kind != "digits" or second.index != first.index + 2 or not (first.raw.isdecimal() and second.raw.isdecimal()):
        return None
    step = Fraction(1, 10 ** len(second.raw))
    number = Number(first.index, second.index, first.start, second.end, first.value + second.value * step, step, "digits")
    return _scaled(number, atoms, position + 2, 2)


def _scaled(number: Number, atoms: list[Atom], follow: int, used: int) -> tuple[Number, int]:
    """The number with the scale word that stands directly behind it."""
    if follow < len(atoms) and atoms[follow].kind in {"scale", "plural_scale"} and atoms[follow].index == number.last + 1:
        scale = atoms[follow]
        number = replace(number, last=scale.index, end=scale.end, value=number.value * scale.value, step=number.step * scale.value, scaled=True, scale=scale.value)
        return number, used + 1
    return number, used


def bracketed(words: Words, atoms: list[Atom], follow: int, number: Number, lexicon: Lexicon) -> tuple[Number, int]:
    """Arabic "(15) ألف متر", "(20) كم": a numeral in brackets has the scale word, unit or currency behind them; and how many atoms it takes more."""
    behind = number.last + 2
    if not lexicon.sets["bracket_nouns"] or words.at(number.first - 1) != "(" or words.at(behind - 1) != ")":
        return number, 0
    scaled = follow < len(atoms) and atoms[follow].index == behind and atoms[follow].kind in {"scale", "plural_scale"}
    if not scaled and not _is_measured(words, behind, number, lexicon):
        return number, 0
    opening, closing = number.first - 1, behind - 1
    return _scaled(replace(number, first=opening, last=closing, start=words.starts[opening], end=words.ends[closing]), atoms, follow, 0)


def _is_measured(words: Words, index: int, number: Number, lexicon: Lexicon) -> bool:
    """Whether a currency, a sign of percent or a unit stands at a token; "(2019) م" is a year."""
    if lexicon.currency_words.at(words.texts, index) or lexicon.lists["percent"].at(words.texts, index):
        return True
    unit = lexicon.units.at(words.texts, index)
    return unit is not None and not (words.at(index) in lexicon.sets["era_letters"] and is_year(words.texts[number.first]))


def reversed_decimal(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number, int] | None:
    """A decimal printed the other way round by right-to-left typesetting: `5ر9` is 9.5, `000ر22` is 22 000."""
    first = atoms[position]
    if not lexicon.reversed_decimal or words.at(first.index + 1) != lexicon.reversed_decimal:
        return None
    if position + 1 >= len(atoms) or not (words.touches(first.index) and words.touches(first.index + 1)):
        return None
    second = atoms[position + 1]
    if second.kind != "digits" or second.index != first.index + 2 or not (first.raw.isdecimal() and second.raw.isdecimal()):
        return None
    if first.raw == _REVERSED_ZEROS:
        value, step = second.value * 1000, Fraction(1)
    else:
        step = Fraction(1, 10 ** len(first.raw))
        value = second.value + first.value * step
    number = Number(first.index, second.index, first.start, second.end, value, step, "digits")
    return _scaled(number, atoms, position + 2, 2)
