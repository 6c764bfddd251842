"""Languages whose verb ends the sentence (Turkish, Persian, Urdu)."""

from __future__ import annotations

from extractor.fields.quotes.drafts import Draft, Sentence
from extractor.fields.quotes.patterns import subject_first


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order."""
    return subject_first.read(s)
