"""Milliseconds a page of every stage, beside lxml's parse of the same pages: `python -m extractor.bench PATH…`.

CPU time of one core, best of several rounds, without the collector of cycles, as in `extract_page`. Every stage is called as `pipeline.py` calls
it, on what the stages before it made.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from lxml import html

from extractor.blocks import assemble, find_blocks, walk
from extractor.checks import check_statistics
from extractor.collector import paused
from extractor.errors import ExtractorError, ReadError
from extractor.fields.authors import find_authors
from extractor.fields.dates import find_dates
from extractor.fields.headline import find_description, find_headline
from extractor.fields.language import find_language
from extractor.fields.organisations import find_organisations
from extractor.fields.quotes import find_quotes
from extractor.fields.signals import collect_signals
from extractor.fields.source import find_credits, find_publisher
from extractor.fields.statistics import find_statistics
from extractor.parse import parse
from extractor.pipeline import extract_page, read_article, run_stages
from extractor.readers import read_pages
from extractor.record import build_article
from schemas import Article

if TYPE_CHECKING:
    from extractor.extraction import Extraction

_ROUNDS = 3
T = TypeVar("T")

STAGES: dict[str, Callable[[Extraction], object]] = {
    "lxml parse": lambda x: html.document_fromstring(x.page.data),
    "parse": lambda x: parse(x.page),
    "walk, blocks": lambda x: assemble(find_blocks(x.tree, walk(x.tree.root))),
    "language": lambda x: find_language(x.tree, x.text.text),
    "signals": lambda x: collect_signals(x.tree, x.walked),
    "headline": lambda x: (find_headline(x.tree, x.blocks, x.signals, x.metadata.publisher.value), find_description(x.signals, x.blocks, x.text.text)),
    "date": lambda x: find_dates(x.tree, x.blocks, x.reading.language, x.signals, x.metadata.headline.value.text if x.metadata.headline.value else None),
    "source": lambda x: (find_publisher(x.tree, x.blocks, x.signals), find_credits(x.reading, x.blocks, x.content.organisations)),
    "authors": lambda x: find_authors(x.tree, x.blocks, x.reading.language, x.signals, x.metadata.publisher.value),
    "reading": lambda x: read_article(x.metadata, x.text),
    "organisations": lambda x: find_organisations(x.reading),
    "quotes": lambda x: find_quotes(x.reading, x.content.organisations),
    "statistics": lambda x: find_statistics(x.reading, x.content.organisations, x.content.quotes),
    "checks": lambda x: check_statistics(x.content.statistics, x.reading),
    "record": build_article,
    "whole page": lambda x: extract_page(x.page),
}


def main(paths: Iterable[str]) -> int:
    """Print the table; exit status 2 when no path holds a page with mark-up."""
    extractions = list(_extractions(paths))
    if not extractions:
        sys.stderr.write("usage: python -m extractor.bench PATH…   (no saved page was found)\n")
        return 2
    articles = [build_article(x) for x in extractions]
    figures = {name: _milliseconds(call, extractions) for name, call in STAGES.items()}
    figures["JSON"] = _milliseconds(Article.model_dump_json, articles)
    parse_time = figures["lxml parse"]
    sys.stdout.write(f"{len(extractions)} pages, CPU of one core, best of {_ROUNDS}\n{'stage':<16}{'ms a page':>10}{'× parse':>10}\n")
    for name, value in figures.items():
        sys.stdout.write(f"{name:<16}{value:>10.3f}{value / parse_time:>10.2f}\n")
    return 0


def _extractions(paths: Iterable[str]) -> Iterator[Extraction]:
    for path in paths:
        for page in read_pages(path, on_error=_tell):
            try:
                extraction = run_stages(page)
            except ExtractorError as error:
                sys.stderr.write(f"{error.at(page.path, page.member)}\n")
                continue
            if extraction.tree.root is not None:
                yield extraction


def _tell(error: ReadError) -> None:
    sys.stderr.write(f"{error}\n")


def _milliseconds(call: Callable[[T], object], over: list[T]) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        with paused():
            start = time.process_time()
            for item in over:
                call(item)
            best = min(best, time.process_time() - start)
    return best / len(over) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
