"""Names of persons in running text, by their capitals: who a pronoun may mean, and the fullest form of a family name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractor.fields.quotes.lexicon import Lexicon
from extractor.fold import key

_CAPITALS = re.compile(
    r"[^\W\d_a-z][\w’'\-]{1,40}(?: (?:[^\W\d_a-z]\.|[a-z]{2,3}|[^\W\d_a-z][\w’'\-]{1,40})){0,3} [^\W\d_a-z][\w’'\-]{1,40}"
)
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-z][\w-]{2,40}")
_BEFORE_NAME = (
    "determiners",
    "roles",
    "titles",
    "adjuncts",
    "conjunctions",
    "no_subject",
    "time_words",
    "questions",
    "complementisers",
    "breaks",
    "as_words",
    "pronouns",
    "clause_signs",
    "auxiliaries",
    "relatives",
)
_NO_PERSON = ("roles", "bodies", "determiners", "media", "documents", "no_names", "time_words")
_NEAR = 90
_ENDS = ".!?…\n"
_CLOSING = '”»"’)] \u00a0'


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name in the text; `opens` says that it stands as a subject: first in its sentence, or between no preposition and a verb."""

    name: str
    start: int
    end: int
    opens: bool


class Persons:
    """The names of a text. Nothing is read before it is asked for; scripts without case have none."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon

    def between(self, start: int, end: int) -> Iterator[Named]:
        """The names in text[start:end], in order, but those that a preposition of place makes places."""
        for run, first in self._runs_in(start, end):
            name = self._name_in(run)
            if name is None:
                continue
            if self._is_tied(first):
                continue
            at = first + run.index(name)
            if self._lexicon.capitalised_nouns and not self._holds_office(at):
                continue
            yield Named(name, at, at + len(name), self._opens_sentence(first) or self._is_subject(first, at + len(name)))

    def _is_tied(self, at: int) -> bool:
        """Whether a preposition of place stands before the capitals: they begin with a place."""
        before = self._text[max(0, at - 12) : at].split()
        return bool(before) and self._lexicon.has("place_prepositions", before[-1].lower())

    def _holds_office(self, at: int) -> bool:
        """Whether a noun of office or a title stands before a name: two capitals alone may be any nouns where all nouns have one."""
        before = self._text[max(0, at - 40) : at].split()
        low = before[-1].lower().rstrip(".") if before else ""
        return self._lexicon.is_role(low) or self._lexicon.has("titles", low)

    def _runs_in(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Runs of capitals with their places; a short word between capitals that is no particle of names parts two runs."""
        for match in _CAPITALS.finditer(self._text, start, end):
            at, words = match.start(), match.group().split(" ")
            first = 0
            for index, word in enumerate([*words, "\0"]):
                owns = word.endswith(self._lexicon.possessive_endings)
                inside = any(self._lexicon.has(group, word) for group in ("particles_of_names", "determiners"))
                if owns or not (word[0].isupper() or inside):
                    run = " ".join(words[first : index + owns])
                    if run:
                        yield run, at + len(" ".join(words[:first])) + (first > 0)
                    first = index + 1

    def ending_at(self, end: int) -> str | None:
        """The name that ends at a place, but for the comma and blanks before it: the antecedent of a relative pronoun."""
        run, at = max(self._runs_in(max(0, end - _NEAR), end), key=lambda found: found[1], default=("", 0))
        return self._name_in(run) if run and not self._text[at + len(run) : end].strip(", ") else None

    def surnames_between(self, start: int, end: int) -> Iterator[Named]:
        """Capitals in text[start:end] that are the last word of a name which the text prints in full."""
        for match in _CAPITAL.finditer(self._text, start, end):
            full = self.fullest(key(match.group())) if key(match.group()) in self._by_last_word else None
            if full:
                opens = self._opens_sentence(match.start()) or self._is_subject(match.start(), match.end())
                yield Named(full, match.start(), match.end(), opens)

    def fullest(self, last_word: str) -> str | None:
        """The one name of several capitals that ends with a word (a key); None when there is none, or when several persons bear it."""
        names = dict.fromkeys(filter(None, map(self._name_in, self._by_last_word.get(last_word, ()))))
        if not names:
            return None
        shortest = min(names, key=len)
        return shortest if all(same_person(shortest, name) for name in names) else None

    def first(self) -> str | None:
        """The first name of the text."""
        if not self._lexicon.cased:
            return None
        return next(filter(None, (self._name_in(run) for run, _ in self._runs_in(0, len(self._text)))), None)

    @cached_property
    def _by_last_word(self) -> dict[str, list[str]]:
        """Runs of capitals by the key of their last word, each once, in order."""
        found: dict[str, list[str]] = {}
        runs = self._runs_in(0, len(self._text)) if self._lexicon.cased else ()
        for run in dict.fromkeys(run for run, at in runs if self._lexicon.bare_names or not self._is_tied(at)):
            found.setdefault(key(self._lexicon.without_possessive(run.rpartition(" ")[2])), []).append(run)
        return found

    def _name_in(self, run: str) -> str | None:
        """A run of capitals as a person's name, without titles and other words that stand before one; None when it is none."""
        words = run.split()
        while words and not self._can_open_name(words[0]):
            words = words[1:]
        if words:
            words[-1] = self._lexicon.without_possessive(words[-1])
        tie = next((i for i, w in enumerate(words) if i > 1 and self._lexicon.has("genitives", w)), len(words))
        words = words[:tie]
        if len(words) > 1 and all(w.isupper() for w in words):
            return None
        if self._lexicon.capitalised_nouns:
            words = _without_nouns(words)
            if any(self._lexicon.has("voice_prepositions", w) and words[i + 1][0].isupper() for i, w in enumerate(words[:-1])):
                return None
        joined = any(self._lexicon.has("conjunctions", w) for w in words)
        inner = all(w[0].isupper() or self._lexicon.has("particles_of_names", w) or self._lexicon.has("determiners", w) for w in words)
        if len(words) < 2 or not inner or joined:
            return None
        last = len(words) - 1
        for at, word in enumerate(words):
            family = at == last and self._lexicon.has("ambiguous_names", word.lower())
            if not family and any(self._lexicon.has(group, word.lower()) for group in _NO_PERSON):
                return None
            if at and self._lexicon.is_noun_of("bodies", word.lower()):
                return None
        return " ".join(words)

    def _can_open_name(self, word: str) -> bool:
        low = word.lower().rstrip(".")
        return word[0].isupper() and low not in self._lexicon.entries and not any(self._lexicon.has(group, low) for group in _BEFORE_NAME)

    def _is_subject(self, start: int, end: int) -> bool:
        """Whether no preposition stands before a name and a verb or an apposition behind it, or a clause that goes on with "who"."""
        behind = self._text[end : end + 30].split()
        if not behind or self._text[end] not in " ,":
            return False
        comma = self._text[end] == "," and len(behind) > 1
        if comma and self._text[max(0, start - 2) : start] == ", ":
            return True
        if comma and self._lexicon.has("relatives_of_clauses", behind[1].lower()):
            return True
        before = [w.strip(",.").lower() for w in self._text[max(0, start - 40) : start].split()]
        while before and (self._lexicon.is_role(before[-1]) or self._lexicon.has("titles", before[-1])):
            before.pop()
        last = before[-1] if before else ""
        if any(self._lexicon.has(group, last) for group in ("adjuncts", "infinitive_signs", "genitives", "name_joints")):
            return False
        low = behind[0].lower()
        verb = any(self._lexicon.has(group, low) for group in ("auxiliaries", "clause_signs")) or low.endswith(self._lexicon.verb_endings)
        return verb or (comma and self._lexicon.has("determiners", behind[1].lower()))

    def _opens_sentence(self, at: int) -> bool:
        """Whether nothing but titles and offices stands between the end of the sentence before and a place."""
        while True:
            before = self._text[max(0, at - 40) : at].rstrip(_CLOSING)
            if not before or (before[-1] in _ENDS and not self._lexicon.has("titles", before.rpartition(" ")[2].rstrip(".").lower())):
                return True
            word = before.rpartition(" ")[2].rpartition("\n")[2]
            low = word.lower().rstrip(".")
            if not low or not (self._lexicon.is_role(low) or self._lexicon.has("titles", low) or self._lexicon.has("determiners", low)):
                return False
            at = max(0, at - 40) + len(before) - len(word)


def _without_nouns(words: list[str]) -> list[str]:
    """The last two capitals of a run, with an initial or particles between: what stands before them may be any noun."""
    full = [i for i, w in enumerate(words) if w[0].isupper() and not w.endswith(".")]
    return words[full[-2] :] if len(full) > 2 else words


def same_person(one: str, other: str) -> bool:
    """Whether two names can be of one person: one is the end of the other, or first and last word are the same."""
    a, b = key(one).split(), key(other).split()
    if len(a) > len(b):
        a, b = b, a
    return b[len(b) - len(a) :] == a or (a[-1] == b[-1] and a[0] == b[0])
