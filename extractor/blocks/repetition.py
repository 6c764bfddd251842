"""Repeated siblings of one template: lists of teasers, and readers' comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.blocks import markup
from extractor.blocks.segment import Node, Page, Segment

FEWEST = 3
"""Siblings from which a template repeats."""

_TEASER_PROSE, _COMMENT_PROSE = 500.0, 450.0
_SHORT = 80.0
_LINK = 12.0
_MOST = 0.8


def repetition(page: Page) -> Iterator[tuple[int, list[Node]]]:
    """Groups of siblings with the same tag and class names that are teasers (RELATED) or comments (COMMENT)."""
    groups: dict[tuple[Node, str, str], list[Node]] = defaultdict(list)
    for node in page.nodes:
        if node.parent is not None and node.last - node.first >= 2:
            groups[node.parent, node.tag, node.names].append(node)
    titles = [n for n, segment in enumerate(page.segments) if segment.node.tag == "h1"]
    before = _prose_before(page)
    for members in groups.values():
        if len(members) < FEWEST:
            continue
        contents = [page.segments[node.first : node.last] for node in members]
        if sum(map(_is_teaser, contents)) >= _MOST * len(members):
            yield markup.RELATED, members
        elif _are_comments(members, contents, titles, before):
            yield markup.COMMENT, members


def _prose_before(page: Page) -> list[float]:
    sums = [0.0]
    for segment in page.segments:
        sums.append(sums[-1] + segment.prose)
    return sums


def _is_teaser(content: list[Segment]) -> bool:
    """A link as headline, and little prose beside it."""
    if len(content) > 8:
        return False
    prose = [segment.prose for segment in content if segment.prose]
    if len(prose) > 2 or sum(prose) > _TEASER_PROSE:
        return False
    return any(segment.link_density > 0.8 and segment.weight >= _LINK for segment in content)


def _are_comments(members: list[Node], contents: list[list[Segment]], titles: list[int], before: list[float]) -> bool:
    """Behind the article: a name or date, and a few sentences, again and again, without headings."""
    first, last = members[0].first, members[-1].last
    if any(first <= n < last for n in titles) or before[first] < 400.0:
        return False
    prose = before[last] - before[first]
    if not 0 < prose < _COMMENT_PROSE * len(members):
        return False
    return sum(map(_is_comment, contents)) >= _MOST * len(members)


def _is_comment(content: list[Segment]) -> bool:
    head = content[:3]
    marked = any(segment.weight < _SHORT and not segment.prose and (segment.timed or any(map(str.isdigit, segment.text))) for segment in head)
    return marked and not any(segment.node.own & markup.HEADING for segment in content)
