"""The tagged texts: `organisations/LL_N.txt` holds a sentence a line, `LL_articles_N.txt` a paragraph a line and a blank line between articles.

Names stand in `{ORG:…}`, `{PER:…}` and `{LOC:…}`; proclitics and articles stay outside of the braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "organisations"
KINDS = ("ORG", "PER", "LOC")
_TAG = re.compile(r"\{(ORG|PER|LOC):([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text and its names: half-open spans of code points with their kind."""

    source: str
    text: str
    names: tuple[tuple[int, int, str], ...]


def read(language: str) -> list[Tagged]:
    """All texts of a language, in the order of the files' names."""
    return [text for path in sorted(FOLDER.glob(f"{language}_*.txt")) for text in read_file(path)]


def read_file(path: Path) -> Iterator[Tagged]:
    """The texts of a file: its articles, or its lines. Raises ValueError where braces do not pair."""
    content = path.read_text(encoding="utf-8")
    pieces = re.split(r"\n\s*\n", content) if "_articles_" in path.name else content.split("\n")
    for number, piece in enumerate(pieces, 1):
        if piece.strip():
            yield parse(piece.strip(), f"{path.name}:{number}")


def parse(tagged: str, source: str = "") -> Tagged:
    """Take the tags out of a text and keep their places."""
    plain: list[str] = []
    names: list[tuple[int, int, str]] = []
    length = last = 0
    for match in _TAG.finditer(tagged):
        before, name = tagged[last : match.start()], match[2]
        start = length + len(before)
        plain += (before, name)
        length = start + len(name)
        names.append((start, length, match[1]))
        last = match.end()
    plain.append(tagged[last:])
    text = "".join(plain)
    if "{" in text or "}" in text:
        raise ValueError(f"{source}: braces that are no tag: {text[max(0, text.find('{') - 30):][:80]!r}")
    return Tagged(source, text, tuple(names))
