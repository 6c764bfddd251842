"""The words of dates: the [dates] table of a language file, compiled.

Keys of the table (every word in lower case, in the spelling of the language; letter variants are folded here)
    order                  of numeric dates: "dmy", "mdy" or "ymd"
    region_orders, default_region    orders of regions that differ, and the region of a page that names none
    outside_utc            whether no country where most of its press is published keeps UTC
    months                 twelve lists of names, abbreviations and genitives
    hijri_months, solar_hijri_months    the same for other calendars
    weekdays               seven lists, Monday first
    number_marks           {year, month, day}: marks between the numbers of a date that names no month ("年", "tháng")
    joiners                words between day, month and year ("de", "of")
    day_marks, year_marks  marks behind the day ("st", ".") and the year ("г.", "م")
    month_prefixes         letters glued to a month ("ב")
    eras                   mark → calendar, or the year before the era's first ("令和" = 2018)
    am, pm                 marks of the half of the day
    hour_marks             marks between hour and minute other than ":" ("h", "時"); dotted_clock: whether "." is one
    clock_words            words around a time of day ("um", "Uhr")
    zones                  names of time zones → minutes east of UTC
    published, modified    labels of the two points in time
    today, yesterday, ago_before, ago_after, units, few, duals     relative times
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from extractor.fields.dates.calendars import Calendar
from extractor.fold import fold_word, lower
from extractor.languages import Language, language

Order = Literal["dmy", "mdy", "ymd"]
Label = Literal["published", "modified"]

_UNSPACED = frozenset(("Thai", "Jpan", "Hans", "Hant", "Hani", "Kore", "Laoo", "Khmr", "Mymr"))
_NEVER = "(?!)"
_GAP = r"[\s,،、.\-–—/|·]{0,3}"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Patterns over folded, lower-case text, and what their words mean. Patterns that end in `$` are matched on the text before a place."""

    code: str
    order: Order
    calendars: frozenset[Calendar]
    month: re.Pattern[str]
    months: Mapping[str, tuple[Calendar, int]]
    day_before: re.Pattern[str]
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]
    day_after: re.Pattern[str]
    same_month: re.Pattern[str]
    marked: re.Pattern[str] | None
    era_after: re.Pattern[str]
    eras: Mapping[str, Calendar | int]
    weekday: re.Pattern[str]
    weekdays: Mapping[str, int]
    clock: re.Pattern[str]
    halves: Mapping[str, int]
    dotted_clock: bool
    zones: Mapping[str, int]
    label: re.Pattern[str]
    labels: Mapping[str, Label]
    relative: re.Pattern[str]
    units: Mapping[str, str]
    few: Mapping[str, int]
    duals: Mapping[str, str]
    days: re.Pattern[str]
    days_ago: Mapping[str, int]


