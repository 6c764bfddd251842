"""Codes: numerals that are a part of something that counts nothing, by the letters and signs that touch them.

Serial numbers, registrations, models, substances, versions, degrees of latitude and longitude.
"""

from __future__ import annotations

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.words import Words, exponent_at

DASHES = frozenset("-–—‑‐−")
_PICTURE_SIZES = {"p": ("1080", "1440", "2160", "4320"), "k": ("4", "8")}
"""Lines and columns of moving pictures (ITU-R BT.709, BT.2020) as they are printed; smaller ones may be prices in pence."""
_GROUP = 3
_YEAR_FROM, _YEAR_TO = 1300, 2150
_PRECISE = 3  # decimal places of a coordinate without its sign
_LAST_HOUR = 24
_MINUTES = 60
_SCALED = 4  # digits that a suffix for thousands may follow without a currency sign: "1500k", not "58214K"; one for millions three ("5500M")
_MILLION = 1_000_000
_OCTETS, _LAST_OCTET = 4, 255
_DEGREE_SIGNS = frozenset("°º˚")


def unreadable(text: str) -> bool:
    """Several points or commas that group no thousands: "1.2.3", "31,33,35"; in India the groups before the last are of two ("45,67,890")."""
    parts = text.split(".")
    if len(parts) == _OCTETS and all(part.isdecimal() and int(part) <= _LAST_OCTET for part in parts):
        return True  # an address of the network
    *groups, last = text.replace("’", "'").split("'")
    if groups and len(last) != _GROUP:
        return True  # 6'3"
    for mark in ".,":
        if text.count(mark) > 1:
            _, *middle, last = text.split(mark)
            if len(last[:_GROUP]) != _GROUP or (last[_GROUP:_GROUP + 1].isdecimal()) or any(len(part) not in (2, _GROUP) for part in middle):
                return True
    return False


def leading_zero(text: str) -> bool:
    """ "007", "01.45": no quantity is printed so."""
    return len(text) > 1 and text[0] == "0" and text[1].isdecimal()


