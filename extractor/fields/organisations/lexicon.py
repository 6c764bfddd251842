"""What a language's file says of words around organisations, ready for look-up by folded word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractor.fields.organisations.inflection import Inflection
from extractor.fold import fold_word, lower
from extractor.languages import Language
from schemas import OrganisationKind


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The [organisations] table of a language file: all words folded and in lower case.

    The table may hold `proclitics` (letters written together with the next word) and `article` (written together with it), the proclitic that swallows the article's first letter
    (`swallows_article`), words that only look as if they began with one (`no_proclitic`), `articles` (words of their own), `company_suffixes`, `nationalities`, the
    endings of such adjectives (`adjective_ending`) and of their feminine (`feminine_ending`), `roles`,
    `heads`: for each kind of organisation the nouns that open or close its names; `uncertain`: those of them that bodies of other kinds bear too, so
    that they tell no kind; `inflection`: see `Inflection`; `joins_nouns`: nouns close longer words (Hafenverband); `spaceless`: no space between words; for a language without weights `closing`, those of them that close a name, `links`, words in lower case inside of a name,
    `genitive_endings` and `adjective_endings` of the words in lower case around a head, and `stops`, words that no name goes on with; `evidence`: for kinds whose bodies are named with common words (newspapers, clubs), words of a page that is about such bodies,
    and `beside`: words that stand at most three words away from such a name; and `countries`: for each country its names, adjectives
    (Arabic: masculine, without the article) and chief cities.

    `countries` maps them, folded and with their case, to the country's code.
    """

    proclitics: tuple[str, ...]
    article: str
    swallowing: str
    whole: frozenset[str]
    articles: frozenset[str]
    suffixes: frozenset[str]
    heads: dict[str, OrganisationKind]
    inflection: Inflection
    compounds: bool
    spaceless: bool
    uncertain: frozenset[str]
    classes: dict[str, tuple[str, ...]]
    countries: dict[str, str]
    closing: frozenset[str]
    links: frozenset[str]
    genitive: tuple[str, ...]
    adjective: tuple[str, ...]
    stops: frozenset[str]
    evidence: dict[str, frozenset[str]]
    beside: dict[str, frozenset[str]]


@cache
def lexicon(language: Language) -> Lexicon:
    """The look-up tables of a language; one a language file."""
    table = language.section("organisations")
    heads: dict[str, OrganisationKind] = {}
    for kind, words in table.get("heads", {}).items():
        for word in words:
            heads.setdefault(_plain(word), kind)
    nationalities = _plain_all(table.get("nationalities", ()))
    feminine = _plain(table.get("feminine_ending", ""))
    adjectives = nationalities | {word + feminine for word in nationalities}
    suffixes = _plain_all(table.get("company_suffixes", ()))
    roles = _plain_all(table.get("roles", ()))
    article = _plain(table.get("article", ""))
    ending = _plain(table.get("adjective_ending", ""))
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in (("head", heads), ("nat", adjectives), ("suffix", suffixes), ("role", roles)):
        for word in words:
            classes[word] = (*classes.get(word, ()), name)
            if name == "nat" and article:
                classes[article + word] = (*classes.get(article + word, ()), name)
    return Lexicon(
        proclitics=tuple(_plain(word) for word in table.get("proclitics", ())),
        article=article,
        swallowing=_plain(table.get("swallows_article", "")),
        whole=frozenset(_plain_all(table.get("no_proclitic", ()))),
        articles=frozenset(_plain_all(table.get("articles", ()))),
        suffixes=frozenset(suffixes),
        heads=heads,
        spaceless=bool(table.get("spaceless", False)),
        compounds=bool(table.get("joins_nouns", False)),
        inflection=Inflection(**{name: tuple(endings) for name, endings in table.get("inflection", {}).items()}),
        uncertain=frozenset(_plain_all(table.get("uncertain", ()))),
        classes=classes,
        countries={
            form: country
            for country, words in table.get("countries", {}).items()
            for word in words
            for form in _country_forms(fold_word(word), article, ending, feminine)
        },
        closing=frozenset(_plain_all(table.get("closing", ()))),
        links=frozenset(_plain_all(table.get("links", ()))),
        genitive=tuple(_plain(word) for word in table.get("genitive_endings", ())),
        adjective=tuple(_plain(word) for word in table.get("adjective_endings", ())),
        stops=frozenset(_plain_all(table.get("stops", ()))),
        evidence={kind: frozenset(_plain_all(words)) for kind, words in table.get("evidence", {}).items()},
        beside={kind: frozenset(_plain_all(words)) for kind, words in table.get("beside", {}).items()},
    )


def _country_forms(word: str, article: str, ending: str, feminine: str) -> tuple[str, ...]:
    """A name of a country, and what an adjective becomes where the article is written together with it and the feminine has an ending."""
    if not article or not word.endswith(ending):
        return (word,)
    return word, article + word, word + feminine, article + word + feminine


def _plain(word: str) -> str:
    return lower(fold_word(word))


def _plain_all(words: Iterable[str]) -> set[str]:
    return {_plain(word) for word in words}
