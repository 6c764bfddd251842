"""Mentions → organisations."""

from __future__ import annotations

from typing import Protocol

from extractor.facts import Organisation, Span
from extractor.fields.organisations.join import join
from extractor.fields.organisations.recognise import BuiltIn
from extractor.reading import Passage, Reading


class Recogniser(Protocol):
    """Finds mentions of organisations in a passage: half-open spans of code points, in order, disjoint."""

    def mentions(self, passage: Passage, reading: Reading) -> list[Span]:
        """Mentions in one passage."""
        ...


def find_organisations(reading: Reading, recogniser: Recogniser | None = None) -> tuple[Organisation, ...]:
    """One Organisation for all mentions of a body, in order of first appearance; `recogniser` replaces the built-in one."""
    finder = recogniser or BuiltIn()
    return join([mention for passage in reading.passages() for mention in finder.mentions(passage, reading)], reading)
