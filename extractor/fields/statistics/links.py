"""Statistics among themselves: repeats become mentions, and comparisons are linked.

Roles: `versus` (3,440 compared with 13), `from`/`to` (rose from 4.1 % to 4.4 %), `change_of` (7 % more … than 291,730), `multiple_of`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

Role = Literal["versus", "from", "to", "change_of", "multiple_of"]

_REACH = 40
_COMPARED = 20  # quantities of the same kind and value that one is compared with, so that a page of like numbers costs linear time
_MIN_REPEAT = 10
_ATTACHED = 6
_BEHIND = 3
_BACK = 12  # bounds the work on texts of nothing but numbers
_COMMAS = frozenset(",،;")


@dataclass(slots=True)
class Linked:
    """A quantity with its repeats and its links (role, index of the other among the kept ones)."""

    quantity: Quantity
    repeats: list[Quantity] = field(default_factory=list)
    links: list[tuple[Role, int]] = field(default_factory=list)


def merge(found: list[Quantity]) -> tuple[list[Linked], dict[int, int]]:
    """Kept quantities in order of appearance, and for every quantity (by its position) the index of the kept one it belongs to.

    A quantity repeats an earlier one when kind, value, unit and bound agree, and it is no change of another thing; small counts need the same noun. The
    text's own place is the evidence, the headline's a mention.
    """
    kept: list[Linked] = []
    owner: dict[int, int] = {}
    seen: dict[tuple[object, ...], list[int]] = {}
    sentences: list[tuple[Words, tuple[int, int]]] = []  # of the kept quantities
    for position, quantity in enumerate(found):
        sentence = quantity.words, quantity.words.sentence(quantity.first)
        identity = (quantity.kind, quantity.value, quantity.low, quantity.high, quantity.denominator, quantity.direction)
        for index in seen.get(identity, [])[-_COMPARED:]:
            if not _same(sentences[index], sentence) and _repeats(kept[index].quantity, quantity):
                owner[position] = index
                kept[index].repeats.append(quantity)
                _complete(kept[index].quantity, quantity)
                break
        else:
            owner[position] = len(kept)
            seen.setdefault(identity, []).append(len(kept))
            kept.append(Linked(quantity))
            sentences.append(sentence)
    for linked in kept:
        if linked.quantity.words.passage.field == "headline" and linked.repeats:
            _move_to_text(linked)
    return kept, owner


def _same(first: tuple[Words, tuple[int, int]], second: tuple[Words, tuple[int, int]]) -> bool:
    return first[0] is second[0] and first[1] == second[1]


def _repeats(first: Quantity, second: Quantity) -> bool:
    """Whether a quantity of another sentence is the same figure again."""
    if first.period and second.period and first.period.start and second.period.start and first.period.start != second.period.start:
        return False
    if first.place and second.place and first.place != second.place and first.kind in {"percentage", "measurement"}:
        return False
    if first.kind == "count":
        if first.code and second.code:
            return first.code == second.code
        return first.size >= _MIN_REPEAT and (first.size >= 100 or (first.unit_text is None and second.unit_text is None and first.measure is not None and first.measure == second.measure))
    if first.code != second.code:
        return False
    if first.kind == "percentage":
        unknown = not _content(first) or not _content(second)
        return first.words is not second.words or _shares_words(first, second) or (unknown and first.direction is not None and first.size >= _MIN_REPEAT)
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
    return {word for word in text.replace(",", " ").replace(":", " ").split() if len(word) > 3}


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


def same_sentence(first: Quantity, second: Quantity) -> bool:
    """Whether no sentence ends between two quantities, the first before the second."""
    return first.words is second.words and not first.words.breaks(first.last + 1, second.first)


def relation(first: Quantity, second: Quantity, lexicon: Lexicon) -> str:
    """How the second of two neighbours is introduced: versus, from, to, than, also, or nothing."""
    words, lists = second.words, lexicon.lists
    index = second.head
    for _ in range(4):
        if index <= first.last + 1:
            return ""
        for role in ("versus", "than", "from"):
            if lists[role].before(words.texts, index):
                return role
        if lists["to"].before(words.texts, index):
            return "to"
        if lists["also"].before(words.texts, index):
            return "also"
        if words.texts[index - 1] not in lexicon.sets["adverbs"] and words.texts[index - 1] not in lexicon.sets["articles"]:
            return ""
        index -= 1
    return ""


def link(kept: list[Linked], found: list[Quantity], owner: dict[int, int], lexicon: Lexicon) -> None:
    """Comparisons among the quantities of one sentence: levels with levels first, then changes with the levels they changed."""
    start = 0
    for position in range(1, len(found) + 1):
        if position == len(found) or not same_sentence(found[position - 1], found[position]):
            if position - start > 1:
                _Sentence(kept, found, owner, lexicon, start, position).link()
            start = position


@dataclass(slots=True)
class _Sentence:
    """The quantities `first..behind` of one sentence, while they are linked."""

    kept: list[Linked]
    found: list[Quantity]
    owner: dict[int, int]
    lexicon: Lexicon
    first: int
    behind: int

    def link(self) -> None:
        base_of: dict[int, int] = {}
        for position in range(self.first, self.behind - 1):
            self._levels(position, base_of)
        for position in range(self.first, self.behind):
            self._elliptical(position, base_of)
            if self.found[position].direction:
                self._change(position, base_of)

    def _elliptical(self, position: int, base_of: dict[int, int]) -> None:
        """ "to 38 million, from 45 million a year before, or by 15.6 %": the pair before it gives the direction."""
        share = self.found[position]
        if share.kind != "percentage" or share.direction or not self.lexicon.lists["by"].before(share.words.texts, share.head):
            return
        old, new = position - 1, base_of.get(position - 1)
        if new is None and base_of.get(position - 2) == position - 1:  # "from 500 to 400"
            old, new = position - 2, position - 1
        if new is None or share.first - self.found[max(old, new)].last > _ATTACHED + 2:
            return
        share.direction = "up" if self.found[new].size > self.found[old].size else "down"
        self._add(position, "change_of", new)

    def _levels(self, position: int, base_of: dict[int, int]) -> None:
        """Two levels: "3,440 … compared with 13", "from 4.1% to 4.4%", "to 312,030 from 291,730"; a change may stand between them."""
        left = self.found[position]
        if left.direction:
            return
        for other in range(position + 1, min(position + 3, self.behind)):
            right = self.found[other]
            if right.direction:
                continue
            if right.first - left.last > _REACH or not comparable(left, right):
                return
            role = relation(self.found[other - 1], right, self.lexicon) or self._far_relation(position, other)
            if role == "than" and other == position + 1 and not self._compares(right):
                return
            if role in {"versus", "than"}:
                self._add(position, "versus", other)
                base_of[other] = position
            elif role == "from":
                if not self._is_old_level(position, other):
                    return
                self._add(position, "from", other)
                self._add(other, "to", position)
                base_of[other] = position
            elif role == "to" and other == position + 1 and self._opens(left):
                self._add(position, "to", other)
                self._add(other, "from", position)
                base_of[position] = other
            return

    def _opens(self, level: Quantity) -> bool:
        """Whether a level is told as the one before a change."""
        return "old level" in level.marks or self.lexicon.lists["from"].before(level.words.texts, level.head) is not None

    def _is_old_level(self, position: int, other: int) -> bool:
        """Whether "from" gives the level before a change: behind "to", a change word or a comma, and not at the head of a pair of its own ("from 5 to 6")."""
        left, right = self.found[position], self.found[other]
        texts, lists = left.words.texts, self.lexicon.lists
        if other + 1 < self.behind and relation(right, self.found[other + 1], self.lexicon) == "to":
            return False
        if lists["to"].before(texts, left.head) or other > position + 1:
            return True
        before = next((i for i in range(right.head, left.last, -1) if lists["from"].before(texts, i)), right.head)
        return texts[before - 2] in _COMMAS or any(lists[name].before(texts, before - 1) for name in ("up", "down", "change_noun_up", "change_noun_down"))

    def _far_relation(self, position: int, other: int) -> str:
        """ "compared with 2024, when it was 12,000", "40 % more than the edition before, which drew 30,000"."""
        words, lists = self.found[other].words, self.lexicon.lists
        if other > position + 1 and lists["than"].at(words.texts, self.found[other - 1].last + 1) and self.found[position].code == self.found[other].code:
            return "versus"
        for index in range(self.found[other - 1].last + 1, self.found[other].head):
            if lists["versus"].at(words.texts, index):
                return "versus" if self._reaches(words, index, self.found[other].head) else ""
        return ""

    def _reaches(self, words: Words, first: int, last: int) -> bool:
        """Whether no new clause begins between a word of comparison and a number, but one that tells of the time compared with (", when it was 12,000")."""
        for index in range(first, last):
            opens = words.texts[index] in _COMMAS and words.texts[index + 1] not in self.lexicon.sets["when_words"]
            if opens or (self.lexicon.verb_first and words.texts[index] in self.lexicon.sets["clause_breaks"] and words.texts[index] not in self.lexicon.sets["when_words"]):
                return False
        return True

    def _compares(self, right: Quantity) -> bool:
        """Whether "than" and its like stand right before the second number, with a word of comparison."""
        return self.lexicon.lists["strict_than"].before(right.words.texts, right.head) is not None

    def _change(self, position: int, base_of: dict[int, int]) -> None:
        """The level that a change led to: behind "to", else the nearest level before it; a level that is only compared with gives way to the other."""
        change = self.found[position]
        if position + 1 < self.behind:
            behind = self.found[position + 1]
            near = behind.first - change.last <= _REACH and not self._changes_between(change, behind)
            if not behind.direction and has_change(behind, change) and relation(change, behind, self.lexicon) == "to" and near:
                self._add(position, "change_of", position + 1)
                return
        new = self._levels_behind(position)
        if new is not None:
            self._add(position, "change_of", new)
            return
        if not self._attached(change):
            return
        for other in range(position - 1, max(self.first, position - _BACK) - 1, -1):
            level = self.found[other]
            if level.direction or not has_change(level, change) or self._is_owned(level):
                continue
            self._add(position, "change_of", base_of.get(other, other))
            return

    def _changes_between(self, change: Quantity, level: Quantity) -> bool:
        """ "up 15 %, while the rate fell to 6.4 %": another change leads to the level."""
        texts, lists = change.words.texts, self.lexicon.lists
        return any(lists[name].at(texts, index) for name in ("up", "down") for index in range(change.after + 1, level.head))

    def _is_owned(self, level: Quantity) -> bool:
        """ "for its 900 tenants": a count behind a determiner is given, and no level that changed."""
        return level.kind == "count" and bool(self.lexicon.capital_names) and level.words.at(level.head - 1) in self.lexicon.sets["determiners"]

    def _levels_behind(self, position: int) -> int | None:
        """ "rose 10 % from 200 to 220", "fell by 10, from 110 to 100": the new level of the pair right behind a change."""
        old, new = position + 1, position + 2
        if new >= self.behind:
            return None
        change, before, after = (self.found[at] for at in (position, old, new))
        if not self._opens(before) or before.direction or after.direction or before.head - change.after > _BEHIND or not has_change(after, change):
            return None
        return new if comparable(before, after) and relation(before, after, self.lexicon) == "to" else None

    def _attached(self, change: Quantity) -> bool:
        """Whether the change is told of what stands before it ("…, an increase of 7 %", "…, up 7 %"), not as the size of a verb of its own."""
        texts, lists = change.words.texts, self.lexicon.lists
        if any(lists[name].at(texts, index) for name in ("attached_after", "more_percent", "less_percent") for index in (change.last + 1, change.after)):
            return True
        index = change.head
        for _ in range(_ATTACHED):
            if lists["attached"].before(texts, index):
                return True
            index -= 1
            if index <= 0 or not texts[index][0].isalpha():
                return False
        return False

    def _add(self, position: int, role: Role, other: int) -> None:
        one, two = self.owner[position], self.owner[other]
        if one != two:
            _add(self.kept[one], role, two)


def _add(linked: Linked, role: Role, other: int) -> None:
    if (role, other) not in linked.links:
        linked.links.append((role, other))


def pass_periods(kept: list[Linked]) -> None:
    """A change belongs to the period of the level that it led to, unless a time stands behind it."""
    for linked in kept:
        level = next((kept[other].quantity for role, other in linked.links if role == "change_of"), None)
        if level is not None and "own time" not in linked.quantity.marks:
            linked.quantity.period = level.period


def comparable(left: Quantity, right: Quantity) -> bool:
    """Same kind and unit, so that their difference means something."""
    return left.kind == right.kind and (left.kind == "money" or ("per" in left.marks) == ("per" in right.marks)) and (left.dimension == right.dimension or left.code is None or right.code is None) and left.kind not in {"age", "rank", "multiple"}


def has_change(level: Quantity, change: Quantity) -> bool:
    """Whether a change can be that of the level: a share of any level, a difference of one in the same unit."""
    if level.kind not in {"count", "money", "measurement", "rate", "percentage"}:
        return False
    if change.kind in {"percentage", "multiple", "ratio"}:
        return True
    if change.kind == "percentage_point":
        return level.kind == "percentage"
    return level.kind == change.kind and (level.dimension == change.dimension or (change.kind == "count" and change.code is None))
