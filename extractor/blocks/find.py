"""The blocks of a page."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.blocks import body, extent, markup, roles
from extractor.blocks.captions import mark_captions
from extractor.blocks.dump import judge_lines, lines_as_segments
from extractor.blocks.measure import settle_flags, sum_prose
from extractor.blocks.model import Block
from extractor.blocks.phrases import Phrases, languages_of, phrases
from extractor.blocks.segment import Page, Segment
from extractor.blocks.skips import settle_skipped
from extractor.blocks.state import articles_in_data
from extractor.blocks.tables import join_rows
from extractor.blocks.title import find_headline, title_keys
from extractor.blocks.walk import walk
from extractor.parse import Embedded, Tree

_NO_LINKS = ("byline", "dateline", "caption", "credit")
_SAMPLES, _SAMPLE = 40, 50
_RUNS, _RUN = 10, 150

LITTLE_TEXT, TIMES_MORE = 300, 3
"""Characters of text below which a page's data are looked at, and how many times as much they must hold."""


def find_blocks(tree: Tree, page: Page | None = None) -> tuple[Block, ...]:
    """Every block of the page in document order, with its role; those of the article's text have `in_body`. `page` is what the walk made of the tree."""
    segments = _of_lines(tree.text) if tree.root is None else _of_page(page or walk(tree.root), tree.embedded)
    return tuple([Block(s.text, s.node, n, s.link_density, s.role, s.why, s.in_body, s.image_url) for n, s in enumerate(segments)])


def _of_lines(text: str) -> list[Segment]:
    segments = lines_as_segments(text)
    if segments:
        roles.mark_phrases(segments, _words(segments, None))
        judge_lines(segments)
    return segments


def _of_page(page: Page, embedded: Embedded) -> list[Segment]:
    """The page's segments; where they show little text, and its data hold more, those of the data behind them."""
    join_rows(page)
    judge(page, embedded)
    shown = _text_length(page)
    if shown < LITTLE_TEXT:
        for article in articles_in_data(embedded):
            found = walk(article)
            judge(found, embedded)
            if _text_length(found) > max(LITTLE_TEXT, TIMES_MORE * shown):
                for segment in page.segments:
                    if segment.in_body:
                        segment.in_body = False
                        segment.settle("other", "the page's data hold the whole article")
                return page.segments + found.segments
    return page.segments


def _text_length(page: Page) -> int:
    return sum(len(segment.text) for segment in page.segments if segment.in_body)


def judge(page: Page, embedded: Embedded) -> None:
    """Settle the role of every segment of a page."""
    segments = page.segments
    if not segments:
        return
    sum_prose(page)
    roles.mark_phrases(segments, _words(segments, embedded.html_lang))
    settle_flags(page)
    roles.settle_by_flags(segments)
    settle_skipped(page)
    headline = find_headline(page, title_keys(embedded))
    start = extent.start_of(segments, headline)
    main = extent.main_node(page, start)
    if headline is not None and segments[headline].kind != "missing":
        segments[headline].settle("headline", "says what the page calls itself")
    mark_captions(page, main, min(start, main.first) if start else main.first)
    body.choose(page, main, start)
    for segment in segments:
        if segment.is_open:
            _leave(segment)


def _words(segments: Sequence[Segment], declared: str | None) -> Phrases:
    step = max(1, len(segments) // _SAMPLES)
    running = [s.text for s in segments if s.prose]
    return phrases(languages_of("".join([s.text[:_SAMPLE] for s in segments[::step]]), (declared,), " ".join([text[:_RUN] for text in running[:: 1 + len(running) // _RUNS]])))


def _leave(segment: Segment) -> None:
    """What lies outside the article."""
    is_link = segment.link_density > body.WHOLLY_LINK
    if segment.kind is not None and not (is_link and segment.kind in _NO_LINKS):
        segment.settle(roles.by_phrase(segment.kind), f"phrase: {segment.kind}")
    elif is_link:
        segment.settle("navigation", "a link outside the article")
    elif segment.node.flags & markup.BYLINE:
        segment.settle("byline", "author element")
    elif segment.node.flags & markup.DATELINE or segment.timed:
        segment.settle("dateline", "date element")
    else:
        segment.why = "outside the article"
