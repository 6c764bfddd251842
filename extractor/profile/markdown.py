"""The card as Markdown."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Template

from extractor.profile.count import Card, Section

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BREAK = re.compile(r"\s+")


def as_markdown(card: Card) -> str:
    """The card as a Markdown document; names from pages are escaped, so that they are shown and not read as mark-up."""
    template = Template((files("extractor.profile") / "page.md").read_text(encoding="utf-8"))
    facts = "\n".join(f"| {name} | {value} |" for name, value in card.facts)
    return template.substitute(source=_plain(card.source), facts=facts, sections="\n".join(map(_section, card.sections)))


def _section(section: Section) -> str:
    rows = "\n".join(f"| {_plain(label)} | {count:,} | {_percent(count, section.total)} |" for label, count in section.rows)
    note = f"{section.note}\n\n" if section.note else ""
    more = f"\n{section.left_out:,} more are not shown.\n" if section.left_out else ""
    return f"## {section.title}\n\n{note}| | count | share |\n|---|---:|---:|\n{rows}\n{more}"


def _percent(count: int, total: int) -> str:
    return f"{count / total:.1%}" if total else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _BREAK.sub(" ", text).strip())
