"""What all models of the record share: strictness, the vocabulary of origins, and the span that proves a value."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeInt, PositiveInt, model_validator

Origin = Literal[
    "json-ld",
    "microdata",
    "meta",
    "opengraph",
    "time-element",
    "url",
    "dateline",
    "heading",
    "title",
    "byline",
    "script",
    "text",
    "container",
    "given",
]
"""Where a value came from. `container`: WARC, MHTML or archive headers; `given`: an argument of the caller."""


class Model(BaseModel):
    """A part of the record: unknown fields are an error, values are immutable, docstrings are the documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, from_attributes=True)


class Span(Model):
    """Characters of the record that prove a value: `record[field][start:end] == text` (W3C TextPositionSelector and TextQuoteSelector)."""

    field: Literal["text", "headline"]
    """The field of the record that the offsets count in; `headline` is `headline.text`."""
    start: NonNegativeInt
    """First character, in Unicode code points from 0."""
    end: PositiveInt
    """One past the last character, in Unicode code points."""
    text: str
    """The characters as printed."""

    @model_validator(mode="after")
    def _is_not_empty(self) -> Span:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"a span's length must be that of its text, and not zero (got {self.start}:{self.end} for {self.text!r})")
        return self
