"""Loading into databases: however it happens, the same state in the end."""

from __future__ import annotations

import asyncio
import gc
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from records import make_bytes, make_record

from extractor.errors import OutputError
from extractor.jsonlines import Stored
from extractor.schema_validator import SchemaValidator
from extractor.search import folded_query, searchable
from extractor.sinks import database, ledger, open_sink
from extractor.sinks.datasette import metadata
from extractor.tables import CHILDREN, TABLES, Dialect, ddl
from schemas import Article

RECORDS = [make_bytes(number) for number in range(12)]
CHANGED = [make_bytes(number, revision=1) for number in range(0, 12, 3)]
DATABASES = ["news.sqlite", "news.duckdb", "postgresql"]


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    return f"{tmp_path}/{request.param}"


def write(place: str, records: Iterable[bytes]) -> Any:
    with open_sink(place) as sink:
        for record in records:
            sink.write(record)
    return sink.report


def query(place: str, sql: str) -> list[tuple[Any, ...]]:
    if place.startswith("postgresql:"):
        with psycopg.connect(place) as server:
            return server.execute(sql).fetchall()  # type: ignore[call-overload, no-any-return]
    if place.endswith(".duckdb"):
        with duckdb.connect(place, read_only=True) as duck:
            return duck.execute(sql).fetchall()
    with closing(sqlite3.connect(place)) as lite:
        return lite.execute(sql).fetchall()


def state(place: str) -> dict[str, list[str]]:
    """All rows of all tables, with articles by their ids, and without times."""
    found = {}
    for table in TABLES:
        names = [column.name for column in table.columns if column.type != "time" and column.name not in ("number", "article")]
        columns = ", ".join(f"t.{name}" for name in names)
        owner = ", a.id" if table in CHILDREN else ""
        join = " JOIN articles AS a ON a.number = t.article" if owner else ""
        found[table.name] = sorted(map(repr, query(place, f"SELECT {columns}{owner} FROM {table.name} AS t{join}")))
    return found


def beside(place: str, tmp_path: Path) -> str:
    """Another empty database of the same kind."""
    if not place.startswith("postgresql:"):
        return f"{tmp_path}/clean/{Path(place).name}"
    with psycopg.connect(place, autocommit=True) as server:
        server.execute("CREATE SCHEMA IF NOT EXISTS clean")
    return f"{place}&options=-csearch_path%3Dclean"


def test_loading_twice_changes_nothing_and_keeps_first_seen(place: str) -> None:
    write(place, RECORDS)
    before, seen = state(place), query(place, "SELECT id, first_seen, last_changed FROM articles ORDER BY id")
    report = write(place, RECORDS)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 12)
    assert state(place) == before
    assert query(place, "SELECT id, first_seen, last_changed FROM articles ORDER BY id") == seen


def test_what_is_held_already_is_not_validated_again(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def article(self: SchemaValidator, stored: Stored) -> Article:
        asked.append(stored.data)
        return Article.model_validate_json(stored.data)

    monkeypatch.setattr(SchemaValidator, "article", article)
    for records in (RECORDS[:4], RECORDS[:6], [*RECORDS[:2], CHANGED[0], RECORDS[0]]):
        with open_sink(place) as sink:
            for record in records:
                sink.write_checked(Stored(record, "records", 1), SchemaValidator())
    # A record that stands between others with its id counts as it stands: the last one is what is held.
    assert asked == [*RECORDS[:6], RECORDS[0], CHANGED[0], RECORDS[0]]
    assert (sink.report.new, sink.report.changed, sink.report.unchanged) == (0, 2, 2)


def test_indices_and_keys_are_whole_after_the_first_load_and_after_one_that_was_broken_off(place: str) -> None:
    if place.endswith(".duckdb"):
        pytest.skip("has none")
    write(place, [])
    made = _made(place)
    process = loader(place)
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"".join(record + b"\n" for record in RECORDS[:5]))
    process.stdin.flush()
    process.stdout.read(5)
    process.kill()
    process.communicate()
    assert _made(place) < made
    write(place, RECORDS)
    assert _made(place) == made


def _made(place: str) -> set[tuple[str, ...]]:
    if place.startswith("postgresql:"):
        return {*query(place, "SELECT indexname FROM pg_indexes"), *query(place, "SELECT conname FROM pg_constraint")}
    return set(query(place, "SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger')"))


