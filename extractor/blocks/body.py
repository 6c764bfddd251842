"""Which segments are the article."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, islice

from extractor.blocks import markup
from extractor.blocks.model import Node, Role, path_of
from extractor.blocks.phrases import Kind
from extractor.blocks.roles import by_phrase, holds_date, is_date, text_role
from extractor.blocks.segment import Page, Segment, ends_sentence
from extractor.blocks.title import same_title

SURE_SIDE = markup.NAVIGATION | markup.FOOTER | markup.HIDDEN | markup.COMMENT | markup.CONTROL
SIDE = markup.ASIDE | markup.FORM | markup.RELATED | markup.SHARE | markup.ADVERTISEMENT | markup.BOX | markup.EMBED
LINK_COST, SHORT_COST = 12.0, 4.0
WHOLLY_LINK = 0.8
_BLOCK_TAGS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "blockquote", "dd", "dt", "pre"])


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


def choose(page: Page, main: Node, start: int) -> None:
    """Settle which segments of the main node are the article's text, in order."""
    below_headline, start = start, max(start, main.first)
    segments = page.segments
    _mark_boxes(page, main, start)
    prose = [n for n in range(start, main.last) if segments[n].prose and segments[n].kind is None and segments[n].is_open]
    if not prose:
        return
    prose = _window(segments, prose)
    home = _home(segments, [n for n in prose if _is_sentence(segments[n])] or prose)
    last = _end(segments, start, prose)
    if home is not None:
        last = min(last, _end_of_home(segments, prose, home))
        if below_headline:
            _mark_standfirst(segments[below_headline : min(home.first, below_headline + _LINES_TO_STANDFIRST)])
    for segment in segments[last : main.last]:
        if segment.role == "caption" and prose[-1] >= last:
            segment.settle("related", "in another article")
    _Body(segments, start, last).fill()
    _trim_start(segments, start, last)
    _drop_empty_headings(segments, start, last)


class _Body:
    """The stretch of segments that holds the text, judged from its start to its end.

    lead  how many headlines of other stories may still follow a lead to them; None outside one
    gone  prose of the text so far
    """

    def __init__(self, segments: Sequence[Segment], start: int, last: int) -> None:
        self.stretch = segments[start:last]
        self.counts = Counter(s.text for s in self.stretch)
        self.parents = {s.node.parent for s in self.stretch if s.prose}
        self.headline = next((s.text for s in segments if s.role == "headline"), None)
        self.seen: set[str] = set()
        self.lead: int | None = None
        self.gone = 0.0

    def fill(self) -> None:
        """Settle every segment that is open."""
        for number, segment in enumerate(self.stretch):
            if self.lead is not None and self._is_led(segment):
                segment.settle("related", "behind a lead to other stories")
                continue
            if segment.is_open:
                if segment.kind in _LEADS:
                    self.lead = _LEADS[segment.kind]
                self._settle(segment, self.stretch[number + 1] if number + 1 < len(self.stretch) else None)

    def _is_led(self, segment: Segment) -> bool:
        """Whether a segment is the headline of another story, behind a lead to it."""
        if self.lead == 0 or _resumes(segment):
            self.lead = None
        elif segment.is_open and self.lead is not None:
            self.lead -= 1
            return True
        return False

    def _settle(self, segment: Segment, following: Segment | None) -> None:
        if (side := _side_role(segment, self.gone)) is not None:
            segment.settle(*side)
        elif segment.kind is not None:
            segment.settle(by_phrase(segment.kind), f"phrase: {segment.kind}")
        elif segment.link_density > WHOLLY_LINK and not (self.gone and following is not None and _heads(segment, following)):
            segment.settle("related", "wholly a link")
        elif segment.weight < LONGEST_TITLE and self.headline is not None and same_title(segment.text, self.headline):
            segment.settle("other", "repeats the headline")
        elif self._stands_twice(segment):
            segment.why = "stands twice"
        elif not segment.prose and segment.node.tag not in _BLOCK_TAGS and not _in_text(segment):
            segment.why = "short line outside a paragraph"
        else:
            self.seen.add(segment.text)
            segment.settle(*text_role(segment))
            segment.in_body = True
            self.gone += segment.prose


    def _stands_twice(self, segment: Segment) -> bool:
        """Whether a line is repeated as boilerplate is; short lines (steps, speakers, verses) among the paragraphs of a text repeat too."""
        if segment.weight <= REPEATED and segment.node.parent in self.parents:
            return False
        return segment.text in self.seen or (segment.weight > SHORT and self.counts[segment.text] > 2)


LONGEST_TITLE = 300.0

REPEATED, SHORT = 45.0, 20.0

def _heads(segment: Segment, following: Segment) -> bool:
    """Whether a linked heading is one of the text's own, linked to its topic: the paragraph below it stands beside it, and is no link."""
    return bool(segment.node.own & markup.HEADING and following.prose and following.node.parent is segment.node.parent and following.link_density < 0.5)


_LEADS: dict[Kind | None, int] = {"read_also": 3, "list": 12}
"""Headlines of other stories that a lead to them may have behind it."""


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


def _window(segments: Sequence[Segment], prose: list[int]) -> list[int]:
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