@cache
def date_words(of: Language) -> DateWords:
    """The compiled table of a language, with the labels, zones and marks of English, which pages of every language use."""
    own = of.section("dates")
    english = language("en").section("dates")
    spaced = not any(s in _UNSPACED for s in of.scripts)
    months, calendars = _months(own)
    eras: dict[str, Calendar | int] = {_fold(k): v for k, v in own.get("eras", {}).items()}
    calendars.update(v for v in eras.values() if not isinstance(v, int))
    weekdays = {w: i for i, names in enumerate(own.get("weekdays", ())) for w in _words(names)}
    joiner = rf"{_GAP}(?:{_either(own.get('joiners', ()))}{_GAP})?"
    era = _either(eras)
    day_marks = _either(own.get("day_marks", ()))
    month = _bounded(_either(months), spaced, _either(own.get("month_prefixes", ())))
    labels = _labels(own) | _labels(english, keep=of.code == "en" or not own)
    zones = {_fold(k): int(v) for k, v in {**english.get("zones", {}), **own.get("zones", {})}.items()}
    halves = {w: half for key, half in (("am", 0), ("pm", 12)) for w in _words([*own.get(key, ()), *english.get(key, ())])}
    units = {w: unit for unit, names in own.get("units", {}).items() for w in _words(names)}
    few = {_fold(k): int(v) for k, v in own.get("few", {}).items()}
    duals = {_fold(k): str(v) for k, v in own.get("duals", {}).items()}
    days_ago = {w: n for key, n in (("today", 0), ("yesterday", 1)) for w in _words(own.get(key, ()))}
    return DateWords(
        code=of.code,
        order=own.get("order", "dmy"),
        calendars=frozenset(calendars),
        month=re.compile(month),
        months=months,
        day_before=re.compile(rf"(?<![\d.:/])(\d{{1,2}})(?:\s?(?:{day_marks}))?{joiner}\(?$"),
        year_before=re.compile(rf"(?<!\d)(\d{{4}})(?:\s?(?:{_either(own.get('year_marks', ()))}))?{joiner}$"),
        year_after=re.compile(rf"\.?\)?{joiner}(?:(?:{era})\s?)?(?:(\d{{4}})|['’](\d{{2}})|(\d{{2}})(?=\s*(?:$|[,;|(\-–]|\d{{1,2}}:)))(?![\d.:]\d|\d)"),
        day_after=re.compile(rf"\.?{_GAP}(\d{{1,2}})(?:\s?(?:{day_marks}))?(?![\d:])"),
        same_month=re.compile(rf"\s?[/(،\-]\s?({_either(months)})\s?\)?"),
        marked=_marked(own, era),
        era_after=re.compile(rf"\s?({era})(?!\w)" if eras else _NEVER),
        eras=eras,
        weekday=re.compile(_bounded(_either(weekdays), spaced)),
        weekdays=weekdays,
        clock=_clock(own, english, halves, zones),
        halves=halves,
        dotted_clock=bool(own.get("dotted_clock", False)),
        zones=zones,
        label=re.compile(_bounded(_either(labels), spaced)),
        labels=labels,
        relative=_relative(own, units, few, duals, spaced),
        units=units,
        few=few,
        duals=duals,
        days=re.compile(_bounded(_either(days_ago), spaced)),
        days_ago=days_ago,
    )


def fold_line(text: str) -> str:
    """Folded text as the patterns want it: lower case, the Turkish dotless and dotted I as one letter; lengths stay."""
    return lower(text).replace("ı", "i").replace("İ", "i")


def _fold(word: str) -> str:
    return fold_line(fold_word(word))


def _words(names: Iterable[str]) -> list[str]:
    return [_fold(n) for n in names]


def _either(words: Iterable[str]) -> str:
    """An alternation, longest first; one that never matches for no words."""
    folded = sorted({_fold(w) for w in words if w}, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace("\\ ", r"\s") for w in folded) or _NEVER


def _bounded(alternatives: str, spaced: bool, prefixes: str = _NEVER) -> str:
    """A word between characters that are no letters; digits may be glued to it."""
    prefix = "" if prefixes == _NEVER else f"(?:{prefixes})?"
    return rf"(?<![^\W\d_]){prefix}({alternatives})(?![^\W\d_])" if spaced else f"({alternatives})"


def _months(own: Mapping[str, Any]) -> tuple[dict[str, tuple[Calendar, int]], set[Calendar]]:
    """The names with their calendar and number, and the calendars. What capitals leave of a letter without one ("ΜΑΪ́") is a form of its own."""
    names: dict[str, tuple[Calendar, int]] = {}
    calendars: set[Calendar] = {"gregorian"}
    tables: tuple[tuple[str, Calendar], ...] = (("months", "gregorian"), ("solar_hijri_months", "solar_hijri"), ("hijri_months", "hijri"))
    for table, calendar in tables:
        for number, words in enumerate(own.get(table, ()), 1):
            calendars.add(calendar)
            for word in _words([*words, *map(str.upper, words)]):
                names.setdefault(word, (calendar, number))
    return names, calendars


