"""What a composed number turns out not to be: a year, a numbered thing, a pronoun, an address, an idiom; and what it is instead: an age."""

from __future__ import annotations

from extractor.fields.statistics.atoms import HAN_DIGITS, HAN_LARGE
from extractor.fields.statistics.codes import is_year
from extractor.fields.statistics.labels import is_address, is_numbered, is_part_of_name
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import DASHES, Quantity

_ENDS = frozenset(("", ".", ",", ";"))
_AGE_CLOSES = frozenset((",", ")", ".", "—", "–", "―"))
_AGE_PAIRS = frozenset(((",", ","), ("(", ")")))
_AGES = range(5, 111)
_SMALL = 12
_SERIAL = 7
_LONG_SERIAL = 11
_SHORTEST = 2
_HALF = 2
_RECENT = (1900, 2035)
_LIVES = range(20, 111)
_LIFE_REACH = 16


def keep(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Whether a quantity is a statistic (or an age or a duration, which keep their kinds)."""
    if "named" in quantity.marks:
        return False
    _lifetime(quantity, lexicon)
    _age(quantity, lexicon)
    if quantity.kind == "duration" and _is_told_year(quantity):
        return False
    if quantity.kind not in {"count", "ratio"}:
        return not (quantity.kind == "multiple" and quantity.number.bare_one) and not (quantity.kind == "money" and _is_scale_alone(quantity, lexicon))
    return not any(rule(quantity, lexicon) for rule in _RULES)


def _lifetime(quantity: Quantity, lexicon: Lexicon) -> None:
    """ "life expectancy is around 73", "a life expectancy of 73 years": years that are measured, no plain duration."""
    words, lifetimes = quantity.words, lexicon.lists["lifetimes"]
    years = quantity.kind == "duration" and quantity.code == "a"
    if not lifetimes.openers or not (years or (quantity.kind == "count" and quantity.unit_text is None)) or not _LIVES[0] <= quantity.size <= _LIVES[-1]:
        return
    first, _ = words.sentence(quantity.first, _LIFE_REACH)
    clause = max((index + 1 for index in range(first, quantity.first) if words.texts[index] == ";"), default=first)
    if any(words.texts[index] in lifetimes.openers and lifetimes.at(words.texts, index) for index in range(clause, quantity.first)):
        quantity.kind, quantity.rule = "measurement", "lifetime"
        quantity.set_unit("a", "UCUM", quantity.unit_text)


def _age(quantity: Quantity, lexicon: Lexicon) -> None:
    """ "aged 35", "35-year-old", "عمره 66 عاما", ", 66,"."""
    words = quantity.words
    if quantity.kind not in {"count", "duration"}:
        return
    bracketed = words.at(quantity.first - 1) == "(" and words.at(quantity.last + 1) == ")"
    before = lexicon.lists["ages_before"].before(words.texts, quantity.first - bracketed)
    if before and bracketed and (unit := lexicon.units.at(words.texts, quantity.last + 2)) and unit[1].dimension == "time":  # "من العمر (6) سنوات"
        quantity.kind, quantity.rule = "age", "age before"
        quantity.set_unit(unit[1].code, unit[1].system, quantity.printed(quantity.last + 2, quantity.last + 1 + unit[0]))
        return
    after = lexicon.lists["ages_after"].at(words.texts, quantity.last + 1)
    if after and (quantity.kind == "duration" or (quantity.unit_text is None and quantity.value is None)):
        quantity.kind, quantity.rule = "age", "age after"
        quantity.after = quantity.last + 1 + after[0]
        return
    if quantity.kind == "count" and quantity.unit_text is None and quantity.size <= _LIVES[-1] and lexicon.lists["older"].at(words.texts, quantity.last + 1):
        quantity.kind, quantity.rule = "age", "age and older"
        quantity.set_unit("a", "UCUM", None)
        return
    if before and (quantity.kind == "duration" or quantity.unit_text is None) and quantity.size < 130 and not lexicon.lists["times"].at(words.texts, quantity.last + 1):
        quantity.kind, quantity.rule = "age", "age before"
        if quantity.code is None:
            quantity.set_unit("a", "UCUM", None)
        return
    if quantity.kind == "duration" and quantity.code == "a" and words.at(quantity.first - 1) == "(" and words.at(quantity.last + 1) in {")", "،", ","}:
        quantity.kind, quantity.rule = "age", "age in brackets"
        return
    if not (lexicon.capital_names or lexicon.cased) or quantity.unit_text is not None or quantity.number.written != "digits" or quantity.value is None:
        return
    opening, closing = words.at(quantity.first - 1), words.at(quantity.last + 1)
    if not lexicon.capital_names and (opening, closing) not in _AGE_PAIRS:
        return
    if quantity.value in _AGES and quantity.value.denominator == 1 and opening in {",", "("} and closing in _AGE_CLOSES and words.capital(quantity.first - 2):
        quantity.kind, quantity.rule = "age", "age beside a name"
        quantity.set_unit("a", "UCUM", None)


def _is_year(quantity: Quantity, lexicon: Lexicon) -> bool:
    words, number = quantity.words, quantity.number
    text = words.texts[number.first]
    if quantity.kind != "count" or number.first != number.last or not is_year(text):
        return False
    if quantity.value is None:
        return is_year(words.texts[quantity.last])
    if words.at(number.last + 1) in lexicon.sets["era_letters"] or (lexicon.apostrophe_suffixes and lexicon.month_numbers.at(words.texts, number.last + 1)):
        return True  # "2024 Mayıs'ta"
    if lexicon.lists["year_before"].before(words.texts, quantity.head) and not (quantity.noun and lexicon.prefixes and words.texts[quantity.noun[0]] in lexicon.singulars):
        return True
    if quantity.unit_text is not None and quantity.bound == "exact":
        if _is_recent(text) and quantity.noun and not (lexicon.plural_endings or lexicon.prefixes or lexicon.capital_nouns or lexicon.spaceless):
            return words.texts[quantity.noun[1]] not in lexicon.singulars
        if _is_recent(text) and lexicon.prefixes and quantity.noun:
            return words.texts[quantity.noun[0]] not in lexicon.singulars
        if _is_recent(text) and not lexicon.year_nouns:
            return quantity.noun is None or words.texts[quantity.noun[1]] not in lexicon.sets["person_words"]
        return words.at(number.last + 1) in lexicon.sets["not_counted"]
    until = any(word in lexicon.sets["until"] for word in words.texts[quantity.head : number.first])
    if quantity.bound in {"about", "over", "at_least", "at_most"} and quantity.head < number.first and not (until and _is_recent(text)):
        return False
    return int(text) >= 1500


def _is_told_year(quantity: Quantity) -> bool:
    """Russian "2012 года": a year of our time before the word for years is the year."""
    text = quantity.words.texts[quantity.number.first]
    return quantity.code == "a" and quantity.value is not None and quantity.number.first == quantity.number.last and is_year(text) and _is_recent(text) and quantity.bound == "exact"


def _is_recent(text: str) -> bool:
    return _RECENT[0] <= int(text) <= _RECENT[1]


def _is_one(quantity: Quantity, lexicon: Lexicon) -> bool:
    """The pronoun: "one" counts only before a noun that it can count."""
    if not quantity.number.bare_one or quantity.kind != "count":
        return False
    if lexicon.one_is_article:
        return True
    noun = quantity.noun
    if noun is None or not lexicon.plural_endings:
        return lexicon.pronoun_one or noun is None
    words = quantity.words
    if noun[1] > quantity.last + 1 or words.texts[noun[1]] in lexicon.sets["one_nouns"] or words.texts[noun[0]] in lexicon.sets["one_nouns"]:
        return True
    return lexicon.pronoun_one and words.at(quantity.first - 1) in lexicon.sets["determiners"]


def _is_definite(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Arabic "الدول السبع", "الأربعة": a definite number word refers back."""
    number = quantity.number
    return quantity.kind == "count" and bool(lexicon.definite) and number.written == "words" and number.prefix.endswith(lexicon.definite) and not number.scaled and quantity.noun is None


def _is_loose_fraction(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "a third person", "the quarter": a single part counts only with "of", or after "one"; in Arabic not when definite."""
    number, words = quantity.number, quantity.words
    if quantity.kind != "ratio" or number.denominator is None or quantity.rule != "fraction":
        return False
    if words.at(number.first - 1) in lexicon.ordinals and number.first == number.last:
        return True  # "in der ersten Hälfte"
    if words.texts[number.last] in lexicon.sets["half_nouns"]:
        return False
    if lexicon.definite:
        return number.prefix.endswith(lexicon.definite) and number.numerator == 1 and not lexicon.lists["to"].before(words.texts, number.first)
    behind = words.at(number.last + 1)
    counted = behind[:1].isalpha() and behind not in lexicon.sets["stop"] and behind not in lexicon.sets["verbs"] and not lexicon.lists["half_after"].at(words.texts, number.last + 1)
    if number.numerator == 1 and number.denominator != _HALF and words.texts[number.first] in lexicon.sets["determiners"] and counted and not lexicon.capital_nouns and not lexicon.capital_names:
        return True  # "un cuarto piso"
    if number.numerator != 1 or (words.texts[number.first] in lexicon.numbers and lexicon.numbers[words.texts[number.first]].kind in {"unit", "vulgar"}):
        return False
    if number.article and number.denominator == _HALF and words.at(number.first - 1) in lexicon.conjunctions and not lexicon.lists["half_after"].at(words.texts, number.last + 1):
        return True  # "for a decade and a half"
    follows = lexicon.lists["half_after"].at(words.texts, number.last + 1) is not None
    if number.denominator == 2:
        return not (follows or quantity.bound != "exact" or number.article)
    word = words.texts[number.last]
    if word not in lexicon.ordinals and word not in lexicon.sets["loose_fractions"]:
        return False
    ends = words.at(number.last + 1) in _ENDS
    return not ((follows or ends) and (number.article or quantity.bound != "exact"))


def _is_serial(quantity: Quantity, _: Lexicon) -> bool:
    """ "id: 17390935", "9783161484100": seven digits without separators behind a colon, or eleven in a sentence, before nothing to count."""
    text = quantity.words.texts[quantity.number.first]
    if quantity.noun is None and text.isdecimal() and len(text) >= _LONG_SERIAL and not quantity.number.scaled and len(quantity.words) > _SHORTEST:
        return True
    return quantity.noun is None and text.isdecimal() and len(text) >= _SERIAL and quantity.words.at(quantity.number.first - 1) in {":", "="}


def _is_day_or_hour(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "12.3.", "16.45": where the comma is for decimals, two numbers with a point between them are a day or a time."""
    day, point, month = quantity.words.texts[quantity.number.first].partition(".")
    bare = quantity.unit_text is None and quantity.number.written == "digits" and quantity.number.first == quantity.last
    return bare and lexicon.point_times and bool(point) and day.isdecimal() and month.isdecimal() and len(day) <= _SHORTEST and len(month) <= _SHORTEST


def _is_lettered(quantity: Quantity, _: Lexicon) -> bool:
    """ "12c", "4b": letters that touch a numeral and are no unit of it."""
    words, last = quantity.words, quantity.last
    letters = words.at(last + 1)
    return quantity.unit_text is None and words.texts[last][0].isdecimal() and words.touches(last) and letters.isascii() and letters.isalpha()


def _is_lone_han(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "一系列", "四大", "单一": a single Han numeral before no classifier counts nothing."""
    words, number = quantity.words, quantity.number
    if not lexicon.spaceless or quantity.kind != "count" or quantity.unit_text is not None or quantity.value is None:
        return False
    return (words.texts[number.first] in HAN_DIGITS or words.texts[number.first] in HAN_LARGE) and number.first == number.last and not lexicon.lists["classifiers"].at(words.texts, number.last + 1)


def _is_scale_alone(quantity: Quantity, lexicon: Lexicon) -> bool:
    """English "million" needs an article or a number before it: "a million-pound house", but "billion-dollar companies" have no figure."""
    number = quantity.number
    return not lexicon.scale_alone and number.first == number.last and not number.article and quantity.kind in {"count", "money"} and lexicon.is_scale(quantity.words.texts[number.first])


def _is_called_by_number(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Spanish "el 112", "al 091": a numeral behind the article of a singular, with nothing counted or measured, names what is called by it."""
    words, number = quantity.words, quantity.number
    plain = quantity.kind == "count" and quantity.value is not None and quantity.unit_text is None and quantity.noun is None and quantity.bound == "exact"
    if not plain or number.first != number.last or not words.texts[number.first].isdecimal() or words.at(number.first - 1) not in lexicon.sets["number_articles"]:
        return False
    following, second = words.at(number.last + 1), words.at(number.last + 2)
    articles, joins = lexicon.sets["number_articles"], lexicon.lists["range_to"].at(words.texts, number.last + 1) is not None
    if following in articles or ((joins or following in lexicon.conjunctions) and second in articles):
        return False  # "del 5 al 7 por ciento"
    return not (joins and following not in lexicon.conjunctions and lexicon.is_number(second))


def _is_score(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "فاز بنتيجة 9 أشواط مقابل 8": a number behind the word for a score, and the one that is set against it."""
    before, index, words = lexicon.lists["score_before"], quantity.head, quantity.words
    if quantity.number.scaled:
        return False
    if before.before(words.texts, index):
        return True
    against = lexicon.lists["versus"].before(words.texts, index)
    if not against:
        return False
    index -= against[0]
    index -= words.at(index - 1).isalpha() and not lexicon.is_number(words.at(index - 1))
    return lexicon.is_number(words.at(index - 1)) and before.before(words.texts, index - 1) is not None


def _is_few_times(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "two or three times": occasions, up to three, are a manner of speaking."""
    return quantity.kind == "count" and quantity.size <= 3 and lexicon.lists["occasions"].at(quantity.words.texts, quantity.number.last + 1) is not None


def _is_back_reference(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "the two were": a small number word behind a determiner, with nothing to count, points back."""
    words, number = quantity.words, quantity.number
    if quantity.kind != "count" or number.written != "words" or quantity.noun is not None or quantity.unit_text is not None or quantity.size > _SMALL:
        return False
    before = number.first - 1
    before -= words.at(before) in lexicon.sets["superlatives"]  # "the bottom three"
    return lexicon.capital_names and words.at(before) in lexicon.sets["determiners"] and words.at(number.last + 1) not in lexicon.sets["prepositions"]


def _is_compound(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "two-way", "18-wheeler", "one-off": a number tied to a word that is no unit."""
    words, last = quantity.words, quantity.number.last
    if quantity.kind not in {"count", "ratio"} or words.at(last + 1) not in DASHES or not (words.touches(last) and words.touches(last + 1)):
        return False
    following = words.at(last + 2)
    return following[:1].isalpha() and following not in lexicon.sets["tied_nouns"]


_RULES = (
    _is_year,
    _is_one,
    is_numbered,
    is_part_of_name,
    _is_definite,
    is_address,
    _is_loose_fraction,
    _is_scale_alone,
    _is_compound,
    _is_called_by_number,
    _is_score,
    _is_few_times,
    _is_back_reference,
    _is_serial,
    _is_lettered,
    _is_day_or_hour,
    _is_lone_han,
)
