"""Processes beside this one change how long things take, and nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from records import make_bytes, make_record
from test_databases import beside, query, state

from extractor import validate as validation
from extractor import workers as beside_this_one
from extractor.load import load
from extractor.rows import add_record, empty_rows
from extractor.sinks import database, sqlite_image
from extractor.validate import validate
from extractor.workers import Workers


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have other processes make all calls but the first, however long they take to start."""
    monkeypatch.setattr(beside_this_one, "_FEW", 0)
    monkeypatch.setattr(beside_this_one, "_is_done", lambda future: True)


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.stop()


@pytest.fixture(params=["news.sqlite", "news.duckdb", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(request.getfixturevalue("postgresql")) if request.param == "postgresql" else f"{tmp_path}/{request.param}"


def _process(factor: int) -> tuple[int, int]:
    return os.getpid(), factor * 2


def _killed_elsewhere(here: int) -> str:
    if os.getpid() != here:
        os.abort()
    return "made here"


def _raises() -> None:
    raise KeyError("gone")


def test_the_first_call_is_made_here_and_the_others_in_another_process(workers: Workers) -> None:
    assert workers.ahead == 0
    assert workers.call(_process, 1)() == (os.getpid(), 2)
    assert workers.ahead > 1
    others = [workers.call(_process, factor) for factor in range(5)]
    processes, results = zip(*[result() for result in others], strict=True)
    assert results == (0, 2, 4, 6, 8)
    assert os.getpid() not in processes


def test_few_calls_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside_this_one, "_FEW", 3)
    few = Workers(2)
    assert {few.call(_process, 1)()[0] for _ in range(3)} == {os.getpid()}
    assert few.ahead == 0
    few.stop()


def test_one_job_starts_no_process() -> None:
    alone = Workers(1)
    assert {alone.call(_process, 1)()[0] for _ in range(3)} == {os.getpid()}
    assert alone.ahead == 0
    alone.stop()


def test_a_call_whose_process_is_killed_is_made_here(workers: Workers) -> None:
    workers.call(_process, 1)
    assert workers.call(_killed_elsewhere, os.getpid())() == "made here"
    assert workers.call(_process, 4)()[1] == 8


def test_what_a_call_raises_is_raised_where_its_result_is_asked_for(workers: Workers) -> None:
    workers.call(_process, 1)
    with pytest.raises(KeyError, match="gone"):
        workers.call(_raises)()


def _mixed(path: Path, revision: int) -> str:
    """Records in canonical and in other JSON, changed ones, two with one id, and some that are none."""
    lines = [make_bytes(number, revision=revision if number % 5 == 0 else 0) for number in range(24)]
    lines[3:3] = [b'{"id": 1}', make_bytes(9, revision=2), b"{"]
    lines[11:11] = [json.dumps(make_record(30)).encode(), make_bytes(2, revision=3), make_bytes(2)]
    lines[17:17] = [lines[0].replace(b'"direction":"ltr"', b'"direction":"up"')]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return str(path)


@pytest.mark.parametrize(("batch", "parts"), [(4, 4), (8, 2), (60, 30)], ids=["parts of one", "two parts of four", "many parts in a batch"])
def test_a_database_ends_in_the_same_state(place: str, batch: int, parts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BATCH", batch)
    monkeypatch.setattr(database, "_PARTS", parts)
    clean = beside(place, tmp_path)
    for revision in range(2):
        source = _mixed(tmp_path / f"{revision}.jsonl", revision)
        one, three = load(source, clean), load(source, place, jobs=3)
        assert (one.report.new, one.report.changed, one.report.unchanged) == (three.report.new, three.report.changed, three.report.unchanged)
        assert (one.invalid, one.problems, one.report.examples) == (three.invalid, three.problems, three.report.examples)
        assert one.invalid == 3
    assert state(place) == state(clean)
    numbers = "SELECT number, id, record_sha256 FROM articles ORDER BY number"
    assert query(place, numbers) == query(clean, numbers)


def test_articles_that_come_packed_are_found_by_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BATCH", 8)
    source = tmp_path / "records.jsonl"
    source.write_bytes(b"".join(make_bytes(number) + b"\n" for number in range(24)))
    load(str(source), f"{tmp_path}/news.sqlite", jobs=3)
    found = "SELECT number FROM articles WHERE number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH {word})"
    words = {number: text.split()[-1].strip(".") for number, text in query(f"{tmp_path}/news.sqlite", "SELECT number, coalesce(folded_text, text) FROM articles")}
    assert len(words) == 24
    for number, word in words.items():
        assert (number,) in query(f"{tmp_path}/news.sqlite", found.format(word=f"'\"{word}\"'"))


def test_an_image_gives_back_its_rows() -> None:
    rows = empty_rows()
    for number in range(7, 12):
        add_record(rows, make_bytes(number, checks=True), number, "hash")
    image = sqlite_image.pack(rows)
    assert image is not None
    assert image.first == 7
    assert repr(image.unpack()) == repr(rows)
    rows["statistics"][0] = (*rows["statistics"][0][:-1], 1 << 64)
    assert sqlite_image.pack(rows) is None
    assert sqlite_image.pack(empty_rows()) is None


def test_what_is_held_counts_as_it_stands_among_records_that_wait(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BATCH", 4)
    source = tmp_path / "records.jsonl"
    source.write_bytes(b"".join(make_bytes(number) + b"\n" for number in range(8)))
    load(str(source), place)
    before = state(place)
    changed, again = [make_bytes(n, revision=1) for n in range(8)], [make_bytes(n) for n in range(8)]
    source.write_bytes(b"\n".join([*changed, *again]))
    load(str(source), place, jobs=3)
    assert state(place) == before


def test_a_validation_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "_TOGETHER", 3)
    source = _mixed(tmp_path / "records.jsonl", 1)
    outcomes = []
    for jobs in (1, 3):
        split = f"{tmp_path}/valid{jobs}.jsonl", f"{tmp_path}/invalid{jobs}.jsonl"
        outcomes.append((validate(source, split=split, today=date(2026, 1, 1), jobs=jobs), *(Path(name).read_bytes() for name in split)))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0].counts["/id", "duplicate_id"] == 3
