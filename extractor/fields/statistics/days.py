"""Days beside a month: "5 October", "Jan. 5", "12-14 March", "entre el 4 y el 9 de setiembre"."""

from __future__ import annotations

from extractor.fields.statistics.atoms import Atom
from extractor.fields.statistics.codes import is_year
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.words import Words

_DAY = 31
_ARTICLES = 2


def mask_days(words: Words, atoms: list[Atom], pairs: dict[int, str], lexicon: Lexicon, dead: set[int]) -> None:
    """Days beside a month: "5 October", "Jan. 5", "12-14 March", "23 أيلول / سبتمبر"."""
    for atom in atoms:
        index = atom.index
        if is_year(words.texts[index]) and words.at(index + 1) in lexicon.sets["era_letters"] and lexicon.lists["months"].before(words.texts, index):
            dead.add(index)
        if index in dead or atom.value > _DAY or atom.value.denominator != 1 or atom.kind in {"scale", "article"}:
            continue
        if _month_after(words, index + 1, lexicon) or _month_before(words, index, lexicon):
            dead.add(index)
        elif index in pairs and (_month_after(words, index + 3, lexicon) or _month_before(words, index, lexicon)):
            dead.update((index, index + 2))
        elif _opens_dates(words, index, lexicon) or _closes_dates(words, index, dead, lexicon):
            dead.add(index)
    for index, kind in pairs.items():
        if kind == "dash" and (index in dead or index + 2 in dead) and _small(words, index) and _small(words, index + 2):
            dead.update((index, index + 2))


def _opens_dates(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "entre el 4 y el 9 de setiembre", "3 to 5 May", "vom 3. bis 5. Mai": the first of two days of a month."""
    follow = index + 1 + (words.at(index + 1) == "." and words.touches(index))
    to = lexicon.lists["range_to"].at(words.texts, follow)
    if words.at(follow) in lexicon.conjunctions or words.at(follow) in lexicon.sets["until"]:
        follow += 1
    elif to:
        follow += to[0]
    else:
        return False
    for _ in range(_ARTICLES):
        follow += words.at(follow) in lexicon.sets["determiners"]
    text = words.at(follow)
    return text.isdecimal() and int(text) <= _DAY and _month_after(words, follow + 1, lexicon)


def _closes_dates(words: Words, index: int, dead: set[int], lexicon: Lexicon) -> bool:
    """ "from Oct. 4 to 9": the second of two days behind a month, with nothing to count or measure."""
    text = words.texts[index]
    to = lexicon.lists["range_to"].before(words.texts, index) or ((1,) if words.at(index - 1) in lexicon.sets["until"] else None)
    first = index - to[0] - 1 if to else -1
    if first not in dead or not text.isdecimal() or not words.at(first).isdecimal() or not _month_before(words, first, lexicon):
        return False
    following = words.at(index + 1)
    return int(text) > int(words.texts[first]) and (not following[:1].isalpha() or following in lexicon.sets["stop"] or following in lexicon.sets["verbs"])


def _small(words: Words, index: int) -> bool:
    text = words.texts[index]
    return text.isdecimal() and int(text) <= _DAY


def _month_after(words: Words, index: int, lexicon: Lexicon) -> bool:
    if words.at(index) == "." and words.touches(index - 1) and not words.touches(index):
        index += 1
    found = lexicon.lists["months_after"].at(words.texts, index)
    if found:
        index += found[0]
    month = lexicon.lists["months"].at(words.texts, index)
    if month is not None and month[0] == 1 and lexicon.is_number(words.texts[index]):
        return False
    return month is not None and (not lexicon.capital_months or words.capital(index))


def _month_before(words: Words, index: int, lexicon: Lexicon) -> bool:
    last = index - 1 if words.at(index - 1) == "." else index
    month = lexicon.lists["months"].before(words.texts, last)
    if month is None or (lexicon.capital_months and not words.capital(last - month[0])):
        return False
    return lexicon.capital_months and len(words.texts[index]) <= 2
