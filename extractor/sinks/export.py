"""Exports of all tables to a folder, a file a table, written anew by each run: what CSV and Parquet share.

Files carry the suffix `.part` until the export is closed, so that a crash leaves the files of the run before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from extractor.errors import OutputError
from extractor.rows import NOT_A_RECORD, Row, Rows, add_record, empty_rows, name_bodies, reason, with_times
from extractor.sinks.report import Report
from extractor.tables import ORGANISATIONS, TABLES, Table

BATCH = 2000
"""Records between two writes to the files."""


class TableFile(Protocol):
    """An open file of one table."""

    def append(self, rows: list[Row]) -> None:
        """Write rows, in the order of the table's columns."""

    def close(self) -> None:
        """Finish the file."""


@dataclass(slots=True)
class Export:
    """The open files, the rows that wait, the bodies of all articles by their id, and the hashes of the records by theirs."""

    folder: Path
    suffix: str
    files: dict[str, TableFile]
    report: Report = field(default_factory=Report)
    rows: Rows = field(default_factory=empty_rows)
    bodies: dict[str, Row] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    now: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


def open_export(place: str, suffix: str, create: Callable[[Path, Table], TableFile]) -> Export:
    """Make the folder when missing, and open the files."""
    folder = Path(place)
    folder.mkdir(parents=True, exist_ok=True)
    return Export(folder, suffix, {table.name: create(_part(folder, table.name, suffix), table) for table in TABLES})


def _part(folder: Path, name: str, suffix: str) -> Path:
    return folder / f"{name}.{suffix}.part"


def write(export: Export, record: bytes) -> None:
    """Take a record; of records with the same id the first one counts, since rows that are written stay."""
    position, number = export.report.records + 1, len(export.hashes) + 1
    sha256 = hashlib.sha256(record).hexdigest()
    try:
        identifier = add_record(export.rows, record, number, sha256)
    except NOT_A_RECORD as error:
        export.report.reject(position, None, reason(error))
        return
    known = export.hashes.setdefault(identifier, sha256)
    if len(export.hashes) == number:
        export.report.new += 1
    else:
        _drop_last(export.rows, number)
        if known == sha256:
            export.report.unchanged += 1
        else:
            export.report.reject(position, identifier, "another record with this id was written before")
    if len(export.rows["articles"]) >= BATCH:
        _flush(export)


def _drop_last(rows: Rows, number: int) -> None:
    for listed in rows.values():
        while listed and listed[-1][0] == number:
            listed.pop()


def _flush(export: Export) -> None:
    rows, export.rows = export.rows, empty_rows()
    name_bodies(export.bodies, rows)
    rows["articles"] = [with_times(row, export.now, export.now) for row in rows["articles"]]
    for name, listed in rows.items():
        if listed:
            export.files[name].append(listed)


def close(export: Export) -> None:
    """Write what is held, and give the files their names."""
    try:
        _flush(export)
        export.files[ORGANISATIONS.name].append([export.bodies[body] for body in sorted(export.bodies)])
    finally:
        _close_all(export.files.values())
    try:
        for name in export.files:
            part = _part(export.folder, name, export.suffix)
            part.replace(part.with_suffix(""))
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", path=str(export.folder)) from error


def _close_all(files: Iterable[TableFile]) -> None:
    for file in files:
        file.close()
