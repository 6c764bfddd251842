"""The names of the gazetteer as phrases of comparable words, compiled into `organisations.npz` for a quick start."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from extractor.knowledge.gazetteer import Entry, parse_row, read_rows

FILE = "organisations.npz"

@dataclass(frozen=True, slots=True)
class Phrases:
    """An index of phrases.

    numbers   phrase (comparable words joined by a space) → its number
    longest   first word → number of words of the longest phrase that it opens
    firsts    rows of a phrase n: `rows[firsts[n]:firsts[n + 1]]`, numbers of rows of the gazetteer; none for a place
    capitals  whether a phrase is an acronym, printed in capitals
    places    whether a phrase is a name of a place too (of one word, only where it also names a body)
    contexts  for each place of `rows` whether the phrase needs context before it names that body
    """

    numbers: dict[str, int]
    longest: dict[str, int]
    firsts: Sequence[int]
    rows: Sequence[int]
    capitals: Sequence[bool]
    places: Sequence[bool]
    contexts: Sequence[bool]

    def entries(self, number: int) -> list[int]:
        """The rows that a phrase names."""
        return list(self.rows[self.firsts[number] : self.firsts[number + 1]])

    def telling(self, number: int) -> list[int]:
        """Those of them that it names without context."""
        places = range(self.firsts[number], self.firsts[number + 1])
        return [self.rows[place] for place in places if not self.contexts[place]]


@cache
def phrases() -> Phrases:
    """The compiled index; read once a process."""
    import numpy

    with (files(__package__) / FILE).open("rb") as source, numpy.load(source) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        opening = bytes(arrays["opening"]).decode("utf-8").split("\n")
        return Phrases(
            dict(zip(names, range(len(names)), strict=True)),
            dict(zip(opening, arrays["longest"].tolist(), strict=True)),
            arrays["firsts"].tolist(),
            arrays["rows"].tolist(),
            arrays["capitals"].tolist(),
            arrays["places"].tolist(),
            arrays["contexts"].tolist(),
        )


@cache
def _rows() -> list[str]:
    return read_rows()


@lru_cache(maxsize=4096)
def entry(row: int) -> Entry:
    """The entry of a row of the gazetteer."""
    return parse_row(_rows()[row])


def compile_phrases(
    entries: Iterable[Entry],
    places: Iterable[str],
    keys: Callable[[str], Sequence[str]],
    declined: Callable[[Entry, str], Iterable[Sequence[str]]],
) -> dict[str, Any]:
    """The arrays of the index; `keys` turns a name into its comparable words, `declined` gives those of its cases. Names of places of several words stand in it without a row."""
    import numpy

    found: dict[str, tuple[list[bool], dict[int, bool]]] = {}
    located = {" ".join(keys(place)) for place in places}
    for place in sorted(located):
        if " " in place:
            found[place] = ([False], {})
    cases: dict[str, dict[int, bool]] = {}
    for row, body in enumerate(entries):
        acronyms = set(body.acronyms)
        for name in body.names():
            words = keys(name)
            if not words:
                continue
            capitals, rows = found.setdefault(" ".join(words), ([], {}))
            capitals.append(name in acronyms or _is_acronym(name))
            rows[row] = rows.get(row, True) and name in body.context
            for form in declined(body, name):
                cases.setdefault(" ".join(form), {}).setdefault(row, name in body.context)
    for form, rows in cases.items():
        found.setdefault(form, ([False], rows))
    names = sorted(found)
    longest: dict[str, int] = {}
    for name in names:
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    opening = sorted(longest)
    counts = [len(found[name][1]) for name in names]
    return {
        "names": _blob(names),
        "opening": _blob(opening),
        "longest": numpy.array([longest[word] for word in opening], dtype="u1"),
        "firsts": numpy.concatenate(([0], numpy.cumsum(counts))).astype("u4"),
        "rows": numpy.array([row for name in names for row in found[name][1]], dtype="u2"),
        "capitals": numpy.array([all(found[name][0]) for name in names]),
        "places": numpy.array([name in located for name in names]),
        "contexts": numpy.array([context for name in names for context in found[name][1].values()]),
    }


def _blob(lines: list[str]) -> Any:
    import numpy

    return numpy.frombuffer("\n".join(lines).encode("utf-8"), dtype="u1")


def _is_acronym(name: str) -> bool:
    return re.fullmatch(r"[A-Z&-]{2,6}", name) is not None
