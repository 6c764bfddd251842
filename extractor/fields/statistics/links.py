"""Statistics among themselves: repeats become mentions, and comparisons are linked.

Roles: `versus` (3,440 compared with 13), `from`/`to` (rose from 4.1 % to 4.4 %), `change_of` (7 % more … than 291,730), `multiple_of`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import Quantity

_REACH = 40
_MIN_REPEAT = 10


@dataclass(slots=True)
class Linked:
    """A quantity with its repeats and its links (role, index of the other among the kept ones)."""

    quantity: Quantity
    repeats: list[Quantity] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)


def merge(found: list[Quantity], lexicon: Lexicon) -> tuple[list[Linked], dict[int, int]]:
    """Kept quantities in order of appearance, and for every quantity (by its position) the index of the kept one it belongs to.

    A quantity repeats an earlier one when kind, value, unit and bound agree, and it is no change of another thing; small counts need the same noun. The
    text's own place is the evidence, the headline's a mention.
    """
    kept: list[Linked] = []
    owner: dict[int, int] = {}
    seen: dict[tuple[object, ...], list[int]] = {}
    for position, quantity in enumerate(found):
        identity = (quantity.kind, quantity.value, quantity.low, quantity.high, quantity.denominator, quantity.direction)
        for index in seen.get(identity, []):
            if _repeats(kept[index].quantity, quantity):
                owner[position] = index
                kept[index].repeats.append(quantity)
                _complete(kept[index].quantity, quantity)
                break
        else:
            owner[position] = len(kept)
            seen.setdefault(identity, []).append(len(kept))
            kept.append(Linked(quantity))
    for linked in kept:
        if linked.quantity.words.passage.field == "headline" and linked.repeats:
            _move_to_text(linked)
    return kept, owner


def _repeats(first: Quantity, second: Quantity) -> bool:
    if first.words is second.words and first.words.sentence(first.first) == second.words.sentence(second.first):
        return False
    if first.period and second.period and first.period.start and second.period.start and first.period.start != second.period.start:
        return False
    if first.place and second.place and first.place != second.place and first.kind in {"percentage", "measurement"}:
        return False
    if first.kind == "count":
        if first.code and second.code:
            return first.code == second.code
        return first.size >= _MIN_REPEAT and (first.size >= 100 or first.unit_text is None and second.unit_text is None and first.measure is not None and first.measure == second.measure)
    if first.code != second.code:
        return False
    if first.kind == "percentage":
        return _shares_words(first, second)
    if first.kind in {"ratio", "multiple", "rank", "duration", "age", "percentage_point"}:
        return _shares_words(first, second)
    return True


def _shares_words(first: Quantity, second: Quantity) -> bool:
    """Whether what they measure has a word in common; unknown on both sides counts as the same for the headline only."""
    one, other = _content(first), _content(second)
    if not one or not other:
        return first.words is not second.words
    return bool(one & other)


def _content(quantity: Quantity) -> set[str]:
    text = (quantity.measure or "").lower()
    return {word for word in text.replace(",", " ").split() if len(word) > 3}


def _complete(kept: Quantity, repeat: Quantity) -> None:
    """What a repeat knows and the first mention does not."""
    if kept.unit_text is None and repeat.unit_text is not None:
        kept.set_unit(repeat.code, repeat.system, repeat.unit_text)
    kept.measure = kept.measure or repeat.measure
    kept.population = kept.population or repeat.population
    kept.place = kept.place or repeat.place
    kept.period = kept.period or repeat.period
    if kept.bound == "exact":
        kept.bound = repeat.bound


def _move_to_text(linked: Linked) -> None:
    """The first place in the text becomes the evidence; it inherits what the headline knew."""
    headline = linked.quantity
    body = next((q for q in linked.repeats if q.words.passage.field == "text"), None)
    if body is None:
        return
    linked.repeats = [headline, *(q for q in linked.repeats if q is not body)]
    _complete(body, headline)
    linked.quantity = body


def inherit_units(found: list[Quantity], lexicon: Lexicon) -> None:
    """A bare number beside one with a unit that it is compared with, counted from, or a part of, is of the same unit."""
    for position, quantity in enumerate(found):
        if quantity.kind != "count" or quantity.unit_text is not None or quantity.code is not None or quantity.rule == "vote":
            continue
        for other in (found[position - 1] if position else None, found[position + 1] if position + 1 < len(found) else None):
            if other is not None and _passes_on(other, quantity, lexicon):
                quantity.kind = other.kind
                quantity.set_unit(other.code, other.system, other.unit_text)
                quantity.rule = f"{quantity.rule}, unit of {other.rule}"
                quantity.marks.add("inherited")
                break


def _passes_on(other: Quantity, quantity: Quantity, lexicon: Lexicon) -> bool:
    if other.words is not quantity.words or other.unit_text is None or other.kind in {"age", "rank", "ratio", "multiple", "duration"}:
        return False
    if other.first < quantity.first:
        return quantity.first - other.last <= _REACH and relation(other, quantity, lexicon) in {"versus", "from", "to", "than", "also"} and _same_sentence(other, quantity)
    between = other.words.texts[quantity.last + 1 : other.head]
    return (
        (len(between) <= 3 and bool(lexicon.lists["share_of"].at(other.words.texts, quantity.last + 1)))
        or (relation(quantity, other, lexicon) in {"from", "to"} and len(between) <= 8 and lexicon.lists["from"].before(other.words.texts, quantity.head) is not None)
    ) and _same_sentence(quantity, other)


def _same_sentence(first: Quantity, second: Quantity) -> bool:
    return first.words is second.words and not any(first.words.ends_sentence(i) for i in range(first.last + 1, second.first))


def relation(first: Quantity, second: Quantity, lexicon: Lexicon) -> str:
    """How the second of two neighbours is introduced: versus, from, to, than, also, or nothing."""
    words, lists = second.words, lexicon.lists
    index = second.head
    for _ in range(4):
        if index <= first.last + 1:
            return ""
        for role in ("versus", "from", "than"):
            if lists[role].before(words.texts, index):
                return role
        if lists["to"].before(words.texts, index) and lists["range_to"].before(words.texts, index):
            return "to"
        if lists["also"].before(words.texts, index):
            return "also"
        if words.texts[index - 1] not in lexicon.sets["adverbs"]:
            return ""
        index -= 1
    return ""


def link(kept: list[Linked], found: list[Quantity], owner: dict[int, int], lexicon: Lexicon) -> None:
    """Comparisons between neighbours of one sentence."""
    for position, quantity in enumerate(found):
        for ahead in (1, 2):
            if position + ahead >= len(found):
                break
            other = found[position + ahead]
            if not _same_sentence(quantity, other) or other.first - quantity.last > _REACH:
                break
            _pair(kept, owner, position, position + ahead, quantity, other, ahead, lexicon)


def _pair(kept: list[Linked], owner: dict[int, int], first: int, second: int, left: Quantity, right: Quantity, ahead: int, lexicon: Lexicon) -> None:
    one, two = owner[first], owner[second]
    if one == two:
        return
    if left.direction and left.kind in {"percentage", "percentage_point", "multiple"}:
        if ahead == 1 and not right.direction and comparable_level(left, right) and relation(left, right, lexicon) in {"than", "versus", "to", "from"} | {""}:
            role = relation(left, right, lexicon)
            if role in {"than", "versus", "from"}:
                _add(kept[one], "change_of", two)
            elif role == "to":
                _add(kept[one], "change_of", two)
        return
    if right.direction:
        if same_measure_kind(left, right) or right.kind in {"percentage", "multiple"} and left.kind not in {"percentage"}:
            _add(kept[two], "change_of", one)
        return
    role = relation(left, right, lexicon)
    if role == "versus" or role == "than":
        if comparable(left, right):
            _add(kept[one], "versus", two)
    elif role == "to" and ahead == 1 and lexicon.lists["from"].before(left.words.texts, left.head) and comparable(left, right):
        _add(kept[two], "from", one)
        _add(kept[one], "to", two)
    elif role == "from" and comparable(left, right):
        _add(kept[one], "from", two)
        _add(kept[two], "to", one)


def _add(linked: Linked, role: str, other: int) -> None:
    if (role, other) not in linked.links:
        linked.links.append((role, other))


def comparable(left: Quantity, right: Quantity) -> bool:
    """Same kind and unit, so that their difference means something."""
    return left.kind == right.kind and (left.code == right.code or left.code is None or right.code is None) and left.kind not in {"age", "rank", "multiple"}


def comparable_level(change: Quantity, level: Quantity) -> bool:
    """Whether a level can have the change."""
    return level.kind in {"count", "money", "measurement", "rate", "percentage"} and (change.kind != "percentage_point" or level.kind == "percentage")


def same_measure_kind(left: Quantity, right: Quantity) -> bool:
    return left.kind == right.kind and left.code == right.code


def fraction(value: Fraction | None) -> Fraction:
    """A value that is known to be there."""
    assert value is not None
    return value
