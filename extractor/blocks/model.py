"""Blocks, the units of a page, each with a role; and the elements that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

Role = Literal[
    "headline",
    "kicker",
    "standfirst",
    "dateline",
    "byline",
    "paragraph",
    "heading",
    "list_item",
    "blockquote",
    "table_row",
    "caption",
    "credit",
    "related",
    "share",
    "search",
    "comment",
    "advertisement",
    "navigation",
    "tags",
    "box",
    "embed",
    "footer",
    "other",
]
"""What a block is for a reader. Only paragraph, heading, list_item, blockquote and table_row can be the article's text."""


_PATH_LENGTH = 10


class Node:
    """An element that holds segments: tag, class and id strings, own flags, parent; `first` and `last` bound its segments, half-open.

    flags  what the element and those above it are (measure.py)
    prose  prose of its subtree
    value  what its subtree is worth as an article (body.py)
    """

    __slots__ = ("first", "flags", "ident", "last", "names", "own", "parent", "prose", "tag", "value")

    def __init__(self, tag: str, names: str, ident: str, own: int, parent: Node | None, first: int) -> None:
        self.tag = tag
        self.names = names
        self.ident = ident
        self.own = own
        self.parent = parent
        self.first = first
        self.last = first
        self.flags = 0
        self.prose = 0.0
        self.value = 0.0

    def chain(self) -> Iterator[Node]:
        """The node and the nodes above it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


ALONE_WITH_PICTURE = "alone with a picture"
"""Why a line is a caption that nothing but its place tells."""


class Block(NamedTuple):
    """A block of a page, in document order.

    text          white space folded as the mark-up asks, everything else as printed
    node          the element that holds it
    position      number of the block in the page, from 0
    link_density  share of its characters that are links, 0 to 1
    role, why     what it is, and the rule or feature that decided; `explain` prints both
    in_body       whether it is part of the article's text
    image_url     the picture that a caption belongs to
    """

    text: str
    node: Node
    position: int
    link_density: float
    role: Role
    why: str
    in_body: bool
    image_url: str | None = None

    @property
    def tag(self) -> str:
        """The element that holds it."""
        return self.node.tag

    @property
    def path(self) -> str:
        """The element and the innermost ones above it with their class names, outermost first: "body.main>div.story>p"."""
        return path_of(self.node)


def path_of(node: Node) -> str:
    """The innermost steps that lead to an element, outermost first."""
    steps = [f"{n.tag}.{'.'.join(n.names.split())}" if n.names else n.tag for n in islice(node.chain(), _PATH_LENGTH)]
    return ">".join(reversed(steps))
