"""SavedPage → Tree: decoded once, parsed once, never mutated after; the embedded data beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree, html

from extractor.embedded import Embedded, collect
from extractor.errors import NotAnArticle, TooLarge
from extractor.markup import drop_data_uris, flatten, has_flood, holds_markup, long_stretches, mend
from extractor.page import Notice, SavedPage
from extractor.readers.encoding import clean, decode
from extractor.replay import drop_banner

MAX_BYTES = 64 * 2**20  # of a page's mark-up, pictures written into attributes left out; its tree takes three to six times as much
MAX_TAGS = 1_000_000  # of a page

_ELEMENTS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
_BARE = 3  # elements of an empty page: html, head, body
_MARK = b"<end-of-page>"
_MARK_NAME = "end-of-page"


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page. `root` is None for plain text, whose lines are in `text`.

    root        the html element; without comments and processing instructions, templates emptied; at most 2,048 deep
    encoding    WHATWG name of the encoding the bytes were decoded with; None for text handed over as text
    media_type  text/html, application/xhtml+xml or text/plain
    notices     what had to be repaired or left out
    """

    page: SavedPage
    root: html.HtmlElement | None
    encoding: str | None
    media_type: str | None
    text: str = ""
    embedded: Embedded = field(default_factory=Embedded)
    notices: tuple[Notice, ...] = ()

    def without_elements(self) -> Tree:
        """What is known of the page beside its elements."""
        return replace(self, root=None, embedded=replace(self.embedded, inline=()))


def parse(page: SavedPage) -> Tree:
    """Decode and parse a saved page. Raises NotAnArticle when it is empty, TooLarge when it passes a bound."""
    text, encoding, notices = _text_of(page)
    if not text or text.isspace():
        raise NotAnArticle("the page is empty", path=page.path, member=page.member)
    if page.media_type == "text/plain" or (page.decoded is None and not holds_markup(text)):
        return Tree(page, None, encoding, "text/plain", text.replace("\r\n", "\n").replace("\r", "\n"), notices=notices)
    as_parsed = page.data if encoding == "utf-8" and not notices else text.encode("utf-8")
    try:
        root, repairs = _root_of(as_parsed)
    except TooLarge as error:
        raise error.at(page.path, page.member) from None
    if next(islice(root.iter(), _BARE, None), None) is None and not "".join(map(str, root.itertext())).strip():
        raise NotAnArticle("the page is empty", path=page.path, member=page.member)
    drop_banner(root, page.data)
    embedded, remarks = collect(root)
    media_type = "application/xhtml+xml" if page.media_type == "application/xhtml+xml" else "text/html"
    return Tree(page, root, encoding, media_type, "", embedded, (*notices, *repairs, *remarks))


def parse_text(text: str) -> Tree:
    """A tree that holds nothing but an article's own text, lone surrogates replaced."""
    cleaned, notices = clean(text)
    page = SavedPage(cleaned.encode("utf-8"), format="text", media_type="text/plain", decoded=cleaned)
    return Tree(page, None, None, "text/plain", cleaned, notices=notices)


def _text_of(page: SavedPage) -> tuple[str, str | None, tuple[Notice, ...]]:
    if page.decoded is not None:
        text, notices = clean(page.decoded)
        return text, None, notices
    decoded = decode(page.data, page.charset)
    return decoded.text, decoded.encoding, decoded.notices


def _root_of(data: bytes) -> tuple[html.HtmlElement, tuple[Notice, ...]]:
    """The html element of a page in UTF-8, and what was done to get all of it."""
    data, notices = _bounded(data)
    root, is_whole = _attempt(data)
    if is_whole:
        return root, notices
    data, repairs = mend(data)
    if repairs:
        root, is_whole = _attempt(data)
    if not is_whole:
        data, bounds = flatten(data)
        root, is_whole = _attempt(data)
        repairs += bounds
    if not is_whole:
        repairs += (Notice("markup_lost", "the end of the page could not be read"),)
    return root, notices + repairs


def _bounded(data: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """A page that libxml2 reads in bounded time and memory. Raises TooLarge."""
    notices: tuple[Notice, ...] = ()
    if b"\0" in data:
        notices = (Notice("nul_characters", f"{data.count(bytes(1))} NUL characters were dropped"),)
        data = data.replace(b"\0", b"")
    stretches = long_stretches(data)
    if stretches and (lean := drop_data_uris(data, stretches)) is not data:
        data, stretches = lean, long_stretches(lean)
    if len(data) > MAX_BYTES:
        raise TooLarge(f"the page has {len(data):,} bytes of mark-up; the bound is {MAX_BYTES:,}")
    if len(data) > MAX_TAGS and data.count(b"<") > MAX_TAGS:
        raise TooLarge(f"the page has more than {MAX_TAGS:,} tags")
    if has_flood(data, stretches):
        data, bounds = flatten(data)
        notices += bounds
    return data, notices


def _attempt(data: bytes) -> tuple[html.HtmlElement, bool]:
    """The tree, and whether libxml2 came to the page's end: a mark put there, `</html>` taken away before it, is the last element."""
    end = max(data.rfind(b"</html>", -4096), data.rfind(b"</HTML>", -4096))
    behind = end + len(b"</html>") if end >= 0 else len(data)
    whole = b"".join((memoryview(data)[: end if end >= 0 else None], memoryview(data)[behind:], _MARK))
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(_ELEMENTS)
    root = etree.fromstring(whole, parser)
    if root is None:  # a comment that swallowed all
        return etree.fromstring(b"<html></html>", parser), False
    last = root
    while len(last):
        last = last[-1]
    parent = last.getparent()
    if last.tag != _MARK_NAME or parent is None:
        return root, False
    parent.remove(last)
    return root, True


__all__ = ["Embedded", "Tree", "parse", "parse_text"]
