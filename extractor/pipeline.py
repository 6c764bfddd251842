"""The data's way, on one screen: page → tree → blocks → fields → record."""

from __future__ import annotations

from datetime import date

from extractor.blocks import ArticleText, Block, assemble, find_blocks, given, require_article, walk
from extractor.checks import check_statistics
from extractor.collector import paused
from extractor.extraction import Content, Extraction, Metadata
from extractor.fields.authors import find_authors
from extractor.fields.authors.sources import names_given
from extractor.fields.captions import without_names
from extractor.fields.dates import find_dates
from extractor.fields.headline import find_description, find_headline
from extractor.fields.language import find_language
from extractor.fields.organisations import Recogniser, find_organisations, tie_credits, tie_publisher
from extractor.fields.quotes import find_quotes
from extractor.fields.signals import Signals, collect_signals
from extractor.fields.source import find_credits, find_publisher
from extractor.fields.statistics import find_statistics
from extractor.languages import language
from extractor.page import SavedPage
from extractor.parse import Tree, parse, parse_text
from extractor.reading import Reading, passage
from extractor.record import build_article
from extractor.replay import of_capture
from extractor.url import country_of
from schemas import Article


def extract_page(page: SavedPage, *, recogniser: Recogniser | None = None) -> Article:
    """The record of one saved page. Raises NotAnArticle or ReadError."""
    with paused():
        return build_article(run_stages(page, recogniser))


def run_stages(page: SavedPage, recogniser: Recogniser | None = None) -> Extraction:
    """Every stage over one page. Raises NotAnArticle or ReadError."""
    page = of_capture(page)
    tree, blocks, text, metadata = read_page(page)
    reading = read_article(metadata, text)
    return Extraction(page, tree, blocks, text, metadata, reading, find_content(reading, blocks, recogniser))


def read_page(page: SavedPage) -> tuple[Tree, tuple[Block, ...], ArticleText, Metadata]:
    """The stages that read a page's elements, which are freed with the last of them: later they have left the processor's cache, and freeing takes
    twice as long. Raises NotAnArticle or ReadError."""
    tree = parse(page)
    walked = walk(tree.root)
    blocks = find_blocks(tree, walked)
    text = assemble(blocks)
    require_article(tree, blocks, text)
    signals = collect_signals(tree, walked)
    metadata = find_metadata(tree, blocks, text, signals)
    return tree.without_elements(), blocks, without_names(text, metadata.authors.value or (), metadata.publisher.value), metadata


def run_text_stages(text: str, tag: str | None, published: str | None, recogniser: Recogniser | None = None) -> Extraction:
    """The content stages over an article's own text, kept verbatim: nothing is stripped but what lies behind MAX_TEXT, and there is no headline."""
    tree = parse_text(text)
    body = given(tree.text)
    metadata = Metadata.given(tag, published) if tag else Metadata.given(find_language(tree, tree.text).value, published)
    reading = read_article(metadata, body)
    return Extraction(tree.page, tree, (), body, metadata, reading, find_content(reading, (), recogniser))


def find_metadata(tree: Tree, blocks: tuple[Block, ...], text: ArticleText, signals: Signals) -> Metadata:
    """Language first, since dates and names are read in it; the headline before the dates, since they stand near it."""
    tag = find_language(tree, text.text)
    words = language(tag.value)
    publisher = find_publisher(tree, blocks, signals)
    headline = find_headline(tree, blocks, signals, publisher.value)
    shown = headline.value.text if headline.value else None
    authors = find_authors(tree, blocks, words, signals, publisher.value, shown)
    return Metadata(
        language=tag,
        headline=headline,
        description=find_description(signals, blocks, text.text, authors.value or (), publisher.value),
        dates=find_dates(tree, blocks, words, signals, shown),
        publisher=tie_publisher(publisher, tag.value, country_of(publisher.value.domain if publisher.value else None)),
        authors=authors,
        bylined=names_given(signals),
    )


def read_article(metadata: Metadata, text: ArticleText) -> Reading:
    """The article as the content fields see it."""
    headline, published, publisher = metadata.headline.value, metadata.dates.published.value, metadata.publisher.value
    domain = publisher.domain if publisher else None
    return Reading(
        headline=passage("headline", headline.text) if headline else None,
        body=passage("text", text.text, text.blocks),
        language=language(metadata.language.value),
        published=date.fromisoformat(published.value[:10]) if published else None,
        country=country_of(domain),
        publisher=publisher.name if publisher else None,
        domain=domain,
        bylined=metadata.bylined,
    )


def find_content(reading: Reading, blocks: tuple[Block, ...], recogniser: Recogniser | None = None) -> Content:
    """Organisations before quotes, whose speakers they are; quotes before statistics, which stand in them."""
    organisations = find_organisations(reading, recogniser)
    quotes = find_quotes(reading, organisations)
    statistics = find_statistics(reading, organisations, quotes)
    checks = check_statistics(statistics, reading)
    credits = tie_credits(find_credits(reading, blocks, organisations), organisations, reading.language.code, reading.country)
    return Content(credits, organisations, quotes, statistics, checks)
