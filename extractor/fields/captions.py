"""Captions that tell of a picture: what only names an author or the outlet is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.blocks import ArticleText
from extractor.facts import Author, Publisher

_LEADS_NAME = 4
"""Characters of a word that leads a name, and the space behind it."""


def without_names(text: ArticleText, authors: Iterable[Author], publisher: Publisher | None) -> ArticleText:
    """The text without captions that are a name of the authors or the outlet, or one behind a short word: an author's own picture, an owner."""
    names = [name.casefold() for name in (*(author.name for author in authors), publisher.name if publisher else None) if name]
    kept = tuple(caption for caption in text.captions if not any(_is_name(caption.text.casefold(), name) for name in names))
    return text if len(kept) == len(text.captions) else replace(text, captions=kept)


def _is_name(caption: str, name: str) -> bool:
    return caption.endswith(name) and len(caption) - len(name) <= _LEADS_NAME
