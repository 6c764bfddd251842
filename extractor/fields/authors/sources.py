"""Where a page names its authors, for machines and for readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from extractor.blocks import Block
from extractor.class_names import pattern, pieces
from extractor.fields.signals import Mark, Signals, short_text
from extractor.parse import Tree
from extractor.url import domain_of, site_of
from schemas import Origin

_META: tuple[tuple[str, float], ...] = (
    ("sailthru.author", 0.93), ("parsely-author", 0.9), ("cxenseparse:author", 0.88), ("byl", 0.85), ("mrf:authors", 0.85), ("article:author_name", 0.85), ("vr:author", 0.85), ("citation_author", 0.86), ("article:author", 0.8), ("og:article:author", 0.8), ("article.author", 0.8),
    ("author", 0.78), ("authors", 0.75), ("articleauthor", 0.75), ("twitter:data1", 0.72), ("news:author", 0.7), ("og:author", 0.7), ("dc.creator", 0.6), ("dcterms.creator", 0.6),
)  # fmt: skip
_RELATION = "link with rel=author"
_STATE = re.compile(r'(?<=")authors?\\?"\s*:\s*[\[{][^\]}]{0,200}?\\?"(?:name|displayName|fullName|display_name)\\?"\s*:\s*\\?"([^"\\]{3,60}(?:\\u[0-9a-fA-F]{4}[^"\\]{0,40}){0,40})\\?"')
_ORGANISATIONS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "Brand", "WebSite"))
_NEAR_AFTER, _NEAR_BEFORE, _BESIDE = 130, 60, 40
_EXPLICIT, _SIGNATURE, _LABEL, _NEXT_LINES = 0.7, 48, 16, 4
_DATELINE_ROLES = frozenset(("dateline", "byline", "other"))
_INLINE = frozenset(("strong", "b", "em", "i", "span", "a"))
_DIGIT = re.compile(r"\d")
_LINES_AFTER, _LINES_BEFORE, _LINES_BEHIND, _BODY_BEFORE_STOP, _LINE_LENGTH = 16, 4, 14, 600, 160
_FOREIGN_ROLES = frozenset(("comment", "advertisement", "caption", "embed"))


@dataclass(frozen=True, slots=True)
class AuthorSource:
    """Texts that name authors: values of one kind, in the page's order.

    shown   whether a reader sees them
    form    "names"; "lines" when only the first line with names counts; "line" for a line in which the names stand behind a byline's word;
            "labelled" for a line that is a byline's word, a colon and the names; "opening" for the start of the text; "alone" for a paragraph that may be a signature
    single  whether a name may be one word
    """

    texts: list[str]
    origin: Origin
    score: float
    why: str
    shown: bool = False
    form: Literal["names", "line", "lines", "labelled", "opening", "alone"] = "names"
    single: bool = True

    @property
    def stated(self) -> bool:
        """Whether the page says in its data, or by the link's relation, that this is the author."""
        return self.origin in {"json-ld", "meta", "opengraph", "microdata"} or self.why == _RELATION

    @property
    def explicit(self) -> bool:
        """Whether it is a line of its own between headline and text."""
        return self.form == "line" and self.score >= _EXPLICIT


def find_sources(tree: Tree, blocks: tuple[Block, ...], signals: Signals, headline: str | None) -> Iterator[AuthorSource]:
    """All of them, those for machines first."""
    yield from _json_ld(signals)
    for wanted, score in _META:
        values = [c for c in signals.meta_called(wanted) if c.strip() and "://" not in c]
        if values:
            yield AuthorSource(values, "opengraph" if wanted.startswith(("article:", "og:")) else "meta", score, f"meta {wanted}")
    known = {name for name, _ in _META}
    for name, content in signals.meta:
        if name.endswith((":author", ".author", "-author", "_author", "authorname", "author_name")) and name not in known and "://" not in content and content.strip():
            yield AuthorSource([content], "meta", 0.68, f"meta {name}")
            break
    yield from _properties(signals)
    yield from _marks(tree, signals, headline)
    yield from _lines(blocks)


