"""What an element says of itself: its tag, ARIA role and microdata surely, its class and id names weakly.

`hint` reads a class string once: publishers repeat few strings thousands of times. The names are data in `markup.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

NAVIGATION, FOOTER, ASIDE, HEADER, FORM, FIGURE, CAPTION, QUOTE, ITEM, HIDDEN = (1 << n for n in range(10))
COMMENT, RELATED, SHARE, ADVERTISEMENT, TAGS, BYLINE, DATELINE, STANDFIRST, BOX, EMBED = (1 << n for n in range(10, 20))
CONTROL, HEADING, TABLE, CREDIT, KICKER, SCREEN_READER, ARTICLE, ROW = (1 << n for n in range(20, 28))

_HINTS = {
    "navigation": NAVIGATION,
    "footer": FOOTER,
    "aside": ASIDE,
    "comment": COMMENT,
    "related": RELATED,
    "share": SHARE,
    "advertisement": ADVERTISEMENT,
    "box": BOX,
    "tags": TAGS,
    "caption": CAPTION,
    "credit": CREDIT,
    "byline": BYLINE,
    "dateline": DATELINE,
    "standfirst": STANDFIRST,
    "kicker": KICKER,
    "quote": QUOTE,
    "embed": EMBED,
    "screen_reader": SCREEN_READER,
}

TAG_FLAGS = {
    "nav": NAVIGATION,
    "menu": NAVIGATION,
    "footer": FOOTER,
    "aside": ASIDE,
    "header": HEADER,
    "form": FORM,
    "fieldset": FORM,
    "figure": FIGURE,
    "figcaption": CAPTION,
    "blockquote": QUOTE,
    "li": ITEM,
    "dd": ITEM,
    "dt": ITEM,
    "noscript": HIDDEN,
    "template": HIDDEN,
    "dialog": BOX,
    "details": BOX,
    "button": CONTROL,
    "label": CONTROL,
    "legend": CONTROL,
    "summary": CONTROL,
    "table": TABLE,
    "article": ARTICLE,
    "amp-sidebar": NAVIGATION,
    "amp-consent": BOX,
    "amp-user-notification": BOX,
    "amp-accordion": BOX,
    "amp-lightbox": BOX,
    "amp-social-share": SHARE,
    "amp-ad": ADVERTISEMENT,
    "amp-embed": ADVERTISEMENT,
    "amp-list": RELATED,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
}
"""What HTML's own elements mean (HTML Living Standard, section 4), and those of AMP pages (AMP component reference)."""

ROLE_FLAGS = {
    "navigation": NAVIGATION,
    "menu": NAVIGATION,
    "menubar": NAVIGATION,
    "contentinfo": FOOTER,
    "complementary": ASIDE,
    "search": FORM,
    "heading": HEADING,
    "dialog": BOX,
    "details": BOX,
    "alertdialog": BOX,
    "button": CONTROL,
    "tooltip": BOX,
    "figure": FIGURE,
}
"""WAI-ARIA 1.2 roles."""

PROPERTY_FLAGS = {
    "comment": COMMENT,
    "author": BYLINE,
    "datepublished": DATELINE,
    "datemodified": DATELINE,
    "description": STANDFIRST,
    "alternativeheadline": STANDFIRST,
    "keywords": TAGS,
    "caption": CAPTION,
    "articlebody": ARTICLE,
    "publisher": FOOTER,
}
"""schema.org properties, as microdata `itemprop`."""

_STATES = frozenset(("has", "no", "not", "with", "without", "is", "js"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class _Names:
    """Whole words and beginnings of words with their flags; `starts` by first four letters, `first` are the first letters of all.

    builders  first words of the names of systems that call every part of a page a widget
    """

    words: dict[str, int]
    starts: dict[str, tuple[tuple[str, int], ...]]
    first: frozenset[str]
    builders: frozenset[str]


_FIRST = 3


@cache
def _names() -> _Names:
    data = tomllib.loads(files(__package__).joinpath("markup.toml").read_text(encoding="utf-8"))
    builders = frozenset(data.pop("builder")["words"])
    words = {word: _HINTS[part] for part, names in data.items() for word in names["words"]}
    starts: dict[str, tuple[tuple[str, int], ...]] = {}
    for part, names in data.items():
        for start in names["starts"]:
            starts[start[:4]] = (*starts.get(start[:4], ()), (start, _HINTS[part]))
    return _Names(words, starts, frozenset(word[:_FIRST] for word in (*words, *starts)), builders)


def hint(names: str) -> int:
    """The flags that the names of a class or id attribute hint at; names are separated by white space."""
    flags = 0
    is_post = "tag-" in names and any(sign in names for sign in _POST)
    for name in names[:200].split():
        if not (is_post and name.startswith("tag-")):
            flags |= _hint(name.rstrip(_NUMBER))
    return flags


_NUMBER = "0123456789-_"
"""What ends names that are unique ("post-1234") and says nothing of the part."""


_POST = ("hentry", "category-", "type-post")
"""Signs of a post of a system that writes its tags and categories among its class names."""


@lru_cache(maxsize=32768)
def _hint(name: str) -> int:
    """The flags of one name. Words within it are separated by signs or capitals; utility classes (`print:hidden`) and states (`has-sidebar`) name no part."""
    if ":" in name or "[" in name:
        return 0
    known = _names()
    first = known.first
    flags = 0
    before = ""
    for part in _WORD.findall(name):
        word = part.lower()
        if not before and word in _STATES:
            break
        pair = before + word
        if word[:_FIRST] in first:
            flags |= _of_word(word, known)
        if before and pair[:_FIRST] in first:
            flags |= _of_word(pair, known)
        before = word
    return flags & ~ASIDE if name.partition("-")[0].partition("_")[0] in known.builders else flags


def _of_word(word: str, known: _Names) -> int:
    flags = known.words.get(word, 0)
    for start, flag in known.starts.get(word[:4], ()):
        if word.startswith(start):
            flags |= flag
    return flags