def _mark_boxes(page: Page, main: Node, start: int) -> None:
    """A part of the article's element that calls for something (to subscribe, follow, comment) is a box as a whole, unless other prose shares its template."""
    segments = page.segments
    calls = [n for n in range(start, main.last) if segments[n].kind in _CALLS and segments[n].is_open]
    if not calls:
        return
    templates = Counter((node.tag, node.names) for node in page.nodes if node.prose and main.first <= node.first < main.last)
    above = set(main.chain())
    for n in calls:
        longest = min(LONGEST_BOX, BOX_SHARE * main.prose) * (LARGER_APPEAL if segments[n].kind == "follow" else 1.0)
        box: Node | None = None
        for node in segments[n].node.chain():
            if node in above or node.prose > longest or (templates[node.tag, node.names] > 1 and node.prose):
                break
            if node.tag in _BOX_TAGS and n - node.first < 3:
                box = node
        if box is not None:
            for segment in segments[box.first : box.last]:
                if segment.is_open and segment.kind is None:
                    segment.settle("box", "in a box that calls for something")


_CALLS = frozenset(("follow", "comment", "advertisement", "legal"))
_BOX_TAGS = frozenset(("div", "section", "aside", "ul", "form", "table"))

LINE = 45.0
"""Weight from which a line before the first sentence, in an element like it, is text (verse, transcripts)."""

BOX_SHARE, LONGEST_BOX, LARGER_APPEAL = 0.25, 1000.0, 1.4


def _in_text(segment: Segment) -> bool:
    return segment.node.tag in ("div", "td", "body", "font", "center") and segment.weight > 20 and ends_sentence(segment.text)


def _end(segments: Sequence[Segment], start: int, prose: list[int]) -> int:
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
    end = prose[-1] + 1
    parent = segments[prose[-1]].node.parent
    while end < len(segments):
        segment = segments[end]
        if parent is not None and parent.tag == "blockquote" and segment.node is parent and segment.is_open:
            end += 1
            continue
        if segment.node.parent is not parent or not segment.is_open or segment.kind or segment.linked or not ends_sentence(segment.text):
            break
        end += 1
    return end


HOME_SHARE, HOME_PIECES = 0.8, 3
_LEVELS_TO_HOME = 8


def _home(segments: Sequence[Segment], prose: list[int]) -> Node | None:
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


def _end_of_home(segments: Sequence[Segment], prose: list[int], home: Node) -> int:
    """Where the text's element ends, or the last one made like it: what stands behind these is another matter."""
    last = home.last
    for n in prose[bisect_left(prose, last) :]:
        if home.names and any(node.names == home.names and node.tag == home.tag for node in islice(segments[n].node.chain(), _LEVELS_TO_HOME)):
            last = n + 1
    return last


def _mark_standfirst(between: Sequence[Segment]) -> None:
    """The first line between headline and text that says something, where it is a heading or no sentence: sentences are left to the text."""
    for segment in between:
        if not segment.is_open or segment.kind is not None or segment.link_density > 0.3 or not LEAST_STANDFIRST <= segment.weight <= LONGEST_TITLE or is_date(segment):
            continue
        if segment.node.flags & (markup.BYLINE | markup.DATELINE) or len(segment.text.split()) < _WORDS_OF_STANDFIRST:
            continue
        if segment.node.own & markup.HEADING or not segment.prose:
            segment.settle("standfirst", "between headline and text")
        return


LEAST_STANDFIRST = 30.0
_LINES_TO_STANDFIRST, _WORDS_OF_STANDFIRST = 6, 5


def _is_another(segment: Segment, headline: Segment) -> bool:
    """Whether a heading is made like the page's headline but says something else: another article begins."""
    alike = segment.node.names == headline.node.names if segment.node.names else path_of(segment.node) == path_of(headline.node)
    return alike and headline.node.tag == "h1" and not same_title(segment.text, headline.text)


def _trim_start(segments: Sequence[Segment], start: int, last: int) -> None:
    """Lines before the first sentence are dateline, byline or odds and ends; the headline's section has no text."""
    first = next((n for n in range(start, last) if segments[n].in_body and _is_sentence(segments[n])), None)
    if first is None:
        return
    opening = segments[first].node
    for segment in segments[start:first]:
        if segment.in_body:
            timed = holds_date(segment.text)
            alike = segment.node.tag == opening.tag and segment.node.parent is opening.parent
            if (alike and segment.weight >= LINE and not timed) or _heads_a_part(segment, first, last):
                continue
            segment.in_body = False
            if timed:
                segment.settle("dateline", "a date before the text")
            else:
                segment.settle("other", "a line before the text")


def _heads_a_part(segment: Segment, first: int, last: int) -> bool:
    """Whether a heading stands in the element of the first sentence, and that element holds a part of the text only (an entry, a chapter)."""
    part = segment.node.parent
    return segment.role == "heading" and part is not None and part.first <= first < part.last < last


def _is_sentence(segment: Segment) -> bool:
    """Prose, but no line of date and place."""
    if not segment.prose or (segment.node.own & markup.HEADING and not ends_sentence(segment.text)):
        return False
    return segment.weight > 200 or ends_sentence(segment.text) or not holds_date(segment.text)


def _drop_empty_headings(segments: Sequence[Segment], start: int, last: int) -> None:
    """A heading that no text follows, or that heads links of its own element, heads something else."""
    below = False
    for number in range(last - 1, start - 1, -1):
        segment = segments[number]
        if segment.in_body:
            if segment.role == "heading" and (not below or _heads_links(segments, number)):
                segment.in_body = False
                segment.settle("other", "a heading without text")
            else:
                below = True


def _heads_links(segments: Sequence[Segment], number: int) -> bool:
    """Whether all that an element holds beside a heading is links to other stories."""
    box = segments[number].node.parent
    return box is not None and box.first <= number < box.last - 1 and all(s.role == "related" for s in segments[number + 1 : box.last])
