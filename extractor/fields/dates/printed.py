"""Dates as people print them, in any language that has a file: text → the dates in it, in order, each with its clock and label.

A month's name is an anchor whose surroundings are read for day and year; dates in numbers have patterns of their own. Then the times of
day are given to the dates beside them, and labels ("published", "آخر تحديث") to the dates behind them. Everything is matched over a folded
copy in lower case; offsets lead back to the printed text. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.fields.dates.calendars import Calendar, likely, to_gregorian
from extractor.fields.dates.moment import Moment, make
from extractor.fields.dates.words import DateWords, Label, Order, fold_line
from extractor.fold import fold

_YEAR_FIRST = re.compile(r"(?<![\d.:/-])(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d|[-/]\d)")
_YEAR_LAST = re.compile(r"(?<![\d.:/-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[-/]\d)")
_REACH_BEFORE, _REACH_AFTER, _LABEL_REACH = 26, 42, 40
_WEEKDAY_REACH = 16
_LONGEST_MINUTES = 14 * 60


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text.

    start, end  span of the printed text, without clock or label
    label       what the words before it call it
    weekday     whether the weekday beside it is right; None without one
    other       the day under the other order of day and month, where both are possible
    """

    moment: Moment
    start: int
    end: int
    raw: str
    label: Label | None = None
    weekday: bool | None = None
    other: date | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A day in the folded text."""

    day: date
    start: int
    end: int
    other: date | None = None


def read_dates(text: str, words: DateWords, order: Order | None = None) -> tuple[PrintedDate, ...]:
    """The dates in a text, in order. `order` settles numeric dates where the region is known; the language decides otherwise."""
    folded = fold(text)
    line = fold_line(folded.text)
    found = _days(line, words, order or words.order)
    dates = []
    for i, this in enumerate(found):
        floor = found[i - 1].end if i else 0
        ceiling = found[i + 1].start if i + 1 < len(found) else len(line)
        clock, first, last = _clock_beside(line, this, floor, ceiling, words)
        day, weekday, other = _checked(line, this, floor, ceiling, words)
        start, end = folded.span(min(this.start, first), max(this.end, last))
        moment = Moment(day, clock.clock, clock.second, clock.offset) if clock else Moment(day)
        dates.append(PrintedDate(moment, start, end, text[start:end], _label(line, min(this.start, first), max(this.end, last), floor, ceiling, words), weekday, other))
    return tuple(dates)


def _days(line: str, words: DateWords, order: Order) -> list[_Found]:
    """Every day in the line; of two that overlap the longer, of equals the first."""
    found = [*_named(line, words), *_marked(line, words), *_numeric(line, words, order)]
    found.sort(key=lambda f: (f.start - f.end, f.start))
    kept: list[_Found] = []
    for one in found:
        if all(one.end <= k.start or one.start >= k.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _named(line: str, words: DateWords) -> Iterator[_Found]:
    """Days with a month's name: day month year, month day year, year month day."""
    for month in words.month.finditer(line):
        calendar, number = words.months[month[1]]
        end = month.end()
        if (again := words.same_month.match(line, end)) and words.months[again[1]] == (calendar, number):
            end = again.end()
        before = line[max(0, month.start() - 24) : month.start()]
        offset = month.start() - len(before)
        day_left, year_right = words.day_before.search(before), words.year_after.match(line, end)
        day_right = words.day_after.match(line, end)
        day, start, stop, year = 0, 0, 0, 0
        if day_left and year_right:
            day, start, year, stop = int(day_left[1]), offset + day_left.start(1), _year(year_right), year_right.end()
        elif day_right and (behind := words.year_after.match(line, day_right.end())):
            day, start, year, stop = int(day_right[1]), month.start(), _year(behind), behind.end()
        elif day_right and (ahead := words.year_before.search(before)):
            day, start, year, stop = int(day_right[1]), offset + ahead.start(1), int(ahead[1]), day_right.end(1)
        if day and (found := _day(calendar, year, number, day, words)):
            yield _Found(found, start, stop)


