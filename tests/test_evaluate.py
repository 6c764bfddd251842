"""Scores against gold records, floors, and differences between runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import make_record

from extractor.compare import FIELDS, MATCHES
from extractor.diff import diff
from extractor.errors import OutputError, ReadError
from extractor.evaluate import below_floors, evaluate, pin_floors

Json = dict[str, Any]


def lines(path: Path, records: list[Json]) -> str:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return str(path)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    return lines(tmp_path / "gold.jsonl", [make_record(number) for number in range(8)])


def predicted(tmp_path: Path, change: Callable[[Json], object], count: int = 8) -> str:
    records = [make_record(number) for number in range(count)]
    for record in records:
        change(record)
    return lines(tmp_path / "predicted.jsonl", records)


def test_the_same_records_score_one(gold: str) -> None:
    evaluation = evaluate(gold, gold)
    assert (evaluation.records, evaluation.unpredicted, evaluation.unknown) == (8, 0, 0)
    assert {(s.precision, s.recall, s.f1, s.low, s.high) for s in evaluation.scores} == {(1.0, 1.0, 1.0, 1.0, 1.0)}
    assert evaluation.differences == []


def test_missing_and_added_items_are_counted(gold: str, tmp_path: Path) -> None:
    def change(record: Json) -> None:
        record["quotes"].pop()
        record["source"]["credits"].append({"name": "Hill Post", "kind": "media", "evidence": "Hill Post", "organisation_key": None})

    evaluation = evaluate(gold, predicted(tmp_path, change))
    quotes, credits = evaluation.score("quotes", "exact"), evaluation.score("credits", "exact")
    assert (quotes.matched, quotes.missing, quotes.added) == (16, 8, 0)
    assert (quotes.precision, quotes.recall, quotes.f1) == (1.0, 2 / 3, 0.8)
    assert (credits.matched, credits.missing, credits.added) == (3, 0, 8)
    assert {d.field for d in evaluation.differences} == {"quotes", "speakers", "credits"}
    assert any("added: Hill Post" in line for line in evaluation.as_text())


def test_overlap_forgives_the_edges_of_a_span(gold: str, tmp_path: Path) -> None:
    def change(record: Json) -> None:
        for quote in record["quotes"]:
            first = quote["segments"][0]
            first.update(end=first["end"] - 2, text=first["text"][:-2])
            quote["text"] = " ".join(segment["text"] for segment in quote["segments"])

    evaluation = evaluate(gold, predicted(tmp_path, change))
    assert evaluation.score("quotes", "exact").f1 == 0.0
    assert evaluation.score("quotes", "overlap").f1 == 1.0


def test_overlap_goes_by_words_where_the_texts_differ(gold: str, tmp_path: Path) -> None:
    def change(record: Json) -> None:
        record["headline"]["text"] += " again"

    evaluation = evaluate(gold, predicted(tmp_path, change))
    assert (evaluation.score("headline", "exact").f1, evaluation.score("headline", "overlap").f1) == (0.0, 1.0)


def test_spelling_and_letter_variants_are_no_difference(gold: str, tmp_path: Path) -> None:
    def change(record: Json) -> None:
        record["authors"][0]["name"] = record["authors"][0]["name"].upper().replace("ى", "ي")

    assert evaluate(gold, predicted(tmp_path, change)).score("authors", "exact").f1 == 1.0


def test_records_without_a_prediction_are_missed_and_others_left_out(gold: str, tmp_path: Path) -> None:
    records = [make_record(number) for number in (0, 1, 2, 3, 50)]
    evaluation = evaluate(gold, lines(tmp_path / "predicted.jsonl", records))
    assert (evaluation.records, evaluation.unpredicted, evaluation.unknown) == (8, 4, 1)
    headline = evaluation.score("headline", "exact")
    assert (headline.matched, headline.missing, headline.added) == (4, 4, 0)
    assert headline.low < headline.f1 < headline.high


def test_figures_are_the_same_every_time(gold: str, tmp_path: Path) -> None:
    other = lines(tmp_path / "predicted.jsonl", [make_record(number) for number in (5, 3, 1)])
    assert evaluate(gold, other).as_json() == evaluate(gold, other).as_json()


def test_floors_hold_refuse_and_sink_only_on_purpose(gold: str, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    pin_floors(evaluate(gold, gold), floors)
    assert below_floors(evaluate(gold, gold), floors) == []
    worse = evaluate(gold, predicted(tmp_path, lambda record: record["quotes"].pop()))
    assert below_floors(worse, floors) == [
        "quotes (exact): F1 0.8000 is below 1.0000",
        "quotes (overlap): F1 0.8000 is below 1.0000",
        "speakers (exact): F1 0.8000 is below 1.0000",
        "speakers (overlap): F1 0.8000 is below 1.0000",
    ]
    with pytest.raises(OutputError, match="nothing was written"):
        pin_floors(worse, floors)
    pin_floors(worse, floors, lower=True)
    assert below_floors(worse, floors) == []


def test_other_gold_records_are_told(gold: str, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    pin_floors(evaluate(gold, gold), floors)
    other = lines(tmp_path / "other.jsonl", [make_record(number) for number in range(7)])
    assert "not those that" in below_floors(evaluate(other, other), floors)[0]


@pytest.mark.parametrize("text", ["", "floors = 3", "[floors.quotes]\nexact = 'high'", "[floors.colour]\nexact = 0.5", "{"])
def test_a_file_that_holds_no_floors_is_told(text: str, gold: str, tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text(text)
    with pytest.raises(ReadError):
        below_floors(evaluate(gold, gold), tmp_path / "floors.toml")


def test_invalid_and_double_records_are_told_with_their_line(gold: str, tmp_path: Path) -> None:
    bad = predicted(tmp_path, lambda record: record.pop("text"))
    with pytest.raises(ReadError, match=r"predicted.jsonl:1: /text"):
        evaluate(gold, bad)
    twice = lines(tmp_path / "twice.jsonl", [make_record(1), make_record(1)])
    with pytest.raises(ReadError, match=r"twice.jsonl:2: .*stands twice"):
        diff(twice, gold)


def test_diff_lists_what_came_went_and_changed(gold: str, tmp_path: Path) -> None:
    records = [make_record(number) for number in (*range(1, 8), 50)]
    records[0]["headline"]["text"] = "Something else"
    found = diff(gold, lines(tmp_path / "new.jsonl", records))
    assert (found.same, found.changed, len(found.removed), len(found.added)) == (6, 1, 1, 1)
    assert [(c.field, c.come) for c in found.changes] == [("headline", ("Something else",))]
    shown = list(found.as_text())
    assert "  + headline: Something else" in shown
    assert shown[-1] == "6 records are the same, 1 changed (headline 1), 1 gone, 1 new"
    assert json.loads(found.as_json())["same"] == 6
    assert not diff(gold, gold)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 30), unique=True, min_size=1, max_size=5), st.lists(st.integers(0, 30), unique=True, max_size=5))
def test_scores_are_bounded_and_overlap_is_never_below_exact(gold: list[int], found: list[int]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        one = lines(Path(folder) / "one.jsonl", [make_record(number, paragraphs=3) for number in gold])
        two = lines(Path(folder) / "two.jsonl", [make_record(number, paragraphs=3, revision=number % 2) for number in found])
        evaluation = evaluate(one, two)
    for name in FIELDS:
        exact, overlap = (evaluation.score(name, match) for match in MATCHES)
        assert 0.0 <= exact.f1 <= overlap.f1 <= 1.0
        assert exact.matched + exact.missing == overlap.matched + overlap.missing
