"""Units that a number takes from its neighbours: in rows, in comparisons, as a part of a whole."""

from __future__ import annotations

from itertools import pairwise

from extractor.fields.statistics.codes import is_year
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.links import relation, same_sentence
from extractor.fields.statistics.quantity import DASHES, Quantity

_REACH = 40
_ATTACHED = 6
_UNSCALED = 1000
_SAME_SIZE = 20
_COMMAS = frozenset(",،;")
_ROW = 2
_SHARED = frozenset(("count", "money", "percentage", "percentage_point", "measurement", "duration", "age"))


def share_units(found: list[Quantity], lexicon: Lexicon) -> None:
    """ "10, 20 and 30 percent", "two-, three- and four-storey barns": numbers of one row have the unit of its last."""
    for before, quantity in pairwise(found):
        if before.kind == "age" and _is_bare(quantity) and before.words is quantity.words and _in_row(before, quantity, lexicon):
            quantity.kind, quantity.rule = "age", f"{quantity.rule}, age of a row"
            quantity.set_unit(before.code, before.system, None)
    for quantity, other in zip(reversed(found[:-1]), reversed(found), strict=False):
        if not _is_bare(quantity) or other.words is not quantity.words or other.unit_text is None or other.kind not in _SHARED or "per" in other.marks:
            continue
        if (other.kind == "count" and lexicon.verb_first) or not _in_row(quantity, other, lexicon):
            continue
        if quantity.number.scaled == other.number.scaled and quantity.number.written == other.number.written:
            quantity.kind = other.kind
            quantity.set_unit(other.code, other.system, other.unit_text)
            quantity.rule = f"{quantity.rule}, unit of {other.rule}"
            quantity.marks.add("inherited")


def _is_bare(quantity: Quantity) -> bool:
    return quantity.kind == "count" and quantity.unit_text is None and quantity.code is None and quantity.rule != "vote" and quantity.value is not None


def _in_row(quantity: Quantity, other: Quantity, lexicon: Lexicon) -> bool:
    """Whether nothing stands between two numbers but a comma, a conjunction, or both, and hyphens that leave their noun to the last."""
    between = other.words.texts[quantity.last + 1 : other.first]
    if between and between[0] in DASHES and len(between) > 1:
        between = between[1:]
    if len(between) > 1 and between[0] in _COMMAS and between[-1] in lexicon.sets["restating"]:
        return False  # "100, or 25%" tells the same again
    if len(between) > 1 and between[-1] in lexicon.sets["adverbs"]:
        between = between[:-1]  # "five and even six per cent"
    return 0 < len(between) <= _ROW and all(text in _COMMAS or text in lexicon.conjunctions or text in lexicon.sets["range_and"] or text in lexicon.sets["restating"] for text in between)


def inherit_units(found: list[Quantity], lexicon: Lexicon) -> None:
    """A bare number beside one with a unit that it is compared with, counted from, or a part of, is of the same unit."""
    for position, quantity in enumerate(found):
        if quantity.kind != "count" or quantity.unit_text is not None or quantity.code is not None or quantity.rule == "vote":
            continue
        opens = lexicon.lists["from"].before(quantity.words.texts, quantity.head) is not None
        for step in (1, -1, -2) if opens else (-1, 1, -2):
            if not 0 <= position + step < len(found):
                continue
            other = found[position + step]
            if bool(other.direction) == bool(quantity.direction) and (_passes_on(other, quantity, lexicon) or _is_next_change(other, quantity, lexicon) or _is_of_whole(other, quantity, lexicon)):
                quantity.kind = other.kind
                quantity.set_unit(other.code, other.system, other.unit_text)
                quantity.rule = f"{quantity.rule}, unit of {other.rule}"
                quantity.marks.update({"inherited", *(other.marks & {"per"})})
                if step == 1:
                    _share_scale(quantity, other)
                break


