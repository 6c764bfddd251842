"""Which body of the gazetteer a name means, on this page.

A name that one body alone bears names it. A name that several bear, or that is made of common words (`Ministry of Health`, `الاتحاد`), is resolved
by what else stands in the page: the fuller name of one of them, its country, other bodies of that country. A newspaper or a club whose name is a
common word or a place (`الشرق الأوسط`, `Barcelona`) is meant only where the page says so. What stays open has no key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.facts import Span
from extractor.fields.organisations.gazetteer import comparable
from extractor.fields.organisations.lexicon import Lexicon, lexicon
from extractor.fields.organisations.words import phrase_key, proclitic
from extractor.fold import fold_word, lower
from extractor.knowledge.gazetteer import Entry
from extractor.knowledge.phrases import entry, phrases
from extractor.languages import language as language_of
from extractor.reading import Reading
from extractor.tokens import tokenise
from schemas import OrganisationKind

_PUBLISHER_WEIGHT = 3
_NATIONAL: frozenset[OrganisationKind] = frozenset(
    {"media", "government", "parliament", "court", "armed_forces", "armed_group", "party", "federation", "union", "club", "hospital", "religious"}
)
"""Kinds whose bodies bear names that recur from country to country."""
_TO_BE_SHOWN: frozenset[OrganisationKind] = frozenset({"media", "club"})
"""Kinds whose bodies are often called by a common word or a place."""
_SHORT_ACRONYM = 3
_BESIDE = 3
"""How many words away a word may stand that shows the kind of a name."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a printed name could mean.

    rows     rows of the gazetteer
    telling  those of them that the name means where nothing speaks against it
    """

    rows: tuple[int, ...] = ()
    telling: tuple[int, ...] = ()


def candidates(name: str, words: Lexicon) -> Candidates:
    """Look a printed name up: as it stands, without a nationality, without a noun of its kind, without a company's suffix."""
    keys = comparable(name)
    if found := _exact(keys):
        return found if _is_printed_as(name, keys) else Candidates()
    country = words.countries.get(fold_word(name).split()[-1]) if keys else None
    if len(keys) > 1 and country and (found := _exact(keys[:-1])):
        rows = tuple(row for row in found.rows if entry(row).country == country)
        return Candidates(rows, rows)
    if len(keys) > 1 and (kind := words.heads.get(keys[0])) and (found := _exact(keys[1:])):
        rows = tuple(row for row in found.rows if entry(row).kind == kind)
        return Candidates(rows, tuple(row for row in found.telling if row in rows))
    shorter = [key for key in keys if key not in words.suffixes and key != "."]
    return _exact(shorter) or Candidates() if 0 < len(shorter) < len(keys) else Candidates()


def _is_printed_as(name: str, keys: Sequence[str]) -> bool:
    """Whether one word may be the acronym that it matches: of three letters or fewer `APP` and `app` may, `App` is a word."""
    index = phrases()
    capitals = len(keys) == 1 and index.capitals[index.numbers[keys[0]]]
    return not (capitals and name.istitle() and len(name) <= _SHORT_ACRONYM)


def _exact(keys: Sequence[str]) -> Candidates | None:
    index = phrases()
    number = index.numbers.get(" ".join(keys))
    return None if number is None else Candidates(tuple(index.entries(number)), tuple(index.telling(number)))


