"""Articles that lie in a page's data and not in its elements: JSON-LD `articleBody`, the state that a script builds the page from.

State is written in many shapes (`__NEXT_DATA__`, `self.__next_f.push`, `window.__STATE__ = …`), often as JSON within a string of JSON.
What they share is that the article is a string literal, or a list of objects with one paragraph each. The literals of a script are
found in one scan, the long ones are decoded, and those that hold literals themselves are scanned again; scripts that are JSON are read
as JSON. RFC 8259.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from heapq import nlargest

from lxml import etree

from extractor.parse import Embedded

SHORTEST = 400
"""Characters from which a literal can be an article."""

_DEPTH = 3
_MOST = 5
_LITERAL = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_TAG = re.compile(r"<(?:p|br|div|blockquote|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_CODE = re.compile(r"function\s*\(|=>|\bvar |\{[\"']|[;{}]\s*[\n.#@]|https?://\S+\s*[,;]")
_SENTENCES = 3
_END = re.compile(r"[.!?。！？؟۔।](?=[\s\"'”’»<]|$)")


def articles_in_data(embedded: Embedded) -> Iterator[etree._Element]:
    """What the data hold that reads like an article, as elements: `articleBody` first, then literals, the longest first."""
    bodies = [body for item in embedded.json_ld if isinstance(body := item.get("articleBody"), str)]
    literals = [literal for script in embedded.scripts for literal in _literals(script, _DEPTH)]
    lists = [pieces for script in embedded.scripts if script.lstrip()[:1] in ("{", "[") for pieces in _lists(script)]
    for text in [*nlargest(1, bodies, key=len), *nlargest(_MOST, dict.fromkeys([*literals, *lists]), key=len)]:
        if len(text) >= SHORTEST and _reads_like_text(text):
            yield _element(text)


def _literals(script: str, depth: int) -> Iterator[str]:
    """Long string literals of a script, decoded, and those within them."""
    for match in _LITERAL.finditer(script):
        if len(literal := match[0]) < SHORTEST:
            continue
        try:
            text = json.loads(literal, strict=False)
        except ValueError:
            continue
        if depth > 1 and '":' in text:
            yield from _literals(text, depth - 1)
        else:
            yield text


def _lists(script: str) -> Iterator[str]:
    """Lists of paragraphs in a script that is JSON, each as mark-up."""
    try:
        stack: list[object] = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
            pieces = [piece for item in value if (piece := _piece(item))]
            if len(pieces) >= _SENTENCES:
                yield "".join(pieces)


def _piece(item: object) -> str:
    """A paragraph, heading or quotation of a list as mark-up; empty for an item without text, or one that leads to another page."""
    if not isinstance(item, dict) or not _ADDRESSES.isdisjoint(item):
        return ""
    text = max((v for k, v in item.items() if isinstance(v, str) and k not in _NO_TEXT), key=len, default="")
    if " " not in text:
        return ""
    kind = str(item.get("type") or item.get("kind") or "").lower()
    tag = "h2" if "level" in item or "head" in kind else "blockquote" if "quote" in kind else "p"
    return f"<{tag}>{text}</{tag}>"


_ADDRESSES = frozenset(("url", "href", "slug", "link", "src", "canonical"))
_NO_TEXT = frozenset(("id", "type", "kind", "caption", "credit", "alt", "class", "style"))


def _reads_like_text(text: str) -> bool:
    return len(_END.findall(text)) >= _SENTENCES and " " in text and len(_CODE.findall(text[:20_000])) < _SENTENCES


def _element(text: str) -> etree._Element:
    """A text with mark-up, or of lines, as an element."""
    if _TAG.search(text):
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        found: etree._Element | None = etree.fromstring(f"<div>{text}</div>".encode("utf-8", "replace"), parser)
        if found is not None:
            return found
    root = etree.Element("div")
    for line in text.splitlines():
        if line.strip():
            etree.SubElement(root, "p").text = "".join(c for c in line if c.isprintable() or c in "\t\u200c\u200d")
    return root
