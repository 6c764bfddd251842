"""The visible headline: the segment that says what the page calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor import fold
from extractor.blocks import markup
from extractor.blocks.segment import Page
from extractor.parse import Embedded

_LONGEST, _SHORTEST = 400, 8
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_NO_TITLE = markup.HIDDEN | markup.FOOTER | markup.COMMENT
_OF_LEVEL = (0.0, 3.0, 1.5, 1.0, 1.0, 1.0, 1.0)
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
    wide = _lengths(keys, 0.35)
    near = (_lengths(keys, 0.7), wide, wide, wide, wide, wide, wide)
    shares = _Shares(keys)
    behind = whole = page.nodes[0].prose
    looked_at: list[tuple[int, int, bool]] = []
    for number, segment in enumerate(page.segments):
        behind -= segment.prose
        length = len(segment.text)
        node = segment.node
        if length > _LONGEST or node.flags & _NO_TITLE:
            continue
        above = node.parent.tag if node.parent is not None else ""
        if not wide[length] and node.tag != "h1" and above != "h1":
            continue
        heading = _LEVELS.get(node.tag) or _LEVELS.get(above, 0)
        if heading == 1 or (near[heading][length] and shares.with_text(segment.text)):
            looked_at.append((number, heading, behind < 0.4 * whole))
    texts = fold.keys([page.segments[number].text for number, _, _ in looked_at])
    for (number, heading, is_late), text in zip(looked_at, texts, strict=False):
        segment = page.segments[number]
        score = _OF_LEVEL[heading] + 4.0 * _likeness(text.strip(_EDGES), keys)
        score -= 2.0 * bool(segment.node.flags & (markup.NAVIGATION | markup.ASIDE | markup.RELATED)) + 1.0 * (segment.link_density > 0.8)
        score -= 1.5 * is_late
        if heading == 1 or score >= 3.0:
            yield number, score


class _Shares:
    """A quick test that most lines fail: whether a text holds the middle of a title, or a title the middle of the text."""

    def __init__(self, keys: list[str]) -> None:
        self.middles = [_middle(k) for k in keys]
        self.all = "\n".join(keys)

    def with_text(self, text: str) -> bool:
        """Whether the text can be like a title; one with letters that folding changes always can."""
        if not text.isascii():
            return True
        low = text.lower()
        return _middle(low) in self.all or any(middle in low for middle in self.middles)


def _middle(text: str) -> str:
    half = len(text) // 2
    return text[max(0, half - 3) : half + 3]


def _lengths(keys: list[str], share: float) -> bytearray:
    """For every length of a line, whether it can be so like a title: a key is about as long as its line."""
    can = bytearray(_LONGEST + 1)
    for k in keys:
        first, last = max(_SHORTEST, int(share * len(k)) - 4), min(_LONGEST, int(len(k) / share) + 4)
        if first < last:
            can[first:last] = b"\1" * (last - first)
    return can


def _likeness(text: str, keys: list[str]) -> float:
    """1.0 for a text that equals a title, less for one that is part of it or holds it, 0.0 for another."""
    best = 0.0
    for rank, title in enumerate(keys):
        if text == title:
            best = max(best, 1.0 - 0.01 * min(rank, 9))
        elif len(text) >= 12 and (text in title or title in text):
            best = max(best, min(len(text), len(title)) / max(len(text), len(title)) - 0.05)
    return best


def same_title(text: str, headline: str) -> bool:
    """Whether two lines are the same title, signs and case aside."""
    return 0.6 * len(headline) <= len(text) + _SLACK and len(text) <= 1.6 * len(headline) + _SLACK and _key(text) == _key(headline)


_SLACK = 8
"""Characters of marks and spaces that one of two like titles may have more, beside what folding changes."""


def _key(text: str) -> str:
    return fold.key(text).strip(_EDGES)


_EDGES = "\"'“”‘’«».:!?… "
