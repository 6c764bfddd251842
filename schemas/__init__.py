"""The record's schema: Pydantic models, and the JSON Schema generated from them (`article.schema.json`, made by `schemas.json_schema`)."""

from schemas.article import SCHEMA_VERSION, Article, Incoherent, all_quotes, spans
from schemas.base import Model, Origin, Span
from schemas.facts import Check, Comparison, Organisation, OrganisationKind, Period, Quote, Speaker, Statistic, Unit
from schemas.metadata import (
    Author,
    Caption,
    Credit,
    DateConflict,
    Document,
    Format,
    Headline,
    Notice,
    Producer,
    PublicationDate,
    Publisher,
    Source,
    TextBlock,
)

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Author",
    "Caption",
    "Check",
    "Comparison",
    "Credit",
    "DateConflict",
    "Document",
    "Format",
    "Headline",
    "Incoherent",
    "Model",
    "Notice",
    "Organisation",
    "OrganisationKind",
    "Origin",
    "Period",
    "Producer",
    "PublicationDate",
    "Publisher",
    "Quote",
    "Source",
    "Span",
    "Speaker",
    "Statistic",
    "TextBlock",
    "Unit",
    "all_quotes",
    "spans",
]
