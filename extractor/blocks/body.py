"""Which segments are the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.blocks import markup
from extractor.blocks.model import Role
from extractor.blocks.roles import Judged, by_phrase, text_role
from extractor.blocks.segment import Node, Page, Segment, ends_sentence
from extractor.blocks.title import same_title
from extractor.fold import fold_word

SURE_SIDE = markup.NAVIGATION | markup.FOOTER | markup.HIDDEN | markup.COMMENT | markup.CONTROL
SIDE = markup.ASIDE | markup.FORM | markup.RELATED | markup.SHARE | markup.ADVERTISEMENT | markup.BOX | markup.EMBED
LINK_COST, SHORT_COST = 12.0, 4.0
WHOLLY_LINK = 0.8
_BLOCK_TAGS = frozenset(["p", "li", "h2", "h3", "h4", "h5", "h6", "td", "tr", "blockquote", "dd", "dt", "pre"])
_HEADLINES_BEHIND_LEAD = 3
_TIME = re.compile(r"\d{1,2}\s?[:.]\s?\d{2}|\b(?:1[34]|19|20)\d{2}\b")


def value(j: Judged) -> float:
    """What a segment says for the node that holds it: its prose, or a cost where it is links or odds and ends."""
    segment = j.segment
    flags = segment.node.flags
    if flags & (markup.CAPTION | markup.FIGURE):
        return 0.0
    if segment.prose and j.kind is None:
        return 0.0 if flags & SURE_SIDE else segment.prose * (0.2 if flags & SIDE else 1.0)
    return -LINK_COST if segment.link_density > 0.5 else -SHORT_COST


def main_node(page: Page, judged: Sequence[Judged], start: int) -> Node:
    """The node whose subtree, behind segment `start`, is worth most; of equals the innermost."""
    for node in page.nodes:
        node.value = 0.0
    for j in judged[start:]:
        j.segment.node.value += value(j)
    best = page.nodes[0]
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.value += node.value
    for node in page.nodes:
        if node.value >= best.value:
            best = node
    return best


def start_of(judged: Sequence[Judged], headline: int | None) -> int:
    """The first segment that can be the article's: the one behind the headline, where most of the prose does not stand before it."""
    if headline is None:
        return 0
    behind = sum(value(j) for j in judged[headline + 1 :] if j.segment.prose)
    return headline + 1 if behind >= 150.0 else 0


def choose(page: Page, judged: Sequence[Judged], main: Node, start: int) -> None:
    """Settle which segments of the main node are the article's text, in order."""
    start = max(start, main.first)
    _mark_boxes(page, judged, main, start)
    prose = [n for n in range(start, main.last) if page.segments[n].prose and judged[n].is_open and judged[n].kind is None]
    if not prose:
        return
    prose = _window(page, prose)
    last = _end(page, judged, start, prose)
    counts = Counter(j.segment.text for j in judged[start:last])
    seen: set[str] = set()
    lead: int | None = None
    gone = 0.0
    for n in range(start, last):
        j = judged[n]
        segment = j.segment
        if lead is not None:
            if lead == 0 or _resumes(segment):
                lead = None
            elif j.is_open:
                lead -= 1
                j.settle("related", "behind a lead to other stories")
                continue
        if j.kind in ("read_also", "list") and j.is_open:
            lead = _HEADLINES_BEHIND_LEAD if j.kind == "read_also" else 12
        if not j.is_open:
            continue
        if (side := _side_role(segment, gone)) is not None:
            j.settle(*side)
        elif j.kind is not None:
            j.settle(by_phrase(j.kind), f"phrase: {j.kind}")
        elif segment.link_density > WHOLLY_LINK:
            j.settle("related", "wholly a link")
        elif not gone and segment.weight < 300 and _is_title(segment, judged):
            j.settle("other", "repeats the headline")
        elif segment.text in seen or (counts[segment.text] > 2 and segment.weight > 20):
            j.why = "stands twice"
        elif not segment.prose and segment.node.tag not in _BLOCK_TAGS and not _in_text(segment):
            j.why = "short line outside a paragraph"
        else:
            seen.add(segment.text)
            j.settle(*text_role(segment))
            j.in_body = True
            gone += segment.prose
    _trim_start(judged, start, last)
    _drop_empty_headings(judged, start, last)


def _resumes(segment: Segment) -> bool:
    """Whether the text goes on behind a lead to other stories."""
    if segment.link_density >= 0.3 or segment.node.flags & markup.ITEM:
        return False
    return bool(segment.prose or segment.node.own & markup.HEADING)


