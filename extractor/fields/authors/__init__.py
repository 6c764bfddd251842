"""Who wrote the article.

What the page says for machines comes first, cleaned; the visible byline completes it and stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.blocks import Block
from extractor.facts import Author, Candidate, Choice, Publisher
from extractor.fields.authors.names import name_words, names_in, same_person
from extractor.fields.linked_data import clean
from extractor.fields.signals import Mark, Signals
from extractor.fields.titles import core_of, squash
from extractor.languages import Language
from extractor.parse import Tree
from schemas import Origin

_META: tuple[tuple[str, float], ...] = (
    ("sailthru.author", 0.93), ("parsely-author", 0.9), ("cxenseparse:author", 0.88), ("article:author", 0.8), ("og:article:author", 0.8), ("author", 0.78), ("byl", 0.85), ("mrf:authors", 0.85), ("article:author_name", 0.85),
    ("citation_author", 0.86), ("dc.creator", 0.6), ("dcterms.creator", 0.6), ("vr:author", 0.85), ("og:author", 0.7), ("authors", 0.75), ("articleauthor", 0.75), ("article.author", 0.8), ("twitter:data1", 0.72), ("news:author", 0.7),
)  # fmt: skip
_ORGANISATIONS = frozenset(("Organization", "NewsMediaOrganization", "Corporation", "Brand", "WebSite"))
_NEAR_AFTER, _NEAR_BEFORE = 120, 60


def find_authors(tree: Tree, blocks: tuple[Block, ...], of: Language, signals: Signals, publisher: Publisher | None) -> Choice[tuple[Author, ...]]:
    """Names of persons only, in the page's order."""
    words = name_words(of)
    outlets = {squash(publisher.name or ""), core_of(publisher.domain)} if publisher else set()
    outlets |= {squash(c) for n, c in signals.meta if n == "og:site_name"}
    found = []
    for texts, origin, score, why in _sources(tree, blocks, signals):
        names: list[str] = []
        for text in texts:
            names += [n for n in names_in(clean(text), words, outlets) if not any(same_person(n, m) for m in names)]
        if names:
            found.append(Candidate(tuple(Author(n, origin) for n in names), origin, score, why, " | ".join(texts)))
    found.sort(key=lambda c: -c.score)
    return Choice(_completed(found), tuple(found))


def _completed(found: list[Candidate[tuple[Author, ...]]]) -> Candidate[tuple[Author, ...]] | None:
    """The best candidate, or the next that names all its persons and more."""
    if not found:
        return None
    return found[0]


def _sources(tree: Tree, blocks: tuple[Block, ...], signals: Signals) -> Iterator[tuple[list[str], Origin, float, str]]:
    data = signals.data
    for article in data.articles[:1]:
        for name, score in (("author", 0.92), ("creator", 0.86)):
            persons = [n.text for n in data.names(article.get(name)) if not _ORGANISATIONS & set(n.types)]
            if persons:
                yield persons, "json-ld", score, f"Article.{name}"
    for wanted, score in _META:
        values = [c for n, c in signals.meta if n == wanted and c.strip() and "://" not in c]
        if values:
            yield values, "opengraph" if wanted.startswith(("article:", "og:")) else "meta", score, f"meta {wanted}"
    yield from _properties(signals)
    place = _place(signals)
    links = [m for m in signals.author_links if _near(m, place)]
    if texts := [m.text for m in links if "author" in m.get("rel") and m.text]:
        yield texts, "byline", 0.76, "link with rel=author"
    if texts := [m.text for m in links if "author" not in m.get("rel") and m.text][:4]:
        yield texts, "byline", 0.74, "link to an author's page"
    for mark in [m for m in signals.bylines if _near(m, place) and m.text][:1]:
        yield [mark.text], "byline", 0.6, "element with a byline's class name"
    for block in blocks:
        if block.role == "byline":
            yield [block.text], "byline", 0.65, f"byline block ({block.why})"
            break


def _properties(signals: Signals) -> Iterator[tuple[list[str], Origin, float, str]]:
    texts = []
    for mark in signals.having("author"):
        if mark.aside:
            continue
        inner = [m for m in signals.having("name") if _inside(m, mark)]
        texts += [m.get("content") or m.text for m in inner[:1]] or [mark.get("content") or mark.text]
    if texts := [t for t in texts if t]:
        yield texts, "microdata", 0.77, "property author"


def _inside(inner: Mark, outer: Mark) -> bool:
    element = inner.element
    while element is not None:
        if element is outer.element:
            return True
        element = element.getparent()
    return False


def _place(signals: Signals) -> int | None:
    return next((m.position for m in signals.headings if m.tag == "h1"), None)


def _near(mark: Mark, place: int | None) -> bool:
    return not mark.aside and (place is None or -_NEAR_BEFORE <= mark.position - place <= _NEAR_AFTER)
