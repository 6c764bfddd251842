"""Tree → segments: one walk over the elements, with an explicit stack, that never changes the tree.

A segment is a run of text between two block boundaries, its white space folded as the mark-up asks and everything else as printed. The
elements that hold segments are kept as nodes in document order, each behind its parent, so that whatever is summed over subtrees takes one
pass over a list. Time and memory are linear in the number of elements and the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.blocks import markup
from extractor.blocks.phrases import Kind

_BLOCK, _INLINE, _SKIP, _BREAK, _IMAGE, _LINK, _STRONG, _CONTROL, _TIME, _READING = range(10)

_KINDS: dict[Any, int] = {
    **dict.fromkeys(
        ["abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "meter", "nobr", "output", "progress", "q", "rb", "rp", "rtc", "ruby", "s", "samp", "small", "span", "strike", "sub", "sup", "tt", "u", "var", "wbr"],
        _INLINE,
    ),
    **dict.fromkeys(
        ["script", "style", "head", "title", "meta", "link", "base", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio", "video", "map", "area", "select", "option", "optgroup", "datalist", "textarea", "input", "source", "track", "param", "frame", "frameset", "rt"],
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
_PATH_LENGTH = 10


class Node:
    """An element that holds segments: tag, class string, own flags, parent; `first` and `last` bound its segments, half-open."""

    __slots__ = ("_path", "children", "first", "flags", "ident", "last", "names", "own", "parent", "prose", "tag", "value")

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
        self.children = 0
        self._path: str | None = None

    @property
    def step(self) -> str:
        """The element as a step of a path: "div.story.main"."""
        return f"{self.tag}.{'.'.join(self.names.split())}" if self.names else self.tag

    @property
    def path(self) -> str:
        """The innermost steps that lead to the element, outermost first."""
        if self._path is None:
            steps: list[str] = []
            node: Node | None = self
            while node is not None and len(steps) < _PATH_LENGTH:
                steps.append(node.step)
                node = node.parent
            self._path = ">".join(reversed(steps))
        return self._path

    def chain(self) -> Iterator[Node]:
        """The node and the nodes above it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


