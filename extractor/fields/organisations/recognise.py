"""The recogniser that is built in: weights and gazetteer where a language has weights, else the gazetteer alone."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.facts import Span
from extractor.fields.organisations.gazetteer import find_matches
from extractor.fields.organisations.lexicon import lexicon
from extractor.fields.organisations.tag import labels_of
from extractor.fields.organisations.tokens import Tokens, tokenise
from extractor.fields.organisations.weights import model
from extractor.fields.organisations.words import Word, take_apart
from extractor.knowledge.names import names
from extractor.knowledge.phrases import phrases
from extractor.reading import Passage, Reading

_KIND = "ORG"


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """Finds organisations with what the package ships."""

    def mentions(self, passage: Passage, reading: Reading) -> list[Span]:
        """Mentions in one passage, in order, disjoint."""
        tokens = tokenise(passage.folded.text)
        trained = model(reading.language)
        if trained is None:
            return _known(tokens, passage, reading)
        labels, words = labels_of(tokens, trained, phrases())
        return [
            _span(tokens, words, first, last, passage)
            for first, last, kind in named(labels, trained.weights.labels)
            if kind == _KIND
        ]


def named(labels: list[int], alphabet: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """First and last token of each name, with its kind."""
    found: list[tuple[int, int, str]] = []
    outside = alphabet.index("O")
    first = 0
    for place, number in enumerate(labels):
        if number == outside:
            continue
        label = alphabet[number]
        if label[0] in "BS":
            first = place
        if label[0] in "ES":
            found.append((first, place, label[2:]))
    return found


def _known(tokens: Tokens, passage: Passage, reading: Reading) -> list[Span]:
    """Names of the gazetteer that need no context."""
    table, lists = lexicon(reading.language), names()
    distinct = {word: take_apart(word, table, (), lists) for word in dict.fromkeys(tokens.words)}
    words = [distinct[word] for word in tokens.words]
    index = phrases()
    return [
        _span(tokens, words, match.first, match.last, passage)
        for match in find_matches(tokens.words, words, index)
        if index.telling(match.phrase)
    ]


def _span(tokens: Tokens, words: list[Word], first: int, last: int, passage: Passage) -> Span:
    start = tokens.starts[first] + words[first].shift
    return passage.folded_span(start, tokens.starts[last] + len(tokens.words[last]))
