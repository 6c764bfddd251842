"""One date among the candidates.

The best source wins, with four corrections that pages need:
- two other systems that agree outvote a source that stands alone, unless it is no more than a time zone away from them;
- a numeric date whose order of day and month is open takes the order that another source confirms;
- an instant in UTC moves to the clock of the publisher where the page shows that clock;
- a "UTC" time that equals the visible clock of a publisher outside UTC is local time with a false sign, and loses its offset.
A bare day is refined by a clock that the page shows for the same day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractor.fields.dates.candidate import DateCandidate
from extractor.fields.dates.moment import Moment
from extractor.fields.dates.zones import offsets_of


@dataclass(frozen=True, slots=True)
class Clocks:
    """What is known of the publisher's clocks: its country, and whether they never show UTC."""

    country: str | None = None
    outside_utc: bool = False


_EARLIEST = 1990
_NEIGHBOUR = timedelta(days=1)
_VOTERS = frozenset(("json-ld", "meta", "microdata", "url", "time", "dateline"))
_STRONG, _SHOWN = 0.84, 0.8
_CONFLICTS = 4
_SAME_CLOCK = timedelta(days=7)


def choose_published(candidates: Sequence[DateCandidate], saved: Moment | None, clocks: Clocks) -> DateCandidate | None:
    """The date of publication; None when the page gives none that can be one."""
    possible = settle_orders([c for c in candidates if c.event == "published" and plausible(c, saved)])
    if not possible:
        created = [c for c in candidates if c.event == "created" and plausible(c, saved)]
        modified = [c for c in candidates if c.event == "modified" and plausible(c, saved)]
        return next(iter(created + modified), None)
    best = _outvoted(possible)
    return _local(_offset_of_the_same(_refined(best, possible), possible), possible, clocks)


def choose_modified(candidates: Sequence[DateCandidate], published: DateCandidate | None, saved: Moment | None) -> DateCandidate | None:
    """The last modification; None when it would lie before the publication."""
    for candidate in candidates:
        if candidate.event != "modified" or not plausible(candidate, saved) or candidate is published:
            continue
        if published is None or not _before(candidate.moment, published.moment):
            return candidate
    return None


def beside_published(modified: DateCandidate | None, published: DateCandidate | None) -> DateCandidate | None:
    """A modification in UTC on the clock that the publication was put on, within days in which no clock is likely to change."""
    offset = published.moment.offset if published else None
    if modified is None or published is None or not offset or modified.moment.offset != 0 or abs(modified.moment.day - published.moment.day) > _SAME_CLOCK:
        return modified
    return replace(modified, moment=modified.moment.at_offset(offset), why=f"{modified.why}, on the clock of the publication")


def conflicts(chosen: DateCandidate, candidates: Sequence[DateCandidate], saved: Moment | None, modified: DateCandidate | None = None) -> list[DateCandidate]:
    """Candidates of trustworthy sources that name another day, once a day; not that of the modification, which a page may show without saying so, nor
    that of a time element that shows no day ("3 hours ago")."""
    days: dict[date, DateCandidate] = {}
    for candidate in candidates:
        if (modified is not None and candidate.moment.day == modified.moment.day) or (candidate.family == "time" and not candidate.shown):
            continue
        if candidate.event == "published" and candidate.score >= _STRONG and plausible(candidate, saved) and not candidate.moment.agrees(chosen.moment):
            days.setdefault(candidate.moment.day, candidate)
    return list(days.values())[:_CONFLICTS]


def plausible(candidate: DateCandidate, saved: Moment | None) -> bool:
    """Not before the Web, unless a source for machines says so, and not after the page was saved."""
    if candidate.moment.day.year < _EARLIEST:
        return False
    return saved is None or candidate.moment.day <= saved.day + _NEIGHBOUR


def settle_orders(candidates: Sequence[DateCandidate]) -> list[DateCandidate]:
    """Exchange day and month of a numeric date where only the exchange agrees with a date that leaves no doubt."""
    certain = {c.moment.day for c in candidates if c.other is None}
    near = {day + timedelta(days=n) for day in certain for n in (-1, 0, 1)}
    settled = [c.swapped() if c.other and c.moment.day not in near and c.other in near else c for c in candidates]
    return sorted(settled, key=lambda c: -c.score)


def _outvoted(candidates: Sequence[DateCandidate]) -> DateCandidate:
    """The best candidate, or the best of two other families that agree on another day against a family that stands alone."""
    best = candidates[0]
    votes: dict[date, set[str]] = {}
    heard: set[str] = set()
    for candidate in candidates:
        if candidate.family in _VOTERS and candidate.score >= 0.6 and candidate.family not in heard:
            heard.add(candidate.family)
            votes.setdefault(candidate.moment.day, set()).add(candidate.family)
    own = votes.get(best.moment.day, set())
    for candidate in candidates:
        families = votes.get(candidate.moment.day, set()) - {best.family}
        if len(families) > max(1, len(own)) and not candidate.moment.agrees(best.moment) and abs(candidate.moment.day - best.moment.day) > _NEIGHBOUR:
            return replace(candidate, why=f"{candidate.why}; {len(families)} sources agree against {best.why}")
    return best


