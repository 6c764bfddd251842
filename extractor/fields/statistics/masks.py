"""What is no statistic: marked before numbers are composed (dates, times, telephone numbers, models, links, idioms) or judged afterwards
(years, numbered things, addresses, scores, pronouns).

A mask looks only at the tokens around an atom; it answers with its name, which `explain` shows.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.facts import Organisation
from extractor.fields.statistics.atoms import HAN_DIGITS, Atom
from extractor.fields.statistics.codes import (
    DASHES,
    glued_after,
    glued_before,
    is_clock,
    is_coordinate,
    is_degree_ordinal,
    is_plate,
    is_year,
    leading_zero,
    unreadable,
)
from extractor.fields.statistics.days import mask_days
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.words import Words, link_ranges

_CHAIN = frozenset("-–—‑‐−/:.⁄+*")
_SLASHES = frozenset("/⁄")
_COMMAS = frozenset(",،")
_POWERS = frozenset((16, 32, 64, 100, 128, 1000))
_HOURS = 24
_PHONE_REACH = 6
_GROUP = 3
_MONTHS = 12
_ACRONYM = 3


def dead_tokens(words: Words, atoms: list[Atom], organisations: tuple[Organisation, ...], lexicon: Lexicon) -> tuple[set[int], dict[int, str]]:
    """Tokens that no number may use, and pairs of numerals joined by a dash (index of the first → what they may be)."""
    dead: set[int] = set()
    pairs: dict[int, str] = {}
    _links(words, dead)
    _names(words, atoms, organisations, dead)
    _phrases(words, atoms, lexicon, dead)
    numerals = [atom for atom in atoms if atom.kind in {"digits", "han"}]
    chained = 0
    for atom in numerals:
        if atom.index < chained:
            continue
        chained = _chain(words, atom, lexicon, dead, pairs)
    for atom in numerals:
        if atom.index not in dead and _is_dead(words, atom, lexicon):
            dead.add(atom.index)
    if lexicon.capital_nouns:  # "seine Elf"
        dead.update(atom.index for atom in atoms if atom.kind in {"unit", "teen"} and words.capital(atom.index) and words.at(atom.index - 1) in lexicon.sets["determiners"])
    if lexicon.cased:
        dead.update(atom.index for atom in atoms if atom.kind in {"unit", "teen", "tens"} and words.capital(atom.index) and _is_acronym(words, atom.index, lexicon))
    for atom in atoms:
        if atom.kind in {"unit", "teen"} and lexicon.lists["times_of_day_after"].at(words.texts, atom.index + 1):
            dead.add(atom.index)
    if lexicon.definite:
        _torn(words, numerals, dead)
    _ordinals(words, atoms, lexicon, dead)
    mask_days(words, atoms, pairs, lexicon, dead)
    _phones(words, numerals, lexicon, dead)
    return dead, pairs


def _links(words: Words, dead: set[int]) -> None:
    for start, end in link_ranges(words.raw):
        dead.update(range(words.index_from(start), words.index_at(end - 1) + 1))


def _names(words: Words, atoms: list[Atom], organisations: tuple[Organisation, ...], dead: set[int]) -> None:
    """A number inside an organisation's name is none; one that begins a name only where the body is known."""
    field, position = words.passage.field, words.passage.folded.position
    spans = sorted((position(m.start), position(m.end), o.key is not None) for o in organisations for m in o.mentions if m.field == field)
    if not spans:
        return
    current = 0
    for atom in atoms:
        while current < len(spans) and spans[current][1] <= atom.start:
            current += 1
        if current < len(spans) and spans[current][0] <= atom.start and (spans[current][0] < atom.start or spans[current][2]):
            dead.add(atom.index)


def _phrases(words: Words, atoms: list[Atom], lexicon: Lexicon, dead: set[int]) -> None:
    """Idioms with a number word, percent signs in words, vague amounts."""
    idioms, percent, vague, before, parts = (lexicon.lists[name] for name in ("idioms", "percent", "vague", "percent_before", "fractions_of"))
    for atom in atoms:
        if parts.before(words.texts, atom.index):
            continue  # "五分之一"
        for back in range(3):
            index = atom.index - back
            opener = words.at(index)
            if opener not in lexicon.mask_openers:
                continue
            for phrases in (idioms, percent, vague, before):
                if opener not in phrases.openers:
                    continue
                found = phrases.at(words.texts, index)
                if found and index + found[0] > atom.index and (phrases is not percent or back or atom.prefix):
                    dead.update(range(index, index + found[0]))


