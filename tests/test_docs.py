"""Every example of the documentation runs, and prints what it says."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from records import make_bytes

from docs import commands, examples, run
from extractor.sinks import open_sink
from extractor.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if list(examples(path))]
QUERIES = [
    pytest.param(example, id=f"{example.file}:{example.line}")
    for path in DOCUMENTS
    for example in examples(path)
    if example.kind.split()[0] == "sql"
]


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    """The folder of someone who follows the documentation: saved pages, records, and `extractor` on the path."""
    folder = tmp_path / "reader"
    folder.mkdir()
    shutil.copytree(ROOT / "fixtures" / "pages", folder / "fixtures" / "pages")
    program = folder / ".bin" / "extractor"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m extractor "$@"\n')
    program.chmod(0o755)
    with open_sink(str(folder / "records.jsonl")) as sink:
        for number in range(30):
            sink.write(make_bytes(number, checks=False))
    return folder


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_and_programs(path: Path, reader: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reader)
    environment = {**os.environ, "DATABASE_URL": postgresql, "PATH": f"{reader}/.bin:{Path(sys.executable).parent}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "120"}
    names: dict[str, Any] = {"__name__": "example"}
    for example in examples(path):
        if example.kind == "console":
            for command in commands(example):
                run(command, reader, environment)
        elif example.kind == "python":
            exec(compile("\n" * example.line + example.body, str(path), "exec"), names)


def test_every_table_is_described() -> None:
    text = (ROOT / "docs" / "databases.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert f"| `{table.name}` | {table.purpose} | {', '.join(f'`{name}`' for name in table.names)} |" in text


@pytest.mark.parametrize("example", QUERIES)
def test_queries_give_the_same_rows_in_every_database(example: Any, filled: dict[str, Any]) -> None:
    _, *only = example.kind.split()
    found = {name: [tuple(map(_plain, row)) for row in query(example.body)] for name, query in filled.items() if not only or name in only}
    assert found
    assert all(found.values()), "no rows"
    first, *others = found.values()
    assert all(rows == first for rows in others)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, postgresql_server: str) -> Any:
    """A query function of each database, all with the same records."""
    folder = tmp_path_factory.mktemp("filled")
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE filled")
    places = {
        "sqlite": f"{folder}/news.sqlite",
        "duckdb": f"{folder}/news.duckdb",
        "postgresql": postgresql_server.replace("/postgres?", "/filled?"),
    }
    for place in places.values():
        with open_sink(place) as sink:
            for number in range(30):
                sink.write(make_bytes(number))
    import sqlite3
    from contextlib import closing

    with (
        closing(sqlite3.connect(places["sqlite"])) as lite,
        closing(duckdb.connect(places["duckdb"])) as duck,
        psycopg.connect(places["postgresql"], autocommit=True) as server,
    ):
        yield {
            "sqlite": lambda sql: lite.execute(sql).fetchall(),
            "duckdb": lambda sql: duck.execute(sql).fetchall(),
            "postgresql": lambda sql: server.execute(sql).fetchall(),
        }


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str) else float(value)  # type: ignore[arg-type]
