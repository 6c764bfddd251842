"""The card as one HTML page: tables with bars drawn in SVG, no script and no network; safe for names of any script and direction."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template
from xml.etree import ElementTree as ET

from extractor.profile.count import Card, Section

_WIDTH, _HEIGHT = 100, 10
_COLUMN, _TALL, _FOOT = 18, 120, 16
_LABEL = 34
"""Width that the label under a column needs."""


def as_html(card: Card) -> str:
    """The card as an HTML document; what comes from pages is escaped, and set in its own direction."""
    template = Template((files("extractor.profile") / "page.html").read_text(encoding="utf-8"))
    style = (files("extractor.profile") / "page.css").read_text(encoding="utf-8")
    sections = "\n".join(_written(_section(section)) for section in card.sections)
    return template.substitute(title=escape(card.source), source=_written(_element("bdi", card.source)), style=style, facts=_written(_facts(card)), sections=sections)


def _written(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode", method="html")


def _element(tag: str, text: str | None = None, parent: ET.Element | None = None, **attributes: object) -> ET.Element:
    names = {name.rstrip("_").replace("_", "-"): str(value) for name, value in attributes.items()}
    element = ET.Element(tag, names) if parent is None else ET.SubElement(parent, tag, names)
    element.text = text
    return element


def _facts(card: Card) -> ET.Element:
    listed = _element("dl")
    for name, value in card.facts:
        fact = _element("div", parent=listed)
        _element("dt", name, fact)
        _element("dd", value, fact)
    return listed


def _section(section: Section) -> ET.Element:
    root = _element("section")
    _element("h2", section.title, root)
    if section.note:
        _element("p", section.note, root)
    if section.kind == "scale" and len(section.rows) > 1:
        root.append(_columns(section))
    root.append(_table(section))
    if section.left_out:
        _element("p", f"{section.left_out:,} more are not shown.", root)
    return root


def _table(section: Section) -> ET.Element:
    table = _element("table")
    most = max(count for _, count in section.rows)
    for label, count in section.rows:
        row = _element("tr", parent=table)
        _element("bdi", label, _element("th", parent=row, scope="row"))
        _element("td", f"{count:,}", row, class_="number")
        _element("td", f"{count / section.total:.1%}" if section.total else "", row, class_="number")
        _element("td", parent=row, class_="bar").append(_bar(count, most))
    return table


def _bar(count: int, most: int) -> ET.Element:
    drawing = _element("svg", viewBox=f"0 0 {_WIDTH} {_HEIGHT}", preserveAspectRatio="none", aria_hidden="true")
    _element("rect", parent=drawing, width=round(_WIDTH * count / most, 1) if most else 0, height=_HEIGHT)
    return drawing


def _columns(section: Section) -> ET.Element:
    """A column for each row, with labels under as many as have room; what a column stands for is in its title and in the table, too."""
    most = max(count for _, count in section.rows) or 1
    width = _COLUMN * len(section.rows)
    tall, every = _TALL + _FOOT, -(-_LABEL // _COLUMN)
    drawing = _element("svg", viewBox=f"0 0 {width + _LABEL} {tall}", class_="columns", role="img", aria_label=section.title, width=width + _LABEL, height=tall)
    for i, (label, count) in enumerate(section.rows):
        height = round(_TALL * count / most, 1)
        column = _element("rect", parent=drawing, x=_COLUMN * i + 1, y=round(_TALL - height, 1), width=_COLUMN - 2, height=height)
        _element("title", f"{label}: {count:,}", column)
        if i % every == 0:
            _element("text", label, drawing, x=_COLUMN * i + 1, y=tall - 3)
    return drawing
