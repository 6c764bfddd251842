"""The checks of a record, computed again from the record alone."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from extractor.blocks import TextBlock
from extractor.checks import check_statistics
from extractor.facts import Check, Statistic
from extractor.fields.statistics.atoms import find_atoms
from extractor.fields.statistics.lexicon import Lexicon, lexicon_of
from extractor.fields.statistics.numbers import compose
from extractor.fields.statistics.words import read_words
from extractor.fold import Folded
from extractor.languages import Language, language
from extractor.reading import Passage, Reading, passage
from schemas import Article
from schemas import Statistic as Figure


def recompute(article: Article) -> tuple[Check, ...]:
    """The checks that the figures of a record give. They are about the printed text, which therefore is not folded here."""
    words, lexicon = _words(article.language)
    reading = Reading(
        headline=None,
        body=Passage("text", article.text, Folded(article.text, None, article.text), cast("tuple[TextBlock, ...]", tuple(article.blocks))),
        language=words,
    )
    return check_statistics(tuple(_fact(figure, lexicon) for figure in article.statistics), reading)


@lru_cache(maxsize=256)
def _words(tag: str | None) -> tuple[Language, Lexicon]:
    words = language(tag)
    return words, lexicon_of(words)


def _fact(figure: Figure, lexicon: Lexicon) -> Statistic:
    """The figure as the checks read it; it has the same fields in the schema, and so have its parts."""
    return Statistic(**vars(figure), step=_step(figure, lexicon))


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
    digits = "".join(filter(str.isdecimal, evidence))
    return bool(digits) and int(digits) == value
