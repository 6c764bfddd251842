"""What a quantity measures, in the article's words: the noun it counts, the whole it is a part of, and the subject of its clause."""

from __future__ import annotations

from extractor.fields.statistics.clause import COMMAS, is_verb, over_times, phrase_at, phrase_before, subject_of
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.links import relation, same_sentence
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

_PHRASE = 7
_CARRY = 30
_AFTERTHOUGHT = 8
_GAP = 3
_INTRODUCTION = 12
_SIGNS = frozenset("+-−–")
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
        if position and (_is_same_in_brackets(quantities[position - 1], quantity) or _is_afterthought(quantities[position - 1], quantity, lexicon)):
            quantity.measure = quantities[position - 1].measure
            continue
        if position and _is_compared(quantities[position - 1], quantity, lexicon):
            quantity.measure = quantities[position - 1].measure
            continue
        near = [whole or _behind(quantity, lexicon), _named(quantity, lexicon)]
        subject = subject_of(quantity, lexicon) or _antecedent(quantity, lexicon)
        if subject is None and quantity.kind in _NEVER_BARE and not lexicon.verb_first:
            subject = _opening(quantity, lexicon)
        if quantity.kind == "count" and quantity.noun and subject is None and near[1] is None and near[0] == quantity.noun:
            continue
        said = [part for part in near if part and not _is_bare_form(quantity, part, lexicon)]
        if subject and _is_bare_form(quantity, subject, lexicon):
            subject = None
        quantity.measure = _worded(quantity, said, subject, lexicon)
        if quantity.measure is None and position:
            _carry(quantities[position - 1], quantity)
        if quantity.measure is None and quantity.kind in _NEVER_BARE:
            found = _behind_preposition(quantity, lexicon) or _opening(quantity, lexicon)
            quantity.measure = quantity.printed(*found) if found else None


def _worded(quantity: Quantity, near: list[tuple[int, int]], subject: tuple[int, int] | None, lexicon: Lexicon) -> str | None:
    """The printed phrases without repeats: one phrase where they stand together, else what the clause is about, a colon, and what is counted of it."""
    texts: list[str] = []
    for part in _together(quantity, [*near, *([subject] if subject else [])], lexicon):
        text = quantity.printed(*part)
        if len(text) > 1 and not any(text in other or other in text for other in texts):
            texts.append(text)
    if subject is None or len(texts) < 2:
        return ", ".join(texts) or None
    return f"{texts[-1]}: {', '.join(texts[:-1])}"


