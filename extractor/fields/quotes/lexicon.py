"""The [quotes] table of a language file, typed and folded, with its cues as one pattern. What its keys mean: `table.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from extractor.errors import LanguageDataError
from extractor.fields.quotes.cues import (
    CueMatch,
    Entry,
    alternatives,
    cue_pattern,
    entries_of,
    folded_words,
    separable_stems,
)
from extractor.fields.quotes.table import CUES, SETTINGS, WORDS
from extractor.fold import fold_word, lower
from extractor.languages import Language

Order = Literal["subject-first", "verb-first", "verb-second", "verb-final", "unspaced"]


_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_SHORTEST_PART = 4
_SHORTEST_STEM = 5
_LONGEST_ENDING = 2
_ANNOUNCES = re.compile(r"\s*[,:،]?\s*[\"“„«‘]|\s*:")
_CONTRACTION = re.compile("[’']")
_IS_OVER = re.compile(r"\s*(?:[.,。，]|$)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The [quotes] table of a language, ready for use; every word folded and in lower case."""

    code: str
    order: Order
    cased: bool
    drops_subject: bool
    inverts: bool
    joined_participles: bool
    single_marks: bool
    dash_dialogue: bool
    verb_after_source: bool
    compounds: bool
    capitalised_nouns: bool
    heads_last: bool
    bare_names: bool
    one_meant: bool
    longest_name: int
    strict_complementiser: bool
    adverb_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    origin_endings: tuple[str, ...]
    restored_letter: str
    proclitics: str
    joined_articles: tuple[str, ...]
    suffixed_articles: tuple[str, ...]
    joined_prepositions: str
    attribute_endings: tuple[str, ...]
    role_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    bare_genitives: bool
    patronymic_endings: tuple[str, ...]
    genitive_endings: tuple[str, ...]
    female_endings: tuple[str, ...]
    plural_verb_endings: tuple[str, ...]
    thing_endings: tuple[str, ...]
    possessive_endings: tuple[str, ...]
    separable: Mapping[str, frozenset[str]]
    entries: Mapping[str, Entry]
    cue: re.Pattern[str] | None
    words: Mapping[str, frozenset[str]]
    content_end: re.Pattern[str] | None

    def has(self, group: str, word: str) -> bool:
        """Whether a folded lower-case word is in a group of the table."""
        return word in self.words[group]

    @property
    def unspaced(self) -> bool:
        """Whether the script has no spaces between words."""
        return self.order == "unspaced"

    def is_role(self, word: str) -> bool:
        """Whether a word makes a phrase a role."""
        return self.is_noun_of("roles", word)

    def is_noun_of(self, group: str, word: str) -> bool:
        """Whether a word is a noun of a group: as listed, with an ending (Vereins), or as the last part of a compound (Verkehrsministerin, ex-wife)."""
        nouns = self.words[group]
        if self.unspaced:
            return any(word.endswith(noun) for noun in nouns)
        if word in nouns or not self.cased:
            return word in nouns
        if "-" in word and self.is_noun_of(group, word.rpartition("-")[2]):
            return True
        for cut in range(1, min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM) + 1):
            if word[:-cut] in nouns and word[-cut:].isalpha():
                return True
        return self.compounds and any(word[cut:] in nouns for cut in range(1, len(word) - _SHORTEST_PART + 1))

    def is_pronoun(self, word: str, kind: str = "") -> bool:
        """Whether a word is a pronoun (of a kind: male, female, plural, first, other), also one that a verb is contracted with (I’m)."""
        group = self.words[f"pronouns.{kind}" if kind else "pronouns"]
        return word in group or _CONTRACTION.split(word, maxsplit=1)[0] in group

    def agent_of(self, words: Sequence[str]) -> str:
        """The head of a noun phrase, before its prepositions, when its ending makes it what people do; else an empty string."""
        head = next((i for i, w in enumerate(words) if i and (w in self.words["genitives"] or w in self.words["adjuncts"])), len(words))
        noun = words[head - 1] if head else ""
        return noun if self._is_agent(noun) or any(self._is_agent(noun.removesuffix(e)) for e in self.plural_endings) else ""

    def _is_agent(self, noun: str) -> bool:
        return noun.endswith(self.role_endings) and noun not in self.words["determiners"] and noun not in self.words["time_words"]

    def is_definite(self, word: str) -> bool:
        """Whether an article is written to the word; foreign names may begin with its letters (إلهام)."""
        return word.startswith(self.joined_articles) and word not in self.words["name_heads"]

    def has_article(self, word: str) -> bool:
        """Whether an article is written to the end of the word (statsministeren)."""
        return word.endswith(self.suffixed_articles)

    def without_article(self, word: str) -> str:
        """The word without the article that is written to it."""
        return word.removeprefix(self.joined_articles[0])

    def without_possessive(self, word: str) -> str:
        """A word without the ending of a possessive."""
        ending = next((ending for ending in self.possessive_endings if word.endswith(ending)), "")
        return word.removesuffix(ending)

    def is_time(self, match: re.Match[str] | None) -> bool:
        """Whether a matched word is a month or another word of time."""
        word = lower(match.group()) if match else ""
        return self.has("months", word) or self.has("time_words", word)

    def cues(self, text: str) -> Iterator[CueMatch]:
        """Every cue of a folded text, in order; one scan."""
        if self.cue is None:
            return
        for match in self.cue.finditer(text):
            word = lower(match.group(2))
            entry = self.entries.get(word)
            if entry is not None:
                yield CueMatch(match.start(2), match.end(2), word, entry, bool(match.group(1)))

    def is_abbreviation(self, word: str) -> bool:
        """Whether a full stop behind the word may be no sentence end: initials, listed abbreviations, ordinals."""
        low = word.lower()
        if len(low) == 1 and low.isalpha():
            return True
        if low in self.words["abbreviations"]:
            return True
        return "." in low and all(len(part) <= 1 for part in low.split("."))

    def goes_on_after_mark(self, text: str, start: int, end: int, stop: str) -> bool:
        """Whether a sentence goes on behind a marked question or exclamation: a short subject and its cue follow."""
        if self.cue is None or self.order == "verb-first":
            return False
        match = self.cue.search(text, start, min(end, start + 90))
        if match is None or _ANNOUNCES.match(text, match.end(), end):
            return False
        between = text[start : match.start()]
        if any(c in between for c in ',.;:!?"“”«»') or len(between.split()) > 6:
            return False
        return stop not in ".۔。" or (len(between.split()) <= 4 and _IS_OVER.match(text, match.end(), end) is not None)


