"""The `[boilerplate]` table of the language files: what pages say around their articles.

Each key is a kind, and holds a list of phrases, written as usually printed (letter case, accents, harakat, hamza forms, kinds of apostrophes and of spaces do not matter):

    read_also      leads to other stories inside a body ("Read also:"); the headlines behind it are theirs
    list           heads a list of other stories ("Most read", "Latest news", "Related articles")
    share          share, print and font-size bars, copying of links
    follow         calls to follow, subscribe, join a channel, install an application, donate
    comment        heads, forms and notes of comments
    tags           leads to keywords or topics
    advertisement  marks of advertisements
    navigation     home, search, menu, breadcrumb, log in, previous and next
    legal          copyright, disclaimers, consent, trust lines, "translated by", mastheads
    byline         leads to an author's name ("By", "كتب:")
    dateline       leads to a date or time ("Published", "Updated", "آخر تحديث")
    caption        leads of captions and marks of pictures ("Photo:", "صورة أرشيفية"); a line that is nothing else is their label
    label          buttons and titles of pictures and players ("Enlarge", "Gallery")
    credit         leads to the owner of a picture
    missing        says that the page does not exist ("Page not found")
    reading_time   "5 min read", "listen to this article", numbers of views

A phrase is the whole line, give or take digits and signs around it; with an ellipsis behind it ("Follow us…") it begins the line,
with one in the middle too ("Start your… trial…") the rest follows somewhere, with one on both sides ("…all rights reserved…") it stands anywhere in the line. Phrases of all languages that use the page's script, and of the
languages that the page declares, are looked up at once, since the language of a page is told after its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from extractor.errors import LanguageDataError
from extractor.fold import FOLDABLE, fold_word, lower
from extractor.languages import language, scripts

Kind = Literal[
    "read_also",
    "list",
    "share",
    "follow",
    "comment",
    "tags",
    "advertisement",
    "navigation",
    "legal",
    "byline",
    "dateline",
    "caption",
    "label",
    "credit",
    "missing",
    "reading_time",
]

_HEAD, _LINE = 80, 300
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_EDGE = re.compile(f"^(?:(?![{_MARKS}])[\\W\\d_])+|(?:(?![{_MARKS}])[\\W\\d_])+$")  # a vowel sign belongs to its letter
_INDEXED = 4


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of some languages: whole lines, beginnings by their first letters (`lengths`: how many, by the first two), and those that stand anywhere."""

    whole: Mapping[str, Kind]
    beginnings: Mapping[str, tuple[tuple[str, str, Kind], ...]]
    lengths: Mapping[str, tuple[int, ...]]
    inside: Mapping[str, Kind]

    def kind(self, text: str) -> Kind | None:
        """The kind of phrase that a line is, begins with or holds."""
        return self.kinds([text])[0]

    def kinds(self, texts: Sequence[str]) -> list[Kind | None]:
        """The kind of phrase that each line is, begins with or holds: the lines are folded, and searched for what may stand anywhere, all at once."""
        if not texts:
            return []
        printed = "\n".join(text[:_LINE] if "\n" not in text else text[:_LINE].replace("\n", " ") for text in texts)
        folded = _fold(printed)
        lines = folded.split("\n")
        found = [self._by_beginning(line) for line in lines]
        if "©" in folded or "#" in folded:
            found = [kind or _by_sign(line) for kind, line in zip(found, lines, strict=True)]
        held = [(phrase, kind) for phrase, kind in self.inside.items() if phrase in folded]
        if held:
            for n, line in enumerate(lines):
                if found[n] is None:
                    found[n] = next((kind for phrase, kind in held if phrase in line), None)
        return found

    def _by_beginning(self, line: str) -> Kind | None:
        if len(line) <= _HEAD:
            head = _core(line)
            if found := self.whole.get(head):
                return "label" if found == "caption" else found
        else:
            head = line[:_HEAD].lstrip(_SIGNS)
        for length in self.lengths.get(head[:2]) or self.lengths.get(head[:1], ()):
            for phrase, rest, kind in self.beginnings.get(head[:length], ()):
                if head.startswith(phrase) and _word_ends(head, len(phrase)) and rest in line:
                    return "label" if kind == "caption" and not _core(head[len(phrase) :]) else kind
        return None


