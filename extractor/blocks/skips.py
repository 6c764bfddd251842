"""What a page lets its readers skip: a box between paragraphs that begins with a link to its own end (WCAG 2.2, technique G123)."""

from __future__ import annotations

from extractor.blocks import markup
from extractor.blocks.model import Node
from extractor.blocks.segment import Page, Segment

_MOST_SEGMENTS, _MOST_PROSE, _SHARE = 30, 900.0, 0.25
_SHORT = 80.0


def settle_skipped(page: Page) -> None:
    """Give the role related to all that stands between a link and the short line or empty element behind it that it leads to.

    A link in a sentence (to a note) and one to a heading (of a table of contents) skip nothing, nor does what skips a good part of the page.
    """
    if not page.skips:
        return
    segments = page.segments
    places = {node.ident: node for node in page.nodes if node.ident}
    whole = sum(segment.prose for segment in segments)
    for at, ident in page.skips:
        end = places.get(ident)
        if end is None or not at < end.first <= at + _MOST_SEGMENTS or not _is_mark(page, end) or not _is_short(segments[at]):
            continue
        skipped = segments[at : end.last]
        if sum(segment.prose for segment in skipped) <= min(_MOST_PROSE, _SHARE * whole):
            for segment in skipped:
                if segment.is_open:
                    segment.settle("related", "a link lets readers skip it")


def _is_mark(page: Page, node: Node) -> bool:
    """Whether an element marks a place: it holds a short line at most, and is no heading."""
    return not node.own & markup.HEADING and (node.last == node.first or (node.last - node.first == 1 and _is_short(page.segments[node.first])))


def _is_short(segment: Segment) -> bool:
    return segment.weight <= _SHORT and not segment.prose
