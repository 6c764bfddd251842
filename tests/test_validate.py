"""Validating, loading and migrating data sets."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from records import make_record

from extractor import extract_text
from extractor.errors import ReadError
from extractor.load import load
from extractor.migrate import STEPS, lift, migrate
from extractor.sinks import open_sink
from extractor.stored import read_records
from extractor.validate import EXAMPLES, validate

TODAY = date(2030, 1, 1)
Json = dict[str, Any]


def lines(path: Path, records: list[Json | str]) -> str:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records), encoding="utf-8")
    return str(path)


def sound(number: int) -> Json:
    return make_record(number, checks=False)


def broken(change: Callable[[Json], object], number: int = 1) -> Json:
    record = sound(number)
    change(record)
    return record


def test_sound_records_are_valid_in_every_store(tmp_path: Path, postgresql: str) -> None:
    source = lines(tmp_path / "records.jsonl", [sound(n) for n in range(5)])
    targets = [f"{tmp_path}/{name}" for name in ("a.jsonl.gz", "a.sqlite", "a.duckdb", "folder/")] + [postgresql]
    for target in targets:
        assert load(source, target).report.new == 5
        found = validate(target, today=TODAY)
        assert (found.records, found.valid) == (5, 5), list(found.as_text())
    assert load(source, f"parquet:{tmp_path}/tables").report.new == 5
    assert validate(f"{tmp_path}/tables", today=TODAY).valid == 5


PROBLEMS: list[tuple[str, Callable[[Json], object], str, str]] = [
    ("wrong word", lambda r: r["quotes"][1].update(kind="spoken"), "/quotes/1/kind", "literal_error"),
    ("no text", lambda r: r.pop("text"), "/text", "missing"),
    ("unknown field", lambda r: r.update(score=1), "/score", "extra_forbidden"),
    ("false span", lambda r: r["organisations"][0]["mentions"][0].update(start=0, end=3, text="xyz"), "/organisations/0/mentions/0", "incoherent"),
    ("lost organisation", lambda r: r["quotes"][0]["speaker"].update(organisation_id="o99"), "/quotes", "incoherent"),
    ("lost statistic", lambda r: r["statistics"][1]["comparisons"][0].update(statistic_id="s99"), "/statistics/1/comparisons/0", "incoherent"),
    ("future", lambda r: r["date"].update(value="2031-01-01"), "/date/value", "date_in_future"),
    ("before newspapers", lambda r: r["date"].update(value="0025-01-01"), "/date/value", "date_too_early"),
    ("saved before", lambda r: r["document"].update(saved_at="2019-05-05T10:00:00Z"), "/date/value", "date_after_saving"),
    (
        "changed before",
        lambda r: r.update(modified={"value": "2001-01-01", "precision": "day", "raw": "", "origin": "meta", "conflicts": []}),
        "/modified/value",
        "modified_before_published",
    ),
    (
        "invented check",
        lambda r: r.update(
            checks=[
                {"kind": "sum", "statistic_ids": ["s1"], "stated": 1.0, "computed": 2.0, "verdict": "contradictory", "message": "1, not 2"}
            ]
        ),
        "/checks/0",
        "check_not_found",
    ),
]


@pytest.mark.parametrize(("change", "pointer", "code"), [pytest.param(*case[1:], id=case[0]) for case in PROBLEMS])
def test_problem_is_told_with_its_place(change: Callable[[Json], object], pointer: str, code: str, tmp_path: Path) -> None:
    source = lines(tmp_path / "records.jsonl", [sound(2), broken(change)])
    found = validate(source, today=TODAY)
    assert (found.records, found.valid) == (2, 1)
    assert [(p.line, p.pointer, p.code) for p in found.examples] == [(2, pointer, code)]
    assert str(found.examples[0]).startswith(f"{source}:2: {pointer}: ")


def test_reason_and_value_are_shown(tmp_path: Path) -> None:
    source = lines(tmp_path / "r.jsonl", [broken(lambda r: r["quotes"][1].update(kind="spoken"))])
    assert next(validate(source).as_text()) == f"{source}:1: /quotes/1/kind: Input should be 'direct', 'indirect' or 'mixed' (got \"spoken\")"


def test_a_line_that_is_no_json_is_a_problem_like_others(tmp_path: Path) -> None:
    found = validate(lines(tmp_path / "r.jsonl", ["{", "", sound(1)]), today=TODAY)
    assert (found.records, found.valid, found.examples[0].code, found.examples[0].line) == (2, 1, "json_invalid", 1)


def test_an_id_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    found = validate(lines(tmp_path / "r.jsonl", [sound(1), sound(2), sound(1)]), today=TODAY)
    assert [(p.line, p.code) for p in found.examples] == [(3, "duplicate_id")]


def test_all_problems_are_counted_and_the_first_are_shown(tmp_path: Path) -> None:
    def change(record: Json) -> None:
        for quote in record["quotes"]:
            quote["kind"] = "spoken"

    found = validate(lines(tmp_path / "r.jsonl", [broken(change, n) for n in range(1, 5)]), today=TODAY)
    assert found.counts == {("/quotes/*/kind", "literal_error"): 12}
    assert len(found.examples) == EXAMPLES
    *_, more, total = found.as_text()
    assert more == "/quotes/*/kind: literal_error: 7 more like these"
    assert total == "4 records: 0 valid, 4 with 12 problems"
    *problems, summary = (json.loads(line) for line in found.as_json())
    assert [p["pointer"] for p in problems][:3] == ["/quotes/0/kind", "/quotes/1/kind", "/quotes/2/kind"]
    assert summary == {
        "records": 4,
        "valid": 0,
        "invalid": 4,
        "problems": [{"pointer": "/quotes/*/kind", "code": "literal_error", "count": 12}],
    }


def test_split_keeps_both_halves_as_they_were(tmp_path: Path) -> None:
    source = lines(tmp_path / "r.jsonl", [sound(1), "{", sound(2)])
    validate(source, split=(f"{tmp_path}/valid.jsonl", f"{tmp_path}/invalid.jsonl"), today=TODAY)
    kept = Path(source).read_text(encoding="utf-8").splitlines()
    assert (tmp_path / "valid.jsonl").read_text(encoding="utf-8").splitlines() == [kept[0], kept[2]]
    assert (tmp_path / "invalid.jsonl").read_text(encoding="utf-8").splitlines() == [kept[1]]


def test_loading_leaves_invalid_records_out(tmp_path: Path) -> None:
    source = lines(tmp_path / "r.jsonl", [sound(1), "{", broken(lambda r: r.pop("text"), 2), sound(3)])
    loaded = load(source, f"{tmp_path}/a.sqlite")
    assert (loaded.records, loaded.report.new, loaded.invalid) == (4, 2, 2)
    assert [problem.line for problem in loaded.problems] == [2, 3]


@pytest.mark.parametrize("name", ["missing.jsonl", "missing.sqlite", "missing.json", "letter.txt", "csv:tables"])
def test_unreadable_source_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        list(read_records(name if ":" in name else f"{tmp_path}/{name}"))


def test_arrays_and_single_records_of_json_are_read(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(sound(1), indent=1), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps([sound(1), sound(2)]), encoding="utf-8")
    assert validate(f"{tmp_path}/one.json", today=TODAY).valid == 1
    assert validate(f"{tmp_path}/two.json", today=TODAY).valid == 2
    with open_sink(f"{tmp_path}/folder/") as sink:
        sink.write(json.dumps(sound(3)).encode())
    assert validate(f"{tmp_path}/folder", today=TODAY).valid == 1


def test_migrate_keeps_current_records_and_refuses_others(tmp_path: Path) -> None:
    newer = broken(lambda r: r.update(schema_version="2.0"), 2)
    strange = broken(lambda r: r.update(schema_version=1), 3)
    source = lines(tmp_path / "r.jsonl", [sound(1), newer, strange])
    migrated = migrate(source, f"{tmp_path}/new.jsonl")
    assert (migrated.current, migrated.lifted, migrated.refused) == (1, 0, 2)
    assert [problem.code for problem in migrated.problems] == ["newer_version", "unknown_version"]
    assert "pip install -U" in migrated.problems[0].reason


def test_migrate_lifts_through_the_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step as the next major version would have it: here from an imagined version 0, whose headline was plain text."""

    def from_zero(record: Json) -> Json:
        return {**record, "headline": {"text": record["headline"], "origin": "heading"}}

    monkeypatch.setitem(STEPS, 0, from_zero)
    older = broken(lambda r: r.update(schema_version="0.9", headline=r["headline"]["text"]))
    migrated = migrate(lines(tmp_path / "r.jsonl", [older]), f"{tmp_path}/new.jsonl")
    assert (migrated.lifted, migrated.refused) == (1, 0)
    assert json.loads(next(read_records(f"{tmp_path}/new.jsonl")).data) == sound(1)


def test_without_a_step_there_is_no_way() -> None:
    with pytest.raises(ValueError, match="extract the pages again"):
        lift({"schema_version": "0.9"})


SUMS = "Visitors rose from 248 to 311, an increase of 40%, the museum said. A year ago the figure had been lower."


def test_checks_are_computed_again(tmp_path: Path) -> None:
    record = json.loads(extract_text(SUMS, language="en", date="2025-03-01").model_dump_json())
    assert [check["verdict"] for check in record["checks"]] == ["contradictory"]
    assert validate(lines(tmp_path / "r.jsonl", [record]), today=TODAY).valid == 1
    record["checks"][0]["verdict"] = "consistent"
    found = validate(lines(tmp_path / "r.jsonl", [record]), today=TODAY)
    assert [(p.pointer, p.code) for p in found.examples] == [("/checks/0", "check_differs")]
