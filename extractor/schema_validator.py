"""Whether stored records fit the schema: problems as file:line: pointer: reason, all counted, the first of each kind kept."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from extractor.jsonlines import Stored
from schemas import Article, Incoherent

EXAMPLES = 5
"""Problems kept of each kind: the same pointer (but for its indices) and the same code."""
_INDEX = re.compile(r"/\d+(?=/|$)")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where: the file and line of the record, its id, the JSON pointer (RFC 6901), a stable code, the reason and the value found."""

    file: str
    line: int
    record_id: str | None
    pointer: str
    code: str
    reason: str
    value: Any = None

    def __str__(self) -> str:
        got = "" if self.value is None else f" (got {_short(self.value)})"
        return f"{self.file}:{self.line}: {self.pointer or '/'}: {self.reason}{got}"


def _kind(pointer: str, code: str) -> tuple[str, str]:
    """What a problem is counted under: its pointer, but for the indices, and its code."""
    return _INDEX.sub("/*", pointer), code


def _short(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 80 else f"{shown[:77]}…"


class SchemaValidator:
    """Reads records by the schema one by one, and keeps what it found: counts of all problems, and the first ones of each kind."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.examples: list[Problem] = []
        self.invalid = 0
        self.found = 0

    def article(self, stored: Stored) -> Article | None:
        """The record when it fits the schema; else None, and its problems are kept."""
        try:
            return Article.model_validate_json(stored.data)
        except ValidationError as error:
            self.invalid += 1
            self._keep(stored, error)
            return None

    def add(self, stored: Stored, pointer: str, code: str, reason: str, value: Any = None, record_id: str | None = None) -> None:
        """Count a problem, and keep it when it is one of the first of its kind."""
        kind = _kind(pointer, code)
        self.counts[kind] += 1
        self.found += 1
        if self.counts[kind] <= EXAMPLES:
            self.examples.append(Problem(stored.source, stored.line, record_id, pointer, code, reason, value))

    def merge(self, later: SchemaValidator) -> None:
        """Take over what another one found in the records that follow."""
        room = {kind: EXAMPLES - self.counts[kind] for kind in later.counts}
        for problem in later.examples:
            kind = _kind(problem.pointer, problem.code)
            room[kind] -= 1
            if room[kind] >= 0:
                self.examples.append(problem)
        self.counts.update(later.counts)
        self.invalid += later.invalid

    def _keep(self, stored: Stored, error: ValidationError) -> None:
        identifier = _identifier(stored.data)
        for found in error.errors(include_url=False):
            cause = found.get("ctx", {}).get("error")
            if isinstance(cause, Incoherent):
                for pointer, reason in cause.problems:
                    self.add(stored, pointer, "incoherent", reason, record_id=identifier)
                continue
            pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in found["loc"])
            value = None if found["type"] in ("missing", "json_invalid") else found["input"]
            self.add(stored, pointer, found["type"], found["msg"].removeprefix("Value error, "), value, identifier)


def _identifier(data: bytes) -> str | None:
    """The id of a record that is not valid, as far as there is one."""
    try:
        identifier = json.loads(data)["id"]
    except (ValueError, KeyError, TypeError):
        return None
    return identifier if isinstance(identifier, str) else None
