"""Where a page names its authors, for machines and for readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

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
EXPLICIT = 0.7
"""The score from which a line is one of its own between headline and text."""
_INLINE = frozenset(("strong", "b", "em", "i", "span", "a"))
_PARAGRAPH = 160


@dataclass(frozen=True, slots=True)
class AuthorSource:
    """Texts that name authors: values of one kind, in the page's order.

    shown   whether a reader sees them
    form    "names"; "lines" when only the first line with names counts; "line" for a line in which the names stand behind a byline's word;
            "opening" for the start of the text; "alone" for a paragraph that may be a signature, "known" for one that must begin with a known first name
    single  whether a name may be one word
    """

    texts: list[str]
    origin: Origin
    score: float
    why: str
    shown: bool = False
    form: Literal["names", "line", "lines", "opening", "alone", "known"] = "names"
    single: bool = True

    @property
    def stated(self) -> bool:
        """Whether the page says in its data, or by the link's relation, that this is the author."""
        return self.origin in {"json-ld", "meta", "opengraph", "microdata"} or self.why == _RELATION

    @property
    def explicit(self) -> bool:
        """Whether it is a line of its own between headline and text."""
        return self.form == "line" and self.score >= EXPLICIT


def find_sources(tree: Tree, signals: Signals, headline: str | None) -> Iterator[AuthorSource]:
    """Those in the page's data and in marked elements; those for machines first."""
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


def names_given(signals: Signals) -> tuple[str, ...]:
    """What the page's data for machines name as its authors, persons or not."""
    named = [name.text for article in signals.data.articles[:1] for name in signals.data.names(article.get("author"))]
    return tuple(dict.fromkeys((*named, *(content for wanted in ("author", "article:author") for content in signals.meta_called(wanted)))))


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
    return parent is not None and parent.tag == "p" and not 0 < len(short_text(parent)) < _PARAGRAPH


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
