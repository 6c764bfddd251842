"""Passages → statistics: one scan for atoms, then everything in windows around them.

words → atoms → masks → numbers → units → bounds → pairs → judge → context → statistics, repeats merged, comparisons linked,
doubtful decimals settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from extractor.facts import Comparison, Organisation, Quote, Span, Statistic, Unit
from extractor.fields.statistics import context, counts, inherit, judge, links, masks, pairs, reversals, units
from extractor.fields.statistics.atoms import find_atoms
from extractor.fields.statistics.forms import find_forms
from extractor.fields.statistics.lexicon import Lexicon, lexicon_of
from extractor.fields.statistics.measure import measures
from extractor.fields.statistics.numbers import compose
from extractor.fields.statistics.periods import periods
from extractor.fields.statistics.places import places
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import read_words
from extractor.reading import Passage, Reading

MOST_FIGURES = 2_000
"""Of one passage; a page with more is a table or an attack, and a warning says that the others were left out."""


def find_statistics(reading: Reading, organisations: tuple[Organisation, ...], quotes: tuple[Quote, ...]) -> tuple[Statistic, ...]:
    """Statistics of text and headline, in order of appearance, repeats merged."""
    lexicon = lexicon_of(reading.language)
    found = [quantity for passage in reading.passages() for quantity in quantities_of(passage, organisations, reading, lexicon)]
    kept, owner = links.merge(found)
    links.link(kept, found, owner, lexicon)
    reversals.settle(kept, lexicon)
    links.pass_periods(kept)
    order = sorted(range(len(kept)), key=lambda index: (kept[index].quantity.words.passage.field, kept[index].quantity.start))
    names = {index: f"s{number}" for number, index in enumerate(order, 1)}
    return tuple(_statistic(kept[index], names[index], names, quotes) for index in order)


def quantities_of(passage: Passage, organisations: tuple[Organisation, ...], reading: Reading, lexicon: Lexicon) -> list[Quantity]:
    """The quantities of one passage, in order."""
    words = read_words(passage, lexicon.abbreviations, tokens=lexicon.tokens, spaced=" " in lexicon.grouping, suffixes=lexicon.apostrophe_suffixes, ordinals=lexicon.ordinal_point)
    atoms = find_atoms(words, lexicon)
    dead, dashes = masks.dead_tokens(words, atoms, organisations, lexicon)
    found = units.attach(words, compose(words, atoms, dead, lexicon), lexicon, reading.country)
    context.bounds(found, lexicon)
    found = pairs.join(found, dashes, lexicon)
    counts.count_nouns(found, lexicon)
    found = [quantity for quantity in found if judge.keep(quantity, lexicon)]
    found = in_order([*found, *find_forms(words, dead, lexicon)])[:MOST_FIGURES]
    context.bounds(found, lexicon)
    context.directions(found, lexicon)
    context.bracketed(found)
    inherit.share_units(found, lexicon)
    inherit.inherit_units(found, lexicon)
    inherit.inherit_prices(found, lexicon)
    measures(found, lexicon)
    periods(found, lexicon, reading.published)
    places(found, organisations, lexicon)
    return found


def in_order(found: list[Quantity]) -> list[Quantity]:
    """Quantities by their place; of two that overlap the one that begins first, then the longer."""
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _statistic(linked: links.Linked, identifier: str, names: dict[int, str], quotes: tuple[Quote, ...]) -> Statistic:
    quantity = linked.quantity
    evidence = _span(quantity)
    unit = Unit(quantity.code, quantity.system, quantity.unit_text) if quantity.code or quantity.unit_text else None
    return Statistic(
        id=identifier,
        kind=quantity.kind,
        evidence=evidence,
        value=_plain(quantity.value),
        low=_plain(quantity.low),
        high=_plain(quantity.high),
        denominator=_plain(quantity.denominator),
        bound=quantity.bound,
        unit=unit,
        measure=quantity.measure,
        population=quantity.population,
        place=quantity.place,
        period=quantity.period,
        direction=quantity.direction,
        comparisons=tuple(Comparison(role, names[other]) for role, other in linked.links),
        mentions=tuple(_span(repeat) for repeat in linked.repeats),
        quote_id=_quote_of(evidence, quotes),
        rule=quantity.rule,
        step=float(quantity.step),
    )


def _span(quantity: Quantity) -> Span:
    return quantity.words.passage.folded_span(quantity.start, quantity.end)


def _plain(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _quote_of(evidence: Span, quotes: Iterable[Quote]) -> str | None:
    """The innermost quote whose segments hold the evidence."""
    for quote in quotes:
        if any(s.field == evidence.field and s.start <= evidence.start and evidence.end <= s.end for s in quote.segments):
            return _quote_of(evidence, quote.nested) or quote.id
    return None
