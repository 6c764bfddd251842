"""Languages whose finite verb stands second (German): the subject stands left or right of it, the content behind a comma."""

from __future__ import annotations

from extractor.fields.quotes.drafts import Draft, Sentence
from extractor.fields.quotes.patterns import subject_first


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order."""
    return subject_first.read(s)
