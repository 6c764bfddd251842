"""The article's text: the one place that assigns offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from extractor.blocks.model import Block

TextRole = Literal["paragraph", "heading", "list_item", "blockquote", "table_row"]


MAX_TEXT = 200_000
"""Code points of an article's text; the longest reports have 100,000. What lies behind is left out, with a warning."""


_CLOSE = 6
"""How many blocks may stand between a picture and the article that it belongs to: credits, share bars, other pictures."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of the text: role, and half-open span in code points."""

    role: TextRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption, kept apart from the text."""

    text: str
    image_url: str | None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text of an article, its blocks, and the captions of its pictures, once each; whether it was cut at MAX_TEXT."""

    text: str
    blocks: tuple[TextBlock, ...]
    captions: tuple[Caption, ...] = ()
    is_cut: bool = False


def assemble(blocks: Iterable[Block]) -> ArticleText:
    """Join the body's blocks with line feeds and collect the captions."""
    pieces: list[str] = []
    spans: list[TextBlock] = []
    captions: dict[str, Caption] = {}
    is_cut = False
    offset = 0
    blocks = tuple(blocks)
    first, last = _extent(blocks)
    for block in blocks:
        if block.role == "caption":
            if first <= block.position <= last:
                captions.setdefault(block.text, Caption(block.text, block.image_url))
        elif block.in_body and (text := block.text[: max(0, MAX_TEXT - offset)]):
            spans.append(TextBlock(cast(TextRole, block.role), offset, offset + len(text)))
            pieces.append(text)
            is_cut |= len(text) < len(block.text)
            offset += len(text) + 1
        elif block.in_body and block.text:
            is_cut = True
    return ArticleText("\n".join(pieces), tuple(spans), tuple(captions.values()), is_cut)


def _extent(blocks: Sequence[Block]) -> tuple[int, int]:
    """The first and the last position at which captions belong to the article: its headline and text, and pictures close to them."""
    own = [block.position for block in blocks if block.in_body or block.role == "headline"]
    if not own:
        return 0, len(blocks)
    last = own[-1]
    for block in blocks:
        if block.role == "caption" and last < block.position <= last + _CLOSE:
            last = block.position
    return own[0] - _CLOSE, last


def given(text: str) -> ArticleText:
    """An article's own text, verbatim up to MAX_TEXT; its lines are paragraphs."""
    return ArticleText(text[:MAX_TEXT], _lines_of(text[:MAX_TEXT]), is_cut=len(text) > MAX_TEXT)


def _lines_of(text: str) -> tuple[TextBlock, ...]:
    """The lines of a text that is kept verbatim, as paragraphs; white space around them lies in no block."""
    blocks: list[TextBlock] = []
    offset = 0
    for line in text.split("\n"):
        start = offset + len(line) - len(line.lstrip())
        end = offset + len(line.rstrip())
        if end > start:
            blocks.append(TextBlock("paragraph", start, end))
        offset += len(line) + 1
    return tuple(blocks)
