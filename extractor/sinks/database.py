"""Loading records into tables: the same way for every database.

Records are gathered into batches, and a batch is one transaction: rows of unchanged records (same SHA-256 of their bytes) stay as they are,
those of changed ones are replaced whole (the article's row upserted, its children deleted and inserted again), so that loading twice, or
again after a crash, ends in the state of one clean load. A batch that the database refuses is halved until the record at fault stands
alone; that one is counted, and the others are loaded.

A record whose bytes the database holds already is told by its id, which stands at the beginning of the line, and its hash: it is neither parsed
nor validated again.

Rows are made by worker processes, where the caller asks for them, some batches ahead, and packed there for a database that takes them so
(`Packer`). The end of a transaction (indexing the text, writing to disk) is the database's own work, done in a thread while the next batch is
read. The first load of an empty database drops what can be made at once of all rows, and its end makes that again (`Backend.complete`).
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from extractor.errors import OutputError
from extractor.jsonlines import Stored
from extractor.rows import Row, name_bodies, with_times
from extractor.schema_validator import SchemaValidator
from extractor.sinks.batch import Batch, Line, Made, Pack, Packed, make, packed, part_of, renumbered
from extractor.sinks.report import Report
from extractor.tables import ARTICLES, CHILDREN, ORGANISATIONS, Table
from extractor.workers import Workers

T = TypeVar("T")

BATCH = 2048
"""Records in a transaction."""
BATCH_BYTES = 32 << 20
"""A batch ends early when its records are longer than this, so that memory stays flat."""
_PARTS = 4
"""Calls in which the rows of a batch are made."""

_ID = re.compile(rb'\{"schema_version":"[^"\\\\]*","id":"([0-9a-f]{32})"')
"""The beginning of a record as the extractor writes it."""

_NAMES = """
SELECT id, name, key, kind, country, acronym, named_by FROM (
  SELECT o.organisation_id AS id, coalesce(o.canonical_name, o.name) AS name, o.key, o.kind, o.country, o.acronym, a.id AS named_by,
    row_number() OVER (PARTITION BY o.organisation_id ORDER BY a.id, o.position) AS place
  FROM article_organisations AS o JOIN articles AS a ON a.number = o.article
  WHERE o.organisation_id IN {values}
) AS named WHERE place = 1"""


class Backend(Protocol):
    """What a database must do for `Database`. `refusals` are its errors that one record can cause, `failures` all others."""

    refusals: tuple[type[Exception], ...]
    failures: tuple[type[Exception], ...]
    empty: bool
    """Whether the database held no article when it was opened."""

    def begin(self) -> None:
        """Begin a transaction as the only writer: another loader waits here."""

    def commit(self) -> None:
        """End the transaction."""

    def rollback(self) -> None:
        """Undo the transaction."""

    def query(self, sql: str, values: Sequence[Any]) -> list[Row]:
        """Rows of a query over the list `values`, which stands in the text as `{values}`."""

    def run(self, sql: str, values: Sequence[Any]) -> None:
        """Run a statement over the list `values`, which stands in the text as `{values}`."""

    def insert(self, table: Table, rows: list[Row]) -> None:
        """Insert rows that are new, at `settle` at the latest."""

    def stage(self, table: Table, rows: list[Row]) -> None:
        """Lay rows ready in a temporary table."""

    def merge(self, table: Table) -> None:
        """Insert the rows laid ready, or replace those with the same key (`extractor.tables.upsert`)."""

    def settle(self) -> None:
        """Do what was put off of the transaction. Called by another thread, while nobody else uses the connection."""

    def complete(self) -> None:
        """Make the indices, and what else was dropped for the first load, as far as they are missing."""

    def close(self) -> None:
        """Let go of the connection."""


class Packer(Protocol):
    """What a database does that takes rows packed."""

    @property
    def pack(self) -> Pack:
        """Packs rows; a function of a module, which is called in other processes."""

    def insert(self, packed: Sequence[tuple[Packed, int]], now: str) -> None:
        """Insert rows of new articles, each part with the number that its first article gets; `now` becomes both of their times."""


class Making(NamedTuple):
    """Lines whose rows are being made: their ids (None where one does not say it, or nobody asks), and what waits for the rows."""

    ids: frozenset[str] | None
    result: Callable[[], Made]


@dataclass(slots=True)
class Counts:
    """What became of the records of a batch."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """A batch inside its transaction: its counts, the bodies that need another name once all is written, and the next article's number."""

    counts: Counts
    stale: list[str]
    next: int


@dataclass(frozen=True, slots=True)
class Running:
    """A batch whose transaction is being ended by the thread."""

    batch: Batch
    counts: Counts
    end: Future[None]


