"""Quotes: every voice, with its speaker, role and words."""

from extractor.fields.quotes.find import Explained, Rejected, find_quotes, find_quotes_explained

__all__ = ["Explained", "Rejected", "find_quotes", "find_quotes_explained"]
