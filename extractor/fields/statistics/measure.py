"""What a quantity measures, in the article's words: the noun it counts, the whole it is a part of, and the subject of its clause."""

from __future__ import annotations

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.nouns import is_plural
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

_PHRASE = 7
_CARRY = 30
_NEVER_BARE = frozenset(("percentage", "percentage_point", "money", "measurement"))
_SUBJECT = 10
_BACK = 40
_BREAKS = frozenset(".;:!?()[]\u061f\u061b\u2014\u2013\u2026")
_COMMAS = frozenset(",\u060c")
_QUOTES = frozenset("\"“”«»„")
_HYPHENS = frozenset("-‑'’&/")


def measures(quantities: list[Quantity], lexicon: Lexicon) -> None:
    """Set measure and population of every quantity.

    A count whose noun is all that is known keeps it in its unit alone. What says nothing itself takes the measure of the quantity before it in
    the sentence (lists, amounts in brackets); a share or an amount then takes the phrase behind its preposition, or the one the sentence opens with.
    """
    for position, quantity in enumerate(quantities):
        whole = _whole(quantity, lexicon)
        if whole:
            quantity.population = quantity.printed(*whole)
        if position and _is_same_in_brackets(quantities[position - 1], quantity):
            quantity.measure = quantities[position - 1].measure
            continue
        near = [whole or _behind(quantity, lexicon), _named(quantity, lexicon)]
        subject = _subject(quantity, lexicon) or _antecedent(quantity, lexicon)
        if subject is None and quantity.kind in _NEVER_BARE and not lexicon.verb_first:
            subject = _opening(quantity, lexicon)
        if quantity.kind == "count" and quantity.noun and subject is None and near[1] is None:
            continue
        quantity.measure = _joined(quantity, [part for part in (*near, subject) if part and not _is_bare_form(quantity, part, lexicon)])
        if quantity.measure is None and position:
            _carry(quantities[position - 1], quantity)
        if quantity.measure is None and quantity.kind in _NEVER_BARE:
            quantity.measure = _joined(quantity, [_behind_preposition(quantity, lexicon) or _opening(quantity, lexicon)])


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


