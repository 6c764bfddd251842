"""When the article was published and modified.

`find_dates` collects what the page gives (candidates.py, lines.py), in the languages of the page (words.py, printed.py, machine.py, relative.py,
calendars.py), and takes one (choose.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.blocks import Block
from extractor.facts import Candidate, Choice, DateConflict, PublicationDate
from extractor.fields.dates import choose
from extractor.fields.dates.candidate import DateCandidate, DateReader
from extractor.fields.dates.candidates import find_candidates
from extractor.fields.dates.moment import parse_given
from extractor.fields.dates.region import numeric_order, outside_utc
from extractor.fields.dates.words import date_words
from extractor.fields.signals import Signals
from extractor.languages import Language, language
from extractor.parse import Tree
from extractor.url import country_of, domain_of


@dataclass(frozen=True, slots=True)
class Dates:
    """Both points in time, each with all its candidates."""

    published: Choice[PublicationDate]
    modified: Choice[PublicationDate]


def find_dates(tree: Tree, blocks: tuple[Block, ...], of: Language, signals: Signals, headline: str | None = None) -> Dates:
    """Publication and modification, no finer than the page gives them."""
    declared = language((tree.embedded.html_lang or "und").lower())
    reader = DateReader(
        languages=tuple(date_words(one) for one in dict.fromkeys((of, declared, language("en"))) if one.section("dates")),
        order=numeric_order(tree, of),
        saved=parse_given(tree.page.saved_at),
    )
    found = find_candidates(tree, blocks, signals, headline, reader)
    published = choose.choose_published(found, reader.saved, choose.Clocks(country_of(domain_of(tree.page.url)), outside_utc(tree, of)))
    modified = choose.choose_modified(found, published, reader.saved)
    others = choose.conflicts(published, found, reader.saved, modified) if published else []
    modified = choose.beside_published(modified, published)
    return Dates(_choice(published, found, others), _choice(modified, found, []))


def _choice(chosen: DateCandidate | None, found: list[DateCandidate], others: list[DateCandidate]) -> Choice[PublicationDate]:
    """The chosen date, which may be a candidate put on the publisher's clock, before all that could have been taken."""
    if chosen is None:
        return Choice(None, tuple(_fact(c) for c in found))
    fact = _fact(chosen, others)
    return Choice(fact, (fact, *(_fact(c) for c in found if c is not chosen)))


def _fact(candidate: DateCandidate, others: list[DateCandidate] | None = None) -> Candidate[PublicationDate]:
    moment = candidate.moment
    against = tuple(DateConflict(c.moment.iso(), c.origin) for c in others or ())
    return Candidate(PublicationDate(moment.iso(), moment.precision, candidate.raw, candidate.origin, against), candidate.origin, round(candidate.score, 3), f"{candidate.event}: {candidate.why}", candidate.raw)
