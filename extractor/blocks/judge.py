"""Whether a page holds an article at all.

Only pages that do not call themselves an article, and that show little text, are refused: a page is refused for what was found on
it, and never for what is missing alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.blocks.model import Block
from extractor.blocks.text import ArticleText
from extractor.errors import NotAnArticle
from extractor.parse import Embedded, Tree

LITTLE, LEAST = 400, 150
"""Characters of text below which a page is looked at, and below which other things on it outweigh it."""

LINKS, LINK_LENGTH = 5, 20
TITLE = 25
"""Characters of a headline that can be an article's; a shorter one may be a section's name."""

_LINKED = 0.8
_OFFERED = 3.0
_ROOT = re.compile(r"https?://[^/?#]++/?", re.IGNORECASE)
_ARTICLE_TYPES = ("article", "posting", "reportage", "review", "liveblog")


def require_article(tree: Tree, blocks: Sequence[Block], text: ArticleText) -> None:
    """Raise NotAnArticle for an index of other pages, a form to log in, an error page and a page without text."""
    length = len(text.text)
    if length >= LITTLE or says_article(tree.embedded):
        return
    found = _found_instead(tree, blocks, length)
    if found:
        raise NotAnArticle(f"no article: {found}", path=tree.page.path, member=tree.page.member)


def says_article(embedded: Embedded) -> bool:
    """Whether the page's data call it an article."""
    for item in embedded.json_ld:
        types = item.get("@type")
        if any(isinstance(t, str) and t.lower().endswith(_ARTICLE_TYPES) for t in (types if isinstance(types, list) else [types])):
            return True
    return any((name == "og:type" and content.lower().strip() in ("article", "news", "news.article")) or (name == "article:published_time" and content) for name, content in embedded.meta)


def _found_instead(tree: Tree, blocks: Sequence[Block], length: int) -> str | None:
    if length < LEAST and _asks_for_password(tree):
        return "the page is a form to log in"
    if any(block.why == "phrase: missing" for block in blocks):
        return "the page says that something was not found"
    at_home = _is_home(tree.embedded)
    if length >= (LEAST if at_home else 1) or _has_headline(blocks, at_home):
        return None
    titles = {block.text for block in blocks if block.link_density > _LINKED and len(block.text) >= LINK_LENGTH and block.why not in ("navigation", "footer")}
    if len(titles) >= LINKS and sum(map(len, titles)) > _OFFERED * length:
        return f"the page is an index of {len(titles)} other pages"
    if length == 0 and not tree.embedded.meta:
        return "the page has no running text"
    return None


def _has_headline(blocks: Sequence[Block], at_home: bool) -> bool:
    """Whether a headline can be an article's; at the root of a site one that is no h1 is a teaser's."""
    return any(block.role == "headline" and len(block.text) >= TITLE and (not at_home or block.tag == "h1") for block in blocks)


def _asks_for_password(tree: Tree) -> bool:
    return tree.root is not None and any((field.get("type") or "").lower() == "password" for field in tree.root.iter("input"))


def _is_home(embedded: Embedded) -> bool:
    """Whether the page gives the root of its site as its own address."""
    addresses = [href for rel, href in embedded.links if rel.lower() == "canonical"] or [content for name, content in embedded.meta if name == "og:url"]
    return any(_ROOT.fullmatch(address.strip()) for address in addresses)