def glued_before(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "A320", "F-16", "COVID-19", "#10"."""
    before = words.at(index - 1)
    if before in {"#", "№"} or (before == "*" and words.touches(index - 1) and _is_footnote(words, index, lexicon)):
        return True
    if not words.touches(index - 1):
        return False
    if before == "." and words.touches(index - 2) and words.at(index - 2).isalpha():
        return lexicon.capital_names and words.capital(index - 2)
    if before == "/" and words.touches(index - 2):
        return words.at(index - 2).isalpha() and words.capital(index - 2)  # "HTTP/2"
    if before in DASHES and words.touches(index - 2):
        letters = words.at(index - 2)
        if any(exponent_at(words, index - back) == index for back in (3, 4, 5)):
            return False
        word = lexicon.numbers.get(letters)
        return letters[:1].isalpha() and (word is None or word.kind == "suffix") and letters not in lexicon.prefixes and letters.lower() not in lexicon.currencies.symbols
    if not before[:1].isalpha():
        return False
    if lexicon.glued_names and len(before) >= _GROUP and not before.isascii():
        return True  # "코로나19"
    if lexicon.definite and len(before) == 1 and not before.isascii() and before not in lexicon.prefixes and before != lexicon.reversed_decimal:
        return True  # "ص31", the page
    if not before.isascii():  # a name of Latin letters behind a proclitic ("وPM2.5"), a letter of a script with capitals ("Т72")
        return (before[-1].isascii() and before[-1].isalpha()) or words.capital(index - 1)
    if any(exponent_at(words, index - back) == index for back in (2, 3)) or exponent_at(words, index - 2) is not None:
        return False
    if before in lexicon.currencies.before_only and len(words.texts[index]) == 1 and not lexicon.is_number(words.at(index + 1)):
        return True  # "PS4"
    if before in lexicon.prefixes or before in lexicon.currencies.symbols or before.upper() in lexicon.currencies.codes:
        return False
    return not (words.touches(index - 2) and words.at(index - 2) + before in lexicon.currencies.symbols)


def _is_footnote(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "*15": with no unit or word to count behind it."""
    return lexicon.spaceless or not words.at(index + 1)[:1].isalpha()


def glued_after(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "5G", "90s", "737MAX", "1080p"; units, scales and currency codes may stand there."""
    if not words.touches(index):
        return False
    after = words.at(index + 1)
    if words.texts[index] in _PICTURE_SIZES.get(after, ()):
        return not words.touches(index + 1) or not words.at(index + 2)[:1].isalnum()
    if after in {"'", "′"} and words.at(index + 2) == "s" and words.touches(index + 1):
        return True
    if after in lexicon.ordinal_suffixes and after not in _DEGREE_SIGNS:
        return True
    if not after[:1].isalpha() or not after.isascii():
        return after in lexicon.sets["era_letters"] if after else False
    if exponent_at(words, index) is not None:
        return False
    if _goes_on(words, index, lexicon):
        return True
    unit = lexicon.units.at(words.texts, index + 1)
    word = lexicon.numbers.get(after)
    if word is not None and word.kind in {"suffix", "scale", "plural_scale"} and not (unit and unit[0] > 1):
        return word.kind == "suffix" and is_too_long_for(words, index, after, lexicon)
    if after == "g" and words.capital(index + 1):
        return True
    return not (
        unit
        or lexicon.currency_words.at(words.texts, index + 1)
        or after in lexicon.currencies.symbols
        or after.upper() in lexicon.currencies.codes
        or lexicon.lists["percent"].at(words.texts, index + 1)
        or lexicon.lists["times"].at(words.texts, index + 1)
        or after in lexicon.prefixes
    )


def _goes_on(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether digits or capitals follow the letters behind a numeral: "58214K907", "5N-BQX"; not in a unit with a power ("12 m2")."""
    last = index + 1
    if not words.touches(last):
        return False
    following = words.at(last + 1)
    if following[:1].isdecimal():
        unit = lexicon.units.at(words.texts, last)
        return words.texts[last] not in lexicon.currencies.symbols and not (unit and unit[0] > 1)
    if following not in DASHES or not words.touches(last + 1):
        return False
    code = words.raw[words.starts[last] : words.ends[last]] + words.raw[words.starts[last + 2] : words.ends[last + 2]] if last + 2 < len(words) else ""
    return code.isalpha() and code.isupper() and len(code) > _GROUP


def is_too_long_for(words: Words, index: int, suffix: str, lexicon: Lexicon) -> bool:
    """Whether a numeral has too many digits for thousands or millions in one letter ("58214K"), but for money ("$15000M")."""
    digits, symbols = words.texts[index], lexicon.currencies.symbols
    most = _SCALED if lexicon.numbers[suffix].value < _MILLION else _GROUP
    return len(suffix) == 1 and len(digits) > most and digits.isdecimal() and words.at(index - 1) not in symbols and words.at(index + 2) not in symbols


def is_plate(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "34 ABC 123": a numeral on either side of one to three capitals that are no unit and no currency."""
    for letters, other in ((index + 1, index + 2), (index - 1, index - 2)):
        name = words.raw[words.starts[letters] : words.ends[letters]] if 0 <= letters < len(words) else ""
        if name.isascii() and name.isalpha() and name.isupper() and len(name) <= _GROUP and words.at(other)[:1].isdecimal():
            signs = lexicon.units.at(words.texts, letters) or lexicon.currency_words.at(words.texts, letters) or words.at(letters).upper() in lexicon.currencies.codes or words.at(letters) in lexicon.currencies.symbols
            if not signs and not lexicon.is_number(words.at(letters)) and words.texts[index].isdecimal() and words.texts[other].isdecimal():
                return True
    return False


def is_degree_ordinal(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "8° Congreso": where an ordinal has a small raised letter, the degree sign before a capitalised word stands for it."""
    follow = index + 1
    if words.at(follow) not in _DEGREE_SIGNS or not words.touches(index) or not _DEGREE_SIGNS & lexicon.ordinal_suffixes:
        return False
    return words.capital(follow + 1) and len(words.at(follow + 1)) > 1 and not lexicon.units.at(words.texts, follow + 1) and (lexicon.units.at(words.texts, follow) or (1, None))[0] == 1


def is_clock(words: Words, index: int) -> bool:
    """ "17 h 10": the hours, and the minutes behind them, where no unit says that it is a duration."""
    for hours in (index, index - 2):
        text, minutes = words.at(hours), words.at(hours + 2)
        if words.at(hours + 1) == "h" and text.isdecimal() and len(text) <= 2 and int(text) <= _LAST_HOUR and len(minutes) == 2 and minutes.isdecimal() and int(minutes) < _MINUTES:
            return not words.at(hours + 3).startswith("min")
    return False


def is_coordinate(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "36°12'N", "41.7325 N", "35 degrees north": a latitude or longitude; a lone letter says so of a decimal only."""
    if words.at(index - 1) in _DEGREE_SIGNS and words.touches(index - 1) and words.at(index - 2)[:1].isdecimal() and words.touches(index - 2):
        return True  # the minutes
    follow, signed = index + 1, False
    if words.at(follow) in _DEGREE_SIGNS:
        if words.touches(follow) and words.at(follow + 1)[:1].isdecimal():
            return True
        follow, signed = follow + 1, True
    elif (unit := lexicon.units.at(words.texts, follow)) and unit[1].code == "deg":
        follow, signed = follow + unit[0], True
    if not lexicon.lists["compass"].at(words.texts, follow):
        return False
    letter = len(words.texts[follow]) == 1
    if letter and not words.capital(follow):
        return False
    return signed or (letter and len(words.texts[index].partition(lexicon.decimal)[2]) >= _PRECISE)


def is_year(text: str) -> bool:
    """Whether a numeral could be a year of the Common Era or the Hijra."""
    return len(text) == 4 and text.isdecimal() and _YEAR_FROM <= int(text) <= _YEAR_TO
