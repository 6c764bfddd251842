"""What stands around and between the paragraphs of a text: standfirst, boxes, lines before the first sentence, headings of other things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from extractor.blocks import markup
from extractor.blocks.extent import SHORT_LINES, is_sentence
from extractor.blocks.model import Node
from extractor.blocks.roles import holds_date, is_date
from extractor.blocks.segment import Page, Segment

LEAST_STANDFIRST, LONGEST_STANDFIRST = 30.0, 300.0
_WORDS_OF_STANDFIRST = 5

BOX_SHARE, LONGEST_BOX, LARGER_APPEAL = 0.25, 1000.0, 1.4
"""Share of the article's prose, and prose, that a box can hold; an appeal to donate may be longer."""

_CALLS = frozenset(("follow", "comment", "advertisement", "legal"))
_BOX_TAGS = frozenset(("div", "section", "aside", "ul", "form", "table"))

LINE = 45.0
"""Weight from which a line before the first sentence, in an element like it, is text (verse, transcripts)."""


def mark_standfirst(between: Sequence[Segment]) -> None:
    """The first line between headline and text that says something, where it is a heading or no sentence: sentences are left to the text."""
    for segment in between:
        if not segment.is_open or segment.kind is not None or segment.link_density > 0.3 or not LEAST_STANDFIRST <= segment.weight <= LONGEST_STANDFIRST or is_date(segment):
            continue
        if segment.timed or segment.node.flags & (markup.BYLINE | markup.DATELINE) or (segment.weight == len(segment.text) and len(segment.text.split()) < _WORDS_OF_STANDFIRST):
            continue
        if segment.node.own & markup.HEADING or not segment.prose:
            segment.settle("standfirst", "between headline and text")
        return


def _is_long_heading(segment: Segment) -> bool:
    """Whether a heading says enough to lead into the story."""
    return bool(segment.node.own & markup.HEADING) and LEAST_STANDFIRST <= segment.weight <= LONGEST_STANDFIRST and (segment.weight != len(segment.text) or len(segment.text.split()) > _WORDS_OF_STANDFIRST)


def mark_beside_headline(segments: Sequence[Segment], headline: int, home: Node) -> None:
    """The first sentence in the headline's own element, which the text's element is not part of, is the standfirst, unless a place leads it."""
    box: Node | None = None
    for node in segments[headline].node.chain():
        if node.last > home.first:
            break
        box = node
    if box is not None:
        for segment in segments[headline + 1 : box.last]:
            if segment.timed or segment.node.flags & (markup.BYLINE | markup.DATELINE):
                continue
            if segment.is_open and segment.kind is None and segment.prose and LEAST_STANDFIRST <= segment.weight <= LONGEST_STANDFIRST and segment.link_density <= 0.3:
                if not any(sign in segment.text[:_DATELINE] for sign in _BEHIND_PLACE):
                    segment.settle("standfirst", "in the headline's element")
                return


def mark_boxes(page: Page, main: Node, start: int) -> None:
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


def trim(segments: Sequence[Segment], start: int, last: int) -> None:
    """Take out of the text what stands before its first sentence and behind its last, and what only looks like its part."""
    _trim_start(segments, start, last)
    _drop_pull_quotes(segments, start, last)
    _drop_contact(segments, start, last)
    _drop_list_of_links(segments, start, last)
    drop_empty_headings(segments, start, last)


def _drop_pull_quotes(segments: Sequence[Segment], start: int, last: int) -> None:
    """A quotation set apart whose words stand in a paragraph too is an ornament."""
    kept = [segment for segment in segments[start:last] if segment.in_body]
    quotes = [segment for segment in kept if segment.role == "blockquote" and segment.weight >= LEAST_STANDFIRST and _is_alone(segment)][:MOST_QUOTES]
    if quotes:
        text = "\n".join([segment.text for segment in kept if segment.role != "blockquote"])
        for segment in quotes:
            if segment.text.strip(_AROUND_QUOTE) in text:
                segment.in_body = False
                segment.settle("other", "repeats words of the text")


def _is_alone(segment: Segment) -> bool:
    """Whether a quotation is all that its element holds, a source aside."""
    element = next((node for node in segment.node.chain() if node.own & markup.QUOTE), segment.node)
    return element.last - element.first <= 2


MOST_QUOTES = 100
"""Quotations set apart that are looked for in the paragraphs."""

_AROUND_QUOTE = "\"'“”„‘’«»‹›「」『』.,،。… "


def _drop_contact(segments: Sequence[Segment], start: int, last: int) -> None:
    """The last lines of a text of some length, where they are short and hold an address to write to, are the writer's or the newsroom's."""
    kept = [segment for segment in segments[start:last] if segment.in_body]
    for segment in reversed(kept[LEAST_SIGNED:][-2:]):
        if segment.weight <= LONGEST_CONTACT and _ADDRESS.search(segment.text):
            segment.in_body = False
            segment.settle("byline", "an address behind the text")


