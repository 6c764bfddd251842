"""Whom the article names as its own source."""

from __future__ import annotations

from extractor.blocks import Block
from extractor.facts import Credit
from extractor.reading import Reading


def find_credits(reading: Reading, blocks: tuple[Block, ...]) -> tuple[Credit, ...]:
    """Sources that the article names as its own, once each, in order of appearance."""
    return ()
