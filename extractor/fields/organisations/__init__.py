"""Organisations: recognised, joined, and named by one key in every language."""

from extractor.fields.organisations.find import Recogniser, find_organisations

__all__ = ["Recogniser", "find_organisations"]
