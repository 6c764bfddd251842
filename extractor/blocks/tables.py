"""Rows of real tables become one segment each; the cells of layout tables stay segments of their own."""

from __future__ import annotations

from extractor.blocks import markup
from extractor.blocks.model import Node
from extractor.blocks.segment import Page, Segment

_LONGEST_CELL = 160
_MOST_LINKED = 0.6


def join_rows(page: Page) -> set[Node]:
    """Join the cells of data rows with a tab, in place; returns the row nodes that were joined.

    A table holds data when no table lies in it, every cell is at most one short segment, most rows have at least two cells, and it has two
    such rows or more. Menus laid out as tables are recognised by their links.
    """
    joined: set[Node] = set()
    if "table" not in {node.tag for node in page.nodes}:
        return joined
    merged: dict[int, tuple[int, Segment]] = {}
    for table, rows in _tables(page).items():
        if _holds_data(page, table, rows):
            for row in rows:
                cells = page.segments[row.first : row.last]
                merged[row.first] = (row.last, _row(cells, row))
                joined.add(row)
    if merged:
        _replace(page, merged)
    return joined


def _tables(page: Page) -> dict[Node, list[Node]]:
    """Innermost tables with their rows that hold text."""
    rows: dict[Node, list[Node]] = {}
    outer: set[Node] = set()
    holder: dict[Node, Node | None] = {}
    for node in page.nodes:
        above = holder.get(node.parent) if node.parent is not None else None
        holder[node] = node if node.tag == "table" else above
        if node.tag == "table" and above is not None:
            outer.add(above)
        elif node.tag == "tr" and above is not None and node.first < node.last:
            rows.setdefault(above, []).append(node)
    return {table: found for table, found in rows.items() if table not in outer}


def _holds_data(page: Page, table: Node, rows: list[Node]) -> bool:
    cells = page.segments[table.first : table.last]
    wide = [row for row in rows if row.last - row.first >= 2]
    if len(wide) < 2 or len(wide) * 2 < len(rows):
        return False
    if any(len(cell.text) > _LONGEST_CELL for cell in cells):
        return False
    own = {id(cell.node) for cell in cells}
    if len(own) < len(cells):
        return False
    return sum(cell.linked for cell in cells) <= _MOST_LINKED * sum(len(cell.text) for cell in cells)


def _row(cells: list[Segment], row: Node) -> Segment:
    text = "\t".join(cell.text for cell in cells)
    row.own |= markup.ROW
    return Segment(text, row, sum(c.linked for c in cells), sum(c.strong for c in cells), any(c.timed for c in cells))


def _replace(page: Page, merged: dict[int, tuple[int, Segment]]) -> None:
    """Put the rows in the place of their cells, and lead every bound and picture to the new numbers."""
    segments: list[Segment] = []
    numbers: list[int] = []
    until = 0
    for number, segment in enumerate(page.segments):
        numbers.append(len(segments) if number >= until else len(segments) - 1)
        if number in merged:
            until, segment = merged[number]
            segments.append(segment)
        elif number >= until:
            segments.append(segment)
    numbers.append(len(segments))
    for node in page.nodes:
        node.last = numbers[node.last - 1] + 1 if node.last > node.first else numbers[node.first]
        node.first = numbers[node.first]
    page.images[:] = [type(image)(numbers[min(image.at, len(numbers) - 1)], image.node, image.url, image.alt) for image in page.images]
    page.segments[:] = segments
