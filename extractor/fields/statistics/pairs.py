"""Two numbers that make one quantity: ranges ("5 to 7 million", "ما بين 30 و40 بالمئة"), ratios ("one in five", "7 من أصل 10"), rates."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.nouns import counted_noun
from extractor.fields.statistics.quantity import DASHES, Quantity
from extractor.fields.statistics.symbols import part_of_unit
from extractor.fields.statistics.words import Words

_REACH = 5
_CLAUSE = 16
_HUNDRED = 100
_BEYOND = 2
_CENTS = frozenset(("USc", "EUc", "GBX"))
_STOPS = frozenset(".;:!?،,؛")
_COMMAS = frozenset(",،")


def join(quantities: list[Quantity], dashes: dict[int, str], lexicon: Lexicon) -> list[Quantity]:
    """Quantities with pairs made one; a numeral pair with a dash that is neither range nor vote is left out (a score)."""
    joined: list[Quantity] = []
    position = 0
    while position < len(quantities):
        left = quantities[position]
        right = quantities[position + 1] if position + 1 < len(quantities) else None
        pair = dashes.get(left.number.first) if left.number.written != "words" else None
        if right is not None and right.number.first - left.last <= _REACH and (one := _one(left, right, pair, lexicon)):
            if pair == "fraction" and joined and _is_mixed(joined[-1], one):
                one = _mixed(joined.pop(), one)
            joined.append(one)
            position += 2
            continue
        if right is not None and pair is None and _is_tied(left, right):
            position += 2
            continue
        if right is not None and ((pair == "dash" and right.number.first == left.number.first + 2) or (pair is None and _is_spaced(left, right, lexicon))):
            if _is_vote(left, right, lexicon):
                for part in (left, right):
                    part.rule = "vote"
                    part.set_unit(None, None, None)
                joined.extend((left, right))
            position += 2
            continue
        if pair == "fraction":
            position += 2
            continue
        joined.append(left)
        position += 1
    return joined


def _is_tied(left: Quantity, right: Quantity) -> bool:
    """ "4½–2½": two bare numbers with a dash between them that touches both, and no range: a score."""
    words, dash = left.words, left.last + 1
    bare = left.kind == right.kind == "count" and not left.number.scaled and not right.number.scaled and left.number.written == right.number.written != "words"
    return bare and right.first == dash + 1 and words.at(dash) in DASHES and words.touches(dash) and words.touches(dash - 1)


def _is_spaced(left: Quantity, right: Quantity, lexicon: Lexicon) -> bool:
    """ "won 3 - 1", "(858 - 929)": two bare numbers with nothing but a dash between them, and nothing counted behind."""
    words, dash = left.words, left.last + 1
    bare = all(q.kind == "count" and q.unit_text is None and not q.number.scaled and q.direction is None and q.bound == "exact" for q in (left, right))
    if not bare or words.at(dash) not in DASHES or right.first != dash + 1 or words.touches(dash - 1) != words.touches(dash):
        return False
    behind = right.last + 1
    told = lexicon.lists["comparatives"].at(words.texts, behind) or lexicon.lists["up_after"].at(words.texts, behind) or lexicon.lists["down_after"].at(words.texts, behind)
    return not told and counted_noun(right, lexicon) is None


def _one(left: Quantity, right: Quantity, pair: str | None, lexicon: Lexicon) -> Quantity | None:
    if pair == "fraction":
        return _slashed(left, right)
    return _with_cents(left, right, lexicon) or _mixed_measure(left, right, lexicon) or _ratio(left, right, lexicon) or _rate(left, right, lexicon) or _range(left, right, pair, lexicon)


def _follows(left: Quantity, right: Quantity, lexicon: Lexicon) -> bool:
    """Whether the second stands directly behind the first, or behind a conjunction."""
    gap = right.first - left.last
    return gap == 1 or (gap == _BEYOND and left.words.texts[left.last + 1] in lexicon.conjunctions)


def _mixed_measure(left: Quantity, right: Quantity, lexicon: Lexicon) -> Quantity | None:
    """ "5 feet 2 inches", "2 hours and 30 minutes": a measure and a part of its unit."""
    part = part_of_unit(left.code, right.code)
    if part is None or left.value is None or right.value is None or left.value.denominator != 1 or not 0 < right.value < part or not _follows(left, right, lexicon):
        return None
    left.value += right.value / part
    left.step = right.step / part
    left.rule = "measure in two units"
    left.extend(right.last)
    return left


def _with_cents(left: Quantity, right: Quantity, lexicon: Lexicon) -> Quantity | None:
    """ "3 dollars 50 cents", "3 dollars and 50 cents": an amount and its hundredths."""
    if left.kind != "money" or right.kind != "money" or left.system != "ISO4217" or right.system != "own" or not _follows(left, right, lexicon):
        return None
    if left.value is None or right.value is None or not 0 < right.value < _HUNDRED or left.value.denominator != 1 or left.number.scaled or right.code not in _CENTS:
        return None
    left.value += right.value / _HUNDRED
    left.step = right.step / _HUNDRED
    left.extend(right.last)
    return left


def _slashed(left: Quantity, right: Quantity) -> Quantity | None:
    """ "3/4" is a ratio, "1/2 inch" a number with the unit behind it."""
    if left.value is None or right.value is None or right.value <= 0 or right.kind == "count":
        return _quotient(left, right, "fraction in digits")
    left.value, left.kind, left.rule, left.step = left.value / right.value, right.kind, "fraction in digits", 1 / right.value
    left.set_unit(right.code, right.system, right.unit_text)
    left.extend(right.last)
    return left


def _is_mixed(whole: Quantity, part: Quantity) -> bool:
    """ "2 1/4": a whole number directly before a fraction."""
    words = whole.words
    return (
        whole.kind == "count" and whole.unit_text is None and whole.value is not None and whole.value.denominator == 1 and whole.number.written == "digits"
        and part.value is not None and whole.last + 1 == part.first and not words.touches(whole.last) and abs(part.size) < 1
    )  # fmt: skip


def _mixed(whole: Quantity, part: Quantity) -> Quantity:
    assert whole.value is not None
    size = part.size
    whole.value = whole.value + size if whole.value >= 0 else whole.value - size
    whole.kind, whole.rule, whole.step = "count" if part.kind == "ratio" else part.kind, "mixed number in digits", Fraction(1, size.denominator)
    whole.set_unit(part.code, part.system, part.unit_text)
    whole.extend(part.last)
    return whole


def _between(left: Quantity, right: Quantity) -> tuple[int, int]:
    """Tokens between two expressions, half-open."""
    return left.last + 1, right.first


def _quotient(left: Quantity, right: Quantity, rule: str) -> Quantity | None:
    if left.value is None or right.value is None or right.value <= 0:
        return None
    left.kind, left.rule, left.denominator = "ratio", rule, right.value
    left.set_unit(None, None, None)
    left.extend(right.last)
    return left


def _ratio(left: Quantity, right: Quantity, lexicon: Lexicon) -> Quantity | None:
    """ "one in five", "seven out of 10", "واحد من كل خمسة", "3 to 1"."""
    words, (first, behind) = left.words, _between(left, right)
    if left.kind != "count" or right.kind not in {"count"} or left.value is None or right.value is None:
        return None
    found = lexicon.lists["out_of"].at(words.texts, first)
    if found and first + found[0] == behind and left.value < right.value and left.value >= 1:
        if words.texts[first] in lexicon.sets["weak_out_of"] and not _strong_ratio(left, right):
            return None
        return _quotient(left, right, "ratio")
    odds = lexicon.lists["odds"].at(words.texts, first)
    if odds and first + odds[0] == behind and right.value == 1 and left.value > 1 and not lexicon.lists["range_from"].before(words.texts, left.head):
        return _quotient(left, right, "odds")
    return None


def _strong_ratio(left: Quantity, right: Quantity) -> bool:
    """ "in" alone makes a ratio only of small or round numbers: "one in five", not "27 in 2019"."""
    return left.value is not None and right.value is not None and left.value <= 10 and not (right.number.written == "digits" and 1300 <= right.value <= 2150 and right.value % 100)


def _rate(left: Quantity, right: Quantity, lexicon: Lexicon) -> Quantity | None:
    """ "5.3 per 100,000 people": the per belongs to the unit."""
    words, (first, behind) = left.words, _between(left, right)
    found = lexicon.lists["per"].at(words.texts, first)
    if not found or right.value is None or left.kind not in {"count", "percentage", "measurement", "money"}:
        return None
    if first + found[0] != behind or right.value not in {10, 100, 1000, 10000, 100000, 1000000} or right.kind != "count":
        return None
    last = right.last
    noun = words.at(last + 1)
    if noun[:1].isalpha() and (noun in lexicon.sets["plural_nouns"] or noun in lexicon.singulars or (lexicon.plural_endings and noun.endswith(lexicon.plural_endings))):
        last += 1
    left.kind, left.rule = "rate", "rate"
    left.set_unit(f"/{int(right.value)}", "own", left.printed(first, last))
    left.extend(last)
    return left


def _range(left: Quantity, right: Quantity, pair: str | None, lexicon: Lexicon) -> Quantity | None:
    words, (first, behind) = left.words, _between(left, right)
    if left.value is None or right.value is None or left.denominator or right.denominator:
        return None
    joint = _joint(words, left, right, first, behind, pair, lexicon)
    if not joint:
        return None
    if not _same_unit(left, right):
        return None
    low, high = left.value, right.value
    if not left.number.scaled and right.number.scaled and left.number.scale < right.number.scale:
        low = low * right.number.scale if low * right.number.scale < high else low
    if not low < high or (high > 1000 * max(low, Fraction(1)) and joint == "dash"):
        return None
    if joint == "dash" and not _has_evidence(left, right, lexicon):
        return None
    left.low, left.high, left.value = low, high, None
    if right.number.scaled and not left.number.scaled:
        left.number = replace(left.number, scaled=True, scale=right.number.scale)
    if joint == "between" and (opening := lexicon.lists["range_between"].before(words.texts, left.head)):
        left.head -= opening[0]
    left.step = min(left.step, right.step)
    left.rule = f"range {joint}"
    if right.kind != "count":
        left.kind = right.kind
        unit = left if left.unit_text and right.unit_text is None else right
        left.set_unit(unit.code, unit.system, unit.unit_text)
    left.noun = right.noun
    left.extend(right.last)
    left.after = right.after
    return left


def _joint(words: Words, left: Quantity, right: Quantity, first: int, behind: int, pair: str | None, lexicon: Lexicon) -> str:
    if pair == "dash" and right.number.first == left.number.first + 2:
        return "dash"
    if behind - first == 1 and words.texts[first] in DASHES:
        return "dash"
    lists = lexicon.lists
    between = lists["range_between"].before(words.texts, left.head) or lists["range_between"].before(words.texts, left.first)
    conjunction = (behind - first == 1 and (words.texts[first] in lexicon.conjunctions or words.texts[first] in lexicon.sets["range_and"])) or (behind == first and right.number.prefix in lexicon.conjunctions)
    to = lists["range_to"].at(words.texts, first)
    follows_to = to is not None and first + to[0] == behind
    if between and (conjunction or follows_to):
        return "between"
    if not follows_to:
        return ""
    if left.direction or _changes(words, left, lexicon):
        if left.value is None or right.value is None:
            return ""
        left.marks.add("old level")
        near = lexicon.by_ranges and left.code == right.code == "%" and left.value < right.value < 2 * left.value
        if lists["by"].before(words.texts, left.head) and (near or (left.kind == "count" and left.unit_text is None and right.kind != "count")):
            return "by"
        bare = right.number.scaled and not left.number.scaled
        return "to" if bare and not lists["range_from"].before(words.texts, left.head) and left.value * right.number.scale < right.value and left.code == right.code else ""
    return "to"


def _changes(words: Words, left: Quantity, lexicon: Lexicon) -> bool:
    """Whether "A to B" tells a change ("fell from 75 to 45", "rose 5% to 20%", "by 5%, from 75 to 45", "went from 75 to 45") instead of a range."""
    index = left.first
    lists = lexicon.lists
    opening = lists["range_from"].before(words.texts, left.head)
    if opening and lists["moved"].before(words.texts, left.head - opening[0]):
        return True
    comma = left.head - opening[0] - 1 if opening and words.at(left.head - opening[0] - 1) in _COMMAS else -1
    for _ in range(_CLAUSE if opening else _REACH + 2):
        found = lists["up"].before(words.texts, index) or lists["down"].before(words.texts, index)
        if found and not (found[0] == 1 and words.at(index - 2) in lexicon.sets["phrasal_verbs"]):
            return True
        index -= 1
        if index <= 0 or (words.texts[index] in _STOPS and index != comma) or words.texts[index][0] == "\n":
            return False
    return False


def _same_unit(left: Quantity, right: Quantity) -> bool:
    """Units agree, or one of the two is left out: "5 to 7 million dollars", "$5-7 million"."""
    if left.dimension == right.dimension:
        return True
    if left.kind == "count" and left.unit_text is None:
        return True
    return right.kind == "count" and right.unit_text is None and left.rule == "currency sign"


def _has_evidence(left: Quantity, right: Quantity, lexicon: Lexicon) -> bool:
    """A dash between numerals is a range only with a unit, a scale word or a counted noun: else it is a score."""
    if right.kind != "count" or left.kind != "count" or right.number.scaled:
        return True
    words = right.words
    if words.at(right.last + 1) in lexicon.sets["score_words"] or words.at(left.first - 1) in lexicon.sets["score_words"]:
        return False
    return counted_noun(right, lexicon) is not None


def _is_vote(left: Quantity, right: Quantity, lexicon: Lexicon) -> bool:
    words = left.words
    return (
        lexicon.lists["vote_words"].at(words.texts, right.last + 1) is not None
        or lexicon.lists["vote_words"].before(words.texts, left.first) is not None
    ) and left.value != right.value
