"""The blocks of a page."""

from __future__ import annotations

from extractor.blocks import body, markup, roles
from extractor.blocks.captions import mark_captions
from extractor.blocks.measure import settle_flags, sum_prose
from extractor.blocks.model import Block, Node
from extractor.blocks.phrases import Phrases, languages_of, phrases
from extractor.blocks.segment import Page, Segment, segments_of
from extractor.blocks.tables import join_rows
from extractor.blocks.title import find_headline, title_keys
from extractor.parse import Embedded, Tree

_SAMPLES, _SAMPLE = 40, 50


def find_blocks(tree: Tree) -> tuple[Block, ...]:
    """Every block of the page in document order, with its role; those of the article's text have `in_body`."""
    if tree.root is None:
        return tuple(Block(line.strip(), Node("line", "", "", 0, None, i), i, 0.0, "paragraph", "line", True) for i, line in enumerate(tree.text.splitlines()) if line.strip())
    page = segments_of(tree.root)
    join_rows(page)
    judge(page, tree.embedded)
    return tuple([_block(n, s) for n, s in enumerate(page.segments)])


def judge(page: Page, embedded: Embedded) -> None:
    """Settle the role of every segment of a page."""
    segments = page.segments
    if not segments:
        return
    sum_prose(page)
    roles.mark_phrases(segments, _words(page, embedded))
    settle_flags(page)
    roles.settle_by_flags(segments)
    headline = find_headline(page, title_keys(embedded))
    start = body.start_of(segments, headline)
    main = body.main_node(page, start)
    if headline is not None:
        segments[headline].settle("headline", "says what the page calls itself")
    mark_captions(page, main)
    body.choose(page, main, start)
    for segment in segments:
        if segment.is_open:
            _leave(segment)


def _words(page: Page, embedded: Embedded) -> Phrases:
    step = max(1, len(page.segments) // _SAMPLES)
    return phrases(languages_of("".join([s.text[:_SAMPLE] for s in page.segments[::step]]), (embedded.html_lang,)))


def _leave(segment: Segment) -> None:
    """What lies outside the article."""
    if segment.kind is not None:
        segment.settle(roles.by_phrase(segment.kind), f"phrase: {segment.kind}")
    elif segment.link_density > body.WHOLLY_LINK:
        segment.settle("navigation", "a link outside the article")
    elif segment.node.flags & markup.BYLINE:
        segment.settle("byline", "author element")
    elif segment.node.flags & markup.DATELINE or segment.timed:
        segment.settle("dateline", "date element")
    else:
        segment.why = "outside the article"


def _block(number: int, s: Segment) -> Block:
    density = round(s.link_density, 3) if s.linked else 0.0
    return Block(s.text, s.node, number, density, s.role, s.why, s.in_body, s.image_url)
