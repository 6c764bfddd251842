"""The examples of the documentation: fenced blocks of a Markdown file, and how each kind is run.

```console   commands behind `$ `, run in the reader's folder; lines below a command are what it prints (`…` stands for any characters, a line
             of its own for any lines)
```sql       a query; `sql sqlite` and `sql postgresql` only for that database
```python    run in one namespace a file, in the reader's folder
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(?P<kind>[a-z ]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
MINUTES = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block: its file, line, kind (the words behind the fence) and body."""

    file: str
    line: int
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command and the lines that the document says it prints."""

    command: str
    printed: str


def examples(path: Path) -> Iterator[Example]:
    """The fenced blocks of a Markdown file that have a kind."""
    text = path.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        if found["kind"]:
            yield Example(path.name, text.count("\n", 0, found.start()) + 1, found["kind"], found["body"])


def commands(example: Example) -> Iterator[Command]:
    """The commands of a console block; one that ends in a backslash goes on in the next line."""
    for part in re.split(r"^\$ ", example.body, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        last = next(i for i, line in enumerate(lines) if not line.endswith("\\"))
        yield Command("\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :]).strip())


def run(command: Command, folder: Path, environment: dict[str, str]) -> None:
    """Run a command in a folder; fails when it prints something else than the document says. Output that is not shown is not compared."""
    done = subprocess.run(
        ["bash", "-c", command.command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60 * MINUTES, check=False
    )
    printed = (done.stdout + done.stderr).strip()
    if command.printed:
        assert re.fullmatch(_pattern(command.printed), printed, re.DOTALL), f"$ {command.command}\nprints\n{printed}\nnot\n{command.printed}"
    else:
        assert done.returncode == 0, f"$ {command.command}\nends with status {done.returncode}\n{printed}"


def _pattern(shown: str) -> str:
    lines = [".*" if line.strip() == "…" else ".*".join(re.escape(part) for part in line.split("…")) for line in shown.splitlines()]
    return "\n".join(lines).replace("\n.*\n", "\n(?:.*\n)?")
