"""When: the time that a quantity is about.

Explicit in its own clause, else the nearest before it in the sentence; "last year" is read against the day of publication, "a year earlier" against a
year before it in the sentence; else nothing. Dates are ISO 8601, both ends inclusive; a time that began and goes on ("since 2014") has no end.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractor.facts import Period
from extractor.fields.statistics.codes import is_year
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words

_DASHES = frozenset("-–—/")
_OUR_TIME = (1800, 2050)
_COMMON_ERA = 1500
_QUARTERS = {1: (1, 3), 2: (4, 6), 3: (7, 9), 4: (10, 12)}
_BREAKS = frozenset(".;؛!?؟")
_NEAR_MONTHS = 8
_HALF_YEAR = 6
_NEXT = 4
_CONTEXT = "context-year"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at tokens `first..last`; `base` says that something is compared with it ("from 2017"), `shift` how many years it is from another one."""

    first: int
    last: int
    period: Period
    base: bool = False
    shift: int | None = None


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
        changed = quantity.direction is not None
        behind = next((t for t in times if quantity.last < t.first < limit and not (changed and t.base) and _same_clause(quantity, t, lexicon)), None)
        before = next((t for t in reversed(times) if t.last < quantity.first and (not t.base or _is_of_base(quantity, t, lexicon))), None)
        if behind is not None and _is_coordinated(quantity, behind, before, lexicon):
            behind = None
        if behind is not None:
            quantity.marks.add("own time")
        else:
            behind = before
        if behind is not None:
            quantity.period = behind.period


def _is_coordinated(quantity: Quantity, behind: Time, before: Time | None, lexicon: Lexicon) -> bool:
    """ "In 2017 the town had 60 wells and in 2018": the time behind the conjunction belongs to what follows it, where one stands before the quantity."""
    between = quantity.words.texts[quantity.last + 1 : behind.first]
    return before is not None and any(text in lexicon.conjunctions for text in between)


def _is_of_base(quantity: Quantity, base: Time, lexicon: Lexicon) -> bool:
    """ "from the June low of 12 percent": the quantity right behind is what something is compared with."""
    between = quantity.words.texts[base.last + 1 : quantity.head]
    return len(between) < _NEXT and not any(text in {",", "،"} or text in lexicon.lists["to"].openers for text in between)


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
        time = None if index in taken or _is_glued(words, index) or not (text in relative or text in months or text in quarters or text[0].isdecimal()) else _time_at(words, index, lexicon, published)
        if time is not None and not taken & set(range(time.first, time.last + 1)):
            found.append(_against(time, found))
            index = time.last + 1
        else:
            index += 1
    return found


def _is_glued(words: Words, index: int) -> bool:
    """ "K2000": a year or month inside a word is none."""
    return words.texts[index][0].isdecimal() and words.touches(index - 1) and words.texts[index - 1].isalpha()


def _against(time: Time, earlier: list[Time]) -> Time:
    """ "in 2018 … a year earlier": a relative time told from another one in the sentence, which must be a calendar year."""
    if time.shift is None:
        return time
    year = next((t.period.start for t in reversed(earlier) if t.period.start and t.period.start.endswith("-01-01") and (t.period.end or "").endswith("-12-31")), None)
    if year is None:
        return time
    number = int(year[:4]) + time.shift
    return replace(time, period=replace(time.period, start=date(number, 1, 1).isoformat(), end=date(number, 12, 31).isoformat()))


def _time_at(words: Words, index: int, lexicon: Lexicon, published: date | None) -> Time | None:
    texts = words.texts
    relative = lexicon.relative_times.at(texts, index)
    if relative:
        last = index + relative[0] - 1
        start, end = resolve(relative[1], published)
        time = _made(words, _with_preposition(words, index, lexicon), last, start, end, lexicon)
        return replace(time, shift=int(relative[1].removeprefix(_CONTEXT))) if relative[1].startswith(_CONTEXT) else time
    quarter = lexicon.quarters.at(texts, index)
    if quarter:
        return _quarter(words, index, *quarter, lexicon)
    if is_year(texts[index]) and int(texts[index]) >= _COMMON_ERA and _is_told(words, index, lexicon):
        return _year(words, index, lexicon)
    month = lexicon.month_numbers.at(texts, index)
    if month and (not lexicon.capital_months or words.capital(index)) and (texts[index] not in lexicon.sets["weak_months"] or _beside_digits(words, index, index + month[0])):
        return _month(words, index, *month, lexicon, published)
    return None


