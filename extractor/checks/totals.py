"""Parts and wholes: shares of a total, sums of parts."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.interval import Interval, allowed
from extractor.facts import Check, Statistic
from extractor.reading import Passage

_BESIDE = 24
_FAR = 3.0
_PARTS = (2, 3, 4, 5)
_LEAST = 20  # below, numbers add up by chance
_SUM_REACH = 220


def check_shares(statistics: list[Statistic], passage: Passage, share_words: frozenset[str]) -> Iterator[Check]:
    """ "12 of the 48 schools (25 %)": part, whole and share, printed side by side."""
    for part, whole, share in zip(statistics, statistics[1:], statistics[2:], strict=False):
        if part.kind != "count" or whole.kind != "count" or share.kind != "percentage" or share.direction is not None:
            continue
        between = passage.text[part.evidence.end : whole.evidence.start].split()
        beside = passage.text[whole.evidence.end : share.evidence.start]
        if not between or between[0].lower() not in share_words or len(between) > 3 or len(beside) > _BESIDE or "(" not in beside:
            continue
        check = _share(part, whole, share)
        if check is not None:
            yield check


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
