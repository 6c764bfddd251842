"""Quotes: every voice, with its speaker, role and words."""

from extractor.fields.quotes.find import find_quotes

__all__ = ["find_quotes"]
