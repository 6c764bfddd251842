"""What a page is segmented into: segments, the nodes that hold them, pictures, and marks, the elements that say something to a machine.

A segment is a run of text between two block boundaries, its white space folded as the mark-up asks and everything else as printed. The
elements that hold segments are kept as nodes in document order, each behind its parent, so that whatever is summed over subtrees takes one
pass over a list. `walk.py` makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from extractor.blocks import markup
from extractor.blocks.model import Node, Role
from extractor.blocks.phrases import Kind
from extractor.blocks.prose import SENTENCE, prose, weight

V = TypeVar("V")


class Segment:
    """A run of text in one node.

    linked, strong  number of its characters inside links, and inside bold type
    link_density    share of its characters that are links, 0 to 1
    timed           whether a time element stands in it
    weight          length in characters of a script with spaces: ideographs and Thai letters count more
    prose           the part of its weight that reads like running text
    kind            the boilerplate phrase that it is (phrases.py)
    role, why, in_body, image_url
                    what it is found to be, as in a block (model.py); `why` is empty while the role is open
    """

    __slots__ = ("image_url", "in_body", "kind", "link_density", "linked", "node", "prose", "role", "strong", "text", "timed", "weight", "why")

    def __init__(self, text: str, node: Node, linked: int, strong: int, timed: bool) -> None:
        length = len(text)
        self.text = text
        self.node = node
        self.linked = linked if linked < length else length
        self.link_density = self.linked / length if linked else 0.0
        self.strong = strong if strong < length else length
        self.timed = timed
        self.weight = heavy = length if text.isascii() else weight(text)
        self.prose = 0.0 if heavy < SENTENCE else prose(text, heavy, self.linked)
        self.kind: Kind | None = None
        self.role: Role = "other"
        self.why = ""
        self.in_body = False
        self.image_url: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the role is still to be found."""
        return not self.why and self.role == "other"

    def settle(self, role: Role, why: str, image_url: str | None = None) -> None:
        """Decide the role."""
        self.role = role
        self.why = why
        self.image_url = self.image_url or image_url or None


class Image(NamedTuple):
    """A picture: the number of the segment before which it stands, its node, address and alternative text."""

    at: int
    node: Node
    url: str
    alt: str


class Known(dict[str, V], Generic[V]):
    """What has been read of strings, each once: publishers repeat few class names thousands of times."""

    def __init__(self, read: Callable[[str], V]) -> None:
        self.read = read

    def __missing__(self, text: str) -> V:
        value = self[text] = self.read(text)
        return value


@dataclass(slots=True)
class Page:
    """A segmented page: nodes and segments in document order, the pictures, and what the class strings met so far hint at.

    skips  links to places in the page: the number of the segment that each stands in, and the id it leads to
    marks  elements that may bear a value of a field, each with its number among all elements of the page, in document order
    """

    nodes: list[Node] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    skips: list[tuple[int, str]] = field(default_factory=list)
    marks: list[tuple[int, Any]] = field(default_factory=list)
    hints: Known[int] = field(default_factory=lambda: Known(markup.hint))
