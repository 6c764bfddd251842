"""Which segments are the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.blocks import markup
from extractor.blocks.edges import drop_empty_headings, mark_beside_headline, mark_boxes, mark_standfirst, trim
from extractor.blocks.extent import end_of, end_of_home, home_of, is_sentence, shared_home, window
from extractor.blocks.model import Node, Role
from extractor.blocks.phrases import Kind
from extractor.blocks.prose import ends_sentence
from extractor.blocks.roles import by_phrase, is_date, text_role
from extractor.blocks.segment import Page, Segment
from extractor.blocks.title import same_title

WHOLLY_LINK = 0.8
LINES_TO_STANDFIRST = 6
_BLOCK_TAGS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "blockquote", "dd", "dt", "pre"])


def choose(page: Page, main: Node, start: int) -> None:
    """Settle which segments of the main node are the article's text, in order."""
    below_headline, start = start, max(start, main.first)
    segments = page.segments
    mark_boxes(page, main, start)
    prose = [n for n in range(start, main.last) if segments[n].prose and segments[n].kind is None and segments[n].is_open]
    if not prose:
        _keep_short_lines(page)
        return
    prose = window(segments, prose)
    home = home_of(segments, [n for n in prose if is_sentence(segments[n])] or prose) or (shared_home(segments, below_headline - 1, prose) if below_headline else None)
    last = end_of(segments, start, prose)
    if home is not None:
        last = min(last, end_of_home(segments, prose, home))
        if below_headline:
            upper = home.first if home.first > below_headline else prose[0]
            mark_standfirst(segments[below_headline : min(upper, below_headline + LINES_TO_STANDFIRST)])
            mark_beside_headline(segments, below_headline - 1, home)
    for segment in segments[last : main.last]:
        if segment.role == "caption" and prose[-1] >= last:
            segment.settle("related", "in another article")
    _Body(segments, start, last).fill()
    trim(segments, start, last)


def _keep_short_lines(page: Page) -> None:
    """The lines below the headline in its `article` element, where no line of the page reads like running text: a list of facts, a few words."""
    start = next((n for n, segment in enumerate(page.segments, 1) if segment.role == "headline"), 0)
    article = next((node for node in page.segments[start - 1].node.chain() if node.own & markup.ARTICLE), None) if start else None
    last = article.last if article is not None else start
    for segment in page.segments[start:last]:
        if segment.kind in _CLOSING:
            break
        if segment.is_open and segment.kind is None and segment.node.tag in _BLOCK_TAGS and not segment.linked and not is_date(segment):
            segment.settle(*text_role(segment))
            segment.in_body = True
    drop_empty_headings(page.segments, start, last)


_CLOSING: frozenset[Kind | None] = frozenset(("list", "read_also", "comment", "share", "tags", "follow", "legal"))


