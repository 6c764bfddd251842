"""A folder with one indented JSON file a record, named by its id."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from extractor.errors import OutputError
from extractor.sinks.report import Report

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(slots=True)
class Folder:
    """An existing folder."""

    path: Path
    report: Report = field(default_factory=Report)


def open(place: str, *, append: bool) -> Folder:
    """Make the folder when missing; files of other records in it stay."""
    path = Path(place)
    path.mkdir(parents=True, exist_ok=True)
    return Folder(path)


def write(folder: Folder, record: bytes) -> None:
    """Write `ID.json` by way of a temporary name, so that a crash leaves no half file."""
    number = folder.report.records + 1
    try:
        data = json.loads(record)
        identifier = data["id"]
        if not _ID.fullmatch(identifier):
            raise ValueError(f"the id is not 32 hex digits (got {identifier!r})")
    except (ValueError, KeyError, TypeError) as error:
        folder.report.reject(number, None, f"no record: {error}")
        return
    path = folder.path / f"{identifier}.json"
    existed = path.exists()
    part = path.with_suffix(".part")
    try:
        part.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", path=str(path)) from error
    if existed:
        folder.report.changed += 1
    else:
        folder.report.new += 1


def close(folder: Folder) -> None:
    """Nothing is held back."""
