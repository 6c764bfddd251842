"""The visible headline: the segment that says what the page calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.blocks import markup
from extractor.blocks.segment import Page
from extractor.fold import key
from extractor.parse import Embedded

_LONGEST = 400
_SEPARATOR = re.compile(r"\s+[|·•»«–—:-]+\s+|\s*[|»«·•]\s*|\s+::\s+")
_META = ("og:title", "twitter:title", "title", "headline", "dc.title", "sailthru.title", "parsely-title")


def titles(embedded: Embedded) -> list[str]:
    """What the page's data call it, the most trustworthy first: JSON-LD headline, then meta elements, then the title element."""
    found: list[str] = []
    for item in embedded.json_ld:
        headline = item.get("headline")
        if isinstance(headline, str) and headline.strip():
            found.append(headline)
    for wanted in _META:
        found.extend(content for name, content in embedded.meta if name == wanted and content.strip())
    if embedded.title and embedded.title.strip():
        found.append(embedded.title)
    return list(dict.fromkeys(found))[:8]


def title_keys(embedded: Embedded) -> list[str]:
    """Keys of the titles and of their parts between separators (site name and section are cut off by being compared alone)."""
    keys: list[str] = []
    for title in titles(embedded):
        whole = _key(title)
        parts = sorted((_key(part) for part in _SEPARATOR.split(title)), key=len, reverse=True)
        keys.extend([whole, *parts[:1]])
    return [k for k in dict.fromkeys(keys) if len(k) >= 6]


def find_headline(page: Page, keys: list[str]) -> int | None:
    """The number of the headline's segment; None when the page shows none.

    A segment that equals a title (or, long enough, contains one or is contained in one) wins over a bare h1, an h1 over other
    headings, and among equals the first.
    """
    best: tuple[float, int] | None = None
    for number, score in _candidates(page, keys):
        if best is None or score > best[0]:
            best = (score, number)
    return best[1] if best else None


def _candidates(page: Page, keys: list[str]) -> Iterator[tuple[int, float]]:
    longest = max((len(k) for k in keys), default=0)
    behind = sum(segment.prose for segment in page.segments)
    whole = behind
    for number, segment in enumerate(page.segments):
        length = len(segment.text)
        behind -= segment.prose
        node = segment.node
        heading = _heading_level(segment.node.tag) or (_heading_level(node.parent.tag) if node.parent is not None else 0)
        if length > _LONGEST or node.flags & (markup.HIDDEN | markup.FOOTER | markup.COMMENT):
            continue
        score = {0: 0.0, 1: 3.0, 2: 1.5}.get(heading, 1.0)
        if heading != 1 and (length < 8 or length > 2 * longest + 20):
            continue
        score += 4.0 * _likeness(_key(segment.text), keys)
        score -= 2.0 * bool(node.flags & (markup.NAVIGATION | markup.ASIDE | markup.RELATED)) + 1.0 * (segment.link_density > 0.8)
        score -= 1.5 * (behind < 0.4 * whole)
        if heading == 1 or score >= 3.0:
            yield number, score


def _likeness(text: str, keys: list[str]) -> float:
    """1.0 for a text that equals a title, less for one that is part of it or holds it, 0.0 for another."""
    best = 0.0
    for rank, title in enumerate(keys):
        if text == title:
            best = max(best, 1.0 - 0.01 * min(rank, 9))
        elif len(text) >= 12 and (text in title or title in text):
            best = max(best, min(len(text), len(title)) / max(len(text), len(title)) - 0.05)
    return best


def _heading_level(tag: str) -> int:
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else 0


def same_title(text: str, headline: str) -> bool:
    """Whether two lines are the same title, signs and case aside."""
    return _key(text) == _key(headline)


def _key(text: str) -> str:
    return key(text).strip("\"'“”‘’«».:!?… ")