def find_in_state(tree: Tree) -> Iterator[AuthorSource]:
    """The first author that script state names."""
    for script in tree.embedded.scripts:
        if match := _STATE.search(script):
            try:
                name = json.loads(f'"{match[1]}"')
            except ValueError:
                continue
            yield AuthorSource([name], "script", 0.5, "script state")
            return


def _json_ld(signals: Signals) -> Iterator[AuthorSource]:
    for article in signals.data.articles[:1]:
        for name, score in (("author", 0.92), ("creator", 0.86)):
            persons = [n.text for n in signals.data.names(article.get(name)) if not _ORGANISATIONS & set(n.types)]
            if persons:
                yield AuthorSource(persons, "json-ld", score, f"Article.{name}")


def _properties(signals: Signals) -> Iterator[AuthorSource]:
    texts = []
    for mark in signals.having("author"):
        if not mark.aside:
            inner = [m for m in signals.having("name") if _inside(m, mark)]
            texts += [m.get("content") or m.text for m in inner[:1]] or [mark.get("content") or mark.text]
    if texts := [t for t in texts if t]:
        yield AuthorSource(texts, "microdata", 0.77, "property author", shown=True)


def _marks(tree: Tree, signals: Signals, headline: str | None) -> Iterator[AuthorSource]:
    """Links to authors, and elements that are called a byline, near the headline."""
    place = signals.place_of(headline)
    links = [m for m in signals.author_links if _near(m, place) and m.text]
    related = [m.text for m in links if "author" in m.get("rel")]
    if related:
        yield AuthorSource(related, "byline", 0.76, _RELATION, shown=True)
    pages = [m.text for m in links if "author" not in m.get("rel") and _leads_to_author(m, tree) and not _in_prose(m)][:6]
    if pages:
        yield AuthorSource(pages, "byline", 0.74, "link to an author's page", shown=True)
    called = [m for m in signals.bylines if _near(m, place) and m.text]
    for mark in called[:3]:
        yield AuthorSource([mark.lines], "byline", 0.64 - 0.01 * called.index(mark), "element with a byline's class name", shown=True, form="lines", single=False)


def _lines(blocks: tuple[Block, ...]) -> Iterator[AuthorSource]:
    """Byline blocks, and lines with a byline's word between headline and text or at the end of the text."""
    for block in [b for b in blocks if b.role == "byline"][:1]:
        yield AuthorSource([block.text], "byline", 0.65, f"byline block ({block.why})", shown=True, form="lines", single=False)
    place = next((n for n, b in enumerate(blocks) if b.role == "headline"), None)
    if place is None:
        return
    for block in [b for b in blocks if b.in_body][:2]:
        yield AuthorSource([block.text], "byline", 0.6, "opening of the text", shown=True, form="opening")
    body = 0
    yield from _labelled(blocks, place)
    numbers = [*range(place + 1, min(len(blocks), place + 1 + _LINES_AFTER)), *range(place - 1, max(-1, place - 1 - _LINES_BEFORE), -1)]
    last = max((n for n, b in enumerate(blocks) if b.in_body), default=None)
    for number in numbers:
        block = blocks[number]
        if body <= _BODY_BEFORE_STOP or number < place:
            yield from _line(block, _EXPLICIT if not body or number < place or len(block.text) <= _SIGNATURE else 0.66)
        body += len(block.text) if block.in_body and number > place else 0
    for block in blocks[place + 1 : place + 1 + _NEXT_LINES]:
        if len(block.text) <= _LINE_LENGTH and block.role in _DATELINE_ROLES and _DIGIT.search(block.text) and not block.in_body:
            yield AuthorSource([block.text], "byline", 0.44, "name before a dateline's date", shown=True, form="alone")
    for block in _signatures(blocks):
        yield AuthorSource([block.text], "byline", 0.45, "paragraph that is nothing but a name", shown=True, form="alone")
    if last is not None:
        for number in range(max(0, last - 2), min(len(blocks), last + _LINES_BEHIND)):
            if number < last + _NEXT_LINES or (blocks[number].role == "other" and len(blocks[number].text) <= _SIGNATURE):
                yield from _line(blocks[number], 0.58)


