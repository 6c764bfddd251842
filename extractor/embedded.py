"""The data that a page carries for machines, collected in one pass over its tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from extractor.json_ld import MAX_LENGTH, MAX_OBJECTS, objects_of, read_json_ld
from extractor.page import Notice

_STATE_SIGNS = ("ublish", "__", "dataLayer", "eadline", "dateCreated")  # of scripts that carry a page's data, in the spellings in use


@dataclass(frozen=True, slots=True)
class Embedded:
    """Data that a page carries for machines.

    json_ld   every object of every JSON-LD script, lists, `@graph` and `mainEntity` flattened, in document order
    meta      (name, content) of every meta element, in document order; name from name, property, itemprop or http-equiv, in lower case;
              an element with several of these stands once for each
    valued    (name, value) of the meta elements that have a `value` where others have a `content`, as some savers write them
    title     content of the page's title element
    links     (rel, href) of link elements
    html_lang the lang (or xml:lang) attribute of the html element
    inline    script elements with text that are not JSON-LD, in document order
    """

    json_ld: tuple[dict[str, Any], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    valued: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    html_lang: str | None = None
    inline: tuple[etree._Element, ...] = ()

    @property
    def scripts(self) -> tuple[str, ...]:
        """Text of scripts that may hold state (JSON, `window.__STATE__`, data layers), in document order; read from the tree when asked for."""
        return tuple(text for element in self.inline if len(text := element.text or "") <= MAX_LENGTH and _may_hold_state(element, text))


def _may_hold_state(script: etree._Element, text: str) -> bool:
    return "json" in (script.get("type") or "").lower() or any(sign in text for sign in _STATE_SIGNS)


_NAMES_OF_META = ("name", "property", "itemprop", "http-equiv")


def collect(root: etree._Element) -> tuple[Embedded, tuple[Notice, ...]]:
    """A tree's embedded data. Template elements, whose content no reader sees, are emptied on the way."""
    meta: list[tuple[str, str]] = []
    valued: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    inline: list[etree._Element] = []
    json_ld: list[dict[str, Any]] = []
    templates: list[etree._Element] = []
    mended = 0
    title: str | None = None
    for element in root.iter("meta", "link", "script", "title", "template"):
        tag = element.tag
        if tag == "meta":
            attributes = {str(name): str(value) for name, value in element.items()}
            content = attributes.get("content")
            if content is None:
                content = ""
                if (value := attributes.get("value")) is not None:
                    valued.append(((attributes.get("name") or attributes.get("property") or "").lower(), value))
            meta += [(name.lower(), content) for key in _NAMES_OF_META if (name := attributes.get(key))]
        elif tag == "link":
            links.append((element.get("rel") or "", element.get("href") or ""))
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                values, was_mended = read_json_ld(element.text or "")
                mended += was_mended
                json_ld.extend(objects_of(values))
            elif not element.get("src"):
                inline.append(element)
        elif tag == "title":
            if title is None and not _in_picture(element):
                title = "".join(map(str, element.itertext()))
        elif not element.get("shadowrootmode") and not element.get("shadowroot"):
            templates.append(element)
    for template in templates:
        template.clear(keep_tail=True)  # type: ignore[call-arg]
    notices = (Notice("json_ld_mended", f"JSON-LD that is not valid JSON was read as far as it goes; scripts: {mended}"),) if mended else ()
    language = root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Embedded(tuple(json_ld[:MAX_OBJECTS]), tuple(meta), tuple(valued), title, tuple(links), language or None, tuple(inline)), notices


def _in_picture(title: etree._Element) -> bool:
    """Whether a title names an inline picture and not the page."""
    return next(title.iterancestors("svg", "symbol"), None) is not None
