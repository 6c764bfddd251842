"""Where: the place that the quantity's sentence names, behind the number in its clause or else before it."""

from __future__ import annotations

from bisect import bisect_right

from extractor.facts import Organisation
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import DASHES, Quantity
from extractor.fields.statistics.words import Words

_REACH = 14
_LONGEST = 4
_BREAKS = frozenset(".;؛!?؟")


def places(quantities: list[Quantity], organisations: tuple[Organisation, ...], lexicon: Lexicon) -> None:
    """Set the place of every quantity whose clause names one; a part of an organisation's name is no place."""
    named = _names(quantities[0].words, organisations) if quantities else []
    for position, quantity in enumerate(quantities):
        words = quantity.words
        limit = quantities[position + 1].first if position + 1 < len(quantities) and quantities[position + 1].words is words else len(words)
        place = _scan(words, quantity.after, min(limit, quantity.after + _REACH, len(words)), lexicon)
        if place is None:
            first, _ = words.sentence(quantity.first, 40)
            place = _nearest(words, first, quantity.first, lexicon)
        if place is not None and not _is_in_name(words, place, named):
            quantity.place = quantity.printed(*place)[_prefix_length(words.texts[place[0]], lexicon) :]


def _names(words: Words, organisations: tuple[Organisation, ...]) -> list[tuple[int, int]]:
    """Folded spans of the organisations' names in the passage, in order."""
    position, field = words.passage.folded.position, words.passage.field
    return sorted((position(mention.start), position(mention.end)) for organisation in organisations for mention in organisation.mentions if mention.field == field)


def _is_in_name(words: Words, place: tuple[int, int], named: list[tuple[int, int]]) -> bool:
    """Whether a longer name of an organisation holds the place ("in the Port" of "Port Authority")."""
    start, end = words.starts[place[0]], words.ends[place[1]]
    at = bisect_right(named, (start, len(words.raw))) - 1
    return at >= 0 and named[at][0] <= start and end <= named[at][1] and named[at] != (start, end)


def _prefix_length(text: str, lexicon: Lexicon) -> int:
    """How many letters of a glued preposition stand before a place ("بليبيا")."""
    if not lexicon.place_prefixes or not text.startswith(lexicon.place_prefixes) or text in lexicon.lists["places"].openers or text in lexicon.sets["place_nouns"]:
        return 0
    return 1 if text[1:] in lexicon.lists["places"].openers or text[1:] in lexicon.sets["place_nouns"] else 0


def _nearest(words: Words, first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The last place that is named between two tokens."""
    return next((place for index in range(last - 1, first - 1, -1) if (place := _scan(words, index, index + 1, lexicon))), None)


def _scan(words: Words, first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    for index in range(first, last):
        text = words.texts[index]
        if text in _BREAKS or text[0] == "\n":
            return None
        if text in lexicon.sets["place_prepositions"]:
            found = _name(words, index + 1, lexicon, known_only=text in lexicon.sets["weak_places"])
        elif lexicon.place_prefixes and text.startswith(lexicon.place_prefixes) and text[1:] in lexicon.sets["place_nouns"]:
            found = _name(words, index, lexicon)
        elif lexicon.place_prefixes and text.startswith(lexicon.place_prefixes) and lexicon.lists["places"].at([text[1:], *words.texts[index + 1 : index + _LONGEST]], 0):
            found = index, index + lexicon.lists["places"].at([text[1:], *words.texts[index + 1 : index + _LONGEST]], 0)[0] - 1  # type: ignore[index]
        else:
            continue
        if found is not None:
            return found
    return None


def _name(words: Words, index: int, lexicon: Lexicon, *, known_only: bool = False) -> tuple[int, int] | None:
    """A place's name at a token: a known one, a word for a kind of place with what follows, or (in scripts with case) capitalised words."""
    known = lexicon.lists["places"].at(words.texts, index)
    if known:
        last = index + known[0] - 1
        joined = words.touches(last) and words.at(last + 1) in DASHES and words.touches(last + 1)
        return None if joined and words.capital(last + 2) else (index, last)  # "at Jordan-Hill"
    if known_only:
        return None
    text = words.at(index)
    if text in lexicon.sets["place_nouns"] or (lexicon.place_prefixes and text[1:] in lexicon.sets["place_nouns"]):
        following = words.at(index + 1)
        if following[:1].isalpha() and following not in lexicon.sets["stop"]:
            return index, index + 1
        return None
    if not lexicon.capital_names:
        return None
    while words.at(index) in lexicon.sets["determiners"]:
        index += 1
    if len(words.at(index)) == 1:
        return _initials(words, index)
    last = index
    while last < len(words) and last - index < _LONGEST and words.capital(last) and words.texts[last].isalpha() and words.texts[last] not in lexicon.sets["not_places"]:
        last += 1
    if last == index or lexicon.month_numbers.at(words.texts, index) or words.texts[index] in lexicon.sets["not_places"]:
        return None
    goes_on = words.capital(last) or (words.at(last)[:1].isdecimal() and words.touches(last - 1))
    return None if goes_on else (index, last - 1)


def _initials(words: Words, index: int) -> tuple[int, int] | None:
    """ "U.S.", "U.K.": two letters or more, each with its point."""
    last = index
    while len(words.at(last)) == 1 and words.capital(last) and words.at(last + 1) == "." and words.touches(last):
        last += 2
    return (index, last - 1) if last - index > 2 else None
