"""What a quantity is told per: "a day", "per litre", "في اليوم".

The code of the whole is UCUM's where that is printed with a symbol ("km/h"), else the code of what is told, with the whole as printed.
"""

from __future__ import annotations

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import DASHES, Quantity
from extractor.fields.statistics.symbols import UnitOf, known_unit, name_of_unit
from extractor.fields.statistics.words import Words


def unit_behind_per(words: Words, index: int, lexicon: Lexicon) -> tuple[int, UnitOf] | None:
    """The last token and the unit of "per day" at a token; nothing where a word of time goes on ("a year earlier")."""
    found = lexicon.lists["per"].at(words.texts, index)
    unit = lexicon.units.at(words.texts, index + found[0]) if found else None
    if not found or not unit:
        return None
    last = index + found[0] + unit[0] - 1
    return None if tells_when(words, last + 1, lexicon) else (last, unit[1])


def tells_when(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "earlier", "ago": the words before it are a time."""
    return words.at(index) in lexicon.sets["time_relations"]


def adverb_at(words: Words, index: int, lexicon: Lexicon) -> UnitOf | None:
    """ "daily", "سنويا" behind a measure; before a noun it is an adjective."""
    unit = lexicon.per_adverbs.get(words.at(index))
    following = words.at(index + 1)
    return unit if unit and (not following[:1].isalpha() or following in lexicon.sets["stop"] or lexicon.definite) else None


def is_glued(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "للبرميل": a unit behind a glued "per"."""
    text = words.at(index)
    noun = next((text[len(prefix) :] for prefix in lexicon.per_prefixes if text.startswith(prefix)), "")
    return bool(noun) and (lexicon.units.at([noun], 0) is not None or noun in lexicon.per_units)


def measure_per(quantity: Quantity, first: int, lexicon: Lexicon) -> None:
    """ "9.8 million barrels per day", "3 metres a second": the per-unit belongs to the expression of a measure, whose unit begins at `first`."""
    words = quantity.words
    hyphen = words.at(quantity.last + 1) in DASHES and words.touches(quantity.last)  # "a 7,500 litre-a-day dairy"
    index = quantity.last + 1 + hyphen
    if adverb_at(words, index, lexicon) and quantity.kind != "duration":
        quantity.set_unit(quantity.code, quantity.system, quantity.printed(first, index))
        quantity.marks.add("per")
        quantity.extend(index)
        return
    link = lexicon.lists["per"].at(words.texts, index)
    if not link or quantity.kind == "duration" or (hyphen and words.at(index + link[0]) not in DASHES):
        return
    beyond = index + link[0] + hyphen
    unit = lexicon.units.at(words.texts, beyond)
    if not unit or tells_when(words, beyond + unit[0], lexicon):
        return
    last = beyond + unit[0] - 1
    whole = known_unit(f"{quantity.code}/{unit[1].code}")
    quantity.set_unit(whole.code if whole else quantity.code, whole.system if whole else quantity.system, quantity.printed(first, last))
    quantity.marks.add("per")
    quantity.extend(last)


def noun_per(quantity: Quantity, lexicon: Lexicon) -> None:
    """ "forty parcels per hour", and of what was named before "12 an hour"."""
    words = quantity.words
    first, last = quantity.noun or (quantity.last + 1, quantity.last)
    found = unit_behind_per(words, last + 1, lexicon)
    if not found or found[1].dimension != "time":
        return
    end = found[0]
    if quantity.noun is None:
        name = name_of_unit(found[1].code)
        quantity.set_unit(f"per {name}" if name else None, "own" if name else None, quantity.printed(first, end))
    else:
        link = " ".join(words.texts[last + 1 : end + 1])
        quantity.set_unit(f"{quantity.code} {link}" if quantity.code else None, quantity.system, quantity.printed(first, end))
    quantity.marks.add("per")
    quantity.after = end + 1
