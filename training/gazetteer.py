"""Put the gazetteer in order: `python training/gazetteer.py` sorts its rows by key and fills the column `context` by rule, and compiles
its index.

Names of national bodies without their country (`Supreme Court of Kenya` → `Supreme Court`) are added to the aliases.

A name needs context when it is a name of another row too, when it is one common word or a first name, when it is a place, or when a national body's name is
made of common words alone (`Ministry of Health`) and stands not in `telling_names.txt`. What was put there by hand stays.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

import corpus  # noqa: E402

from extractor.fields.organisations.gazetteer import comparable, declined  # noqa: E402
from extractor.fields.organisations.lexicon import lexicon  # noqa: E402
from extractor.fields.organisations.words import phrase_key  # noqa: E402
from extractor.fold import fold, fold_word, lower  # noqa: E402
from extractor.knowledge.gazetteer import COLUMNS, FILE, Entry, parse_row, read_rows, row_of  # noqa: E402
from extractor.knowledge.names import names, places  # noqa: E402
from extractor.knowledge.phrases import compile_phrases  # noqa: E402
from extractor.languages import language  # noqa: E402
from extractor.tokens import tokenise  # noqa: E402

NATIONAL = frozenset({"government", "parliament", "court", "armed_forces", "union", "federation", "party", "hospital"})
LINKS = frozenset({"of", "في"})
HAN = "\u3040"
"""From here on one letter is as good as a syllable or a word: two of them make a name."""
LANGUAGES = ("ar", "de", "en", "es", "fr")


def main() -> None:
    """Rewrite the file."""
    common = common_words()
    bodies = [with_context(body, common) for body in with_shared(with_short_names(parse_row(row)) for row in read_rows())]
    lines = ["\t".join(COLUMNS), *(row_of(body) for body in sorted(bodies, key=lambda body: body.key))]
    (ROOT / "extractor" / "knowledge" / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    compile_index()
    print(f"{len(bodies)} bodies, {sum(len(body.context) for body in bodies)} names that need context")


def compile_index() -> None:
    """Write the index of the file."""
    arrays = compile_phrases(map(parse_row, read_rows()), places(), comparable, declined)
    numpy.savez_compressed(ROOT / "extractor" / "knowledge" / "organisations.npz", **arrays)


def with_short_names(body: Entry) -> Entry:
    """Add the names that a body bears in its own country."""
    if body.country is None or body.kind not in (NATIONAL | {"club"}) - {"union"}:
        return body
    known = {" ".join(comparable(name)) for name in body.names()}
    added: dict[str, list[str]] = {"en": [], "ar": []}
    for code, name in (("en", body.name_en), ("ar", body.name_ar)):
        for short in short_names(name, body.country, code):
            if " ".join(comparable(short)) not in known:
                known.add(" ".join(comparable(short)))
                added[code].append(short)
    return replace(
        body,
        aliases_en=(*body.aliases_en, *added["en"]),
        aliases_ar=(*body.aliases_ar, *added["ar"]),
        context=body.context | {*added["en"], *added["ar"]},
    )


def short_names(name: str, country: str, code: str) -> Iterator[str]:
    """A name without its country at either end, and a club's without the noun before it."""
    table = lexicon(language(code))
    words = name.split(" ")
    places = [fold_word(word) for word in words]
    if len(words) > 2 and table.countries.get(places[-1]) == country and (code != "ar" or places[-1].endswith(("ي", "يه"))):
        words = words[: -2 if words[-2] in LINKS else -1]
    elif len(words) > 2 and table.countries.get(places[0]) == country:
        words = words[1:]
    heads = [word for word in words if phrase_key(lower(fold_word(word))) in table.heads]
    if len(words) < len(places) and len(words) > len(heads[:1]) and not (len(words) == 1 and heads):
        yield " ".join(words)
    if code == "ar" and len(words) > 1 and table.heads.get(fold_word(words[0])) == "club":
        yield " ".join(words[1:])


def with_shared(bodies: Iterable[Entry]) -> list[Entry]:
    """Mark the names that several bodies bear."""
    bodies = list(bodies)
    bearers: dict[str, set[str]] = {}
    for body in bodies:
        for name in body.names():
            bearers.setdefault(" ".join(comparable(name)), set()).add(body.key)
    return [
        replace(
            body,
            context=frozenset(
                name for name in body.names() if not _is_default(name, body) and (name in body.context or _is_shared(name, bearers))
            ),
        )
        for body in bodies
    ]


def _is_shared(name: str, bearers: Mapping[str, set[str]]) -> bool:
    return len(bearers[" ".join(comparable(name))]) > 1


def _is_default(name: str, body: Entry) -> bool:
    return _defaults().get(" ".join(comparable(name))) == body.key


def with_context(body: Entry, common: frozenset[str]) -> Entry:
    """Mark the names that say too little."""
    marked = set(body.context)
    for name in body.names():
        keys = comparable(name)
        if " ".join(keys) in telling():
            continue
        if " ".join(keys) in located():
            marked.add(name)
        if len(keys) > 1 and any(word in countries() for word in fold_word(name).split(" ")):
            continue
        generic = all(key in common or not key.isalnum() for key in keys)
        if name in body.acronyms and name.isupper() and len(name) > 2 and not generic:
            continue
        if (len(keys) == 1 and (generic or "first" in names().get(keys[0], ()) or "place" in names().get(keys[0], ()) or len(keys[0]) < (2 if keys[0] >= HAN else 3))) or (generic and body.country and body.kind in NATIONAL):
            marked.add(name)
    return replace(body, context=frozenset(marked))


@cache
def _defaults() -> dict[str, str]:
    """Comparable words of each line of `telling_names.txt` → the key behind the tab: of several bearers the one that is meant by default."""
    lines = (ROOT / "training" / "telling_names.txt").read_text(encoding="utf-8").splitlines()
    return {" ".join(comparable(name)): key for name, _, key in (line.partition("\t") for line in lines)}


@cache
def telling() -> frozenset[str]:
    """Names of common words that name one body all over the world."""
    return frozenset(_defaults())


@cache
def located() -> frozenset[str]:
    """Comparable words of the names of places."""
    return frozenset(" ".join(comparable(place)) for place in places())


@cache
def countries() -> frozenset[str]:
    """Names and adjectives of countries in all languages."""
    return frozenset(word for code in LANGUAGES for word in lexicon(language(code)).countries)


def common_words() -> frozenset[str]:
    """Words that the training texts print outside of names, in lower case where the script has case."""
    counts: Counter[str] = Counter()
    for code in LANGUAGES:
        adjectives = {word for word, classes in lexicon(language(code)).classes.items() if "nat" in classes}
        for text in corpus.read(code):
            folded = fold(text.text)
            inside = [(folded.position(start), folded.position(end)) for start, end, _ in text.names]
            tokens = tokenise(folded.text)
            for word, start in zip(tokens.words, tokens.starts, strict=True):
                named = any(first <= start < last for first, last in inside)
                if not word[0].isupper() and phrase_key(word) not in adjectives and (not named or word.isascii()):
                    counts[phrase_key(lower(word))] += 1
    heads = {head for code in LANGUAGES for head in lexicon(language(code)).heads}
    return frozenset(word for word, count in counts.items() if count > 1 and len(word) > 1) | frozenset(heads)


if __name__ == "__main__":
    main()
