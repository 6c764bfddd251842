"""Dates as machines write them: ISO 8601 and its relatives, RFC 5322, the C library's form, POSIX times; else as people print them.

Values of `datetime` attributes, meta elements and JSON-LD hold all of these, words of the page's language included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.fields.dates.calendars import likely, to_gregorian
from extractor.fields.dates.moment import Moment, from_epoch, make
from extractor.fields.dates.printed import offset_of, read_dates
from extractor.fields.dates.words import DateWords, Order, date_words
from extractor.fold import fold_word, lower
from extractor.languages import language

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:[T\s,_-]+(?P<hour>\d{1,2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,:]\d+)?)?)?"
    r"\s*(?P<zone>Z|UTC|GMT)?\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?(?::\d{2})?)?(?:\s*\[[^\]]*\])?\.?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_C_LIBRARY = re.compile(r"(?:[a-z]{3},?\s+)?([a-z]{3})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(?:([a-z]{2,5})\s+|(?:gmt|utc)?([+-]\d{2}:?\d{2})\s+)?(\d{4})")
_LONGEST = 120


def read_machine(value: str, languages: Iterable[DateWords], order: Order | None = None) -> Moment | None:
    """The moment that a value names; None when it names none. Months in words are tried in the languages' order."""
    text = fold_word(value).strip()[:_LONGEST]
    if len(text) < 6 or not any(c.isdigit() for c in text):
        return None
    if match := _ISO.fullmatch(text):
        return _iso(match, languages)
    if _EPOCH.fullmatch(text):
        return from_epoch(int(text[:10]))
    english = date_words(language("en"))
    if match := _C_LIBRARY.fullmatch(lower(text)):
        return _c_library(match, english)
    for words in [*languages, english]:
        if found := read_dates(text, words, order):
            return found[0].moment
    return None


def _iso(match: re.Match[str], languages: Iterable[DateWords]) -> Moment | None:
    year, month, number = int(match["year"]), int(match["month"]), int(match["day"])
    day = make(year, month, number) if 1900 <= year <= 2100 else None
    if day is None:
        calendar = likely(year, frozenset().union(*(words.calendars for words in languages)))
        day = to_gregorian(calendar, year, month, number) if calendar else None
    if day is None:
        return None
    hour, minute = int(match["hour"] or -1), int(match["minute"] or 0)
    if not (0 <= hour <= 23 and minute <= 59):
        return Moment(day)
    if match["minute"] is None:
        return Moment(day)
    second = int(match["second"]) if match["second"] and int(match["second"]) < 60 else None
    offset = offset_of(match["offset"]) if match["offset"] else 0 if match["zone"] else None
    return Moment(day, (hour, minute), second, offset)


def _c_library(match: re.Match[str], english: DateWords) -> Moment | None:
    name, number, hour, minute, second, zone, offset, year = match.groups()
    calendar_month = english.months.get(name)
    day = make(int(year), calendar_month[1], int(number)) if calendar_month else None
    if day is None or int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        return None
    return Moment(day, (int(hour), int(minute)), int(second), offset_of(offset) if offset else english.zones.get(zone or ""))
