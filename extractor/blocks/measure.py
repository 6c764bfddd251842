"""What segments and nodes weigh: prose, repetition, and the flags that hold for a whole subtree."""

from __future__ import annotations

from collections import defaultdict

from extractor.blocks import markup
from extractor.blocks.segment import Node, Page, Segment, ends_sentence

UNSPACED_LETTER = 2.5
"""Characters of English that one letter of a script without spaces stands for (the ratio of parallel news text)."""

SENTENCE, PARAGRAPH = 35.0, 80.0
"""Weights from which a line is prose: with the end of a sentence, and without."""

MINOR_SHARE = 0.4
"""A name or element that holds more than this share of the page's prose cannot be a side matter, whatever it is called."""

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


def measure(page: Page) -> None:
    """Weigh every segment, sum prose over subtrees, and settle the flags of every node."""
    for segment in page.segments:
        segment.weight = weight(segment.text)
        segment.prose = _prose(segment)
        segment.node.prose += segment.prose
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.prose += node.prose
    total = page.nodes[0].prose if page.nodes else 0.0
    for node in page.nodes:
        if node.first < node.last:
            node.flags = _flags(node, total)


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


def _flags(node: Node, total: float) -> int:
    """Own flags and those of the parent; side matters only where the node holds too little of the page to be its main matter."""
    parent = node.parent
    inherited = parent.flags if parent is not None else 0
    own = node.own
    if not inherited & (markup.NAVIGATION | markup.FOOTER | markup.COMMENT):
        if node.names:
            own |= markup.hint(node.names)
        if node.ident:
            own |= markup.hint(node.ident)
    if own & _SIDE and node.prose > MINOR_SHARE * total and node.prose > 200:
        own &= ~_SIDE
    return (inherited & ~(markup.HEADING)) | own


def repeats(page: Page) -> dict[Node, list[list[Node]]]:
    """Siblings of one template (tag and class names), three or more, for each parent."""
    groups: dict[tuple[int, str, str], list[Node]] = defaultdict(list)
    parents: dict[int, Node] = {}
    for node in page.nodes:
        if node.parent is not None and node.first < node.last:
            groups[(id(node.parent), node.tag, node.names)].append(node)
            parents[id(node.parent)] = node.parent
    found: dict[Node, list[list[Node]]] = defaultdict(list)
    for (parent, _, _), members in groups.items():
        if len(members) >= 3:
            found[parents[parent]].append(members)
    return found
