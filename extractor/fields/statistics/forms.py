"""Quantities that no numeral carries: duals ("شخصين"), multiples in a verb ("doubled", "تضاعف"), ranks ("ranked third", "المرتبة السادسة")."""

from __future__ import annotations

from fractions import Fraction

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.notations import Number
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

_RANK_REACH = 14
_SUBJECT = 8
_COMMAS = frozenset(",،;؛")


def find_forms(words: Words, dead: set[int], lexicon: Lexicon) -> list[Quantity]:
    """Duals, multiples and ranks of a passage, in order."""
    found: list[Quantity] = []
    forms = lexicon.forms
    for index in [index for index, text in enumerate(words.texts) if text in forms]:
        text = words.texts[index]
        if text in lexicon.duals:
            found.extend(_dual(words, index, lexicon))
        elif text in lexicon.dual_units:
            found.extend(_dual_unit(words, index, lexicon))
        elif text in lexicon.ordinals:
            found.extend(_rank(words, index, lexicon))
        elif multiple := lexicon.multiples.at(words.texts, index):
            found.extend(_multiple(words, index, *multiple, lexicon))
    return [quantity for quantity in found if quantity.first not in dead]


def _made(words: Words, first: int, last: int, start: int, value: int) -> Quantity:
    number = Number(first, last, start, words.ends[last], Fraction(value), Fraction(1), "words")
    return Quantity.of(words, number)


def _prefix_length(text: str, stems: frozenset[str]) -> int:
    """How many letters of a proclitic stand before a known form."""
    for length in range(3):
        if text[length:] in stems:
            return length
    return 0


def _dual(words: Words, index: int, lexicon: Lexicon) -> list[Quantity]:
    """A dual noun counts two; in the construct ("حالتي وفاة") another noun must follow, and a numeral before it has counted already."""
    text = words.texts[index]
    singular, construct = lexicon.duals[text]
    following = words.at(index + 1)
    if construct and (not following[:1].isalpha() or following in lexicon.sets["stop"] or following.startswith(lexicon.definite)):
        return []
    if words.at(index - 1)[:1].isdecimal():
        return []
    quantity = _made(words, index, index, words.starts[index] + _prefix_length(text, lexicon.dual_stems), 2)
    quantity.noun = (index, index)
    quantity.rule = "dual"
    quantity.set_unit(singular, "own", words.passage.text[slice(*words.passage.folded.span(quantity.start, quantity.end))])
    return [quantity]


def _dual_unit(words: Words, index: int, lexicon: Lexicon) -> list[Quantity]:
    text = words.texts[index]
    unit = lexicon.dual_units[text]
    if lexicon.lists["year_before"].at(words.texts, index) and words.at(index + 1)[:1].isdecimal():
        return []
    quantity = _made(words, index, index, words.starts[index] + _prefix_length(text, lexicon.dual_stems), 2)
    quantity.kind = "duration" if unit.dimension == "time" else "measurement"
    quantity.rule = "dual unit"
    quantity.set_unit(unit.code, unit.system, words.passage.text[slice(*words.passage.folded.span(quantity.start, quantity.end))])
    return [quantity]


def _multiple(words: Words, index: int, length: int, value: int, lexicon: Lexicon) -> list[Quantity]:
    """ "doubled"; not where a number of times follows ("تضاعف ثلاث مرات", "تضاعف عدد المشتركين ثلاث مرات")."""
    last = index + length - 1
    if any(lexicon.is_number(words.at(last + step)) for step in (1, 2)) or _is_times_ahead(words, last, lexicon):
        return []
    start = words.starts[index] + _prefix_length(words.texts[index], lexicon.multiple_stems)
    quantity = _made(words, index, last, start, value)
    down = lexicon.lists["less_percent"].at(words.texts, last + 1) is not None  # "вдвое меньше"
    quantity.kind, quantity.direction, quantity.rule = "multiple", "down" if down else "up", "multiple"
    quantity.set_unit("x", "own", None)
    return [quantity]


def _is_times_ahead(words: Words, last: int, lexicon: Lexicon) -> bool:
    """Whether a subject and a number of times follow, in the same clause."""
    for index in range(last + 1, min(last + _SUBJECT, words.sentence(last)[1])):
        if words.texts[index] in _COMMAS:
            return False
        if lexicon.is_number(words.texts[index]) and lexicon.lists["times"].at(words.texts, index + 1):
            return True
    return False


def _rank(words: Words, index: int, lexicon: Lexicon) -> list[Quantity]:
    """An ordinal behind a word of rank, before one ("third place"), or as an adverb behind a verb of rank ("حلت … ثالثا")."""
    lists = lexicon.lists
    before = lists["rank_before"].before(words.texts, index)
    noun: str | None = None
    if before:
        noun = words.texts[index - before[0]] if words.texts[index - before[0]] in lexicon.sets["rank_words"] else None
    elif words.texts[index] in lexicon.sets["rank_adverbs"]:
        if not _verb_before(words, index, lexicon):
            return []
    elif (after := lists["rank_nouns"].at(words.texts, index + 1)) and lists["rank_verbs"].before(words.texts, _verb_index(words, index, lexicon)):
        noun = words.texts[index + after[0]]
    else:
        return []
    more = _more(words, index, lexicon)
    quantity = _made(words, index, index + bool(more), words.starts[index], lexicon.ordinals[words.texts[index]] + more)
    quantity.kind, quantity.rule = "rank", "rank"
    if noun:
        at = index - (before[0] if before else -1)
        quantity.set_unit(None, None, quantity.printed(at, at))
    return [quantity]


def _more(words: Words, index: int, lexicon: Lexicon) -> int:
    """What the next word adds to an Arabic ordinal: ten in "الثاني عشر", the tens in "الثاني والعشرين"; nothing elsewhere."""
    text = words.at(index + 1)
    word = lexicon.numbers.get(text)
    if not lexicon.definite or word is None:
        return 0
    glued = word.kind == "tens" and word.prefix in lexicon.conjunctions
    return int(word.value) if glued or word.kind == "teen" else 0


def _verb_index(words: Words, index: int, lexicon: Lexicon) -> int:
    while index > 0 and words.texts[index - 1] in lexicon.sets["determiners"] | lexicon.sets["rank_links"]:
        index -= 1
    return index


def _verb_before(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether a verb of rank stands before in the sentence."""
    for step in range(1, _RANK_REACH):
        if index - step < 0 or words.ends_sentence(index - step):
            return False
        if lexicon.lists["rank_verbs"].before(words.texts, index - step + 1):
            return True
    return False