def _refined(best: DateCandidate, candidates: Sequence[DateCandidate]) -> DateCandidate:
    """A bare day, or a midnight that stands for one, with the clock that the page gives for the same day."""
    moment = best.moment
    if moment.clock is not None and (moment.clock != (0, 0) or moment.second):
        return best
    for candidate in candidates:
        other = candidate.moment
        if other.day == moment.day and other.clock not in (None, (0, 0)):
            return replace(candidate, score=best.score, why=f"{best.why}, clock of {candidate.why}")
    return best


def _offset_of_the_same(best: DateCandidate, candidates: Sequence[DateCandidate]) -> DateCandidate:
    """The same wall clock with the offset that another source gives it: for a clock without one, or one that wears UTC's falsely."""
    if best.moment.wall is None or best.moment.offset:
        return best
    for candidate in candidates:
        wall = candidate.moment.wall
        if candidate.moment.offset and wall is not None and not candidate.shown and abs(wall - best.moment.wall) < timedelta(minutes=1):
            return replace(best, moment=replace(best.moment, offset=candidate.moment.offset), why=f"{best.why}, with the offset of {candidate.why}")
    return best


def _local(best: DateCandidate, candidates: Sequence[DateCandidate], clocks: Clocks) -> DateCandidate:
    """An instant in UTC as the publisher's clock shows it."""
    if best.moment.offset != 0:
        return best
    best = _without_false_sign(best, candidates, clocks)
    for candidate in candidates:
        offset = candidate.moment.offset
        if offset and candidate.moment.instant and best.moment.instant and abs(candidate.moment.instant - best.moment.instant) < timedelta(minutes=2):
            return replace(best, moment=best.moment.at_offset(offset), why=f"{best.why}, on the clock of {candidate.why}")
    for candidate in candidates:
        clock = candidate.moment
        if not candidate.shown or clock.clock is None or clock.offset is not None or not best.moment.may_shift_to(clock):
            continue
        assert clock.wall is not None and best.moment.wall is not None
        offset = 15 * round((clock.wall - best.moment.wall).total_seconds() / 900)
        if offset == 0:
            if not clocks.outside_utc:
                return best
            return replace(best, moment=best.moment.without_offset(), why=f"{best.why}; the page shows the same clock, which is not UTC")
        return replace(best, moment=best.moment.at_offset(offset), why=f"{best.why}, on the clock of {candidate.why}")
    return _on_shown_day(best, candidates, clocks)


def _without_false_sign(best: DateCandidate, candidates: Sequence[DateCandidate], clocks: Clocks) -> DateCandidate:
    """Two "UTC" times for one event that lie as far apart as the publisher's clock from UTC: the one that is the clock's gets its offset."""
    wall, instant = best.moment.wall, best.moment.instant
    for candidate in candidates:
        other = candidate.moment.wall
        if candidate.moment.offset != 0 or candidate.shown or wall is None or other is None or instant is None:
            continue
        gap = round((wall - other).total_seconds() / 60)
        if gap and abs(wall - other - timedelta(minutes=gap)) < timedelta(seconds=2) and abs(gap) in {abs(o) for o in offsets_of(clocks.country, instant)}:
            local = best if gap in offsets_of(clocks.country, instant) else candidate
            offset = gap if local is best else -gap
            return replace(best, moment=replace(local.moment, offset=offset), raw=local.raw, why=f"{local.why}, whose UTC is {clocks.country} time")
    return best


def _on_shown_day(best: DateCandidate, candidates: Sequence[DateCandidate], clocks: Clocks) -> DateCandidate:
    """An instant in UTC whose day the page and its address contradict: on the clock of the publisher's country, where that gives the shown
    day; else the shown day alone."""
    instant = best.moment.instant
    shown = [c for c in candidates if (c.shown or c.family == "url") and c.score >= _SHOWN and c.moment.clock is None]
    if instant is None or not shown or any(c.moment.day == best.moment.day for c in shown):
        return best
    day = shown[0].moment
    if abs(day.day - best.moment.day) > _NEIGHBOUR or not best.moment.may_shift_to(day):
        return best
    offsets = [o for o in offsets_of(clocks.country, instant) if best.moment.at_offset(o).day == day.day]
    if len(offsets) == 1:
        return replace(best, moment=best.moment.at_offset(offsets[0]), why=f"{best.why}, on the clock of {clocks.country}, whose day is that of {shown[0].why}")
    if len({c.family for c in shown if c.moment.day == day.day}) > 1:
        return replace(shown[0], why=f"{shown[0].why}; {best.why} is in UTC")
    return best


def _before(moment: Moment, published: Moment) -> bool:
    if moment.instant and published.instant:
        return moment.instant < published.instant - timedelta(minutes=1)
    return moment.day < published.day - _NEIGHBOUR if moment.instant else moment.day < published.day
