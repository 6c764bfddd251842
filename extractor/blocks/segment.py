"""Tree → segments: one walk over the elements that never changes the tree and has no recursion.

A segment is a run of text between two block boundaries, its white space folded as the mark-up asks and everything else as printed. The
elements that hold segments are kept as nodes in document order, each behind its parent, so that whatever is summed over subtrees takes one
pass over a list. Time and memory are linear in the number of elements and the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from extractor.blocks import markup
from extractor.blocks.model import Node, Role
from extractor.blocks.phrases import Kind
from extractor.blocks.prose import SENTENCE, ends_sentence, prose, weight

_BLOCK, _LINK, _INLINE, _STRONG, _TIME, _CONTROL, _READING, _BREAK, _IMAGE, _SKIP = range(10)

_KINDS: dict[str, int] = {
    **dict.fromkeys(
        ["abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "meter", "nobr", "output", "picture", "progress", "q", "rb", "rp", "rtc", "ruby", "s", "samp", "small", "span", "strike", "sub", "sup", "tt", "u", "var", "wbr"],
        _INLINE,
    ),
    **dict.fromkeys(("embed", "source", "track"), _INLINE),  # void elements that libxml2 lets hold what follows them
    **dict.fromkeys(
        ["script", "style", "head", "title", "meta", "link", "base", "svg", "math", "iframe", "object", "applet", "noembed", "canvas", "audio", "video", "map", "area", "select", "option", "optgroup", "datalist", "textarea", "input", "param", "frame", "frameset", "rt"],
        _SKIP,
    ),
    **dict.fromkeys(("rt", "rtc"), _READING),
    "br": _BREAK,
    "img": _IMAGE,
    "a": _LINK,
    **dict.fromkeys(("b", "strong"), _STRONG),
    **dict.fromkeys(("button", "label"), _CONTROL),
    "time": _TIME,
}
"""How the walk treats an element; every other element is a block. HTML Living Standard, section 15.3 (rendering)."""

_TEXT_TAGS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "td", "th", "dd", "dt", "blockquote"))
_FOLDED = re.compile(r"[ \t\r\n\f]+")
_CONCEALED = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Segment:
    """A run of text in one node.

    linked, strong  number of its characters inside links, and inside bold type
    timed           whether a time element stands in it
    weight          length in characters of a script with spaces: ideographs and Thai letters count more
    prose           the part of its weight that reads like running text
    kind            the boilerplate phrase that it is (phrases.py)
    role, why, in_body, image_url
                    what it is found to be, as in a block (model.py); `why` is empty while the role is open
    """

    __slots__ = ("image_url", "in_body", "kind", "linked", "node", "prose", "role", "strong", "text", "timed", "weight", "why")

    def __init__(self, text: str, node: Node, linked: int, strong: int, timed: bool) -> None:
        self.text = text
        self.node = node
        self.linked = linked
        self.strong = strong
        self.timed = timed
        self.weight = heavy = weight(text)
        self.prose = 0.0 if heavy < SENTENCE else prose(text, heavy, linked)
        self.kind: Kind | None = None
        self.role: Role = "other"
        self.why = ""
        self.in_body = False
        self.image_url: str | None = None

    @property
    def link_density(self) -> float:
        """Share of the characters that are links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.linked else 0.0

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


@dataclass(slots=True)
class Page:
    """A segmented page: nodes and segments in document order, the pictures, and what the class strings met so far hint at."""

    nodes: list[Node] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    hints: dict[str, int] = field(default_factory=lambda: {"": 0})

    def hint(self, names: str) -> int:
        """The flags that a class string hints at, read once a page."""
        flags = self.hints.get(names)
        if flags is None:
            flags = self.hints[names] = markup.hint(names)
        return flags


def segments_of(root: etree._Element) -> Page:
    """Segment the tree below an lxml element."""
    walk = _Walk()
    walk.over(root)
    return walk.page


class _Line(NamedTuple):
    """The text since the last block boundary or line break."""

    text: str
    linked: int
    strong: int
    timed: bool


