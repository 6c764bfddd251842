"""What segments and nodes weigh: prose, repetition, and the flags that hold for a whole subtree."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from extractor.blocks import markup
from extractor.blocks.model import Node
from extractor.blocks.repetition import repetition
from extractor.blocks.segment import Page

MINOR_SHARE, MAIN_SHARE, WHOLE_SHARE = 0.4, 0.75, 0.97
"""What holds more than the first share of the page's prose and its title, or more than the second without it, is no side matter, whatever it is
called; navigation, footers and hidden parts by element or role are one even then, unless they hold the whole page."""

SMALL_MATTER = 700.0
"""Prose that no byline, share bar, list of tags or caption holds."""

LEAST_ARTICLE = 1500.0
"""Prose that must lie outside comments which outweigh it, for it to be an article."""

_SETTLED = 1 << 40
_OTHERS = markup.COMMENT | markup.RELATED
_PRUNED = markup.NAVIGATION | markup.FOOTER
_SMALL = (
    markup.SHARE
    | markup.TAGS
    | markup.CAPTION
    | markup.CREDIT
    | markup.BYLINE
    | markup.DATELINE
    | markup.STANDFIRST
    | markup.KICKER
    | markup.CONTROL
    | markup.ADVERTISEMENT
    | markup.SCREEN_READER
)
_SURE = markup.NAVIGATION | markup.FOOTER | markup.HIDDEN
_PARTS = markup.ITEM | markup.QUOTE
_GREAT = markup.BOX | markup.NAVIGATION | markup.FOOTER | markup.ASIDE | markup.COMMENT | markup.RELATED | markup.HIDDEN
_SIDE = (
    markup.NAVIGATION
    | markup.FOOTER
    | markup.ASIDE
    | markup.HEADER
    | markup.FORM
    | markup.HIDDEN
    | markup.COMMENT
    | markup.RELATED
    | markup.SHARE
    | markup.ADVERTISEMENT
    | markup.BOX
    | markup.TAGS
    | markup.CONTROL
    | markup.EMBED
    | markup.CAPTION
    | markup.CREDIT
    | markup.BYLINE
    | markup.DATELINE
    | markup.STANDFIRST
    | markup.KICKER
    | markup.FIGURE
)

_CLAIMS = _OTHERS | _PRUNED
_DOUBTED = _SMALL | _PARTS | _SIDE


LEAST_TITLED = 150.0
"""Prose from which the element that holds the page's only h1, or its only `articleBody`, is no side matter by its names."""

HIDDEN_ARTICLE = 1500.0
"""Prose from which a hidden part of the article's element that outweighs the rest is the article itself, behind a paywall or a script."""


def sum_prose(page: Page) -> None:
    """Sum prose over subtrees."""
    for segment in page.segments:
        segment.node.prose += segment.prose
    for node in reversed(page.nodes):
        if node.prose and node.parent is not None:
            node.parent.prose += node.prose


def settle_flags(page: Page) -> None:
    """The flags of every node: hints first, then what they are worth beside the prose that is neither comment nor teaser."""
    live = [node for node in page.nodes if node.first < node.last]
    titles = [n for n, segment in enumerate(page.segments) if segment.node.tag == "h1"]
    repeated = {node: flag for flag, members in repetition(page, live, titles) for node in members if node.tag != "blockquote"}
    shares: dict[tuple[str, str], float] = defaultdict(float)
    bodies = [node.first for node in live if node.own & markup.ARTICLE and node.tag != "article"]
    anchors = sorted(n for found in (titles, bodies) if len(found) == 1 for n in found)
    whole = live[0].prose
    total = whole - _settle_parts(page, live, whole, repeated, titles, shares)
    for node in live:
        flags = node.flags
        if not flags & _SETTLED:
            if flags & _DOUBTED:
                flags = _worth(node, shares[node.tag, node.names] if node.names else node.prose, total, titles, anchors)
            if repeated:
                flags |= repeated.get(node, 0)
        inherited = node.parent.flags & ~markup.HEADING if node.parent is not None else 0
        if node.tag == "blockquote":
            inherited &= ~markup.EMBED
        node.flags = (flags & ~_SETTLED) | inherited


def _settle_parts(page: Page, live: list[Node], whole: float, repeated: dict[Node, int], titles: list[int], shares: dict[tuple[str, str], float]) -> float:
    """Give every node the flags that it and its names claim, settle what is surely beside the article, and sum prose by template into `shares`; returns
    the prose of comments and teasers."""
    others = 0.0
    for node in live:
        flags = node.own
        if node.parent is not None and node.parent.flags & _SETTLED:
            node.flags = flags | _SETTLED | repeated.get(node, 0)
            continue
        names = node.names
        if names:
            flags |= page.hints[names]
        if node.ident:
            flags |= markup.hint(node.ident)
        if repeated:
            flags |= repeated.get(node, 0)
        if flags & _CLAIMS:
            small = node.prose <= MINOR_SHARE * whole
            if flags & _OTHERS and (small or whole - node.prose > LEAST_ARTICLE) and not _holds(node, titles):
                flags |= _SETTLED
                others += node.prose
            elif flags & _PRUNED and small:
                flags |= _SETTLED
        if names and node.prose and not flags & _SETTLED:
            shares[node.tag, names] += node.prose
        node.flags = flags
    return others


def _in_article(node: Node) -> bool:
    return any(above.own & markup.ARTICLE or above.tag == "main" for above in node.chain())


def _holds(node: Node, numbers: list[int]) -> bool:
    """Whether one of the segments of an ordered list lies in a node."""
    at = bisect_left(numbers, node.first)
    return at < len(numbers) and numbers[at] < node.last


def _worth(node: Node, share: float, total: float, titles: list[int], anchors: list[int]) -> int:
    """A node's own flags, without the side matters that it holds too much of the page for. `share` is the prose of all nodes of its template."""
    own = node.flags
    if own & _SMALL and node.prose > SMALL_MATTER:
        own &= ~_SMALL
    if own & _PARTS and node.prose > MINOR_SHARE * total:
        own &= ~_PARTS
    if own & _GREAT and node.prose > LEAST_TITLED and _holds(node, anchors):
        own &= ~_GREAT | node.own & _SURE
    if own & markup.ASIDE and _holds(node, anchors):
        own &= ~markup.ASIDE | node.own & _SURE  # a grid that is named by its rail
    if own & _SIDE and share > MINOR_SHARE * total and share > 200:
        titled = node.prose > MINOR_SHARE * total and _holds(node, titles)
        if titled or share > WHOLE_SHARE * total or node.tag == "noscript":
            own &= ~_SIDE
        elif share > MAIN_SHARE * total:
            is_article = node.own & markup.HIDDEN and share >= HIDDEN_ARTICLE and _in_article(node)
            own &= ~_SIDE | node.own & (_SURE & ~markup.HIDDEN if is_article else _SURE)
        else:
            own &= ~(_SIDE & ~_GREAT)
    return own
