"""The words of a language that quotes are read by: the [quotes] table of its file, typed, and its cues as one pattern.

Keys of the table (all optional; lists of words unless said otherwise; words are written as printed and matched folded, in any case):

order               "subject-first" (default), "verb-first", "verb-second", "verb-final": where the cue stands; "unspaced" for scripts without
                    spaces between words, whose cues touch the marks
verbs               finite forms of verbs of saying
written_verbs       the same for writing: posts, letters, statements
guarded_verbs       finite forms that are also nouns or other verbs: they count only with a sign of content beside them
addressed_verbs     forms that take the addressee between cue and content ("told reporters that")
passive_cues        whole passive cues without a speaker ("was announced")
participles         non-finite cues whose speaker is that of the sentence ("adding", مضيفا)
labels              verbs that take marked words as a name for something ("called the plan “reckless”", وصف)
according           phrases before a source; a final "~" lets them touch the next word (وفقا ل~)
according_after     phrases behind a source ("zufolge")
according_carried   phrases that name the last speaker again ("по его словам", على حد قوله)
complementisers     words that open the content and are no part of it
content_ends        words that end a content clause when they follow a comma
proclitics          letters that may be written before a cue (و, ف)
joined_articles     articles written to their noun (ال, ה); the first one is the plain form
joined_prepositions letters that are written to a noun as prepositions or conjunctions
restored_letter     letter that a joined article has lost (للوزارة → الوزارة)
joined_participles  true where a participle ends the clause before it without a comma
drops_subject       true where a verb can stand without subject: its speaker is then carried, and the mention null
inverts             true where "CLAUSE, cue NP." is usual
single_marks        true where single quotation marks are the first choice
dash_dialogue       true where a dash at the start of a paragraph opens direct speech
auxiliaries         words that may stand between subject and cue, or between quotation and cue
conjunctions        words dropped before a subject or a clause
adjuncts            prepositions and adverbs that open an adjunct
time_words          words of time that may stand between cue and content
breaks              words at which a subject phrase begins anew
determiners         words that open a noun phrase
relatives           words that open a relative clause or an apposition of a name
pronouns            table: male, female, plural, first
titles              words dropped before a name
roles               words that make a phrase a role
role_joints         words that may stand inside a role or a name without ending it
documents, media, bodies, groups, anonymous   heads that say what a speaker is
female, male, plural   for words among the above whose gender or number the form does not tell
written_nouns       what writing is called ("tweet", "statement", بيان): a cue beside one is writing
subjunctive         verb forms that mark reported speech without a cue
particles           separable parts that end a cue ("mit", "bekannt")
abbreviations       words whose full stop ends no sentence
kickers             words before a colon in headlines that name no speaker
questioner, answerer   labels of interview lines
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from extractor.errors import LanguageDataError
from extractor.fold import fold_word, lower
from extractor.languages import Language

CueKind = Literal["verb", "participle", "label", "passive", "according", "according_after", "according_carried"]
Order = Literal["subject-first", "verb-first", "verb-second", "verb-final", "unspaced"]

WORD_CHARS = r"\w\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
"""Characters of words, for a character class: letters, digits, and the vowel signs of Indic scripts and Thai, which `\\w` leaves out."""

_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_SUFFIX = "~"
_SHORTEST_PART = 4
_SHORTEST_STEM = 5
_LONGEST_ENDING = 2
_ANNOUNCES = re.compile(r"\s*[,:،]?\s*[\"“„«‘]|\s*:")
_IS_OVER = re.compile(r"\s*(?:[.,。，]|$)")


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
    heads_last: bool
    strict_complementiser: bool
    adverb_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    restored_letter: str
    proclitics: str
    joined_articles: tuple[str, ...]
    joined_prepositions: str
    attribute_endings: tuple[str, ...]
    separable: Mapping[str, frozenset[str]]
    entries: Mapping[str, Entry]
    cue: re.Pattern[str] | None
    words: Mapping[str, frozenset[str]]
    complementiser: re.Pattern[str] | None
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
        """Whether a word is a noun of a group: as listed, with an ending (Vereins), or as the last part of a compound (Verkehrsministerin)."""
        nouns = self.words[group]
        if word in nouns or not self.cased:
            return word in nouns
        if any(word[:-cut] in nouns and word[-cut:].isalpha() for cut in range(1, _LONGEST_ENDING + 1) if len(word) - cut >= _SHORTEST_STEM):
            return True
        return self.compounds and any(word[cut:] in nouns for cut in range(1, len(word) - _SHORTEST_PART + 1))

    def is_definite(self, word: str) -> bool:
        """Whether an article is written to the word."""
        return word.startswith(self.joined_articles)

    def without_article(self, word: str) -> str:
        """The word without the article that is written to it."""
        return word.removeprefix(self.joined_articles[0])

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
        if any(c in between for c in ",.;:!?\"“”«»") or len(between.split()) > 6:
            return False
        return stop not in ".۔。" or (len(between.split()) <= 4 and _IS_OVER.match(text, match.end(), end) is not None)


_GROUPS = (
    "auxiliaries",
    "conjunctions",
    "adjuncts",
    "time_words",
    "breaks",
    "determiners",
    "relatives",
    "titles",
    "roles",
    "role_joints",
    "documents",
    "media",
    "bodies",
    "groups",
    "anonymous",
    "female",
    "male",
    "plural",
    "written_nouns",
    "subjunctive",
    "particles",
    "abbreviations",
    "kickers",
    "questioner",
    "answerer",
    "complementisers",
    "addressees",
    "name_prefixes",
    "objects",
    "subject_ends",
    "source_ends",
    "questions",
    "name_joints",
    "no_subject",
    "clause_signs",
    "agents",
    "object_prepositions",
    "strong_object_prepositions",
    "adjunct_heads",
    "relays",
    "relay_prepositions",
    "own_words",
    "as_words",
    "particles_of_names",
    "role_nouns",
    "name_openers",
    "no_complementiser_after",
    "scare_words",
    "articles",
    "passive_auxiliaries",
    "infinitive_signs",
    "coordinators",
    "quoting_particles",
    "reflexives",
    "no_content",
    "document_cues",
    "reflexive_verbs",
    "topic_particles",
    "relatives_of_clauses",
    "time_abbreviations",
    "anonymity",
    "honorifics",
    "occasions",
    "source_openers",
    "name_parts",
    "name_heads",
    "ambiguous_names",
    "topic_openers",
)
_PRONOUNS = ("male", "female", "plural", "first", "other")
_CUES = (
    "verbs",
    "written_verbs",
    "guarded_verbs",
    "addressed_verbs",
    "passive_cues",
    "participles",
    "labels",
    "according",
    "according_after",
    "according_carried",
)
_OTHERS = (
    "order",
    "content_ends",
    "proclitics",
    "drops_subject",
    "inverts",
    "joined_participles",
    "single_marks",
    "dash_dialogue",
    "verb_after_source",
    "compounds",
    "heads_last",
    "strict_complementiser",
    "adverb_endings",
    "verb_endings",
    "restored_letter",
    "joined_articles",
    "joined_prepositions",
    "attribute_endings",
    "separable_verbs",
    "pronouns",
)


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, built once. Raises LanguageDataError for an unknown key of the table."""
    table = language.section("quotes")
    if unknown := set(table) - {*_GROUPS, *_CUES, *_OTHERS}:
        raise LanguageDataError(f"[quotes] has no key {sorted(unknown)}", path=f"{language.code}.toml")
    entries = _entries(table)
    words = {group: _words(table.get(group, ())) for group in _GROUPS}
    pronouns: Mapping[str, Any] = table.get("pronouns", {})
    words |= {f"pronouns.{kind}": _words(pronouns.get(kind, ())) for kind in _PRONOUNS}
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
        heads_last=bool(table.get("heads_last", False)),
        verb_after_source=bool(table.get("verb_after_source", False)),
        dash_dialogue=bool(table.get("dash_dialogue", False)),
        strict_complementiser=bool(table.get("strict_complementiser", False)),
        verb_endings=tuple(table.get("verb_endings", ())) or ("\0",),
        proclitics="".join(fold_word(letter) for letter in table.get("proclitics", ())),
        joined_articles=tuple(fold_word(article) for article in table.get("joined_articles", ())) or ("\0",),
        joined_prepositions="".join(fold_word(letter) for letter in table.get("joined_prepositions", ())),
        restored_letter=str(table.get("restored_letter", "")),
        adverb_endings=tuple(table.get("adverb_endings", ())) or ("\0",),
        separable=_separable(table),
        attribute_endings=tuple(table.get("attribute_endings", ())) or ("\0",),
        entries={word.removesuffix(_SUFFIX): entry for word, entry in entries.items()},
        cue=_cue_pattern([fold_word(word) for key in _CUES for word in table.get(key, ())], entries, table.get("proclitics", ()), unspaced),
        words=words,
        complementiser=_alternatives(table.get("complementisers", ())),
        content_end=_alternatives(table.get("content_ends", ())),
    )


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(lower(fold_word(word)) for word in words)