class _Walk:
    """The state of the walk: what has been gathered since the last boundary. A line break ends a line, a block boundary all lines."""

    def __init__(self) -> None:
        self.page = Page()
        self.buffer: list[str] = []
        self.lines: list[_Line] = []
        self.linked = self.strong = 0
        self.timed = False

    def over(self, root: etree._Element) -> None:
        """Walk. `links` and `bolds` count the open a and b elements; `opened` is how each open element was read.

        White space that begins a line is left out at once, since most text nodes of a page are nothing else.
        """
        buffer, lines, segments, hint, kinds = self.buffer, self.lines, self.page.segments, self.page.hint, _KINDS
        node = self.open(root, str(root.tag), None)
        links = bolds = 0
        opened = [_BLOCK]
        if root.text:
            buffer.append(root.text)
        walk: Any = etree.iterwalk(root, events=("start", "end"))
        next(walk)
        for event, element in walk:
            if event == "start":
                tag = element.tag
                kind = kinds.get(tag, _BLOCK)
                if kind == _CONTROL:
                    kind = _INLINE if buffer and node.tag in _TEXT_TAGS else _BLOCK
                if kind == _BLOCK:
                    if buffer or lines:
                        self.flush(node)
                    node = self.open(element, tag, node)
                elif kind >= _READING:
                    if kind == _BREAK:
                        self.end_line()
                    elif kind == _IMAGE:
                        self.page.images.append(Image(len(segments) + bool(buffer), node, element.get("src") or "", element.get("alt") or ""))
                    if kind != _READING or not _between_parentheses(element):
                        opened.append(_SKIP)
                        walk.skip_subtree()
                        continue
                elif kind == _LINK:
                    if _leads_elsewhere(element.get("href")):
                        links += 1
                    else:
                        kind = _INLINE
                elif kind == _STRONG:
                    bolds += 1
                elif kind == _TIME:
                    self.timed = True
                elif tag == "span" and (names := element.get("class")) and hint(names) & markup.SCREEN_READER:
                    opened.append(_SKIP)
                    walk.skip_subtree()
                    continue
                opened.append(kind)
                text = element.text
            else:
                kind = opened.pop()
                if kind == _BLOCK:
                    if buffer or lines:
                        self.flush(node)
                    node.last = len(segments)
                    node = node.parent or node
                elif kind == _LINK:
                    links -= 1
                elif kind == _STRONG:
                    bolds -= 1
                text = element.tail
            if text and (buffer or not text.isspace()):
                buffer.append(text)
                if links:
                    self.linked += len(text)
                if bolds:
                    self.strong += len(text)

    def open(self, element: Any, tag: str, parent: Node | None) -> Node:
        """The node of an element that opens."""
        own = markup.TAG_FLAGS.get(tag, 0)
        names = ident = ""
        for name, value in element.items():
            if name == "class":
                names = value
            elif name == "id":
                ident = value
            elif name == "role":
                own |= markup.ROLE_FLAGS.get(value, 0)
            elif name == "itemprop":
                own |= markup.PROPERTY_FLAGS.get(value.lower(), 0)
            elif name == "hidden" or (name == "style" and _CONCEALED.search(value)):
                own |= markup.HIDDEN
        node = Node(tag, names, ident, own, parent, len(self.page.segments))
        self.page.nodes.append(node)
        return node

    def folded(self) -> str:
        """The text since the last boundary or line break, white space folded, taken out."""
        text = "".join(self.buffer)
        self.buffer.clear()
        if "\n" in text or "  " in text or "\t" in text:
            text = _FOLDED.sub(" ", text)
        return text.strip()

    def end_line(self) -> None:
        """A line break: keep the line and begin the next; an empty line is kept too, since two breaks make a paragraph."""
        text = self.folded()
        self.lines.append(_Line(text, min(self.linked, len(text)), min(self.strong, len(text)), self.timed))
        self.linked = self.strong = 0
        self.timed = False

    def flush(self, node: Node) -> None:
        """A block boundary: what was gathered becomes segments of the node."""
        if self.lines:
            self.end_line()
            self.page.segments.extend(Segment(line.text, node, line.linked, line.strong, line.timed) for line in _paragraphs(self.lines))
            self.lines.clear()
            return
        if text := self.folded():
            self.page.segments.append(Segment(text, node, min(self.linked, len(text)), min(self.strong, len(text)), self.timed))
        self.linked = self.strong = 0
        self.timed = False


def _leads_elsewhere(href: str | None) -> bool:
    """Whether a link leads out of the page: one without an address, or to a place in the page, is text."""
    return href is not None and href[:1] not in ("", "#")


def _between_parentheses(reading: Any) -> bool:
    """Whether a ruby reading has parentheses of its own, so that it can stand in the line; without them it would run into its base."""
    before = reading.getprevious()
    return before is not None and before.tag == "rp"


def _paragraphs(lines: list[_Line]) -> Iterator[_Line]:
    """Lines between breaks → paragraphs: an empty line divides, and so does a line that is complete in itself (a sentence, a link, a heading in bold)."""
    current: _Line | None = None
    for line in lines:
        if not line.text:
            if current is not None:
                yield current
            current = None
        elif current is None:
            current = line
        elif _complete(current) or _set_apart(line):
            yield current
            current = line
        else:
            text = f"{current.text} {line.text}"
            current = _Line(text, current.linked + line.linked, current.strong + line.strong, current.timed or line.timed)
    if current is not None:
        yield current


def _complete(line: _Line) -> bool:
    return ends_sentence(line.text) or _set_apart(line)


def _set_apart(line: _Line) -> bool:
    length = 0.95 * len(line.text)
    return line.linked >= length or line.strong >= length
