"""The recogniser that is built in: weights and gazetteer where a language has weights, else gazetteer, company suffixes and acronyms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from extractor.facts import Span
from extractor.fields.organisations.consistency import Named, agree
from extractor.fields.organisations.edges import opens_line, within_marks
from extractor.fields.organisations.gazetteer import find_matches
from extractor.fields.organisations.lexicon import lexicon
from extractor.fields.organisations.shapes import names_by_shape
from extractor.fields.organisations.spaceless import written_together
from extractor.fields.organisations.tag import OUTSIDE, labels_of
from extractor.fields.organisations.things import acronyms_of_things
from extractor.fields.organisations.weights import Model, model
from extractor.fields.organisations.words import Word, take_apart
from extractor.fold import fold_word
from extractor.knowledge.names import names
from extractor.knowledge.phrases import phrases
from extractor.languages import Language
from extractor.reading import Passage, Reading
from extractor.tokens import Tokens

_KIND = "ORG"
_DISTINCT_WORDS = 1 << 12


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """Finds organisations with what the package ships."""

    def mentions(self, passage: Passage, reading: Reading) -> list[Span]:
        """Mentions in one passage, in order, disjoint."""
        return mentions_in((passage,), reading.language)


def mentions_in(passages: Sequence[Passage], language: Language) -> list[Span]:
    """Mentions in the passages of one page, in order, disjoint: what one of them names is found in the others too."""
    trained = model(language)
    found = trained_mentions(passages, trained) if trained else _untrained_mentions(passages, language)
    if lexicon(language).spaceless:
        found = [mention for passage in passages for mention in _merged(passage, [*found, *written_together(passage)])]
    countries = lexicon(language).countries
    return [mention for mention in found if not (_may_be_country(mention.text) and fold_word(mention.text) in countries)]


def _merged(passage: Passage, mentions: Sequence[Span]) -> list[Span]:
    """The mentions in one passage, in order, the longer one of two that overlap."""
    kept: list[Span] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.field == passage.field and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return kept


def _may_be_country(name: str) -> bool:
    """Whether a name has the form of a country's that is no other body's: `UAE`, `Democratic Republic of the Congo`; cities lend their names to clubs."""
    return name.isupper() or " " in name


def trained_mentions(passages: Sequence[Passage], trained: Model) -> list[Span]:
    """Mentions that a model finds."""
    parts = [passage.tokens for passage in passages]
    labels, words = labels_of(Tokens.joined(parts), trained)
    printed = [word for part in parts for word in part.words]
    starts = [start for part in parts for start in part.starts]
    within = [name for name in named(labels, trained.weights.labels) if "\n" not in printed[name[0] : name[1] + 1]]
    things = acronyms_of_things(printed)
    whole = within_marks(within, printed, words, starts, trained.lexicon)
    bodies = [name for name in whole if not (name[0] == name[1] and printed[name[0]] in things) and not _is_place_of_line(name, printed, words)]
    found = agree(bodies, words, printed)
    return _spans(found, words, parts, passages)


def _is_place_of_line(name: Named, printed: Sequence[str], words: Sequence[Word]) -> bool:
    """Whether a name stands where a dateline's place does and is no known body's."""
    return opens_line(name, printed) and " ".join(word.form for word in words[name[0] : name[1] + 1]) not in phrases().numbers


def _untrained_mentions(passages: Sequence[Passage], language: Language) -> list[Span]:
    """Names of the gazetteer that need no context, names with a company's suffix, and names that an acronym in parentheses spells."""
    table, index, apart = lexicon(language), phrases(), _apart(language)
    parts = [passage.tokens for passage in passages]
    printed = [word for part in parts for word in part.words]
    distinct = {word: apart(word) for word in dict.fromkeys(printed)}
    words = [distinct[word] for word in printed]
    known: list[Named] = [
        (match.first, match.last, _KIND) for match in find_matches(printed, words, index) if index.telling(match.phrase)
    ]
    return _spans(agree(_disjoint([*names_by_shape(printed, table), *known]), words, printed), words, parts, passages)


@cache
def _apart(language: Language) -> Callable[[str], Word]:
    """Takes a word apart by the language's file alone, with a bounded memory of words."""
    return lru_cache(maxsize=_DISTINCT_WORDS)(partial(take_apart, lexicon=lexicon(language), known=(), lists=names()))


def named(labels: Sequence[int], alphabet: tuple[str, ...]) -> list[Named]:
    """First and last token of each name, with its kind; an end that nothing opened names nothing."""
    found: list[Named] = []
    outside = alphabet.index(OUTSIDE)
    first: int | None = None
    for place in [place for place, number in enumerate(labels) if number != outside]:
        label = alphabet[labels[place]]
        if label[0] in "BS":
            first = place
        if label[0] in "ES":
            if first is not None:
                found.append((first, place, label[2:]))
            first = None
    return found


def _disjoint(found: Sequence[Named]) -> list[Named]:
    """In order, the longer one of two that overlap."""
    kept: list[Named] = []
    for name in sorted(found, key=lambda name: (name[0], -name[1])):
        if not kept or name[0] > kept[-1][1]:
            kept.append(name)
        elif name[1] - name[0] > kept[-1][1] - kept[-1][0]:
            kept[-1] = name
    return kept


def _spans(found: Sequence[Named], words: Sequence[Word], parts: Sequence[Tokens], passages: Sequence[Passage]) -> list[Span]:
    """The organisations among the names, as evidence in their passages."""
    spans: list[Span] = []
    offset = 0
    for tokens, passage in zip(parts, passages, strict=True):
        for first, last, kind in found:
            if kind == _KIND and offset <= first < offset + len(tokens.words):
                start = tokens.starts[first - offset] + words[first].shift
                last = min(last - offset, len(tokens.words) - 1)  # a name never runs from the headline into the text
                end = min(tokens.starts[last] + len(tokens.words[last]), len(passage.folded.text))
                if start < end:
                    spans.append(passage.folded_span(start, end))
        offset += len(tokens.words)
    return spans
