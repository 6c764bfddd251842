"""Blocks: the units of a page, each with a role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page, in document order.

    text          white space folded as the mark-up asks, everything else as printed
    tag, path     element that holds it, and the tags and class names above it, outermost first ("body.main>div.story>p")
    position      number of the block in the page, from 0
    link_density  share of its characters that are links, 0 to 1
    role, why     what it is, and the rule or feature that decided; `explain` prints both
    in_body       whether it is part of the article's text
    image_url     the picture that a caption belongs to
    """

    text: str
    tag: str
    path: str
    position: int
    link_density: float
    role: Role
    why: str
    in_body: bool
    image_url: str | None = None
