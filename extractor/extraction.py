"""All that the stages made of one page, kept for the record, for `explain` and for the benchmark."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.blocks import ArticleText, Block
from extractor.facts import Author, Candidate, Check, Choice, Credit, Headline, Organisation, PublicationDate, Publisher, Quote, Statistic
from extractor.fields.dates import Dates
from extractor.page import SavedPage
from extractor.parse import Tree
from extractor.reading import Reading


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about the article, each field with all its candidates."""

    language: Choice[str]
    headline: Choice[Headline]
    description: Choice[str]
    dates: Dates
    publisher: Choice[Publisher]
    authors: Choice[tuple[Author, ...]]
    bylined: tuple[str, ...] = ()

    @classmethod
    def given(cls, language: str | None, published: str | None) -> Metadata:
        """Only what a caller knows: the language's tag and the ISO 8601 date of publication."""
        tag = Candidate(language, "given", 1.0, "given") if language else None
        day = PublicationDate(published, "day" if len(published) == 10 else "minute", published, "given") if published else None
        dates = Dates(Choice(Candidate(day, "given", 1.0, "given") if day else None), Choice(None))
        return cls(Choice(tag), Choice(None), Choice(None), dates, Choice(None), Choice(None))


@dataclass(frozen=True, slots=True)
class Content:
    """What the article says."""

    credits: tuple[Credit, ...]
    organisations: tuple[Organisation, ...]
    quotes: tuple[Quote, ...]
    statistics: tuple[Statistic, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """One page and what every stage made of it; `tree` has no elements any more."""

    page: SavedPage
    tree: Tree
    blocks: tuple[Block, ...]
    text: ArticleText
    metadata: Metadata
    reading: Reading
    content: Content
