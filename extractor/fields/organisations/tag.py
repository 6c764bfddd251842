"""Tokens → labels: scores from the weights, then the best path through every sentence at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractor.fields.organisations.gazetteer import find_matches, marks
from extractor.fields.organisations.tokens import Tokens
from extractor.fields.organisations.weights import FAR, OFFSETS, Model, Scored, Weights
from extractor.fields.organisations.words import Word
from extractor.knowledge.phrases import Phrases

if TYPE_CHECKING:
    from numpy.typing import NDArray



def labels_of(tokens: Tokens, model: Model, index: Phrases) -> tuple[list[int], list[Word]]:
    """The number of each token's label, and the tokens taken apart."""
    distinct = {word: place for place, word in enumerate(dict.fromkeys(tokens.words))}
    scored = [model.look_up(word) for word in distinct]
    places = [distinct[word] for word in tokens.words]
    words = [scored[place].word for place in places]
    found = find_matches(tokens.words, words, index)
    said = extras(tokens.words, words, marks(len(words), found, index))
    scores = _scores(scored, places, said, model.weights)
    return _best_paths(scores, model.weights.transitions, tokens.sentences), words


def extras(printed: Sequence[str], words: Sequence[Word], marked: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What the gazetteer says of a token and its neighbours, and whether the page prints the word in lower case too."""
    last = len(marked) - 1
    for place, mark in enumerate(marked):
        if mark:
            yield place, f"g0{mark}"
            yield place, f"gs{mark}{words[place].coarse}"
            if place:
                yield place - 1, f"g+{mark}"
            if place < last:
                yield place + 1, f"g-{mark}"
    small = {word for word in printed if word.islower()}
    for place, word in enumerate(printed):
        if word[0].isupper() and words[place].form in small:
            yield place, "low"


def far(features: Sequence[str]) -> list[str]:
    """What is seen of a word two places away."""
    return [feature for feature in features if feature.startswith(FAR)]


def _scores(scored: Sequence[Scored], places: Sequence[int], said: Iterator[tuple[int, str]], weights: Weights) -> NDArray[Any]:
    """Scores (tokens, labels) before transitions."""
    import numpy

    count, size = len(places), len(weights.labels)
    order = numpy.array(places)
    table = numpy.stack([word.scores for word in scored]).reshape(len(scored), len(OFFSETS), size)
    scores = numpy.zeros((count, size), dtype="i4")
    for column, offset in enumerate(OFFSETS):
        labelled = slice(max(0, -offset), count - max(0, offset))
        seen = slice(max(0, offset), count - max(0, -offset))
        scores[labelled] += table[order[seen], column]
    forms = numpy.array([word.form for word in scored], dtype="i8")[order]
    rows, hits = _search(weights.pairs, numpy.where((forms[:-1] < 0) | (forms[1:] < 0), -1, forms[:-1] * len(weights.unary) + forms[1:]))
    scores[hits + 1] += weights.pair_scores[rows, 0]
    scores[hits] += weights.pair_scores[rows, 1]
    coarse = numpy.array([word.coarse for word in scored], dtype="i8")[order]
    base = len(weights.classes)
    known = (coarse[:-2] >= 0) & (coarse[1:-1] >= 0) & (coarse[2:] >= 0)
    rows, hits = _search(weights.triples, numpy.where(known, (coarse[:-2] * base + coarse[1:-1]) * base + coarse[2:], -1))
    scores[hits + 1] += weights.triple_scores[rows]
    extra = [(place, row) for place, name in said if (row := weights.extras.get(name, -1)) >= 0]
    if extra:
        at, extra_rows = numpy.array(extra).T
        numpy.add.at(scores, at, weights.extra_scores[extra_rows])
    weighted: NDArray[Any] = scores.astype("f4") * numpy.float32(weights.scale) + weights.prior
    return weighted


def _search(codes: NDArray[Any], wanted: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Rows of the sorted codes that are wanted, and the places in `wanted` that want them."""
    import numpy

    rows = numpy.searchsorted(codes, wanted)
    rows[rows == len(codes)] = 0
    hits = numpy.flatnonzero(codes[rows] == wanted)
    return rows[hits], hits


def _best_paths(scores: NDArray[Any], transitions: NDArray[Any], opens: Sequence[int]) -> list[int]:
    """Viterbi (1967) over all sentences in step: at each step only those that are long enough, which stand first."""
    import numpy

    starts = numpy.array(opens)
    lengths = numpy.diff(numpy.append(starts, len(scores)))
    order = numpy.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    best = scores[starts].copy()
    longest = int(lengths[0])
    running = numpy.searchsorted(-lengths, -numpy.arange(longest), side="left")
    back = numpy.zeros(scores.shape, dtype="i1")
    for step in range(1, longest):
        alive = int(running[step])
        paths = best[:alive, :, None] + transitions[None]
        came = paths.argmax(axis=1)
        at = starts[:alive] + step
        back[at] = came
        best[:alive] = numpy.take_along_axis(paths, came[:, None], axis=1)[:, 0] + scores[at]
    labels = [0] * len(scores)
    last = best.argmax(axis=1).tolist()
    came_from = back.tolist()
    for start, length, label in zip(starts.tolist(), lengths.tolist(), last, strict=True):
        for place in range(start + length - 1, start - 1, -1):
            labels[place] = label
            label = came_from[place][label]
    return labels
