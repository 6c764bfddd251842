"""Scores on held-out articles: `python training/evaluate.py [LANGUAGE …]`.

The files of articles are left out in three parts, every file in one of them; where a language has one file only, each third of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

import corpus  # noqa: E402
from train import LANGUAGES, train  # noqa: E402

from extractor.fields.organisations.lexicon import lexicon  # noqa: E402
from extractor.fields.organisations.recognise import trained_mentions  # noqa: E402
from extractor.fields.organisations.weights import Model, weights_of  # noqa: E402
from extractor.languages import language  # noqa: E402
from extractor.reading import passage  # noqa: E402

Span = tuple[int, int]
PARTS = 3


def main(wanted: Sequence[str]) -> None:
    """Print a table."""
    print("| language | held out | names | strict F1 | relaxed F1 |\n|---|---|---|---|---|")
    for code in wanted or LANGUAGES:
        wanted_spans: list[set[tuple[str, Span]]] = []
        found_spans: list[set[tuple[str, Span]]] = []
        for kept, held_out in folds(corpus.read(code)):
            model = Model(weights_of(train(code, kept)), lexicon(language(code)))
            for text in held_out:
                spans = [(mention.start, mention.end) for mention in trained_mentions((passage("text", text.text),), model)]
                found_spans.append({(text.source, span) for span in spans})
                wanted_spans.append({(text.source, (start, end)) for start, end, kind in text.names if kind == "ORG"})
        truth, found = set().union(*wanted_spans), set().union(*found_spans)
        hits = len(truth & found)
        near = sum(overlaps(mention, found) for mention in truth), sum(overlaps(mention, truth) for mention in found)
        print(f"| {code} | {len(wanted_spans)} articles | {len(truth)} | {f1(hits, hits, truth, found)} | {f1(*near, truth, found)} |", flush=True)


def folds(texts: Sequence[corpus.Tagged]) -> Iterator[tuple[list[corpus.Tagged], list[corpus.Tagged]]]:
    """Texts to train on, and texts to measure on."""
    articles: dict[str, list[corpus.Tagged]] = {}
    for text in texts:
        if "_articles_" in text.source:
            articles.setdefault(text.source.split(":")[0], []).append(text)
    files = list(articles.values())
    parts = [[text for file in files[third::PARTS] for text in file] for third in range(PARTS)]
    if len(files) == 1:
        parts = [files[0][third::PARTS] for third in range(PARTS)]
    for part in parts:
        held_out = {text.source for text in part}
        yield [text for text in texts if text.source not in held_out], part


def overlaps(mention: tuple[str, Span], others: set[tuple[str, Span]]) -> bool:
    """Whether any other mention of the same text shares a character."""
    source, (start, end) = mention
    return any(other == source and first < end and start < last for other, (first, last) in others)


def f1(recalled: int, right: int, truth: set[tuple[str, Span]], found: set[tuple[str, Span]]) -> str:
    """The harmonic mean of recall and precision, as printed."""
    recall, precision = recalled / max(1, len(truth)), right / max(1, len(found))
    return f"{2 * recall * precision / (recall + precision):.3f}" if recall + precision else "0"


if __name__ == "__main__":
    main(sys.argv[1:])