def _beside_digits(words: Words, first: int, behind: int) -> bool:
    """Whether a numeral stands before or behind a month whose name is a common word too."""
    return words.at(first - 1).isdecimal() or words.at(behind).isdecimal()


def _made(words: Words, first: int, last: int, start: date | None, end: date | None, lexicon: Lexicon) -> Time:
    span = words.passage.folded.span(words.starts[first], words.ends[last])
    text = words.passage.text[span[0] : span[1]]
    opening = words.texts[first]
    spans = start is not None and end is not None and end.year > start.year
    base = (opening in lexicon.sets["bases"] or words.at(first - 1) in lexicon.sets["bases"]) and not spans
    if (opening in lexicon.sets["since"] or words.at(first - 1) in lexicon.sets["since"]) and not spans:
        end = None
    return Time(first, last, Period(text, start.isoformat() if start else None, end.isoformat() if end else None), base)


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
    return _made(words, first, last, date(start, 1, 1), date(end, 12, 31), lexicon)


def _is_told(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether a numeral that may be a year is one: of our time, in a span, or behind a preposition of time other than "of" ("a score of 2072")."""
    number = int(words.texts[index])
    if _OUR_TIME[0] <= number <= _OUR_TIME[1] or _opens_span(words, index, lexicon) or words.at(index + 1) in lexicon.sets["era_letters"]:
        return True
    first = _with_preposition(words, index, lexicon)
    return first < index and words.at(index - 1) not in lexicon.lists["share_of"].openers


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
        year = _said_year(words, index, last, month, lexicon, published) or _nearest_year(month, published)
        last += words.at(last + 1) in lexicon.sets["last_words"] | lexicon.sets["next_words"]
    if day is not None and words.at(index - 1).isdecimal():
        first = index - 1
    elif day is not None and words.at(index - 1) == "." and words.at(index - 2).isdecimal():
        first = index - 2
    elif day is not None and last < follow:
        last = max(last, index + length)
    first = _with_preposition(words, first, lexicon)
    if year is None or not 1 <= year <= 9999:
        return _made(words, first, last, None, None, lexicon)
    final = calendar.monthrange(year, month)[1]
    if day is not None and day <= final:
        return _made(words, first, last, date(year, month, day), date(year, month, day), lexicon)
    return _made(words, first, last, date(year, month, 1), date(year, month, final), lexicon)


def _nearest_year(month: int, published: date) -> int | None:
    """The year of a month without one: this year's up to eight months back, last year's up to six; else it may as well be ahead, and nobody knows."""
    back = (published.month - month) % 12
    if month <= published.month:
        return published.year if back <= _NEAR_MONTHS else None
    return published.year - 1 if back <= _HALF_YEAR else None


def _said_year(words: Words, index: int, last: int, month: int, lexicon: Lexicon, published: date) -> int | None:
    """The year of "last March", "يناير المقبل"; None where neither is said."""
    beside = {words.at(index - 1), words.at(last + 1)}
    if beside & lexicon.sets["last_words"]:
        return published.year if month < published.month else published.year - 1
    if beside & lexicon.sets["next_words"]:
        return published.year if month > published.month else published.year + 1
    return None


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
        return _made(words, first, last, None, None, lexicon)
    year = int(words.texts[follow])
    part, number = code[0], int(code[1:])
    months = _QUARTERS[number] if part == "q" else ((1, 6) if number == 1 else (7, 12))
    return _made(words, first, follow, date(year, months[0], 1), date(year, months[1], calendar.monthrange(year, months[1])[1]), lexicon)


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
