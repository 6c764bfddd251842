"""The tagged texts that the recogniser is trained on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parent.parent / "training"
sys.path.insert(0, str(TRAINING))

import corpus  # noqa: E402


@pytest.mark.parametrize("path", sorted(corpus.FOLDER.glob("*.txt")), ids=lambda path: path.name)
def test_every_text_parses_and_names_are_not_empty(path: Path) -> None:
    texts = list(corpus.read_file(path))
    assert texts
    for text in texts:
        for start, end, _ in text.names:
            name = text.text[start:end]
            assert name == name.strip() != "", f"{text.source}: {name!r}"


def test_tags_are_taken_out() -> None:
    text = corpus.parse("قالت {ORG:منظمة الصحة العالمية} ({ORG:WHO}) في {LOC:جنيف}.")
    assert text.text == "قالت منظمة الصحة العالمية (WHO) في جنيف."
    assert [(text.text[start:end], kind) for start, end, kind in text.names] == [
        ("منظمة الصحة العالمية", "ORG"),
        ("WHO", "ORG"),
        ("جنيف", "LOC"),
    ]


def test_a_stray_brace_is_an_error() -> None:
    with pytest.raises(ValueError, match="braces"):
        corpus.parse("{ORG:one} and {two}")
