"""Authors: names of persons only."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st
from pages import record_of

from extractor.fields.authors.names import Outlets, name_words, names_in, names_in_line
from extractor.languages import available, language


def test_the_author_s_own_picture_is_no_picture_of_the_story() -> None:
    markup = '<figure><img src="mona.jpg"><figcaption>By Mona Castell</figcaption></figure><figure><img src="bridge.jpg"><figcaption>Mona Castell on the bridge.</figcaption></figure>'
    record = record_of({"language": "en", "head": '<meta name="author" content="Mona Castell">', "markup": markup})
    assert [caption.text for caption in record.captions] == ["Mona Castell on the bridge."]


@pytest.mark.parametrize("case", cases("authors"))
def test_case(case: dict[str, Any]) -> None:
    assert [author.name for author in record_of(case).authors] == case["expected"]


@given(st.text(max_size=300), st.sampled_from(available()))
def test_names_are_words_of_the_text(text: str, code: str) -> None:
    words = name_words(language(code))
    for name in [*names_in(text, words, Outlets()), *names_in_line(text, words, Outlets())]:
        assert name
        assert not any(character.isdigit() for character in name)
        assert set("".join(name.split())) <= set(text)
