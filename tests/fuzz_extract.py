"""Coverage-guided fuzzing (atheris, libFuzzer): any bytes must give a record or a named error.

    python tests/fuzz_extract.py [CORPUS] -max_total_time=600

Without a corpus folder the fixtures are the seeds. What crashes is written to the working folder as `crash-…`, what hangs as `timeout-…`;
each becomes a case of `fixtures/broken/make.py`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extractor"]):
    from mutate import answer, check, seeds

from schemas import Article


def one_input(data: bytes) -> None:
    """Raise what is no named error."""
    result = answer(data)
    if isinstance(result, Article):
        check(result)


def main() -> None:
    """Run until libFuzzer's own options say stop."""
    arguments = sys.argv
    with tempfile.TemporaryDirectory() as folder:
        if not any(Path(argument).is_dir() for argument in arguments[1:]):
            for number, data in enumerate(seeds()):
                Path(folder, f"{number:04d}").write_bytes(data[:50_000])
            arguments = [*arguments, folder]
        atheris.Setup([*arguments, "-max_len=50000", "-timeout=30", "-rss_limit_mb=2000"], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