class Page:
    """What a page says of countries and bodies, as far as names have been resolved."""

    def __init__(self, reading: Reading) -> None:
        self.lexicon = lexicon(reading.language)
        self.home = reading.country
        self._reading = reading
        self._countries: Counter[str] | None = None
        self._resolved: Counter[str] = Counter()
        self._words: frozenset[str] | None = None
        self._mentions: Mapping[str, Sequence[Span]] = {}
        self.rows: set[int] = set()

    def resolve(self, names: Mapping[str, Sequence[Span]]) -> dict[str, int]:
        """The row of each name that can be told: names that need no context first, since they are the context of the others.

        `names` are the printed names with their mentions.
        """
        self._mentions = names
        found = {name: candidates(name, self.lexicon) for name in names}
        rows: dict[str, int] = {}
        for name, choice in found.items():
            if len(choice.rows) == 1 and choice.telling:
                rows[name] = choice.rows[0]
        for row in rows.values():
            self._note(row)
        for name, choice in sorted(found.items(), key=lambda item: -len(item[0])):
            chosen = None if name in rows else self._choose(name, choice)
            if chosen is not None:
                rows[name] = chosen
                self.rows.add(chosen)
        return rows

    def _note(self, row: int) -> None:
        self.rows.add(row)
        if country := entry(row).country:
            self._resolved[country] += 1

    def _choose(self, name: str, choice: Candidates) -> int | None:
        """The one candidate that the page speaks for."""
        named = [row for row in choice.rows if row in self.rows]
        if len(named) == 1:
            return named[0]
        if self._refers_back(name):
            return None
        bodies = {row: entry(row) for row in choice.rows}
        if len(bodies) == 1:
            row, body = next(iter(bodies.items()))
            return row if self._fits(body, name) else None
        weights = sorted(((self._weight(body), row) for row, body in bodies.items()), reverse=True)
        if len(choice.telling) == 1:
            strongest, row = weights[0]
            return row if strongest > 2 * self._weight(bodies[choice.telling[0]]) + _PUBLISHER_WEIGHT else choice.telling[0]
        if not weights or weights[0][0] <= 0 or weights[0][0] == weights[1][0]:
            return None
        row = weights[0][1]
        return row if self._fits(bodies[row], name) else None

    def _refers_back(self, name: str) -> bool:
        """Whether a noun of a kind alone (`الاتحاد`) stands for a longer name of the page that it opens (`الاتحاد السعودي للسباحة`)."""
        return fold_word(name) in self.lexicon.heads and any(other.startswith(name + " ") for other in self._mentions)

    def _weight(self, body: Entry) -> int:
        return self.countries()[body.country] if body.country else 0

    def _fits(self, body: Entry, name: str) -> bool:
        """Whether nothing speaks against a body: one of a national kind must not stand in a page that is about another country."""
        acronym = name.isupper() and name.isascii()
        shown = acronym or any(self.lexicon.heads.get(word) == body.kind for word in comparable(name))
        if not shown and not self._is_likely(body, name):
            return False
        if body.country is None or body.kind not in _NATIONAL:
            return True
        evidence = self.countries()
        if not evidence:
            return False
        mine = evidence[body.country]
        return mine > 0 and 3 * mine >= max(evidence.values())

    def _is_likely(self, body: Entry, name: str) -> bool:
        """Whether a name that shows neither its kind nor that it is one means the body here, rather than the word or the place."""
        if body.country is None:
            return any(entry(row).country is None for row in self.rows)
        if body.kind in _TO_BE_SHOWN:
            return self._is_shown(body.kind, name)
        if name.lower() == name.upper() and not self.countries()[body.country]:
            return self._is_shown(body.kind, name)
        return not self._opens_sentences(name) or self._is_shown(body.kind, name)

    def _opens_sentences(self, name: str) -> bool:
        """Whether a word of the page has its capital only because a sentence opens with it."""
        texts = {passage.field: passage.text for passage in self._reading.passages()}
        mentions = self._mentions.get(name, ())
        return " " not in name and all(texts[m.field][: m.start].rstrip(" \"“«(")[-1:] in {"", *".!?:\n"} for m in mentions)

    def _is_shown(self, kind: str, name: str) -> bool:
        """Whether a noun of the kind stands beside the name, or words of the page are about bodies of that kind."""
        wanted = self.lexicon.evidence.get(kind, frozenset())
        if self._words is None:
            self._words = frozenset(
                word for passage in self._reading.passages() for word in self._forms(dict.fromkeys(passage.tokens.words))
            )
        if not wanted.isdisjoint(self._words):
            return True
        beside = self.lexicon.beside.get(kind, frozenset())
        return any(
            word in beside or self.lexicon.heads.get(word) == kind
            for mention in self._mentions.get(name, ())
            for word in self._around(mention)
        )

    def _around(self, mention: Span) -> list[str]:
        """The words beside a mention."""
        text = next(passage.text for passage in self._reading.passages() if passage.field == mention.field)
        before = tokenise(fold_word(text[max(0, mention.start - 60) : mention.start])).words
        behind = tokenise(fold_word(text[mention.end : mention.end + 60])).words
        return self._forms(before)[-_BESIDE:] + self._forms(behind)[:_BESIDE]

    def _forms(self, printed: Iterable[str]) -> list[str]:
        """Printed words in lower case, without proclitics."""
        words = [lower(word) for word in printed if word[0].isalpha()]
        return [proclitic(word, self.lexicon, ())[1] for word in words] if self.lexicon.proclitics else words

    def countries(self) -> Counter[str]:
        """How often the page names each country, with the publisher's and those of the bodies it names."""
        if self._countries is None:
            self._countries = self._count()
            self._countries.update(self._resolved)
            if self.home:
                self._countries[self.home] += _PUBLISHER_WEIGHT
        return self._countries

    def _count(self) -> Counter[str]:
        found: Counter[str] = Counter()
        table = self.lexicon.countries
        longer = [name for name in table if " " in name or self.lexicon.spaceless]
        for passage in self._reading.passages():
            text = passage.folded.text
            for word, count in Counter(passage.tokens.words).items():
                country = table.get(word)
                if country is None and not word.isascii():
                    country = table.get(phrase_key(word)) or self._after_proclitic(word)
                if country:
                    found[country] += count
            for name in longer:
                if count := text.count(name):
                    found[table[name]] += count
        return found

    def _after_proclitic(self, word: str) -> str | None:
        return self.lexicon.countries.get(word[1:]) if word[0] in self.lexicon.proclitics and len(word) > 3 else None


def key_of(name: str, language: str | None, country: str | None = None, kind: OrganisationKind | None = None) -> str | None:
    """The key of a name that stands alone (a publisher's, a credit's); None when it is unknown or could mean several bodies.

    `language` is a BCP 47 tag; `country` (ISO 3166-1 alpha-2) and `kind` choose between bodies of one name.
    """
    choice = candidates(name, lexicon(language_of(language)))
    bodies = [entry(row) for row in choice.rows]
    if kind and len(bodies) > 1:
        bodies = [body for body in bodies if body.kind == kind]
    if country and len(bodies) > 1:
        bodies = [body for body in bodies if body.country == country]
    if len(bodies) != 1:
        return None
    if not choice.telling and bodies[0].country != country and (country or kind is None):
        return None
    return bodies[0].key


def look_up(name: str) -> list[Entry]:
    """The bodies that bear a name, in any language; where none does, those one of whose names holds all its words. In the order of keys."""
    index = phrases()
    keys = comparable(name)
    number = index.numbers.get(" ".join(keys))
    if number is not None:
        return [entry(row) for row in index.entries(number)]
    wanted = {lower(key) for key in keys}
    numbers = [number for phrase, number in index.numbers.items() if wanted and wanted <= set(phrase.split(" "))]
    return [entry(row) for row in sorted({row for number in numbers for row in index.entries(number)})]
