"""Counted nouns as units, and what a bare count is instead: points of a poll, a measure in words, a noun before its number."""

from __future__ import annotations

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.nouns import counted_noun
from extractor.fields.statistics.per import noun_per
from extractor.fields.statistics.quantity import Quantity

_POLL_REACH = 40
_MOST_POINTS = 100
_SYMBOL = 3


def count_nouns(quantities: list[Quantity], lexicon: Lexicon) -> None:
    """Give every count that has no unit its counted noun."""
    behind = 0
    for quantity in quantities:
        if quantity.first < behind and quantity.number.written == "digits" and quantity.words.capital(quantity.last + 1):
            quantity.marks.add("named")
            continue
        if quantity.kind == "count" and quantity.unit_text is None and quantity.rule != "vote":
            if _poll_points(quantity, lexicon) or _behind_noun(quantity, lexicon):
                continue
            noun = counted_noun(quantity, lexicon)
            if noun:
                first, last, singular = noun
                quantity.noun = (first, last)
                quantity.after = behind = last + 1
                if _ends_in_unit(quantity, last, lexicon):
                    continue
                quantity.set_unit(singular, "own" if singular else None, quantity.printed(first, last))
            noun_per(quantity, lexicon)


def _ends_in_unit(quantity: Quantity, last: int, lexicon: Lexicon) -> bool:
    """ "300 passenger miles": a noun phrase that ends in a word for a measure."""
    words = quantity.words
    unit = lexicon.units.at(words.texts, last)
    if not lexicon.capital_names or unit is None or unit[1].dimension == "time" or len(words.texts[last]) <= _SYMBOL or words.texts[last] in lexicon.sets["not_units"]:
        return False
    quantity.kind, quantity.rule = "measurement", "unit behind words"
    quantity.set_unit(unit[1].code, unit[1].system, quantity.printed((quantity.noun or (last, last))[0], last))
    return True


def _behind_noun(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "another ferry or two", "a day or two": what is counted stands before the number, in the singular."""
    words, conjunction = quantity.words, quantity.first - 1
    if quantity.number.written != "words" or words.at(conjunction) not in lexicon.sets["restating"] or words.at(conjunction - 2) not in lexicon.sets["one_more"]:
        return False
    noun, unit = words.at(conjunction - 1), lexicon.units.at(words.texts, conjunction - 1)
    printed = quantity.printed(conjunction - 1, conjunction - 1)
    if unit:
        quantity.kind, quantity.rule = "duration" if unit[1].dimension == "time" else "measurement", "unit before"
        quantity.set_unit(unit[1].code, unit[1].system, printed)
    else:
        quantity.set_unit(noun, "own", printed)
    return True


def _poll_points(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "a lead of 7 points" where the paragraph speaks of a poll: percentage points."""
    words, follow = quantity.words, quantity.unit_at()
    found = lexicon.lists["point_nouns"].at(words.texts, follow)
    if not found or quantity.size > _MOST_POINTS:
        return False
    polls = lexicon.lists["poll_words"]
    first, last = words.paragraph(quantity.first, _POLL_REACH)
    if not any(words.texts[index] in polls.openers and polls.at(words.texts, index) for index in range(first, last)):
        return False
    quantity.kind, quantity.rule = "percentage_point", "points of a poll"
    quantity.set_unit("pp", "own", quantity.printed(follow, follow + found[0] - 1))
    quantity.extend(follow + found[0] - 1)
    return True
