"""Names of persons and places that a recogniser should know: `names.tsv`, a class and its names (separated by `|`) a line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from extractor.fold import fold_word, lower

FILE = "names.tsv"


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Folded form in lower case → the classes on whose lists it stands."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files(__package__) / FILE).read_text(encoding="utf-8").splitlines():
        kind, _, listed = line.partition("\t")
        for name in listed.split("|"):
            form = lower(fold_word(name))
            if kind not in found.get(form, ()):
                found[form] = (*found.get(form, ()), kind)
    return found
