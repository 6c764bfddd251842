"""What the content fields (organisations, quotes, statistics) read: the article's words, its language, and what is known around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractor.blocks.text import TextBlock
from extractor.facts import FieldName, Span
from extractor.fold import Folded, fold
from extractor.languages import Language
from extractor.tokens import Tokens, tokenise


@dataclass(frozen=True)
class Passage:
    """A field's text with its folded copy and its blocks (paragraphs, headings …; a headline is one block)."""

    field: FieldName
    text: str
    folded: Folded
    blocks: tuple[TextBlock, ...]

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the folded copy, made once for all who ask."""
        return tokenise(self.folded.text)

    def span(self, start: int, end: int) -> Span:
        """The evidence for printed offsets."""
        return Span(self.field, start, end, self.text[start:end])

    def folded_span(self, start: int, end: int) -> Span:
        """The evidence for offsets of the folded copy."""
        return self.span(*self.folded.span(start, end))


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the content fields see it.

    published   the day of publication, against which relative times are read; None when unknown
    country     ISO 3166-1 alpha-2 of the page's publisher, where its domain tells; decides "pound", "ريال", "ministry"
    bylined     what the page's data name as its authors, persons or not, as given
    """

    headline: Passage | None
    body: Passage
    language: Language
    published: date | None = None
    country: str | None = None
    publisher: str | None = None
    domain: str | None = None
    bylined: tuple[str, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """The headline, where there is one, then the text."""
        if self.headline:
            yield self.headline
        yield self.body


def passage(field: FieldName, text: str, blocks: tuple[TextBlock, ...] | None = None) -> Passage:
    """A passage over a text; without blocks the whole text is one paragraph."""
    return Passage(field, text, fold(text), blocks if blocks is not None else (TextBlock("paragraph", 0, len(text)),))
