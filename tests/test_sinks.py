"""What holds for every sink."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from records import make_bytes

from extractor.errors import OutputError
from extractor.sinks import open_sink

RECORDS = [make_bytes(number) for number in range(6)]
TARGETS = ["records.jsonl", "records.jsonl.gz", "folder/", "news.sqlite"]


@pytest.mark.parametrize("target", TARGETS)
def test_sink_takes_records_and_counts_them(target: str, tmp_path: Path) -> None:
    with open_sink(f"{tmp_path}/new/{target}") as sink:
        for record in RECORDS:
            sink.write(record)
    assert (sink.report.new, sink.report.rejected) == (6, 0)


@pytest.mark.parametrize("target", ["folder/", "news.sqlite"])
def test_record_that_is_none_is_counted_and_the_others_are_taken(target: str, tmp_path: Path) -> None:
    with open_sink(f"{tmp_path}/{target}") as sink:
        for record in (RECORDS[0], b"{", b'{"id": 1}', b"[]", RECORDS[1]):
            sink.write(record)
    assert (sink.report.new, sink.report.rejected) == (2, 3)
    assert [example.number for example in sink.report.examples] == [2, 3, 4]


@pytest.mark.parametrize("target", ["records.txt", "sqlite:", "nowhere"])
def test_unknown_target_is_refused(target: str) -> None:
    with pytest.raises(OutputError):
        open_sink(target)


def test_unwritable_target_is_refused_before_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for target in ("file/records.jsonl", "file/news.sqlite"):
        with pytest.raises(OutputError):
            open_sink(f"{tmp_path}/{target}")


def test_appending_cuts_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(RECORDS[0] + b"\n" + RECORDS[1][:40])
    with open_sink(str(path), append=True) as sink:
        sink.write(RECORDS[2])
    assert [json.loads(line)["id"] for line in path.read_bytes().splitlines()] == [json.loads(RECORDS[i])["id"] for i in (0, 2)]