def _share_scale(quantity: Quantity, other: Quantity) -> None:
    """ "from 18.5 to 27 million": the scale word behind the second number is the first one's too, where their sizes agree with it."""
    scale = other.number.scale
    if quantity.value is None or not other.number.scaled or quantity.number.scaled or quantity.number.written != "digits" or not 0 < quantity.value < _UNSCALED:
        return
    if 1 / _SAME_SIZE < quantity.value * scale / other.size < _SAME_SIZE:
        quantity.value, quantity.step = quantity.value * scale, quantity.step * scale


def inherit_prices(found: list[Quantity], lexicon: Lexicon) -> None:
    """ "from $75 a barrel to $45": an amount that a price is compared with is a price per the same unit."""
    for before, quantity in pairwise(found):
        if before.currency is None and quantity.currency is not None:
            before, quantity = quantity, before
        if before.currency is None or quantity.currency is not None or quantity.code != before.currency:
            continue
        first, second = (before, quantity) if before.first < quantity.first else (quantity, before)
        if relation(first, second, lexicon) in {"versus", "from", "to"} and same_sentence(first, second):
            quantity.currency = quantity.code
            quantity.marks.add("per")
            quantity.set_unit(before.code, before.system, quantity.unit_text)


def _is_next_change(other: Quantity, quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "rose by 2 percent but the index fell by 1": the bare size of a second change."""
    if quantity.direction is None or other.kind != "percentage" or not 0 < quantity.first - other.last <= _ATTACHED * 2:
        return False
    return lexicon.lists["by"].before(quantity.words.texts, quantity.head) is not None and same_sentence(other, quantity)


def _is_of_whole(whole: Quantity, part: Quantity, lexicon: Lexicon) -> bool:
    """ "Of the 14 bakers who entered, five were chosen": a bare number of those that its sentence begins with."""
    words, opening = whole.words, whole.head - 2
    if words is not part.words or whole.kind != "count" or whole.noun is None or not whole.first < part.first <= whole.last + _REACH or part.size >= whole.size:
        return False
    begins = words.at(opening) in lexicon.sets["share_words"] and words.at(opening + 1) in lexicon.sets["determiners"] and words.sentence(opening)[0] == opening
    following = words.at(part.last + 1)
    return begins and (following in lexicon.sets["auxiliaries"] or following in lexicon.sets["verbs"]) and same_sentence(whole, part)


def _counts_others(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "300 paper boats and 40 land and sea birds": what follows the second number is of its own, though no noun was read."""
    following = quantity.words.at(quantity.last + 1)
    if lexicon.relative_times.at(quantity.words.texts, quantity.last + 1):
        return False  # "and 2.3 this year"
    return following[:1].isalnum() and following not in lexicon.sets["stop"] and following not in lexicon.sets["verbs"] and not (lexicon.verb_endings and following.endswith(lexicon.verb_endings))


def _passes_on(other: Quantity, quantity: Quantity, lexicon: Lexicon) -> bool:
    if other.words is not quantity.words or other.unit_text is None or ("per" in other.marks and other.kind == "count" and other.noun is None) or other.kind in {"age", "rank", "ratio", "multiple", "duration"}:
        return False
    if other.first < quantity.first:
        role = relation(other, quantity, lexicon)
        if quantity.first - other.last > _REACH or not same_sentence(other, quantity):
            return False
        before = quantity.words.at(quantity.head - 2)
        listed = other.last < quantity.head - 2 and lexicon.is_number(before) and not is_year(before)  # "millions for sections 2 and 3"
        return role in {"versus", "from", "than"} or (role in {"also", "to"} and not (role == "also" and listed) and not _counts_others(quantity, lexicon))
    between = other.words.texts[quantity.last + 1 : other.head]
    return (
        (len(between) <= 3 and bool(lexicon.lists["share_of"].at(other.words.texts, quantity.last + 1)))
        or (relation(quantity, other, lexicon) in {"from", "to"} and len(between) <= 8 and lexicon.lists["from"].before(other.words.texts, quantity.head) is not None)
    ) and same_sentence(quantity, other)
