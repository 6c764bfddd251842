"""The article's text: the one place that assigns offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from extractor.blocks.model import Block

TextRole = Literal["paragraph", "heading", "list_item", "blockquote", "table_row"]


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
    """The text of an article, its blocks, and the captions of its pictures, once each."""

    text: str
    blocks: tuple[TextBlock, ...]
    captions: tuple[Caption, ...] = ()


def assemble(blocks: Iterable[Block]) -> ArticleText:
    """Join the body's blocks with line feeds and collect the captions."""
    pieces: list[str] = []
    spans: list[TextBlock] = []
    captions: dict[str, Caption] = {}
    offset = 0
    for block in blocks:
        if block.role == "caption":
            captions.setdefault(block.text, Caption(block.text, block.image_url))
        elif block.in_body and block.text:
            spans.append(TextBlock(cast(TextRole, block.role), offset, offset + len(block.text)))
            pieces.append(block.text)
            offset += len(block.text) + 1
    return ArticleText("\n".join(pieces), tuple(spans), tuple(captions.values()))


def lines_of(text: str) -> tuple[TextBlock, ...]:
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
