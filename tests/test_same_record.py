"""The same bytes give the same record: in any process, in any order, after any other page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pagecases import pages

_PROGRAM = """
import hashlib, sys
from extractor import ExtractorError, extract_page, read_pages
for path in sys.argv[1:]:
    for page in read_pages(path):
        try:
            record = extract_page(page).model_dump_json()
        except ExtractorError as error:
            record = repr(error)
        print(path, hashlib.sha256(record.encode()).hexdigest())
"""


def _records(paths: list[Path], seed: str) -> dict[str, str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-P", "-c", _PROGRAM, *map(str, paths)]
    printed = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return dict(line.rsplit(" ", 1) for line in printed.splitlines())


def test_hash_seed_and_order_do_not_matter() -> None:
    paths = [page.path for page in pages()]
    forwards = _records(paths, "1")
    assert len(forwards) == len(paths)
    assert _records(paths[::-1], "2") == forwards
