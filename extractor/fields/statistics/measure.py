"""What a quantity measures, in the article's words: the noun it counts, the whole it is a part of, and the subject of its clause."""

from __future__ import annotations

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.nouns import is_plural
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

_PHRASE = 7
_SUBJECT = 10
_BACK = 40
_BREAKS = frozenset(".;:!?()[]\u061f\u061b\u2014\u2013\u2026")
_COMMAS = frozenset(",\u060c")
_QUOTES = frozenset("\"“”«»„")
_HYPHENS = frozenset("-‑'’&/")


def measures(quantities: list[Quantity], lexicon: Lexicon) -> None:
    """Set measure and population of every quantity."""
    for quantity in quantities:
        whole = _whole(quantity, lexicon)
        if whole:
            quantity.population = quantity.printed(*whole)
        parts = [whole or _behind(quantity, lexicon), _named(quantity, lexicon), _subject(quantity, lexicon)]
        quantity.measure = _joined(quantity, parts)


def _joined(quantity: Quantity, parts: list[tuple[int, int] | None]) -> str | None:
    """The parts as printed, without repeats, joined by a comma."""
    texts: list[str] = []
    for part in parts:
        if part is None:
            continue
        text = quantity.printed(*part)
        if not any(text in other or other in text for other in texts):
            texts.append(text)
    return ", ".join(texts) or None


def _whole(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "65 % of the clips": the whole of a share."""
    if quantity.kind not in {"percentage", "ratio", "count", "multiple"}:
        return None
    words, index = quantity.words, quantity.last + 1
    if quantity.kind == "count" and quantity.noun:
        return None
    found = lexicon.lists["share_of"].at(words.texts, index)
    return _phrase(words, index + found[0], lexicon) if found else None


def _behind(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The counted noun, or the noun that a share or an amount stands before ("0.6 per cent fee")."""
    words = quantity.words
    if quantity.kind == "count":
        if quantity.noun is None:
            return None
        first, last = quantity.noun
        return first, last
    if quantity.kind == "duration":
        return None
    return _phrase(words, quantity.after, lexicon)


def _phrase(words: Words, index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase that begins at a token: determiners are left out, prepositions end it."""
    stop, verbs, determiners = lexicon.sets["stop"], lexicon.sets["verbs"], lexicon.sets["determiners"]
    while words.at(index) in determiners:
        index += 1
    first, last = index, None
    while index < len(words) and index - first < _PHRASE:
        text = words.texts[index]
        if text in _HYPHENS and last is not None and words.touches(index):
            index += 1
            continue
        if not text[0].isalpha() or (text in stop and text not in lexicon.sets["links"]) or (text in verbs and not is_plural(text, lexicon)):
            break
        if text not in lexicon.sets["links"]:
            last = index
        index += 1
    return (first, last) if last is not None else None


def _named(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "a fine of $3 billion", "unemployment rate of 4 %", "بقيمة", "سعر": the noun that the number completes."""
    words, index = quantity.words, quantity.head
    found = lexicon.lists["completes"].before(words.texts, index)
    if not found:
        return None
    last = index - found[0] - 1
    return _phrase_back(words, last, lexicon, 5)


def _phrase_back(words: Words, last: int, lexicon: Lexicon, reach: int) -> tuple[int, int] | None:
    """The noun phrase that ends at a token."""
    index = last
    first = None
    while index >= 0 and last - index < reach:
        text = words.texts[index]
        if text in _HYPHENS and words.touches(index) and words.touches(index - 1):
            index -= 1
            continue
        if not text[0].isalnum() or text in lexicon.sets["stop"] or text in lexicon.sets["verbs"]:
            break
        first = index
        index -= 1
    return (first, last) if first is not None else None


def _subject(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject of the quantity's clause."""
    if lexicon.verb_first:
        return _subject_behind_verb(quantity, lexicon)
    return _subject_before_verb(quantity, lexicon)


def _is_verb(words: Words, index: int, lexicon: Lexicon) -> bool:
    text = words.texts[index]
    if text in lexicon.sets["verbs"] or text in lexicon.sets["change_verbs"]:
        return words.at(index - 1) not in lexicon.sets["determiners"]
    if lexicon.verb_endings and len(text) > 4 and text.endswith(lexicon.verb_endings):
        return words.at(index - 1) not in lexicon.sets["determiners"] and not words.capital(index)
    return False


def _subject_before_verb(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    words = quantity.words
    index = quantity.head - 1
    low = max(0, index - _BACK)
    while index >= low and not _is_verb(words, index, lexicon):
        text = words.texts[index]
        if text in _BREAKS and text not in "()" or text[0] == "\n":
            return None
        index -= 1
    if index < low:
        return _fragment(quantity, lexicon)
    while index >= low and (_is_verb(words, index, lexicon) or words.texts[index] in lexicon.sets["between_verbs"]):
        index -= 1
    return _noun_phrase_before(words, index, low, lexicon)


def _fragment(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """Without a verb: the phrase at the beginning of the clause."""
    words = quantity.words
    index = quantity.head - 1
    while index >= 0 and (words.texts[index] in lexicon.sets["stop"] or words.texts[index] in lexicon.sets["adverbs"]):
        index -= 1
    return _phrase_back(words, index, lexicon, 4) if index >= 0 else None


def _noun_phrase_before(words: Words, index: int, low: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase that ends at or before a token, beyond a relative pronoun or a clause between commas."""
    stop = lexicon.sets["stop"]
    for _ in range(3):
        while index >= low and (words.texts[index] in _COMMAS or words.texts[index] in _QUOTES or words.texts[index] in lexicon.sets["relatives"] or words.texts[index] == ")"):
            if words.texts[index] == ")":
                while index >= low and words.texts[index] != "(":
                    index -= 1
            index -= 1
        last = index
        first = None
        while index >= low and last - index < _SUBJECT:
            text = words.texts[index]
            if text in _HYPHENS and words.touches(index) and words.touches(index - 1):
                index -= 1
                continue
            if text == ")" or text == "(":
                break
            if text[0].isdecimal():
                index -= 1
                continue
            if not text[0].isalpha() or text in lexicon.sets["clause_breaks"] and text != "and" or _is_verb(words, index, lexicon):
                break
            if text not in stop or text in {"of", "in", "and", "for"}:
                if text not in stop:
                    first = index
            elif text not in lexicon.sets["determiners"]:
                if text in lexicon.sets["pronouns"]:
                    break
                if text not in lexicon.sets["prepositions"]:
                    break
            index -= 1
        if first is not None:
            while words.texts[last] in stop and last > first:
                last -= 1
            return first, last
        if index < low or words.texts[index] not in _COMMAS:
            return None
    return None


def _subject_behind_verb(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """Arabic: the words between the verb (or "أن") and the number."""
    words = quantity.words
    index = quantity.head - 1
    while index >= 0 and words.texts[index] in lexicon.sets["before_number"]:
        index -= 1
    last = index
    while index >= 0 and last - index < _SUBJECT:
        text = words.texts[index]
        if not text[0].isalpha() or text in lexicon.sets["verbs"] or text in lexicon.sets["clause_breaks"] or text in lexicon.sets["change_verbs"]:
            break
        index -= 1
    first = index + 1
    return (first, last) if first <= last and last - first < _SUBJECT else None
