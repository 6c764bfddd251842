"""Units: percent, measures and multiples; money and counted nouns have modules of their own."""

from __future__ import annotations

from fractions import Fraction

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.money import money_after, money_before, symbol_before
from extractor.fields.statistics.notations import Number
from extractor.fields.statistics.nouns import is_plural
from extractor.fields.statistics.per import measure_per, unit_behind_per
from extractor.fields.statistics.quantity import DASHES, Quantity
from extractor.fields.statistics.symbols import UnitOf, cased_unit
from extractor.fields.statistics.words import Words

_NEAR = 14
_PLURAL_REACH = 3
_TENTHS = 10
_ELIDED = frozenset("'’")
_BEFORE_DASH = frozenset("%).°º″′'")


def attach(words: Words, numbers: list[Number], lexicon: Lexicon, country: str | None) -> list[Quantity]:
    """A quantity for every number, with its unit."""
    found: list[Quantity] = []
    for number in numbers:
        quantity = Quantity.of(words, number)
        before = found[-1] if found and number.first - found[-1].last < _NEAR else None
        _sign(quantity)
        millions = before is not None and before.number.scaled and before.last >= before.number.last and words.touches(quantity.last - 1)
        if not millions or words.at(quantity.last + 1) in lexicon.sets["dimensions"]:
            _metres(quantity, lexicon)
        found.append(_attach(quantity, lexicon, country))
    return found


def _attach(quantity: Quantity, lexicon: Lexicon, country: str | None) -> Quantity:
    if (
        _percent(quantity, lexicon)
        or _shared(quantity, lexicon, country)
        or money_before(quantity, lexicon, country)
        or money_after(quantity, lexicon, country)
        or _times(quantity, lexicon)
        or _measure(quantity, lexicon)
    ):
        return quantity
    return quantity


def _sign(quantity: Quantity) -> None:
    """A minus or plus that belongs to the number: no letter or digit before it."""
    words, before = quantity.words, quantity.first - 1
    mark = words.at(before)
    spaced = words.at(before - 1) == "(" and mark in {"-", "−"}  # "(- 2,5 %)"
    if mark not in {"-", "−", "–", "+"} or not (words.touches(before) or spaced) or quantity.value is None:
        return
    earlier = words.at(before - 1)
    if words.touches(before - 1) and (earlier[:1].isalnum() or earlier in _BEFORE_DASH):
        return
    if mark == "+":
        quantity.direction = "up"
        quantity.head = before
        return
    if earlier[:1].isdecimal() and words.raw[words.starts[before] - 1] not in "\t\n":
        return
    quantity.value = -quantity.value
    quantity.first = before
    quantity.start = words.starts[before]
    quantity.head = before


def _metres(quantity: Quantity, lexicon: Lexicon) -> None:
    """ "37m" is millions only of something: with a currency, or before a noun, which in other languages than English must be a currency behind a space; else metres."""
    words, last = quantity.words, quantity.last
    if words.texts[last] != "m" or words.capital(last) or not lexicon.metre_suffix or quantity.value is None:
        return
    following = words.at(last + 1)
    if symbol_before(words, quantity.first, lexicon) or symbol_before(words, quantity.number.first, lexicon):
        return
    if lexicon.currency_words.at(words.texts, last + 1):
        return
    counts = _counts(words, last + 1, lexicon) if words.touches(last - 1) else lexicon.capital_names and is_plural(following, lexicon)
    if following[:1].isalpha() and following not in lexicon.sets["stop"] and following not in lexicon.sets["verbs"] and following not in lexicon.sets["dimensions"] and counts:
        return
    million = quantity.number.scale
    quantity.value, quantity.step = quantity.value / million, quantity.step / million
    quantity.last -= 1
    quantity.after = quantity.last + 1
    quantity.end = words.ends[quantity.last]


