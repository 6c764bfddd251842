"""Paths → saved pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.errors import ReadError
from extractor.page import SavedPage


def read_pages(path: str | Path, *, on_error: Callable[[ReadError], None] | None = None) -> Iterator[SavedPage]:
    """Every saved page that a file or folder holds, one by one, in a stable order.

    What cannot be read is handed to `on_error`, and reading goes on behind it; without `on_error` it is raised. Raises ReadError.
    """
    top = Path(path)
    for file in sorted(p for p in top.rglob("*.html")) if top.is_dir() else [top]:
        try:
            yield SavedPage(file.read_bytes(), path=str(file))
        except OSError as error:
            problem = ReadError(f"cannot be read: {error.strerror}", path=str(file))
            if on_error is None:
                raise problem from error
            on_error(problem)
