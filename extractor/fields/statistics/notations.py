"""Notations of a number in digits that a mark turns: powers of ten, a decimal slash, and decimals printed the other way round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from extractor.fields.statistics.atoms import Atom
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
