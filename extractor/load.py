"""Stored records → a target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.jsonlines import Stored
from extractor.schema_validator import Problem, SchemaValidator
from extractor.sinks import Report, open_sink
from extractor.stored import read_records


@dataclass(slots=True)
class Loaded:
    """What became of the records: the sink's counts, how many were `invalid` and never reached it, and the first problems of each kind."""

    report: Report = field(default_factory=Report)
    invalid: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def records(self) -> int:
        """How many records were read."""
        return self.report.records + self.invalid


def load(source: str | Iterable[Stored], target: str, *, trusted: bool = False, append: bool = False, jobs: int = 1) -> Loaded:
    """Write the records of a source to a target; invalid ones are counted and left out.

    `trusted` leaves the validation out: right for what this program has just written, since each record was validated when it was made.
    `jobs` processes validate for a database and make its rows (`extractor.workers`), and change nothing in the outcome. Loading the same source
    again changes nothing in a database, and costs little more than reading it: what it holds byte for byte is not validated again. Raises
    OutputError when the target cannot be written, and ReadError when the source cannot be read.
    """
    loaded = Loaded()
    validator = SchemaValidator()
    records = read_records(source) if isinstance(source, str) else source
    with open_sink(target, append=append, jobs=jobs) as sink:
        loaded.report = sink.report
        for stored in records:
            if trusted:
                sink.write(stored.data)
            else:
                sink.write_checked(stored, validator)
    loaded.invalid = validator.invalid
    loaded.problems = validator.examples
    return loaded