def _labels(section: Mapping[str, Any], keep: bool = True) -> dict[str, Label]:
    """Words of a label; of English beside another language only those of five letters, since "on" and "at" are words of others."""
    kinds: tuple[Label, ...] = ("published", "modified")
    return {w: kind for kind in kinds for w in _words(section.get(kind, ())) if keep or len(w) >= 5}


def _marked(own: Mapping[str, Any], era: str) -> re.Pattern[str] | None:
    """Dates whose numbers are marked: "2020年3月4日", "2020년 3월 4일", "3 tháng 4 năm 2020"."""
    marks = own.get("number_marks")
    if not marks:
        return None
    year, month, day = (_either(marks.get(key, ())) for key in ("year", "month", "day"))
    if own.get("order") == "ymd":
        return re.compile(rf"(?:(?P<era>{era})\s?(?P<regnal>\d{{1,2}})|(?<!\d)(?P<year>\d{{4}}))\s?(?:{year})\s?(?P<month>\d{{1,2}})\s?(?:{month})\s?(?P<day>\d{{1,2}})\s?(?:{day})?")
    return re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[\s,\-]{{0,2}}(?:{month})\s?(?P<month>\d{{1,2}})[\s,\-]{{0,2}}(?:{year})?\s?(?P<year>\d{{4}})(?!\d)(?P<era>)?(?P<regnal>)?")


def _clock(own: Mapping[str, Any], english: Mapping[str, Any], halves: Mapping[str, int], zones: Mapping[str, int]) -> re.Pattern[str]:
    """A time of day with what belongs to it: "18:24", "6.24 pm", "下午3:04", "kl. 14.30", "14h30", "06:24 م", "10:33 gmt+3"."""
    words = _either([*own.get("clock_words", ()), *english.get("clock_words", ())])
    half = _either(halves)
    marks = _either(own.get("hour_marks", ()))
    zone = _either(zones)
    return re.compile(
        rf"(?:(?<!\w)(?P<word>{words})\s?:?\s?)?(?:(?<![^\W\d_])(?P<ahead>{zone})\s)?(?:(?<![^\W\d_])(?P<early>{half})\s?)?"
        rf"(?<![\d:.,])(?P<hour>\d{{1,2}})"
        rf"(?:\s?(?P<mark>:|\.|{marks})\s?(?P<minute>\d{{2}})(?!\d)(?:[:.](?P<second>\d{{2}})(?!\d))?)?"
        rf"(?:\s?(?P<late>{half})(?![^\W\d_])\.?)?(?:\s?(?P<behind>{words})(?![^\W\d_]))?"
        rf"(?:\s?\(?(?:(?P<zone>{zone})(?![^\W\d_]))?\s?(?P<offset>[+\-]\d{{1,2}}(?::?\d{{2}})?)?(?![\d/.]))?"
    )


def _relative(own: Mapping[str, Any], units: Mapping[str, str], few: Mapping[str, int], duals: Mapping[str, str], spaced: bool) -> re.Pattern[str]:
    """ "2 hours ago", "منذ 3 ساعات", "منذ ساعتين", "3시간 전"."""
    number = rf"(?P<number>\d{{1,3}}|{_either(few)})"
    amount = rf"(?:(?:{number}\s?)?(?P<unit>{_either(units)})|(?P<dual>{_either(duals)}))"
    before, after = _either(own.get("ago_before", ())), _either(own.get("ago_after", ()))
    edge = r"(?![^\W\d_])" if spaced else ""
    second = amount.replace("?P<number>", "?P<number2>").replace("?P<unit>", "?P<unit2>").replace("?P<dual>", "?P<dual2>")
    start = r"(?<![^\W\d_])" if spaced else ""
    return re.compile(rf"{start}(?:{before})\s?{amount}{edge}|{start}{second}\s?(?:{after}){edge}")
