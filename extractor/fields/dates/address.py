"""The day in a page's address.

Only a full date counts, as path parts or as a part of its own: digits glued to an identifier mislead (an eight-digit run inside a longer
number names the day of publication on half of the pages only).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from extractor.fields.dates.moment import make
from extractor.fields.dates.words import date_words
from extractor.languages import language
from extractor.replay import original_of

_PARTS = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?!\d)")
_DASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_COMPACT = re.compile(r"/((?:19|20)\d\d)/?(0[1-9]|1[0-2])/?(0[1-9]|[12]\d|3[01])(?![\dA-Za-z])")
_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?!\d)")
_REVERSED = re.compile(r"(?<![\d-])(0[1-9]|[12]\d|3[01])([-_])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")
_INNER = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class AddressDay:
    """A day in an address; `sure` when its form leaves no doubt."""

    day: date
    raw: str
    sure: bool


def day_of_address(url: str | None) -> AddressDay | None:
    """The day that the path (else the query) of an address names, that of the original where a web archive replays it."""
    try:
        parts = urlsplit(original_of(url or ""))
    except ValueError:
        return None
    path = unquote(parts.path).lower()
    for pattern in (_PARTS, _DASHED, _COMPACT):
        for match in pattern.finditer(path):
            numbers = [int(g) for g in match.groups() if g.isdigit()]
            if day := make(numbers[0], numbers[1], numbers[2]):
                return AddressDay(day, match[0].strip("/"), True)
    if named := _NAMED.search(path):
        month = date_words(language("en")).months.get(named[2])
        if month and (day := make(int(named[1]), month[1], int(named[3]))):
            return AddressDay(day, named[0].strip("/"), True)
    if (turned := _REVERSED.search(path)) and (day := make(int(turned[4]), int(turned[3]), int(turned[1]))):
        return AddressDay(day, turned[0], False)
    inner = _INNER.search(path) or _INNER.search(parts.query)
    day = make(int(inner[1]), int(inner[2]), int(inner[3])) if inner else None
    return AddressDay(day, inner[0], False) if inner and day else None
