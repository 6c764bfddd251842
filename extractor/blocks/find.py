"""The blocks of a page."""

from __future__ import annotations

from extractor.blocks import body, markup, roles
from extractor.blocks.captions import mark_captions
from extractor.blocks.measure import settle_flags, weigh
from extractor.blocks.model import Block
from extractor.blocks.phrases import Phrases, languages_of, phrases
from extractor.blocks.roles import Judged
from extractor.blocks.segment import Page, segment
from extractor.blocks.tables import join_rows
from extractor.blocks.title import find_headline, title_keys
from extractor.parse import Embedded, Tree

_SAMPLES = 40


def find_blocks(tree: Tree) -> tuple[Block, ...]:
    """Every block of the page in document order, with its role; those of the article's text have `in_body`."""
    if tree.root is None:
        return tuple(Block(line.strip(), "line", "", i, 0.0, "paragraph", "line", True) for i, line in enumerate(tree.text.splitlines()) if line.strip())
    page = segment(tree.root)
    join_rows(page)
    return tuple(_block(n, j) for n, j in enumerate(judge(page, tree.embedded)))


def judge(page: Page, embedded: Embedded) -> list[Judged]:
    """The role of every segment of a page."""
    if not page.segments:
        return []
    weigh(page)
    words = _words(page, embedded)
    for s in page.segments:
        s.kind = roles.phrase_of(s, words)
    settle_flags(page)
    judged = [Judged(s, *(roles.by_flags(s.node.flags) or ("other", ""))) for s in page.segments]
    headline = find_headline(page, title_keys(embedded))
    start = body.start_of(judged, headline)
    main = body.main_node(page, judged, start)
    if headline is not None:
        judged[headline].settle("headline", "says what the page calls itself")
    mark_captions(page, judged, main)
    body.choose(page, judged, main, start)
    for j in judged:
        if j.is_open:
            _leave(j)
    return judged


def _words(page: Page, embedded: Embedded) -> Phrases:
    step = max(1, len(page.segments) // _SAMPLES)
    return phrases(languages_of("".join(s.text[:100] for s in page.segments[::step]), (embedded.html_lang,)))


def _leave(j: Judged) -> None:
    """What lies outside the article."""
    if j.kind is not None:
        j.settle(roles.by_phrase(j.kind), f"phrase: {j.kind}")
    elif j.segment.link_density > body.WHOLLY_LINK:
        j.settle("navigation", "a link outside the article")
    elif j.segment.node.flags & markup.BYLINE:
        j.settle("byline", "author element")
    elif j.segment.node.flags & markup.DATELINE or j.segment.timed:
        j.settle("dateline", "date element")
    else:
        j.why = "outside the article"


def _block(number: int, j: Judged) -> Block:
    s = j.segment
    return Block(s.text, s.node.tag, s.node.path, number, round(s.link_density, 3), j.role, j.why, j.in_body, j.image_url)
