"""The trained weights of a language, as arrays.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) scores the labels of a token by the features of the words
around it, by pairs of neighbours, by patterns of three words' classes, and by what the gazetteer and the page say of it. Weights are kept
as small integers; one `scale` turns their sums into scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from extractor.fields.organisations.lexicon import Lexicon, lexicon
from extractor.fields.organisations.words import Word, take_apart
from extractor.knowledge.names import names
from extractor.languages import Language

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = "weights"
OFFSETS = (-2, -1, 0, 1, 2)
"""Places of a feature's word as seen from the token that is labelled."""
FAR = ("w=", "s=", "k=", "h=", "t=")
"""What is seen of a word two places away."""
DISTINCT_WORDS = 1 << 16


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
class Scored:
    """A distinct word: taken apart, with its row of scores (len(OFFSETS) * n), its form's number and its class's (-1: never trained on)."""

    word: Word
    scores: NDArray[Any]
    form: int
    coarse: int


class Model:
    """Weights and a bounded memory of the words that were looked up."""

    def __init__(self, weights: Weights, words: Lexicon) -> None:
        self.weights = weights
        self.lexicon = words
        self.look_up = lru_cache(maxsize=DISTINCT_WORDS)(self._look_up)

    def _look_up(self, printed: str) -> Scored:
        weights = self.weights
        word = take_apart(printed, self.lexicon, weights.known, names())
        rows = [row for feature in word.features if (row := weights.unary.get(feature, -1)) >= 0]
        scores = weights.unary_scores[rows].sum(axis=0, dtype="i4").reshape(-1)
        return Scored(word, scores, weights.unary.get(word.features[0], -1), weights.classes.get(word.coarse, -1))


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
