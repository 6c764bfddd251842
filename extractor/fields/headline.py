"""The article's headline, and its description."""

from __future__ import annotations

from extractor.blocks import Block
from extractor.facts import Candidate, Choice, Headline
from extractor.parse import Tree


def find_headline(tree: Tree, blocks: tuple[Block, ...]) -> Choice[Headline]:
    """The headline a reader sees."""
    found = [Candidate(Headline(b.text, "heading"), "heading", 1.0, "h1") for b in blocks if b.role == "headline"]
    if tree.embedded.title:
        found.append(Candidate(Headline(tree.embedded.title.strip(), "title"), "title", 0.5, "title element"))
    return Choice(found[0] if found else None, tuple(found))


def find_description(tree: Tree, blocks: tuple[Block, ...], text: str) -> Choice[str]:
    """Standfirst or summary, when it is not part of the text."""
    return Choice(None)
