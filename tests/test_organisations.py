"""Mentions, and how they are joined: fixtures/cases/organisations.toml and properties."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.facts import Organisation
from extractor.fields.organisations import find_organisations
from extractor.languages import language
from extractor.reading import Reading, passage

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "fa", "und")
WORDS = st.sampled_from(
    ["The", "World", "Bank", "(WHO)", "U.N.", "وزارة", "الصحة", "لل", "ل", "للاتحاد", "الأوروبي", "و", "والبنك", "«نادي»", "ــ", "هيئةٌ", "قالَ", "\u200f", "Inc.", "&", "'s", "’s", "4.5", "%", "\n", "-", "Apple", "وا", "لـ", "لل", "'"]
)


def read(text: str, tag: str, headline: str | None = None) -> tuple[Reading, tuple[Organisation, ...]]:
    reading = Reading(passage("headline", headline) if headline else None, passage("text", text), language(tag))
    return reading, find_organisations(reading)


@pytest.mark.parametrize("case", cases("organisations"))
def test_mentions(case: dict[str, Any]) -> None:
    _, found = read(case["text"], case["language"], case.get("headline"))
    mentions = sorted((mention for body in found for mention in body.mentions), key=lambda span: (span.field != "headline", span.start))
    assert [mention.text for mention in mentions] == case["expected"]


@example(["World", "U.N.", "Bank"], "de", "")
@given(st.lists(WORDS, max_size=30), st.sampled_from(LANGUAGES), st.sampled_from((" ", "", "  ")))
def test_spans_show_their_text_in_order_and_apart(words: list[str], tag: str, space: str) -> None:
    reading, found = read(space.join(words), tag, "وزارة الصحة WHO")
    texts = {part.field: part.text for part in reading.passages()}
    mentions = [mention for body in found for mention in body.mentions]
    for mention in mentions:
        assert mention.text and texts[mention.field][mention.start : mention.end] == mention.text
    places = [(mention.field, place) for mention in mentions for place in range(mention.start, mention.end)]
    assert len(places) == len(set(places))
    assert [body.id for body in found] == [f"o{number}" for number in range(1, len(found) + 1)]
    firsts = [(body.mentions[0].field != "headline", body.mentions[0].start) for body in found]
    assert firsts == sorted(firsts)


@example("À¨ᰀ/1", "de")
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, tag: str) -> None:
    assert read(text, tag)[1] == read(text, tag)[1]


def test_a_name_its_acronym_and_its_short_form_are_one_body() -> None:
    _, found = read("The Northern Lakes Trust (NLT) met on Monday. NLT said the Northern Lakes Trust would plant trees.", "en")
    assert [(body.name, body.acronym, len(body.mentions)) for body in found] == [("Northern Lakes Trust", "NLT", 4)]


def test_the_article_is_restored_in_the_name_not_in_the_mention() -> None:
    _, found = read("أعلن المتحدث أن المفوضية التابعة للاتحاد الأوروبي ستجتمع غدا.", "ar")
    assert [(body.name, body.mentions[0].text, body.key) for body in found] == [("الاتحاد الأوروبي", "لاتحاد الأوروبي", "int/european-union")]


def test_the_kind_of_an_unknown_body_is_that_of_its_noun() -> None:
    _, found = read("قال مدير مستشفى وادي النخيل إن جامعة وادي النخيل ستتعاون مع المستشفى.", "ar")
    assert {body.name: body.kind for body in found} == {"مستشفى وادي النخيل": "hospital", "جامعة وادي النخيل": "university"}


def test_a_noun_of_many_kinds_tells_none() -> None:
    _, found = read("قالت مؤسسة حماية الغابات البرية إن الغابة ستفتح للزوار.", "ar")
    assert [(body.name, body.kind) for body in found] == [("مؤسسة حماية الغابات البرية", None)]


def test_canonical_names_are_in_the_language_of_the_page() -> None:
    names = {tag: read(text, tag)[1][0].canonical_name for tag, text in (("ar", "قالت منظمة الصحة العالمية أمس."), ("en", "The WHO said so on Monday."))}
    assert names == {"ar": "منظمة الصحة العالمية", "en": "World Health Organization"}
