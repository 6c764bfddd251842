"""The command as a user calls it: what goes where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from casefiles import FIXTURES

PAGE = FIXTURES / "pages" / "ar" / "false-wildlife-clips" / "page.html"
ENVIRONMENT = {**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "TERM": "dumb"}


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=ENVIRONMENT, cwd=cwd, timeout=120, check=False)


def story(paragraph: str = "The council opened a new library in the old mill on Monday, and readers came from all over the town to see it.") -> bytes:
    body = f"<h1>Library opens in the old mill</h1><p>{paragraph}</p><p>It holds 40,000 books and two reading rooms, said the council.</p>"
    return f"<!doctype html><html lang=en><title>Library opens in the old mill</title><body><article>{body}</article></body></html>".encode()


def records(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode().splitlines()]


def test_a_page_gives_its_record_on_standard_output() -> None:
    done = run("convert", PAGE)
    assert done.returncode == 0, done.stderr.decode()
    (record,) = records(done.stdout)
    assert record["language"] == "ar"
    assert record["direction"] == "rtl"
    assert done.stderr.decode().strip() == "1 record"


def test_standard_input_with_its_address() -> None:
    done = run("convert", "-", "--url", "https://www.example.org/news/library", "--quiet", stdin=story())
    (record,) = records(done.stdout)
    assert record["document"]["url"] == "https://www.example.org/news/library"
    assert record["source"]["publisher"]["domain"] == "example.org"
    assert done.stderr == b""


def test_bad_pages_are_told_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(story())
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.html").write_bytes(story("Another story about the river bridge, which will be closed for repairs until the end of the summer holidays."))
    done = run("convert", tmp_path, "--to", tmp_path / "out.jsonl", "--failures", tmp_path / "failures.jsonl")
    assert done.returncode == 1
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    (failure,) = records((tmp_path / "failures.jsonl").read_bytes())
    assert failure["path"] == str(tmp_path / "b.html")
    told = done.stderr.decode().splitlines()
    assert len(told) == 2, told
    assert "b.html" in told[0]
    assert str(failure["code"]) in told[0]
    assert told[1].startswith("2 records; 1 ")
    assert done.stdout == b""


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("convert", tmp_path / "nowhere.html")
    assert done.returncode == 1
    assert "nowhere.html" in done.stderr.decode()
    assert done.stdout == b""


def test_an_output_that_cannot_be_written_is_an_error_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("convert", PAGE, "--to", tmp_path / "y.jsonl", "--to", tmp_path / "file" / "x.jsonl")
    assert done.returncode == 2
    assert "x.jsonl" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_an_unknown_option_is_a_usage_error() -> None:
    assert run("convert", PAGE, "--no-such-option").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", PAGE, "--url", "library"), "library is no address"),
        (("convert", PAGE, "--recogniser", "oracle"), "spacy:MODEL"),
        (("validate", "nowhere"), "nowhere: cannot be read"),
        (("validate", PAGE), "convert"),
        (("profile", PAGE.parent.parent), "holds no records"),
        (("load", "nowhere.jsonl", "--to", "news.sqlite"), "nowhere.jsonl: cannot be read"),
    ],
)
def test_a_command_that_cannot_run_says_why(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.decode().replace("│", " ").split())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["show", "explain", "convert"])
def test_a_full_disk_is_told_in_a_line(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "extractor", command, str(PAGE)], stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, timeout=120, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert "cannot be written: No space left on device" in line


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"{sys.executable} -m extractor convert '{PAGE}' '{PAGE}' '{PAGE}' | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=ENVIRONMENT, timeout=120, check=False)
    assert done.stdout == b"{"
    assert b"cannot be written" not in done.stderr


def test_version() -> None:
    assert run("--version").stdout.decode().startswith("extractor ")


def test_workers_change_neither_records_nor_order(tmp_path: Path) -> None:
    pages = sorted((FIXTURES / "pages").glob("*/*/page.html"))[:8]
    outputs = []
    for jobs in ("1", "3"):
        target = tmp_path / f"{jobs}.jsonl"
        run("convert", *pages, "--to", target, "--jobs", jobs)
        outputs.append(target.read_bytes())
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") > 5


def test_resume_passes_over_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_bytes(story())
    target = tmp_path / "out.jsonl"
    run("convert", tmp_path / "pages", "--to", target)
    first = target.read_bytes()
    (tmp_path / "pages" / "b.html").write_bytes(story("A second story, about the river bridge which is to be closed for repairs until the end of the summer."))
    done = run("convert", tmp_path / "pages", "--to", target, "--resume")
    assert done.stderr.decode().strip() == "1 record; 1 already done"
    assert target.read_bytes().startswith(first)
    assert len(records(target.read_bytes())) == 2


@pytest.mark.parametrize("command", ["show", "explain"])
def test_show_and_explain_speak_of_the_page(command: str) -> None:
    done = run(command, PAGE)
    assert done.returncode == 0, done.stderr.decode()
    out = done.stdout.decode()
    assert "headline" in out
    assert "statistics" in out
    assert done.stderr == b""


def test_explain_as_json_tells_every_block(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(story())
    told = json.loads(run("explain", tmp_path / "a.html", "--json").stdout)
    assert [b["text"] for b in told["blocks"] if b["role"] == "headline"] == ["Library opens in the old mill"]
    assert sum(b["in_body"] for b in told["blocks"]) == 2
    assert any(c["chosen"] for c in told["fields"]["headline"])


def test_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Article"


def test_help_teaches_with_examples() -> None:
    out = run("convert", "--help").stdout.decode()
    assert "--failures" in out
    assert "extractor convert saved/" in out
    assert "Exit status" in run("--help").stdout.decode()


def test_help_loads_no_heavy_library() -> None:
    code = "import sys, extractor.cli; sys.exit(any(m in sys.modules for m in ('numpy', 'duckdb', 'psycopg', 'pyarrow', 'bs4', 'lxml')))"
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=False).returncode == 0


def test_list_tells_what_a_container_holds_without_extracting(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "saved.zip", "w") as archive:
        archive.writestr("b/story.html", story())
        archive.writestr("a/story.html", story())
    done = run("list", tmp_path / "saved.zip", "--json")
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(str(row["member"]) for row in records(done.stdout)) == ["a/story.html", "b/story.html"]


def test_records_are_loaded_validated_and_split(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(story())
    target, database = tmp_path / "records.jsonl", tmp_path / "news.sqlite"
    run("convert", tmp_path / "a.html", "--to", target)
    assert run("validate", target).returncode == 0
    assert run("load", target, "--to", database).stderr.decode().strip().endswith("1 new, 0 changed, 0 unchanged")
    assert run("load", target, "--to", database).stderr.decode().strip().endswith("0 new, 0 changed, 1 unchanged")
    with target.open("ab") as file:
        file.write(b'{"schema_version": "1.0"}\n')
    done = run("validate", target, "--split", tmp_path / "valid.jsonl", tmp_path / "invalid.jsonl")
    assert done.returncode == 1
    assert f"{target}:2: /id: " in done.stdout.decode()
    assert [len((tmp_path / f"{name}.jsonl").read_text().splitlines()) for name in ("valid", "invalid")] == [1, 1]
    assert run("load", target, "--to", database).returncode == 1


def test_records_are_profiled_evaluated_and_compared(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(story())
    (tmp_path / "b.html").write_bytes(story("The river bridge will be closed for repairs until the end of the summer holidays, the council said on Monday."))
    gold, predicted, floors = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl", tmp_path / "floors.toml"
    run("convert", tmp_path / "a.html", tmp_path / "b.html", "--to", gold)
    first, second = gold.read_text().splitlines()
    changed = json.dumps({**json.loads(first), "authors": [{"name": "Ada Penn", "origin": "byline"}]})
    predicted.write_text(f"{changed}\n{second}\n")
    assert "headline" in run("profile", gold).stdout.decode()
    assert run("profile", gold, "--to", tmp_path / "card.html").returncode == 0
    assert (tmp_path / "card.html").read_text().lower().startswith("<!doctype html>")
    assert run("diff", gold, gold).returncode == 0
    done = run("diff", gold, predicted)
    assert done.returncode == 1
    assert "+ authors: Ada Penn" in done.stdout.decode()
    assert run("evaluate", gold, gold, "--floor", floors, "--pin").returncode == 0
    assert run("evaluate", gold, gold, "--floor", floors).returncode == 0
    done = run("evaluate", gold, predicted, "--floor", floors)
    assert done.returncode == 1
    assert "authors" in done.stderr.decode()
    assert run("evaluate", gold, gold, "--pin").returncode == 2


@pytest.mark.parametrize("name", ["WHO", "World Health Organization", "منظمة الصحة العالمية"])
def test_a_body_is_looked_up_under_any_name(name: str) -> None:
    (found,) = records(run("organisations", name, "--json").stdout)
    assert found["key"] == "int/world-health-organization"


def test_an_unknown_body_is_told() -> None:
    done = run("organisations", "Ministry of Perfectly Straight Rivers")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "Perfectly Straight Rivers" in done.stderr.decode()