def _by_sign(line: str) -> Kind | None:
    """What the sign before its words says of a line: an owner, or nothing but hashtags."""
    if "©" in line and line.lstrip().startswith("©"):
        return "legal"
    return "tags" if line.startswith("#") and all(word.startswith("#") and word[1:2].isalnum() for word in line.split()) else None


def _core(line: str) -> str:
    """A line without the digits and signs around its words."""
    line = line.strip(_SIGNS)
    return line if line[:1].isalpha() and line[-1:].isalpha() else _EDGE.sub("", line)


def _fold(text: str) -> str:
    """The form in which phrases and lines are compared: folded, lower case, without accents, one kind of apostrophe."""
    low = lower(text)
    if low.isascii():
        return low
    for letter in set(_CHANGED.findall(low)):  # few kinds, each of which is replaced at once
        low = low.replace(letter, _form(letter))
    return low


@cache
def _form(letter: str) -> str:
    """The form of a letter that `_CHANGED` finds."""
    folded = fold_word(letter)
    return _PLAIN.get(folded) or unicodedata.normalize("NFD", folded)[:1] if _ACCENTED.match(folded) else folded


_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ı": "i", "İ": "i", "ς": "σ"}
_LETTERS = f"{''.join(_PLAIN)}à-åç-ïñ-öù-ýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįĵķĺļľńņňōŏőŕŗřśŝşšţťũūŭůűųŵŷźżžơưșțΆΈ-ΏΪΫά-ΰϊ-ώѐёѓїќѝў"
_ACCENTED = re.compile(f"[{_LETTERS}]")
_CHANGED = re.compile(f"[{_LETTERS}]|{FOLDABLE.pattern}")
_UNSPACED = "\u0e00"


def _word_ends(text: str, position: int) -> bool:
    """Whether a word ends at a position; in scripts without spaces it may end anywhere."""
    last, following = text[position - 1 : position], text[position : position + 1]
    return not (last.isalnum() and following.isalpha()) or last >= _UNSPACED


_COMBINATIONS = 32
"""Groups of languages whose phrases are remembered; what pages declare makes no end of them."""

_SIGNS = " \t\n\u00a0\"'“”„‘’«»()[]{}<>|/\\*•·●■►▶→←›‹+-–—_=~#@&:;,.…!?0123456789©®¿¡※【】（）［］《》〈〉「」『』〔〕＜＞｜：；，。、！？・…★☆◆◇▼▽▲△○◎□➤➡✓✔"


@lru_cache(maxsize=_COMBINATIONS)
def phrases(codes: tuple[str, ...]) -> Phrases:
    """The phrases of the languages, those of earlier ones first. Raises LanguageDataError for an unknown kind."""
    whole: dict[str, Kind] = {}
    beginnings: dict[str, list[tuple[str, str, Kind]]] = {}
    inside: dict[str, Kind] = {}
    for code in codes:
        for kind, printed in language(code).section("boilerplate").items():
            if kind not in get_args(Kind):
                raise LanguageDataError(f"unknown key {kind!r} in [boilerplate]; the keys are {', '.join(get_args(Kind))}", path=f"{code}.toml")
            for phrase in printed:
                _add(phrase, cast(Kind, kind), whole, beginnings, inside)
    ordered = {start: tuple(sorted(found, key=lambda f: -len(f[0]))) for start, found in beginnings.items()}
    return Phrases(whole, ordered, _lengths(ordered), inside)