def _side_role(segment: Segment, gone: float) -> tuple[Role, str] | None:
    """The role of what stands with the headline or the author, told by mark-up; `gone` is the prose of the text so far."""
    flags = segment.node.flags
    if flags & markup.BYLINE:
        return "byline", "author element"
    if flags & markup.DATELINE and not (segment.prose and ends_sentence(segment.text)):
        return "dateline", "date element"
    if gone:
        return ("other", "in a header") if flags & markup.HEADER else None
    if flags & (markup.STANDFIRST | markup.HEADER) and segment.prose:
        return "standfirst", "between headline and text"
    if flags & (markup.KICKER | markup.HEADER):
        return "kicker", "beside the headline"
    return None


def _window(page: Page, prose: list[int]) -> list[int]:
    """The stretch of prose that is worth most, where links and odds and ends between the pieces cost."""
    best = total = 0.0
    begin = until = prose[0]
    first = prose[0]
    chosen = set(prose)
    for n in range(prose[0], prose[-1] + 1):
        if total < 0:
            total, first = 0.0, n
        segment = page.segments[n]
        total += segment.prose if n in chosen else -LINK_COST if segment.link_density > 0.5 else -SHORT_COST / 2
        if n in chosen and total > best:
            best, begin, until = total, first, n
    return [n for n in prose if begin <= n <= until]


def _mark_boxes(page: Page, judged: Sequence[Judged], main: Node, start: int) -> None:
    """A part of the article's element that calls for something (to subscribe, follow, comment) is a box as a whole, unless other prose shares its template."""
    calls = [n for n in range(start, main.last) if judged[n].kind in ("follow", "comment", "advertisement", "legal") and judged[n].is_open]
    if not calls:
        return
    templates = Counter((node.tag, node.names) for node in page.nodes if node.prose and main.first <= node.first < main.last)
    above = set(main.chain())
    for n in calls:
        box: Node | None = None
        for node in page.segments[n].node.chain():
            if node in above or node.prose > min(LONGEST_BOX, BOX_SHARE * main.prose) or (templates[node.tag, node.names] > 1 and node.prose):
                break
            if node.tag in ("div", "section", "aside", "ul", "form", "table") and n - node.first < 3:
                box = node
        if box is not None:
            for j in judged[box.first : box.last]:
                if j.is_open and j.kind is None:
                    j.settle("box", "in a box that calls for something")


LINE = 45.0
"""Weight from which a line before the first sentence, in an element like it, is text (verse, transcripts)."""

BOX_SHARE, LONGEST_BOX = 0.25, 1000.0


def _in_text(segment: Segment) -> bool:
    return segment.node.tag in ("div", "td", "body", "font", "center") and segment.weight > 20 and ends_sentence(segment.text)


def _is_title(segment: Segment, judged: Sequence[Judged]) -> bool:
    """Whether a line repeats the headline."""
    return any(j.role == "headline" and same_title(segment.text, j.segment.text) for j in judged)


def _is_another_headline(j: Judged, judged: Sequence[Judged]) -> bool:
    """Whether a heading is made like the page's headline but says something else: another article begins."""
    return any(
        other.role == "headline" and other.segment.node.path == j.segment.node.path and not same_title(j.segment.text, other.segment.text)
        for other in judged
    )


def _end(page: Page, judged: Sequence[Judged], start: int, prose: list[int]) -> int:
    """Where the text ends: behind its last prose and the short sentences of the same parent, or where another article or the comments begin."""
    total = sum(page.segments[n].prose for n in prose)
    gone = 0.0
    for n in range(start, prose[-1] + 1):
        j = judged[n]
        if gone > 0.5 * total and (j.is_open or j.role == "comment") and j.kind == "comment":
            return n
        if gone > 300.0 and j.segment.node.tag == "h1" and _is_another_headline(j, judged):
            return n
        if j.segment.prose and j.is_open:
            gone += j.segment.prose
    end = prose[-1] + 1
    parent = page.segments[prose[-1]].node.parent
    while end < len(judged):
        j = judged[end]
        if j.segment.node.parent is not parent or not j.is_open or j.kind or j.segment.linked or not ends_sentence(j.segment.text):
            break
        end += 1
    return end


def _trim_start(judged: Sequence[Judged], start: int, last: int) -> None:
    """Lines before the first sentence are dateline, byline or odds and ends; the headline's section has no text."""
    first = next((n for n in range(start, last) if judged[n].in_body and _is_sentence(judged[n].segment)), None)
    if first is None:
        return
    opening = judged[first].segment.node
    for n in range(start, first):
        j = judged[n]
        if j.in_body:
            alike = j.segment.node.tag == opening.tag and j.segment.node.parent is opening.parent
            if alike and j.segment.weight >= LINE and not _TIME.search(fold_word(j.segment.text)):
                continue
            j.in_body = False
            if _TIME.search(fold_word(j.segment.text)):
                j.settle("dateline", "a date before the text")
            else:
                j.settle("other", "a line before the text")


def _is_sentence(segment: Segment) -> bool:
    """Prose, but no line of date and place."""
    if not segment.prose or (segment.node.own & markup.HEADING and not ends_sentence(segment.text)):
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
