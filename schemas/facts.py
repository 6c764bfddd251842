"""What an article says: organisations, quotes, statistics, and what its own numbers say about each other."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from schemas.base import Model, Span

OrganisationKind = Literal[
    "government",
    "intergovernmental",
    "company",
    "bank",
    "media",
    "university",
    "ngo",
    "party",
    "armed_group",
    "armed_forces",
    "club",
    "federation",
    "union",
    "court",
    "parliament",
    "research",
    "hospital",
    "religious",
    "other",
]
"""What an organisation is."""


class Organisation(Model):
    """A named body and all its mentions in the page (schema.org `Organization`, ninjs `organisations`)."""

    id: str = Field(pattern=r"^o[1-9][0-9]*$")
    """Name inside the record: `o1`, `o2`, …"""
    name: str = Field(min_length=1)
    """The fullest form in the page."""
    canonical_name: str | None
    """The gazetteer's name in the page's language; null when the body is not in the gazetteer."""
    key: str | None
    """The gazetteer's key, the same in every language, e.g. `int/world-health-organization`; null when the body is not there."""
    kind: OrganisationKind | None
    """What it is; null when it cannot be told."""
    country: str | None = Field(pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2; null for international bodies and when unknown."""
    acronym: str | None
    """Acronym as printed in the page or, for a known body that the page names by it, the gazetteer's."""
    mentions: list[Span] = Field(min_length=1)
    """Every place where it is named, in order; proclitics and articles stay outside."""


class Speaker(Model):
    """Who is quoted (PARC's source)."""

    name: str | None
    """Resolved full name, as the page prints it; null when the page gives none."""
    role: str | None
    """Role as printed, e.g. `وزير الصحة`, `chief executive of the company`."""
    kind: Literal["person", "organisation", "document", "group", "anonymous", "unknown"]
    """What kind of source speaks."""
    mention: Span | None
    """What the clause shows ("he", "وزير الصحة"); null when the subject is dropped."""
    organisation_id: str | None
    """The speaker's own organisation, or the organisation that speaks."""
    link: Literal["explicit", "pronoun", "definite", "carried", "none"]
    """How the mention leads to the name: named outright, by a pronoun, by a definite phrase, carried from before, or not at all."""


class Quote(Model):
    """Speech that the article attributes to a source (PARC and PolNeAR: source, cue, content)."""

    id: str = Field(pattern=r"^q[1-9][0-9]*$")
    """Name inside the record: `q1`, `q2`, …"""
    kind: Literal["direct", "indirect", "mixed"]
    """Direct (within marks, or after a colon), indirect (a clause), mixed (a clause with a marked part)."""
    text: str = Field(min_length=1)
    """The segments joined by a space."""
    segments: list[Span] = Field(min_length=1)
    """The content without its marks or complementiser; several when it is interrupted or runs over paragraphs."""
    cue: Span | None
    """The verb, participle or phrase that attributes."""
    speaker: Speaker | None
    """Who speaks; null when the article does not say."""
    medium: Literal["speech", "writing"] = "speech"
    """`writing` for statements, letters, posts and reports."""
    nested: list[Quote]
    """Quotes inside this one."""

    @model_validator(mode="after")
    def _segments_make_the_text(self) -> Quote:
        if self.text != " ".join(segment.text for segment in self.segments):
            raise ValueError("a quote's text must be its segments joined by a space")
        for before, after in zip(self.segments, self.segments[1:], strict=False):
            if before.field == after.field and before.end > after.start:
                raise ValueError(f"segments must be in order and disjoint (got {before.end} before {after.start})")
        return self


class Unit(Model):
    """What a number counts or measures in."""

    code: str | None
    """UCUM code, ISO 4217 code or own code (`%`, `pp`, `x`); null where only the printed noun is known."""
    system: Literal["UCUM", "ISO4217", "own"] | None
    """The system of the code."""
    text: str | None
    """As printed: `reports`, `مقطع`, `million euros`."""


class Period(Model):
    """The time that a statistic is about."""

    start: str | None = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    """First day, ISO 8601; null when it cannot be told."""
    end: str | None = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    """Last day, ISO 8601; null when it cannot be told."""
    text: str = Field(min_length=1)
    """As printed: `in 2025`, `العام الماضي`."""


class Comparison(Model):
    """How a statistic stands to another one of the same record."""

    role: Literal["versus", "from", "to", "change_of", "multiple_of"]
    """`versus`: compared with; `from`/`to`: old and new level; `change_of`: this is the change of that level; `multiple_of`: times that level."""
    statistic_id: str
    """The other statistic."""


class Statistic(Model):
    """A number that the article asserts of something."""

    id: str = Field(pattern=r"^s[1-9][0-9]*$")
    """Name inside the record: `s1`, `s2`, …"""
    kind: Literal[
        "count",
        "money",
        "percentage",
        "percentage_point",
        "rate",
        "ratio",
        "rank",
        "multiple",
        "measurement",
        "duration",
        "age",
    ]
    """What kind of figure it is; persons' ages and plain durations keep their kinds, and are left out where statistics are counted."""
    value: int | float | None
    """The number, scaled: `1.2 million` is 1200000; null for a range."""
    low: int | float | None
    """Lower end of a range."""
    high: int | float | None
    """Upper end of a range."""
    denominator: int | float | None
    """`1 in 5`: value 1, denominator 5."""
    bound: Literal["exact", "about", "over", "at_least", "under", "at_most"]
    """How the article bounds the number."""
    unit: Unit | None
    """What it counts or measures in."""
    measure: str | None
    """What is counted or measured, in the article's words."""
    population: str | None
    """Of whom or what the measure is taken."""
    place: str | None
    """Where, in the article's words."""
    period: Period | None
    """When."""
    direction: Literal["up", "down"] | None
    """Set when the number is the size of a change."""
    comparisons: list[Comparison]
    """Links to other statistics of the record."""
    evidence: Span
    """The quantity with its scale word and unit sign, without approximator or counted noun."""
    mentions: list[Span]
    """Other places that give the same figure, the headline's included."""
    quote_id: str | None
    """The quote in which it stands."""

    @model_validator(mode="after")
    def _has_a_value_or_a_range(self) -> Statistic:
        if self.value is None:
            if self.low is None or self.high is None:
                raise ValueError("a statistic has a value, or low and high")
            if self.low > self.high:
                raise ValueError(f"low must not be above high (got {self.low} and {self.high})")
        elif self.low is not None or self.high is not None:
            raise ValueError("a statistic has a value or a range, not both")
        if self.kind == "ratio" and self.denominator is None:
            raise ValueError("a ratio has a denominator")
        return self


class Check(Model):
    """What the page's own numbers say about each other; a check never changes a value."""

    kind: Literal["relative_change", "difference", "share_of_total", "sum", "headline_vs_text", "direction", "currency_pair"]
    """What is recomputed."""
    statistic_ids: list[str] = Field(min_length=1)
    """The statistics it is about."""
    stated: float
    """The number the article states."""
    computed: float
    """The number that its other figures give."""
    verdict: Literal["consistent", "contradictory"]
    """`consistent` when the stated value lies in the interval that the rounding of all the numbers allows."""
    message: str
    """The sum in words."""
