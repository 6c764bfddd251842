"""The checks of a record, computed again from the record alone."""

from __future__ import annotations

from typing import cast

from extractor.blocks import TextBlock
from extractor.checks import check_statistics
from extractor.facts import Check, Comparison, Period, Span, Statistic, Unit
from extractor.fields.statistics.atoms import find_atoms
from extractor.fields.statistics.lexicon import Lexicon, lexicon_of
from extractor.fields.statistics.numbers import compose
from extractor.fields.statistics.words import read_words
from extractor.fold import Folded
from extractor.languages import language
from extractor.reading import Passage, Reading, passage
from schemas import Article
from schemas import Statistic as Figure


def recompute(article: Article) -> tuple[Check, ...]:
    """The checks that the figures of a record give. They are about the printed text, which therefore is not folded here."""
    words = language(article.language)
    lexicon = lexicon_of(words)
    reading = Reading(
        headline=None,
        body=Passage("text", article.text, Folded(article.text, None, article.text), cast("tuple[TextBlock, ...]", tuple(article.blocks))),
        language=words,
    )
    return check_statistics(tuple(_fact(figure, lexicon) for figure in article.statistics), reading)


def _fact(figure: Figure, lexicon: Lexicon) -> Statistic:
    """The figure as the checks read it; its parts have the same attributes in the schema."""
    return Statistic(
        id=figure.id,
        kind=figure.kind,
        evidence=cast(Span, figure.evidence),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        denominator=figure.denominator,
        bound=figure.bound,
        unit=cast("Unit | None", figure.unit),
        measure=figure.measure,
        population=figure.population,
        place=figure.place,
        period=cast("Period | None", figure.period),
        direction=figure.direction,
        comparisons=cast("tuple[Comparison, ...]", figure.comparisons),
        mentions=cast("tuple[Span, ...]", figure.mentions),
        quote_id=figure.quote_id,
        step=_step(figure, lexicon),
    )


def _step(figure: Figure, lexicon: Lexicon) -> float:
    """The size of one in the last written place of the number in the evidence; 1 when no number is read there."""
    evidence = figure.evidence.text
    if isinstance(figure.value, int) and _all_digits(evidence, figure.value):
        return 1.0
    words = read_words(passage("text", evidence), lexicon.abbreviations, spaced=" " in lexicon.grouping)
    numbers = compose(words, find_atoms(words, lexicon), set(), lexicon)
    return float(numbers[0].step) if numbers else 1.0


def _all_digits(evidence: str, value: int) -> bool:
    """Whether the evidence prints every digit of a whole number, as `12,345` does and `12 thousand` does not."""
    digits = "".join(character for character in evidence if character.isdecimal())
    return bool(digits) and int(digits) == value
