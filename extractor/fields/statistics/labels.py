"""Numbers that name: numbered things, parts of names, versions and addresses."""

from __future__ import annotations

from fractions import Fraction

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.nouns import is_plural
from extractor.fields.statistics.quantity import DASHES, Quantity
from extractor.fold import fold_word

_SHORTEST = 2
_VERSION = 20
_ROW = 8
_STATE, _POSTAL = 2, 5
_HOUSES = 1000
_NAME_DIGITS = 7
_LABEL_DIGITS = 5


def is_numbered(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "chapter 7", "Article 5", "المادة 5", "رقم 7"; a plural noun behind the number lets it count after all."""
    words = quantity.words
    if quantity.kind != "count" or quantity.number.scaled:
        return False
    index = _row_start(quantity, lexicon)
    if words.at(index - 1) in {".", "(", ":", "#"} or words.at(index - 1) in DASHES:
        index -= 1
    found = lexicon.lists["numbered_before"].before(words.texts, index)
    if not found:
        return _is_label(quantity, lexicon)
    if (lexicon.capital_names or lexicon.plural_endings) and quantity.noun and quantity.unit_text and not words.capital(index - found[0]) and not words.capital(quantity.last + 1):
        return not is_plural(words.texts[quantity.noun[1]], lexicon)
    return not (lexicon.prefixes and _counted(quantity, lexicon) and words.texts[(quantity.noun or (0, 0))[0]] in lexicon.singulars)


def _counted(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Whether a noun is counted; not the whole in "الدقيقة 48 من العرض"."""
    return quantity.noun is not None and quantity.words.at(quantity.last + 1) not in lexicon.sets["among"]


def _row_start(quantity: Quantity, lexicon: Lexicon) -> int:
    """The first numeral of the row that a number stands in: "Sections 3, 5 and 8"."""
    words, index = quantity.words, quantity.first
    for _ in range(_ROW):
        before = index - 1
        if words.at(before) in lexicon.conjunctions:
            before -= 1
            before -= words.at(before) == ","
        elif words.at(before) == ",":
            before -= 1
        else:
            break
        if not words.at(before)[:1].isdecimal():
            break
        index = before
    return index


def _is_label(quantity: Quantity, lexicon: Lexicon) -> bool:
    """Arabic "البوابة 5", "الدورة ال13": the numeral behind a definite singular names it, for what is counted follows its number; not behind the noun of a level ("المؤشر 45")."""
    words, number = quantity.words, quantity.number
    if not lexicon.definite or _counted(quantity, lexicon) or (quantity.unit_text and not quantity.noun) or quantity.bound != "exact" or not words.texts[number.first].isdecimal() or number.last != number.first:
        return False
    before = number.first - 1
    before -= words.at(before) == lexicon.definite
    text = words.at(before)
    noun = next((text[len(prefix) :] for prefix in lexicon.definite_prefixes if text.startswith(prefix)), "")
    if len(noun) < _SHORTEST or lexicon.is_number(text) or text in lexicon.percent_openers or number.prefix or noun in lexicon.sets["level_nouns"] or words.at(before - 1) in lexicon.sets["level_nouns"]:
        return False
    return fold_word(lexicon.singulars.get(noun, noun)) == noun and not noun.endswith(lexicon.sound_plurals)


def is_part_of_name(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "Windows 11", "Game 7", "Galaxy Note 20", "World War Two": a numeral behind a capitalised word, with nothing to count."""
    words, number = quantity.words, quantity.number
    if quantity.kind != "count" or number.scaled or quantity.value is None:
        return False
    if not lexicon.capital_names:
        return _is_behind_capital(quantity, lexicon) if lexicon.cased else _is_behind_latin(quantity)
    if number.step != 1:
        return number.written == "digits" and quantity.noun is None and quantity.bound == "exact" and _is_version(quantity)
    following = number.last + 1
    if number.written != "digits":
        if words.capital(number.first) and words.capital(following) and quantity.noun is None and number.first == number.last:
            return True
        if words.at(number.first - 1) in DASHES and words.touches(number.first - 1) and words.capital(number.first) and words.capital(number.first - 2):
            return True  # "the Hop-Six"
        return words.capital(number.first) and not _starts_sentence(quantity) and quantity.noun is None and (words.capital(number.first - 1) or words.at(number.first - 1) in lexicon.sets["prepositions"])
    before = number.first - 1
    if words.capital(following) and quantity.noun is None and "," not in words.texts[number.first] and quantity.bound == "exact":
        return True
    if len(words.at(before)) == _STATE and words.raw[words.starts[before] : words.ends[before]].isupper() and len(words.texts[number.first]) == _POSTAL and words.texts[number.first].isdecimal() and quantity.noun is None:
        return True  # "Springfield, OR 97403"
    if len(words.at(before)) <= _STATE and words.at(before - 1) in DASHES and words.touches(before - 1) and words.touches(before - 2) and words.capital(before) and words.capital(before - 2):
        return True  # "Wi-Fi 6 routers"
    if not words.capital(before) or words.at(before) in lexicon.sets["name_words"] or "," in words.texts[number.first] or number.value > 9999:
        return False
    if words.ends[before] + 1 != words.starts[number.first]:
        return False
    if quantity.noun is not None:
        return words.capital(number.last + 1) and words.at(number.last + 1) not in lexicon.sets["plural_nouns"]
    return not (lexicon.lists["up_after"].at(words.texts, number.last + 1) is not None)


def _is_behind_latin(quantity: Quantity) -> bool:
    """ "رحلة MS 985": a capitalised Latin name and its number, in a language that has no capitals, or of whose words nothing is known."""
    words, number = quantity.words, quantity.number
    before = words.at(number.first - 1)
    return quantity.noun is None and number.written == "digits" and before.isascii() and before.isalpha() and words.capital(number.first - 1) and len(words.texts[number.first]) <= _NAME_DIGITS


def _is_behind_capital(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "Adler 600", "das Blick Fernglas 6", "Typ 2": a plain numeral behind a capitalised word inside a sentence, with nothing to count but the name's next word."""
    words, first = quantity.words, quantity.number.first
    text, before = words.texts[first], words.at(first - 1)
    if not text.isdecimal() or len(text) > _LABEL_DIGITS or quantity.number.last != first or quantity.bound != "exact" or not words.capital(first - 1) or not before.isalpha():
        return False
    name = words.raw[words.starts[first - 1] : words.ends[first - 1]]
    if name.isupper() and len(name) > 1 and len(text) <= _SHORTEST and before not in lexicon.sets["stop"]:
        return True  # "BRT 24"
    if (before in lexicon.sets["stop"] and not (name.isupper() and len(name) > 1)) or before in lexicon.sets["name_words"] or before in lexicon.sets["level_nouns"] or lexicon.is_number(before):
        return False
    if words.ends[first - 1] + 1 != words.starts[first] or len(before) < words.ends[first - 1] - words.starts[first - 1] or lexicon.lists["out_of"].at(words.texts, first + 1):
        return False
    row = words.at(first + 1) in lexicon.conjunctions | lexicon.sets["range_and"] and lexicon.is_number(words.at(first + 2))
    if row and quantity.unit_text is None:
        return False  # "Vendió 20 y 30 toneladas"
    if first < _SHORTEST or not (words.texts[first - 2][0].isalnum() or words.texts[first - 2] in {",", "-", "("}):
        told = words.at(first + 1) in lexicon.sets["verbs"] | lexicon.sets["stop"] or len(text) >= _LABEL_DIGITS
        return quantity.unit_text is None and told  # its capital may be the sentence's
    following = words.raw[words.starts[first + 1] : words.ends[first + 1]] if words.capital(first + 1) else ""
    return quantity.unit_text is None or (bool(following) and not lexicon.capital_nouns) or (len(following) > 1 and following.isupper())


def _is_version(quantity: Quantity) -> bool:
    """ "USB 3.0": a small decimal of one place behind capital letters."""
    words, first = quantity.words, quantity.number.first
    name = words.raw[words.starts[first - 1] : words.ends[first - 1]] if first else ""
    return len(name) > 1 and name.isalpha() and name.isupper() and quantity.value is not None and 0 < quantity.value < _VERSION and quantity.number.step == Fraction(1, 10)


def _starts_sentence(quantity: Quantity) -> bool:
    index = quantity.number.first
    before = quantity.words.at(index - 1)
    return index == 0 or before in {"“", '"', "‘", "«", ":", "-", "—", "–"} or quantity.words.ends_sentence(index - 1)


def is_address(quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "10 Downing Street", "9 E 71st St", "Gartenstraße 12"."""
    words = quantity.words
    if quantity.number.written == "words" or quantity.kind != "count":
        return False
    before = quantity.number.first - 1
    street = words.at(before - (words.at(before) == "."))
    if lexicon.street_endings and street.endswith(lexicon.street_endings) and quantity.number.value < _HOUSES:
        return words.capital(before - (words.at(before) == "."))
    if not lexicon.capital_names:
        return False
    for index in range(quantity.number.last + 1, quantity.number.last + 5):
        if words.at(index) in lexicon.sets["address_nouns"] and words.capital(index):
            return True
        if not (words.capital(index) or words.at(index) in DASHES or words.at(index)[:1].isdecimal() or words.at(index) in lexicon.ordinal_suffixes):
            return False
    return False
