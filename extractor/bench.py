"""Milliseconds a page of every stage, beside lxml's parse of the same pages: `python -m extractor.bench PATH…`.

CPU time of one core, best of several rounds, without the collector of cycles, as in `extract_page`. Every stage is called as `pipeline.py` calls
it, on what the stages before it made; organisations in a new reading, since the first who asks for the tokens pays for them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from lxml import html

from extractor.blocks import Page, assemble, find_blocks, walk
from extractor.checks import check_statistics
from extractor.collector import paused
from extractor.errors import ExtractorError, ReadError
from extractor.extraction import Extraction
from extractor.facts import Publisher
from extractor.fields.authors import find_authors
from extractor.fields.dates import find_dates
from extractor.fields.headline import find_description, find_headline
from extractor.fields.language import find_language
from extractor.fields.organisations import find_organisations
from extractor.fields.quotes import find_quotes
from extractor.fields.signals import Signals, collect_signals
from extractor.fields.source import find_credits, find_publisher
from extractor.fields.statistics import find_statistics
from extractor.page import SavedPage
from extractor.parse import Tree, parse
from extractor.pipeline import extract_page, read_article, run_stages
from extractor.readers import read_pages
from extractor.record import build_article
from schemas import Article

_ROUNDS = 3
T = TypeVar("T")



class Known(NamedTuple):
    """A page with what its stages made of it, and with its elements."""

    found: Extraction
    tree: Tree
    walked: Page
    signals: Signals

    @classmethod
    def of(cls, page: SavedPage) -> Known:
        """Raises NotAnArticle or ReadError."""
        tree = parse(page)
        walked = walk(tree.root)
        return cls(run_stages(page), tree, walked, collect_signals(tree, walked))

    @property
    def headline(self) -> str | None:
        """The text of the headline that was found."""
        headline = self.found.metadata.headline.value
        return headline.text if headline else None

    @property
    def publisher(self) -> Publisher | None:
        """The publisher that was found."""
        return self.found.metadata.publisher.value


STAGES: dict[str, Callable[[Known], object]] = {
    "lxml parse": lambda x: html.document_fromstring(x.tree.page.data),
    "parse": lambda x: parse(x.tree.page),
    "walk": lambda x: walk(x.tree.root),
    "walk, blocks": lambda x: assemble(find_blocks(x.tree, walk(x.tree.root))),
    "language": lambda x: find_language(x.tree, x.found.text.text),
    "signals": lambda x: collect_signals(x.tree, x.walked),
    "headline": lambda x: (find_headline(x.tree, x.found.blocks, x.signals, x.publisher), find_description(x.signals, x.found.blocks, x.found.text.text, x.found.metadata.authors.value or (), x.publisher)),
    "date": lambda x: find_dates(x.tree, x.found.blocks, x.found.reading.language, x.signals, x.headline),
    "source": lambda x: (find_publisher(x.tree, x.found.blocks, x.signals), find_credits(x.found.reading, x.found.blocks, x.found.content.organisations)),
    "authors": lambda x: find_authors(x.tree, x.found.blocks, x.found.reading.language, x.signals, x.publisher),
    "reading": lambda x: read_article(x.found.metadata, x.found.text),
    "organisations": lambda x: find_organisations(read_article(x.found.metadata, x.found.text)),
    "quotes": lambda x: find_quotes(x.found.reading, x.found.content.organisations),
    "statistics": lambda x: find_statistics(x.found.reading, x.found.content.organisations, x.found.content.quotes),
    "checks": lambda x: check_statistics(x.found.content.statistics, x.found.reading),
    "record": lambda x: build_article(x.found),
    "whole page": lambda x: extract_page(x.tree.page),
}


def main(paths: Iterable[str]) -> int:
    """Print the table; exit status 2 when no path holds a page with mark-up."""
    known = list(_known(paths))
    if not known:
        sys.stderr.write("usage: python -m extractor.bench PATH…   (no saved page was found)\n")
        return 2
    articles = [build_article(x.found) for x in known]
    figures = {name: _milliseconds(call, known) for name, call in STAGES.items()}
    figures["JSON"] = _milliseconds(Article.model_dump_json, articles)
    parse_time = figures["lxml parse"]
    sys.stdout.write(f"{len(known)} pages, CPU of one core, best of {_ROUNDS}\n{'stage':<16}{'ms a page':>10}{'× parse':>10}\n")
    for name, value in figures.items():
        sys.stdout.write(f"{name:<16}{value:>10.3f}{value / parse_time:>10.2f}\n")
    return 0


def _known(paths: Iterable[str]) -> Iterator[Known]:
    for path in paths:
        for page in read_pages(path, on_error=_tell):
            try:
                known = Known.of(page)
            except ExtractorError as error:
                sys.stderr.write(f"{error.at(page.path, page.member)}\n")
                continue
            if known.tree.root is not None:
                yield known


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
