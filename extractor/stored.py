"""Records that were written before, from any place they can lie in, one after another.

| source | what is read |
|---|---|
| `-`, `.jsonl`, `.ndjson`, also `.gz` and `.zst` | a record a line |
| `.json` | a record, or an array of records |
| a folder of `.json` files | a record a file, in order of names |
| `parquet:FOLDER`, or a folder that holds `articles.parquet` | the tables of `extractor.tables` |
| `.parquet` | a record a row, in nested columns |
| `.sqlite`, `.db`, `.duckdb`, `sqlite:`, `duckdb:`, `postgresql://` | the tables of `extractor.tables` |
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError
from pydantic_core import to_json

from extractor.errors import OutputError, ReadError, UnsupportedFormat
from extractor.jsonlines import Stored, numbered_lines
from extractor.sinks import split_target
from schemas import Article


def read_records(source: str) -> Iterator[Stored]:
    """The records of a source; what is no record comes as the bytes it is. Raises ReadError when the source cannot be read."""
    path = Path(source)
    if path.suffix == ".json" and not path.is_dir():
        return _of_json(path)
    if path.suffix == ".parquet" and not path.is_dir():
        return _of_nested_parquet(path)
    if path.is_dir():
        return _of_tables("parquet", source) if (path / "articles.parquet").exists() else _of_folder(path)
    try:
        name, place = split_target(source)
    except OutputError as error:
        if not os.path.exists(source):  # noqa: PTH110 - Path.exists raises where a folder above may not be searched
            raise ReadError("cannot be read: No such file or directory", path=source) from error
        raise UnsupportedFormat("records lie in .jsonl (.gz, .zst), .json, .parquet, .sqlite or .duckdb; pages are made records by convert", path=source) from error
    if name == "jsonl":
        return _of_lines(place)
    if name == "json":
        return _of_folder(Path(place))
    if name in ("csv", "jsonld", "ninjs"):
        raise UnsupportedFormat(f"{name} is an export that does not hold the whole record; name the JSON Lines or database it came from", path=place)
    return _of_tables("postgresql" if name == "postgres" else name, place)


def _of_lines(place: str) -> Iterator[Stored]:
    return (Stored(line, place, number) for number, line in numbered_lines(place))


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}", path=str(path)) from error


def _of_json(path: Path) -> Iterator[Stored]:
    with _opened(path) as file:
        data = file.read()
    if not data.lstrip().startswith(b"["):
        yield Stored(data, str(path), 1)
        return
    try:
        records = json.loads(data)
    except ValueError as error:
        raise ReadError(f"is no JSON: {error}", path=str(path)) from error
    for number, record in enumerate(records, 1):
        yield Stored(to_json(record), str(path), number)


def _of_folder(folder: Path) -> Iterator[Stored]:
    if not folder.is_dir():
        raise ReadError("is no folder", path=str(folder))
    found = sorted(folder.glob("*.json"))
    if not found:
        raise ReadError("the folder holds no records (.json)", path=str(folder))
    for path in found:
        with _opened(path) as file:
            yield Stored(file.read(), str(path), 1)


def _of_nested_parquet(path: Path) -> Iterator[Stored]:
    from pyarrow import ArrowException, parquet

    with _opened(path) as file:
        try:
            batches = parquet.ParquetFile(file).iter_batches(batch_size=500)
            for number, row in enumerate(chain.from_iterable(batch.to_pylist() for batch in batches), 1):
                yield Stored(_canonical(row), str(path), number)
        except ArrowException as error:
            raise ReadError(f"is no Parquet file: {error}", path=str(path)) from error


def _of_tables(kind: str, place: str) -> Iterator[Stored]:
    from extractor.sinks.read import records_of_tables

    for number, record in enumerate(records_of_tables(kind, place), 1):
        yield Stored(_canonical(record), place, number)


def _canonical(record: dict[str, Any]) -> bytes:
    """The JSON that the extractor itself writes for a record, whatever the order of keys; of what is invalid, the JSON as it is."""
    try:
        return Article.model_validate(record).model_dump_json().encode()
    except ValidationError:
        return to_json(record)
