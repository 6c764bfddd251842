"""What a page says about itself: its file, headline, dates, source and authors."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field, NonNegativeInt, model_validator

from schemas.base import Model, Origin

Format = Literal["html", "mhtml", "webarchive", "warc", "arc", "wacz", "zip", "tar", "jsonl", "parquet", "text"]
"""What kind of file the page was saved in."""


class Document(Model):
    """The saved page: where it lies, what it is, and where it came from. What is unknown is null."""

    path: str | None
    """Path of the file as it was given, e.g. `pages/story.html`; null for bytes handed over in memory."""
    member: str | None
    """Name or record id inside a container, e.g. `archive/data.warc.gz#<urn:uuid:…>`."""
    format: Format
    """The format the page was saved in, told by its bytes."""
    media_type: str | None
    """Media type of the page itself, e.g. `text/html`, `application/xhtml+xml`, `text/plain`."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """SHA-256 of the page's bytes, 64 hex digits."""
    size: NonNegativeInt
    """Length of the page in bytes."""
    encoding: str | None
    """Character encoding the bytes were decoded with, WHATWG name, e.g. `utf-8`, `windows-1256`; null for text handed over as text."""
    url: str | None
    """Address the page was saved from, as the container, the saver or the caller gives it; the original one, where a web archive replays it."""
    canonical_url: str | None
    """Address the page itself names as its own (`link rel=canonical`, `og:url`), when it can be an article's."""
    saved_at: str | None
    """When the page was saved, ISO 8601; when a web archive captured it, where one replays it."""


class Headline(Model):
    """The article's headline (schema.org `headline`, ninjs `headlines`)."""

    text: str = Field(min_length=1)
    """The headline as a reader sees it, without site name, section or kicker."""
    origin: Origin
    """Where it was found."""


class DateConflict(Model):
    """Another date that the page gives for the same event."""

    value: str
    """ISO 8601 date or date-time."""
    origin: Origin
    """Where it was found."""


class PublicationDate(Model):
    """A point in time, no finer than the page gives it (schema.org `datePublished`, `dateModified`)."""

    value: str
    """ISO 8601: `2026-01-19`, `2026-01-19T18:24`, `2026-01-19T18:24:05+02:00`; an offset only where the page gives a believable one."""
    precision: Literal["day", "minute", "second"]
    """How fine the page's own figure is."""
    raw: str
    """The date as printed."""
    origin: Origin
    """Where it was found."""
    conflicts: list[DateConflict]
    """Other dates of the page that disagree with this one."""

    @model_validator(mode="after")
    def _value_fits_precision(self) -> PublicationDate:
        if self.precision == "day":
            date.fromisoformat(self.value)
            if len(self.value) != 10:
                raise ValueError(f"a day is written YYYY-MM-DD (got {self.value!r})")
            return self
        datetime.fromisoformat(self.value)
        if len(self.value) < 16 or self.value[10] != "T":
            raise ValueError(f"a date-time is written YYYY-MM-DDThh:mm (got {self.value!r})")
        return self


class Publisher(Model):
    """Who published the page (schema.org `publisher`)."""

    name: str | None
    """Name of the outlet, e.g. `The Guardian`, `اليوم السابع`."""
    domain: str | None
    """Registered host name without `www.`, e.g. `youm7.com`."""
    origin: Origin
    """Where the name was found, or the domain where there is no name."""
    organisation_key: str | None = None
    """Key of the outlet in the gazetteer of organisations, where it is there."""


class Credit(Model):
    """Whom the article names as its own source: "according to the Daily Mail", "(Reuters)", "وفقًا لـ"."""

    name: str = Field(min_length=1)
    """Name as printed."""
    kind: Literal["agency", "media", "organisation"]
    """What the source is."""
    evidence: str
    """The words that give the credit, as printed."""
    organisation_key: str | None = None
    """Key of the source in the gazetteer of organisations, where it is there."""


class Source(Model):
    """Publisher of the page, and the sources that the article credits."""

    publisher: Publisher | None
    """Who published the page."""
    credits: list[Credit]
    """Whom the article names as its source, in order of appearance, once each."""


class Author(Model):
    """A person who wrote the article (schema.org `author`)."""

    name: str = Field(min_length=1)
    """The person's name without "By", "كتب:" or a role."""
    origin: Origin
    """Where it was found."""


class TextBlock(Model):
    """A block of the article's text; blocks are in order, disjoint, and cover every character that is not white space."""

    role: Literal["paragraph", "heading", "list_item", "blockquote", "table_row"]
    """What the block is."""
    start: NonNegativeInt
    """First character in `text`, code points."""
    end: NonNegativeInt
    """One past the last character in `text`, code points."""


class Caption(Model):
    """A picture's caption; kept here once, and not in the text."""

    text: str = Field(min_length=1)
    """The caption as printed."""
    image_url: str | None
    """Address of the picture, as the page gives it."""


class Notice(Model):
    """Something that a reader of the record must know."""

    code: str = Field(pattern=r"^[a-z0-9_]+$")
    """Stable name, e.g. `no_date`, `dates_disagree`, `short_text`."""
    message: str
    """What happened, in a sentence."""


class Producer(Model):
    """The program that made the record."""

    name: str
    """Distribution name, `news-record-extractor`."""
    version: str
    """Its version."""