@dataclass(slots=True)
class Database:
    """An open database and the records that wait; `next` is the number that the next new article probably gets."""

    backend: Backend
    report: Report = field(default_factory=Report)
    lines: list[Line] = field(default_factory=list)
    size: int = 0
    written: int = 0
    next: int = 1
    validator: SchemaValidator = field(default_factory=SchemaValidator)
    packer: Packer | None = None
    workers: Workers = field(default_factory=lambda: Workers(1))
    making: deque[Making] = field(default_factory=deque)
    batch: Batch = field(default_factory=Batch)
    running: Running | None = None
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))


def employ(database: Database, jobs: int) -> None:
    """Have rows made by so many processes (`extractor.workers`); where they come packed, this one has time to spare."""
    packer = database.packer
    database.workers = Workers(jobs, busy=packer is None, parcel=partial(packed, packer.pack) if packer else None)


def write(database: Database, record: bytes) -> None:
    """Take a record. A full batch is handed to the database."""
    _take(database, record, None)


def write_checked(database: Database, stored: Stored, validator: SchemaValidator) -> None:
    """Take a record that is validated once it is known that the database does not hold it; problems come to the last `validator` given."""
    database.validator = validator
    _take(database, stored.data, (stored.source, stored.line))


def _take(database: Database, record: bytes, lay: tuple[str, int] | None) -> None:
    database.written += 1
    database.lines.append(Line(database.written, record, hashlib.sha256(record).hexdigest(), lay))
    database.size += len(record)
    if len(database.lines) * _PARTS >= BATCH or database.size * _PARTS >= BATCH_BYTES:
        flush(database)


def close(database: Database) -> None:
    """Commit the last batch and let go of the connection."""
    try:
        flush(database)
        while database.making:
            _gather(database)
        _load_batch(database)
        _settle(database)
        _guarded(database, database.backend.complete)
    finally:
        database.workers.stop()
        database.thread.shutdown()
        database.backend.close()


def flush(database: Database) -> None:
    """Have the rows made of the records that wait, and hand what is made to the database."""
    lines, database.lines, database.size = database.lines, [], 0
    ids: frozenset[str] | None = None
    if not database.backend.empty and lines:
        _settle(database)
        lines, ids = _guarded(database, lambda: _without_unchanged(database, lines))
    if lines:
        first, database.next = database.next, database.next + len(lines)
        database.making.append(Making(ids, database.workers.call(make, first, lines)))
    while len(database.making) > database.workers.ahead:
        _gather(database)


def _gather(database: Database) -> None:
    """Take the rows that were put to work first. A full batch is written; its transaction ends while the next one is gathered."""
    made, found, refused = database.making.popleft().result()
    database.validator.merge(found)
    for position, why in refused:
        database.report.reject(position, None, why)
    database.batch.add(made)
    if len(database.batch.taken) >= BATCH or database.batch.size >= BATCH_BYTES:
        _load_batch(database)


def _load_batch(database: Database) -> None:
    batch, database.batch = database.batch, Batch()
    _settle(database)
    if batch.taken:
        _load(database, batch)


def _guarded(database: Database, act: Callable[[], T]) -> T:
    try:
        return act()
    except (*database.backend.refusals, *database.backend.failures) as error:
        raise _failure(error) from error


def _without_unchanged(database: Database, lines: list[Line]) -> tuple[list[Line], frozenset[str] | None]:
    """The lines but for those that the database holds byte for byte, which are counted; and the ids of the others. Of lines with one id the last
    one counts, so that none is passed over while another one waits."""
    ids = [found[1].decode() for line in lines if (found := _ID.match(line.data))]
    if len(ids) < len(lines):
        return lines, None
    known: dict[str, str] = dict(database.backend.query("SELECT id, record_sha256 FROM articles WHERE id IN {values}", list(set(ids))))
    other = {identifier for identifier, line in zip(ids, lines, strict=True) if known.get(identifier) != line.sha256}
    other.update(taken.id for taken in database.batch.taken.values())
    for making in database.making:
        other |= set(ids) if making.ids is None else making.ids
    changed = [line for identifier, line in zip(ids, lines, strict=True) if identifier in other]
    database.report.unchanged += len(lines) - len(changed)
    return changed, frozenset(other.intersection(ids))


def _load(database: Database, batch: Batch) -> None:
    """Write a batch, and leave the end of its transaction to the thread."""
    backend = database.backend
    try:
        backend.begin()
        written = _write(backend, database.packer, batch)
    except (*backend.refusals, *backend.failures) as error:
        backend.rollback()
        _recover(database, batch, error)
        return
    except BaseException:
        backend.rollback()
        raise
    if not database.making and not database.batch.taken:  # else numbers of rows that wait would be given twice
        database.next = written.next
    database.running = Running(batch, written.counts, database.thread.submit(_finish, backend, written.stale))