_PRONOUNS = ("male", "female", "plural", "neuter", "first", "other")


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, built once. Raises LanguageDataError for an unknown key of the table."""
    table = language.section("quotes")
    if unknown := set(table) - {*CUES, *WORDS, *SETTINGS}:
        raise LanguageDataError(f"[quotes] has no key {sorted(unknown)}", path=f"{language.code}.toml")
    entries = entries_of(table)
    words = {group: folded_words(table.get(group, ())) for group in WORDS}
    pronouns: Mapping[str, Any] = table.get("pronouns", {})
    words |= {f"pronouns.{kind}": folded_words(pronouns.get(kind, ())) for kind in _PRONOUNS}
    words["pronouns"] = frozenset[str]().union(*(words[f"pronouns.{kind}"] for kind in _PRONOUNS))
    unspaced = table.get("order") == "unspaced"
    return Lexicon(
        code=language.code,
        order=table.get("order", "subject-first"),
        cased=bool(_CASED & set(language.scripts)) or not language.scripts,
        drops_subject=bool(table.get("drops_subject", False)),
        inverts=bool(table.get("inverts", False)),
        joined_participles=bool(table.get("joined_participles", False)),
        single_marks=bool(table.get("single_marks", False)),
        compounds=bool(table.get("compounds", False)),
        capitalised_nouns=bool(table.get("capitalised_nouns", False)),
        heads_last=bool(table.get("heads_last", False)),
        longest_name=int(table.get("longest_name", 0)),
        one_meant=bool(table.get("one_meant", False)),
        bare_names=bool(table.get("bare_names", False)),
        verb_after_source=bool(table.get("verb_after_source", False)),
        dash_dialogue=bool(table.get("dash_dialogue", False)),
        strict_complementiser=bool(table.get("strict_complementiser", False)),
        origin_endings=tuple(fold_word(ending) for ending in table.get("origin_endings", ())) or ("\0",),
        verb_endings=tuple(table.get("verb_endings", ())) or ("\0",),
        proclitics="".join(fold_word(letter) for letter in table.get("proclitics", ())),
        joined_articles=tuple(fold_word(article) for article in table.get("joined_articles", ())) or ("\0",),
        suffixed_articles=tuple(table.get("suffixed_articles", ())) or ("\0",),
        joined_prepositions="".join(fold_word(letter) for letter in table.get("joined_prepositions", ())),
        restored_letter=str(table.get("restored_letter", "")),
        plural_endings=tuple(table.get("plural_endings", ())) or ("\0",),
        adverb_endings=tuple(table.get("adverb_endings", ())) or ("\0",),
        separable=separable_stems(table),
        bare_genitives=bool(table.get("bare_genitives", False)),
        patronymic_endings=tuple(table.get("patronymic_endings", ())) or ("\0",),
        genitive_endings=tuple(table.get("genitive_endings", ())) or ("\0",),
        female_endings=tuple(table.get("female_endings", ())),
        plural_verb_endings=tuple(table.get("plural_verb_endings", ())) or ("\0",),
        participle_endings=tuple(table.get("participle_endings", ())) or ("\0",),
        role_endings=tuple(table.get("role_endings", ())) or ("\0",),
        thing_endings=tuple(table.get("thing_endings", ())) or ("\0",),
        possessive_endings=tuple(table.get("possessive_endings", ())),
        attribute_endings=tuple(table.get("attribute_endings", ())) or ("\0",),
        entries={word.removesuffix("~"): entry for word, entry in entries.items()},
        cue=cue_pattern([fold_word(word) for key in CUES for word in table.get(key, ())], entries, table.get("proclitics", ()), unspaced),
        words=words,
        content_end=alternatives(table.get("content_ends", ())),
    )