def test_a_changed_record_replaces_the_old_one_whole(place: str, tmp_path: Path) -> None:
    write(place, RECORDS)
    query_seen = "SELECT id, number, first_seen FROM articles ORDER BY id"
    seen = query(place, query_seen)
    report = write(place, CHANGED)
    assert (report.new, report.changed, report.unchanged) == (0, 4, 0)
    clean = beside(place, tmp_path)
    write(clean, [record for n, record in enumerate(RECORDS) if n % 3] + CHANGED)
    assert state(place) == state(clean)
    assert query(place, query_seen) == seen


def test_the_order_of_records_does_not_matter(place: str, tmp_path: Path) -> None:
    write(place, RECORDS)
    clean = beside(place, tmp_path)
    write(clean, RECORDS[::-1])
    assert state(place) == state(clean)


def test_an_organisation_that_no_article_names_any_more_goes(place: str) -> None:
    record = make_record(1)
    record["organisations"][0].update(name="Old Mill Society", key=None, canonical_name=None)
    write(place, [json.dumps(record).encode()])
    assert query(place, "SELECT count(*) FROM organisations WHERE name = 'Old Mill Society'") == [(1,)]
    write(place, [make_bytes(1)])
    assert query(place, "SELECT count(*) FROM organisations WHERE name = 'Old Mill Society'") == [(0,)]


def test_organisations_join_by_key_else_by_folded_name(place: str) -> None:
    names = [("Harbour Council", "xx/harbour-council"), ("مجلس الميناء", "xx/harbour-council"), ("مُتحف النهر", None), ("متحف النهر", None)]
    records = []
    for number, (name, key) in enumerate(names):
        record = make_record(number)
        record["organisations"] = [{**record["organisations"][0], "name": name, "key": key, "canonical_name": None}]
        record["quotes"] = []
        records.append(json.dumps(record).encode())
    write(place, records)
    found = query(place, "SELECT organisation_id, count(*) FROM article_organisations GROUP BY organisation_id ORDER BY 1 DESC")
    assert sorted(found) == [("name:متحف النهر", 2), ("xx/harbour-council", 2)]


def test_the_size_of_batches_does_not_matter(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, RECORDS)
    clean = beside(place, tmp_path)
    monkeypatch.setattr(database, "BATCH", 5)
    write(clean, RECORDS + CHANGED + RECORDS[:6])
    write(clean, RECORDS)
    assert state(place) == state(clean)


REFUSED: list[tuple[str, str, Any]] = [
    ("news.sqlite", "size", 1 << 70),
    ("news.duckdb", "size", 1 << 70),
    ("postgresql", "encoding", "utf\0"),
    ("news.sqlite", "encoding", ["utf-8"]),
    ("news.duckdb", "encoding", ["utf-8"]),
    ("postgresql", "size", "large"),
]


