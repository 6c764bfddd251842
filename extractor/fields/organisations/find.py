"""Mentions → organisations."""

from __future__ import annotations

from typing import Protocol

from extractor.errors import ExtractorError
from extractor.facts import Organisation, Span
from extractor.fields.organisations.join import join
from extractor.fields.organisations.recognise import BuiltIn, mentions_in
from extractor.reading import Passage, Reading


class Recogniser(Protocol):
    """Finds mentions of organisations in a passage: half-open spans of code points, in order, disjoint."""

    def mentions(self, passage: Passage, reading: Reading) -> list[Span]:
        """Mentions in one passage."""
        ...


def load_recogniser(name: str) -> Recogniser:
    """The recogniser of a name as the command line takes it: `built-in`, or `spacy:MODEL` (a package or a folder). Raises ExtractorError."""
    kind, _, model = name.partition(":")
    if name == "built-in":
        return BuiltIn()
    if kind == "spacy" and model:
        from extractor.fields.organisations.spacy import Spacy

        return Spacy(model)
    raise ExtractorError(f"no recogniser is named {name!r}; there are built-in and spacy:MODEL, e.g. spacy:en_core_web_sm")


def find_organisations(reading: Reading, recogniser: Recogniser | None = None) -> tuple[Organisation, ...]:
    """One Organisation for all mentions of a body, in order of first appearance; `recogniser` replaces the built-in one."""
    passages = tuple(reading.passages())
    if recogniser is None:
        return join(mentions_in(passages, reading.language), reading)
    return join([mention for passage in passages for mention in recogniser.mentions(passage, reading)], reading)
