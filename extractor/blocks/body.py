"""Which segments are the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.blocks import markup
from extractor.blocks.roles import Judged, by_phrase, text_role
from extractor.blocks.segment import Node, Page, Segment, ends_sentence
from extractor.fold import fold_word

SURE_SIDE = markup.NAVIGATION | markup.FOOTER | markup.HIDDEN | markup.COMMENT | markup.CONTROL
SIDE = markup.ASIDE | markup.FORM | markup.RELATED | markup.SHARE | markup.ADVERTISEMENT | markup.BOX | markup.EMBED
LINK_COST, SHORT_COST = 12.0, 4.0
WHOLLY_LINK = 0.8
_BLOCK_TAGS = frozenset(["p", "li", "h2", "h3", "h4", "h5", "h6", "td", "tr", "blockquote", "dd", "dt", "pre"])
_HEADLINES_BEHIND_LEAD = 3
_TIME = re.compile(r"\d{1,2}\s?[:.]\s?\d{2}|\b(?:1[34]|19|20)\d{2}\b")


def value(segment: Segment) -> float:
    """What a segment says for the node that holds it: its prose, or a cost where it is links or odds and ends."""
    flags = segment.node.flags
    if flags & (markup.CAPTION | markup.FIGURE):
        return 0.0
    if segment.prose:
        return 0.0 if flags & SURE_SIDE else segment.prose * (0.2 if flags & SIDE else 1.0)
    return -LINK_COST if segment.link_density > 0.5 else -SHORT_COST


def main_node(page: Page, start: int) -> Node:
    """The node whose subtree, behind segment `start`, is worth most; of equals the innermost."""
    for node in page.nodes:
        node.value = 0.0
    for segment in page.segments[start:]:
        segment.node.value += value(segment)
    best = page.nodes[0]
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.value += node.value
    for node in page.nodes:
        if node.value >= best.value:
            best = node
    return best


def start_of(page: Page, headline: int | None) -> int:
    """The first segment that can be the article's: the one behind the headline, where most of the prose does not stand before it."""
    if headline is None:
        return 0
    behind = sum(value(s) for s in page.segments[headline + 1 :] if s.prose)
    return headline + 1 if behind >= 150.0 else 0


def choose(page: Page, judged: Sequence[Judged], main: Node, start: int) -> None:
    """Settle which segments of the main node are the article's text, in order."""
    start = max(start, main.first)
    prose = [n for n in range(start, main.last) if page.segments[n].prose and judged[n].role == "other" and judged[n].kind is None]
    if not prose:
        return
    last = _end(page, judged, start, prose)
    counts = Counter(j.segment.text for j in judged[start:last])
    seen: set[str] = set()
    lead: int | None = None
    for n in range(start, last):
        j = judged[n]
        segment = j.segment
        if lead is not None:
            if segment.prose or (segment.node.own & markup.HEADING and segment.link_density < WHOLLY_LINK) or lead == 0:
                lead = None
            elif j.role == "other":
                lead -= 1
                j.settle("related", "behind a lead to other stories")
                continue
        if j.kind in ("read_also", "list") and j.role == "other":
            lead = _HEADLINES_BEHIND_LEAD if j.kind == "read_also" else 12
        if j.role != "other":
            continue
        if j.kind is not None:
            j.settle(by_phrase(j.kind), f"phrase: {j.kind}")
        elif segment.link_density > WHOLLY_LINK:
            j.settle("related", "wholly a link")
        elif segment.text in seen or (counts[segment.text] > 2 and segment.weight > 20):
            j.why = "stands twice"
        elif not segment.prose and segment.node.tag not in _BLOCK_TAGS and not _in_text(segment):
            j.why = "short line outside a paragraph"
        else:
            seen.add(segment.text)
            j.settle(*text_role(segment))
            j.in_body = True
    _trim_start(judged, start, last)
    _drop_empty_headings(judged, start, last)


def _in_text(segment: Segment) -> bool:
    return segment.node.tag in ("div", "td", "body", "font", "center") and segment.weight > 20 and ends_sentence(segment.text)


def _end(page: Page, judged: Sequence[Judged], start: int, prose: list[int]) -> int:
    """Where the text ends: behind its last prose and the short sentences of the same parent, or where another article or the comments begin."""
    total = sum(page.segments[n].prose for n in prose)
    gone = 0.0
    for n in range(start, prose[-1] + 1):
        j = judged[n]
        if gone > 0.5 * total and j.role in ("other", "comment") and j.kind == "comment":
            return n
        if gone > 300.0 and j.segment.node.tag == "h1" and j.role == "other":
            return n
        if j.segment.prose and j.role == "other":
            gone += j.segment.prose
    end = prose[-1] + 1
    parent = page.segments[prose[-1]].node.parent
    while end < len(judged):
        j = judged[end]
        if j.segment.node.parent is not parent or j.role != "other" or j.kind or j.segment.linked or not ends_sentence(j.segment.text):
            break
        end += 1
    return end


def _trim_start(judged: Sequence[Judged], start: int, last: int) -> None:
    """Lines before the first sentence are dateline, byline or odds and ends; the headline's section has no text."""
    first = next((n for n in range(start, last) if judged[n].in_body and _is_sentence(judged[n].segment)), None)
    if first is None:
        return
    for n in range(start, first):
        j = judged[n]
        if j.in_body:
            j.in_body = False
            if _TIME.search(fold_word(j.segment.text)):
                j.settle("dateline", "a date before the text")
            else:
                j.settle("other", "a line before the text")


def _is_sentence(segment: Segment) -> bool:
    """Prose, but no line of date and place."""
    if not segment.prose:
        return False
    return segment.weight > 200 or ends_sentence(segment.text) or not _TIME.search(fold_word(segment.text))


def _drop_empty_headings(judged: Sequence[Judged], start: int, last: int) -> None:
    """A heading that no text follows heads something else."""
    below = False
    for n in range(last - 1, start - 1, -1):
        j = judged[n]
        if not j.in_body:
            continue
        if j.role == "heading" and not below:
            j.in_body = False
            j.settle("other", "a heading without text")
        else:
            below = True