def _antecedent(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "The company said it has more than 1,000 customers": the pronoun that is the clause's subject stands for the sentence's first phrase."""
    words, index = quantity.words, quantity.head - 1
    while index > 0 and (_is_verb(words, index, lexicon) or words.texts[index] in lexicon.sets["between_verbs"]):
        index -= 1
    if index == quantity.head - 1 or words.texts[index] not in lexicon.sets["singular_pronouns"]:
        return None
    found = _opening(quantity, lexicon)
    return found if found and found[1] < index else None


def _is_same_in_brackets(before: Quantity, quantity: Quantity) -> bool:
    """ "7.5 million crowns ($1.1 million)": the amount in brackets measures what the one before it does."""
    words = quantity.words
    return before.words is words and before.last + 2 == quantity.first and words.texts[before.last + 1] == "(" and before.kind == quantity.kind


def _is_bare_form(quantity: Quantity, part: tuple[int, int], lexicon: Lexicon) -> bool:
    """A single participle or adverb says nothing about what is measured."""
    first, last = part
    endings = (*lexicon.verb_endings, *lexicon.adverb_endings, *((lexicon.gerund,) if lexicon.gerund else ()))
    return first == last and bool(endings) and quantity.words.texts[first].endswith(endings) and not quantity.words.capital(first)


def _carry(before: Quantity, quantity: Quantity) -> None:
    words = quantity.words
    if before.words is words and before.measure and quantity.first - before.last < _CARRY and not any(words.ends_sentence(i) for i in range(before.last + 1, quantity.first)):
        quantity.measure = before.measure


def _behind_preposition(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "47.6 % from the field"."""
    words = quantity.words
    if words.at(quantity.last + 1) not in lexicon.sets["prepositions"]:
        return None
    return _phrase(words, quantity.last + 2, lexicon)


def _opening(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The first noun phrase of the sentence, before the quantity."""
    words = quantity.words
    first, _ = words.sentence(quantity.first)
    if words.at(first + 1) in _COMMAS:
        first += 2
    while first < quantity.head and (words.texts[first] in lexicon.sets["stop"] or not words.texts[first][0].isalpha()):
        first += 1
    found = _phrase(words, first, lexicon)
    return found if found and found[1] < quantity.head else None


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
    index = quantity.after
    if words.at(index) == "(":
        index = next((i + 1 for i in range(index, min(index + 8, len(words))) if words.texts[i] == ")"), index)
    if quantity.kind == "measurement" and (link := lexicon.lists["share_of"].at(words.texts, index)):
        index += link[0]
    return _phrase(words, index, lexicon)


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
    """ "a fine of $3 billion", "the false positive rate to 0.1 %", "بقيمة": the noun that the number completes, or that stands right before it."""
    words, index = quantity.words, quantity.head
    if words.at(index - 1) == "(" and words.at(index - 2)[:1].isalpha():
        return _phrase_back(words, index - 2, lexicon, _PHRASE)
    while index > 0 and words.texts[index - 1] in lexicon.sets["adverbs"] and words.texts[index - 1] not in lexicon.sets["prepositions"]:
        index -= 1
    found = lexicon.lists["completes"].before(words.texts, index)
    if found is None and quantity.kind == "count":
        return None
    last = index - found[0] - 1 if found else index - 1
    if last < 0 or words.texts[last] in lexicon.sets["empty_nouns"] or not words.texts[last][0].isalpha() or _is_verb(words, last, lexicon):
        return None
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
        if not text[0].isalpha() or text in lexicon.sets["stop"] or lexicon.is_number(text) or _is_verb(words, index, lexicon):
            break
        first = index
        index -= 1
    if first is not None and words.at(first - 1)[:1].isdecimal() and lexicon.units.at(words.texts, first):
        return None
    return (first, last) if first is not None else None


def _subject(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject of the quantity's clause."""
    if lexicon.verb_first:
        return _subject_behind_verb(quantity, lexicon)
    return _subject_before_verb(quantity, lexicon)


def _is_verb(words: Words, index: int, lexicon: Lexicon) -> bool:
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
        return before not in lexicon.sets["determiners"] and not words.capital(index)
    return False


def _subject_before_verb(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The phrase before the nearest verb; where a clause opens before any verb is seen, the phrase that it opens with."""
    words = quantity.words
    index = quantity.head - 1
    low = max(0, index - _BACK)
    while index >= low and not _is_verb(words, index, lexicon):
        text = words.texts[index]
        if (text in _BREAKS and text not in "()") or text[0] == "\n":
            return None
        if text in lexicon.sets["openers"]:
            found = _phrase(words, index + 1, lexicon)
            return (found[0], min(found[1], quantity.head - 1)) if found and found[0] < quantity.head else None
        index -= 1
    if index < low:
        return _fragment(quantity, lexicon)
    while index >= low and (_is_verb(words, index, lexicon) or words.texts[index] in lexicon.sets["between_verbs"] or words.texts[index].endswith(lexicon.adverb_endings or ("\0",))):
        index -= 1
    return _noun_phrase_before(words, _over_apposition(words, index, low, lexicon), low, lexicon)


def _over_apposition(words: Words, index: int, low: int, lexicon: Lexicon) -> int:
    """Over a clause between commas: "The material, which is made of carbon, reached"."""
    if index <= low or words.texts[index] not in _COMMAS:
        return index
    before = index - 1
    while before > low and words.texts[before] not in _COMMAS and words.texts[before] not in _BREAKS:
        before -= 1
    if words.texts[before] in _COMMAS and (words.at(before + 1) in lexicon.sets["relatives"] or words.at(before + 1) in lexicon.sets["determiners"]):
        return before - 1
    return index


def _fragment(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """Without a verb: the phrase at the beginning of the clause."""
    words = quantity.words
    index = quantity.head - 1
    while index >= 0 and (words.texts[index] in lexicon.sets["stop"] or words.texts[index] in lexicon.sets["adverbs"]):
        index -= 1
    return _phrase_back(words, index, lexicon, 4) if index >= 0 else None


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
            if index < low or words.texts[index] not in _COMMAS:
                return None
            continue
        if all(text in lexicon.sets["time_nouns"] or text in lexicon.sets["stop"] for text in words.texts[first : last + 1]):
            index = first - 1
            continue
        while words.texts[last] in lexicon.sets["stop"] and last > first:
            last -= 1
        return first, last
    return None


def _over_marks(words: Words, index: int, low: int, lexicon: Lexicon) -> int:
    """Back over commas, quotation marks, relative pronouns and brackets with what stands in them."""
    while index >= low:
        text = words.texts[index]
        if text == ")":
            while index >= low and words.texts[index] != "(":
                index -= 1
        elif text not in _COMMAS and text not in _QUOTES and text not in lexicon.sets["relatives"]:
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
    if not text[0].isalpha() or _is_verb(words, index, lexicon):
        return False
    if text in lexicon.conjunctions or (text not in sets["stop"] and text not in sets["clause_breaks"]):
        return True
    return text not in sets["clause_breaks"] and text not in sets["pronouns"] and (text in sets["determiners"] or text in sets["prepositions"])


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
