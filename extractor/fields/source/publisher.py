"""Name and domain of the outlet.

`og:site_name` and the JSON-LD publisher are right on four pages of five each, and disagree on one of nine: the JSON-LD publisher is often
the company behind the outlet, `og:site_name` sometimes a code. The name that agrees with the domain wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.blocks import Block
from extractor.facts import Candidate, Choice, Publisher
from extractor.fields.linked_data import clean
from extractor.fields.signals import Signals
from extractor.fields.titles import agree, core_of, parts_of
from extractor.parse import Tree
from extractor.url import canonical_url_of, domain_of
from schemas import Origin

_META: tuple[tuple[str, Origin, float], ...] = (
    ("og:site_name", "opengraph", 0.8),
    ("cxenseparse:publisher", "meta", 0.7),
    ("publisher", "meta", 0.66),
    ("dc.publisher", "meta", 0.66),
    ("dcterms.publisher", "meta", 0.66),
    ("application-name", "meta", 0.6),
    ("apple-mobile-web-app-title", "meta", 0.62),
    ("citation_journal_title", "meta", 0.75),
)
_AGREES = 0.3
_LONGEST = 60
_ADDRESS = re.compile(r"^(?:https?://|@|www\.)|^\d+$")


def find_publisher(tree: Tree, blocks: tuple[Block, ...], signals: Signals) -> Choice[Publisher]:
    """Name and domain of the outlet; only the domain where no name is given."""
    domain = domain_of(tree.page.url) or domain_of(canonical_url_of(tree))
    core = core_of(domain)
    found = []
    for name, origin, score, why in _names(tree, signals, core):
        if name and len(name) <= _LONGEST and not _ADDRESS.search(name):
            agrees = agree(name, core)
            found.append(Candidate(Publisher(name, domain, origin), origin, score + _AGREES * agrees, f"{why}{', agrees with the domain' if agrees else ''}", name))
    if not found and domain:
        found.append(Candidate(Publisher(None, domain, "url"), "url", 0.3, "host name", domain))
    found.sort(key=lambda c: -c.score)
    return Choice(found[0] if found else None, tuple(found))


def _names(tree: Tree, signals: Signals, core: str) -> Iterator[tuple[str, Origin, float, str]]:
    meta = signals.meta
    for wanted, origin, score in _META:
        for content in [c for n, c in meta if n == wanted][:1]:
            yield clean(content), origin, score, f"meta {wanted}"
    for article in signals.data.articles[:1]:
        for name in signals.data.names(article.get("publisher"))[:1]:
            yield name.text, "json-ld", 0.78, "Article.publisher"
    for item in signals.data.sites[:1]:
        for name in signals.data.names(item.get("name"))[:1]:
            yield name.text, "json-ld", 0.76, "WebSite.name"
    for item in signals.data.organisations[:2]:
        for name in signals.data.names(item.get("name"))[:1]:
            yield name.text, "json-ld", 0.6, "Organization.name"
    for mark in list(signals.having("publisher"))[:1]:
        yield mark.get("content") or mark.text, "microdata", 0.6, "property publisher"
    for part in parts_of(clean(tree.embedded.title or ""))[1:]:
        if agree(part, core):
            yield part, "title", 0.5, "part of the title"
