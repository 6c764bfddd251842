"""The record of one saved page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field, model_validator

from schemas.base import Model, Span
from schemas.facts import Check, Organisation, Quote, Statistic
from schemas.metadata import Author, Caption, Document, Headline, Notice, Producer, PublicationDate, Source, TextBlock

SCHEMA_VERSION = "1.0"
"""Version of the record's schema; readers accept the same major version."""


class Incoherent(ValueError):
    """The parts of a record contradict each other. `problems`: (JSON pointer, what is wrong there), all of them."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        shown = "; ".join(f"{pointer}: {reason}" for pointer, reason in problems[:5])
        super().__init__(shown if len(problems) <= 5 else f"{shown}; and {len(problems) - 5} more")
        self.problems = problems


class Article(Model):
    """One saved news page as data (schema.org `NewsArticle`). Absent is null or an empty list, never a guess."""

    schema_version: str = Field(pattern=r"^1\.\d+$")
    """Version of this schema, `major.minor`."""
    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    """32 hex digits of SHA-256 of the canonical URL where it can be an article's, else of the saved bytes."""
    document: Document
    """The saved page."""
    language: str | None = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """BCP 47 tag of the article's language; null when it cannot be told."""
    direction: Literal["ltr", "rtl"]
    """Direction of the article's script."""
    headline: Headline | None
    """The article's headline."""
    description: str | None
    """Standfirst or summary; not repeated in `text`."""
    date: PublicationDate | None
    """When the article was published."""
    modified: PublicationDate | None
    """When the article was last changed, as the page says."""
    source: Source
    """Publisher and credited sources."""
    authors: list[Author]
    """Who wrote it."""
    text: str
    """The article's own paragraphs, sub-headings, list items, block quotes and table rows, joined by line feeds, exactly as printed."""
    blocks: list[TextBlock]
    """The blocks of `text`."""
    captions: list[Caption]
    """Captions of pictures, once each."""
    organisations: list[Organisation]
    """Named bodies."""
    quotes: list[Quote]
    """Attributed speech."""
    statistics: list[Statistic]
    """Figures."""
    checks: list[Check]
    """What the figures say about each other."""
    warnings: list[Notice]
    """What a reader of the record must know."""
    extractor: Producer
    """The program that made the record."""

    @model_validator(mode="after")
    def _holds_together(self) -> Article:
        problems = [*_unproved(self), *_unresolved(self), *_misplaced(self)]
        if problems:
            raise Incoherent(problems)
        return self


def spans(article: Article) -> Iterator[tuple[str, Span]]:
    """Every span of a record, with the JSON pointer (RFC 6901) of where it stands."""
    for i, organisation in enumerate(article.organisations):
        for j, mention in enumerate(organisation.mentions):
            yield f"/organisations/{i}/mentions/{j}", mention
    yield from _quote_spans("/quotes", article.quotes)
    for i, statistic in enumerate(article.statistics):
        yield f"/statistics/{i}/evidence", statistic.evidence
        for j, mention in enumerate(statistic.mentions):
            yield f"/statistics/{i}/mentions/{j}", mention


def _quote_spans(pointer: str, quotes: Iterable[Quote]) -> Iterator[tuple[str, Span]]:
    for i, quote in enumerate(quotes):
        for j, segment in enumerate(quote.segments):
            yield f"{pointer}/{i}/segments/{j}", segment
        if quote.cue:
            yield f"{pointer}/{i}/cue", quote.cue
        if quote.speaker and quote.speaker.mention:
            yield f"{pointer}/{i}/speaker/mention", quote.speaker.mention
        yield from _quote_spans(f"{pointer}/{i}/nested", quote.nested)


def all_quotes(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Quotes and the quotes inside them, outer ones first."""
    for quote in quotes:
        yield quote
        yield from all_quotes(quote.nested)


def _unproved(article: Article) -> Iterator[tuple[str, str]]:
    fields = {"text": article.text, "headline": article.headline.text if article.headline else ""}
    for pointer, span in spans(article):
        if fields[span.field][span.start : span.end] != span.text:
            yield pointer, f"{span.field}[{span.start}:{span.end}] is not {span.text!r}"


def _unresolved(article: Article) -> Iterator[tuple[str, str]]:
    organisations = {o.id for o in article.organisations}
    quotes = [q.id for q in all_quotes(article.quotes)]
    statistics = {s.id for s in article.statistics}
    for name, ids, count in (
        ("organisations", organisations, len(article.organisations)),
        ("quotes", set(quotes), len(quotes)),
        ("statistics", statistics, len(article.statistics)),
    ):
        if len(ids) != count:
            yield f"/{name}", "an id stands twice"
    for quote in all_quotes(article.quotes):
        if quote.speaker and quote.speaker.organisation_id and quote.speaker.organisation_id not in organisations:
            yield "/quotes", f"speaker.organisation_id {quote.speaker.organisation_id} of {quote.id} is no organisation of the record"
    known = set(quotes)
    for i, statistic in enumerate(article.statistics):
        if statistic.quote_id and statistic.quote_id not in known:
            yield f"/statistics/{i}/quote_id", f"{statistic.quote_id} is no quote of the record"
        for j, comparison in enumerate(statistic.comparisons):
            if comparison.statistic_id not in statistics:
                yield f"/statistics/{i}/comparisons/{j}", f"{comparison.statistic_id} is no statistic of the record"
    for i, check in enumerate(article.checks):
        for identifier in check.statistic_ids:
            if identifier not in statistics:
                yield f"/checks/{i}/statistic_ids", f"{identifier} is no statistic of the record"


def _misplaced(article: Article) -> Iterator[tuple[str, str]]:
    end = 0
    for i, block in enumerate(article.blocks):
        if not end <= block.start <= block.end <= len(article.text):
            yield f"/blocks/{i}", f"{block.start}:{block.end} is out of order or out of the text"
            return
        if article.text[end : block.start].strip():
            yield f"/blocks/{i}", "text before it lies in no block"
        end = block.end
    if article.text[end:].strip():
        yield "/blocks", "text after the last block lies in no block"
