"""Copies of the tagged texts with other names and hidden words, so that little text teaches contexts and endings rather than the names in it.

Mention replacement is that of Dai and Adel 2020 (An Analysis of Simple Data Augmentation for Named Entity Recognition); hiding words is word
dropout (Iyyer and others 2015). Choices hang on checksums of the text, so that the same texts always give the same copies.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from corpus import Tagged

HIDDEN = 0.5
"""Share of the words of names that a copy hides."""
HIDDEN_OUTSIDE = 0.1
"""Share of all other words that it hides."""
_LONGEST = 5
Pools = Mapping[tuple[str, int], Sequence[str]]


def pools(texts: Iterable[Tagged]) -> Pools:
    """The names of each kind and number of words, sorted."""
    found: dict[tuple[str, int], set[str]] = {}
    for text in texts:
        for start, end, kind in text.names:
            found.setdefault(_size(kind, text.text[start:end]), set()).add(text.text[start:end])
    return {size: sorted(names) for size, names in found.items()}


def widened(found: Pools, bodies: Iterable[str]) -> Pools:
    """The same with more names of organisations, so that contexts meet names of every make."""
    wider = {size: set(names) for size, names in found.items()}
    for name in bodies:
        wider.setdefault(_size("ORG", name), set()).add(name)
    return {size: sorted(names) for size, names in wider.items()}


def with_other_names(text: Tagged, others: Pools, copy: int) -> Tagged:
    """The text with each name replaced, everywhere alike, by one of its kind and number of words."""
    pieces: list[str] = []
    names: list[tuple[int, int, str]] = []
    length = last = 0
    for start, end, kind in text.names:
        old = text.text[start:end]
        choice = others[_size(kind, old)]
        new = choice[_checksum(text.source, old, copy) % len(choice)]
        before = text.text[last:start]
        pieces += (before, new)
        names.append((length + len(before), length + len(before) + len(new), kind))
        length, last = names[-1][1], end
    pieces.append(text.text[last:])
    return Tagged(text.source, "".join(pieces), tuple(names))


def hidden_places(labels: Sequence[str], source: str, copy: int) -> set[int]:
    """The tokens whose word a copy hides."""
    return {
        place
        for place, label in enumerate(labels)
        if _checksum(source, place, copy) % 1000 < 1000 * (HIDDEN_OUTSIDE if label == "O" else HIDDEN)
    }


def without_words(attributes: Sequence[Iterable[str]], hidden: Collection[int], offsets: Iterable[int]) -> Iterator[list[str]]:
    """The attributes of every token without those that quote a hidden word."""
    for place, mine in enumerate(attributes):
        quoted = tuple(f"u {offset} {feature}" for offset in offsets if place + offset in hidden for feature in ("w=", "t="))
        if place in hidden:
            quoted += ("p ",)
        elif place - 1 in hidden or place + 1 in hidden:
            quoted += ("p 0 ",) if place - 1 in hidden else ("p 1 ",)
        yield [attribute for attribute in mine if not attribute.startswith(quoted)] if quoted else list(mine)


def _size(kind: str, name: str) -> tuple[str, int]:
    return kind, min(_LONGEST, name.count(" ") + 1)


def _checksum(*parts: object) -> int:
    return zlib.crc32(repr(parts).encode("utf-8"))
