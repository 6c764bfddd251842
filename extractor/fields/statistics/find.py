"""Passages → statistics."""

from __future__ import annotations

from extractor.facts import Organisation, Quote, Statistic
from extractor.reading import Reading


def find_statistics(reading: Reading, organisations: tuple[Organisation, ...], quotes: tuple[Quote, ...]) -> tuple[Statistic, ...]:
    """Statistics of text and headline, in order of appearance, repeats merged."""
    return ()
