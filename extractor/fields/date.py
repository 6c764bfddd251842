"""When the article was published and modified."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.blocks import Block
from extractor.facts import Choice, PublicationDate
from extractor.languages import Language
from extractor.parse import Tree


@dataclass(frozen=True, slots=True)
class Dates:
    """Both points in time, each with all its candidates."""

    published: Choice[PublicationDate]
    modified: Choice[PublicationDate]


def find_dates(tree: Tree, blocks: tuple[Block, ...], language: Language) -> Dates:
    """Publication and modification, no finer than the page gives them."""
    return Dates(Choice(None), Choice(None))
