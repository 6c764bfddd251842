"""A name found once in a page is found everywhere in it (Krishnan and Manning 2006: a page's own evidence beats a sentence's)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.fields.organisations.words import Word

Named = tuple[int, int, str]
"""First and last token of a name, and its kind."""


def agree(found: Sequence[Named], words: Sequence[Word], printed: Sequence[str]) -> list[Named]:
    """The names of a page, in order, disjoint: each under the kind that it mostly has, and wherever its words stand unnamed."""
    forms = [word.form for word in words]
    kinds: dict[tuple[str, ...], Counter[str]] = {}
    for first, last, kind in found:
        kinds.setdefault(tuple(forms[first : last + 1]), Counter())[kind] += 1
    usual = {name: _usual(counts) for name, counts in kinds.items()}
    kept = [(first, last, usual[tuple(forms[first : last + 1])] or kind) for first, last, kind in found]
    return sorted([*kept, *_unnamed(usual, kinds, kept, forms, printed)])


def _usual(counts: Counter[str]) -> str | None:
    """The kind of more than half of a name's places; None when there is none."""
    kind, count = counts.most_common(1)[0]
    return kind if 2 * count > counts.total() else None


def _unnamed(
    usual: dict[tuple[str, ...], str | None],
    kinds: dict[tuple[str, ...], Counter[str]],
    kept: Sequence[Named],
    forms: Sequence[str],
    printed: Sequence[str],
) -> list[Named]:
    """Places of known names at which nothing was found."""
    single = {name[0] for name in usual if len(name) == 1}
    places = Counter(form for form, word in zip(forms, printed, strict=True) if form in single and not word.islower())
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name, kind in usual.items():
        if kind and (len(name) > 1 or _is_telling(name, kinds[name], places)):
            by_first.setdefault(name[0], []).append(name)
    taken = bytearray(len(forms))
    for first, last, _ in kept:
        taken[first : last + 1] = b"\1" * (last + 1 - first)
    found: list[Named] = []
    for place in [place for place, form in enumerate(forms) if form in by_first]:
        if taken[place]:
            continue
        for name in sorted(by_first[forms[place]], key=len, reverse=True):
            last = place + len(name) - 1
            if tuple(forms[place : last + 1]) == name and not any(taken[place : last + 1]) and not printed[place].islower():
                found.append((place, last, usual[name] or ""))
                taken[place : last + 1] = b"\1" * len(name)
                break
    return found


def _is_telling(name: tuple[str, ...], counts: Counter[str], places: Counter[str]) -> bool:
    """Whether one word is a name rather than a noun: found at least at half of its places."""
    return 2 * counts.total() >= places[name[0]] and len(name[0]) > 1