@pytest.mark.parametrize(("name", "field", "value"), REFUSED)
def test_a_record_that_the_database_refuses_is_counted_and_the_others_are_loaded(
    name: str, field: str, value: object, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = request.getfixturevalue("postgresql") if name == "postgresql" else f"{tmp_path}/{name}"
    record = make_record(3)
    record["document"][field] = value
    bad = json.dumps(record).encode()
    report = write(place, [*RECORDS[:3], bad, *RECORDS[4:]])
    assert (report.new, report.rejected) == (11, 1)
    assert [(example.number, example.id) for example in report.examples] == [(4, record["id"])]
    clean = beside(place, tmp_path)
    write(clean, [*RECORDS[:3], *RECORDS[4:]])
    assert state(place) == state(clean)


_LOADER = """
import sys
from extractor.sinks import database, open_sink
database.BATCH = 2
sink = open_sink(sys.argv[1])
for line in sys.stdin.buffer:
    sink.write(line.rstrip(b"\\n"))
    sys.stdout.write(".")
    sys.stdout.flush()
sink.close()
"""


def loader(place: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _LOADER, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_load_kill_load_again(place: str, tmp_path: Path) -> None:
    taken = 7
    process = loader(place)
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"".join(record + b"\n" for record in RECORDS[:taken]))
    process.stdin.flush()
    process.stdout.read(taken)
    process.kill()
    process.communicate()
    left = query(place, "SELECT count(*) FROM articles")[0][0]
    assert left in {4, 6}  # batches are of two, and the last one that was full may not have been committed
    write(place, RECORDS)
    clean = beside(place, tmp_path)
    write(clean, RECORDS)
    assert state(place) == state(clean)


@pytest.mark.parametrize("name", ["news.sqlite", "postgresql"])
def test_two_loaders_at_once(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = request.getfixturevalue("postgresql") if name == "postgresql" else f"{tmp_path}/{name}"
    first, second = loader(place), loader(place)
    for process, records in ((first, RECORDS[:9]), (second, RECORDS[:3:-1])):
        assert process.stdin
        process.stdin.write(b"".join(record + b"\n" for record in records))
        process.stdin.close()
        process.stdin = None
    for process in (first, second):
        process.communicate()
        assert process.returncode == 0
    clean = beside(place, tmp_path)
    write(clean, RECORDS)
    assert state(place) == state(clean)


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb", "postgresql"])
def test_the_first_migration_is_the_definition_of_the_tables(dialect: Dialect) -> None:
    assert ledger.migrations(dialect)[0].sql == ddl(dialect), f"write it again: python -m extractor.tables {dialect}"


def test_migrations_are_numbered_without_gaps() -> None:
    assert [step.number for step in ledger.migrations("sqlite")] == [1, 2, 3, 4]
    assert [step.number for step in ledger.migrations("postgresql")] == [1, 2, 3, 4]


def execute(place: str, sql: str) -> None:
    if place.startswith("postgresql:"):
        with psycopg.connect(place, autocommit=True) as server:
            server.execute(sql)  # type: ignore[call-overload]
    elif place.endswith(".duckdb"):
        with duckdb.connect(place) as duck:
            duck.execute(sql)
    else:
        with closing(sqlite3.connect(place, isolation_level=None)) as lite:
            lite.execute(sql)


def test_an_older_database_is_upgraded(place: str) -> None:
    write(place, RECORDS[:6])
    for view in ("statistics_over_time", "quoted", "organisations_together", "contradictions", "agency_articles"):
        execute(place, f"DROP VIEW {view}")
    execute(place, "DELETE FROM migrations WHERE number = 3")
    write(place, RECORDS)
    assert query(place, "SELECT count(*) FROM articles") == [(12,)]
    assert query(place, "SELECT count(*) FROM quoted")[0][0] > 0


def test_postgresql_of_before_keeps_its_rows_when_long_columns_are_stored_otherwise(postgresql: str) -> None:
    write(postgresql, RECORDS[:6])
    columns = ("text", "folded_text", "search")
    execute(postgresql, f"ALTER TABLE articles {', '.join(f'ALTER {name} SET STORAGE EXTENDED' for name in columns)}")
    execute(postgresql, "DELETE FROM migrations WHERE number = 4")
    report = write(postgresql, RECORDS)
    assert (report.new, report.unchanged) == (6, 6)
    found = query(postgresql, f"SELECT attname, attstorage::text FROM pg_attribute WHERE attrelid = 'articles'::regclass AND attname IN {columns}")
    assert dict(found) == dict.fromkeys(columns, "e")


def test_a_newer_database_is_refused_with_what_to_do(place: str) -> None:
    write(place, RECORDS[:1])
    now = "'2030-01-01 00:00:00+00'"
    execute(place, f"INSERT INTO migrations (number, name, applied_at) VALUES (99, 'later', {now})")
    with pytest.raises(OutputError, match=r"newer version .* pip install -U"):
        open_sink(place)


def test_the_tables_of_another_program_are_refused(place: str) -> None:
    execute(place, "CREATE TABLE articles (title VARCHAR(255))")
    with pytest.raises(OutputError, match="name another database"):
        open_sink(place)


def test_a_database_that_fails_is_told(tmp_path: Path) -> None:
    place = f"{tmp_path}/news.sqlite"
    write(place, RECORDS[:1])
    execute(place, "DROP TABLE captions")
    with pytest.raises(OutputError, match="load again"):
        write(place, RECORDS)


def test_sqlite_keys_hold(tmp_path: Path) -> None:
    place = f"{tmp_path}/news.sqlite"
    write(place, RECORDS + CHANGED)
    assert query(place, "PRAGMA foreign_key_check") == []
    assert query(place, "PRAGMA integrity_check") == [("ok",)]
    with closing(sqlite3.connect(place, isolation_level=None)) as lite:
        lite.execute("PRAGMA foreign_keys = ON")
        lite.execute("DELETE FROM articles WHERE id = ?", [json.loads(RECORDS[0])["id"]])
        lite.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        assert lite.execute("SELECT count(*) FROM quotes WHERE article NOT IN (SELECT number FROM articles)").fetchall() == [(0,)]


SEARCH = {
    "news.sqlite": "SELECT a.id FROM articles_fts JOIN articles AS a ON a.number = articles_fts.rowid WHERE articles_fts MATCH '{}'",
    "postgresql": "SELECT id FROM articles WHERE search @@ plainto_tsquery('simple', '{}')",
}


@pytest.mark.parametrize("name", SEARCH)
@pytest.mark.parametrize(("printed", "asked"), [("أسعارٌ مُعلَنة", "اسعار معلنه"), ("Über die Straße", "uber"), ("café", "Café"), ("الطابق ١٢", "12")])
def test_search_finds_what_is_written_otherwise(name: str, printed: str, asked: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = request.getfixturevalue("postgresql") if name == "postgresql" else f"{tmp_path}/{name}"
    record = make_record(2)
    record["headline"]["text"] = printed
    write(place, [json.dumps(record).encode(), *RECORDS[:2]])
    words = folded_query(asked)
    assert query(place, SEARCH[name].format(words)) == [(record["id"],)]
    changed = make_record(2)
    write(place, [json.dumps(changed).encode()])
    assert query(place, SEARCH[name].format(words)) == []


def test_folding_stores_nothing_where_nothing_changes() -> None:
    assert searchable("The ferry leaves at noon.") is None
    assert searchable("“The ferry” – leaves…") is None
    assert searchable(None) is None
    assert searchable("إدارةُ المدرســـة") == "اداره المدرسه"


@pytest.fixture
def leaks_of_datasette() -> Iterator[None]:
    """Let go of the connections that datasette leaves open while their warning is ignored: from Python 3.13 on each gives one."""
    yield
    gc.collect()


@pytest.mark.usefixtures("leaks_of_datasette")
@pytest.mark.filterwarnings("ignore")
def test_datasette_folds_what_is_searched_for(tmp_path: Path) -> None:
    from datasette.app import Datasette
    from datasette.plugins import pm

    from extractor.sinks import datasette_search

    record = make_record(2)
    record["headline"]["text"] = "أسعارٌ مُعلَنة"
    write(f"{tmp_path}/news.sqlite", [json.dumps(record).encode(), *RECORDS[:2]])
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as other:
        other.execute("CREATE TABLE words (word TEXT)")

    async def ask() -> tuple[list[Any], Any]:
        shown = Datasette([f"{tmp_path}/news.sqlite", f"{tmp_path}/other.sqlite"], metadata=metadata("news.sqlite"))
        await shown.invoke_startup()
        found = await shown.client.get("/news/articles.json", params={"_shape": "array", "_search": "مُعْلَنة أسعار"})
        other = await shown.client.get("/other.json", params={"_search": "أسعار", "sql": "select :_search as word", "_shape": "array"})
        return [row["id"] for row in found.json()], other.json()

    registered = None if pm.is_registered(datasette_search) else pm.register(datasette_search)
    try:
        assert asyncio.run(ask()) == ([record["id"]], [{"word": "أسعار"}])
    finally:
        if registered:
            pm.unregister(datasette_search)


@pytest.mark.usefixtures("leaks_of_datasette")
@pytest.mark.filterwarnings("ignore")
def test_datasette_shows_and_searches_the_database(tmp_path: Path) -> None:
    from datasette.app import Datasette

    place = tmp_path / "news.sqlite"
    write(str(place), RECORDS)

    async def ask(path: str) -> dict[str, Any]:
        shown = Datasette([str(place)], metadata=metadata(str(place)))
        await shown.invoke_startup()
        response = await shown.client.get(path)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    tables = {table["name"]: table for table in asyncio.run(ask("/news.json"))["tables"]}
    assert tables["articles"]["count"] == 12
    rows = asyncio.run(ask("/news/articles.json?_shape=objects&_search=harbour&_facet=language"))
    assert rows["rows"]
    assert {facet["value"] for facet in rows["facet_results"]["language"]["results"]} <= {"ar", "en"}
    assert asyncio.run(ask("/news/quoted.json"))["rows"]
