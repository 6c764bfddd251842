"""What a quantity measures, in the article's words: the noun it counts, the whole it is a part of, and the subject of its clause."""

from __future__ import annotations

from extractor.fields.statistics.clause import COMMAS, is_verb, phrase_at, phrase_before, subject_of
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import Quantity

_PHRASE = 7
_CARRY = 30
_NEVER_BARE = frozenset(("percentage", "percentage_point", "money", "measurement"))


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
        subject = subject_of(quantity, lexicon) or _antecedent(quantity, lexicon)
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
    while index > 0 and (is_verb(words, index, lexicon) or words.texts[index] in lexicon.sets["between_verbs"]):
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
    return phrase_at(words, quantity.last + 2, lexicon)


def _opening(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The first noun phrase of the sentence, before the quantity."""
    words = quantity.words
    first, _ = words.sentence(quantity.first)
    if words.at(first + 1) in COMMAS:
        first += 2
    while first < quantity.head and (words.texts[first] in lexicon.sets["stop"] or not words.texts[first][0].isalpha()):
        first += 1
    found = phrase_at(words, first, lexicon)
    return found if found and found[1] < quantity.head else None


def _whole(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "65 % of the clips": the whole of a share."""
    if quantity.kind not in {"percentage", "ratio", "count", "multiple"}:
        return None
    words, index = quantity.words, quantity.last + 1
    if quantity.kind == "count" and quantity.noun:
        return None
    found = lexicon.lists["share_of"].at(words.texts, index)
    return phrase_at(words, index + found[0], lexicon) if found else None


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
    return phrase_at(words, index, lexicon)


def _named(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "a fine of $3 billion", "the false positive rate to 0.1 %", "بقيمة": the noun that the number completes, or that stands right before it."""
    words, index = quantity.words, quantity.head
    if words.at(index - 1) == "(" and words.at(index - 2)[:1].isalpha():
        return phrase_before(words, index - 2, lexicon, _PHRASE)
    while index > 0 and words.texts[index - 1] in lexicon.sets["adverbs"] and words.texts[index - 1] not in lexicon.sets["prepositions"]:
        index -= 1
    found = lexicon.lists["completes"].before(words.texts, index)
    if found is None and quantity.kind == "count":
        return None
    last = index - found[0] - 1 if found else index - 1
    if last < 0 or words.texts[last] in lexicon.sets["empty_nouns"] or not words.texts[last][0].isalpha() or is_verb(words, last, lexicon):
        return None
    return phrase_before(words, last, lexicon, 5)
