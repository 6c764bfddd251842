"""The trained weights of a language, as arrays.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) scores the labels of a token by the features of the words
around it, by pairs of neighbours, by patterns of three words' classes, and by what the gazetteer and the page say of it. Weights are kept
as small integers; one `scale` turns their sums into scores.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any

from extractor.fields.organisations.gazetteer import is_capital
from extractor.fields.organisations.lexicon import Lexicon, lexicon
from extractor.fields.organisations.words import Word, take_apart
from extractor.knowledge.names import names
from extractor.knowledge.phrases import phrases
from extractor.languages import Language

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = "weights"
OFFSETS = (-2, -1, 0, 1, 2)
"""Places of a feature's word as seen from the token that is labelled."""
FAR = ("w=", "s=", "k=", "h=", "t=")
"""What is seen of a word two places away."""
DISTINCT_WORDS = 1 << 15


@dataclass(frozen=True, slots=True)
class Weights:
    """A language's model. n labels; scores are integers, to be multiplied by `scale`, but for the last two.

    unary        feature of a word → row of `unary_scores` (rows, len(OFFSETS), n)
    pairs        sorted codes `left * len(unary) + right` of neighbouring forms; `pair_scores` (pairs, 2, n): as seen from the right and
                 from the left word
    classes      coarse class → number; `triples`: sorted codes of three of them in base len(classes); `triple_scores` (triples, n)
    extras       what the gazetteer and the page say of a token → row of `extra_scores` (rows, n)
    transitions  (n, n) from a label to the next one, in scores
    prior        (n,) added to the scores of every token
    known        words of the training texts, by which proclitics are told from letters of a word
    """

    labels: tuple[str, ...]
    scale: float
    unary: Mapping[str, int]
    unary_scores: NDArray[Any]
    pairs: NDArray[Any]
    pair_scores: NDArray[Any]
    classes: Mapping[str, int]
    triples: NDArray[Any]
    triple_scores: NDArray[Any]
    extras: Mapping[str, int]
    extra_scores: NDArray[Any]
    transitions: NDArray[Any]
    prior: NDArray[Any]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """Distinct words: taken apart (without features), their scores (words, len(OFFSETS), n), the numbers of their forms and classes (-1: never
    trained on), and whether they open a phrase of the gazetteer and are capitals."""

    words: list[Word]
    scores: NDArray[Any]
    forms: NDArray[Any]
    classes: NDArray[Any]
    opens: NDArray[Any]
    capitals: NDArray[Any]


class Model:
    """Weights, and a bounded memory of the words that were looked up: rows of arrays, so that those of a page are gathered at once."""

    def __init__(self, weights: Weights, words: Lexicon) -> None:
        self.weights = weights
        self.lexicon = words
        self.index = phrases()
        self._lock = Lock()
        self._forget(DISTINCT_WORDS)

    def look_up(self, printed: Sequence[str]) -> Seen:
        """What is known of distinct words. The first time a word costs the sum of its features' weights, later one access to a dictionary."""
        with self._lock:
            rows = self._rows
            new = [word for word in printed if word not in rows]
            if len(rows) + len(new) > len(self._forms):
                self._forget(max(DISTINCT_WORDS, len(printed)))
                rows, new = self._rows, list(printed)
            for word in new:
                self._add(word)
            at = array("q", [rows[word] for word in printed])
            columns = (self._scores, self._forms, self._classes, self._opens, self._capitals)
            return Seen([self._words[row] for row in at], *[column[at] for column in columns])

    def _add(self, printed: str) -> None:
        weights, row = self.weights, len(self._words)
        word = take_apart(printed, self.lexicon, weights.known, names())
        features = [number for feature in word.features if (number := weights.unary.get(feature, -1)) >= 0]
        weights.unary_scores[features].sum(axis=0, dtype="i4", out=self._scores[row])
        self._forms[row] = weights.unary.get(word.features[0], -1)
        self._classes[row] = weights.classes.get(word.coarse, -1)
        self._opens[row] = word.head in self.index.longest
        self._capitals[row] = is_capital(printed)
        self._words.append(replace(word, features=()))
        self._rows[printed] = row

    def _forget(self, size: int) -> None:
        """Room for so many words; the system gives memory to a row only when it is written."""
        import numpy

        self._rows: dict[str, int] = {}
        self._words: list[Word] = []
        self._scores = numpy.zeros((size, len(OFFSETS), len(self.weights.labels)), dtype="i4")
        self._forms = numpy.zeros(size, dtype="i8")
        self._classes = numpy.zeros(size, dtype="i8")
        self._opens, self._capitals = numpy.zeros(size, dtype=bool), numpy.zeros(size, dtype=bool)


@cache
def model(language: Language) -> Model | None:
    """The model of a language; None where none was trained. Read once a process."""
    if language.code not in trained():
        return None
    import numpy

    with (files("extractor.knowledge") / FOLDER / f"{language.code}.npz").open("rb") as source, numpy.load(source) as arrays:
        return Model(weights_of(arrays), lexicon(language))


def weights_of(arrays: Mapping[str, NDArray[Any]]) -> Weights:
    """The weights that training wrote."""
    return Weights(
        labels=tuple(_lines(arrays["labels"])),
        scale=float(arrays["scale"]),
        unary=_numbers(arrays["unary"]),
        unary_scores=arrays["unary_scores"],
        pairs=arrays["pairs"],
        pair_scores=arrays["pair_scores"],
        classes=_numbers(arrays["classes"]),
        triples=arrays["triples"],
        triple_scores=arrays["triple_scores"],
        extras=_numbers(arrays["extras"]),
        extra_scores=arrays["extra_scores"],
        transitions=arrays["transitions"],
        prior=arrays["prior"],
        known=frozenset(_lines(arrays["known"])),
    )


@cache
def trained() -> frozenset[str]:
    """Codes of the languages that have weights."""
    folder = files("extractor.knowledge") / FOLDER
    return frozenset(entry.name[: -len(".npz")] for entry in folder.iterdir() if entry.name.endswith(".npz"))


def _lines(blob: NDArray[Any]) -> list[str]:
    return bytes(blob).decode("utf-8").split("\n")


def _numbers(blob: NDArray[Any]) -> dict[str, int]:
    lines: Sequence[str] = _lines(blob)
    return dict(zip(lines, range(len(lines)), strict=True))
