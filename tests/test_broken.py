"""Broken and hostile input: the corpus of `fixtures/broken`, and mutations of all fixtures."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import mutate
import pytest
from casefiles import FIXTURES

from extractor import extract_page, extract_text, read_pages
from extractor.blocks.text import MAX_TEXT
from extractor.errors import ExtractorError
from schemas import Article

BROKEN = FIXTURES / "broken"
MADE = runpy.run_path(str(BROKEN / "make.py"))


@pytest.mark.parametrize("name", MADE["CASES"])
def test_broken_page(name: str) -> None:
    case: Any = MADE["CASES"][name]
    path = BROKEN / name
    assert path.read_bytes() == case.write(), "write it again: python fixtures/broken/make.py"
    if case.error:
        with pytest.raises(ExtractorError) as raised:
            [extract_page(page) for page in read_pages(path)]
        assert (raised.value.code, raised.value.path) == (case.error, str(path))
        return
    (page,) = read_pages(path)
    record = extract_page(page)
    assert [sentence for sentence in MADE["SENTENCES"] if sentence not in record.text] == []
    found = {warning.code for warning in record.warnings}
    assert set(case.notices) <= found
    assert not {code for code in found - set(case.notices) if code in MENDED}, "an unexpected repair"


MENDED = {code for case in MADE["CASES"].values() for code in case.notices}


PAGE = b"<html lang=en><title>Report on the harbour works</title><h1>Report on the harbour works</h1>"
HOSTILE: dict[str, bytes] = {
    "headings inside each other": b"<h1>" * 2_000 + b"x",
    "empty elements inside each other": b"<h1><span itemprop=headline>" * 30_000,
    "like figures": b"<p>" + b"1,2,3.4.5% " * 15_000,
    "one endless capital word": b"<p>" + b"A" * 40_000 + " “Yes”, said Caddell.".encode(),
    "quotation marks that never close": b"<p>" + "“said he ".encode() * 10_000,
    "quotes": b"<p>" + "“This is what it is”, said the minister. ".encode() * 3_000,
    "brackets that never close": b"<p>" + b"( " * 30_000,
    "names inside names": b"<p>" + b"Bank of " * 15_000,
    "combining marks": b"<p>a" + "\u0301".encode() * 50_000,
    "marks of direction": b"<p>" + "\u200f\u200c".encode() * 50_000,
    "dates": b"<p>" + b"19 January 2026 " * 8_000,
    "time elements": b"<time datetime=2026-01-19>1</time>" * 10_000,
    "author links": b"<a href=/author/x>Jane Doe</a> " * 10_000,
    "table cells": b"<table>" + b"<tr><td>a<td>12" * 10_000,
    "state of a script": b"<script>window.__S = {" + b'"datePublished": "2026-01-19",' * 20_000 + b"}</script>",
    "tags that never end": b"<a b='" * 30_000,
    "comments that never end": b"<!-- >" * 100_000,
    "templates": b"<template>a</template>b" * 20_000,
    "character references": b"<p>" + b"&a" * 50_000,
    "data: without an address": b"<p>" + b"data:a/" * 30_000,
    "foreign bytes": b"<p>" + b"\xd8\xa7\xff" * 30_000,
    "JSON-LD that never closes": b'<script type="application/ld+json">' + b'{"a": ["b" /* ' * 50_000 + b"</script>",
}
"""Pages on which an extractor with a loop inside a loop, or a pattern that goes back, works for minutes; here none takes two seconds."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_answered(name: str) -> None:
    with mutate.alarm(120):
        mutate.answer(PAGE + HOSTILE[name])


@pytest.mark.parametrize(
    "head",
    [b"<!-- a -->" * 300, b"<?xml " * 500, b"<!-- Page saved with SingleFile url: " * 800, b"<meta charset" * 1_000, b"MIME-Version: 1\n" * 2_000, b"<!-- saved from url=(0010)" * 900],
    ids=["comments", "declarations", "SingleFile", "meta", "headers", "marks"],
)
def test_hostile_beginnings_are_told_apart(head: bytes) -> None:
    with mutate.alarm(120):
        mutate.answer(head + PAGE)


def test_endless_text_is_cut_with_a_warning() -> None:
    record = mutate.answer(PAGE + b"<p>" + b"word " * 60_000 + b"</p>")
    assert isinstance(record, Article)
    assert len(record.text) == MAX_TEXT
    assert "text_cut" in {warning.code for warning in record.warnings}


def test_endless_given_text_is_cut_with_a_warning() -> None:
    record = extract_text("The library has a new roof. " * 10_000, language="en")
    assert len(record.text) == MAX_TEXT
    assert record.blocks[-1].end <= MAX_TEXT
    assert "text_cut" in {warning.code for warning in record.warnings}


def test_corpus_holds_nothing_else() -> None:
    assert {path.name for path in BROKEN.iterdir() if path.suffix != ".py" and path.is_file()} == set(MADE["CASES"])


def test_coverage_guided_fuzzing(tmp_path: Path) -> None:
    """A short run of `tests/fuzz_extract.py`, where atheris has wheels: Linux, up to CPython 3.13."""
    pytest.importorskip("atheris", reason="atheris has no wheel for this Python")
    target = Path(__file__).with_name("fuzz_extract.py")
    command = [sys.executable, "-P", str(target), "-runs=150", "-seed=7", f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(target.parent), *sys.path])})
    assert done.returncode == 0, done.stderr[-3000:]


def test_mutated_pages_give_records_or_named_errors() -> None:
    found = mutate.run(count=120, seed=20260119)
    assert found.crashes == {}
    assert found.records > 0
    assert found.errors.total() > 0
