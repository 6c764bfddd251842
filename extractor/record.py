"""Everything → schemas.Article, validated once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from extractor.blocks import Caption, TextBlock
from extractor.extraction import Extraction
from extractor.facts import Author, Check, Headline, Organisation, PublicationDate, Quote, Source, Statistic
from extractor.fields.language import direction_of
from extractor.page import Notice
from extractor.parse import Tree
from extractor.url import canonical_url_of
from extractor.warnings import warnings_of
from schemas import SCHEMA_VERSION, Article

DISTRIBUTION = "news-record-extractor"


@dataclass(frozen=True, slots=True)
class Document:
    """Mirror of `schemas.Document`."""

    path: str | None
    member: str | None
    format: str
    media_type: str | None
    sha256: str
    size: int
    encoding: str | None
    url: str | None
    canonical_url: str | None
    saved_at: str | None


@dataclass(frozen=True, slots=True)
class Producer:
    """Mirror of `schemas.Producer`."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before validation: attribute names are those of `schemas.Article`."""

    schema_version: str
    id: str
    document: Document
    language: str | None
    direction: Literal["ltr", "rtl"]
    headline: Headline | None
    description: str | None
    date: PublicationDate | None
    modified: PublicationDate | None
    source: Source
    authors: tuple[Author, ...]
    text: str
    blocks: tuple[TextBlock, ...]
    captions: tuple[Caption, ...]
    organisations: tuple[Organisation, ...]
    quotes: tuple[Quote, ...]
    statistics: tuple[Statistic, ...]
    checks: tuple[Check, ...]
    warnings: tuple[Notice, ...]
    extractor: Producer


def build_article(extraction: Extraction) -> Article:
    """Validate what the stages found into the record; the only validation of a page."""
    tree, text, metadata, content = extraction.tree, extraction.text, extraction.metadata, extraction.content
    document = _document(tree)
    draft = Draft(
        schema_version=SCHEMA_VERSION,
        id=_identifier(document),
        document=document,
        language=metadata.language.value,
        direction=direction_of(text.text),
        headline=metadata.headline.value,
        description=metadata.description.value,
        date=metadata.dates.published.value,
        modified=metadata.dates.modified.value,
        source=Source(metadata.publisher.value, content.credits),
        authors=metadata.authors.value or (),
        text=text.text,
        blocks=text.blocks,
        captions=text.captions,
        organisations=content.organisations,
        quotes=content.quotes,
        statistics=content.statistics,
        checks=content.checks,
        warnings=warnings_of(extraction),
        extractor=Producer(DISTRIBUTION, installed_version()),
    )
    return Article.model_validate(draft, from_attributes=True)


def _document(tree: Tree) -> Document:
    page = tree.page
    return Document(
        path=page.path,
        member=page.member,
        format=page.format,
        media_type=tree.media_type,
        sha256=hashlib.sha256(page.data).hexdigest(),
        size=len(page.data),
        encoding=tree.encoding,
        url=page.url,
        canonical_url=canonical_url_of(tree),
        saved_at=page.saved_at,
    )


def _identifier(document: Document) -> str:
    if document.canonical_url:
        return hashlib.sha256(document.canonical_url.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return document.sha256[:32]


@cache
def installed_version() -> str:
    """Version of the installed distribution; `0+unknown` when run from a source tree that is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0+unknown"