def _counts(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether a plural stands near, where the language has them: "37m downloads", not "the 400m final"."""
    if not lexicon.plural_endings:
        return True
    return any(is_plural(words.at(index + step), lexicon) for step in range(_PLURAL_REACH))


def _percent(quantity: Quantity, lexicon: Lexicon) -> bool:
    words, follow = quantity.words, _behind_one(quantity, lexicon)
    for name, kind, code, system in () if words.at(follow) not in lexicon.percent_openers else (
        ("percentage_points", "percentage_point", "pp", "own"),
        ("basis_points", "percentage_point", "bp", "own"),
        ("percent", "percentage", "%", "UCUM"),
    ):
        found = lexicon.lists[name].at(words.texts, follow)
        if found:
            quantity.settle()
            quantity.kind, quantity.rule = kind, name  # type: ignore[assignment]
            quantity.set_unit(code, system, quantity.printed(follow, follow + found[0] - 1))  # type: ignore[arg-type]
            quantity.extend(follow + found[0] - 1)
            _signed_change(quantity, lexicon)
            return True
    tenths = lexicon.lists["tenths"].at(words.texts, follow)
    if tenths and quantity.value is not None and 0 < quantity.value <= _TENTHS and words.at(follow + tenths[0]) not in lexicon.sets["not_tenths"]:
        quantity.value, quantity.step = quantity.value * _TENTHS, quantity.step * _TENTHS
        quantity.kind, quantity.rule = "percentage", "tenths"
        quantity.set_unit("%", "UCUM", quantity.printed(follow, follow + tenths[0] - 1))
        quantity.extend(follow + tenths[0] - 1)
        return True
    named = lexicon.lists["percent_before"].before(words.texts, quantity.first)
    if named:
        quantity.first -= named[0]
        quantity.start = words.starts[quantity.first]
        quantity.head = quantity.first
        quantity.kind, quantity.rule = "percentage", "percent before"
        quantity.set_unit("%", "UCUM", quantity.printed(quantity.first, quantity.first + named[0] - 1))
        return True
    before = words.at(quantity.first - 1)
    if before in {"%", "٪"} and words.touches(quantity.first - 1) and not words.at(quantity.first - 2)[:1].isdecimal():
        quantity.first -= 1
        quantity.start = words.starts[quantity.first]
        quantity.head = quantity.first
        quantity.kind, quantity.rule = "percentage", "percent before"
        quantity.set_unit("%", "UCUM", before)
        return True
    return False


def _behind_one(quantity: Quantity, lexicon: Lexicon) -> int:
    """Where a sign of percent may stand: "half of one percent" and "a quarter of a percentage point" are parts of one."""
    words, follow = quantity.words, quantity.unit_at()
    link = lexicon.lists["half_after"].at(words.texts, follow) if quantity.kind == "ratio" else None
    if link is None:
        return follow
    one = lexicon.numbers.get(words.at(follow + link[0]))
    said = words.at(follow + link[0]) == "1" or (one is not None and one.value == 1 and one.kind in {"article", "unit"})
    return follow + link[0] + 1 if said and words.at(follow + link[0] + 1) in lexicon.percent_openers else follow


def _signed_change(quantity: Quantity, lexicon: Lexicon) -> None:
    """ "Dow -0.2%", a cell "-12%": a signed share behind no preposition or verb is the size of a change."""
    words = quantity.words
    before = words.at(quantity.first - 1)
    if quantity.value is None or quantity.value >= 0 or words.texts[quantity.first] not in DASHES or before in lexicon.sets["prepositions"] or before in lexicon.sets["verbs"] or before in lexicon.sets["stop"]:
        return
    if before == "(" and lexicon.lists["share_of"].at(words.texts, quantity.last + 1):
        return  # "(- 2,5 % du PIB)" is a level below nought
    quantity.value, quantity.direction = -quantity.value, "down"


def _times(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "five times", "3x", "ثلاثة أضعاف", "ten-fold"."""
    words, follow = quantity.words, quantity.unit_at()
    found = lexicon.lists["times"].at(words.texts, follow)
    if not found or quantity.number.denominator is not None:
        return False
    if unit_behind_per(words, follow + found[0], lexicon):
        return False  # "14 times per minute"
    if quantity.number.value.denominator == 1 and lexicon.lists["occasions"].at(words.texts, follow) and not _compares(words, follow + found[0], lexicon):
        return False
    quantity.kind, quantity.rule = "multiple", "times"
    quantity.set_unit("x", "own", quantity.printed(follow, follow + found[0] - 1))
    quantity.extend(follow + found[0] - 1)
    return True


def _compares(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether "times" is followed by a comparison ("higher", "as many", "the rate") instead of counting occasions."""
    return bool(lexicon.lists["comparatives"].at(words.texts, index)) or words.at(index).endswith(lexicon.comparative_endings)


def _measure(quantity: Quantity, lexicon: Lexicon) -> bool:
    words, follow = quantity.words, quantity.unit_at()
    if quantity.number.denominator is not None and (link := lexicon.lists["half_after"].at(words.texts, follow)):
        beyond = follow + link[0] + (words.at(follow + link[0]) in lexicon.sets["determiners"])
        article = lexicon.numbers.get(words.at(beyond - 1))
        unit_of = lexicon.units.at(words.texts, beyond)
        follow = beyond if unit_of and (unit_of[1].dimension == "time" or (article is not None and article.kind == "article")) else follow
    found = _unit_at(quantity, follow, lexicon)
    if not found and words.at(follow) in lexicon.sets["time_adjectives"]:
        found = lexicon.units.at(words.texts, follow + 1)
        if found is None or found[1].dimension != "time" or not words.at(follow + 1).isalpha():
            return False
        follow += 1
    if found and words.at(follow) in lexicon.sets["era_letters"] and lexicon.lists["year_nouns_before"].before(words.texts, quantity.first):
        quantity.marks.add("named")  # "عام 605 م"
        return False
    if not found or not _is_unit(words, quantity, follow, found[0], lexicon) or _is_ordinal(quantity, lexicon):
        return False
    _set_measure(quantity, follow, found, lexicon)
    return True


def _is_ordinal(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "every fourth day": a part in one word, without article, before a unit is the ordinal."""
    number = quantity.number
    part = number.denominator is not None and number.numerator == 1 and number.first == number.last and not number.article and number.written == "words"
    return part and not lexicon.definite and quantity.words.texts[number.last] in lexicon.ordinals


def _set_measure(quantity: Quantity, follow: int, found: tuple[int, UnitOf], lexicon: Lexicon) -> None:
    words = quantity.words
    length, unit = found
    quantity.settle()
    quantity.kind = "duration" if unit.dimension == "time" else "percentage" if unit.code == "%" else "measurement"
    quantity.rule = "unit"
    quantity.set_unit(unit.code, unit.system, quantity.printed(follow, follow + length - 1))
    quantity.extend(follow + length - 1)
    half = lexicon.half_joined.at(words.texts, quantity.last + 1)
    if half and quantity.value is not None and not lexicon.numbers.get(words.at(quantity.last + 1 + half[0])):
        quantity.value += Fraction(1, 2)
        quantity.extend(quantity.last + half[0])
    measure_per(quantity, follow, lexicon)


def _shared(quantity: Quantity, lexicon: Lexicon, country: str | None) -> bool:
    """ "130 pounds": a measure where a word of its kind stands near, else money where the country or the clause speaks of money, else a measure."""
    words, follow = quantity.words, quantity.unit_at()
    found = lexicon.shared_units.at(words.texts, follow)
    if not found:
        return False
    whole = lexicon.units.at(words.texts, follow)
    if whole and whole[0] > found[0]:
        return _measure(quantity, lexicon)
    currency = lexicon.currency_words.at(words.texts, follow)
    if quantity.number.scaled or (currency and currency[0] > found[0]):
        return False
    first, last = words.sentence(quantity.first, _NEAR)
    near = {text for index, text in enumerate(words.texts[first:last], first) if not quantity.first <= index < follow + found[0]}
    if near.isdisjoint(lexicon.sets["weight_words"]):
        spends = country in lexicon.currencies.families["pound"] if country else "£" in words.raw
        if spends or not near.isdisjoint(lexicon.sets["money_words"]):
            return False
    _set_measure(quantity, follow, found, lexicon)
    return True


def _unit_at(quantity: Quantity, index: int, lexicon: Lexicon) -> tuple[int, UnitOf] | None:
    words = quantity.words
    if index < len(words) and (unit := cased_unit(words.raw[words.starts[index] : words.ends[index]])):
        return 1, unit
    found = lexicon.units.at(words.texts, index)
    if found is None:
        return None
    last = index + found[0] - 1
    apart = words.texts[last][0].isdecimal() and not words.touches(last - 1)
    if apart and words.at(last + 1)[:1].isalnum():
        return lexicon.units.at(words.texts[index : index + 1], 0)  # "12 km 2 times", but "600 m 2"
    return found


def _is_unit(words: Words, quantity: Quantity, index: int, length: int, lexicon: Lexicon) -> bool:
    """Symbols of one or two letters need to touch their number, or stand alone with nothing but a boundary behind them."""
    text = words.texts[index]
    if len(text) == 1 and words.at(index + 1) in _ELIDED and words.touches(index):
        return False  # "20 l'an"
    if length > 1 and words.at(index + 1) == "/" and words.touches(index):
        return True
    if length > 1 or len(text) > 2 or not text.isascii() or not text.isalpha():
        return text not in lexicon.sets["not_units"] or words.touches(index - 1) or (quantity.number.step < 1 and length == 1)  # "a 12.5 second lap"
    if quantity.number.written == "words" or (text in lexicon.sets["not_units"] and not words.touches(index - 1)):
        return False
    if words.touches(index - 1):
        return len(text) > 1 or words.raw[words.starts[index]].isupper() != (text in "mgtsh") or text in "lvw"
    if len(text) == 1:
        return words.raw[words.starts[index]].isupper() != (text in "mgtlsh") and (text in "mgtl" or text not in lexicon.sets["stop"])
    return text not in lexicon.sets["stop"]
