"""Money: currency signs, codes and names before or behind an amount, and what it is paid for ("a barrel")."""

from __future__ import annotations

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.per import adverb_at, is_glued, tells_when
from extractor.fields.statistics.quantity import DASHES, Quantity, System
from extractor.fields.statistics.symbols import name_of_unit
from extractor.fields.statistics.words import Words

_CONVERTED = 8  # tokens of an amount in brackets: sign, number, scale word, currency


def money_before(quantity: Quantity, lexicon: Lexicon, country: str | None) -> bool:
    """ "$1.2m", "A$ 5", "USD 500", "£-3"."""
    words = quantity.words
    first = quantity.first
    if words.at(first - 1) in DASHES and words.touches(first - 1) and words.at(first - 2) in lexicon.currencies.symbols:
        first -= 1
    found = symbol_before(words, first, lexicon)
    if found is None:
        return False
    start, name = found
    if first != quantity.first and quantity.value is not None:
        quantity.value = -quantity.value
    code = lexicon.currencies.code(name, country)
    quantity.settle()
    index = words.index_from(start)
    printed = words.passage.text[slice(*words.passage.folded.span(start, words.ends[quantity.number.first - 1]))].strip()
    quantity.first = quantity.head = index
    quantity.start = start
    quantity.kind, quantity.rule = "money", "currency sign"
    quantity.set_unit(code, _money_system(code, lexicon), printed)
    # "$76 US", "$75 U.S."
    trailing = lexicon.lists["dollar_countries"].at(words.texts, quantity.last + 1)
    if trailing and words.capital(quantity.last + 1):
        place = lexicon.countries.get(words.texts[quantity.last + 1])
        if place:
            code = lexicon.currencies.code("dollar", country, place) if name == "dollar" else code
            quantity.set_unit(code, _money_system(code, lexicon), printed)
        quantity.extend(quantity.last + trailing[0])
    _per(quantity, lexicon)
    return True


def symbol_before(words: Words, first: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Folded start and name of a currency sign or code just before a token."""
    before = words.at(first - 1)
    if not before or before[0] == "\n":
        return None
    end = words.ends[first - 1]
    if words.starts[first] - end > 1:
        return None
    if before.upper() in lexicon.currencies.printed_codes and words.raw[words.starts[first - 1] : end].isupper():
        return words.starts[first - 1], before.upper()
    low = max(0, end - lexicon.currencies.longest)
    text = words.raw[low:end].lower()
    if len(text) != end - low:
        return None
    for offset in range(len(text)):
        sign = text[offset:]
        name = lexicon.currencies.symbols.get(sign)
        if name is None:
            continue
        start = low + offset
        if sign[0].isalpha() and start and words.raw[start - 1].isalpha():
            continue
        if sign.isalpha() and not _upper_sign(words, start, end):
            continue
        return start, name
    return None


def _upper_sign(words: Words, start: int, end: int) -> bool:
    """A sign of letters ("RM", "Rs", "PS") is printed with a capital."""
    return words.raw[start:end][0].isupper()


def _money_system(code: str | None, lexicon: Lexicon) -> System | None:
    if code is None:
        return None
    return "ISO4217" if code in lexicon.currencies.codes else "own"


def money_after(quantity: Quantity, lexicon: Lexicon, country: str | None) -> bool:
    """ "500 million riyals", "20 مليار ريال سعودي", "1,200€", "12 500 EUR", "million Canadian dollars"."""
    words, follow = quantity.words, quantity.unit_at()
    link = lexicon.lists["of_money"].at(words.texts, follow)
    if link and quantity.number.scaled:
        follow += link[0]
    place = None
    index = follow
    if words.at(index) in lexicon.countries:
        place = lexicon.countries[words.texts[index]]
        index += 1
    found = lexicon.currency_words.at(words.texts, index)
    name: str | None = found[1] if found else None
    last = index + found[0] - 1 if found else index
    if name is None:
        index, place = follow, None
        last = index
        text = words.at(index)
        joined = text + words.at(index + 1) if words.touches(index) else ""
        if joined and joined in lexicon.currencies.symbols:
            name, last = lexicon.currencies.symbols[joined], index + 1
        elif text in lexicon.currencies.symbols and text not in lexicon.currencies.before_only and (not text.isalpha() or _upper_sign(words, words.starts[index], words.ends[index])):
            if text in {"$", "£"} and words.touches(index) and words.at(index + 1)[:1].isdecimal() and not words.touches(index - 1):
                return False
            name = lexicon.currencies.symbols[text]
        elif text.upper() in lexicon.currencies.printed_codes and words.raw[words.starts[index] : words.ends[index]].isupper():
            name = text.upper()
    if name is None:
        return False
    trailing = words.at(last + 1)
    if place is None and name in lexicon.currencies.families and trailing in lexicon.countries:
        place = lexicon.countries[trailing]
        last += 1
    code = lexicon.currencies.code(name, country, place)
    if place and name in lexicon.currencies.families and place not in lexicon.currencies.families[name]:
        code = None
    quantity.settle()
    quantity.kind, quantity.rule = "money", "currency word"
    quantity.set_unit(code, _money_system(code, lexicon), quantity.printed(follow, last))
    quantity.extend(last)
    _per(quantity, lexicon)
    return True


def _price(quantity: Quantity, per: str | None, lexicon: Lexicon) -> None:
    """The own code of a price ("dollar per barrel"): money per unit is no amount of money, and neither ISO 4217 nor UCUM has a code for it."""
    currency = lexicon.currencies.names.get(quantity.code or "")
    if currency and per:
        quantity.currency = quantity.code
        quantity.set_unit(f"{currency} per {per}", "own", quantity.unit_text)


def _per(quantity: Quantity, lexicon: Lexicon) -> None:
    """ "a barrel", "per share", "للأوقية": the printed unit is kept, the evidence stays with the money."""
    words, following = quantity.words, quantity.last + 1
    if adverb_at(words, following, lexicon) or is_glued(words, following, lexicon):
        quantity.marks.add("per")
        quantity.unit_text = f"{quantity.unit_text} {quantity.printed(following, following)}"
        quantity.after = following + 1
        return
    opening = _behind_conversion(words, following)
    found = lexicon.lists["per"].at(words.texts, opening)
    if not found:
        return
    index = opening + found[0]
    unit = lexicon.units.at(words.texts, index)
    length = unit[0] if unit else 1
    noun = words.at(index)
    if not noun[:1].isalpha() or (noun in lexicon.sets["stop"] and not unit) or tells_when(words, index + length, lexicon):
        return
    if found[0] == 1 and words.texts[opening] in lexicon.sets["determiners"] and not (unit or noun in lexicon.sets["per_nouns"]):
        return
    quantity.marks.add("per")
    _price(quantity, name_of_unit(unit[1].code) if unit else lexicon.per_units.get(noun), lexicon)
    quantity.unit_text = f"{quantity.unit_text} {quantity.printed(opening, index + length - 1)}"
    if opening == following:
        quantity.noun = (opening, index + length - 1)
        quantity.after = index + length


def _behind_conversion(words: Words, index: int) -> int:
    """The token behind "($2.4 million)" at a token, or behind the bracket that closes there; else the token itself."""
    if words.at(index) == ")":
        return index + 1
    if words.at(index) == "(" and (words.at(index + 1)[:1].isdecimal() or words.at(index + 2)[:1].isdecimal() or words.at(index + 3)[:1].isdecimal()):
        return next((close + 1 for close in range(index + 2, index + _CONVERTED) if words.at(close) == ")"), index)
    return index
