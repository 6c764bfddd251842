"""A point in time, no finer than a page gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

Precision = Literal["day", "minute", "second"]

_FARTHEST = timedelta(hours=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and what the page adds to it.

    clock   (hour, minute) on a wall clock; None for a bare day
    second  None when the page's figure is a minute
    offset  minutes east of UTC; None for a clock whose zone the page does not give
    """

    day: date
    clock: tuple[int, int] | None = None
    second: int | None = None
    offset: int | None = None

    @property
    def precision(self) -> Precision:
        """How fine the figure is."""
        if self.clock is None:
            return "day"
        return "minute" if self.second is None else "second"

    def iso(self) -> str:
        """ISO 8601, extended format."""
        if self.clock is None:
            return self.day.isoformat()
        text = f"{self.day.isoformat()}T{self.clock[0]:02d}:{self.clock[1]:02d}"
        if self.second is not None:
            text += f":{self.second:02d}"
        if self.offset is not None:
            sign = "-" if self.offset < 0 else "+"
            text += f"{sign}{abs(self.offset) // 60:02d}:{abs(self.offset) % 60:02d}"
        return text

    @property
    def wall(self) -> datetime | None:
        """The wall clock without its offset."""
        if self.clock is None:
            return None
        return datetime(self.day.year, self.day.month, self.day.day, *self.clock, self.second or 0)

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC; None without clock or offset."""
        wall = self.wall
        if wall is None or self.offset is None:
            return None
        return wall - timedelta(minutes=self.offset)

    def at_offset(self, offset: int) -> Moment:
        """The same instant on the clock of another offset; the moment itself when it has no instant."""
        instant = self.instant
        if instant is None:
            return self
        wall = instant + timedelta(minutes=offset)
        return Moment(wall.date(), (wall.hour, wall.minute), self.second, offset)

    def without_offset(self) -> Moment:
        """The wall clock alone."""
        return Moment(self.day, self.clock, self.second)

    def agrees(self, other: Moment) -> bool:
        """Whether both can be the same point in time: the same day, the same instant, or a UTC day beside its local day."""
        if self.day == other.day:
            return True
        mine, others = self.instant, other.instant
        if mine is not None and others is not None:
            return abs(mine - others) <= _DAY
        return abs(self.day - other.day) <= _DAY and (self.may_shift_to(other) or other.may_shift_to(self))

    def may_shift_to(self, local: Moment) -> bool:
        """Whether this UTC instant falls on `local`'s day (and clock) in some zone of the world."""
        if self.offset != 0 or self.wall is None or local.offset not in (None, 0):
            return False
        if local.wall is None:
            first = datetime(local.day.year, local.day.month, local.day.day)
            return first - _FARTHEST <= self.wall < first + _DAY + timedelta(hours=12)
        gap = local.wall - self.wall
        return abs(gap) <= _FARTHEST and round(gap.total_seconds() / 60) % 15 in (0, 1, 14)


def make(year: int, month: int, day: int) -> date | None:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_epoch(seconds: int) -> Moment:
    """The UTC moment of a POSIX time. Raises OverflowError or ValueError out of range."""
    at = datetime.fromtimestamp(seconds, UTC)
    return Moment(at.date(), (at.hour, at.minute), at.second, 0)


def parse_given(text: str | None) -> Moment | None:
    """An ISO 8601 date or date-time as a caller or container gives it; None when it is not one."""
    try:
        if not text:
            return None
        if len(text) == 10:
            return Moment(date.fromisoformat(text))
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = at.utcoffset()
    return Moment(at.date(), (at.hour, at.minute), at.second, None if offset is None else round(offset.total_seconds() / 60))