def _chain(words: Words, atom: Atom, lexicon: Lexicon, dead: set[int], pairs: dict[int, str]) -> int:
    """Numerals that touch through dashes, slashes, points or colons; returns the token behind the chain."""
    index = atom.index
    members = [index]
    marks: list[str] = []
    while words.at(index + 1) in _CHAIN and words.touches(index) and words.touches(index + 1) and words.at(index + 2)[:1].isdecimal():
        marks.append(words.texts[index + 1])
        index += 2
        members.append(index)
    if not marks:
        return index + 1
    texts = [words.texts[i] for i in members]
    if not {":", ".", "+", "*"}.isdisjoint(marks) or len(marks) > 1:
        dead.update(members)
    elif marks[0] == "/" and lexicon.slash_decimal and not _years(texts):
        return index + 1
    elif marks[0] in _SLASHES:
        if not (_is_fraction(texts) and words.at(index + 1) != "/"):
            dead.update(members)
        else:
            pairs[members[0]] = "fraction"
    elif _years(texts) or any(leading_zero(text) for text in texts) or glued_before(words, members[0], lexicon):
        dead.update(members)
    else:
        pairs[members[0]] = "dash"
    return index + 1


def _is_acronym(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Spanish "la ONCE", "la Organización (ONCE)": a number word in capitals in brackets, or behind an article that is in none."""
    if len(words.texts[index]) < _ACRONYM or not words.raw[words.starts[index] : words.ends[index]].isupper():
        return False
    before = words.at(index - 1)
    return (before == "(" and words.at(index + 1) == ")") or (before in lexicon.sets["determiners"] and not words.raw[words.starts[index - 1] : words.ends[index - 1]].isupper())


def _torn(words: Words, numerals: list[Atom], dead: set[int]) -> None:
    """Arabic "72، 000": a numeral torn at the comma of its thousands; neither part is a number, and a row of two has a conjunction."""
    for first, second in pairwise(numerals):
        comma = first.index + 1
        touching = words.at(comma) in _COMMAS and words.touches(first.index) and not words.touches(comma) and words.at(comma + 1) == words.texts[second.index]
        if second.index == comma + 1 and touching and len(first.raw) <= _GROUP == len(second.raw) and second.raw.isdecimal() and first.raw.isdecimal() and words.at(comma + 2) not in _COMMAS:
            dead.update((first.index, second.index))


def _is_fraction(texts: list[str]) -> bool:
    if not all(t.isdecimal() for t in texts) or not 0 < int(texts[0]) < int(texts[1]):
        return False
    return int(texts[1]) <= 10 or (int(texts[0]) == 1 and int(texts[1]) in _POWERS)


def _years(texts: list[str]) -> bool:
    if not all(t.isdecimal() for t in texts):
        return False
    first, second = texts
    return is_year(first) and (is_year(second) or len(second) <= 2)


def _is_dead(words: Words, atom: Atom, lexicon: Lexicon) -> bool:
    index = atom.index
    return (
        glued_before(words, index, lexicon)
        or glued_after(words, index, lexicon)
        or is_coordinate(words, index, lexicon)
        or is_degree_ordinal(words, index, lexicon)
        or is_clock(words, index)
        or is_plate(words, index, lexicon)
        or _is_score(words, index, lexicon)
        or _list_number(words, index)
        or _in_brackets(words, index, lexicon)
        or (leading_zero(atom.raw) and words.at(index + 1) != (lexicon.reversed_decimal or None))
        or _alone_in_line(words, index)
        or unreadable(atom.raw)
        or (lexicon.middle_dot_dates and "·" in atom.raw)
        or (lexicon.ordinal_point and _is_pointed_ordinal(words, index, lexicon))
        or (bool(lexicon.lists["times_of_day_after"].at(words.texts, index + 1)) and atom.value < 1300)
        or (atom.value <= _HOURS and bool(lexicon.lists["times_of_day_before"].before(words.texts, index)) and not _is_measured(words, index + 1, lexicon))
        or (atom.value <= _HOURS and bool(lexicon.lists["clock_before"].before(words.texts, index)) and _is_hour(words, index + 1, lexicon))
        or (words.at(index + 1) == "#" and words.touches(index))
        or (bool(lexicon.lists["numbered_after"].at(words.texts, index + 1)) and not _is_before_point(words, index, lexicon))
    )


def _is_score(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Chinese "3比1": two numerals and the word for "to" between them, without space."""
    joints = lexicon.lists["score_joints"]
    ahead, back = joints.at(words.texts, index + 1), joints.before(words.texts, index)
    if ahead and words.touches(index) and words.at(index + 1 + ahead[0]).isdecimal():
        return True
    return back is not None and words.touches(index - 1) and words.at(index - 1 - back[0]).isdecimal()


def _is_hour(words: Words, index: int, lexicon: Lexicon) -> bool:
    """The word for hours, not followed by what they are hours of ("à 20 heures", "om 20 uur", "v 16 hodin")."""
    unit = lexicon.units.at(words.texts, index)
    return unit is not None and unit[1].code == "h" and not lexicon.lists["share_of"].at(words.texts, index + unit[0])


def _is_before_point(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Chinese "六点五": the word for an hour is a decimal point between numerals, but "三点五分" tells the time."""
    point = lexicon.numbers.get(words.at(index + 1))
    return point is not None and point.kind == "point" and words.at(index + 2)[:1] in HAN_DIGITS and not lexicon.lists["clock_minutes"].at(words.texts, index + 3)


def _is_measured(words: Words, index: int, lexicon: Lexicon) -> bool:
    return bool(lexicon.units.at(words.texts, index) or lexicon.lists["percent"].at(words.texts, index) or lexicon.currency_words.at(words.texts, index) or lexicon.is_scale(words.at(index)))


def _alone_in_line(words: Words, index: int) -> bool:
    """The numbers of a list that stand on lines of their own."""
    return len(words.texts[index]) <= 2 and len(words) > 1 and (index == 0 or words.texts[index - 1][0] == "\n") and words.at(index + 1)[:1] in {"\n", ""} and (index > 0 or bool(words.at(index + 1)))


def _list_number(words: Words, index: int) -> bool:
    """ "1. Open the page" at the beginning of a line."""
    if (index and words.texts[index - 1][0] != "\n") or len(words.texts[index]) > 2:
        return False
    if words.at(index + 1) in DASHES and words.touches(index) and not words.touches(index + 1):
        return True  # "1- Open the page"
    return words.at(index + 1) in {".", ")", "/"} and not (words.touches(index + 1) and words.at(index + 2)[:1].isdecimal())


def _is_pointed_ordinal(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "im 19. Jahrhundert", "2. oder 3. Stock": the point belongs to the numeral where the sentence goes on."""
    text, follow = words.texts[index], index + 2
    if not text.isdecimal() or len(text) > _GROUP or words.at(index + 1) != "." or not words.touches(index):
        return False
    following = words.at(follow)
    if following in DASHES and words.touches(index + 1) and words.at(follow + 1)[:1].isdecimal():
        return True  # "4.-6. Mai"
    if following.isdecimal() and int(following) <= _MONTHS and words.at(follow + 1) == "." and words.touches(follow):
        return True  # "18. 7."
    if not following[:1].isalpha():
        return False
    return not words.capital(follow) or following in lexicon.sets["ordinal_nouns"] or (lexicon.capital_nouns and words.at(index - 1) in lexicon.sets["ordinal_openers"])


def _in_brackets(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "[12]", "(3)"; in languages that bracket plain numerals only what no word follows."""
    before, after = words.at(index - 1), words.at(index + 1)
    if before == "[" and after == "]":
        return True
    if lexicon.ordinal_point and before == "(" and after == "." and words.at(index + 2) == ")" and len(words.texts[index]) <= _GROUP:
        return True  # German "(29.)", the minute
    if ((before != "(" or after != ")") and (before != "（" or after != "）")) or len(words.texts[index]) > 3:
        return False
    behind = words.at(index + 2)
    return not (lexicon.sets["bracket_nouns"] and ((behind[:1].isalpha() and behind not in lexicon.sets["complementisers"]) or behind in lexicon.percent_openers))


def _ordinals(words: Words, atoms: list[Atom], lexicon: Lexicon, dead: set[int]) -> None:
    """ "the third quarter", "twenty-first": the word behind decides; here only tens before an ordinal die, and what follows the first word of an Arabic one
    ("القرن التاسع عشر", "القرن الحادي والعشرين")."""
    for atom in atoms:
        if atom.kind == "tens" and words.at(atom.index + 1) in DASHES and words.at(atom.index + 2) in lexicon.ordinals:
            dead.update((atom.index, atom.index + 2))
        elif lexicon.definite and words.at(atom.index - 1) in lexicon.ordinals and lexicon.definite in words.texts[atom.index - 1][: len(lexicon.definite) + 1]:
            dead.update({atom.index} if atom.kind == "teen" or (atom.kind == "tens" and atom.prefix in lexicon.conjunctions) else ())


def _phones(words: Words, numerals: list[Atom], lexicon: Lexicon, dead: set[int]) -> None:
    """Numerals behind "hotline", "call", "هاتف", and runs of numerals that group no thousands."""
    run: list[int] = []
    for atom in [*numerals, None]:
        if atom is not None and run and atom.index == run[-1] + 1:
            run.append(atom.index)
            continue
        if len(run) > 2 or (len(run) == 2 and (words.at(run[0] - 1) == "+" or run[0] in dead)):
            dead.update(run)
        run = [atom.index] if atom is not None else []
    for atom in numerals:
        if len(atom.raw) < 3 or not atom.raw.replace(" ", "").isdecimal():
            continue
        for back in range(1, _PHONE_REACH):
            if lexicon.lists["phone_before"].before(words.texts, atom.index - back + 1):
                if not _counted(words, atom.index, lexicon):
                    dead.add(atom.index)
                break
            if words.at(atom.index - back)[:1] in {"\n", "."}:
                break


def _counted(words: Words, index: int, lexicon: Lexicon) -> bool:
    after = words.at(index + 1)
    return bool(after) and (after.endswith(lexicon.plural_endings) if lexicon.plural_endings else after in lexicon.singulars)