def _together(quantity: Quantity, parts: list[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Parts with nothing but prepositions and determiners between them made one."""
    words, sets = quantity.words, lexicon.sets
    joined: list[tuple[int, int]] = []
    for part in parts:
        for index, other in enumerate(joined):
            (first, end), (start, last) = sorted((other, part))
            between = words.texts[end + 1 : start]
            if len(between) <= _GAP and last > end and all(text in sets["prepositions"] or text in sets["determiners"] for text in between):
                joined[index] = (first, last)
                break
        else:
            joined.append(part)
    return joined


def _antecedent(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "The company said it has more than 1,000 customers": the pronoun that is the clause's subject stands for the sentence's first phrase."""
    words, index = quantity.words, quantity.head - 1
    between, empty, determiners = (lexicon.sets[name] for name in ("between_verbs", "empty_nouns", "determiners"))
    while index > 0 and (is_verb(words, index, lexicon) or words.texts[index] in between or words.texts[index] in empty or words.texts[index] in determiners):
        index -= 1
    if index == quantity.head - 1 or words.texts[index] not in lexicon.sets["singular_pronouns"]:
        return None
    found = _opening(quantity, lexicon)
    return found if found and found[1] < index else None


def _is_same_in_brackets(before: Quantity, quantity: Quantity) -> bool:
    """ "7.5 million crowns ($1.1 million)": the amount in brackets measures what the one before it does."""
    words = quantity.words
    return before.words is words and before.last + 2 == quantity.first and words.texts[before.last + 1] == "(" and before.kind == quantity.kind


def _is_compared(before: Quantity, quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "61 per cent, compared with 58 per cent", "from 500 accidents to 350": both sides of a comparison measure the same."""
    if before.measure is None or before.kind != quantity.kind or not same_sentence(before, quantity) or (before.code and quantity.code and before.code != quantity.code):
        return False
    role, lists = relation(before, quantity, lexicon), lexicon.lists
    opening = {"to": "from", "from": "to"}.get(role)
    paired = role == "versus" or (opening is not None and lists[opening].before(before.words.texts, before.head) is not None)
    return before.direction is None and paired


def _is_afterthought(before: Quantity, quantity: Quantity, lexicon: Lexicon) -> bool:
    """ "a profit of 5.4 million, up 50 thousand": the size of the change of what the amount before it measures."""
    words = quantity.words
    if quantity.direction is None or before.words is not words or before.measure is None or quantity.first - before.last > _AFTERTHOUGHT:
        return False
    index = before.after + (words.at(before.after) == ")")
    if index + 1 >= len(words):
        return False
    index += lexicon.verb_first and words.at(index) in COMMAS
    if lexicon.verb_first and quantity.head - index <= _GAP and any(lexicon.lists[name].at(words.texts, index) for name in ("attached", "change_noun_up", "change_noun_down")):
        return True  # "129 مليون ريال بارتفاع 11%"
    behind = (index + 1, index + 2) if is_verb(words, index + 1, lexicon) else (index + 1,)
    return words.at(index) in COMMAS and any(lexicon.lists[name].at(words.texts, at) for name in ("up", "down") for at in behind)


def _is_bare_form(quantity: Quantity, part: tuple[int, int], lexicon: Lexicon) -> bool:
    """A single participle or adverb says nothing about what is measured."""
    first, last = part
    endings = (*lexicon.verb_endings, *lexicon.adverb_endings, *((lexicon.gerund,) if lexicon.gerund else ()))
    words = quantity.words
    named = words.capital(first) and first > 0 and not words.ends_sentence(first - 1)
    return first == last and bool(endings) and words.texts[first].endswith(endings) and not named and words.at(first - 1) not in lexicon.sets["determiners"]


def _carry(before: Quantity, quantity: Quantity) -> None:
    words = quantity.words
    if before.words is words and before.measure and quantity.first - before.last < _CARRY and not words.breaks(before.last + 1, quantity.first):
        quantity.measure = before.measure


def _behind_preposition(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "47.6 % from the field"."""
    words = quantity.words
    if words.at(quantity.last + 1) not in lexicon.sets["prepositions"]:
        return None
    return phrase_at(words, quantity.last + 2, lexicon)


def _opening(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """The first noun phrase of the sentence before the quantity: behind an introduction ("After a long winter, the mill") when there is one there."""
    words = quantity.words
    first, _ = words.sentence(quantity.first)
    that = next((index for index in range(quantity.head - 1, first - 1, -1) if words.texts[index] in lexicon.sets["complementisers"]), None)
    if that is not None:
        return _first_phrase(quantity, that + 1, lexicon)
    if words.at(first + 1) in COMMAS:
        first += 2
    if words.at(first) in lexicon.sets["prepositions"]:
        comma = next((index for index in range(first, min(first + _INTRODUCTION, quantity.head)) if words.texts[index] in COMMAS), None)
        found = _first_phrase(quantity, comma + 1, lexicon) if comma is not None else None
        if found:
            return found
    return _first_phrase(quantity, first, lexicon)


def _first_phrase(quantity: Quantity, first: int, lexicon: Lexicon) -> tuple[int, int] | None:
    words, stop = quantity.words, lexicon.sets["stop"]
    while first < quantity.head and (words.texts[first] in stop or not words.texts[first][0].isalpha() or _is_tied(words, first) or _is_finite(words, first, lexicon)):
        first += 1
    found = phrase_at(words, first, lexicon)
    return found if found and found[1] < quantity.head else None


def _is_finite(words: Words, index: int, lexicon: Lexicon) -> bool:
    """A verb that is no gerund, behind a pronoun that was passed over ("This turned")."""
    return words.at(index - 1) in lexicon.sets["pronouns"] and is_verb(words, index, lexicon) and not (lexicon.gerund and words.texts[index].endswith(lexicon.gerund))


def _is_tied(words: Words, index: int) -> bool:
    """Whether a token is a sign that touches the number before it ("402.5p")."""
    return index > 0 and words.texts[index - 1][0].isdecimal() and words.touches(index - 1)


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
        link = lexicon.lists["share_of"].at(words.texts, last + 1)
        of = phrase_at(words, last + 1 + link[0], lexicon) if link else None
        return first, of[1] if of else last
    if quantity.kind == "duration":
        link = lexicon.lists["duration_of"].at(words.texts, quantity.after)
        return phrase_at(words, quantity.after + link[0], lexicon) if link else None
    if quantity.kind == "money" and (link := lexicon.lists["paid_for"].at(words.texts, quantity.after)):
        return phrase_at(words, quantity.after + link[0], lexicon)
    if quantity.direction and words.at(quantity.first - 1) in _SIGNS:
        return None
    index = quantity.after
    if lexicon.verb_first and any(lexicon.lists[name].at(words.texts, index) for name in ("up", "down", "attached")):
        return None
    if words.at(index) == "(":
        index = next((i + 1 for i in range(index, min(index + 8, len(words))) if words.texts[i] == ")"), index)
    if quantity.kind == "measurement" and (link := lexicon.lists["share_of"].at(words.texts, index)):
        index += link[0]
    if words.at(index) in lexicon.sets["dimensions"]:
        return None
    phrase = phrase_at(words, index, lexicon, named=words.at(quantity.head - 1) in lexicon.sets["determiners"])
    return None if phrase and _is_time(words, phrase, lexicon) else phrase


def _is_time(words: Words, phrase: tuple[int, int], lexicon: Lexicon) -> bool:
    """ "بنهاية مارس", "last month": a phrase of nothing but words of time, months and years."""
    texts, times = words.texts, lexicon.sets["time_nouns"]
    return all(texts[index] in times or texts[index].isdecimal() or lexicon.month_numbers.at(texts, index) for index in range(phrase[0], phrase[1] + 1))


def _named(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "a fine of $3 billion", "the share of late trains to 0.4 %", "بقيمة": the noun that the number completes, or that stands right before it."""
    words, index = quantity.words, quantity.head
    if quantity.rule == "age beside a name":
        return phrase_before(words, quantity.first - 2, lexicon, _PHRASE)
    if words.at(index - 1) == "(" and words.at(index - 2)[:1].isalpha():
        return phrase_before(words, index - 2, lexicon, _PHRASE)
    while index > 0 and words.texts[index - 1] in lexicon.sets["adverbs"] and words.texts[index - 1] not in lexicon.sets["prepositions"]:
        index -= 1
    found = lexicon.lists["completes"].before(words.texts, index)
    if found is None and quantity.kind == "count":
        return None
    last = index - found[0] - 1 if found else index - 1
    if lexicon.verb_first:
        last = over_times(words, last, lexicon)
    if last < 0 or lexicon.lists["percent"].before(words.texts, last + 1) or words.texts[last] in lexicon.sets["empty_nouns"] or (found and words.texts[last] in lexicon.sets["adverbs"]) or not words.texts[last][0].isalpha() or is_verb(words, last, lexicon):
        return None
    phrase = phrase_before(words, last, lexicon, 5)
    return None if phrase and _is_time(words, phrase, lexicon) else phrase
