"""JSON-LD as pages write it, behind typed access: the article's object, its page and site, names behind strings, objects, lists and references.

schema.org types and properties. Pages nest articles in WebPage or @graph, repeat them for related stories, refer to publishers by
@id, and give names as strings, objects or lists of both.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.fold import key
from extractor.parse import Embedded

_FOLDED = re.compile(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")  # a space alone stays as it is
_ARTICLE = ("Article", "Posting", "Report", "Recipe", "PodcastEpisode", "Review", "CreativeWork")
_PAGE = ("WebPage", "ItemPage", "CollectionPage", "AboutPage")
_ORGANISATION = ("Organization", "Corporation", "Brand")
"""What the names of types end in: schema.org derives NewsArticle from Article, NewsMediaOrganization from Organization."""

_LISTS = frozenset(("itemListElement", "hasPart", "comment", "mentions", "citation", "isBasedOn", "relatedLink", "review", "blogPost", "liveBlogUpdate", "about", "subjectOf"))
_MOST_OBJECTS = 4000

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and the schema.org types of the object that bears it (none for a bare string)."""

    text: str
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The objects of a page by what they are, in document order; `articles` with the page's own first."""

    articles: tuple[Item, ...]
    pages: tuple[Item, ...]
    sites: tuple[Item, ...]
    organisations: tuple[Item, ...]
    by_id: Mapping[str, Item]

    def names(self, value: Any) -> list[Name]:
        """The names behind an author or publisher value: string, object, list, or reference."""
        if isinstance(value, list):
            return [name for one in value for name in self.names(one)]
        if isinstance(value, str):
            text = clean(value)
            return [Name(text)] if text else []
        if not isinstance(value, Mapping):
            return []
        reference = value.get("@id")
        if "name" not in value and isinstance(reference, str) and reference in self.by_id:
            value = self.by_id[reference]
        name = value.get("name")
        if name is None:
            name = " ".join(p for p in (value.get("givenName"), value.get("familyName")) if isinstance(p, str)) or None
        types = types_of(value)
        return [Name(found.text, types) for found in self.names(name)]


def read_linked_data(embedded: Embedded, addresses: tuple[str, ...]) -> LinkedData:
    """Sort a page's objects. `addresses` are what the page may be called by: the article that names one of them is its own."""
    articles: list[Item] = []
    listed: list[Item] = []
    pages: list[Item] = []
    sites: list[Item] = []
    organisations: list[Item] = []
    by_id: dict[str, Item] = {}
    for item, in_list in _walk(embedded.json_ld):
        types = types_of(item)
        identifier = item.get("@id")
        if isinstance(identifier, str) and len(item) > 1 and ("name" in item or identifier not in by_id):
            by_id[identifier] = item
        if any(t.endswith(_ARTICLE) for t in types):
            (listed if in_list else articles).append(item)
        elif any(t.endswith(_PAGE) for t in types):
            pages.append(item)
        elif "WebSite" in types:
            sites.append(item)
        elif any(t.endswith(_ORGANISATION) for t in types):
            organisations.append(item)
    own = _own_first(articles or listed, addresses, embedded)
    return LinkedData(tuple(own), tuple(pages), tuple(sites), tuple(organisations), by_id)


def types_of(item: Item) -> tuple[str, ...]:
    """The types of an object, without the vocabulary's address."""
    types = item.get("@type")
    return tuple([t.rsplit("/", 1)[-1] for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)])


def text_of(value: Any) -> str | None:
    """The first string behind a value; None when there is none."""
    if isinstance(value, list):
        return next((text for one in value if (text := text_of(one))), None)
    if isinstance(value, Mapping):
        return text_of(value.get("@value") or value.get("name"))
    if isinstance(value, str):
        return clean(value) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def clean(text: str) -> str:
    """Entities resolved (twice, since pages escape twice) and the mark-up's white space folded; other spaces stay as printed."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        text = _FOLDED.sub(" ", text)
    return text.strip()


def _walk(items: tuple[Any, ...]) -> Iterator[tuple[Item, bool]]:
    """Every object with whether it stands in a list of other things, in document order; a bounded number of them."""
    stack: list[tuple[Any, bool]] = [(item, False) for item in reversed(items)]
    seen = 0
    while stack and seen < _MOST_OBJECTS:
        value, in_list = stack.pop()
        if isinstance(value, list):
            stack.extend((one, in_list) for one in reversed(value))
        elif isinstance(value, dict):
            seen += 1
            yield value, in_list
            inner = [(v, in_list or k in _LISTS) for k, v in value.items() if isinstance(v, dict | list)]
            stack.extend(reversed(inner))


def _own_first(articles: list[Item], addresses: tuple[str, ...], embedded: Embedded) -> list[Item]:
    if len(articles) < 2:
        return articles
    wanted = {_address(a) for a in addresses}
    titles = [key(t) for t in (embedded.title, *(c for n, c in embedded.meta if n == "og:title")) if t]

    def rank(item: Item) -> tuple[int, int]:
        named = {_address(a) for a in (item.get("url"), item.get("@id"), item.get("mainEntityOfPage")) if a}
        headline = text_of(item.get("headline")) or text_of(item.get("name"))
        folded = key(headline) if headline else ""
        titled = any(folded and (folded in t or t in folded) for t in titles)
        return -2 * bool(named & wanted) - titled, -bool(item.get("datePublished"))

    return sorted(articles, key=rank)


def _address(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url")
    if not isinstance(value, str):
        return ""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", value).rstrip("/")
