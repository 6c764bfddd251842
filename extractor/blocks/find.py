"""The blocks of a page."""

from __future__ import annotations

from extractor.blocks import body, roles
from extractor.blocks.measure import measure
from extractor.blocks.model import Block
from extractor.blocks.phrases import languages_of, phrases
from extractor.blocks.roles import Judged
from extractor.blocks.segment import Page, segment
from extractor.blocks.tables import join_rows
from extractor.blocks.title import find_headline, title_keys
from extractor.parse import Tree


def find_blocks(tree: Tree) -> tuple[Block, ...]:
    """Every block of the page in document order, with its role; those of the article's text have `in_body`."""
    if tree.root is None:
        return tuple(Block(line.strip(), "line", "", i, 0.0, "paragraph", "line", True) for i, line in enumerate(tree.text.splitlines()) if line.strip())
    page = segment(tree.root)
    join_rows(page)
    measure(page)
    judged = judge(page, tree)
    return tuple(
        Block(s.text, s.node.tag, s.node.path, n, round(s.link_density, 3), j.role, j.why, j.in_body, j.image_url)
        for n, j in enumerate(judged)
        if (s := j.segment)
    )


def judge(page: Page, tree: Tree) -> list[Judged]:
    """The role of every segment."""
    headline = find_headline(page, title_keys(tree.embedded))
    sample = "".join(s.text[:100] for s in page.segments[:: max(1, len(page.segments) // 40)])
    words = phrases(languages_of(sample, (tree.embedded.html_lang,)))
    judged: list[Judged] = []
    for s in page.segments:
        found = roles.by_flags(s.node.flags)
        role, why = found or ("other", "")
        kind = words.kind(s.text) if s.weight < 300 else None
        judged.append(Judged(s, role, why, kind))
    body.choose(page, judged, headline)
    return judged
