"""A date that a page gives, and how the dates of one page are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extractor.fields.dates.machine import read_machine
from extractor.fields.dates.moment import Moment
from extractor.fields.dates.printed import PrintedDate, read_clock, read_dates
from extractor.fields.dates.relative import read_relative
from extractor.fields.dates.words import DateWords, Order, fold_line
from extractor.fold import fold_word
from schemas import Origin

Event = Literal["published", "modified", "created"]

@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date the page gives.

    family  the system behind the source: sources of one family repeat each other and count once
    shown   whether a reader sees it
    other   the day under the other order of day and month
    """

    moment: Moment
    event: Event
    origin: Origin
    family: str
    score: float
    why: str
    raw: str
    shown: bool = False
    other: date | None = None

    def swapped(self) -> DateCandidate:
        """The candidate with day and month exchanged."""
        if self.other is None:
            return self
        return replace(self, moment=replace(self.moment, day=self.other), other=None, why=f"{self.why}, day and month exchanged")


@dataclass(frozen=True, slots=True)
class DateReader:
    """How the dates of one page are read: its languages in the order in which they are tried, and the order of numeric dates."""

    languages: tuple[DateWords, ...]
    order: Order | None
    saved: Moment | None

    def machine(self, value: str) -> Moment | None:
        """The moment of a value for machines."""
        return read_machine(value, self.languages, self.order)

    def printed(self, text: str) -> tuple[PrintedDate, ...]:
        """The dates printed in a text, in the first language that finds any."""
        return next((found for words in self.languages if (found := read_dates(text, words, self.order))), ())

    def clock(self, text: str) -> tuple[int, int] | None:
        """The time of day that is all that a text says."""
        return next((clock for words in self.languages if (clock := read_clock(text, words))), None)

    def is_clock(self, text: str, printed: PrintedDate) -> bool:
        """Whether a line tells today's date, as clocks of pages do: "اليوم: السبت 2012/05/19"."""
        before = fold_line(fold_word(text[: printed.start]))
        return any(words.days_ago[match[1]] == 0 for words in self.languages for match in words.days.finditer(before))

    def relative(self, text: str) -> Moment | None:
        """The moment a text names relative to the time of saving, where that is known."""
        if self.saved is None:
            return None
        return next((found for words in self.languages if (found := read_relative(text, words, self.saved))), None)