def _labelled(blocks: tuple[Block, ...], place: int) -> Iterator[AuthorSource]:
    """A block that may be the word of a byline, and the name in the next block, near the headline or right behind the text."""
    last = max((n for n, b in enumerate(blocks) if b.in_body), default=place)
    called = [n for n, b in enumerate(blocks) if b.role == "byline"][:1]
    for number in dict.fromkeys((*called, *range(place + 1, place + 1 + _LINES_AFTER), *range(last + 1, last + 1 + _NEXT_LINES))):
        if number + 1 >= len(blocks):
            continue
        label, name = blocks[number], blocks[number + 1]
        if len(label.text) <= _LABEL and len(name.text) <= _SIGNATURE and not (label.in_body or name.in_body) and not {label.role, name.role} & _FOREIGN_ROLES:
            yield AuthorSource([f"{label.text.rstrip(': ')}: {name.text}"], "byline", 0.63, "name below a byline's word", shown=True, form="labelled")


def _signatures(blocks: tuple[Block, ...]) -> list[Block]:
    """Unlinked paragraphs of the text's own container, right before the text, before its first long paragraph, last in it, or right behind it."""
    bodies = [n for n, b in enumerate(blocks) if b.in_body and b.tag == "p"]
    if not bodies:
        return []
    container = blocks[bodies[len(bodies) // 2]].path.rsplit(">", 1)[0]
    opening = next((i for i, n in enumerate(bodies[:_NEXT_LINES]) if len(blocks[n].text) > _LINE_LENGTH), 0)
    places = dict.fromkeys((bodies[0] - 1, *bodies[: max(1, opening)], bodies[-1], bodies[-1] + 1))
    near = [blocks[n] for n in places if 0 <= n < len(blocks)]
    return [b for b in near if b.tag == "p" and not b.link_density and len(b.text) <= _SIGNATURE and b.role in {"other", "byline", "paragraph", "heading"} and b.path.rsplit(">", 1)[0] == container]


def _line(block: Block, score: float) -> Iterator[AuthorSource]:
    if len(block.text) <= _LINE_LENGTH and block.role not in _FOREIGN_ROLES:
        yield AuthorSource([block.text], "byline", score, "line with a byline's word", shown=True, form="line")


def _leads_to_author(mark: Mark, tree: Tree) -> bool:
    """Whether a link leads to one author's page on this site, not to a list of all or to another site."""
    href = mark.get("href")
    if pattern("account_address").search(href) or not any(part in href and len(href.split(part, 1)[1].strip("/")) >= 2 for part in pieces("author_address")):
        return False
    own, theirs = domain_of(tree.page.url), domain_of(urljoin(tree.page.url or "", href))
    return own is None or theirs is None or site_of(own) == site_of(theirs)


def _in_prose(mark: Mark) -> bool:
    """Whether a link stands within a paragraph of some length: it leads to a person whom the article names."""
    parent = mark.element.getparent()
    while parent is not None and parent.tag in _INLINE:
        parent = parent.getparent()
    return parent is not None and parent.tag == "p" and len(short_text(parent) or " " * _LINE_LENGTH) >= _LINE_LENGTH


def _inside(inner: Mark, outer: Mark) -> bool:
    element = inner.element
    while element is not None:
        if element is outer.element:
            return True
        element = element.getparent()
    return False


def _near(mark: Mark, place: int | None) -> bool:
    if place is None:
        return not mark.aside
    distance = mark.position - place
    if 0 < distance <= _BESIDE:
        return True
    return -_NEAR_BEFORE <= distance <= _NEAR_AFTER and not mark.aside
