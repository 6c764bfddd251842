"""A heavier recogniser as an extra: spaCy's named entities (`pip install "news-record-extractor[spacy]"` and a model)."""

from __future__ import annotations

from typing import Any

from extractor.errors import ExtractorError
from extractor.facts import Span
from extractor.reading import Passage, Reading

_LABELS = frozenset({"ORG", "orgName"})
"""What English and most other models call organisations, and what the Polish and Romanian ones do."""


class Spacy:
    """Finds organisations with a spaCy pipeline. `model` is the name of an installed package or a folder."""

    def __init__(self, model: str) -> None:
        try:
            import spacy
        except ImportError as error:
            raise ExtractorError('spacy is not installed; install it with: pip install "news-record-extractor[spacy]"') from error
        try:
            self._pipeline: Any = spacy.load(model)
        except OSError as error:
            raise ExtractorError(f"spacy has no model {model!r}; install its package, or give the path of its folder") from error

    def mentions(self, passage: Passage, reading: Reading) -> list[Span]:  # noqa: ARG002 - the protocol's
        """The pipeline's organisations, whatever the language of the reading."""
        return [passage.span(entity.start_char, entity.end_char) for entity in self._pipeline(passage.text).ents if entity.label_ in _LABELS]
