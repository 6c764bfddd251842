"""Where the article lies: the element that holds it, and the stretch of segments from its first to its last sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, islice

from extractor.blocks import markup
from extractor.blocks.model import Node, path_of
from extractor.blocks.prose import ends_sentence
from extractor.blocks.roles import holds_date
from extractor.blocks.segment import Page, Segment
from extractor.blocks.title import same_title

SURE_SIDE = markup.NAVIGATION | markup.FOOTER | markup.HIDDEN | markup.COMMENT | markup.CONTROL
SIDE = markup.ASIDE | markup.FORM | markup.RELATED | markup.SHARE | markup.ADVERTISEMENT | markup.BOX | markup.EMBED
LINK_COST, SHORT_COST = 12.0, 4.0
HOME_SHARE, HOME_PIECES = 0.7, 3
_LEVELS_TO_HOME, _LEVELS_TO_LIST = 8, 5


def value(segment: Segment) -> float:
    """What a segment says for the node that holds it: its prose, or a cost where it is links or odds and ends."""
    flags = segment.node.flags
    if flags & (markup.CAPTION | markup.FIGURE):
        return 0.0
    if segment.prose and segment.kind is None:
        return 0.0 if flags & SURE_SIDE else segment.prose * (0.2 if flags & SIDE else 1.0)
    return -LINK_COST if segment.link_density > 0.5 else -SHORT_COST


def main_node(page: Page, start: int) -> Node:
    """The node whose subtree, behind segment `start`, is worth most; of equals the innermost."""
    for segment in page.segments[start:]:
        segment.node.value += value(segment)
    best = page.nodes[0]
    for node in reversed(page.nodes):
        if node.value and node.parent is not None:
            node.parent.value += node.value
    for node in page.nodes:
        if node.value >= best.value:
            best = node
    return best


def start_of(segments: Sequence[Segment], headline: int | None) -> int:
    """The first segment that can be the article's: the one behind the headline, where most of the prose does not stand before it."""
    if headline is None:
        return 0
    behind = sum(value(s) for s in segments[headline + 1 :] if s.prose)
    return headline + 1 if behind >= 150.0 else 0


def window(segments: Sequence[Segment], prose: list[int]) -> list[int]:
    """The stretch of prose that is worth most, where links and odds and ends between the pieces cost."""
    best = total = 0.0
    begin = until = first = prose[0]
    chosen = set(prose)
    for n in range(prose[0], prose[-1] + 1):
        if total < 0:
            total, first = 0.0, n
        segment = segments[n]
        if n in chosen:
            total += segment.prose
            if total > best:
                best, begin, until = total, first, n
        else:
            total -= LINK_COST if segment.link_density > 0.5 else SHORT_COST / 2
    return [n for n in prose if begin <= n <= until]


def end_of(segments: Sequence[Segment], start: int, prose: list[int]) -> int:
    """Where the text ends: behind its last prose and the short sentences of the same parent, or where another article or the comments begin."""
    total = sum(segments[n].prose for n in prose)
    headlines = [s for s in segments if s.role == "headline"]
    parents: set[Node | None] = set()
    gone = 0.0
    for n in range(start, prose[-1] + 1):
        segment = segments[n]
        if segment.kind == "comment" and gone > 0.5 * total and (segment.is_open or segment.role == "comment"):
            return n
        if segment.node.tag == "h1" and gone > 300.0 and segment.node.parent not in parents and any(_is_another(segment, headline) for headline in headlines):
            return n
        if segment.prose and segment.is_open:
            gone += segment.prose
            parents.add(segment.node.parent)
    return _end_of_element(segments, prose)


def _end_of_element(segments: Sequence[Segment], prose: list[int]) -> int:
    """Where the lines end that stand with the last prose in its element: sentences, lists of plain words, and short lines where the text has such lines in it."""
    end = n = prose[-1] + 1
    parent = segments[prose[-1]].node.parent
    if parent is None:
        return end
    short = sum(1 for segment in segments[prose[0] : prose[-1]] if segment.node.parent is parent and segment.is_open and not (segment.prose or segment.kind or segment.linked))
    while n < parent.last:
        segment = segments[n]
        node = segment.node
        if not segment.is_open or segment.kind:
            break
        if node is parent and parent.tag == "blockquote":
            end = n + 1
        elif node.parent is parent:
            is_more = ends_sentence(segment.text) or _breaks_off(segment) or (short >= SHORT_LINES and node.tag == "p")
            if not segment.linked and is_more:
                end = n + 1
            elif not (node.own & markup.HEADING or (short >= SHORT_LINES and segment.link_density > 0.5)):
                break
        elif _is_entry(segment) and parent in islice(node.chain(), _LEVELS_TO_LIST):
            end = n + 1
        else:
            break
        n += 1
    return end


def _is_entry(segment: Segment) -> bool:
    """Whether a line is an item of a list without links, or a row of data."""
    return segment.link_density < 0.5 if segment.node.own & markup.ROW else segment.node.tag == "li" and not segment.linked


SHORT_LINES = 3
"""Lines without a sentence within a text from which it can end with such lines."""


def _breaks_off(segment: Segment) -> bool:
    """Whether a paragraph is long enough to be one that a paywall cuts, and is no line with an address."""
    return segment.node.tag == "p" and segment.weight >= LEAST_CUT and "://" not in segment.text and "@" not in segment.text


LEAST_CUT = 60.0


def home_of(segments: Sequence[Segment], prose: list[int]) -> Node | None:
    """The innermost element that holds nearly all of the prose; it holds the middle of it, and is found by climbing from there."""
    total = sum(segments[n].prose for n in prose)
    sums = list(accumulate((segments[n].prose for n in prose), initial=0.0))
    home: Node | None = segments[prose[max(0, bisect_left(sums, total / 2) - 1)]].node
    while home is not None:
        begin, end = bisect_left(prose, home.first), bisect_left(prose, home.last)
        if end - begin >= HOME_PIECES and sums[end] - sums[begin] >= HOME_SHARE * total:
            break
        home = home.parent
    return home


def shared_home(segments: Sequence[Segment], headline: int, prose: list[int]) -> Node | None:
    """The innermost element that holds the headline and the longest of few pieces of prose."""
    longest = max(prose, key=lambda n: segments[n].prose)
    return next((node for node in segments[headline].node.chain() if node.first <= longest < node.last), None)


def end_of_home(segments: Sequence[Segment], prose: list[int], home: Node) -> int:
    """Where the text's element ends, or the last one made like it: what stands behind these is another matter."""
    last = home.last
    for n in prose[bisect_left(prose, last) :]:
        if home.names and any(node.names == home.names and node.tag == home.tag for node in islice(segments[n].node.chain(), _LEVELS_TO_HOME)):
            last = n + 1
    return last


def _is_another(segment: Segment, headline: Segment) -> bool:
    """Whether a heading is made like the page's headline but says something else: another article begins."""
    alike = segment.node.names == headline.node.names if segment.node.names else path_of(segment.node) == path_of(headline.node)
    return alike and headline.node.tag == "h1" and not same_title(segment.text, headline.text)


def is_sentence(segment: Segment) -> bool:
    """Prose, but no line of date and place."""
    if not segment.prose or (segment.node.own & markup.HEADING and not ends_sentence(segment.text)):
        return False
    return segment.weight > 200 or ends_sentence(segment.text) or not holds_date(segment.text)
