"""Language data: one TOML file a language, and nothing of a language anywhere else.

A file has a head (`code`, `name`, `scripts`, `direction`, `parent`) and one table for each stage that reads words: [dates],
[boilerplate], [metadata], [numbers], [statistics], [quotes], [organisations]. The stage that owns a table says what it may hold, and turns it into
its patterns. A key that a file lacks is taken from its parent language, so that a regional variety (`ar-EG`) holds only what
differs. To add a language, write `languages/xx.toml` and its cases in `fixtures/cases`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from extractor.errors import LanguageDataError

SECTIONS = ("dates", "boilerplate", "metadata", "numbers", "statistics", "quotes", "organisations")


@dataclass(frozen=True, slots=True)
class Language:
    """A language's data. `sections` maps a table's name to the table as TOML gives it; compared and hashed by its code alone."""

    code: str
    name: str = field(compare=False)
    scripts: tuple[str, ...] = field(compare=False)
    direction: Literal["ltr", "rtl"] = field(compare=False)
    sections: Mapping[str, Mapping[str, Any]] = field(compare=False, repr=False)

    def section(self, name: str) -> Mapping[str, Any]:
        """The table of a stage; empty when the language has none."""
        return self.sections.get(name, {})


@cache
def available() -> tuple[str, ...]:
    """Codes of all languages that have a file, sorted."""
    return tuple(sorted(entry.name[:-5] for entry in files(__name__).iterdir() if entry.name.endswith(".toml")))


@cache
def scripts() -> Mapping[str, tuple[str, ...]]:
    """Code → scripts (ISO 15924) of every language, from the heads of the files alone: whole files are read when their words are needed."""
    found: dict[str, tuple[str, ...]] = {}
    for code in available():
        head = (files(__name__) / f"{code}.toml").read_text(encoding="utf-8").split("[language]", 1)[-1].split("\n[", 1)[0]
        found[code] = tuple(tomllib.loads(head).get("scripts", ()))
    return found


@cache
def language(tag: str | None) -> Language:
    """The data for a BCP 47 tag: its own file, else its base language's, else `und`, which knows no words.

    The cache holds at most one entry a tag that is asked for; tags of a run are few. Raises LanguageDataError for a malformed file.
    """
    if tag is None:
        return UNDETERMINED
    for code in (tag, tag.split("-")[0]):
        if code in available():
            return _load(code)
    return UNDETERMINED


UNDETERMINED = Language("und", "undetermined", (), "ltr", {})


@cache
def _load(code: str) -> Language:
    name = f"{code}.toml"
    try:
        data = tomllib.loads((files(__name__) / name).read_text(encoding="utf-8"))
        head = data["language"]
        sections: dict[str, Mapping[str, Any]] = {key: value for key, value in data.items() if key != "language"}
        if parent := head.get("parent"):
            inherited = _load(parent).sections
            sections = {key: {**inherited.get(key, {}), **sections.get(key, {})} for key in {*inherited, *sections}}
        if unknown := set(sections) - set(SECTIONS):
            raise LanguageDataError(f"unknown table {sorted(unknown)}; the tables are {', '.join(SECTIONS)}", path=name)
        return Language(head["code"], head["name"], tuple(head["scripts"]), head["direction"], sections)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise LanguageDataError(f"malformed language file: {error}", path=name) from error
