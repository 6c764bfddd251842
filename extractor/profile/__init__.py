"""The data card of a set of records: what is in it, counted; as Markdown, or as one HTML page without any network."""

from extractor.profile.count import Card, Section, profile
from extractor.profile.html import as_html
from extractor.profile.markdown import as_markdown

__all__ = ["Card", "Section", "as_html", "as_markdown", "profile"]
