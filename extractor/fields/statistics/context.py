"""What the clause says around a quantity: its bound, whether it is the size of a change, what it measures, when and where."""

from __future__ import annotations

from typing import Literal

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import Bound, Quantity

_BOUNDS_BEFORE: tuple[tuple[str, Bound], ...] = (("at_least", "at_least"), ("at_most", "at_most"), ("over", "over"), ("under", "under"), ("about", "about"))
_BOUNDS_AFTER: tuple[tuple[str, Bound], ...] = (("at_least_after", "at_least"), ("at_most_after", "at_most"), ("over_after", "over"), ("about_after", "about"))
_REACH = 6


def bounds(quantities: list[Quantity], lexicon: Lexicon) -> None:
    """Approximators: "about", "more than", "at least", "أكثر من", "or so"."""
    for quantity in quantities:
        texts = quantity.words.texts
        for name, bound in _BOUNDS_BEFORE:
            found = lexicon.lists[name].before(texts, quantity.first)
            if found and quantity.bound == "exact":
                quantity.bound = bound
                quantity.head = quantity.first - found[0]
        for name, bound in _BOUNDS_AFTER:
            for index in (quantity.last + 1, quantity.after):
                if quantity.bound == "exact" and lexicon.lists[name].at(texts, index):
                    quantity.bound = bound


def direction(quantity: Quantity, lexicon: Lexicon) -> Literal["up", "down"] | None:
    """Up or down when the number is the size of a change: "rose 7%", "بزيادة قدرها 7%", "7% more than", "a 7% increase"."""
    if quantity.kind in {"rank", "ratio", "age"} or ("per" in quantity.marks and quantity.kind == "money"):
        return None
    if quantity.direction:
        return quantity.direction
    after = _after(quantity, lexicon)
    if after:
        return after
    return _before(quantity, lexicon)


def _after(quantity: Quantity, lexicon: Lexicon) -> Literal["up", "down"] | None:
    texts = quantity.words.texts
    for index in dict.fromkeys((quantity.last + 1, quantity.after)):
        if lexicon.lists["up_after"].at(texts, index):
            return "up"
        if lexicon.lists["down_after"].at(texts, index):
            return "down"
    return None


def _before(quantity: Quantity, lexicon: Lexicon) -> Literal["up", "down"] | None:
    """A change word directly before the number, or with "by" and the like between them."""
    texts, index = quantity.words.texts, quantity.head
    lists = lexicon.lists
    explicit = False
    for _ in range(_REACH):
        if index <= 0:
            return None
        if found := lists["up"].before(texts, index):
            return "up" if explicit or _takes_size(quantity) else None
        if found := lists["down"].before(texts, index):
            return "down" if explicit or _takes_size(quantity) else None
        if found := lists["change_noun_up"].before(texts, index):
            return "up" if explicit else None
        if found := lists["change_noun_down"].before(texts, index):
            return "down" if explicit else None
        if found := lists["by"].before(texts, index):
            explicit = True
            index -= found[0]
            continue
        if lists["to"].before(texts, index) or lists["from"].before(texts, index):
            return None
        text = texts[index - 1]
        if text in lexicon.sets["adverbs"] or (explicit and text in lexicon.sets["fillers"]):
            index -= 1
            continue
        if explicit and _REACH and text.isalpha() and text not in lexicon.sets["stop"]:
            index -= 1
            continue
        return None
    return None


def _takes_size(quantity: Quantity) -> bool:
    """Without "by", a change verb's number is its size when it is a percentage, money or a measure ("rose 7%", not "raised 40 flags")."""
    return quantity.kind in {"percentage", "percentage_point", "money", "measurement", "multiple"}


def directions(quantities: list[Quantity], lexicon: Lexicon) -> None:
    """Set the direction of every quantity; a second number of the same change inherits it."""
    for quantity in quantities:
        if quantity.kind != "multiple" or quantity.direction is None:
            quantity.direction = direction(quantity, lexicon)