def _drop_list_of_links(segments: Sequence[Segment], start: int, last: int) -> None:
    """A list at the end whose every item holds a link to somewhere else, and is no sentence, is one of other stories."""
    kept = [segment for segment in segments[start:last] if segment.in_body]
    items: list[Segment] = []
    while len(items) < len(kept) and (item := kept[-1 - len(items)]).role == "list_item" and (not items or item.node.parent is items[0].node.parent):
        items.append(item)
    if len(items) >= STORIES and all(item.linked and item.text[-1] not in _STOPS for item in items):
        for item in items:
            item.in_body = False
            item.settle("related", "in a list of links behind the text")


STORIES = 3
_STOPS = ".。।۔"

LEAST_SIGNED, LONGEST_CONTACT = 4, 160.0
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]")


def _trim_start(segments: Sequence[Segment], start: int, last: int) -> None:
    """Lines before the first sentence are dateline, byline or odds and ends; the headline's section has no text."""
    sentences = (n for n in range(start, last) if segments[n].in_body and is_sentence(segments[n]))
    first = next(sentences, None)
    if first is not None and _leads_in(segments[first]) and (second := next(sentences, None)) is not None:
        segments[first].in_body = False
        segments[first].settle("dateline", "a line that leads in")
        first = second
    if first is None:
        return
    opening = segments[first].node
    alike = [s.in_body and not s.prose and s.node.parent is opening.parent and s.node.tag == opening.tag for s in segments[start:last]]
    is_results = min(sum(alike[: first - start]), sum(alike[first - start :])) >= SHORT_LINES and any(map(str.isdigit, "".join([s.text for s in segments[start:first]])))
    signed = next((n for n in range(first - 1, start - 1, -1) if segments[n].role in _SIGNING), start)
    for number, segment in enumerate(segments[start:first], start):
        if segment.in_body:
            timed = holds_date(segment.text)
            is_beside = segment.node.tag == opening.tag and segment.node.parent is opening.parent
            if (is_beside and segment.weight >= LINE and not timed) or (number >= signed and _heads_a_part(segment, first, last)):
                continue
            if is_results and number >= signed and segment.node.parent is opening.parent and (is_beside or segment.role == "heading"):
                continue
            segment.in_body = False
            if timed:
                segment.settle("dateline", "a date before the text")
            elif number == first - 1 and _is_long_heading(segment) and not any(other.role == "standfirst" for other in segments[:first]):
                segment.settle("standfirst", "a heading right before the text")
            else:
                segment.settle("other", "a line before the text")


def _leads_in(segment: Segment) -> bool:
    """Whether a short line with a colon at its end names place and writer ("Place - Name:")."""
    text = segment.text
    return segment.weight <= LONGEST_LEAD and text.endswith((":", "：")) and any(sign in text for sign in (" - ", " – ", " — ", "/", "،", ","))


LONGEST_LEAD = 80.0
_DATELINE, _BEHIND_PLACE = 30, (". ", " - ", " – ", " — ", "(", "/")
"""Characters of a dateline within a text ("CITY (Agency) -"), and what stands behind its place."""

_SIGNING = ("byline", "dateline")


def _heads_a_part(segment: Segment, first: int, last: int) -> bool:
    """Whether a heading stands in the element of the first sentence, and that element holds a part of the text only (an entry, a chapter)."""
    part = segment.node.parent
    return segment.role == "heading" and part is not None and part.first <= first < part.last < last


def drop_empty_headings(segments: Sequence[Segment], start: int, last: int) -> None:
    """A heading that no text follows, or that heads links of its own element, heads something else."""
    below = False
    texts = list(accumulate((segment.in_body for segment in segments), initial=0))
    for number in range(last - 1, start - 1, -1):
        segment = segments[number]
        if segment.in_body:
            if segment.role == "heading" and (not below or _heads_links(segments, number, texts)):
                segment.in_body = False
                segment.settle("other", "a heading without text")
            else:
                below = True


def _heads_links(segments: Sequence[Segment], number: int, texts: list[int]) -> bool:
    """Whether a heading is that of a box: the largest element around it without text of the article holds other stories, what else is beside it, or a gallery.

    `texts` counts the segments of the text before each segment.
    """
    box: Node | None = None
    for node in segments[number].node.chain():
        if texts[node.last] - texts[node.first] > 1:
            break
        box = node
    if box is None:
        return False
    roles = [segments[n].role for n in range(box.first, box.last)]
    return not _BOXED.isdisjoint(roles) or roles.count("caption") >= GALLERY


_BOXED = frozenset(("related", "box", "comment", "advertisement", "search", "share", "tags", "footer", "embed"))
GALLERY = 3
"""Captions from which a box without text is a gallery."""
