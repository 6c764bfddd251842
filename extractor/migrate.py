"""Records of older schema versions → the version of this program.

A minor version adds optional fields, so that records of the same major version are read as they are, and get the defaults of what they lack. A
major version is anything else, and has a step here that lifts the JSON of the one before.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from extractor.jsonlines import Stored
from extractor.schema_validator import Problem, SchemaValidator
from extractor.sinks import open_sink
from extractor.stored import read_records
from schemas import SCHEMA_VERSION

Json = dict[str, Any]

STEPS: dict[int, Callable[[Json], Json]] = {}
"""By major version, the step that lifts a record to the next one. Version 1.0 is the first that was released."""

_MAJOR, _MINOR = (int(part) for part in SCHEMA_VERSION.split("."))


@dataclass(slots=True)
class Migrated:
    """How many records were `lifted`, how many had the version already (`current`), and the first problems of each kind of the `refused` ones."""

    lifted: int = 0
    current: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)


class NewerVersion(ValueError):
    """A record of a newer version than this program's."""


def lift(record: Json) -> Json:
    """A record in the schema version of this program. Raises NewerVersion for a newer one, ValueError for one that never was."""
    version = record.get("schema_version")
    major, minor = _version(version)
    if (major, minor) > (_MAJOR, _MINOR):
        raise NewerVersion(
            f"schema version {version} is newer than {SCHEMA_VERSION}; update with: pip install -U news-record-extractor"
        )
    while major < _MAJOR:
        if major not in STEPS:
            raise ValueError(f"no way leads from schema version {version} to {SCHEMA_VERSION}; extract the pages again")
        record = STEPS[major](record)
        major += 1
    return {**record, "schema_version": SCHEMA_VERSION}


def _version(version: object) -> tuple[int, int]:
    if isinstance(version, str):
        major, dot, minor = version.partition(".")
        if dot and major.isascii() and major.isdigit() and minor.isascii() and minor.isdigit():
            return int(major), int(minor)
    raise ValueError(f"schema_version must be MAJOR.MINOR (got {version!r})")


def migrate(source: str, target: str) -> Migrated:
    """Write the records of a source to a target in this program's schema version; those that cannot be lifted are counted and left out."""
    migrated = Migrated()
    validator = SchemaValidator()
    with open_sink(target) as sink:
        for stored in read_records(source):
            lifted = _lifted(stored, validator)
            article = None if lifted is None else validator.article(lifted)
            if article is None or lifted is None:
                migrated.refused += 1
                continue
            if lifted.data == stored.data:
                migrated.current += 1
                sink.write(stored.data)
            else:
                migrated.lifted += 1
                sink.write(article.model_dump_json().encode())
    migrated.problems = validator.examples
    return migrated


def _lifted(stored: Stored, validator: SchemaValidator) -> Stored | None:
    try:
        record = json.loads(stored.data)
        lifted = lift(record)
    except NewerVersion as error:
        validator.add(stored, "/schema_version", "newer_version", str(error))
    except (ValueError, AttributeError) as error:
        validator.add(stored, "/schema_version", "unknown_version", str(error))
    else:
        if lifted == record:
            return stored
        return Stored(json.dumps(lifted, ensure_ascii=False).encode(), stored.source, stored.line)
    return None
