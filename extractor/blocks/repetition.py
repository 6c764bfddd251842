"""Repeated siblings of one template: lists of teasers, and readers' comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.blocks import markup
from extractor.blocks.model import Node
from extractor.blocks.segment import Page, Segment

FEWEST = 3
"""Siblings from which a template repeats."""

_TEASER_PROSE, _COMMENT_PROSE, _LONG_COMMENT_PROSE = 500.0, 450.0, 650.0
_MANY = 6
_SHORT = 80.0
_LINK = 12.0
_MOST = 0.8
_LARGEST_TEASER = 8


def repetition(page: Page, nodes: list[Node]) -> Iterator[tuple[int, list[Node]]]:
    """Groups of elements with the same tag and class names that are teasers (RELATED) or comments (COMMENT), siblings or not."""
    siblings: dict[tuple[Node, str, str], list[Node]] = defaultdict(list)
    cards: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.parent is not None and node.last - node.first >= 2:
            siblings[node.parent, node.tag, node.names].append(node)
            if node.names and node.last - node.first <= _LARGEST_TEASER:
                cards[node.tag, node.names].append(node)
    titles = [n for n, segment in enumerate(page.segments) if segment.node.tag == "h1"]
    before = _prose_before(page)
    for members in siblings.values():
        if len(members) < FEWEST:
            continue
        contents = [page.segments[node.first : node.last] for node in members]
        if sum(map(_is_teaser, contents)) >= _MOST * len(members):
            yield markup.RELATED, members
        elif _are_comments(members, contents, titles, before, _headed(page, members[0])):
            yield markup.COMMENT, members
    for members in cards.values():
        teasers = [node for node in members if _is_teaser(page.segments[node.first : node.last])]
        if len(teasers) >= FEWEST and len(teasers) >= _MOST * len(members):
            yield markup.RELATED, teasers
        elif len(members) >= FEWEST and _are_comments(
            members, [page.segments[node.first : node.last] for node in members], titles, before, _headed(page, members[0])
        ):
            yield markup.COMMENT, members


def _prose_before(page: Page) -> list[float]:
    sums = [0.0]
    for segment in page.segments:
        sums.append(sums[-1] + segment.prose)
    return sums


def _headed(page: Page, first: Node) -> bool:
    """Whether a phrase of the kind comment stands shortly before a node."""
    return any(segment.kind == "comment" for segment in page.segments[max(0, first.first - 10) : first.first])


def _is_teaser(content: list[Segment]) -> bool:
    """A link as headline, and little prose beside it."""
    if len(content) > _LARGEST_TEASER:
        return False
    prose = [segment.prose for segment in content if segment.prose]
    if len(prose) > 2 or sum(prose) > _TEASER_PROSE:
        return False
    return any(segment.link_density > 0.8 and segment.weight >= _LINK for segment in content)


def _are_comments(members: list[Node], contents: list[list[Segment]], titles: list[int], before: list[float], headed: bool) -> bool:
    """Behind the article: a name or date, and a few sentences, again and again, without headings; `headed` when a phrase says so."""
    first, last = members[0].first, members[-1].last
    if any(first <= n < last for n in titles) or before[first] < 400.0:
        return False
    prose = before[last] - before[first]
    longest = _LONG_COMMENT_PROSE if len(members) >= _MANY else _COMMENT_PROSE
    if not prose or (prose > longest * len(members) and not headed):
        return False
    return sum(map(_is_comment, contents)) >= _MOST * len(members)


def _is_comment(content: list[Segment]) -> bool:
    head = content[:3]
    marked = any(segment.weight < _SHORT and not segment.prose and (segment.timed or any(map(str.isdigit, segment.text))) for segment in head)
    return marked and not any(segment.node.own & markup.HEADING for segment in content)