class _Body:
    """The stretch of segments that holds the text, judged from its start to its end.

    lead   how many headlines of other stories may still follow a lead to them; None outside one
    is_complete  whether that lead holds a headline itself: only links can then follow it
    gone   prose of the text so far
    until  the last sentence of every element, by its place in the stretch
    is_double  whether the whole text is printed twice
    """

    def __init__(self, segments: Sequence[Segment], start: int, last: int) -> None:
        self.stretch = segments[start:last]
        self.counts = Counter(s.text for s in self.stretch)
        self.leads = Counter(filter(None, map(_before_link, self.stretch)))
        self.parents = {s.node.parent for s in self.stretch if s.prose}
        self.is_double = sum(len(text) for text, number in self.counts.items() if number > 1) > DOUBLE * sum(map(len, self.counts))
        self.until = {s.node: n for n, s in enumerate(self.stretch) if s.prose and s.kind is None}
        self.headline = next((s.text for s in segments if s.role == "headline"), None)
        self.seen: set[str] = set()
        self.lead: int | None = None
        self.is_complete = False
        self.gone = 0.0

    def fill(self) -> None:
        """Settle every segment that is open."""
        for number, segment in enumerate(self.stretch):
            if self.lead is not None and self._is_led(segment):
                segment.settle("related", "behind a lead to other stories")
                continue
            if segment.is_open:
                if segment.kind in _LEADS:
                    self.lead, self.is_complete = _LEADS[segment.kind], segment.linked > 0
                self._settle(segment, number, self.stretch[number + 1] if number + 1 < len(self.stretch) else None)

    def _is_led(self, segment: Segment) -> bool:
        """Whether a segment is the headline of another story, behind a lead to it."""
        if self.lead == 0 or _resumes(segment) or (self.is_complete and segment.is_open and not segment.linked):
            self.lead = None
        elif segment.is_open and self.lead is not None:
            self.lead -= 1
            return True
        return False

    def _settle(self, segment: Segment, number: int, following: Segment | None) -> None:
        if (side := _side_role(segment, self.gone)) is not None:
            segment.settle(*side)
        elif segment.kind is not None:
            segment.settle(by_phrase(segment.kind), f"phrase: {segment.kind}")
        elif segment.link_density > WHOLLY_LINK and not (self.gone and following is not None and _heads(segment, following)):
            segment.settle("related", "wholly a link")
        elif segment.linked and segment.text.startswith(_POINTERS):
            segment.settle("related", "a sign that points to a link")
        elif segment.weight < LONGEST_TITLE and self.headline is not None and same_title(segment.text, self.headline):
            segment.settle("other", "repeats the headline")
        elif self.leads[_before_link(segment)] >= LEADS:
            segment.settle("related", "words that stand before several links")
        elif self._stands_twice(segment):
            segment.why = "stands twice"
        elif not segment.prose and segment.node.tag not in _BLOCK_TAGS and not _in_text(segment):
            self._settle_short(segment, number, following)
        else:
            self._keep(segment, *text_role(segment))

    def _settle_short(self, segment: Segment, number: int, following: Segment | None) -> None:
        """A short line that no paragraph holds: text among the sentences of an element that breaks divide, or the heading of a paragraph beside it."""
        before = self.stretch[number - 1]
        above = following is not None and following.prose > 0 and following.kind is None and following.is_open
        if not self.gone and not segment.timed and is_date(segment):
            segment.settle("dateline", "a date in a line of its own")
        elif not self.gone or segment.linked or segment.timed:
            segment.why = "short line outside a paragraph"
        elif self.until.get(segment.node, 0) > number:
            is_heading = above and before.prose and not ends_sentence(segment.text) and not segment.node.flags & markup.QUOTE
            self._keep(segment, *(_HEADING if is_heading else text_role(segment)))
        elif above and segment.weight >= SHORTEST_HEADING and _stands_beside(segment, before, following):
            self._keep(segment, *(text_role(segment) if segment.node.flags & markup.QUOTE else _HEADING))
        else:
            segment.why = "short line outside a paragraph"

    def _keep(self, segment: Segment, role: Role, why: str) -> None:
        self.seen.add(segment.text)
        segment.settle(role, why)
        segment.in_body = True
        self.gone += segment.prose

    def _stands_twice(self, segment: Segment) -> bool:
        """Whether a line is repeated as boilerplate is; among the paragraphs of a text short lines (steps, speakers, verses) and lines with figures repeat too."""
        if segment.text not in self.seen and (segment.weight <= SHORT or self.counts[segment.text] <= 2):
            return False
        if segment.node.parent not in self.parents:
            return True
        return segment.weight > REPEATED and (segment.weight > LONGEST_ENTRY or self.is_double or not any(map(str.isdigit, segment.text)))


def _stands_beside(segment: Segment, before: Segment, following: Segment | None) -> bool:
    """Whether a line has an element of its own between two paragraphs of the text."""
    node = segment.node
    return node.last - node.first == 1 and before.in_body and before.node.parent is node.parent and following is not None and following.node.parent is node.parent


LONGEST_TITLE, SHORTEST_HEADING = 300.0, 8.0
_HEADING: tuple[Role, str] = ("heading", "a line above a paragraph")

REPEATED, SHORT, LONGEST_ENTRY, DOUBLE = 45.0, 20.0, 500.0, 0.6
"""Weights of a line that may repeat, of one that always may, and of one that may with figures in it; the repeated share of a text printed twice."""


def _before_link(segment: Segment) -> str:
    """The words before the link that ends a line and is most of it ("Related: …"), in whatever language; empty for other lines."""
    length = len(segment.text) - segment.linked
    if not segment.linked or not LEAD <= length < segment.linked or segment.node.flags & markup.ITEM:
        return ""
    return segment.text[:length]


_POINTERS = (">>", "►", "▶", "➤", "➜", "➡", "→", "⇒", "👉", "🔗")
LEAD, LEADS = 4, 3
"""Characters of a lead, and how often it stands before a link."""


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
    if flags & (markup.STANDFIRST | markup.HEADER) and segment.prose and not segment.timed:
        return "standfirst", "between headline and text"
    if segment.kind is not None or not flags & (markup.KICKER | markup.HEADER):
        return None
    return ("dateline", "a date beside the headline") if segment.timed or is_date(segment) else ("kicker", "beside the headline")


def _in_text(segment: Segment) -> bool:
    return segment.node.tag in ("div", "td", "body", "font", "center") and segment.weight > 20 and ends_sentence(segment.text)
