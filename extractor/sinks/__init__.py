"""Where records go: files, folders and databases, each a module with the same three names (`open`, `write`, `close`).

A target is a path or an address:

| target | what is written |
|---|---|
| `-` | JSON Lines on standard output |
| `records.jsonl`, `.jsonl.gz`, `.jsonl.zst` | JSON Lines |
| `folder/`, `json:folder` | one JSON file a record, named by its id |
| `news.sqlite`, `.db`, `sqlite:PATH` | SQLite |
| `news.duckdb`, `duckdb:PATH` | DuckDB |
| `postgresql://user@host/database` | PostgreSQL |
| `parquet:folder`, `csv:folder` | a file a table |
| `jsonld:PATH`, `ninjs:PATH` | schema.org NewsArticle and IPTC ninjs, one a line |

The libraries of a target are imported when it is opened.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from extractor.errors import OutputError
from extractor.sinks.report import Rejected, Report

if TYPE_CHECKING:
    from extractor.jsonlines import Stored
    from extractor.schema_validator import SchemaValidator

__all__ = ["Rejected", "Report", "Sink", "open_sink", "split_target"]

_MODULES = {
    "jsonl": "jsonl",
    "json": "folder",
    "sqlite": "sqlite",
    "duckdb": "duckdb",
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "parquet": "parquet",
    "csv": "csv",
    "jsonld": "jsonld",
    "ninjs": "ninjs",
}
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".jsonl.zst": "jsonl",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
}


class _Module(Protocol):
    """What every module of a sink has; the handle is its own affair, but for the report it keeps.

    That of a database also has `write_checked`, which takes a stored record and what validates it, and decides when to ask, and `employ`, which
    says how many processes make the rows.
    """

    def open(self, place: str, *, append: bool) -> Any:
        """Make ready to write. Raises OutputError before any record is asked for."""

    def write(self, handle: Any, record: bytes) -> None:
        """Take one record: a line of JSON Lines without its line feed."""

    def close(self, handle: Any) -> None:
        """Write what is still held, and let go."""


class Sink:
    """An open target. `write` takes a record's JSON (UTF-8, no line feed); a record that cannot be taken is counted in `report`."""

    def __init__(self, target: str, module: _Module, handle: Any) -> None:
        self.target = target
        self._module = module
        self._handle = handle
        self._open = True
        self._write_checked: Callable[[Any, Stored, SchemaValidator], None] | None = getattr(module, "write_checked", None)

    @property
    def report(self) -> Report:
        """What became of the records so far; a database's counts are complete after `close`."""
        report: Report = self._handle.report
        return report

    def write(self, record: bytes) -> None:
        """Take one record. Raises OutputError when the target fails (a full disk, a lost connection), not for a bad record."""
        self._module.write(self._handle, record)

    def write_checked(self, stored: Stored, validator: SchemaValidator) -> None:
        """Take one record, which is written when it is valid; what is wrong with it is kept in `validator`.

        A database validates later, up to `close`, and only what it does not hold yet.
        """
        if self._write_checked is not None:
            self._write_checked(self._handle, stored, validator)
        elif validator.article(stored) is not None:
            self._module.write(self._handle, stored.data)

    def close(self) -> None:
        """Write what is still held, and let go; a second call does nothing."""
        if self._open:
            self._open = False
            self._module.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_sink(target: str, *, append: bool = False, jobs: int = 1) -> Sink:
    """Open a target for writing.

    With `append` records are added behind those of an existing file; without it the file is written anew. Databases and folders always keep what
    they hold: a record replaces the one with its id. `jobs` processes make the rows of a database (`extractor.workers`); files are written by this
    one. Raises OutputError for an unknown or unwritable target.
    """
    name, place = split_target(target)
    try:
        module: Any = import_module(f"extractor.sinks.{_MODULES[name]}")
        handle = module.open(place, append=append)
        if hasattr(module, "employ"):
            module.employ(handle, jobs)
    except ModuleNotFoundError as error:
        message = f"{target} needs the package {error.name}; install it with: pip install 'news-record-extractor[{_MODULES[name]}]'"
        raise OutputError(message) from error
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", path=place) from error
    return Sink(target, module, handle)


def split_target(target: str) -> tuple[str, str]:
    """The name of the sink and its place: `sqlite:a.db` → (`sqlite`, `a.db`). Raises OutputError when no sink fits."""
    if target == "-":
        return "jsonl", "-"
    scheme, colon, rest = target.partition(":")
    if colon and scheme in _MODULES:
        address = scheme in ("postgresql", "postgres")
        if not rest or rest == "//":
            raise OutputError(f"{target} names no place; write {scheme}:PATH")
        return scheme, target if address else rest
    if target.endswith(("/", "\\")) or os.path.isdir(target):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be searched
        return "json", target
    suffixes = Path(target).suffixes
    for suffix in ("".join(suffixes[-2:]), "".join(suffixes[-1:])):
        if suffix in _SUFFIXES:
            return _SUFFIXES[suffix], target
    names = ", ".join(f"{name}:" for name in sorted(_MODULES))
    raise OutputError(f"cannot tell what kind of target this is; end it in {', '.join(_SUFFIXES)} or /, or begin it with {names}", path=target)
