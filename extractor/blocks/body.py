"""Which segments are the article."""

from __future__ import annotations

from extractor.blocks import markup
from extractor.blocks.roles import Judged, by_phrase, text_role
from extractor.blocks.segment import Node, Page, Segment

SURE_SIDE = markup.NAVIGATION | markup.FOOTER | markup.HIDDEN | markup.COMMENT | markup.CONTROL
SIDE = markup.ASIDE | markup.FORM | markup.RELATED | markup.SHARE | markup.ADVERTISEMENT | markup.BOX | markup.EMBED
LINK_COST, SHORT_COST = 12.0, 4.0


def value(segment: Segment) -> float:
    """What a segment says for the node that holds it: its prose, or a cost where it is links or odds and ends."""
    flags = segment.node.flags
    if flags & (markup.CAPTION | markup.FIGURE):
        return 0.0
    if segment.prose:
        return 0.0 if flags & SURE_SIDE else segment.prose * (0.2 if flags & SIDE else 1.0)
    return -LINK_COST if segment.link_density > 0.5 else -SHORT_COST


def main_node(page: Page) -> Node:
    """The node whose subtree is worth most; of equals the innermost."""
    for node in page.nodes:
        node.value = 0.0
    for segment in page.segments:
        segment.node.value += value(segment)
    best = page.nodes[0]
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.value += node.value
    for node in page.nodes:
        if node.value >= best.value:
            best = node
    return best


def choose(page: Page, judged: list[Judged], headline: int | None) -> None:
    """Settle which segments are the article's text."""
    if not page.segments:
        return
    main = main_node(page)
    start = main.first
    if headline is not None:
        judged[headline].role, judged[headline].why = "headline", "title"
        if headline + 1 < main.last and _prose(page, start, headline) * 2 < _prose(page, start, main.last):
            start = max(start, headline + 1)
    seen: set[str] = set()
    last_prose = max((n for n in range(start, main.last) if page.segments[n].prose and judged[n].role == "other"), default=start)
    skipping = False
    for n in range(start, last_prose + 1):
        j = judged[n]
        s = j.segment
        if j.kind in ("read_also", "list"):
            skipping = True
        elif s.prose:
            skipping = False
        if j.role != "other" or j.why:
            continue
        if j.kind:
            j.role, j.why = by_phrase(j.kind), "phrase"
            continue
        if skipping:
            j.role, j.why = "related", "behind a lead to other stories"
            continue
        if s.link_density > 0.8:
            j.role, j.why = "related", "wholly a link"
            continue
        if s.text in seen:
            j.why = "stands twice"
            continue
        seen.add(s.text)
        if not s.prose and s.node.tag not in ("p", "li", "h2", "h3", "h4", "h5", "h6", "td", "tr", "blockquote", "dd", "dt"):
            j.why = "short line outside a paragraph"
            continue
        j.role, j.why = text_role(s)
        j.in_body = True


def _prose(page: Page, first: int, last: int) -> float:
    return sum(segment.prose for segment in page.segments[first:last])
