"""From what a byline says to names of persons.

Keys of the [metadata] table that are read here (words in lower case)
    byline        words before names ("by", "كتب")
    conjunctions  words between names ("and", "و")
    roles         words of a function or a place that follow a name ("correspondent", "مراسل")
    not_authors   what stands in a byline and is nobody ("staff", "وكالات")
    agencies      news agencies as they are printed
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractor.fields.titles import squash
from extractor.fold import fold_word, key, lower
from extractor.languages import Language, language

_NEVER = "(?!)"
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+|(?<!\w)@\w+|\S+\.(?:com|org|net|php|html)\S*", re.IGNORECASE)
_DIVIDERS = re.compile(r"\s*(?:[;|•·/،؛、,]|\s[-–—]\s|\n)\s*")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_EDGES = " \t.:,;|-–—_*\"'“”«»()[]…،؛‎‏"
_LONGEST_NAME, _MOST_WORDS, _MOST_NAMES = 60, 6, 30
_UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The table, compiled: folded lower-case words and the patterns made of them."""

    byline: re.Pattern[str]
    conjunction: re.Pattern[str]
    glued: tuple[str, ...]
    roles: frozenset[str]
    nobody: frozenset[str]
    agencies: frozenset[str]


@cache
def name_words(of: Language) -> NameWords:
    """The compiled [metadata] table of a language, with English, which bylines of every language use."""
    sections = [of.section("metadata"), language("en").section("metadata")]
    words = {name: [lower(fold_word(w)) for s in sections for w in s.get(name, ())] for name in ("byline", "conjunctions", "roles", "not_authors", "agencies")}
    free = [w for w in words["conjunctions"] if w.isalpha()]
    signs = [w for w in words["conjunctions"] if not w.isalpha()]
    return NameWords(
        byline=re.compile(rf"^\s*(?:{_either(words['byline'])})(?:\s*[:：/\-–—]\s*|\s+)", re.IGNORECASE),
        conjunction=re.compile(rf"\s+(?:{_either(free)})\s+|\s*(?:{_either(signs)})\s*", re.IGNORECASE),
        glued=tuple(w for w in of.section("metadata").get("conjunctions", ()) if len(w) == 1 and w.isalpha() and _UNCASED.match(w)),
        roles=frozenset(words["roles"]),
        nobody=frozenset(squash(w) for w in [*words["not_authors"], *words["agencies"]]),
        agencies=frozenset(squash(w) for w in words["agencies"]),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) or _NEVER


def names_in(text: str, words: NameWords, outlets: Iterable[str]) -> list[str]:
    """The names of persons in a byline or an author value, as printed, in order. `outlets`: squashed names of the publisher."""
    text = _ADDRESS.sub(" ", text)
    text = _BRACKETS.sub(" ", text)
    text = _without_byline(" ".join(text.split()), words)
    known = {o for o in outlets if len(o) >= 3}
    found: list[str] = []
    for piece in _pieces(text, words):
        name = _without_role(_without_byline(piece, words), words).strip(_EDGES)
        if is_name(name, words, known):
            found.append(name)
        elif found and piece and _names_function(piece, words):
            continue
    return list(dict.fromkeys(found))[:_MOST_NAMES]


def is_name(text: str, words: NameWords, outlets: set[str]) -> bool:
    """Whether a text can be a person's name: few words, capitals where the script has them, neither role, agency nor outlet."""
    squashed = squash(text)
    parts = text.split()
    if not (len(squashed) >= 2 and len(text) <= _LONGEST_NAME and len(parts) <= _MOST_WORDS) or any(c.isdigit() for c in text):
        return False
    if squashed in words.nobody or squashed in outlets or any(len(o) >= 5 and (o in squashed) for o in outlets):
        return False
    folded = [lower(fold_word(p)).strip(_EDGES) for p in parts]
    if any(squash(p) in words.nobody for p in folded) and len(parts) > 1 and folded[0] not in {"al"}:
        return False
    if _UNCASED.search(text):
        return True
    return any(p[:1].isupper() for p in parts)


def _without_byline(text: str, words: NameWords) -> str:
    for _ in range(3):
        shorter = words.byline.sub("", fold_edges(text), count=1)
        if shorter == text:
            break
        text = shorter
    return text


def fold_edges(text: str) -> str:
    """The text without marks at its edges."""
    return text.strip(_EDGES)


def _pieces(text: str, words: NameWords) -> list[str]:
    pieces: list[str] = []
    for piece in _DIVIDERS.split(text):
        for part in words.conjunction.split(piece):
            pieces.extend(_unglued(part, words))
    return [p for p in (piece.strip(_EDGES) for piece in pieces) if p]


def _unglued(part: str, words: NameWords) -> list[str]:
    """Parts of a text whose conjunction is glued to the second name: "منى وسامي" stays, "منى سالم وسامي علي" is two."""
    tokens = part.split()
    for mark in words.glued:
        for i in range(2, len(tokens) - 1):
            if tokens[i].startswith(mark) and len(tokens[i]) > 3:
                return [" ".join(tokens[:i]), " ".join([tokens[i][1:], *tokens[i + 1 :]])]
    return [part]


def _without_role(piece: str, words: NameWords) -> str:
    """A name without the role behind it: cut before the first word of a function that is not a capitalised part of the name."""
    tokens = piece.split()
    for i in range(1, len(tokens)):
        word = lower(fold_word(tokens[i])).strip(_EDGES)
        if word in words.roles and (not tokens[i][:1].isupper() or i >= 2 or _UNCASED.search(tokens[i])):
            return " ".join(tokens[:i])
    return piece


def _names_function(piece: str, words: NameWords) -> bool:
    return any(lower(fold_word(t)) in words.roles for t in piece.split())


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: equal but for case, diacritics and marks."""
    return key(one) == key(other)