def _year(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else 2000 + int(match[2] or match[3])


def _day(calendar: Calendar, year: int, month: int, day: int, words: DateWords) -> date | None:
    """The Gregorian day of a month's name and a year, which may be one of another calendar."""
    if calendar != "gregorian":
        return to_gregorian(calendar, year, month, day) if likely(year, frozenset((calendar,))) == calendar else None
    if year > 2400 and "buddhist" in words.calendars:
        return to_gregorian("buddhist", year, month, day)
    return make(year, month, day) if 1900 <= year <= 2100 else None


def _marked(line: str, words: DateWords) -> Iterator[_Found]:
    if words.marked is None:
        return
    for match in words.marked.finditer(line):
        if match["year"]:
            year = int(match["year"])
        else:
            era = words.eras[match["era"]]
            year = int(match["regnal"]) + era if isinstance(era, int) else 0
        if 1900 <= year <= 2100 and (day := make(year, int(match["month"]), int(match["day"]))):
            yield _Found(day, match.start(), match.end())


def _numeric(line: str, words: DateWords, order: Order) -> Iterator[_Found]:
    for match in _YEAR_FIRST.finditer(line):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if calendar := _calendar(year, line, match.end(), words):
            found = to_gregorian(calendar, year, month, day) or (to_gregorian(calendar, year, day, month) if month > 12 else None)
            if found:
                yield _Found(found, match.start(), match.end())
    for match in _YEAR_LAST.finditer(line):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        calendar = _calendar(year, line, match.end(), words)
        if calendar is None or (len(match[4]) == 2 and _two_digits_mislead(match, line)):
            continue
        days = [to_gregorian(calendar, year, month, day) for day, month in ((first, second), (second, first))]
        if order == "mdy":
            days.reverse()
        if possible := [d for d in days if d]:
            yield _Found(possible[0], match.start(), match.end(), possible[1] if len(possible) == 2 and possible[0] != possible[1] else None)


def _calendar(year: int, line: str, end: int, words: DateWords) -> Calendar | None:
    """The calendar of a numeric date: an era mark behind it decides, then the size of the year."""
    if (mark := words.era_after.match(line, end)) and isinstance(named := words.eras[mark[1]], str):
        return named
    return likely(year, words.calendars)


def _two_digits_mislead(match: re.Match[str], line: str) -> bool:
    """Numbers that only look like a date with two digits for the year: versions, prices, results of a match."""
    return " " in match[0] or match[2] == "-" or line[match.end() : match.end() + 1] in {",", "%", "€", "$"}


@dataclass(frozen=True, slots=True)
class _Clock:
    clock: tuple[int, int]
    second: int | None
    offset: int | None


def _clock_beside(line: str, day: _Found, floor: int, ceiling: int, words: DateWords) -> tuple[_Clock | None, int, int]:
    """The time of day nearest to a day, behind it or, nearer still, before it; with the span of both."""
    behind = _first_clock(line, day.end, min(ceiling, day.end + _REACH_AFTER), words)
    before = _last_clock(line, max(floor, day.start - _REACH_BEFORE), day.start, words)
    if before and (behind is None or day.start - before[2] < behind[1] - day.end):
        return before[0], before[1], day.end
    if behind:
        return behind[0], day.start, behind[2]
    return None, day.start, day.end


def read_clock(text: str, words: DateWords) -> tuple[int, int] | None:
    """The time of day, when it is all that a text says."""
    line = fold_line(fold(text).text).strip(" -–|,،:")
    match = words.clock.fullmatch(line)
    clock = _clock(match, words) if match and match["minute"] else None
    return clock.clock if clock else None


def _first_clock(line: str, start: int, end: int, words: DateWords) -> tuple[_Clock, int, int] | None:
    for match in words.clock.finditer(line, start, end):
        if clock := _clock(match, words):
            return clock, match.start(), _trimmed(match)
    return None


def _last_clock(line: str, start: int, end: int, words: DateWords) -> tuple[_Clock, int, int] | None:
    last = None
    for match in words.clock.finditer(line, start, end):
        if clock := _clock(match, words):
            last = clock, match.start(), _trimmed(match)
    return last


def _trimmed(match: re.Match[str]) -> int:
    return match.end() - (len(match[0]) - len(match[0].rstrip(" (")))


def _clock(match: re.Match[str], words: DateWords) -> _Clock | None:
    """The time that a match says; None for a number that is no time."""
    hour, half = int(match["hour"]), words.halves.get(match["late"] or match["early"] or "")
    if match["minute"] is None:
        if half is None or not 1 <= hour <= 12 or len(match["late"] or "") < 2:
            return None
    elif match["mark"] == "." and not (words.dotted_clock or match["word"] or match["behind"] or half is not None):
        return None
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    minute = int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    second = int(match["second"]) if match["second"] and int(match["second"]) < 60 else None
    return _Clock((hour, minute), second, _offset(match, words))


def _offset(match: re.Match[str], words: DateWords) -> int | None:
    zone = words.zones.get(match["zone"] or match["ahead"] or "")
    digits = match["offset"]
    if digits and (zone == 0 or (match["zone"] is None and (digits[0] == "+" or match["second"]))):
        return offset_of(digits)
    return zone


def offset_of(digits: str) -> int | None:
    """Minutes east of UTC of "+02:00", "-0330" or "+3"; None outside the world."""
    sign = -1 if digits[0] == "-" else 1
    bare = digits[1:].replace(":", "")
    minutes = int(bare[:-2]) * 60 + int(bare[-2:]) if len(bare) > 2 else int(bare) * 60
    return sign * minutes if minutes <= _LONGEST_MINUTES else None


def _checked(line: str, found: _Found, floor: int, ceiling: int, words: DateWords) -> tuple[date, bool | None, date | None]:
    """The day against the weekday printed beside it, which also settles the order of day and month."""
    spoken = None
    for match in words.weekday.finditer(line, max(floor, found.start - _WEEKDAY_REACH), found.start):
        spoken = words.weekdays[match[1]]
    if spoken is None and (behind := words.weekday.search(line, found.end, min(ceiling, found.end + _WEEKDAY_REACH))):
        spoken = words.weekdays[behind[1]]
    if spoken is None:
        return found.day, None, found.other
    if found.day.weekday() == spoken:
        return found.day, True, None
    if found.other and found.other.weekday() == spoken:
        return found.other, True, None
    return found.day, False, found.other


def _label(line: str, start: int, end: int, floor: int, ceiling: int, words: DateWords) -> Label | None:
    """The label nearest before a date; else one right behind it."""
    label: Label | None = None
    for match in words.label.finditer(line, max(floor, start - _LABEL_REACH), start):
        label = words.labels[match[1]]
    if label is None and (behind := words.label.search(line, end, min(ceiling, end + 14))) and ceiling == len(line):
        label = words.labels[behind[1]]
    return label
