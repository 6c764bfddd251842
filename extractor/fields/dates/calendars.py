"""Days of other calendars as Gregorian days.

Hijri: the Umm al-Qura calendar (hijridate), civil use of Saudi Arabia; printed Hijri dates may differ from it by a day. Solar Hijri: the
33-year cycle, exact from 1244 to 1472 SH. Buddhist era: Gregorian year + 543. Japanese eras: an offset of years.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from extractor.fields.dates.moment import make

Calendar = Literal["gregorian", "hijri", "solar_hijri", "buddhist"]

_SOLAR_START = date(1600, 3, 20)
"""1 Farvardin 979."""
_SOLAR_FIRST = 979
_BUDDHIST = 543


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The Gregorian day; None where the calendar has no such day."""
    if calendar == "hijri":
        return _hijri(year, month, day)
    if calendar == "solar_hijri":
        return _solar_hijri(year, month, day)
    return make(year - _BUDDHIST if calendar == "buddhist" else year, month, day)


def likely(year: int, calendars: frozenset[Calendar]) -> Calendar | None:
    """The calendar that a four-digit year belongs to, among those that a language uses; None when no calendar has news of that year."""
    if 1900 <= year <= 2100:
        return "gregorian"
    if 2440 <= year <= 2643 and "buddhist" in calendars:
        return "buddhist"
    if 1300 <= year <= 1420 and "solar_hijri" in calendars:
        return "solar_hijri"
    if 1343 <= year <= 1500 and "hijri" in calendars:
        return "hijri"
    return None


def _hijri(year: int, month: int, day: int) -> date | None:
    try:
        gregorian = _hijri_class()(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(gregorian.year, gregorian.month, gregorian.day)


@cache
def _hijri_class() -> Any:
    """Imported at the first Hijri date, since most pages have none."""
    from hijridate import Hijri

    return Hijri


def _solar_hijri(year: int, month: int, day: int) -> date | None:
    leap = (25 * year + 11) % 33 < 8
    if not (1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30 if month < 12 or leap else 29)):
        return None
    years = year - _SOLAR_FIRST
    days = 365 * years + years // 33 * 8 + (years % 33 + 3) // 4
    days += (month - 1) * 31 if month < 8 else (month - 7) * 30 + 186
    return _SOLAR_START + timedelta(days=days + day - 1)
