"""The article's text: the one place that assigns offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from extractor.blocks.model import ALONE_WITH_PICTURE, Block
from extractor.blocks.prose import weight

TextRole = Literal["paragraph", "heading", "list_item", "blockquote", "table_row"]


MAX_TEXT = 200_000
"""Code points of an article's text; the longest reports have 100,000. What lies behind is left out, with a warning."""

_CLOSE = 6
_LEAST_ALONE = 12.0
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


def assemble(blocks: Sequence[Block]) -> ArticleText:
    """Join the body's blocks with line feeds and collect the captions."""
    pieces: list[str] = []
    spans: list[TextBlock] = []
    is_cut = False
    offset = 0
    for block in blocks:
        if not block.in_body or not block.text:
            continue
        text = block.text[: max(0, MAX_TEXT - offset)]
        is_cut |= len(text) < len(block.text)
        if text:
            spans.append(TextBlock(cast(TextRole, block.role), offset, offset + len(text)))
            pieces.append(text)
            offset += len(text) + 1
    return ArticleText("\n".join(pieces), tuple(spans), _captions(blocks), is_cut)


def _captions(blocks: Sequence[Block]) -> tuple[Caption, ...]:
    """The captions of the article's pictures: those among its headline and text, and close to them.

    A parenthesis that is left open at the end of one held the picture's owner, and is no part of it.
    """
    own = [block.position for block in blocks if block.in_body or block.role == "headline"]
    first, last = (own[0] - _CLOSE, own[-1]) if own else (0, len(blocks))
    found: dict[str, Caption] = {}
    for block in blocks:
        if block.role == "caption" and first <= block.position <= last + _CLOSE and not _is_label(block):
            last = max(last, block.position)
            if text := block.text.removesuffix("(").rstrip():
                found.setdefault(text, Caption(text, block.image_url))
    return tuple(found.values())


def _is_label(block: Block) -> bool:
    """Whether a line that nothing but a picture beside it makes a caption is a word or two: the label of a link."""
    return block.why == ALONE_WITH_PICTURE and weight(block.text) < _LEAST_ALONE


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
