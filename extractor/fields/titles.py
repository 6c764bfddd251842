"""Titles and site names: what both the headline and the publisher read from `<title>` and its relatives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extractor.fold import key

_SEPARATOR = re.compile(r"\s+[|\-–—―•·»«:/~⋆]+\s+|\s*[|｜»«¦]\s*|\s+::\s+|\s[-–—]{2}\s|(?<=[\u3040-\u9fff\uac00-\ud7af》」』”？！])_+(?=[\u3040-\u9fff\uac00-\ud7af])")
_EDGES = " |:·•»«-–—"
_NOT_LETTERS = re.compile(r"[\W_]+")
_SHORTEST = 3
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that are written without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


@lru_cache(maxsize=512)
def squash(text: str) -> str:
    """A name without case, diacritics, spaces and marks: "The Daily-Mail" and "thedailymail" are equal."""
    return _NOT_LETTERS.sub("", key(text))


def parts_of(title: str) -> list[str]:
    """The parts of a title between separators that stand free or are made for it."""
    return [part for piece in _SEPARATOR.split(title) if (part := piece.strip())]


def core_of(domain: str | None) -> str:
    """The label of a domain that names the site: `bbc` of `news.bbc.co.uk`."""
    labels = (domain or "").split(".")
    names = [label for label in labels[:-1] if label not in {"www", "m", "amp", "news", "edition", "en", "ar", "co", "com", "org", "net", "ac", "gov", "or", "ne"}]
    return squash(names[-1]) if names else ""


def agree(name: str, core: str) -> bool:
    """Whether a name and a domain's core are one: equal, one within the other, or the core made of the name's initials."""
    squashed = squash(name)
    if not squashed or not core:
        return False
    if squashed == core or (min(len(squashed), len(core)) >= 3 and (squashed in core or core in squashed)):
        return True
    initials = "".join(word[0] for word in name.casefold().split() if word[0].isalnum())
    return len(core) >= 2 and initials == core


def is_site_name(part: str, names: Iterable[str]) -> bool:
    """Whether a part of a title is one of a site's names (squashed), give or take a word of its form ("… News", "www.….com")."""
    squashed = squash(part)
    if len(squashed) < 2:
        return False
    return any(squashed == name or (min(len(squashed), len(name)) >= _SHORTEST and (squashed in name or name in squashed) and len(part) <= 2 * len(name) + 12) for name in names if name)


def without_site(title: str, names: Iterable[str]) -> str:
    """The title without site name and section: parts behind or before the headline that are the site's names are cut, with what lies outside them."""
    title = title.strip(_EDGES)
    known = [n for n in names if len(n) >= 2]
    matches = list(_SEPARATOR.finditer(title))
    if not matches or not known:
        return title
    bounds = [0, *(edge for m in matches for edge in (m.start(), m.end())), len(title)]
    spans = [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    first, last = 0, len(spans) - 1
    for number, (start, end) in enumerate(spans):
        if number and is_site_name(title[start:end], known):
            last = min(last, number - 1)
            break
    if last == len(spans) - 1 and len(spans) > 1 and is_site_name(title[spans[0][0] : spans[0][1]], known):
        first = 1
    while last > first and _is_section(title[spans[last][0] : spans[last][1]], title[spans[first][0] : spans[last - 1][1]]) and last < len(spans) - 1:
        last -= 1
    return title[spans[first][0] : spans[last][1]].strip() or title


def _is_section(part: str, rest: str) -> bool:
    """A word or two between headline and site name: "Headline | Politics | The Site"."""
    return len(part.split()) <= 3 and len(part) <= 24 and len(rest) >= 2 * len(part)


@lru_cache(maxsize=128)
def _words(title: str) -> tuple[str, ...]:
    return tuple(key(title).split())


@lru_cache(maxsize=512)
def likeness(one: str, other: str) -> float:
    """F1 of the words of two titles, 0 to 1; of their letters where words are not told by spaces."""
    mine, others = _words(one), _words(other)
    if not mine or not others:
        return 0.0
    if len(mine) == 1 or len(others) == 1 or (_UNSPACED.search(one) and _UNSPACED.search(other)):
        mine, others = tuple(squash(one)), tuple(squash(other))
        if not mine or not others:
            return 0.0
    counts: dict[str, int] = {}
    for word in mine:
        counts[word] = counts.get(word, 0) + 1
    common = 0
    for word in others:
        if counts.get(word):
            counts[word] -= 1
            common += 1
    return 2 * common / (len(mine) + len(others))
