"""`extractor convert`: pages through the pipeline into sinks, with progress, failures and a summary."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from extractor.errors import OutputError
from extractor.record import installed_version
from extractor.run import Budget, Failure, Outcome, convert_pages, read_all
from extractor.sinks import open_sink

if TYPE_CHECKING:
    from extractor.page import SavedPage
    from extractor.readers import Skipped


_WORTH_A_RATE = 100
"""Records from which a summary tells how many pages a second there were; fewer say more of the start than of the pages."""


@dataclass(slots=True)
class Summary:
    """What became of a batch: counts, failures by code, what the readers left out by reason, and seconds of wall time."""

    records: int = 0
    done_before: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def __str__(self) -> str:
        parts = [f"{self.records} record{'s' if self.records != 1 else ''}"]
        if self.done_before:
            parts.append(f"{self.done_before} already done")
        if self.failures:
            parts.append(", ".join(f"{count} {code}" for code, count in self.failures.most_common()))
        if self.left_out:
            parts.append("left out: " + ", ".join(f"{count} {reason}" for reason, count in self.left_out.most_common()))
        rate = f" ({self.records / self.seconds:.0f} pages a second)" if self.records >= _WORTH_A_RATE else ""
        return "; ".join(parts) + rate


@dataclass(frozen=True, slots=True)
class Job:
    """What to convert, where to, and how.

    paths       files, folders, globs, `-`
    targets     sinks, as `extractor.sinks.open_sink` takes them
    failures    a file that takes one JSON line for each page without a record
    resume      pages whose record stands in the first JSON Lines target, made by this version, are passed over
    """

    paths: Sequence[str]
    targets: Sequence[str]
    failures: Path | None = None
    url: str | None = None
    budget: Budget = field(default_factory=Budget)
    recogniser: str | None = None
    resume: bool = False
    quiet: bool = False


def convert(job: Job) -> Summary:
    """Convert a batch. Raises OutputError, before any work, when a target cannot be written."""
    summary = Summary()
    started = time.monotonic()
    done = _done(job.targets) if job.resume else frozenset[tuple[str, str, str]]()
    with ExitStack() as stack:
        sinks = [stack.enter_context(open_sink(target, append=job.resume)) for target in job.targets]
        failures = stack.enter_context(_open_failures(job.failures)) if job.failures else None
        progress = stack.enter_context(_progress(job.quiet))
        for outcome in convert_pages(_undone(job, done, summary), job.budget, job.recogniser):
            if isinstance(outcome, Failure):
                summary.failures[outcome.code] += 1
                progress.say(f"extractor: {outcome}")
                if failures:
                    failures.write(_failure_line(outcome))
                    failures.flush()
            else:
                summary.records += 1
                for sink in sinks:
                    sink.write(outcome.record)
            progress.step(outcome, summary)
    summary.seconds = time.monotonic() - started
    return summary


def _undone(job: Job, done: frozenset[tuple[str, str, str]], summary: Summary) -> Iterator[SavedPage | Failure]:
    from hashlib import sha256

    def count(skipped: Skipped) -> None:
        summary.left_out[skipped.reason] += skipped.count

    for page in read_all(job.paths, job.url, count):
        if done and not isinstance(page, Failure) and (page.path or "", page.member or "", sha256(page.data).hexdigest()) in done:
            summary.done_before += 1
        else:
            yield page


def _done(targets: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """Path, member and SHA-256 of the pages whose record, made by this version, stands in the first JSON Lines target."""
    from extractor.jsonlines import read_lines

    target = next((t for t in targets if t.endswith((".jsonl", ".jsonl.gz", ".jsonl.zst"))), None)
    if target is None:
        raise OutputError("--resume needs a JSON Lines target (--to records.jsonl), which says what is done")
    if not Path(target).exists():
        return frozenset()
    found = set()
    for line in read_lines(target):
        try:
            record = json.loads(line)
            document = record["document"]
            if record["extractor"]["version"] == installed_version():
                found.add((document["path"] or "", document["member"] or "", document["sha256"]))
        except (ValueError, KeyError, TypeError):
            continue  # a line cut off by a crash: its page is converted again
    return frozenset(found)


def _failure_line(failure: Failure) -> str:
    entry = {"path": failure.path, "member": failure.member, "line": failure.line, "code": failure.code, "message": failure.message}
    return json.dumps(entry, ensure_ascii=False) + "\n"


@contextmanager
def _open_failures(path: Path) -> Iterator[IO[str]]:
    try:
        stream = path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}; name another file with --failures", path=str(path)) from error
    with stream:
        yield stream


class _Progress:
    """Failures as lines on standard error; with a bar on a terminal."""

    def say(self, line: str) -> None:
        """A line on standard error."""
        print(line, file=sys.stderr)  # noqa: T201

    def step(self, outcome: Outcome, summary: Summary) -> None:
        """One page is done."""


class _Bar(_Progress):
    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._console = Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=self._console, transient=True
        )
        self._task = self._progress.add_task("reading …", total=None)

    def say(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def step(self, outcome: Outcome, summary: Summary) -> None:
        failed = f", {summary.failures.total()} failed" if summary.failures else ""
        self._progress.update(self._task, description=f"{summary.records} records{failed}  {outcome.path or ''}"[:100])

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


@contextmanager
def _progress(quiet: bool) -> Iterator[_Progress]:
    if quiet or not sys.stderr.isatty():
        yield _Progress()
    else:
        with _Bar() as bar:
            yield bar

