"""Language data: one TOML file a language, and nothing of a language anywhere else.

A file has a head (`code`, `name`, `scripts`, `direction`, `parent`) and one table for each stage that reads words: [dates],
[boilerplate], [metadata], [numbers], [statistics], [quotes], [organisations]. The stage that owns a table says what it may hold, and turns it into
its patterns. A key that a file lacks is taken from its parent language, so that a regional variety (`ar-EG`) holds only what
differs. To add a language, write `languages/xx.toml` and its cases in `fixtures/cases`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from extractor.errors import LanguageDataError

_HEAD = "language"
_OPENS = re.compile(r"^\[(\w+)", re.MULTILINE)
SECTIONS = ("dates", "boilerplate", "metadata", "numbers", "statistics", "quotes", "organisations")


@dataclass(frozen=True, slots=True)
class Language:
    """A language's data; compared and hashed by its code alone."""

    code: str
    name: str = field(compare=False)
    scripts: tuple[str, ...] = field(compare=False)
    direction: Literal["ltr", "rtl"] = field(compare=False)

    def section(self, name: str) -> Mapping[str, Any]:
        """The table of a stage as TOML gives it, parsed when it is first asked for; empty when the language has none. Raises LanguageDataError for a
        malformed table."""
        return _table(self.code, name) if self.code in available() else {}


@cache
def available() -> tuple[str, ...]:
    """Codes of all languages that have a file, sorted."""
    return tuple(sorted(entry.name[:-5] for entry in files(__name__).iterdir() if entry.name.endswith(".toml")))


@cache
def scripts() -> Mapping[str, tuple[str, ...]]:
    """Code → scripts (ISO 15924) of every language."""
    return {code: _load(code).scripts for code in available()}


@lru_cache(maxsize=256)
def language(tag: str | None) -> Language:
    """The data for a BCP 47 tag: its own file, else its base language's, else `und`, which knows no words.

    Raises LanguageDataError for a malformed file.
    """
    if tag is None:
        return UNDETERMINED
    for code in (tag, tag.split("-")[0]):
        if code in available():
            return _load(code)
    return UNDETERMINED


UNDETERMINED = Language("und", "undetermined", (), "ltr")


@cache
def _load(code: str) -> Language:
    head = _parsed(code, _HEAD)
    try:
        return Language(head["code"], head["name"], tuple(head["scripts"]), head["direction"])
    except (KeyError, TypeError) as error:
        raise LanguageDataError(f"malformed head: {error!r}", path=f"{code}.toml") from error


@cache
def _table(code: str, name: str) -> Mapping[str, Any]:
    """A table, with the keys that it lacks from the parent language."""
    parent = _parsed(code, _HEAD).get("parent")
    return {**_table(parent, name), **_parsed(code, name)} if parent else _parsed(code, name)


@cache
def _parsed(code: str, name: str) -> Mapping[str, Any]:
    """One table of a file. A run asks most languages for their frequent words alone: whole files would take a fifth of a second."""
    try:
        table: Mapping[str, Any] = tomllib.loads(_texts(code).get(name, "")).get(name, {})
        return table
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"malformed table [{name}], lines counted from its head: {error}", path=f"{code}.toml") from error


@cache
def _texts(code: str) -> Mapping[str, str]:
    """The text of each table with the tables inside it; a line opens one where it begins with its name in brackets."""
    name = f"{code}.toml"
    text = (files(__name__) / name).read_text(encoding="utf-8")
    opens = [(match.start(), match[1]) for match in _OPENS.finditer(text)]
    found: dict[str, str] = {}
    for (start, table), (end, _) in pairwise([*opens, (len(text), "")]):
        found[table] = found.get(table, "") + text[start:end]
    if unknown := set(found) - {_HEAD, *SECTIONS}:
        raise LanguageDataError(f"unknown table {sorted(unknown)}; the tables are {', '.join(SECTIONS)}", path=name)
    return found
