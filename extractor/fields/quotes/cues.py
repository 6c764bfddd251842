"""The cues of a language: their kinds, and all of them as one pattern that a text is scanned with once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extractor.fold import fold_word, lower

WORD_CHARS = r"\w\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
"""Characters of words, for a character class: letters, digits, and the vowel signs of Indic scripts and Thai, which `\\w` leaves out."""

CueKind = Literal["verb", "participle", "label", "passive", "according", "according_after", "according_carried"]

_SUFFIX = "~"
_CLOSED = f"(?![{WORD_CHARS}])"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cue is: `guarded` needs content beside it, `addressed` takes an addressee, `written` is a medium."""

    kind: CueKind
    guarded: bool = False
    addressed: bool = False
    written: bool = False


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue in folded text. `start` is that of the cue itself; `joined` says that a proclitic stands before it."""

    start: int
    end: int
    word: str
    entry: Entry
    joined: bool = False


def folded_words(words: Iterable[str]) -> frozenset[str]:
    """Words of a table as they are matched: folded, in lower case."""
    return frozenset(lower(fold_word(word)) for word in words)


def entries_of(table: Mapping[str, Any]) -> dict[str, Entry]:
    """What each cue of a table is, by its folded word; of two keys with one word the later one counts."""
    written = folded_words(table.get("written_verbs", ()))
    guarded = folded_words(table.get("guarded_verbs", ())) | set(separable_stems(table))
    addressed = folded_words(table.get("addressed_verbs", ()))
    out: dict[str, Entry] = {}
    keys = ("verbs", "written_verbs", "guarded_verbs", "addressed_verbs")
    for words in (*(folded_words(table.get(key, ())) for key in keys), set(separable_stems(table))):
        for word in sorted(words):
            out[word] = Entry("verb", word in guarded, word in addressed, word in written)
    kinds: tuple[tuple[str, CueKind], ...] = (
        ("participles", "participle"),
        ("labels", "label"),
        ("passive_cues", "passive"),
        ("according", "according"),
        ("according_after", "according_after"),
        ("according_carried", "according_carried"),
    )
    for key, kind in kinds:
        for word in sorted(folded_words(table.get(key, ()))):
            out[word] = Entry(kind, False, word in addressed, word in written)
    return out


def separable_stems(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Stems of separable verbs with the parts that make them verbs of saying: "teilte mit" → {"teilte": {"mit"}}."""
    out: dict[str, set[str]] = {}
    for pair in table.get("separable_verbs", ()):
        stem, _, part = lower(fold_word(pair)).partition(" ")
        out.setdefault(stem, set()).add(part)
    return {stem: frozenset(parts) for stem, parts in out.items()}


def cue_pattern(words: Iterable[str], entries: Mapping[str, Entry], proclitics: Iterable[str], unspaced: bool) -> re.Pattern[str] | None:
    """One pattern for all cues: group 1 a proclitic, group 2 the cue; None when there are none. `words` are the cues as printed."""
    if not entries:
        return None
    variants = {variant for word in (*words, *entries) for variant in (word, word[:1].upper() + word[1:])}
    before = "" if unspaced else rf"(?<![{WORD_CHARS}’-])"
    letters = "".join(fold_word(letter) for letter in proclitics)
    prefix = f"([{letters}]?)" if letters else "()"
    return re.compile(f"{before}{prefix}({_trie(variants, unspaced)})")


def alternatives(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for any of the words; None when there are none."""
    folded = {lower(fold_word(word)) for word in words}
    variants = {variant for word in folded for variant in (word, word[:1].upper() + word[1:])}
    return re.compile(rf"(?<!\w)(?:{_trie(variants, False)})") if variants else None


def _trie(words: Iterable[str], unspaced: bool) -> str:
    """One pattern for many words that shares their beginnings, so that a scan looks at a character once; longest word first.

    What must not follow a word is said once behind all of them where none may touch the next word: a set of characters takes long to compile.
    """
    root: dict[str, Any] = {}
    words = set(words)
    whole = not unspaced and not any(word.endswith(_SUFFIX) for word in words)
    for word in words:
        node = root
        for char in word.removesuffix(_SUFFIX):
            node = node.setdefault(char, {})
        node[_SUFFIX if word.endswith(_SUFFIX) or unspaced else ""] = {}
    return f"(?:{_branch(root, '')}){_CLOSED}" if whole else _branch(root, _CLOSED)


def _branch(node: Mapping[str, Any], closed: str) -> str:
    ends = [] if "" not in node else [closed]
    ends += [""] if _SUFFIX in node else []
    branches = [re.escape(char) + _branch(child, closed) for char, child in sorted(node.items()) if char not in ("", _SUFFIX)]
    options = branches + ends
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