def _entries(table: Mapping[str, Any]) -> dict[str, Entry]:
    written = _words(table.get("written_verbs", ()))
    guarded = _words(table.get("guarded_verbs", ())) | set(_separable(table))
    addressed = _words(table.get("addressed_verbs", ()))
    out: dict[str, Entry] = {}
    keys = ("verbs", "written_verbs", "guarded_verbs", "addressed_verbs")
    for words in (*(_words(table.get(key, ())) for key in keys), set(_separable(table))):
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
        for word in sorted(_words(table.get(key, ()))):
            out[word] = Entry(kind, False, word in addressed, word in written)
    return out


def _separable(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Stems of separable verbs with the parts that make them verbs of saying: "teilte mit" → {"teilte": {"mit"}}."""
    out: dict[str, set[str]] = {}
    for pair in table.get("separable_verbs", ()):
        stem, _, part = lower(fold_word(pair)).partition(" ")
        out.setdefault(stem, set()).add(part)
    return {stem: frozenset(parts) for stem, parts in out.items()}


def _cue_pattern(words: Iterable[str], entries: Mapping[str, Entry], proclitics: Iterable[str], unspaced: bool) -> re.Pattern[str] | None:
    if not entries:
        return None
    variants = {variant for word in (*words, *entries) for variant in (word, word[:1].upper() + word[1:])}
    before = "" if unspaced else rf"(?<![{WORD_CHARS}’-])"
    letters = "".join(fold_word(letter) for letter in proclitics)
    prefix = f"([{letters}]?)" if letters else "()"
    return re.compile(f"{before}{prefix}({_trie(variants, unspaced)})")


def _alternatives(words: Iterable[str]) -> re.Pattern[str] | None:
    folded = {lower(fold_word(word)) for word in words}
    variants = {variant for word in folded for variant in (word, word[:1].upper() + word[1:])}
    return re.compile(rf"(?<!\w)(?:{_trie(variants, False)})") if variants else None


def _trie(words: Iterable[str], unspaced: bool) -> str:
    """One pattern for many words that shares their beginnings, so that a scan looks at a character once; longest word first."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word.removesuffix(_SUFFIX):
            node = node.setdefault(char, {})
        node[_SUFFIX if word.endswith(_SUFFIX) or unspaced else ""] = {}
    return _branch(root)


def _branch(node: Mapping[str, Any]) -> str:
    ends = [] if "" not in node else [f"(?![{WORD_CHARS}])"]
    ends += [""] if _SUFFIX in node else []
    branches = [re.escape(char) + _branch(child) for char, child in sorted(node.items()) if char not in ("", _SUFFIX)]
    options = branches + ends
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