def _lengths(starts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Lengths of the starts by their first two letters, the greatest first; a start of one letter goes with all that begin with it."""
    found: dict[str, set[int]] = defaultdict(set)
    for start in starts:
        found[start[:2]].add(len(start))
    return {first: tuple(sorted(lengths | found.get(first[:1], set()), reverse=True)) for first, lengths in found.items()}


def _add(phrase: str, kind: Kind, whole: dict[str, Kind], beginnings: dict[str, list[tuple[str, str, Kind]]], inside: dict[str, Kind]) -> None:
    text = _fold(phrase.strip("…"))
    if phrase.startswith("…"):
        inside.setdefault(text, kind)
    elif phrase.endswith("…"):
        begin, _, rest = text.lstrip(_SIGNS).partition("…")
        beginnings.setdefault(begin.rstrip()[:_INDEXED], []).append((begin.rstrip(), rest.strip(), kind))
    elif line := _EDGE.sub("", text):
        whole.setdefault(line, kind)
    else:
        raise LanguageDataError(f"the boilerplate phrase {phrase!r} has no letters, and would be found on every line of figures")


_SCRIPT_RANGES = (
    ("Arab", "\u0600", "\u06ff"),
    ("Hebr", "\u0590", "\u05ff"),
    ("Cyrl", "\u0400", "\u04ff"),
    ("Grek", "\u0370", "\u03ff"),
    ("Deva", "\u0900", "\u097f"),
    ("Beng", "\u0980", "\u09ff"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Kore", "\uac00", "\ud7af"),
    ("Jpan", "\u3040", "\u30ff"),
    ("Hani", "\u4e00", "\u9fff"),
)
"""First and last letters of the scripts that language files name (ISO 15924), as far as they tell languages apart."""


_LEAST_SHARE = 20


def languages_of(sample: str, declared: Iterable[str | None], running: str = "") -> tuple[str, ...]:
    """Codes of the languages whose phrases a page may use: those it declares, those of the scripts in a sample of its text, and English.

    A page in Latin letters that declares none of their languages, or one whose frequent words its running text lacks, may use any.
    """
    known = scripts()
    codes = [code for tag in declared if tag and (code := tag.replace("_", "-").split("-")[0].lower()) in known]
    found = _scripts_of(sample)
    if not found and not any("Latn" in known[code] and _is_spoken(code, running) for code in codes):
        found = frozenset(("Latn",))
    return tuple(dict.fromkeys([*codes, *_written_in(found), "en"]))


def _scripts_of(sample: str) -> frozenset[str]:
    """The scripts beside Latin that more than a few of the letters of a sample are of."""
    kinds = set(sample)
    others = {c: sample.count(c) for c in kinds if c >= _FIRST_LETTER and c.isalpha()}
    if not others:
        return frozenset()
    share = sum(sample.count(c) for c in kinds if c.isalpha()) / _LEAST_SHARE
    return frozenset(script for script, first, last in _SCRIPT_RANGES if sum(number for c, number in others.items() if first <= c <= last) > share)


_FIRST_LETTER = min(first for _, first, _ in _SCRIPT_RANGES)


@lru_cache(maxsize=_COMBINATIONS)
def _written_in(found: frozenset[str]) -> tuple[str, ...]:
    """The languages that are written in some scripts."""
    return tuple(code for code, used in scripts().items() if not found.isdisjoint(used))


def _is_spoken(code: str, running: str) -> bool:
    """Whether a text can be in a language: it is short, or some of its words are frequent in it."""
    words = _fold(running).split()
    frequent = _frequent(code)
    return len(words) < _FEWEST_WORDS or not frequent or sum(map(frequent.__contains__, words)) >= _LEAST_FREQUENT * len(words)


@cache
def _frequent(code: str) -> frozenset[str]:
    return frozenset(_fold(word) for word in language(code).section("metadata").get("frequent_words", ()))


_FEWEST_WORDS, _LEAST_FREQUENT = 40, 0.08
"""Words of a text from which it tells a language, and the share of frequent words that it has at least (half of what news texts have)."""
