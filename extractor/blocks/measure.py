"""What segments and nodes weigh: prose, repetition, and the flags that hold for a whole subtree."""

from __future__ import annotations

from collections import defaultdict

from extractor.blocks import markup
from extractor.blocks.repetition import repetition
from extractor.blocks.segment import Node, Page, Segment, ends_sentence

UNSPACED_LETTER = 2.5
"""Characters of English that one letter of a script without spaces stands for (the ratio of parallel news text)."""

SENTENCE, PARAGRAPH = 35.0, 80.0
"""Weights from which a line is prose: with the end of a sentence, and without."""

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


def weigh(page: Page) -> None:
    """Weigh every segment, and sum prose over subtrees."""
    for segment in page.segments:
        segment.weight = weight(segment.text)
        segment.prose = _prose(segment)
        segment.node.prose += segment.prose
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.prose += node.prose


def settle_flags(page: Page) -> None:
    """The flags of every node: hints first, then what they are worth beside the prose that is neither comment nor teaser."""
    repeated = {node: flag for flag, members in repetition(page) for node in members}
    titles = [n for n, segment in enumerate(page.segments) if segment.node.tag == "h1"]
    shares: dict[tuple[str, str], float] = defaultdict(float)
    others, whole = 0.0, page.nodes[0].prose
    for node in page.nodes:
        if node.first == node.last:
            continue
        if node.parent is not None and node.parent.flags & _SETTLED:
            node.flags = node.own | _SETTLED
            continue
        node.flags = _hints(node) | repeated.get(node, 0)
        small = node.prose <= MINOR_SHARE * whole
        if node.flags & _OTHERS and (small or whole - node.prose > LEAST_ARTICLE) and not _holds(node, titles):
            node.flags |= _SETTLED
            others += node.prose
        elif node.flags & _PRUNED and small:
            node.flags |= _SETTLED
        elif node.prose and node.names:
            shares[node.tag, node.names] += node.prose
    total = whole - others
    for node in page.nodes:
        if node.first < node.last:
            inherited = node.parent.flags & ~markup.HEADING if node.parent is not None else 0
            if not node.flags & _SETTLED:
                node.flags = _worth(node, shares[node.tag, node.names] if node.names else node.prose, total, titles)
            node.flags = inherited | node.flags & ~_SETTLED | repeated.get(node, 0)


def _holds(node: Node, numbers: list[int]) -> bool:
    return any(node.first <= n < node.last for n in numbers)


def _hints(node: Node) -> int:
    own = node.own
    if node.names:
        own |= markup.hint(node.names)
    if node.ident:
        own |= markup.hint(node.ident)
    return own


def _worth(node: Node, share: float, total: float, titles: list[int]) -> int:
    """A node's own flags, without the side matters that it holds too much of the page for. `share` is the prose of all nodes of its template."""
    own = node.flags
    if own & _SMALL and node.prose > SMALL_MATTER:
        own &= ~_SMALL
    if own & _PARTS and node.prose > MINOR_SHARE * total:
        own &= ~_PARTS
    if own & _SIDE and share > MINOR_SHARE * total and share > 200:
        titled = node.prose > MINOR_SHARE * total and _holds(node, titles)
        if titled or share > WHOLE_SHARE * total or node.tag == "noscript":
            own &= ~_SIDE
        elif share > MAIN_SHARE * total:
            own &= ~_SIDE | node.own & _SURE
        else:
            own &= ~(_SIDE & ~_GREAT)
    return own


def weight(text: str) -> float:
    """Length of a text in characters of a script with spaces."""
    length = len(text)
    if text.isascii() or len(text.encode("utf-8", "surrogatepass")) < 2.2 * length or text.count(" ") * 12 > length:
        return length
    return UNSPACED_LETTER * length


def _prose(segment: Segment) -> float:
    """The part of a segment's weight that reads like running text."""
    heavy = segment.weight
    if heavy < SENTENCE:
        return 0.0
    density = segment.link_density
    if density > 0.5 or not (heavy >= PARAGRAPH or ends_sentence(segment.text)):
        return 0.0
    return heavy * (1.0 - density)
