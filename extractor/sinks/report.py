"""What became of the records that a sink was given."""

from __future__ import annotations

from dataclasses import dataclass, field

EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not taken: its number among those written (from 1), its id where it has one, and why."""

    number: int
    id: str | None
    reason: str


@dataclass(slots=True)
class Report:
    """Counts of records: `new`, `changed` (replaced), `unchanged` (skipped), `rejected`, with the first examples of rejected ones."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    examples: list[Rejected] = field(default_factory=list)

    @property
    def records(self) -> int:
        """How many records were given."""
        return self.new + self.changed + self.unchanged + self.rejected

    def reject(self, number: int, identifier: str | None, reason: str) -> None:
        """Count a record that was not taken."""
        self.rejected += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(Rejected(number, identifier, reason))
