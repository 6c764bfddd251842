"""The facts that stages hand on. Attribute names are those of the schema: `record.py` validates these objects as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from schemas import OrganisationKind, Origin

T = TypeVar("T")

FieldName = Literal["text", "headline"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open span of code points of the record's `text` or headline; `text` are the characters there."""

    field: FieldName
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A value that a field could take: where it came from, how far it is to be trusted (higher wins), and why."""

    value: T
    origin: Origin
    score: float
    why: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """What a field takes, and all it could have taken, best first."""

    chosen: Candidate[T] | None
    candidates: tuple[Candidate[T], ...] = ()

    @property
    def value(self) -> T | None:
        """The chosen value; None when there is none."""
        return self.chosen.value if self.chosen else None


@dataclass(frozen=True, slots=True)
class Headline:
    """Mirror of `schemas.Headline`."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class DateConflict:
    """Mirror of `schemas.DateConflict`."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """Mirror of `schemas.PublicationDate`."""

    value: str
    precision: Literal["day", "minute", "second"]
    raw: str
    origin: Origin
    conflicts: tuple[DateConflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    """Mirror of `schemas.Publisher`."""

    name: str | None
    domain: str | None
    origin: Origin
    organisation_key: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Mirror of `schemas.Credit`."""

    name: str
    kind: Literal["agency", "media", "organisation"]
    evidence: str
    organisation_key: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Mirror of `schemas.Source`."""

    publisher: Publisher | None = None
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Mirror of `schemas.Author`."""

    name: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Organisation:
    """Mirror of `schemas.Organisation`."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    canonical_name: str | None = None
    key: str | None = None
    kind: OrganisationKind | None = None
    country: str | None = None
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Mirror of `schemas.Speaker`."""

    name: str | None
    role: str | None = None
    kind: Literal["person", "organisation", "document", "group", "anonymous", "unknown"] = "unknown"
    mention: Span | None = None
    organisation_id: str | None = None
    link: Literal["explicit", "pronoun", "definite", "carried", "none"] = "explicit"


@dataclass(frozen=True, slots=True)
class Quote:
    """`rule` names the pattern or gate that made it; it is shown by `explain` and is no part of the record."""

    id: str
    kind: Literal["direct", "indirect", "mixed"]
    text: str
    segments: tuple[Span, ...]
    cue: Span | None = None
    speaker: Speaker | None = None
    medium: Literal["speech", "writing"] = "speech"
    nested: tuple[Quote, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Mirror of `schemas.Unit`."""

    code: str | None = None
    system: Literal["UCUM", "ISO4217", "own"] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Mirror of `schemas.Period`."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mirror of `schemas.Comparison`."""

    role: Literal["versus", "from", "to", "change_of", "multiple_of"]
    statistic_id: str


@dataclass(frozen=True, slots=True)
class Statistic:
    """Mirror of `schemas.Statistic`, with two attributes that are no part of the record: `rule` names what made it, for `explain`; `step` is the
    size of one in the last place that is written ("1.2 million": 100000), which tells the checks how far the number may be rounded."""

    id: str
    kind: Literal[
        "count", "money", "percentage", "percentage_point", "rate", "ratio", "rank", "multiple", "measurement", "duration", "age"
    ]
    evidence: Span
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    denominator: int | float | None = None
    bound: Literal["exact", "about", "over", "at_least", "under", "at_most"] = "exact"
    unit: Unit | None = None
    measure: str | None = None
    population: str | None = None
    place: str | None = None
    period: Period | None = None
    direction: Literal["up", "down"] | None = None
    comparisons: tuple[Comparison, ...] = ()
    mentions: tuple[Span, ...] = field(default=())
    quote_id: str | None = None
    rule: str = ""
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Check:
    """Mirror of `schemas.Check`."""

    kind: Literal["relative_change", "difference", "share_of_total", "sum", "headline_vs_text", "direction", "currency_pair"]
    statistic_ids: tuple[str, ...]
    stated: float
    computed: float
    verdict: Literal["consistent", "contradictory"]
    message: str
