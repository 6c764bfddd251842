"""Names of persons and places that a recogniser should know: `names.tsv`, a class and its names (separated by `|`) a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from extractor.fold import fold_word, lower

FILE = "names.tsv"


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Folded form in lower case → the classes on whose lists it stands."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, listed in _lists():
        for name in listed:
            form = lower(fold_word(name))
            if kind not in found.get(form, ()):
                found[form] = (*found.get(form, ()), kind)
    return found


def places() -> list[str]:
    """The names of places, as printed."""
    return [name for kind, listed in _lists() if kind == "place" for name in listed]


def _lists() -> Iterator[tuple[str, list[str]]]:
    for line in (files(__package__) / FILE).read_text(encoding="utf-8").splitlines():
        kind, _, listed = line.partition("\t")
        yield kind, listed.split("|")
