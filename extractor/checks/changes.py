"""Changes recomputed: relative change, difference, and the direction that a verb gives.

A check is made only where the article links the numbers itself: a change with the level it led to, and that level with the one it is
compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from extractor.checks.interval import Interval, allowed
from extractor.facts import Check, Statistic

Name = Literal["relative_change", "difference"]

_FAR = 5.0
_LEVELS = frozenset(("versus", "from"))


def check_changes(by_id: Mapping[str, Statistic]) -> Iterator[Check]:
    """The checks of every change whose old and new level the article gives."""
    for change in by_id.values():
        if change.direction is None or change.value is None:
            continue
        for new, old in _levels(change, by_id):
            check = _check(change, new, old)
            if check is not None:
                yield check
                break


def _levels(change: Statistic, by_id: Mapping[str, Statistic]) -> Iterator[tuple[Statistic, Statistic]]:
    """Pairs of new and old level that a change is linked to."""
    for comparison in change.comparisons:
        if comparison.role != "change_of":
            continue
        level = by_id[comparison.statistic_id]
        for link in level.comparisons:
            other = by_id[link.statistic_id]
            if link.role in _LEVELS:
                yield level, other
            elif link.role == "to":
                yield other, level


def _check(change: Statistic, new: Statistic, old: Statistic) -> Check | None:
    now, before, stated = allowed(new), allowed(old), allowed(change)
    if now is None or before is None or stated is None or new.value is None or old.value is None or change.value is None:
        return None
    rising = new.value >= old.value
    if (change.direction == "up") != rising and new.value != old.value:
        return _direction(change, new, old)
    gap = now.minus(before) if rising else before.minus(now)
    if change.kind == "percentage":
        return _relative(change, new, old, gap, before, stated)
    if change.kind == "multiple":
        return None
    if change.kind == "percentage_point" and change.unit is not None and change.unit.code == "bp":
        gap = gap.times(100)
    computed = abs(new.value - old.value) * (100 if change.unit is not None and change.unit.code == "bp" else 1)
    return _verdict("difference", change, new, old, abs(change.value), computed, gap, stated)


def _relative(change: Statistic, new: Statistic, old: Statistic, gap: Interval, before: Interval, stated: Interval) -> Check | None:
    """A share of the old level; where levels are shares themselves, their plain difference is told apart from it."""
    assert new.value is not None
    assert old.value is not None
    assert change.value is not None
    share = gap.over(before)
    if share is None or old.value == 0:
        return None
    computed = abs(new.value - old.value) / old.value * 100
    if new.kind == "percentage" and not share.times(100).meets(stated):
        if gap.meets(stated):
            difference = abs(new.value - old.value)
            message = f"{_number(change.value)} % is the difference of {_number(old.value)} % and {_number(new.value)} % in percentage points; the relative change is {_number(computed)} %"
            return Check("difference", (change.id, new.id, old.id), float(change.value), difference, "consistent", message)
        return None
    return _verdict("relative_change", change, new, old, abs(change.value), computed, share.times(100), stated)


def _verdict(name: Name, change: Statistic, new: Statistic, old: Statistic, stated: float, computed: float, interval: Interval, printed: Interval) -> Check | None:
    """Consistent where the intervals meet; contradictory only where the numbers are near enough to be about the same thing."""
    assert new.value is not None
    assert old.value is not None
    sign = " %" if name == "relative_change" else ""
    what = name.replace("_", " ")
    message = f"from {_number(old.value)} to {_number(new.value)} the {what} is {_number(computed)}{sign}; stated {_number(stated)}{sign}"
    if interval.meets(printed):
        return Check(name, (change.id, new.id, old.id), float(stated), float(computed), "consistent", message)
    if change.bound != "exact" or not _near(stated, computed):
        return None
    return Check(name, (change.id, new.id, old.id), float(stated), float(computed), "contradictory", message)


def _near(one: float, other: float) -> bool:
    """Within a factor that a slip of arithmetic explains; beyond it the numbers are more likely about different things."""
    low, high = sorted((abs(one), abs(other)))
    return low > 0 and high / low <= _FAR


def _direction(change: Statistic, new: Statistic, old: Statistic) -> Check | None:
    """The stated size fits the numbers, but the direction is the other one."""
    assert new.value is not None
    assert old.value is not None
    assert change.value is not None
    if old.value == 0 or change.kind not in {"percentage", "count", "money"}:
        return None
    computed = (new.value - old.value) / old.value * 100 if change.kind == "percentage" else new.value - old.value
    signed = abs(change.value) if change.direction == "up" else -abs(change.value)
    if abs(abs(computed) - abs(signed)) > max(0.5 * change.step, 0.01 * abs(computed)):
        return None
    message = f"{_number(old.value)} to {_number(new.value)} goes {'up' if new.value > old.value else 'down'}, and the article says {change.direction}"
    return Check("direction", (change.id, new.id, old.id), float(signed), float(computed), "contradictory", message)


def _number(value: float) -> str:
    """A number for a message: whole as whole, else four significant decimals at most."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")