def _finish(backend: Backend, stale: list[str]) -> None:
    backend.settle()
    if stale:
        backend.stage(ORGANISATIONS, backend.query(_NAMES, stale))
        backend.merge(ORGANISATIONS)
    backend.commit()


def _settle(database: Database) -> None:
    """Wait for the transaction that is running, and count its records."""
    running, database.running = database.running, None
    if running is None:
        return
    try:
        running.end.result()
    except (*database.backend.refusals, *database.backend.failures) as error:
        database.backend.rollback()
        _recover(database, running.batch, error)
        return
    report, counts = database.report, running.counts
    report.new += counts.new
    report.changed += counts.changed
    report.unchanged += counts.unchanged


def _recover(database: Database, batch: Batch, error: Exception) -> None:
    """Halve a batch that was refused, until the record at fault stands alone. Raises OutputError when the database failed."""
    if not isinstance(error, database.backend.refusals):
        raise _failure(error) from error
    numbers = list(batch.taken)
    if len(numbers) == 1:
        taken = batch.taken[numbers[0]]
        database.report.reject(taken.position, taken.id, str(error).strip().splitlines()[0])
        return
    for half in (numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]):
        _load(database, part_of(batch, half))
        _settle(database)


def _failure(error: Exception) -> OutputError:
    return OutputError(f"the database failed: {str(error).strip()}; what was committed stays, load again to go on")


def _write(backend: Backend, packer: Packer | None, batch: Batch) -> Written:
    """Write a batch inside a transaction, up to merging the articles; of records with the same id the last one counts."""
    ids = {taken.id: number for number, taken in batch.taken.items()}
    found = backend.query("SELECT id, number, record_sha256, first_seen FROM articles WHERE id IN {values}", list(ids))
    known = {identifier: (number, sha256, seen) for identifier, number, sha256, seen in found}
    ((last,),) = backend.query("SELECT coalesce(max(number), 0) FROM articles", ())
    counts, numbers, replaced = Counts(), {}, {}
    for identifier, provisional in ids.items():
        if identifier not in known:
            counts.new += 1
            numbers[provisional] = last + counts.new
        elif known[identifier][1] == batch.taken[provisional].sha256:
            counts.unchanged += 1
        else:
            numbers[provisional] = known[identifier][0]
            replaced[identifier] = known[identifier]
    counts.changed = len(batch.taken) - counts.new - counts.unchanged
    same = len(numbers) == len(batch.taken) and all(new == old for old, new in numbers.items())
    if counts.new < len(batch.taken):
        batch.unpack()
    rows = batch.rows if same else renumbered(batch.rows, numbers)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    changed = [with_times(row, replaced[row[1]][2], now) for row in rows["articles"] if row[1] in replaced]
    new = [with_times(row, now, now) for row in rows["articles"] if row[1] not in replaced]
    stale = _remove(backend, replaced) if replaced else []
    name_bodies(batch.bodies, rows)
    _name_bodies(backend, batch.bodies)
    if changed:
        backend.stage(ARTICLES, changed)
        backend.merge(ARTICLES)
    for table, listed in ((ARTICLES, new), *((table, rows[table.name]) for table in CHILDREN)):
        if listed:
            backend.insert(table, listed)
    if packer and batch.packed:
        packer.insert([(part, numbers[part.first]) for part in batch.packed], now)
    return Written(counts, stale, last + counts.new + 1)


def _remove(backend: Backend, replaced: dict[str, tuple[int, str, str]]) -> list[str]:
    """Delete what belongs to articles that are replaced; the bodies that were named after them, which need another name."""
    stale = [body for (body,) in backend.query("SELECT id FROM organisations WHERE named_by IN {values}", list(replaced))]
    for table in reversed(CHILDREN):
        backend.run(f"DELETE FROM {table.name} WHERE article IN {{values}}", [number for number, _, _ in replaced.values()])
    if stale:
        backend.run("DELETE FROM organisations WHERE id IN {values}", stale)
    return stale


def _name_bodies(backend: Backend, bodies: dict[str, Row]) -> None:
    named: dict[str, str] = dict(backend.query("SELECT id, named_by FROM organisations WHERE id IN {values}", list(bodies))) if bodies else {}
    new = [row for body, row in bodies.items() if body not in named or row[-1] < named[body]]
    if new:
        backend.stage(ORGANISATIONS, new)
        backend.merge(ORGANISATIONS)
