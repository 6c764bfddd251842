"""The clause around a quantity: its verbs, its noun phrases and its subject, from words and their positions alone (a shallow parse)."""

from __future__ import annotations

from extractor.fields.statistics.codes import is_year
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.nouns import is_plural
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

_PHRASE = 7
_SUBJECT = 10
_BACK = 40
_BREAKS = frozenset(".;:!?()[]\u061f\u061b\u2014\u2013\u2026")
COMMAS = frozenset(",\u060c")
_QUOTES = frozenset("\"“”«»„")
_HYPHENS = frozenset("-‑'’&/")


def phrase_at(words: Words, index: int, lexicon: Lexicon, *, named: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at a token: determiners are left out, prepositions end it.

    `named` says that its determiner stood before, so that its first word is no verb ("a 5 % pay rise").
    """
    stop, verbs, determiners = lexicon.sets["stop"], lexicon.sets["verbs"], lexicon.sets["determiners"]
    while words.at(index) in determiners:
        index += 1
    first, last = index, None
    while index < len(words) and index - first < _PHRASE:
        text = words.texts[index]
        if text in _HYPHENS and last is not None and words.touches(index):
            index += 1
            continue
        if not text[0].isalpha() or (text in stop and text not in lexicon.sets["links"]) or (text in verbs and not (named and index == first) and not is_plural(text, lexicon)):
            break
        if text not in lexicon.sets["links"]:
            last = index
        index += 1
    return (first, last) if last is not None else None


def phrase_before(words: Words, last: int, lexicon: Lexicon, reach: int) -> tuple[int, int] | None:
    """The noun phrase that ends at a token."""
    index = last
    first = None
    while index >= 0 and last - index < reach:
        text = words.texts[index]
        if text in _HYPHENS and words.touches(index) and words.touches(index - 1):
            index -= 1
            continue
        if not text[0].isalpha() or text in lexicon.sets["stop"] or lexicon.is_number(text) or is_verb(words, index, lexicon):
            break
        first = index
        index -= 1
    if first is not None and words.at(first - 1)[:1].isdecimal() and lexicon.units.at(words.texts, first):
        return None
    return (first, last) if first is not None else None


def subject_of(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject of the quantity's clause."""
    if lexicon.verb_first:
        return _subject_behind_verb(quantity, lexicon)
    return _subject_before_verb(quantity, lexicon)


def is_verb(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether a token is a verb: known, behind a modal, or by its ending; not behind a determiner."""
    text, before = words.texts[index], words.at(index - 1)
    if text in lexicon.sets["auxiliaries"]:
        return True
    if text in lexicon.sets["verbs"] or text in lexicon.sets["change_verbs"]:
        return before not in lexicon.sets["determiners"]
    if lexicon.gerund and text.endswith(lexicon.gerund) and before not in lexicon.sets["determiners"]:
        following = words.at(index + 1)
        return following in lexicon.sets["determiners"] or following in lexicon.sets["adverbs"] or lexicon.is_number(following) or following in lexicon.sets["prepositions"]
    if before in lexicon.sets["modals"] and text[0].isalpha() and text not in lexicon.sets["stop"] and text not in lexicon.sets["determiners"]:
        return not words.capital(index)
    if lexicon.verb_endings and len(text) > 4 and text.endswith(lexicon.verb_endings):
        return before not in lexicon.sets["determiners"] and before not in _HYPHENS and not words.capital(index)
    return False


def _subject_before_verb(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The phrase before the nearest verb; where a clause opens before any verb is seen, the phrase that it opens with."""
    words = quantity.words
    index = quantity.head - 1
    low = max(0, index - _BACK)
    while index >= low and not is_verb(words, index, lexicon):
        text = words.texts[index]
        if (text in _BREAKS and text not in "()") or text[0] == "\n":
            return None
        if text in lexicon.sets["openers"]:
            found = phrase_at(words, index + 1, lexicon)
            return (found[0], min(found[1], quantity.head - 1)) if found and found[0] < quantity.head else None
        index -= 1
    if index < low:
        return _fragment(quantity, lexicon)
    between, adverbs = lexicon.sets["between_verbs"], lexicon.sets["adverbs"]
    while index >= low and (is_verb(words, index, lexicon) or (text := words.texts[index]) in between or text in adverbs or text.endswith(lexicon.adverb_endings or ("\0",))):
        index -= 1
    return _noun_phrase_before(words, _over_apposition(words, index, low, lexicon), low, lexicon)


def _over_apposition(words: Words, index: int, low: int, lexicon: Lexicon) -> int:
    """Over a clause between commas: "The material, which is made of carbon, reached"."""
    if index <= low or words.texts[index] not in COMMAS:
        return index
    before = index - 1
    while before > low and words.texts[before] not in COMMAS and words.texts[before] not in _BREAKS:
        before -= 1
    if words.texts[before] in COMMAS and (words.at(before + 1) in lexicon.sets["relatives"] or words.at(before + 1) in lexicon.sets["determiners"]):
        return before - 1
    return index


def _fragment(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """Without a verb: the phrase at the beginning of the clause."""
    words = quantity.words
    index = quantity.head - 1
    while index >= 0 and (words.texts[index] in lexicon.sets["stop"] or words.texts[index] in lexicon.sets["adverbs"]):
        index -= 1
    return phrase_before(words, index, lexicon, 4) if index >= 0 else None


def _noun_phrase_before(words: Words, index: int, low: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase that ends at or before a token, beyond a relative pronoun, a clause between commas, or words of time."""
    for _ in range(3):
        index = _over_marks(words, index, low, lexicon)
        last = index
        first = None
        while index >= low and last - index < _SUBJECT and _continues(words, index, lexicon):
            if words.texts[index][0].isalpha() and words.texts[index] not in lexicon.sets["stop"]:
                first = index
            index -= 1
        if first is None:
            if index < low or words.texts[index] not in COMMAS:
                return None
            continue
        if all(text in lexicon.sets["time_nouns"] or text in lexicon.sets["stop"] for text in words.texts[first : last + 1]):
            index = first - 1
            continue
        while words.texts[last] in lexicon.sets["stop"] and last > first:
            last -= 1
        if first == last and words.texts[first] in lexicon.sets["empty_nouns"]:
            return None
        return first, last
    return None


def _over_marks(words: Words, index: int, low: int, lexicon: Lexicon) -> int:
    """Back over commas, quotation marks, relative pronouns and brackets with what stands in them."""
    while index >= low:
        text = words.texts[index]
        if text == ")":
            while index >= low and words.texts[index] != "(":
                index -= 1
        elif text not in COMMAS and text not in _QUOTES and text not in lexicon.sets["relatives"]:
            break
        index -= 1
    return index


def _continues(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether a token may stand inside a noun phrase."""
    text = words.texts[index]
    if text in _HYPHENS:
        return words.touches(index) and words.touches(index - 1)
    if text[0].isdecimal():
        return True
    sets = lexicon.sets
    if not text[0].isalpha() or lexicon.is_scale(text) or is_verb(words, index, lexicon):
        return False
    if text in lexicon.conjunctions or (text not in sets["stop"] and text not in sets["clause_breaks"]):
        return True
    return text not in sets["clause_breaks"] and text not in sets["pronouns"] and (text in sets["determiners"] or text in sets["prepositions"])


def over_times(words: Words, index: int, lexicon: Lexicon) -> int:
    """Back over times between a subject and its number: "أرباح المصرف خلال الربع الأول", "2014م"."""
    start = index
    while index >= 0:
        relative = lexicon.relative_times.before(words.texts, index + 1)
        preposition = lexicon.lists["time_prepositions"].before(words.texts, index + 1) if index < start else None
        year = is_year(words.texts[index]) or (words.texts[index] in lexicon.sets["era_letters"] and is_year(words.at(index - 1)))
        step = relative[0] if relative else 1 if year else preposition[0] if preposition else 0
        if not step:
            break
        index -= step
    return index


def _subject_behind_verb(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """Arabic: the words between the verb (or "أن") and the number."""
    words = quantity.words
    index = quantity.head - 1
    while index >= 0 and words.texts[index] in lexicon.sets["before_number"]:
        index -= 1
    listed = words.at(index) in lexicon.conjunctions
    last = index = over_times(words, index - listed, lexicon)
    while index >= 0 and last - index < _SUBJECT:
        text = words.texts[index]
        if not text[0].isalpha() or text in lexicon.sets["verbs"] or text in lexicon.sets["clause_breaks"] or text in lexicon.sets["change_verbs"]:
            break
        if words.at(index - 1)[:1].isdecimal() and lexicon.units.at(words.texts, index):
            break  # the unit of the number before
        index -= 1
    first = index + 1
    if listed and index >= 0 and lexicon.is_number(words.texts[index]):
        return None  # "3 سفن و5 زوارق"
    return (first, last) if first <= last and last - first < _SUBJECT else None
