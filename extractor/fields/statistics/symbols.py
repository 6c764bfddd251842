"""Units and currencies that no language owns: symbols, codes, and which country's pound, ريال or peso is meant.

UCUM (unitsofmeasure.org) for units, ISO 4217 for money, ISO 3166-1 for countries; the tables lie in `knowledge/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from extractor.fields.statistics.words import split_phrase

Dimension = Literal["time", "other"]


@dataclass(frozen=True, slots=True)
class UnitOf:
    """A unit's code, its system, and whether it measures time."""

    code: str
    system: Literal["UCUM", "own"]
    dimension: Dimension

    @classmethod
    def of(cls, code: str) -> UnitOf:
        """The unit with a code; own codes are those UCUM does not have."""
        return cls(code, "own" if code in _own_codes() else "UCUM", "time" if code in _times() else "other")


@dataclass(frozen=True, slots=True)
class Currencies:
    """`symbols` before or after an amount → code or family; `families`: name → country → code, with `default`; `names`: code → English name."""

    codes: frozenset[str]
    symbols: Mapping[str, str]
    families: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    before_only: frozenset[str]
    printed_codes: frozenset[str]
    longest: int

    def code(self, name: str, country: str | None, mentioned: str | None = None) -> str | None:
        """The ISO code behind a code or family: the country that stands beside it, else the page's country, else the family's default."""
        if name not in self.families:
            return name
        family = self.families[name]
        for place in (mentioned, country):
            if place and place in family:
                return family[place]
        return family.get("default")


@cache
def _tables(name: str) -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads((files("extractor.knowledge") / name).read_text(encoding="utf-8"))


@cache
def currencies() -> Currencies:
    """The table of currencies."""
    table = _tables("currencies.toml")
    symbols = {symbol.lower(): str(code) for symbol, code in table["symbols"].items()}
    families = {name: {k: str(v) for k, v in dict(family).items()} for name, family in table["families"].items()}  # type: ignore[call-overload]
    codes = frozenset(str(table["codes"]["iso4217"]).split())
    names = {code: str(name) for code, name in table["names"].items()}
    return Currencies(codes, symbols, families, names, frozenset(map(str, table["before"]["only"])), codes - set(map(str, table["words"]["codes"])), max(map(len, symbols)))  # type: ignore[call-overload]


@cache
def universal_units() -> tuple[tuple[tuple[str, ...], UnitOf], ...]:
    """Symbols of units as they are printed in every language."""
    return tuple(_universal())


def _universal() -> Iterator[tuple[tuple[str, ...], UnitOf]]:
    for code, printed in _tables("units.toml")["symbols"].items():
        for symbol in str(printed).split("|"):
            yield split_phrase(symbol.strip()), UnitOf.of(code)


def known_unit(code: str) -> UnitOf | None:
    """The unit with a code that the table of symbols has ("m/s"); None for others."""
    return UnitOf.of(code) if code in _tables("units.toml")["symbols"] else None


def part_of_unit(whole: str | None, part: str | None) -> int | None:
    """How many of a unit make another one ("[in_i]" of "[ft_i]": 12); None where they do not."""
    count = _tables("units.toml")["parts"].get(f"{whole} {part}")
    return int(str(count)) if count is not None else None


def cased_unit(printed: str) -> UnitOf | None:
    """The unit of a symbol that its letter case tells from another one ("Nm", not "nm")."""
    code = _tables("units.toml")["cased"].get(printed)
    return UnitOf.of(str(code)) if code else None


def name_of_unit(code: str) -> str | None:
    """The English name of a unit, singular; None where the table has none."""
    name = _tables("units.toml")["names"].get(code)
    return str(name) if name else None


def _list(name: str) -> list[object]:
    found = _tables("units.toml")["systems"][name]
    return found if isinstance(found, list) else []


@cache
def _own_codes() -> frozenset[str]:
    return frozenset(map(str, _list("own")))


@cache
def _times() -> frozenset[str]:
    return frozenset(map(str, _list("time")))
