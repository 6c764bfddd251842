"""Repeated siblings of one template: lists of teasers, and readers' comments."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from extractor.blocks import markup
from extractor.blocks.model import Node
from extractor.blocks.segment import Page

FEWEST = 3
"""Siblings from which a template repeats."""

_TEASER_PROSE, _COMMENT_PROSE, _LONG_COMMENT_PROSE = 500.0, 450.0, 650.0
_MANY = 6
_SHORT = 80.0
_LINK = 12.0
_MOST = 0.8
_LARGEST_TEASER, _LONGEST_COMMENT = 8, 80
_LEAST_BEFORE = 400.0


def repetition(page: Page, nodes: list[Node], titles: list[int]) -> Iterator[tuple[int, list[Node]]]:
    """Groups of elements with the same tag and class names that are teasers (RELATED) or comments (COMMENT), siblings or not; `titles` are the numbers of the h1."""
    siblings: dict[tuple[Node, tuple[str, str]], list[Node]] = defaultdict(list)
    cards: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        length = node.last - node.first
        if 2 <= length <= _LONGEST_COMMENT and node.parent is not None:
            names = node.tag, node.names
            siblings[node.parent, names].append(node)
            if length <= _LARGEST_TEASER and node.names:
                cards[names].append(node)
    before = _prose_before(page)
    for members in siblings.values():
        if len(members) < FEWEST:
            continue
        if sum(_is_teaser(page, node) for node in members) >= _MOST * len(members):
            yield markup.RELATED, members
        elif _are_comments(page, members, titles, before):
            yield markup.COMMENT, members
    for members in cards.values():
        if len(members) < FEWEST:
            continue
        teasers = [node for node in members if _is_teaser(page, node)]
        if len(teasers) >= FEWEST and len(teasers) >= _MOST * len(members):
            yield markup.RELATED, teasers
        elif _are_comments(page, members, titles, before):
            yield markup.COMMENT, members


def _prose_before(page: Page) -> list[float]:
    sums = [0.0]
    for segment in page.segments:
        sums.append(sums[-1] + segment.prose)
    return sums


def _headed(page: Page, first: Node) -> bool:
    """Whether a phrase of the kind comment stands shortly before a node."""
    return any(segment.kind == "comment" for segment in page.segments[max(0, first.first - 10) : first.first])


def _is_teaser(page: Page, node: Node) -> bool:
    """A link as headline, and little prose beside it."""
    if node.last - node.first > _LARGEST_TEASER or node.prose > _TEASER_PROSE:
        return False
    content = page.segments[node.first : node.last]
    if sum(1 for segment in content if segment.prose) > 2:
        return False
    return any(segment.linked and segment.weight >= _LINK and segment.link_density > 0.8 for segment in content)


def _are_comments(page: Page, members: list[Node], titles: list[int], before: list[float]) -> bool:
    """Behind the article: a name or date, and a few sentences, again and again, without headings; more prose where a phrase heads them."""
    first, last = members[0].first, members[-1].last
    if before[first] < _LEAST_BEFORE:
        return False
    title = bisect_left(titles, first)
    if title < len(titles) and titles[title] < last:
        return False
    prose = before[last] - before[first]
    if sum(node.prose for node in members if node.tag == "table") < 0.5 * prose and members[0].tag == "table":
        return False
    longest = _LONG_COMMENT_PROSE if len(members) >= _MANY else _COMMENT_PROSE
    if not prose or (prose > longest * len(members) and not _headed(page, members[0])):
        return False
    return sum(_is_comment(page, node) for node in members) >= _MOST * len(members)


def _is_comment(page: Page, node: Node) -> bool:
    if node.last - node.first > _LONGEST_COMMENT:
        return False
    head = page.segments[node.first : min(node.last, node.first + 3)]
    marked = any(segment.weight < _SHORT and not segment.prose and (segment.timed or any(map(str.isdigit, segment.text))) for segment in head)
    return marked and not any(segment.node.own & markup.HEADING for segment in page.segments[node.first : node.last])
