"""The blocks of a page."""

from __future__ import annotations

from extractor.blocks.model import Block
from extractor.parse import Tree


def find_blocks(tree: Tree) -> tuple[Block, ...]:
    """Every block of the page in document order, with its role; those of the article's text have `in_body`."""
    if tree.root is None:
        return tuple(Block(line.strip(), "line", "", i, 0.0, "paragraph", "line", True) for i, line in enumerate(tree.text.splitlines()) if line.strip())
    blocks = []
    for i, element in enumerate(tree.root.iter("h1", "p")):
        text = " ".join("".join(element.itertext()).split())
        if text:
            blocks.append(Block(text, str(element.tag), "", i, 0.0, "headline" if element.tag == "h1" else "paragraph", "tag", element.tag == "p"))
    return tuple(blocks)
