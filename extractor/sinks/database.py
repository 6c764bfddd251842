"""Loading records into tables: the same way for every database.

Records are gathered into batches, and a batch is one transaction: rows of unchanged records (same SHA-256 of their bytes) stay as they are,
those of changed ones are replaced whole (the article's row upserted, its children deleted and inserted again), so that loading twice, or
again after a crash, ends in the state of one clean load. A batch that the database refuses is halved until the record at fault stands
alone; that one is counted, and the others are loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_core import from_json

from extractor.errors import OutputError
from extractor.rows import Json, Row, Rows, add_rows, empty_rows, organisation_id
from extractor.sinks.report import Report
from extractor.tables import ARTICLES, CHILDREN, ORGANISATIONS, Table
from schemas import Article

BATCH = 1000
"""Records in a transaction."""
BATCH_BYTES = 32 << 20
"""A batch ends early when its records are longer than this, so that memory stays flat."""

_NOT_A_RECORD = (KeyError, TypeError, AttributeError, ValueError)
_BODY_FIELDS = ("key", "kind", "country", "acronym")
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
        """Insert rows that are new."""

    def upsert(self, table: Table, rows: list[Row]) -> None:
        """Insert rows, or replace those with the same key (`extractor.tables.upsert`)."""

    def close(self) -> None:
        """Let go of the connection."""


@dataclass(slots=True)
class Pending:
    """A record that waits for its batch."""

    position: int
    record: Json
    sha256: str


@dataclass(slots=True)
class Database:
    """An open database and the batch that is being gathered."""

    backend: Backend
    report: Report = field(default_factory=Report)
    pending: dict[str, Pending] = field(default_factory=dict)
    size: int = 0
    taken: int = 0


def write(database: Database, record: bytes) -> None:
    """Take a record; the last one of those with the same id counts. A full batch is committed."""
    database.taken += 1
    try:
        data = from_json(record, allow_inf_nan=False)
        identifier = data["id"]
        if not isinstance(identifier, str):
            raise TypeError(f"the id must be text (got {identifier!r})")
    except _NOT_A_RECORD as error:
        database.report.reject(database.taken, None, f"no record: {error}")
        return
    if identifier in database.pending:
        database.report.changed += 1
    database.pending[identifier] = Pending(database.taken, data, hashlib.sha256(record).hexdigest())
    database.size += len(record)
    if len(database.pending) >= BATCH or database.size >= BATCH_BYTES:
        flush(database)


def close(database: Database) -> None:
    """Commit the last batch and let go of the connection."""
    try:
        flush(database)
    finally:
        database.backend.close()


def flush(database: Database) -> None:
    """Commit the batch that is being gathered."""
    batch, database.pending, database.size = database.pending, {}, 0
    if batch:
        _load(database, batch)


def _load(database: Database, batch: dict[str, Pending]) -> None:
    backend, report = database.backend, database.report
    try:
        outcome = _in_transaction(backend, batch)
    except backend.refusals as error:
        items = list(batch.items())
        if len(items) == 1:
            report.reject(items[0][1].position, items[0][0], str(error).strip().splitlines()[0])
            return
        _load(database, dict(items[: len(items) // 2]))
        _load(database, dict(items[len(items) // 2 :]))
        return
    except backend.failures as error:
        raise OutputError(f"the database failed: {str(error).strip()}; what was committed stays, load again to go on") from error
    report.new += outcome.new
    report.changed += len(outcome.changed)
    report.unchanged += outcome.unchanged
    for pending, reason in outcome.rejected:
        report.reject(pending.position, pending.record["id"], reason)


def _in_transaction(backend: Backend, batch: dict[str, Pending]) -> Outcome:
    backend.begin()
    try:
        outcome = _shape(backend, batch)
        _write(backend, outcome)
        backend.commit()
    except BaseException:
        backend.rollback()
        raise
    return outcome


@dataclass(slots=True)
class Outcome:
    """A batch against what the database holds: rows to write, counts, and (number, id) of the articles to replace."""

    rows: Rows = field(default_factory=empty_rows)
    bodies: dict[str, Row] = field(default_factory=dict)
    new: int = 0
    unchanged: int = 0
    changed: list[tuple[int, str]] = field(default_factory=list)
    rejected: list[tuple[Pending, str]] = field(default_factory=list)


def _shape(backend: Backend, batch: dict[str, Pending]) -> Outcome:
    found = backend.query("SELECT id, number, record_sha256, first_seen FROM articles WHERE id IN {values}", list(batch))
    known = {identifier: (number, sha256, first_seen) for identifier, number, sha256, first_seen in found}
    ((last,),) = backend.query("SELECT coalesce(max(number), 0) FROM articles", ())
    now = datetime.now(UTC).isoformat(timespec="seconds")
    outcome = Outcome()
    for identifier, pending in batch.items():
        number, sha256, first_seen = known.get(identifier, (last + outcome.new + 1, None, now))
        if sha256 == pending.sha256:
            outcome.unchanged += 1
            continue
        reason = _add(outcome, pending, number, first_seen, now)
        if reason:
            outcome.rejected.append((pending, reason))
        elif sha256 is None:
            outcome.new += 1
        else:
            outcome.changed.append((number, identifier))
    return outcome


def _add(outcome: Outcome, pending: Pending, number: int, first_seen: str, now: str) -> str | None:
    """Add the rows of a record; else the reason why it is none. Fields that an older minor version lacks get their defaults."""
    lengths = [(rows, len(rows)) for rows in outcome.rows.values()]
    try:
        add_rows(outcome.rows, pending.record, number, pending.sha256, first_seen, now)
    except _NOT_A_RECORD:
        for rows, length in lengths:
            del rows[length:]
        try:
            pending.record = Article.model_validate(pending.record).model_dump(mode="json")
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            return f"/{'/'.join(map(str, first['loc']))}: {first['msg']}"
        add_rows(outcome.rows, pending.record, number, pending.sha256, first_seen, now)
    _name_bodies(outcome.bodies, pending.record)
    return None


def _name_bodies(bodies: dict[str, Row], record: Json) -> None:
    """Keep, for every body, the row that the article with the least id gives it."""
    for organisation in record["organisations"]:
        body = organisation_id(organisation)
        if body not in bodies or record["id"] < bodies[body][-1]:
            name = organisation["canonical_name"] or organisation["name"]
            bodies[body] = (body, name, *(organisation[field] for field in _BODY_FIELDS), record["id"])


def _write(backend: Backend, outcome: Outcome) -> None:
    bodies = outcome.bodies
    stale = _remove(backend, outcome.changed) if outcome.changed else []
    if bodies:
        for body, named_by in backend.query("SELECT id, named_by FROM organisations WHERE id IN {values}", list(bodies)):
            if named_by <= bodies[body][-1]:
                del bodies[body]
        backend.upsert(ORGANISATIONS, list(bodies.values()))
    backend.upsert(ARTICLES, outcome.rows["articles"])
    for table in CHILDREN:
        if outcome.rows[table.name]:
            backend.insert(table, outcome.rows[table.name])
    if stale:
        backend.upsert(ORGANISATIONS, backend.query(_NAMES, stale))


def _remove(backend: Backend, changed: list[tuple[int, str]]) -> list[str]:
    """Delete what belongs to articles that are replaced; the bodies that were named after them, which need another name."""
    numbers = [number for number, _ in changed]
    stale = [body for (body,) in backend.query("SELECT id FROM organisations WHERE named_by IN {values}", [i for _, i in changed])]
    for table in reversed(CHILDREN):
        backend.run(f"DELETE FROM {table.name} WHERE article IN {{values}}", numbers)
    if stale:
        backend.run("DELETE FROM organisations WHERE id IN {values}", stale)
    return stale
