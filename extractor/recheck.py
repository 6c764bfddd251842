"""The checks of a record, computed again from the record alone."""

from __future__ import annotations

from datetime import date
from typing import cast

from extractor.blocks import TextBlock
from extractor.checks import check_statistics
from extractor.facts import Check, Comparison, Period, Span, Statistic, Unit
from extractor.fields.statistics.atoms import find_atoms
from extractor.fields.statistics.lexicon import Lexicon, lexicon_of
from extractor.fields.statistics.numbers import compose
from extractor.fields.statistics.words import read_words
from extractor.languages import language
from extractor.reading import Reading, passage
from schemas import Article
from schemas import Statistic as Figure


def recompute(article: Article) -> tuple[Check, ...]:
    """The checks that the figures of a record give."""
    words = language(article.language)
    lexicon = lexicon_of(words)
    reading = Reading(
        headline=passage("headline", article.headline.text) if article.headline else None,
        body=passage("text", article.text, tuple(TextBlock(block.role, block.start, block.end) for block in article.blocks)),
        language=words,
        published=date.fromisoformat(article.date.value[:10]) if article.date else None,
    )
    return check_statistics(tuple(_fact(figure, lexicon) for figure in article.statistics), reading)


def _fact(figure: Figure, lexicon: Lexicon) -> Statistic:
    return Statistic(
        id=figure.id,
        kind=figure.kind,
        evidence=_span(figure.evidence),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        denominator=figure.denominator,
        bound=figure.bound,
        unit=Unit(figure.unit.code, figure.unit.system, figure.unit.text) if figure.unit else None,
        measure=figure.measure,
        population=figure.population,
        place=figure.place,
        period=Period(figure.period.text, figure.period.start, figure.period.end) if figure.period else None,
        direction=figure.direction,
        comparisons=tuple(Comparison(c.role, c.statistic_id) for c in figure.comparisons),
        mentions=tuple(map(_span, figure.mentions)),
        quote_id=figure.quote_id,
        step=_step(figure.evidence.text, lexicon),
    )


def _span(span: object) -> Span:
    return cast(Span, span)


def _step(evidence: str, lexicon: Lexicon) -> float:
    """The size of one in the last written place of the number in the evidence; 1 when no number is read there."""
    words = read_words(passage("text", evidence), lexicon.abbreviations, spaced=" " in lexicon.grouping)
    numbers = compose(words, find_atoms(words, lexicon), set(), lexicon)
    return float(numbers[0].step) if numbers else 1.0
