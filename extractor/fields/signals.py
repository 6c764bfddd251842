"""What the fields read from the tree, collected in one walk.

Headings, time elements, microdata and RDFa properties, author links, and elements that a publishing system's class names call a date or a
byline: each with its place in the document. Class names are hints; no page needs one to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from extractor.blocks.segment import Page
from extractor.blocks.walk import walk
from extractor.class_names import ClassNames, address_pattern, pattern
from extractor.fields.linked_data import LinkedData, clean, read_linked_data
from extractor.parse import Tree

_SIDE_TAGS = frozenset(("aside", "nav", "footer", "noscript", "template"))
_MOST_EVENTS = 1_000  # starts and ends of elements inside one whose text is wanted
_NOT_SHOWN = frozenset(("script", "style", "noscript", "template", "svg", "select", "option"))
_WHOLE = frozenset(("html", "body", "main", "article", "section", "form", "ul", "table"))
_LONGEST = 240
_SIDE_DEPTH = 14


class Mark:
    """An element that may bear a value: its number in document order, tag, class and id names, and properties (lower case, no prefix)."""

    __slots__ = ("_text", "attributes", "element", "names", "position", "properties", "tag")

    def __init__(self, position: int, element: Any) -> None:
        self.position = position
        self.element = element
        self.tag: str = element.tag
        self.attributes: dict[str, str] = dict(element.items())
        attributes = self.attributes
        self.names = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
        properties = f"{attributes.get('itemprop', '')} {attributes.get('property', '')}"
        self.properties = () if properties == " " else tuple([p.rsplit(":", 1)[-1] for p in properties.lower().split()])
        self._text: str | None = None

    @property
    def text(self) -> str:
        """Its visible text, white space folded; empty when it is longer than a line. Read once, when asked for."""
        if self._text is None:
            self._text = short_text(self.element)
        return self._text

    @property
    def lines(self) -> str:
        """Its visible text with a line feed between its blocks."""
        pieces = "".join(_texts(self.element, "\n"))[: 2 * _LONGEST]
        return "\n".join(line for piece in pieces.split("\n") if (line := clean(piece)))

    @property
    def value(self) -> str:
        """The value for machines (`datetime`, `content`), else the text."""
        return (self.get("datetime") or self.get("content") or self.get("title")).strip() or self.text

    def get(self, attribute: str) -> str:
        """An attribute; empty when it is missing."""
        return self.attributes.get(attribute, "")

    def within(self, names: ClassNames, depth: int = _SIDE_DEPTH) -> bool:
        """Whether the element or one around it bears such a class or id; those of the whole page say nothing."""
        return any(names.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in _upwards(self.element, depth) if e.tag not in {"html", "body"})

    def inside(self, tags: frozenset[str], depth: int = 4) -> bool:
        """Whether one of the elements around it has such a tag."""
        return any(e.tag in tags for e in _upwards(self.element.getparent(), depth))

    @property
    def aside(self) -> bool:
        """Whether it stands beside the article: in an aside, a footer, comments, a list of other stories."""
        for element in _upwards(self.element, _SIDE_DEPTH):
            if element.tag in _SIDE_TAGS:
                return True
            if element.tag not in {"html", "body", "main"} and pattern("side").search(f"{element.get('class') or ''} {element.get('id') or ''}"):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Signals:
    """The marks of a page in document order, its meta elements (those of savers that write `value` for `content` too; also by their names), and its
    JSON-LD."""

    headings: tuple[Mark, ...]
    times: tuple[Mark, ...]
    dated: tuple[Mark, ...]
    bylines: tuple[Mark, ...]
    author_links: tuple[Mark, ...]
    properties: tuple[Mark, ...]
    logos: tuple[Mark, ...]
    meta: tuple[tuple[str, str], ...]
    data: LinkedData
    named: Mapping[str, list[str]] = field(default_factory=dict)

    def meta_called(self, name: str) -> Sequence[str]:
        """The contents of the meta elements of a name, in document order."""
        return self.named.get(name, ())

    def having(self, name: str) -> Iterator[Mark]:
        """The marks with a property."""
        return (m for m in self.properties if name in m.properties)

    def place_of(self, headline: str | None) -> int | None:
        """The place of the heading that is the headline, else of the first h1; None without one."""
        first = None
        for mark in self.headings:
            if headline and headline in mark.text:
                return mark.position
            if first is None and mark.tag == "h1":
                first = mark.position
        return first


def collect_signals(tree: Tree, page: Page | None = None) -> Signals:
    """Sort the marks of a page, as the walk over its tree found them."""
    embedded = tree.embedded
    addresses = tuple(a for a in (tree.page.url, *(href for rel, href in embedded.links if rel == "canonical"), *(c for n, c in embedded.meta if n == "og:url")) if a)
    data = read_linked_data(embedded, addresses)
    if tree.root is None:
        return Signals((), (), (), (), (), (), (), (), data)
    marks = [Mark(number, element) for number, element in (page or walk(tree.root)).marks]
    meta = embedded.meta + embedded.valued
    named: dict[str, list[str]] = {}
    for name, content in meta:
        named.setdefault(name, []).append(content)
    dated, bylined = pattern("date"), pattern("byline")
    return Signals(
        headings=tuple(m for m in marks if m.tag in {"h1", "h2"}),
        times=tuple(m for m in marks if m.tag == "time" or (m.tag == "abbr" and m.get("title"))),
        dated=tuple(m for m in marks if m.tag not in _WHOLE and m.tag != "img" and m.names and dated.search(m.names)),
        bylines=tuple(m for m in marks if m.tag not in _WHOLE and (m.tag == "address" or (m.names and bylined.search(m.names)))),
        author_links=tuple(m for m in marks if m.tag == "a" and ("author" in m.get("rel") or address_pattern("author_address").search(m.get("href")))),
        properties=tuple(m for m in marks if m.properties),
        logos=tuple(m for m in marks if m.tag == "img"),
        meta=meta,
        data=data,
        named=named,
    )


def short_text(element: Any, longest: int = _LONGEST) -> str:
    """The text of an element, white space folded; empty when it is longer than `longest`, so that its cost is bounded."""
    if not len(element):
        text = element.text if isinstance(element.tag, str) and element.tag not in _NOT_SHOWN else None
        return clean(text) if text and len(text.strip()) <= longest else ""
    pieces: list[str] = []
    length = 0
    for piece in _texts(element):
        pieces.append(piece)
        length += len(piece.strip())
        if length > longest:
            return ""
    return clean("".join(pieces))


def _texts(element: Any, between: str = " ") -> Iterator[str]:
    """Text pieces in document order, with `between` behind blocks."""
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), _MOST_EVENTS):
        if event == "start":
            if node.text and isinstance(node.tag, str) and node.tag not in _NOT_SHOWN:
                yield node.text
        elif node is not element:
            if node.tag not in {"span", "a", "b", "i", "em", "strong", "sup", "u", "font", "mark", "small"}:
                yield between
            if node.tail:
                yield node.tail


def _upwards(element: Any, depth: int) -> Iterator[Any]:
    """The element and those around it, innermost first."""
    for _ in range(depth):
        if element is None:
            return
        yield element
        element = element.getparent()
