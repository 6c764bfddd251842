"""Tokens → labels: scores from the weights, then the best path through every sentence at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from extractor.fields.organisations.gazetteer import marks, matches_at
from extractor.fields.organisations.weights import FAR, OFFSETS, Model, Seen, Weights
from extractor.fields.organisations.words import Word
from extractor.tokens import Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUTSIDE = "O"
"""The label of what is no part of a name."""
_APART = 1e6
"""More than any stretch of a sentence can gain."""
_ROUNDING = 1e-3


def labels_of(tokens: Tokens, model: Model) -> tuple[list[int], list[Word]]:
    """The number of each token's label, and the tokens taken apart."""
    import numpy

    distinct = {word: place for place, word in enumerate(dict.fromkeys(tokens.words))}
    seen = model.look_up(list(distinct))
    places = [distinct[word] for word in tokens.words]
    words = [seen.words[place] for place in places]
    order = numpy.array(places)
    firsts, capitals = numpy.flatnonzero(seen.opens[order]), numpy.flatnonzero(seen.capitals[order])
    found = matches_at(firsts.tolist(), capitals.tolist(), tokens.words, words, model.index)
    said = extras(tokens.words, words, marks(len(words), found, model.index))
    scores = _scores(seen, order, said, model.weights)
    return _best_paths(scores, model.weights.transitions, tokens.sentences, model.weights.labels.index(OUTSIDE)), words


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
    distinct = dict(zip(printed, words, strict=True))
    small = {word for word in distinct if word.islower()}
    low = {word for word, apart in distinct.items() if word[0].isupper() and apart.form in small}
    for place in [place for place, word in enumerate(printed) if word in low]:
        yield place, "low"


def far(features: Sequence[str]) -> list[str]:
    """What is seen of a word two places away."""
    return [feature for feature in features if feature.startswith(FAR)]


def _scores(seen: Seen, order: NDArray[Any], said: Iterator[tuple[int, str]], weights: Weights) -> NDArray[Any]:
    """Scores (tokens, labels) before transitions."""
    import numpy

    count = len(order)
    around = seen.scores.take(order, axis=0)
    scores = numpy.zeros((count, len(weights.labels)), dtype="i4")
    for column, offset in enumerate(OFFSETS):
        scores[max(0, -offset) : count - max(0, offset)] += around[max(0, offset) : count - max(0, -offset), column]
    forms = seen.forms[order]
    rows, hits = _search(weights.pairs, numpy.where((forms[:-1] < 0) | (forms[1:] < 0), -1, forms[:-1] * len(weights.unary) + forms[1:]))
    scores[hits + 1] += weights.pair_scores[rows, 0]
    scores[hits] += weights.pair_scores[rows, 1]
    coarse = seen.classes[order]
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

    rows = codes.searchsorted(wanted)
    rows[rows == len(codes)] = 0
    hits = numpy.flatnonzero(codes[rows] == wanted)
    return rows[hits], hits


def _best_paths(scores: NDArray[Any], transitions: NDArray[Any], opens: Sequence[int], outside: int) -> list[int]:
    """The labels of the best path through every sentence.

    Only stretches that can hold a name are decoded: what stands between them is outside of every name on the best path.
    """
    import numpy

    starts = numpy.array(opens)
    first, last = numpy.zeros(len(scores), dtype=bool), numpy.zeros(len(scores), dtype=bool)
    first[starts] = last[starts - 1] = True
    open_ = _can_be_named(scores, transitions, first, last, outside)
    begins = numpy.flatnonzero(open_ & (first | ~numpy.roll(open_, 1)))
    ends = numpy.flatnonzero(open_ & (last | ~numpy.roll(open_, -1)))
    labels = [outside] * len(scores)
    if not len(begins):
        return labels
    scores[begins] += numpy.where(first[begins, None], 0, transitions[outside])
    scores[ends] += numpy.where(last[ends, None], 0, transitions[:, outside])
    _decode(scores, transitions, begins, ends - begins + 1, labels)
    return labels


def _can_be_named(
    scores: NDArray[Any], transitions: NDArray[Any], first: NDArray[Any], last: NDArray[Any], outside: int
) -> NDArray[Any]:
    """Whether a token can be part of a name on the best path through its sentence, for each token; linear.

    A transition is worth at most what its two labels are given for it (`entry`, `leave`), so that a token in a name gains at most `gain` over the
    same token outside. A token that no stretch around it with a gain of zero or more holds is outside: with all of the name outside the path is better.
    """
    import numpy

    relative = transitions - transitions[outside, outside]
    entry = relative.max(axis=0)
    entry[outside] = 0
    leave = (relative - entry).max(axis=1)
    over = scores - scores[:, outside, None]
    over += entry + leave
    over[first] -= entry
    over[last] -= leave
    over[:, outside] = -numpy.inf
    gain = numpy.maximum.reduce(over, axis=1).astype("f8")
    level = numpy.cumsum(gain) - _APART * numpy.cumsum(first)
    best = numpy.maximum.accumulate(level[::-1])[::-1] - numpy.minimum.accumulate(level - gain)
    possible: NDArray[Any] = best > -_ROUNDING
    return possible


def _decode(scores: NDArray[Any], transitions: NDArray[Any], starts: NDArray[Any], lengths: NDArray[Any], labels: list[int]) -> None:
    """Viterbi (1967) over all stretches in step: at each step only those that are long enough, which stand first."""
    import numpy

    order = (-lengths).argsort(kind="stable")
    starts, lengths = starts[order], lengths[order]
    best = scores[starts]
    running = (-lengths).searchsorted(-numpy.arange(lengths[0])).tolist()
    into = numpy.ascontiguousarray(transitions.T)
    came = []
    for step in range(1, len(running)):
        alive = running[step]
        paths = best[:alive, None, :] + into
        came.append(paths.argmax(axis=2).tolist())
        best[:alive] = numpy.maximum.reduce(paths, axis=2) + scores[starts[:alive] + step]
    ending = best.argmax(axis=1).tolist()
    for number, (start, length, label) in enumerate(zip(starts.tolist(), lengths.tolist(), ending, strict=True)):
        for step in range(length - 1, 0, -1):
            labels[start + step] = label
            label = came[step - 1][number][label]
        labels[start] = label
