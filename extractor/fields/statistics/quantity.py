"""A quantity under construction, between the grammar of numbers and the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from extractor.facts import Period
from extractor.fields.statistics.notations import Number
from extractor.fields.statistics.words import Words

Kind = Literal["count", "money", "percentage", "percentage_point", "rate", "ratio", "rank", "multiple", "measurement", "duration", "age"]
Bound = Literal["exact", "about", "over", "at_least", "under", "at_most"]
DASHES = frozenset("-–—‑−")
System = Literal["UCUM", "ISO4217", "own"]


@dataclass(slots=True)
class Quantity:
    """A number with what stands around it. Token indices are inclusive, offsets folded and half-open.

    first, last      tokens of the whole expression (with currency sign, scale word and unit)
    start, end       the evidence: the expression without approximator and counted noun
    step             size of one in the last written place, for the checks
    after            first token behind the expression and its counted noun
    currency         the ISO 4217 code within the unit of a price
    head             first token of the expression with its approximator
    """

    words: Words
    number: Number
    first: int
    last: int
    start: int
    end: int
    value: Fraction | None
    step: Fraction
    kind: Kind = "count"
    low: Fraction | None = None
    high: Fraction | None = None
    denominator: Fraction | None = None
    code: str | None = None
    system: System | None = None
    unit_text: str | None = None
    currency: str | None = None
    bound: Bound = "exact"
    direction: Literal["up", "down"] | None = None
    measure: str | None = None
    population: str | None = None
    place: str | None = None
    period: Period | None = None
    head: int = 0
    after: int = 0
    noun: tuple[int, int] | None = None
    rule: str = "number"
    marks: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, words: Words, number: Number) -> Quantity:
        """The bare number as a count."""
        quantity = cls(words, number, number.first, number.last, number.start, number.end, number.value, number.step)
        quantity.head, quantity.after = number.first, number.last + 1
        if number.denominator is not None and number.numerator is not None:
            quantity.kind, quantity.value, quantity.denominator = "ratio", Fraction(number.numerator), Fraction(number.denominator)
            quantity.rule = "fraction"
        return quantity

    def set_unit(self, code: str | None, system: System | None, text: str | None) -> None:
        """The unit: code, its system, and as printed."""
        self.code, self.system, self.unit_text = code, system, text

    def extend(self, last: int) -> None:
        """Take the tokens up to `last` into the expression."""
        self.last = last
        self.end = self.words.ends[last]
        self.after = last + 1

    def settle(self) -> None:
        """ "half a percent": a fraction with a unit is a plain number."""
        if self.kind == "ratio":
            self.value, self.denominator, self.kind = self.number.value, None, "count"

    def unit_at(self) -> int:
        """The token where a unit may stand: behind the number, beyond the point of a scale word's abbreviation ("4,1 δισ. ευρώ") or a hyphen ("10-inch")."""
        words, follow = self.words, self.last + 1
        if self.number.scaled and words.at(follow) == "." and words.touches(self.last) and self.last == self.number.last and words.texts[self.last].isalpha() and words.at(follow + 1)[:1].isalpha():
            return follow + 1
        if words.at(follow) in DASHES and words.touches(follow) and words.touches(self.last) and words.at(follow + 1)[:1].isalpha():
            return follow + 1
        return follow

    def printed(self, first: int, last: int) -> str:
        """Printed characters of tokens `first..last` (inclusive)."""
        start, end = self.words.passage.folded.span(self.words.starts[first], self.words.ends[last])
        return self.words.passage.text[start:end]

    @property
    def dimension(self) -> str | None:
        """What decides whether two quantities can be compared: the code, of a price its currency."""
        return self.currency or self.code

    @property
    def size(self) -> Fraction:
        """The value as one number: a ratio's quotient, the middle of a range."""
        if self.value is None:
            assert self.low is not None
            assert self.high is not None
            return (self.low + self.high) / 2
        return self.value / self.denominator if self.denominator else self.value
