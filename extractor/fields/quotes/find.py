"""Passages → quotes."""

from __future__ import annotations

from extractor.facts import Organisation, Quote
from extractor.reading import Reading


def find_quotes(reading: Reading, organisations: tuple[Organisation, ...]) -> tuple[Quote, ...]:
    """Quotes of headline and text, in order of appearance."""
    return ()
