"""The gazetteer of organisations: one row of `organisations.tsv` a body.

Columns, separated by tabs; lists are separated by `|`:

key         `country/slug` in lower case, `int/…` for international bodies: stable, records carry it
kind        one of `schemas.OrganisationKind`
country     ISO 3166-1 alpha-2, or INT for international bodies
name_en     canonical name in English
name_ar     canonical name in Arabic
acronyms    as printed, the usual one first
aliases_en  other names in English
aliases_ar  other names in Arabic
name_fr     canonical name in French, where it differs
name_local  names in the body's own languages and, of bodies known all over the world, in other languages (a list)
context     those of the names above that are also ordinary words, first names, places, or names of another row: they name this body only
            where the page gives it in full, or where its country or another body of that country stands
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import cast, get_args

from schemas import OrganisationKind

COLUMNS = ("key", "kind", "country", "name_en", "name_ar", "acronyms", "aliases_en", "aliases_ar", "name_fr", "name_local", "context")
FILE = "organisations.tsv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the gazetteer; see the module for its columns. `country` is None for international bodies."""

    key: str
    kind: OrganisationKind
    country: str | None
    name_en: str
    name_ar: str
    acronyms: tuple[str, ...]
    aliases_en: tuple[str, ...]
    aliases_ar: tuple[str, ...]
    name_fr: str
    name_local: tuple[str, ...]
    context: frozenset[str]

    def names(self) -> tuple[str, ...]:
        """Every name, once each, canonical ones first."""
        found = (self.name_en, self.name_ar, self.name_fr, *self.name_local, *self.acronyms, *self.aliases_en, *self.aliases_ar)
        return tuple(dict.fromkeys(name for name in found if name))

    def canonical_name(self, language: str | None) -> str:
        """The name in a page's language, else in English, else in Arabic."""
        code = (language or "").split("-")[0]
        preferred = {"ar": self.name_ar, "fr": self.name_fr}.get(code, "")
        return preferred or self.name_en or self.name_ar


def parse_row(line: str) -> Entry:
    """A row of the file. Raises ValueError when it has not the right number of columns, or a kind that does not exist."""
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{FILE}: {len(cells)} columns instead of {len(COLUMNS)}: {line[:80]!r}")
    key, kind, country, name_en, name_ar, acronyms, aliases_en, aliases_ar, name_fr, name_local, context = cells
    if kind not in get_args(OrganisationKind):
        raise ValueError(f"{FILE}: {key}: no such kind: {kind!r}")
    return Entry(
        key,
        cast(OrganisationKind, kind),
        None if country == "INT" else country,
        name_en,
        name_ar,
        _list(acronyms),
        _list(aliases_en),
        _list(aliases_ar),
        name_fr,
        _list(name_local),
        frozenset(_list(context)),
    )


def row_of(body: Entry) -> str:
    """The row of an entry: what `parse_row` reads."""
    cells = (
        body.key,
        body.kind,
        body.country or "INT",
        body.name_en,
        body.name_ar,
        "|".join(body.acronyms),
        "|".join(body.aliases_en),
        "|".join(body.aliases_ar),
        body.name_fr,
        "|".join(body.name_local),
        "|".join(name for name in body.names() if name in body.context),
    )
    return "\t".join(cells)


def read_rows() -> list[str]:
    """The rows of the file as they stand, without the line of column names."""
    return (files(__package__) / FILE).read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
