"""What the clause says around a quantity: its bound, whether it is the size of a change, what it measures, when and where."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import Bound, Quantity

_BOUNDS_BEFORE: tuple[tuple[str, Bound], ...] = (("at_least", "at_least"), ("at_most", "at_most"), ("over", "over"), ("under", "under"), ("about", "about"))
_BOUNDS_AFTER: tuple[tuple[str, Bound], ...] = (("at_least_after", "at_least"), ("at_most_after", "at_most"), ("over_after", "over"), ("under_after", "under"), ("about_after", "about"))
_REACH = 6
_SUBJECT = 12
_EQUALS = frozenset("(/")
_COMMAS = frozenset(",،")
_SHARES = frozenset(("percentage", "percentage_point", "multiple"))


def bounds(quantities: list[Quantity], lexicon: Lexicon) -> None:
    """Approximators: "about", "more than", "at least", "أكثر من", "or so"."""
    for before, quantity in zip([None, *quantities], quantities, strict=False):
        words, texts = quantity.words, quantity.words.texts
        if quantity.bound == "exact" and words.at(quantity.first - 1) in lexicon.bounds_before and not _is_reached(before, quantity, lexicon):
            for name, bound in _BOUNDS_BEFORE:
                if found := lexicon.lists[name].before(texts, quantity.first):
                    quantity.bound = bound
                    quantity.head = quantity.first - found[0]
                    break
        if quantity.bound == "exact" and lexicon.verb_first and _exceeds(quantity, lexicon):
            quantity.bound = "over"
        behind = [index for index in (quantity.last + 1, quantity.after) if words.at(index) in lexicon.bounds_after]
        if behind and quantity.bound == "exact":
            said = (bound for name, bound in _BOUNDS_AFTER for index in behind if lexicon.lists[name].at(texts, index))
            quantity.bound = next(said, "exact")


def _is_reached(before: Quantity | None, quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "выросла на 12% до 450 млн": a word for "at most" that is one for "to" as well leads, right behind a number, to the level that was reached."""
    found = lexicon.lists["to"].before(quantity.words.texts, quantity.first)
    return before is not None and found is not None and before.words is quantity.words and before.last + 1 == quantity.first - found[0]


