"""Tree → page: one walk over the elements that never changes the tree and has no recursion.

It serves both the blocks and the fields, so that every element is visited, and its attributes are read, once. Time and memory are linear in
the number of elements and the length of the text; half of the time is libxml2's and the making of Python objects for its nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from extractor.blocks import markup
from extractor.blocks.model import Node
from extractor.blocks.prose import ends_sentence
from extractor.blocks.segment import Image, Known, Page, Segment
from extractor.class_names import address_pattern, pattern

_BLOCK, _LINK, _INLINE, _STRONG, _TIME, _CONTROL, _READING, _BREAK, _IMAGE, _DATA, _HEAD, _SKIP = range(12)
_SKIPPED = _READING

_KINDS: dict[str, int] = {
    **dict.fromkeys(
        ["abbr", "acronym", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "meter", "nobr", "output", "picture", "progress", "q", "rb", "rp", "rtc", "ruby", "s", "samp", "small", "span", "strike", "sub", "sup", "tt", "u", "var", "wbr"],
        _INLINE,
    ),
    **dict.fromkeys(("embed", "source", "track"), _INLINE),  # void elements that libxml2 lets hold what follows them
    **dict.fromkeys(
        ["script", "style", "title", "base", "svg", "math", "iframe", "object", "applet", "noembed", "canvas", "audio", "video", "map", "area", "select", "option", "optgroup", "datalist", "textarea", "input", "param", "frame", "frameset", "rt", "amp-video", "amp-youtube", "amp-iframe"],
        _SKIP,
    ),
    **dict.fromkeys(("rt", "rtc"), _READING),
    "br": _BREAK,
    **dict.fromkeys(("meta", "link"), _DATA),
    "head": _HEAD,
    **dict.fromkeys(("img", "amp-img"), _IMAGE),
    "a": _LINK,
    **dict.fromkeys(("b", "strong"), _STRONG),
    **dict.fromkeys(("button", "label"), _CONTROL),
    "time": _TIME,
}
"""How the walk treats an element; every other element is a block. HTML Living Standard, section 15.3 (rendering)."""

_TEXT_TAGS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "td", "th", "dd", "dt", "blockquote"))
_FOLDED = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")  # a space alone stays as it is
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_CONCEALED = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LONGEST_ADDRESS = 1000
"""Characters of a picture's address; a longer data: URI is the picture itself."""

_MARKED_TAGS = frozenset(("h1", "h2", "time", "address"))
_MARKED_ATTRIBUTES = frozenset(("itemprop", "property", "pubdate"))
_TELLING = _MARKED_ATTRIBUTES | {"role", "hidden", "style"}
_COUNTED = markup.COMMENT | markup.SHARE
_DESCENDANTS: Any = etree.XPath("count(descendant::*)")


