"""Counting a set of records into the sections of its card; memory is bounded by the number of different names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from extractor.fold import key as folded
from extractor.schema_validator import SchemaValidator
from extractor.stored import read_records
from schemas import Article, all_quotes

TOP = 20
"""Rows of a section of names."""
NOT_STATISTICS = ("age", "duration")
"""Kinds of figures that are left out where statistics are counted."""

_LENGTHS = (0, 250, 500, 1000, 2000, 4000, 8000, 16000, 32000)
_FIELDS: dict[str, Callable[[Article], object]] = {
    "language": lambda a: a.language,
    "headline": lambda a: a.headline,
    "description": lambda a: a.description,
    "date": lambda a: a.date,
    "date with a time": lambda a: a.date and a.date.precision != "day",
    "modified": lambda a: a.modified,
    "publisher": lambda a: a.source.publisher and a.source.publisher.name,
    "credits": lambda a: a.source.credits,
    "authors": lambda a: a.authors,
    "text": lambda a: a.text,
    "captions": lambda a: a.captions,
    "organisations": lambda a: a.organisations,
    "quotes": lambda a: a.quotes,
    "statistics": lambda a: any(s.kind not in NOT_STATISTICS for s in a.statistics),
    "checks": lambda a: a.checks,
    "canonical address": lambda a: a.document.canonical_url,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the card: rows of (label, count), of which `total` is the whole; `scale`: rows have an order of their own, such as time."""

    title: str
    note: str
    rows: tuple[tuple[str, int], ...]
    total: int
    kind: Literal["ranking", "scale"] = "ranking"
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A data card: facts about the whole set as (name, value), and its sections."""

    source: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


@dataclass(slots=True)
class _Counts:
    """What is counted while the records go by; names are shown as they were first printed."""

    records: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    credits: Counter[str] = field(default_factory=Counter)
    organisations: Counter[str] = field(default_factory=Counter)
    organisation_kinds: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    quote_kinds: Counter[str] = field(default_factory=Counter)
    statistic_kinds: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    lengths: Counter[int] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    programs: Counter[str] = field(default_factory=Counter)
    contradictory: int = 0
    characters: int = 0
    evidence: int = 0
    names: dict[str, str] = field(default_factory=dict)


def profile(source: str) -> Card:
    """Count the records of a source; invalid ones are told in the facts and left out. Raises ReadError when it cannot be read."""
    counts, validator, invalid = _Counts(), SchemaValidator(), 0
    for stored in read_records(source):
        article = validator.article(stored)
        if article is None:
            invalid += 1
        else:
            _add(counts, article)
    return Card(source, tuple(_facts(counts, invalid)), tuple(section for section in _sections(counts) if section.rows))


def _add(counts: _Counts, article: Article) -> None:
    counts.records += 1
    counts.filled.update(name for name, value in _FIELDS.items() if value(article))
    counts.languages[article.language or "unknown"] += 1
    if article.date:
        counts.months[article.date.value[:7]] += 1
    publisher = article.source.publisher
    counts.sources[(publisher and (publisher.name or publisher.domain)) or "unknown"] += 1
    counts.credits.update({credit.name for credit in article.source.credits})
    counts.warnings.update({warning.code for warning in article.warnings})
    counts.formats[article.document.format] += 1
    counts.programs[f"{article.extractor.name} {article.extractor.version}, schema {article.schema_version}"] += 1
    counts.characters += len(article.text)
    counts.lengths[max(low for low in _LENGTHS if len(article.text) >= low)] += 1
    _add_organisations(counts, article)
    _add_quotes(counts, article)
    _add_figures(counts, article)


def _named(counts: _Counts, key: str, name: str) -> str:
    counts.names.setdefault(key, name)
    return key


def _add_organisations(counts: _Counts, article: Article) -> None:
    keys = {}
    for organisation in article.organisations:
        keys[organisation.key or "name:" + folded(organisation.name)] = organisation
        counts.evidence += sum(mention.end - mention.start for mention in organisation.mentions)
    for key, organisation in keys.items():
        counts.organisations[_named(counts, key, organisation.canonical_name or organisation.name)] += 1
        counts.organisation_kinds[organisation.kind or "unknown"] += 1


def _add_quotes(counts: _Counts, article: Article) -> None:
    for quote in all_quotes(article.quotes):
        counts.quote_kinds[quote.kind] += 1
        if quote.speaker and quote.speaker.name:
            counts.speakers[_named(counts, "speaker:" + folded(quote.speaker.name), quote.speaker.name)] += 1
    counts.evidence += sum(segment.end - segment.start for quote in article.quotes for segment in quote.segments)


def _add_figures(counts: _Counts, article: Article) -> None:
    for statistic in article.statistics:
        if statistic.kind not in NOT_STATISTICS:
            counts.statistic_kinds[statistic.kind] += 1
            if statistic.unit and statistic.unit.code:
                counts.units[statistic.unit.code] += 1
            counts.evidence += statistic.evidence.end - statistic.evidence.start
    verdicts = [check.verdict for check in article.checks]
    counts.verdicts.update(verdicts)
    counts.contradictory += "contradictory" in verdicts


def _facts(counts: _Counts, invalid: int) -> Iterator[tuple[str, str]]:
    records = counts.records
    yield "Records", f"{records:,}"
    if invalid:
        yield "Invalid records, left out", f"{invalid:,}"
    if counts.months:
        yield "Published", f"{min(counts.months)} to {max(counts.months)}"
    yield "Sources", f"{len(counts.sources.keys() - {'unknown'}):,}"
    yield "Organisations", f"{len(counts.organisations):,}"
    yield "Quotes", f"{counts.quote_kinds.total():,}"
    yield "Statistics (without ages and durations)", f"{counts.statistic_kinds.total():,}"
    yield "Checks that contradict", _share(counts.verdicts["contradictory"], counts.verdicts.total())
    yield "Records with a contradiction", _share(counts.contradictory, records)
    yield "Characters of text", f"{counts.characters:,}"
    yield "Text that is evidence of a fact", _share(counts.evidence, counts.characters)


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.1%})" if whole else "none"


def _sections(counts: _Counts) -> Iterator[Section]:
    records = counts.records
    yield Section("Fields filled", "Records in which the field has a value.", tuple((name, counts.filled[name]) for name in _FIELDS), records)
    yield _ranking("Languages", "BCP 47 tags.", counts.languages, records)
    yield _dates(counts.months, records)
    yield _ranking("Sources", "Publishers, by records.", counts.sources, records)
    yield _ranking("Credited sources", "Whom articles name as their own source, by records.", counts.credits, records)
    yield _ranking("Organisations", "By the records that name them.", _shown(counts, counts.organisations), records)
    yield _ranking("Kinds of organisations", "One count a record and body.", counts.organisation_kinds, counts.organisation_kinds.total())
    yield _ranking("Speakers", "By quotes.", _shown(counts, counts.speakers), counts.quote_kinds.total())
    yield _ranking("Kinds of quotes", "", counts.quote_kinds, counts.quote_kinds.total())
    yield _ranking("Kinds of statistics", "Without persons' ages and plain durations.", counts.statistic_kinds, counts.statistic_kinds.total())
    yield _ranking("Units", "UCUM, ISO 4217 and own codes.", counts.units, counts.statistic_kinds.total())
    yield _ranking("Checks", "What the articles' own figures say about each other.", counts.verdicts, counts.verdicts.total())
    lengths = tuple((_length(i), counts.lengths[low]) for i, low in enumerate(_LENGTHS)) if records else ()
    yield Section("Text lengths", "Characters of text, by records.", lengths, records, "scale")
    yield _ranking("Warnings", "By records.", counts.warnings, records)
    yield _ranking("Formats", "What the pages were saved as.", counts.formats, records)
    yield _ranking("Programs", "What made the records.", counts.programs, records)


def _ranking(title: str, note: str, counter: Counter[str], total: int) -> Section:
    rows = sorted(counter.items(), key=lambda row: (-row[1], row[0]))
    return Section(title, note, tuple(rows[:TOP]), total, left_out=max(0, len(rows) - TOP))


def _shown(counts: _Counts, counter: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, count in counter.items():
        found[counts.names[key]] += count
    return found


def _dates(months: Counter[str], records: int) -> Section:
    """Records by month; by year when there are more than three years."""
    width = 7 if not months or int(max(months)[:4]) - int(min(months)[:4]) < 3 else 4
    periods: Counter[str] = Counter()
    for month, count in months.items():
        periods[month[:width]] += count
    every = _months(min(periods), max(periods)) if width == 7 and periods else sorted(periods)
    return Section("Dates", "Records by the time they were published.", tuple((period, periods[period]) for period in every), records, "scale")


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(start, end + 1)]


def _length(i: int) -> str:
    return f"{_LENGTHS[i]:,} to {_LENGTHS[i + 1] - 1:,}" if i + 1 < len(_LENGTHS) else f"{_LENGTHS[i]:,} or more"
