"""Intervals: what a printed number may stand for, once the rounding of its last written place is allowed for.

Interval arithmetic after R. E. Moore, "Interval Analysis" (1966): a result lies between the extremes of what its operands allow.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.facts import Statistic

_ABOUT = 0.05
_ROUND_ZEROS = 2
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both included."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        slack = _SLACK * max(abs(self.low), abs(self.high), abs(other.low), abs(other.high), 1.0)
        return self.low <= other.high + slack and other.low <= self.high + slack

    def minus(self, other: Interval) -> Interval:
        """The differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: Interval) -> Interval | None:
        """The quotients; None when the divisor may be zero or negative."""
        if other.low <= 0:
            return None
        quotients = (self.low / other.low, self.low / other.high, self.high / other.low, self.high / other.high)
        return Interval(min(quotients), max(quotients))

    def times(self, factor: float) -> Interval:
        """Scaled by a factor that is not negative."""
        return Interval(self.low * factor, self.high * factor)


def allowed(statistic: Statistic) -> Interval | None:
    """What a statistic's number may stand for; None for ranges and for one-sided bounds ("more than 40"), which prove nothing exactly.

    Decimals and scaled numbers may be rounded by half of their last written place, "about" by a twentieth, and whole numbers that end in
    two zeros or more by half of the last place that is not zero; other whole numbers are exact.
    """
    value = statistic.value
    if value is None or statistic.bound not in {"exact", "about"}:
        return None
    half = statistic.step / 2 if statistic.step != 1 or statistic.kind in {"percentage", "percentage_point", "multiple"} else 0.0
    if statistic.step >= 1 and float(value).is_integer():
        half = max(half, _half_of_zeros(int(value)))
    if statistic.bound == "about":
        half = max(half, abs(value) * _ABOUT)
    return Interval(value - half, value + half)


def _half_of_zeros(value: int) -> float:
    """Half of the place of the last digit that is not zero, for numbers with two zeros or more behind it."""
    if value == 0:
        return 0.0
    zeros = len(str(abs(value))) - len(str(abs(value)).rstrip("0"))
    return 10.0**zeros / 2 if zeros >= _ROUND_ZEROS else 0.0
