"""The data card of a set of records."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from records import make_record

from extractor.profile import as_html, as_markdown, profile

EVIL = '<script>alert("x")</script> | مجلس | $source'


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("profile") / "records.jsonl"
    records = [make_record(number) for number in range(20)]
    records[0]["source"]["publisher"]["name"] = EVIL
    records[1]["statistics"][0].update(kind="age")
    records[2]["statistics"][0].update(kind="duration")
    records[3].update(headline=None, authors=[])
    path.write_text("".join(json.dumps(record) + "\n" for record in records) + "{\n", encoding="utf-8")
    return str(path)


def rows(source: str, title: str) -> dict[str, int]:
    return {label: count for section in profile(source).sections if section.title == title for label, count in section.rows}


def test_counts(source: str) -> None:
    facts = dict(profile(source).facts)
    assert (facts["Records"], facts["Invalid records, left out"]) == ("20", "1")
    assert facts["Published"] == "2020-01 to 2025-12"
    filled = rows(source, "Fields filled")
    assert (filled["headline"], filled["authors"], filled["text"], filled["modified"], filled["date with a time"]) == (19, 19, 20, 0, 0)
    assert rows(source, "Languages") == {"en": 10, "ar": 10}
    assert rows(source, "Kinds of quotes") == {"direct": 60}
    assert sum(rows(source, "Speakers").values()) == 60
    assert rows(source, "Warnings") == {"short_text": 4}


def test_ages_and_durations_are_no_statistics(source: str) -> None:
    assert rows(source, "Kinds of statistics") == {"count": 98}
    assert dict(profile(source).facts)["Statistics (without ages and durations)"] == "98"


def test_organisations_are_joined_by_key_and_counted_once_a_record(source: str) -> None:
    organisations = rows(source, "Organisations")
    assert len(organisations) <= 5
    assert all(count <= 20 for count in organisations.values())


def test_html_is_whole_and_shows_names_as_they_are(source: str) -> None:
    page = as_html(profile(source))
    body = page.split("<body>")[1].split("</body>")[0]
    root = ET.fromstring(f"<body>{body}</body>")
    shown = ["".join(cell.itertext()) for cell in root.iter("th")]
    assert EVIL in shown
    assert "<script" not in page
    assert all([child.tag for child in cell] == ["bdi"] for cell in root.iter("th"))
    assert list(root.iter("rect"))
    assert "default-src 'none'" in page


def test_markdown_shows_names_as_they_are(source: str) -> None:
    text = as_markdown(profile(source))
    assert "\\<script\\>" in text
    tables = [line for line in text.splitlines() if line.startswith("|") and "مجلس" in line and "script" in line]
    assert len(tables) == 1
    assert text.startswith("# Data card of ")


def test_an_empty_set_has_a_card(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    card = profile(str(tmp_path / "none.jsonl"))
    assert ("Records", "0") in card.facts
    assert "Data card" in as_html(card)
    assert as_markdown(card)
