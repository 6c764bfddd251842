"""Mutated pages: bit flips, truncations, splices and repetitions of the fixtures. Every one must give a record or a named error.

    python tests/mutate.py --count 100000 --seed 1 --keep DIR

prints the figures of the run: pages, records, errors by name, slowest page, memory; inputs that crash, or take more than two seconds, are
written to DIR.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casefiles import FIXTURES
from savers import FORMATS

from extractor import extract_page
from extractor.errors import ExtractorError
from extractor.readers import page_of_bytes
from schemas import Article

SLOW = 2.0  # seconds of processor time
_FRAGMENTS = (
    b"<div>", b"</div>", b"<p>", b"</p>", b"<!--", b"-->", b"<script>", b"</script>", b"<title>", b"</html>", b"<table><tr><td>", b"<template>",
    b'<script type="application/ld+json">', b'{"@type":"NewsArticle","author":[{', b"\0", b"\xff", b"\xed\xa0\x80", b"&#xD800;", b"&#0;", b"<![CDATA[",
    b'"', b"'", b"<time datetime='2026-99-99'>", b"1,2,3.4.5%", b"\xe2\x80\x8f", b"\xef\xbb\xbf", b"9" * 400, "«".encode(), "»".encode(), "“".encode(),
    "قال ".encode(), "مليون ".encode(), "٪".encode(), b" of ", b" million ", b" said ", b"<blockquote>", b"<li>", b"\xc2\xa0", b"\r", b"\t", b"</body>",
)  # fmt: skip


@dataclass
class Run:
    """What a run found."""

    pages: int = 0
    records: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    crashes: dict[str, bytes] = field(default_factory=dict)
    slow: list[tuple[float, bytes]] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    @property
    def memory(self) -> int:
        """Highest resident memory of this process so far, in MB."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def seeds() -> list[bytes]:
    """The fixtures' pages, whole and broken, and a page in every format."""
    pages = sorted([*FIXTURES.glob("pages/**/page.*"), *FIXTURES.glob("broken/*.*"), *FIXTURES.glob("formats/*")])
    data = [path.read_bytes() for path in pages if path.suffix not in (".py", ".toml", ".json")]
    small = min((path.read_bytes() for path in FIXTURES.glob("pages/**/page.html")), key=len)
    return [*data, *(write(small) for _, write in FORMATS.values())]


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """`count` mutated pages, the same for the same seed."""
    corpus = seeds()
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(chance.choice(corpus))
        for _ in range(chance.choice((1, 1, 2, 3, 5, 20))):
            chance.choice(MUTATIONS)(data, chance, corpus)
        yield bytes(data[:200_000])


def _flip_bits(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    for _ in range(chance.choice((1, 4, 64))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _truncate(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _cut_out(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    start = chance.randrange(len(data) + 1)
    del data[start : start + chance.choice((1, 10, 1000))]


def _splice(data: bytearray, chance: random.Random, corpus: list[bytes]) -> None:
    other = chance.choice(corpus)
    start, at = chance.randrange(len(other) + 1), chance.randrange(len(data) + 1)
    data[at:at] = other[start : start + chance.choice((10, 200, 5000))]


def _repeat(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 8, 60))]
    data[start:start] = piece * chance.choice((2, 20, 300))


def _insert(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(_FRAGMENTS) * chance.choice((1, 1, 1, 3, 300))


def _swap_bytes(data: bytearray, chance: random.Random, _: list[bytes]) -> None:
    table = bytes.maketrans(bytes([chance.randrange(256)]), bytes([chance.randrange(256)]))
    data[:] = data.translate(table)


MUTATIONS: tuple[Callable[[bytearray, random.Random, list[bytes]], None], ...] = (
    _flip_bits,
    _truncate,
    _cut_out,
    _splice,
    _splice,
    _repeat,
    _insert,
    _insert,
    _swap_bytes,
)


def answer(data: bytes) -> Article | ExtractorError:
    """The record of a page, or a named error; anything else is raised."""
    try:
        return extract_page(page_of_bytes(data))
    except ExtractorError as error:
        return error


def check(record: Article) -> None:
    """Raise when a record is not valid UTF-8, JSON, and again a valid record."""
    Article.model_validate_json(record.model_dump_json().encode("utf-8"))


def _place(error: Exception) -> str:
    """A name for a crash: its type, and the last line of the project in its traceback."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "extractor" in Path(f.filename).parts]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"


@contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """Raise TimeoutError when what runs inside has not ended after so many seconds."""

    def ring(*_: object) -> None:
        raise TimeoutError(f"no answer within {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def run(count: int, seed: int, report_every: int = 0) -> Run:
    """Extract `count` mutants."""
    found = Run()
    started = time.monotonic()
    for data in mutants(count, seed):
        found.pages += 1
        faulthandler.dump_traceback_later(120, exit=True)  # for what hangs in C
        begun = time.process_time()
        try:
            with alarm(30):
                result = answer(data)
            took = time.process_time() - begun
            if isinstance(result, Article):
                check(result)
                found.records += 1
            else:
                found.errors[result.code] += 1
        except Exception as error:  # noqa: BLE001 - whatever is raised here is what the run looks for
            took = time.process_time() - begun
            found.crashes.setdefault(_place(error), data)
        found.slowest = max(found.slowest, took)
        if took > SLOW:
            found.slow.append((took, data))
        if report_every and found.pages % report_every == 0:
            sys.stderr.write(f"{found.pages} pages, {found.records} records, {len(found.crashes)} crashes, {len(found.slow)} slow, {found.memory} MB\n")
    faulthandler.cancel_dump_traceback_later()
    found.seconds = time.monotonic() - started
    return found


def main() -> int:
    """Run from the command line; 1 when anything crashed or was slow."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path, help="folder for inputs that crash or are slow")
    options = arguments.parse_args()
    found = run(options.count, options.seed, report_every=5000)
    lines = [
        f"pages      {found.pages} in {found.seconds:.0f} s",
        f"records    {found.records}",
        f"errors     {dict(found.errors.most_common())}",
        f"slowest    {found.slowest:.2f} s, {len(found.slow)} over {SLOW:.0f} s",
        f"memory     {found.memory} MB at most",
        f"crashes    {len(found.crashes)}",
        *(f"  {name}" for name in found.crashes),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for data in [*found.crashes.values(), *(data for _, data in found.slow)]:
            (options.keep / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    return 1 if found.crashes or found.slow else 0


if __name__ == "__main__":
    sys.exit(main())
