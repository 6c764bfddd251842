"""What holds for every sink."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from records import make_bytes

from extractor.errors import OutputError, ReadError
from extractor.sinks import open_sink
from extractor.stored import read_records

RECORDS = [make_bytes(number) for number in range(6)]
FILES = ["records.jsonl", "records.jsonl.gz", "records.jsonl.zst", "jsonld:records.jsonl", "ninjs:records.jsonl"]
FOLDERS = ["folder/", "csv:tables", "parquet:tables"]
DATABASES = ["news.sqlite", "news.duckdb", "postgresql"]
LOSSLESS = ["records.jsonl", "records.jsonl.gz", "records.jsonl.zst", "folder/", "parquet:tables", *DATABASES]


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The target of a test, in a folder of its own or an empty database."""
    target: str = request.param
    if target == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    name, colon, path = target.rpartition(":")
    return f"{name}{colon}{tmp_path}/new/{path}"


def write_all(target: str, records: list[bytes], *, append: bool = False) -> tuple[int, int, int, int]:
    with open_sink(target, append=append) as sink:
        for record in records:
            sink.write(record)
    return sink.report.new, sink.report.changed, sink.report.unchanged, sink.report.rejected


def records_of(target: str) -> dict[str, bytes]:
    return {json.loads(stored.data)["id"]: stored.data for stored in read_records(target)}


BY_ID = {json.loads(record)["id"]: record for record in RECORDS}


@pytest.mark.parametrize("place", [*FILES, *FOLDERS, *DATABASES], indirect=True)
def test_takes_records_and_counts_them(place: str) -> None:
    assert write_all(place, RECORDS) == (6, 0, 0, 0)


@pytest.mark.parametrize("place", LOSSLESS, indirect=True)
def test_holds_the_whole_record(place: str) -> None:
    write_all(place, RECORDS)
    assert {i: json.loads(data) for i, data in records_of(place).items()} == {i: json.loads(data) for i, data in BY_ID.items()}


@pytest.mark.parametrize("place", [*FILES[3:], *FOLDERS, *DATABASES], indirect=True)
def test_what_is_no_record_is_counted_and_the_others_are_taken(place: str) -> None:
    bad = [b"{", b'{"id": 1}', b"[]", b'{"id": "' + b"0" * 32 + b'"}']
    with open_sink(place) as sink:
        for record in (RECORDS[0], *bad, RECORDS[1]):
            sink.write(record)
    if place.endswith("folder/"):  # a folder keeps whatever JSON has an id
        assert (sink.report.new, sink.report.rejected) == (3, 3)
    else:
        assert (sink.report.new, sink.report.rejected) == (2, 4)
        assert [example.number for example in sink.report.examples] == [2, 3, 4, 5]


@pytest.mark.parametrize("place", [*FOLDERS[1:], *DATABASES], indirect=True)
def test_a_duplicate_is_taken_once(place: str) -> None:
    assert write_all(place, [RECORDS[0], RECORDS[0], RECORDS[1]])[0] == 2


@pytest.mark.parametrize("place", [target for target in LOSSLESS if target not in FILES], indirect=True)
def test_writing_again_changes_nothing(place: str) -> None:
    write_all(place, RECORDS)
    before = records_of(place)
    write_all(place, RECORDS)
    assert records_of(place) == before


@pytest.mark.parametrize("place", FILES, indirect=True)
def test_appending_adds_and_writing_anew_replaces(place: str) -> None:
    path = place.rpartition(":")[2]
    write_all(place, RECORDS[:2])
    write_all(place, RECORDS[2:3], append=True)
    assert len(list(read_records(path))) == 3
    write_all(place, RECORDS[:1])
    assert len(list(read_records(path))) == 1


@pytest.mark.parametrize("target", ["records.txt", "sqlite:", "nowhere", "postgresql://"])
def test_unknown_target_is_refused(target: str) -> None:
    with pytest.raises(OutputError):
        open_sink(target)


@pytest.mark.parametrize("target", ["file/records.jsonl", "file/news.sqlite", "file/news.duckdb", "csv:{}/file/tables", "file/folder/"])
def test_unwritable_target_is_refused_before_work(target: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        open_sink(target.format(tmp_path) if "{}" in target else f"{tmp_path}/{target}")


@pytest.mark.parametrize("name", ["news.sqlite", "news.duckdb"])
def test_a_file_that_is_no_database_is_refused_and_kept(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("a letter, and no database at all " * 200)
    with pytest.raises(OutputError):
        open_sink(str(tmp_path / name))
    with pytest.raises(ReadError):
        list(read_records(str(tmp_path / name)))
    assert (tmp_path / name).read_text().startswith("a letter")


def test_an_unreachable_server_is_refused_without_telling_the_password() -> None:
    with pytest.raises(OutputError) as refused:
        open_sink("postgresql://reader:secret@127.0.0.1:1/news")
    assert "secret" not in str(refused.value)
    assert "127.0.0.1" in str(refused.value)


def test_appending_cuts_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(RECORDS[0] + b"\n" + RECORDS[1][:40])
    write_all(str(path), RECORDS[2:3], append=True)
    assert path.read_bytes() == RECORDS[0] + b"\n" + RECORDS[2] + b"\n"


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    record = json.loads(RECORDS[0])
    record["authors"] = [{"name": name, "origin": "byline"} for name in ("=1+1", "+1", "-1", "@a", "Maya")]
    write_all(f"csv:{tmp_path}", [json.dumps(record).encode()])
    with (tmp_path / "authors.csv").open(encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["'=1+1", "'+1", "'-1", "'@a", "Maya"]


def test_json_ld_and_ninjs_say_the_same_as_the_record(tmp_path: Path) -> None:
    record = json.loads(RECORDS[0])
    record["date"] = {"value": "2025-01-19T18:24+02:00", "precision": "minute", "raw": "", "origin": "meta", "conflicts": []}
    data = json.dumps(record).encode()
    write_all(f"jsonld:{tmp_path}/a.jsonl", [data])
    write_all(f"ninjs:{tmp_path}/b.jsonl", [data])
    article = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    item = json.loads((tmp_path / "b.jsonl").read_text(encoding="utf-8"))
    assert (article["@type"], item["standard"]["name"]) == ("NewsArticle", "ninjs")
    assert article["headline"] == item["headlines"][0]["value"] == record["headline"]["text"]
    assert article["articleBody"] == item["bodies"][0]["value"] == record["text"]
    assert (article["datePublished"], item["contentCreated"]) == ("2025-01-19T18:24+02:00", "2025-01-19T18:24:00+02:00")
    assert [part["text"] for part in article["hasPart"]] == [quote["text"] for quote in record["quotes"]]
    assert [o["name"] for o in item["organisations"]] == [o["canonical_name"] or o["name"] for o in record["organisations"]]