def _exceeds(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "فاقت قيمة المبيعات 1,7 مليار": the verb, its subject, and the number that it goes beyond."""
    texts, index = quantity.words.texts, quantity.first
    for _ in range(_SUBJECT):
        if index <= 0 or not texts[index - 1][0].isalpha() or texts[index - 1] in lexicon.sets["clause_breaks"] or lexicon.lists["to"].before(texts, index):
            return False
        if texts[index - 1] in lexicon.sets["over_verbs"]:
            return True
        index -= 1
    return False


def direction(quantity: Quantity, lexicon: Lexicon) -> Literal["up", "down"] | None:
    """Up or down when the number is the size of a change: "rose 7%", "بزيادة قدرها 7%", "7% more than", "a 7% increase"."""
    if quantity.kind in {"rank", "age"} or ("per" in quantity.marks and quantity.kind == "money"):
        return None
    if quantity.direction:
        return quantity.direction
    after = _after(quantity, lexicon) if quantity.kind != "ratio" else None
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
        if quantity.kind == "percentage":
            if lexicon.lists["more_percent"].at(texts, index):
                return "up"
            if lexicon.lists["less_percent"].at(texts, index):
                return "down"
    return None


def _before(quantity: Quantity, lexicon: Lexicon) -> Literal["up", "down"] | None:
    """A change word directly before the number, or with "by" and the like between them."""
    texts, index = quantity.words.texts, quantity.head
    lists = lexicon.lists
    explicit = genitive = share = passed = False
    if quantity.kind == "measurement" and lists["not_change"].before(texts, index):
        return None
    for _ in range(_REACH):
        if index <= 0:
            return None
        if found := lists["up"].before(texts, index):
            raises = quantity.kind == "money" and texts[index - 1] in lexicon.sets["funding_verbs"]
            if found[0] == 1 and quantity.words.at(index - 2) in lexicon.sets["phrasal_verbs"]:
                return None  # "gave up 300 yards"
            if share and passed and not lists["change_noun_up"].before(texts, index):
                return None  # "gain the support of 15 percent"
            return "up" if explicit or (_takes_size(quantity, lexicon) and not raises) or _is_aside(quantity, index, lexicon) else None
        if found := lists["down"].before(texts, index):
            if share and passed and not lists["change_noun_down"].before(texts, index):
                return None
            if found[0] == 1 and texts[index - 1] in lexicon.sets["phrasal_particles"] and quantity.words.at(index - 2) in lexicon.sets["phrasal_verbs"]:
                return None  # "paid off 20 million"
            return "down" if explicit or _takes_size(quantity, lexicon) or _is_aside(quantity, index, lexicon) else None
        if found := lists["change_noun_up"].before(texts, index):
            return "up" if explicit else None
        if found := lists["change_noun_down"].before(texts, index):
            return "down" if explicit and not (quantity.kind == "money" and texts[index - 1] in lexicon.sets["money_levels"]) else None
        if found := lists["by"].before(texts, index):
            explicit, share = True, texts[index - 1] in lists["share_of"].openers
            genitive = lexicon.capital_nouns and not share  # "Erhöhung der Preise um 15 Prozent"
            index -= found[0]
            continue
        if lists["to"].before(texts, index) or lists["from"].before(texts, index):
            return None
        text = texts[index - 1]
        if text in lexicon.sets["determiners"] and index == quantity.head and not explicit:
            break
        if text in lexicon.sets["adverbs"] or (explicit and text in lexicon.sets["fillers"]):
            index -= 1
            continue
        if text in lexicon.sets["not_sizes"]:
            return None  # "falling short of the estimate of 60,000"
        if explicit and text.isalpha() and (text not in lexicon.sets["stop"] or (genitive and text in lexicon.sets["determiners"])):
            index -= 1
            passed = True
            continue
        break
    return _verb_first(quantity, lexicon) if lexicon.verb_first and (quantity.kind in _SHARES or _leads_on(quantity, lexicon)) else None


def _leads_on(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "انخفض سعر البرميل 1.35 دولار إلى 82.4": an amount with its unit, and the level that it leads to."""
    return quantity.kind in {"money", "measurement"} and lexicon.lists["to"].at(quantity.words.texts, quantity.last + 1) is not None


def _is_aside(quantity: Quantity, index: int, lexicon: Lexicon) -> bool:
    """ "closed at 4,512, down 12 points": the size of a change in words of its own behind a comma."""
    found = lexicon.lists["attached"].before(quantity.words.texts, index)
    return quantity.kind == "count" and found is not None and quantity.words.at(index - found[0] - 1) in _COMMAS


def _verb_first(quantity: Quantity, lexicon: Lexicon) -> Literal["up", "down"] | None:
    """ "ارتفع سعر القمح في بورصة الحبوب 0.4%": verb, subject, size; a preposition of level before the number says otherwise."""
    texts, lists = quantity.words.texts, lexicon.lists
    if lists["to"].before(texts, quantity.head) or lists["from"].before(texts, quantity.head):
        return None
    index = quantity.head
    for _ in range(_SUBJECT):
        if index <= 0 or not texts[index - 1][0].isalpha() or texts[index - 1] in lexicon.sets["clause_breaks"]:
            return None
        if texts[index - 1] in lexicon.sets["change_verbs"]:
            return "up" if lists["up"].before(texts, index) else "down" if lists["down"].before(texts, index) else None
        index -= 1
    return None


def _takes_size(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Without "by", a change verb's number is its size when it is a percentage, money, a measure or points ("rose 7%", not "raised 40 flags")."""
    points = quantity.kind == "count" and quantity.noun is not None and quantity.words.texts[quantity.noun[0]] in lexicon.lists["point_nouns"].openers
    return points or quantity.kind in {"percentage", "percentage_point", "money", "measurement", "multiple"}


def bracketed(quantities: list[Quantity]) -> None:
    """ "1 to 1.5 degrees (1.8 to 2.7 Fahrenheit)", "40 kW / 54 hp": the same amount in another unit has the bound and the direction of the first."""
    for before, quantity in pairwise(quantities):
        words = quantity.words
        if before.words is words and before.last + 2 == quantity.first and words.texts[before.last + 1] in _EQUALS and before.code != quantity.code and before.kind == quantity.kind != "count":
            quantity.direction = quantity.direction or before.direction
            if quantity.bound == "exact":
                quantity.bound = before.bound


def directions(quantities: list[Quantity], lexicon: Lexicon) -> None:
    """Set the direction of every quantity; "Burlington by 2.6%" takes the direction of the change before it."""
    for position, quantity in enumerate(quantities):
        if quantity.direction is None:
            quantity.direction = direction(quantity, lexicon)
        if quantity.direction is None and position and _restates(quantities[position - 1], quantity, lexicon):
            quantity.direction = quantities[position - 1].direction
        if quantity.direction is None and position and _continues(quantities[position - 1], quantity, lexicon):
            quantity.direction = quantities[position - 1].direction


def _restates(before: Quantity, quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "down 12 points or 0.3%": the same change told in another unit."""
    between = before.words.texts[before.after : quantity.head] if before.words is quantity.words else []
    return before.direction is not None and before.kind != quantity.kind and _links(between, lexicon)


def _links(between: list[str], lexicon: Lexicon) -> bool:
    """Whether nothing but "or" stands there, with a comma before it and an article behind it (Spanish "31 puntos, o un 2 por ciento")."""
    said = [text for text in between if text not in _COMMAS]
    return 0 < len(said) <= 2 and said[0] in lexicon.sets["restating"] and all(text in lexicon.sets["determiners"] for text in said[1:])


def _continues(before: Quantity, quantity: Quantity, lexicon: Lexicon) -> bool:
    words = quantity.words
    by = lexicon.lists["by"].before(words.texts, quantity.head)
    if before.kind != quantity.kind or before.direction is None or not by or words.at(quantity.head - by[0]) in lexicon.lists["share_of"].openers:
        return False
    verb = words.at(quantity.head - by[0] - 1)
    if not verb[:1].isalpha() or verb in lexicon.sets["verbs"] or (lexicon.verb_endings and verb.endswith(lexicon.verb_endings)):
        return False
    return quantity.first - before.last < _SUBJECT and not words.breaks(before.last + 1, quantity.first)
