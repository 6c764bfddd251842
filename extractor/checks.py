"""What the page's own numbers say about each other."""

from __future__ import annotations

from extractor.facts import Check, Statistic
from extractor.reading import Reading


def check_statistics(statistics: tuple[Statistic, ...], reading: Reading) -> tuple[Check, ...]:
    """Recompute what the article states; a check never changes a value."""
    return ()