def walk(root: etree._Element | None) -> Page:
    """The page below an lxml element; an empty one for plain text, which has none."""
    state = _Walk()
    if root is not None:
        state.over(root)
    return state.page


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
        self.named = Known(pattern("date", "byline").search)
        self.logo = pattern("logo").search
        self.to_author = Known(address_pattern("author_address").search)

    def over(self, root: etree._Element) -> None:
        """Walk. `links` and `bolds` count the open a and b elements; `opened` is how each open element was read.

        White space that begins a line is left out at once, since most text nodes of a page are nothing else.
        """
        buffer, lines, segments, kinds = self.buffer, self.lines, self.page.segments, _KINDS
        node = self.open(root, str(root.tag), None, 0)
        number = links = bolds = 0
        opened = [_BLOCK]
        if root.text:
            buffer.append(root.text)
        events: Any = etree.iterwalk(root, events=("start", "end"))
        next(events)
        for event, element in events:
            if event == "start":
                number += 1
                tag = element.tag
                kind = kinds.get(tag, _BLOCK)
                if kind == _CONTROL:
                    kind = _INLINE if buffer and node.tag in _TEXT_TAGS else _BLOCK
                if kind == _BLOCK:
                    if buffer or lines:
                        self.flush(node)
                    node = self.open(element, tag, node, number)
                elif kind == _LINK:
                    if self.leads_elsewhere(element, number):
                        links += 1
                    elif self.counts(element, element.get("class") or ""):
                        opened.append(_SKIP)
                        events.skip_subtree()
                        continue
                    else:
                        kind = _INLINE
                elif kind >= _SKIPPED or self.inline(element, tag, number):
                    if kind == _BREAK:
                        self.end_line()
                    elif kind == _IMAGE:
                        self.image(element, node, number)
                    if kind != _READING or not _between_parentheses(element):
                        number += self.pass_over(element, kind, number)
                        opened.append(_SKIP)
                        events.skip_subtree()
                        continue
                elif kind == _STRONG:
                    bolds += 1
                elif kind == _TIME:
                    self.timed = True
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

    def open(self, element: Any, tag: str, parent: Node | None, number: int) -> Node:
        """The node of a block that opens."""
        own = markup.TAG_FLAGS.get(tag, 0)
        is_mark = tag in _MARKED_TAGS
        names = ident = ""
        for name, value in element.items():
            if name == "class":
                names = value
                if self.named[value]:
                    is_mark = True
            elif name == "id":
                ident = value
            elif name in _TELLING:
                own |= _told_by(name, value)
                if name in _MARKED_ATTRIBUTES:
                    is_mark = True
        page = self.page
        if is_mark and tag != "noscript":
            page.marks.append((number, element))
        node = Node(tag, names, ident, own, parent, len(page.segments))
        page.nodes.append(node)
        return node

    def leads_elsewhere(self, link: Any, number: int) -> bool:
        """Whether an a element leads out of the page: one without an address, or to a place in the page, is text."""
        leads = is_mark = False
        for name, value in link.items():
            if name == "href":
                leads = value[:1] not in ("", "#")
                if not leads and len(value) > 1:
                    self.page.skips.append((len(self.page.segments), value[1:]))
                if self.to_author[value]:
                    is_mark = True
            elif name == "class":
                if self.named[value]:
                    is_mark = True
            elif name in _MARKED_ATTRIBUTES or (name == "rel" and "author" in value):
                is_mark = True
        if is_mark:
            self.page.marks.append((number, link))
        return leads

    def inline(self, element: Any, tag: str, number: int) -> bool:
        """Look at an element in a line; whether it is a span that only screen readers speak, or that counts comments or shares."""
        is_mark = tag in _MARKED_TAGS
        is_spoken = False
        for name, value in element.items():
            if name == "class":
                is_spoken = tag == "span" and (bool(self.page.hints[value] & markup.SCREEN_READER) or self.counts(element, value))
                if self.named[value]:
                    is_mark = True
            elif name in _MARKED_ATTRIBUTES:
                is_mark = True
        if is_mark:
            self.page.marks.append((number, element))
        return is_spoken

    def counts(self, element: Any, names: str) -> bool:
        """Whether an element in a line is the number of comments or shares of what it stands in."""
        return bool(self.page.hints[names] & _COUNTED) and (element.text or "").strip().isdigit() and not len(element)

    def image(self, element: Any, node: Node, number: int) -> None:
        """A picture; one that is called a logo is a mark too."""
        url, alt = element.get("src") or "", element.get("alt")
        if len(url) > _LONGEST_ADDRESS and url.startswith("data:"):
            url = "data:,"
        page = self.page
        page.images.append(Image(len(page.segments) + bool(self.buffer), node, url, alt or ""))
        names = element.get("class")
        if (alt is not None and self.logo(f"{names or ''} {url[-80:]}")) or (names and self.named[names]) or element.get("itemprop"):
            page.marks.append((number, element))

    def pass_over(self, element: Any, kind: int, number: int) -> int:
        """The number of elements below one whose text is not read; those that bear a value for machines, or for screen readers, are marks."""
        if kind == _DATA:
            if element.get("itemprop"):
                self.page.marks.append((number, element))
        elif kind == _HEAD:
            self.page.marks.extend((number, inner) for inner in element.iter("meta", "link") if inner.get("itemprop"))
        elif kind < _BREAK:
            for below, inner in enumerate(element.iter(), number):
                if below > number and isinstance(inner.tag, str):
                    self.inline(inner, inner.tag, below) if inner.tag != "a" else self.leads_elsewhere(inner, below)
        if not len(element):
            return 0
        return int(_DESCENDANTS(element)) if kind == _HEAD else len(list(element.iter())) - 1

    def folded(self) -> str:
        """The text since the last boundary or line break, white space folded, taken out."""
        buffer = self.buffer
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        if "\n" in text or "  " in text or "\t" in text:
            text = _FOLDED.sub(" ", text)
        return text.strip()

    def end_line(self) -> None:
        """A line break: keep the line and begin the next; an empty line is kept too, since two breaks make a paragraph."""
        text = self.folded()
        self.lines.append(_Line(text, min(self.linked, len(text)), min(self.strong, len(text)), self.timed))
        self.linked = self.strong = 0
        self.timed = False

    def end_stanzas(self) -> None:
        """Preformatted text: empty lines divide it."""
        stanzas = _EMPTY_LINE.split("".join(self.buffer))
        for stanza in stanzas[:-1]:
            self.buffer[:] = [stanza]
            self.end_line()
            self.end_line()
        self.buffer[:] = stanzas[-1:]

    def flush(self, node: Node) -> None:
        """A block boundary: what was gathered becomes segments of the node."""
        if node.tag == "pre" and not self.linked:
            self.end_stanzas()
        if self.lines:
            self.end_line()
            self.page.segments.extend([Segment(line.text, node, line.linked, line.strong, line.timed) for line in _paragraphs(self.lines)])
            self.lines.clear()
            return
        if text := self.folded():
            self.page.segments.append(Segment(text, node, self.linked, self.strong, self.timed))
        self.linked = self.strong = 0
        self.timed = False


def _told_by(attribute: str, value: str) -> int:
    """What a block's attribute says of it, as flags."""
    if attribute == "role":
        return markup.ROLE_FLAGS.get(value, 0)
    if attribute == "itemprop":
        return markup.PROPERTY_FLAGS.get(value.lower(), 0)
    is_hidden = attribute == "hidden" or (attribute == "style" and _CONCEALED.search(value) is not None)
    return markup.HIDDEN if is_hidden else 0


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
