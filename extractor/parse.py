"""SavedPage → Tree: decoded once, parsed once, never mutated after; the embedded data beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from extractor.page import Notice, SavedPage


@dataclass(frozen=True, slots=True)
class Embedded:
    """Data that a page carries for machines.

    json_ld   every object of every JSON-LD script, `@graph` and lists flattened, in document order
    meta      (name, content) of every meta element, in document order; name from name, property, itemprop or http-equiv, in lower case
    title     content of the title element
    links     (rel, href) of link elements
    html_lang the lang (or xml:lang) attribute of the html element
    scripts   text of scripts that may hold state (not JSON-LD), in document order
    """

    json_ld: tuple[dict[str, Any], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    html_lang: str | None = None
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page. `root` is None for plain text, whose lines are in `text`."""

    page: SavedPage
    root: html.HtmlElement | None
    encoding: str | None
    media_type: str | None
    text: str = ""
    embedded: Embedded = field(default_factory=Embedded)
    notices: tuple[Notice, ...] = ()


def parse(page: SavedPage) -> Tree:
    """Decode and parse a saved page."""
    text = page.decoded if page.decoded is not None else page.data.decode("utf-8", "replace")
    if page.media_type == "text/plain":
        return Tree(page, None, "utf-8", "text/plain", text)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, collect_ids=False)
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    return Tree(page, root, "utf-8", "text/html", "", _embedded(root))


def parse_text(text: str) -> Tree:
    """A tree that holds nothing but an article's own text."""
    page = SavedPage(text.encode("utf-8", "surrogatepass"), format="text", media_type="text/plain", decoded=text)
    return Tree(page, None, None, "text/plain", text)


def _embedded(root: html.HtmlElement) -> Embedded:
    meta: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    json_ld: list[dict[str, Any]] = []
    scripts: list[str] = []
    for element in root.iter("meta", "link", "script"):
        if element.tag == "meta":
            name = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
            if name:
                meta.append((name.lower(), element.get("content") or ""))
        elif element.tag == "link":
            links.append((element.get("rel") or "", element.get("href") or ""))
        elif "ld+json" in (element.get("type") or ""):
            try:
                data = json.loads(element.text or "", strict=False)
            except json.JSONDecodeError:
                continue
            json_ld.extend(x for x in (data if isinstance(data, list) else data.get("@graph", [data])) if isinstance(x, dict))
        elif element.text:
            scripts.append(element.text)
    title = root.find(".//title")
    return Embedded(tuple(json_ld), tuple(meta), title.text if title is not None else None, tuple(links), root.get("lang"), tuple(scripts))


__all__ = ["Embedded", "Tree", "parse"]
