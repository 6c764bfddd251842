"""Parts and wholes: shares of a total, sums of parts."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.interval import Interval, allowed
from extractor.facts import Check, Statistic
from extractor.reading import Passage

_SHARES = (("count", "count", "percentage"), ("percentage", "count", "count"))
_BESIDE = 24
_LINK = 3
_POINT = 1.0
_FAR = 3.0
_PARTS = (2, 3, 4, 5)
_LEAST = 20  # below, numbers add up by chance
_SUM_REACH = 220


def check_shares(statistics: list[Statistic], passage: Passage, share_words: frozenset[str], restating: frozenset[str]) -> Iterator[Check]:
    """Part, whole and share, printed side by side: "12 of the 48 schools (25 %)", "25 % of the 48 schools, or 12", "of 48 schools, 12, or 25 %".

    Only the first says beyond doubt what the share is of, so that only there a contradiction is told.
    """
    for first, second, third in zip(statistics, statistics[1:], statistics[2:], strict=False):
        kinds = (first.kind, second.kind, third.kind)
        if kinds not in _SHARES or first.direction or second.direction or third.direction:
            continue
        between = passage.text[first.evidence.end : second.evidence.start].split()
        beside = passage.text[second.evidence.end : third.evidence.start]
        if len(beside) > _BESIDE or "\n" in beside:
            continue
        is_part = bool(between) and between[0].lower() in share_words and len(between) <= _LINK
        is_said_again = "(" in beside or not restating.isdisjoint(beside.lower().split())
        check = None
        if kinds == ("count", "count", "percentage") and is_part and "(" in beside:
            check = _share(first, second, third)
        elif kinds == ("count", "count", "percentage") and is_said_again and _opens_with(passage, first, share_words):
            check = _consistent(_share(second, first, third))
        elif kinds == ("percentage", "count", "count") and is_part and is_said_again:
            check = _consistent(_share(third, second, first))
        if check is not None:
            yield check


def _opens_with(passage: Passage, whole: Statistic, share_words: frozenset[str]) -> bool:
    """Whether one of the two words before a number says that a part of it follows."""
    before = passage.text[max(0, whole.evidence.start - _BESIDE) : whole.evidence.start].lower().split()
    return not share_words.isdisjoint(before[-2:])


def _consistent(check: Check | None) -> Check | None:
    """A check that agrees by the printed numbers themselves, within one per cent point, not by what rounding would allow."""
    agrees = check is not None and check.verdict == "consistent" and abs(check.stated - check.computed) <= _POINT
    return check if agrees else None


def _share(part: Statistic, whole: Statistic, share: Statistic) -> Check | None:
    first, total, stated = allowed(part), allowed(whole), allowed(share)
    if first is None or total is None or stated is None or part.value is None or whole.value is None or share.value is None:
        return None
    quotient = first.over(total)
    if quotient is None or part.value > whole.value:
        return None
    computed = part.value / whole.value * 100
    fits = quotient.times(100).meets(stated)
    if not fits and (share.bound != "exact" or not 1 / _FAR <= computed / max(share.value, 1e-9) <= _FAR):
        return None
    message = f"{part.value:,} of {whole.value:,} is {computed:.2f} %; stated {share.value} %"
    return Check("share_of_total", (part.id, whole.id, share.id), float(share.value), computed, "consistent" if fits else "contradictory", message)


def check_sums(statistics: list[Statistic], passage: Passage) -> Iterator[Check]:
    """A total whose parts follow it in the same paragraph and add up to it. That they do is told; that others do not proves nothing."""
    for position, whole in enumerate(statistics):
        if whole.kind not in {"count", "money"} or whole.value is None or whole.value < _LEAST or whole.bound != "exact":
            continue
        for count in _PARTS:
            parts = statistics[position + 1 : position + 1 + count]
            if len(parts) < count or not _belong(whole, parts, passage):
                break
            if _adds_up(whole, parts):
                values = [part.value for part in parts if part.value is not None]
                message = f"{' + '.join(f'{value:,}' for value in values)} = {sum(values):,}"
                yield Check("sum", (whole.id, *(part.id for part in parts)), float(whole.value), float(sum(values)), "consistent", message)
                break


def _belong(whole: Statistic, parts: list[Statistic], passage: Passage) -> bool:
    stretch = passage.text[whole.evidence.end : parts[-1].evidence.end]
    return len(stretch) <= _SUM_REACH and "\n" not in stretch and all(part.kind == whole.kind and part.value is not None and part.bound == "exact" and part.direction is None for part in parts)


def _adds_up(whole: Statistic, parts: list[Statistic]) -> bool:
    if any(part.value == whole.value for part in parts):
        return False
    if whole.kind == "money" and len({part.unit.code if part.unit else None for part in (whole, *parts)}) > 1:
        return False
    total = Interval(0.0, 0.0)
    for part in parts:
        interval = allowed(part)
        if interval is None or interval.low != interval.high:
            return False
        total = Interval(total.low + interval.low, total.high + interval.high)
    return total.low == whole.value and min(part.value or 0 for part in parts) > 0
