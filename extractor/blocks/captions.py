"""Captions: what stands with a picture and says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.blocks import markup
from extractor.blocks.body import WHOLLY_LINK
from extractor.blocks.model import ALONE_WITH_PICTURE, Node
from extractor.blocks.prose import is_signed
from extractor.blocks.roles import is_date
from extractor.blocks.segment import Image, Page, Segment

LONGEST, LONGEST_REPEAT, LONGEST_CREDIT, LEAST_LINE = 420.0, 220.0, 40.0, 20.0
_SHORTEST_REPEAT = 8.0
_OF_PICTURES = ("caption", "credit")
_NEAR = 4
_ALONE = 3


def mark_captions(page: Page, main: Node, start: int) -> None:
    """Give the role caption to segments in a figure, to repeats of a picture's alternative text, and, from segment `start` on, to short lines alone with a picture."""
    outside = set(main.chain())
    segments = page.segments
    for image in page.images:
        holder = _holder(page, image, outside)
        for number in range(max(0, image.at - _NEAR), min(len(segments), image.at + _NEAR + 1)):
            segment = segments[number]
            if segment.role in _OF_PICTURES:
                if segment.weight <= LONGEST:
                    segment.image_url = segment.image_url or image.url or None
            elif segment.weight <= LONGEST and segment.is_open:
                _settle_beside(segments, number, image, holder, main, start)
    _mark_credits(segments)
    _mark_figures(page)


def _settle_beside(segments: Sequence[Segment], number: int, image: Image, holder: Node | None, main: Node, start: int) -> None:
    """Settle a segment that stands close to a picture, where it says what the picture shows or who owns it; `holder` is the element of both."""
    segment = segments[number]
    if _repeats(segment, image):
        if segment.link_density > WHOLLY_LINK:
            segment.settle("related", "a link that repeats a picture's alternative text")
        else:
            segment.settle("caption", "repeats a picture's alternative text", image.url)
    elif segment.kind == "label" or not _has_letter(segment.text):
        return
    elif holder is not None and start <= holder.first <= number < holder.last and image.at <= number and segment.link_density < 0.9 and not is_date(segment):
        is_credit = segment.kind == "credit" or (segment.kind == "caption" and segment.weight <= LONGEST_CREDIT and holder.last - holder.first > 1)
        segment.settle("credit" if is_credit else "caption", ALONE_WITH_PICTURE, image.url)
    elif number == image.at and number + 1 < len(segments) and start <= number < main.last and _is_under(segment, image, segments[number + 1]):
        segment.settle("caption", "a line under a picture", image.url)


def _repeats(segment: Segment, image: Image) -> bool:
    """Whether a line is a picture's alternative text; a long paragraph and the headline may be so, and are no caption."""
    if not image.alt or segment.weight <= _SHORTEST_REPEAT or segment.node.tag == "h1" or (segment.weight > LONGEST_REPEAT and segment.node.tag == "p"):
        return False
    return _same(segment.text, image.alt)


def _mark_figures(page: Page) -> None:
    """What else stands in a figure is its caption, where it holds a picture; what is nothing but a number or a title of pictures is none."""
    pictured = _above(page.images)
    for segment in page.segments:
        if segment.role == "caption" and (segment.kind == "label" or not _has_letter(segment.text)):
            segment.settle("other", "number or title of pictures")
        elif segment.node.flags & markup.FIGURE and segment.is_open and segment.weight <= LONGEST:
            if any(node.own & markup.FIGURE and node in pictured for node in segment.node.chain()):
                segment.settle("caption", "in a figure", None)
            else:
                segment.settle("embed", "in a figure without a picture", None)


def _mark_credits(segments: Sequence[Segment]) -> None:
    """Who owns a picture, behind its caption in the same caption element: a short line that is no sentence, or what stands in parentheses."""
    for before, segment in pairwise(segments):
        if segment.role != "caption" or before.role not in _OF_PICTURES:
            continue
        is_short = before.role == "caption" and segment.weight <= LONGEST_CREDIT and not segment.prose and before.weight > segment.weight
        is_closing = segment.text.endswith(")") and "(" not in segment.text
        if is_short or is_closing:
            element = next((node for node in segment.node.chain() if node.tag == "figcaption"), None)
            if element is not None and element.first <= before.node.first and before.node.last <= element.last:
                segment.settle("credit", "behind the caption")


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_under(segment: Segment, image: Image, following: Segment) -> bool:
    """Whether a line stands below a picture that has a paragraph of its own, and above a paragraph made like it; a signed one can stand in the picture's."""
    node = segment.node
    if node is image.node and node.last - node.first == 1 and segment.weight <= LONGEST_REPEAT and is_signed(segment.text):
        return True
    if image.node.first != image.node.last or image.node.tag != node.tag or image.node.parent is not node.parent or following.node.parent is not node.parent:
        return False
    if segment.prose and not (segment.weight <= LONGEST_REPEAT and is_signed(segment.text)):
        return False
    return bool(following.prose and segment.weight >= LEAST_LINE and not segment.linked and segment.strong < 0.5 * len(segment.text) and not is_date(segment) and not node.own & markup.HEADING)


def _above(images: list[Image]) -> set[Node]:
    """The elements that hold pictures."""
    found: set[Node] = set()
    for image in images:
        node: Node | None = image.node
        while node is not None and node not in found:
            found.add(node)
            node = node.parent
    return found


def _holder(page: Page, image: Image, outside: set[Node]) -> Node | None:
    """The element that holds the picture and at most a few short segments, inside the article; None when there is none."""
    node: Node | None = image.node
    while node is not None and node not in outside and node.first == node.last:
        node = node.parent
    if node is not None and node.tag in ("td", "tr"):
        node = next((above for above in node.chain() if above.tag == "table"), None)
    if node is None or node in outside or node.last - node.first > _ALONE or node.tag in ("p", "li", "a", "article", "section", "main"):
        return None
    segments = page.segments[node.first : node.last]
    if sum(segment.weight for segment in segments) > LONGEST or sum(1 for segment in segments if segment.prose) > 1:
        return None
    if any(segment.node.own & markup.HEADING for segment in segments) and not any(segment.kind in _OF_PICTURES for segment in segments):
        return None
    return node


def _same(text: str, alt: str) -> bool:
    """Whether a line is the alternative text, or begins with it (a credit may follow)."""
    alt = " ".join(alt.split())
    if text == alt:
        return True
    shorter, longer = sorted((text, alt), key=len)
    return len(shorter) >= 20 and len(shorter) > 0.6 * len(longer) and longer.startswith(shorter)
