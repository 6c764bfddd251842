"""Numbered migrations: SQL files that are applied in order, once each, and recorded in the table `migrations`.

A file is named `NNNN_name.sql`, or `NNNN_name.DIALECT.sql` where the databases differ. What has been released is never edited: a change of
the tables is a new file, and `extractor.tables` says what all of them together give.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractor.errors import OutputError
from extractor.tables import Dialect


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step: its number, name, and SQL."""

    number: int
    name: str
    sql: str


@cache
def migrations(dialect: Dialect) -> tuple[Migration, ...]:
    """All steps of a dialect, in order."""
    found = []
    for file in files("extractor.sinks").joinpath("migrations").iterdir():
        name, *rest = file.name.removesuffix(".sql").split(".")
        if file.name.endswith(".sql") and rest in ([], [dialect]):
            number, _, title = name.partition("_")
            found.append(Migration(int(number), title, file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda migration: migration.number))


def pending(dialect: Dialect, tables: set[str], applied: Callable[[], set[int]], place: str) -> list[Migration]:
    """The steps that a database lacks; `tables` are the names of those it has, `applied` reads its ledger.

    Raises OutputError for a database of a newer version, and for one that holds a table `articles` of another program.
    """
    steps = migrations(dialect)
    if "migrations" not in tables:
        if "articles" in tables:
            raise OutputError("holds a table articles that this program did not make; name another database", path=place)
        return list(steps)
    done = applied()
    unknown = done - {step.number for step in steps}
    if unknown:
        raise OutputError(
            f"was made by a newer version (migration {max(unknown):04d}); update with: pip install -U news-record-extractor", path=place
        )
    return [step for step in steps if step.number not in done]
