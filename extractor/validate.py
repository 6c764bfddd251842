"""Validating data sets: every record against the schema, and against what a schema cannot say.

The models prove spans, resolve ids and place blocks; here dates must be plausible, ids must not stand twice in the data set, and the checks
of a record must be those that its own figures give.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from extractor.jsonlines import Stored
from extractor.recheck import recompute
from extractor.schema_validator import EXAMPLES, Problem, SchemaValidator
from extractor.sinks import open_sink
from extractor.stored import read_records
from extractor.workers import Workers
from schemas import Article, PublicationDate

_TOGETHER = 500
"""Records that are checked in one call."""
_EARLIEST = date(1605, 1, 1)
"""The year of the first printed newspaper, Johann Carolus' Relation."""
_ANY_ZONE = timedelta(days=1)


@dataclass(slots=True)
class Validation:
    """The outcome over a data set: how many records, how many of them valid, all problems counted by (pointer, code), the first of each kind kept."""

    records: int = 0
    valid: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[Problem] = field(default_factory=list)

    @property
    def invalid(self) -> int:
        """How many records have a problem."""
        return self.records - self.valid

    def as_text(self) -> Iterator[str]:
        """Lines for people and editors: a problem a line, what was left out, and the sum."""
        for problem in self.examples:
            yield str(problem)
        for (pointer, code), count in sorted(self.counts.items()):
            if count > EXAMPLES:
                yield f"{pointer or '/'}: {code}: {count - EXAMPLES} more like these"
        sums = f"{self.valid} valid, {self.invalid} with {_number(self.counts.total(), 'problem')}"
        yield f"{_number(self.records, 'record')}: {sums}"

    def as_json(self) -> Iterator[str]:
        """The same as JSON Lines: the problems, then one line with the counts."""
        for problem in self.examples:
            yield json.dumps(asdict(problem), ensure_ascii=False, default=str)
        kinds = [{"pointer": pointer, "code": code, "count": count} for (pointer, code), count in sorted(self.counts.items())]
        yield json.dumps({"records": self.records, "valid": self.valid, "invalid": self.invalid, "problems": kinds}, ensure_ascii=False)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


class Checked(NamedTuple):
    """The id of a record that fits the schema, and whether it has no problem at all."""

    id: str | None
    sound: bool


class Validator(SchemaValidator):
    """Checks records against the schema and against themselves."""

    def __init__(self, *, today: date | None = None) -> None:
        super().__init__()
        self._latest = (today or datetime.now(UTC).date()) + _ANY_ZONE

    def check(self, stored: Stored) -> Checked:
        """What is known of a record once both have been checked."""
        article = self.article(stored)
        if article is None:
            return Checked(None, sound=False)
        before = self.found
        self._check_dates(stored, article)
        self._check_checks(stored, article)
        return Checked(article.id, self.found == before)

    def _check_dates(self, stored: Stored, article: Article) -> None:
        published, modified = article.date, article.modified
        if published is not None:
            self._check_date(stored, article, "/date", published)
            if modified is not None and modified.value[:10] < published.value[:10]:
                self.add(
                    stored, "/modified/value", "modified_before_published", f"is before the date {published.value}", modified.value, article.id
                )
        if modified is not None:
            self._check_date(stored, article, "/modified", modified)

    def _check_date(self, stored: Stored, article: Article, pointer: str, value: PublicationDate) -> None:
        day = date.fromisoformat(value.value[:10])
        saved = _day(article.document.saved_at)
        if day > self._latest:
            self.add(stored, f"{pointer}/value", "date_in_future", "lies in the future", value.value, article.id)
        elif day < _EARLIEST:
            self.add(stored, f"{pointer}/value", "date_too_early", "is before there were newspapers", value.value, article.id)
        elif saved and day > saved + _ANY_ZONE:
            self.add(stored, f"{pointer}/value", "date_after_saving", f"is after the page was saved, {saved}", value.value, article.id)

    def _check_checks(self, stored: Stored, article: Article) -> None:
        if not article.checks:
            return
        recomputed = {(c.kind, tuple(c.statistic_ids)): c for c in recompute(article)}
        for i, stated in enumerate(article.checks):
            again = recomputed.get((stated.kind, tuple(stated.statistic_ids)))
            if again is None:
                self.add(stored, f"/checks/{i}", "check_not_found", "the record's figures give no such check", stated.kind, article.id)
            elif again.verdict != stated.verdict or again.computed != stated.computed:
                reason = f"the record's figures give {again.computed} ({again.verdict})"
                self.add(stored, f"/checks/{i}", "check_differs", reason, stated.computed, article.id)


def _day(moment: str | None) -> date | None:
    if moment is None:
        return None
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def validate(
    source: str | Iterable[Stored], *, split: tuple[str, str] | None = None, today: date | None = None, jobs: int = 1
) -> Validation:
    """Check every record of a source (`extractor.stored.read_records`).

    `split` are two targets: valid records go to the first one, the others, as they are, to the second. Dates later than `today` (this day
    when it is not given) are problems. `jobs` processes check (`extractor.workers`), and change nothing in the outcome. The ids of all records
    are held, a hundred bytes each. Raises ReadError when the source cannot be read, OutputError when a target cannot be written.
    """
    today = today or datetime.now(UTC).date()
    validator = Validator(today=today)
    outcome = Validation(counts=validator.counts, examples=validator.examples)
    ids: set[bytes] = set()
    with ExitStack() as stack:
        sinks = [stack.enter_context(open_sink(target)) for target in split] if split else []
        workers = Workers(jobs, busy=False)
        stack.callback(workers.stop)
        for chunk, found, checked in _all_checked(read_records(source) if isinstance(source, str) else source, today, workers):
            validator.merge(found)
            for stored, (identifier, sound) in zip(chunk, checked, strict=True):
                if identifier is not None:
                    if (key := bytes.fromhex(identifier)) in ids:
                        sound = False
                        validator.add(stored, "/id", "duplicate_id", "another record of this data set has the same id", identifier, identifier)
                    ids.add(key)
                outcome.records += 1
                outcome.valid += sound
                if sinks:
                    sinks[0 if sound else 1].write(stored.data)
    return outcome


def _all_checked(
    records: Iterable[Stored], today: date, workers: Workers
) -> Iterator[tuple[list[Stored], Validator, list[Checked]]]:
    """The records some hundred at a time, in order, each time with what was found in them."""
    waiting: deque[tuple[list[Stored], Callable[[], tuple[Validator, list[Checked]]]]] = deque()
    records = iter(records)
    while chunk := list(islice(records, _TOGETHER)):
        waiting.append((chunk, workers.call(_check_all, chunk, today)))
        while len(waiting) > workers.ahead:
            first, result = waiting.popleft()
            yield first, *result()
    for first, result in waiting:
        yield first, *result()


def _check_all(records: list[Stored], today: date) -> tuple[Validator, list[Checked]]:
    validator = Validator(today=today)
    return validator, [validator.check(stored) for stored in records]
