"""Who wrote the article."""

from __future__ import annotations

from extractor.blocks import Block
from extractor.facts import Author, Choice
from extractor.languages import Language
from extractor.parse import Tree


def find_authors(tree: Tree, blocks: tuple[Block, ...], language: Language) -> Choice[tuple[Author, ...]]:
    """Names of persons only, in the page's order."""
    return Choice(None)
