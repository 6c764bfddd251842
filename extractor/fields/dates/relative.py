"""Relative dates ("2 hours ago", "منذ ساعتين", "heute, 14:30") against the time at which the page was saved."""

from __future__ import annotations

import re
from datetime import timedelta

from extractor.fields.dates.moment import Moment
from extractor.fields.dates.words import DateWords, fold_line
from extractor.fold import fold_word

_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?!\d)")
_LONGEST = 60


def read_relative(text: str, words: DateWords, saved: Moment) -> Moment | None:
    """The moment that a short text names relative to the time of saving, no finer than its unit; None when it names none."""
    line = fold_line(fold_word(text))
    if len(line) > _LONGEST:
        return None
    if match := words.relative.search(line):
        return _ago(match, words, saved)
    if match := words.days.search(line):
        day = saved.day - timedelta(days=words.days_ago[match[1]])
        clock = _CLOCK.search(line)
        if clock and int(clock[1]) < 24 and int(clock[2]) < 60:
            return Moment(day, (int(clock[1]), int(clock[2])))
        return Moment(day)
    return None


def _ago(match: re.Match[str], words: DateWords, saved: Moment) -> Moment | None:
    unit = words.units.get(match["unit"] or match["unit2"] or "") or words.duals.get(match["dual"] or match["dual2"] or "")
    if unit not in _MINUTES:
        return None
    amount = match["number"] or match["number2"]
    number = 2 if match["dual"] or match["dual2"] else 1 if amount is None else int(amount) if amount.isdigit() else words.few[amount]
    if saved.wall is None:
        return Moment(saved.day - timedelta(minutes=number * _MINUTES[unit])) if _MINUTES[unit] >= _MINUTES["day"] else None
    at = saved.wall - timedelta(minutes=number * _MINUTES[unit])
    if unit == "minute":
        return Moment(at.date(), (at.hour, at.minute), None, saved.offset)
    return Moment(at.date())