class Segment:
    """A run of text in one node.

    linked, strong  number of its characters inside links, and inside bold type
    anchors         number of links that begin in it
    timed           whether a time element stands in it
    weight          length in characters of a script with spaces: ideographs and Thai letters count more
    prose           the part of its weight that reads like running text
    kind            the boilerplate phrase that it is (phrases.py)
    """

    __slots__ = ("anchors", "kind", "linked", "node", "prose", "strong", "text", "timed", "weight")

    def __init__(self, text: str, node: Node, linked: int, strong: int, anchors: int, timed: bool) -> None:
        self.text = text
        self.node = node
        self.linked = linked
        self.strong = strong
        self.anchors = anchors
        self.timed = timed
        self.weight = 0.0
        self.prose = 0.0
        self.kind: Kind | None = None

    @property
    def link_density(self) -> float:
        """Share of the characters that are links, 0 to 1."""
        return min(1.0, self.linked / len(self.text)) if self.linked else 0.0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: the number of the segment before which it stands, its node, address and alternative text."""

    at: int
    node: Node
    url: str
    alt: str


@dataclass(slots=True)
class Page:
    """A segmented page: nodes and segments in document order, and the pictures."""

    nodes: list[Node] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


def segment(root: Any) -> Page:
    """Segment the tree below an lxml element."""
    return _Walk().over(root)


class _Line:
    """The text since the last block boundary or line break."""

    __slots__ = ("anchors", "linked", "strong", "text", "timed")

    def __init__(self, text: str, linked: int, strong: int, anchors: int, timed: bool) -> None:
        self.text = text
        self.linked = linked
        self.strong = strong
        self.anchors = anchors
        self.timed = timed


class _Walk:
    """The state of the walk: where it stands, and what has been gathered since the last boundary."""

    def __init__(self) -> None:
        self.page = Page()
        self.buffer: list[str] = []
        self.lines: list[_Line] = []
        self.linked = self.strong = self.anchors = 0
        self.timed = False

    def over(self, root: Any) -> Page:
        """Walk. `links` and `bolds` count the open a and b elements; the stack holds the open elements with their iterators."""
        page, buffer = self.page, self.buffer
        node = self.open(root, str(root.tag), None)
        links = bolds = 0
        kinds = _KINDS
        stack: list[tuple[Any, Any, int, Node]] = [(iter(root), root, _BLOCK, node)]
        if root.text:
            buffer.append(root.text)
        while stack:
            children, element, kind, above = stack[-1]
            child = next(children, None)
            if child is not None:
                tag = child.tag
                kind = kinds.get(tag, _BLOCK)
                if kind == _SKIP or (kind == _BLOCK and not isinstance(tag, str)):
                    element = child
                elif kind == _BLOCK or (kind == _CONTROL and not (buffer and node.tag in _TEXT_TAGS)):
                    if buffer or self.lines:
                        self.flush(node)
                    stack.append((iter(child), child, _BLOCK, node))
                    node = self.open(child, tag, node)
                    if text := child.text:
                        buffer.append(text)
                        if links:
                            self.linked += len(text)
                    continue
                elif kind == _BREAK:
                    self.end_line()
                    element = child
                elif kind == _IMAGE:
                    behind = any(not piece.isspace() for piece in buffer)
                    page.images.append(Image(len(page.segments) + behind, node, child.get("src") or "", child.get("alt") or ""))
                    element = child
                elif (kind == _READING and not _between_parentheses(child)) or (kind == _INLINE and tag == "span" and (names := child.get("class")) and markup.hint(names) & markup.SCREEN_READER):
                    element = child
                else:
                    if kind == _LINK:
                        if _leads_elsewhere(child.get("href")):
                            links += 1
                            self.anchors += 1
                        else:
                            kind = _INLINE
                    elif kind == _STRONG:
                        bolds += 1
                    elif kind == _TIME:
                        self.timed = True
                    if text := child.text:
                        buffer.append(text)
                        if links:
                            self.linked += len(text)
                        if bolds:
                            self.strong += len(text)
                    stack.append((iter(child), child, kind, node))
                    continue
            else:
                stack.pop()
                if kind == _BLOCK:
                    if buffer or self.lines:
                        self.flush(node)
                    node.last = len(page.segments)
                    node = above
                elif kind == _LINK:
                    links -= 1
                elif kind == _STRONG:
                    bolds -= 1
                if not stack:
                    break
            if text := element.tail:
                buffer.append(text)
                if links:
                    self.linked += len(text)
                if bolds:
                    self.strong += len(text)
        return page

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
        if parent is not None:
            parent.children += 1
        self.page.nodes.append(node)
        return node

    def end_line(self) -> None:
        """A line break: keep the line and begin the next; an empty line is kept too, since two breaks make a paragraph."""
        text = "".join(self.buffer)
        if "\n" in text or "  " in text or "\t" in text:
            text = _FOLDED.sub(" ", text)
        text = text.strip()
        self.lines.append(_Line(text, min(self.linked, len(text)), min(self.strong, len(text)), self.anchors, self.timed))
        self.buffer.clear()
        self.linked = self.strong = self.anchors = 0
        self.timed = False

    def flush(self, node: Node) -> None:
        """A block boundary: what was gathered becomes segments of the node."""
        text = "".join(self.buffer)
        if not self.lines and (not text or text.isspace()):
            self.buffer.clear()
            self.linked = self.strong = self.anchors = 0
            self.timed = False
            return
        self.end_line()
        lines = self.lines
        if len(lines) == 1:
            self.add(lines[0], node)
        else:
            for line in _paragraphs(lines, node):
                self.add(line, node)
        lines.clear()

    def add(self, line: _Line, node: Node) -> None:
        """A segment of a line's or several lines' text."""
        self.page.segments.append(Segment(line.text, node, line.linked, line.strong, line.anchors, line.timed))


def _leads_elsewhere(href: str | None) -> bool:
    """Whether a link leads out of the page: one without an address, or to a place in the page, is text."""
    return href is not None and href[:1] not in ("", "#")


def _between_parentheses(reading: Any) -> bool:
    """Whether a ruby reading has parentheses of its own, so that it can stand in the line; without them it would run into its base."""
    before = reading.getprevious()
    return before is not None and before.tag == "rp"


def _paragraphs(lines: list[_Line], node: Node) -> Iterator[_Line]:
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
            current = _Line(text, current.linked + line.linked, current.strong + line.strong, current.anchors + line.anchors, current.timed or line.timed)
    if current is not None:
        yield current


ENDS = frozenset(".!?…:;。！？：；؟۔।॥")
_CLOSERS = "\"'”’»›)]}）」』】 \u200f\u200e"


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, closing marks aside."""
    return text[-1:] in ENDS or text.rstrip(_CLOSERS)[-1:] in ENDS


def _complete(line: _Line) -> bool:
    return ends_sentence(line.text) or _set_apart(line)


def _set_apart(line: _Line) -> bool:
    length = 0.95 * len(line.text)
    return line.linked >= length or line.strong >= length
