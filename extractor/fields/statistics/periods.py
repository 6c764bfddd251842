"""When: the time that a quantity is about.

Explicit in its own clause, else the nearest before it in the sentence; "last year" is read against the day of publication; else nothing.
Dates are ISO 8601, both ends inclusive.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.facts import Period
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.masks import is_year
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

_DASHES = frozenset("-–—/")
_COMMON_ERA = 1500
_QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
_BREAKS = frozenset(".;؛!?؟")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at tokens `first..last`."""

    first: int
    last: int
    period: Period


def periods(quantities: list[Quantity], lexicon: Lexicon, published: date | None) -> None:
    """Set the period of every quantity."""
    sentences: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in quantities:
        sentences.setdefault(quantity.words.sentence(quantity.first), []).append(quantity)
    for (first, last), members in sentences.items():
        times = _times(members[0].words, first, last, members, lexicon, published)
        if times:
            _assign(members, times, lexicon)


def _assign(members: list[Quantity], times: list[Time], lexicon: Lexicon) -> None:
    """Each quantity takes the first time behind it in its clause, before the next quantity; else the nearest before it."""
    for position, quantity in enumerate(members):
        limit = members[position + 1].first if position + 1 < len(members) else 10**9
        behind = next((t for t in times if quantity.last < t.first < limit and _same_clause(quantity, t, lexicon)), None)
        if behind is not None:
            quantity.marks.add("own time")
        else:
            behind = next((t for t in reversed(times) if t.last < quantity.first), None)
        if behind is not None:
            quantity.period = behind.period


def _same_clause(quantity: Quantity, time: Time, lexicon: Lexicon) -> bool:
    words = quantity.words
    between = words.texts[quantity.last + 1 : time.first]
    return not any(text in _BREAKS or text in lexicon.sets["contrasts"] for text in between) and between.count(",") + between.count("،") < 2


def _times(words: Words, first: int, last: int, members: list[Quantity], lexicon: Lexicon, published: date | None) -> list[Time]:
    taken = {index for quantity in members for index in range(quantity.first, quantity.last + 1)}
    relative, quarters, months = (phrases.openers for phrases in (lexicon.relative_times, lexicon.quarters, lexicon.month_numbers))
    found: list[Time] = []
    index = first
    while index < last:
        text = words.texts[index]
        time = None if index in taken or not (text in relative or text in months or text in quarters or text[0].isdecimal()) else _time_at(words, index, lexicon, published)
        if time is not None and not taken & set(range(time.first, time.last + 1)):
            found.append(time)
            index = time.last + 1
        else:
            index += 1
    return found


def _time_at(words: Words, index: int, lexicon: Lexicon, published: date | None) -> Time | None:
    texts = words.texts
    relative = lexicon.relative_times.at(texts, index)
    if relative:
        last = index + relative[0] - 1
        start, end = resolve(relative[1], published)
        return _made(words, _with_preposition(words, index, lexicon), last, start, end)
    quarter = lexicon.quarters.at(texts, index)
    if quarter:
        return _quarter(words, index, *quarter, lexicon)
    if is_year(texts[index]) and int(texts[index]) >= _COMMON_ERA:
        return _year(words, index, lexicon)
    month = lexicon.month_numbers.at(texts, index)
    if month and (not lexicon.capital_months or words.capital(index)):
        return _month(words, index, *month, lexicon, published)
    return None


def _made(words: Words, first: int, last: int, start: date | None, end: date | None) -> Time:
    span = words.passage.folded.span(words.starts[first], words.ends[last])
    text = words.passage.text[span[0] : span[1]]
    return Time(first, last, Period(text, start.isoformat() if start else None, end.isoformat() if end else None))


def _with_preposition(words: Words, index: int, lexicon: Lexicon) -> int:
    """The token where the expression with its preposition and the word for "year" begins."""
    for name in ("year_nouns_before", "time_prepositions"):
        found = lexicon.lists[name].before(words.texts, index)
        if found:
            index -= found[0]
    return index


