"""Decimals that right-to-left typesetting may have turned round, settled by the article's own arithmetic.

With an Arabic comma or a middle dot as the decimal mark, `5،7` is 5.7, or 7.5 printed from the wrong side; nothing in the numeral tells which. Where
the sentence gives a change with its old and new level, and only one reading of the doubtful numerals fits, that reading is taken; else the plain one.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.links import Linked
from extractor.fields.statistics.quantity import Quantity

_MARKS = "،·"
_LEVELS = frozenset(("from", "versus"))


def settle(kept: list[Linked], lexicon: Lexicon) -> None:
    """Turn round the doubtful decimals of changes that fit their levels in one other reading alone."""
    if not lexicon.reversed_decimal:
        return
    for linked in kept:
        change = linked.quantity
        if change.kind != "percentage" or change.direction is None:
            continue
        for new, old in _levels(linked, kept):
            _settle(change, new, old)


def _levels(linked: Linked, kept: list[Linked]) -> list[tuple[Quantity, Quantity]]:
    """The new and the old level that a change is linked to."""
    news = [kept[other] for role, other in linked.links if role == "change_of"]
    return [(new.quantity, kept[other].quantity) for new in news for role, other in new.links if role in _LEVELS]


def _settle(change: Quantity, new: Quantity, old: Quantity) -> None:
    readings = [_readings(quantity) for quantity in (change, new, old)]
    plain = [choices[0] for choices in readings if choices]
    if len(plain) < len(readings) or max(map(len, readings)) == 1 or _fits(change, *plain):
        return
    fitting = [reading for reading in product(*readings) if _fits(change, *reading)]
    if len(fitting) == 1:
        for quantity, value in zip((change, new, old), fitting[0], strict=True):
            if quantity.value != value:
                quantity.value, quantity.step, quantity.rule = value, _turned_step(quantity), "decimal turned round"


def _readings(quantity: Quantity) -> list[Fraction]:
    """The plain value, and that of the numeral read from the other side; none of a range."""
    if quantity.value is None:
        return []
    parts = _parts(quantity)
    if parts is None or parts[0] == parts[1]:
        return [quantity.value]
    whole, rest = parts
    return [quantity.value, (int(rest) + Fraction(int(whole), 10 ** len(whole))) * quantity.number.scale]


def _parts(quantity: Quantity) -> tuple[str, str] | None:
    """What stands before and behind the doubtful mark of a numeral."""
    text = quantity.words.texts[quantity.number.first]
    for mark in _MARKS:
        whole, found, rest = text.partition(mark)
        if found and whole.isdecimal() and rest.isdecimal():
            return whole, rest
    return None


def _turned_step(quantity: Quantity) -> Fraction:
    parts = _parts(quantity)
    return quantity.number.scale / 10 ** len(parts[0]) if parts else quantity.step


def _fits(change: Quantity, size: Fraction, new: Fraction, old: Fraction) -> bool:
    """Whether a share is the relative change of two levels, within one in its last written place."""
    if old <= 0 or (new > old) != (change.direction == "up"):
        return False
    return abs(abs(new - old) / old * 100 - size) <= min(change.step, Fraction(1))
