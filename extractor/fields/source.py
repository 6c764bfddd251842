"""Who published the page, and whom the article credits as its source."""

from __future__ import annotations

from extractor.blocks import Block
from extractor.facts import Choice, Credit, Publisher
from extractor.parse import Tree
from extractor.reading import Reading


def find_publisher(tree: Tree, blocks: tuple[Block, ...]) -> Choice[Publisher]:
    """Name and domain of the outlet."""
    return Choice(None)


def country_of(domain: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of a domain's country, where its top level tells."""
    return None


def find_credits(reading: Reading, blocks: tuple[Block, ...]) -> tuple[Credit, ...]:
    """Sources that the article names as its own, once each, in order of appearance."""
    return ()