def _year(words: Words, index: int, lexicon: Lexicon) -> Time:
    texts = words.texts
    first, last = _with_preposition(words, index, lexicon), index
    start = end = int(texts[index])
    if _opens_span(words, index, lexicon) and int(texts[index + 2]) > start:
        end, last = int(texts[index + 2]), index + 2
        if lexicon.lists["range_between"].before(texts, first):
            first -= 1
    return _made(words, first, last, date(start, 1, 1), date(end, 12, 31))


def _opens_span(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "2019-2024", "from 2019 to 2024", "between 2019 and 2024"."""
    texts, joint = words.texts, words.at(index + 1)
    if not is_year(words.at(index + 2)):
        return False
    if joint in _DASHES or joint in lexicon.sets["until"]:
        return True
    lists = lexicon.lists
    return joint in lexicon.conjunctions and (lists["range_between"].before(texts, index) or lists["dual_years"].before(texts, index)) is not None


def _month(words: Words, index: int, length: int, month: int, lexicon: Lexicon, published: date | None) -> Time:
    last = index + length - 1
    first = index
    follow = last + 1
    while words.at(follow) in {"/", ",", "،", "(", ")"} or (lexicon.month_numbers.at(words.texts, follow) and words.at(follow - 1) in {"/", "("}) or words.at(follow) in lexicon.sets["of_year"]:
        follow += 1
        if follow - last > 5:
            break
    year = int(words.texts[follow]) if follow < len(words) and is_year(words.texts[follow]) else None
    day = _day(words, index, last)
    if year is not None:
        last = follow
    elif published is not None:
        year = published.year if month <= published.month else published.year - 1
    if day is not None and words.at(index - 1).isdecimal():
        first = index - 1
    elif day is not None and last < follow:
        last = max(last, index + length)
    first = _with_preposition(words, first, lexicon)
    if year is None or not 1 <= year <= 9999:
        return _made(words, first, last, None, None)
    final = calendar.monthrange(year, month)[1]
    if day is not None and day <= final:
        return _made(words, first, last, date(year, month, day), date(year, month, day))
    return _made(words, first, last, date(year, month, 1), date(year, month, final))


def _day(words: Words, index: int, last: int) -> int | None:
    for neighbour in (index - 2 if words.at(index - 1) == "." else index - 1, last + 1):
        text = words.at(neighbour)
        if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31:
            return int(text)
    return None


def _quarter(words: Words, index: int, length: int, code: str, lexicon: Lexicon) -> Time:
    """ "the first quarter of 2024", "النصف الأول من عام 2025"."""
    last = index + length - 1
    first = _with_preposition(words, index, lexicon)
    follow = last + 1
    while words.at(follow) in lexicon.sets["of_year"]:
        follow += 1
    if not (follow < len(words) and is_year(words.texts[follow])):
        return _made(words, first, last, None, None)
    year = int(words.texts[follow])
    part, number = code[0], int(code[1:])
    months = _QUARTERS[number] if part == "q" else ((1, 6) if number == 1 else (7, 12))
    return _made(words, first, follow, date(year, months[0], 1), date(year, months[1], calendar.monthrange(year, months[1])[1]))


def resolve(code: str, published: date | None) -> tuple[date | None, date | None]:
    """First and last day of a relative time ("year-1", "month+0", "day-1") seen from the day of publication; nothing when that is unknown."""
    if published is None:
        return None, None
    for unit in ("year", "month", "week", "day"):
        if code.startswith(unit):
            shift = int(code.removeprefix(unit))
            break
    else:
        return None, None
    if unit == "year":
        year = published.year + shift
        return date(year, 1, 1), date(year, 12, 31)
    if unit == "month":
        count = published.year * 12 + published.month - 1 + shift
        year, month = divmod(count, 12)
        return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    day = published + timedelta(days=shift)
    return day, day
