"""What publishing systems call the parts that the fields read; the names are data in `class_names.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@cache
def pieces(table: str) -> tuple[str, ...]:
    """The pieces of a table. Raises KeyError for an unknown one."""
    return tuple(_tables()[table])


@dataclass(frozen=True, slots=True)
class ClassNames:
    """Names that hold one of some pieces, in lower case: a search that heeds case can skip to the letters that a piece begins with."""

    expression: re.Pattern[str]

    def search(self, names: str) -> bool:
        """Whether a name holds a piece."""
        return self.expression.search(names.lower()) is not None


@cache
def pattern(*tables: str) -> ClassNames:
    """The names of some tables. Raises KeyError for an unknown one."""
    return ClassNames(re.compile("|".join(_expression(piece) for table in tables for piece in pieces(table))))


@dataclass(frozen=True, slots=True)
class AddressPieces:
    """Addresses that hold one of some pieces; letter case counts. Those that begin with a slash are looked for at slashes alone, which are few."""

    behind_slash: re.Pattern[str]
    others: tuple[str, ...]

    def search(self, address: str) -> bool:
        """Whether an address holds a piece."""
        return self.behind_slash.search(address) is not None or any(map(address.__contains__, self.others))


@cache
def address_pattern(table: str) -> AddressPieces:
    """The addresses of a table. Raises KeyError for an unknown one."""
    behind_slash = [re.escape(piece[1:]) for piece in pieces(table) if piece.startswith("/")]
    return AddressPieces(re.compile(f"/(?:{'|'.join(behind_slash)})"), tuple(piece for piece in pieces(table) if not piece.startswith("/")))


@cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("class_names.toml").read_text(encoding="utf-8"))


def _expression(piece: str) -> str:
    return re.escape(piece.removesuffix("$")).replace(r"\-", "-?") + (r"\b" if piece.endswith("$") else "")
