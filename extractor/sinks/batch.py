"""Records on their way into tables: lines that wait, and the rows that are made of them, in this process or another one.

From another process rows come as they are, or packed: in a form that their database copies faster than it takes them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from extractor.collector import paused
from extractor.jsonlines import Stored
from extractor.rows import NOT_A_RECORD, Row, Rows, add_article, add_record, empty_rows, merge_bodies, name_bodies, reason
from extractor.schema_validator import SchemaValidator

MOST_PACKED = 8
"""Packed parts of a batch, each of which SQLite attaches (ten at most): of more, small ones all, the rows are taken one by one."""


class Line(NamedTuple):
    """A record that waits: its place among all that were written, its bytes, their SHA-256; and where it lay, if it has to be validated."""

    position: int
    data: bytes
    sha256: str
    lay: tuple[str, int] | None


class Taken(NamedTuple):
    """A record of the batch: its place among all that were written, its id and the SHA-256 of its bytes."""

    position: int
    id: str
    sha256: str


class Packed(Protocol):
    """Rows in a form of their database. Their articles have the numbers from `first`, without a gap."""

    @property
    def first(self) -> int:
        """The number of the first article."""

    def unpack(self) -> Rows:
        """The rows as they were."""


Pack = Callable[[Rows], Packed | None]
"""Packs rows; None where one of them does not fit."""


@dataclass(slots=True)
class Batch:
    """Rows that wait for their transaction, as they are and packed. Articles have provisional numbers until the database's own are known.

    `bodies` are those that packed rows name (`extractor.rows.name_bodies`).
    """

    rows: Rows = field(default_factory=empty_rows)
    packed: list[Packed] = field(default_factory=list)
    bodies: dict[str, Row] = field(default_factory=dict)
    taken: dict[int, Taken] = field(default_factory=dict)
    size: int = 0

    def add(self, more: Batch) -> None:
        """Take over what another one holds."""
        self._take(more.rows)
        self.packed += more.packed
        merge_bodies(self.bodies, more.bodies)
        if len(self.packed) > MOST_PACKED:
            self.unpack()
        self.taken.update(more.taken)
        self.size += more.size

    def pack(self, pack: Pack) -> None:
        """Pack all rows, if they fit."""
        if (packed := pack(self.rows)) is not None:
            name_bodies(self.bodies, self.rows)
            self.rows, self.packed = empty_rows(), [packed]

    def unpack(self) -> None:
        """Have all rows as they are."""
        packed, self.packed, self.bodies = self.packed, [], {}
        for part in packed:
            self._take(part.unpack())

    def _take(self, rows: Rows) -> None:
        for name, listed in rows.items():
            self.rows[name] += listed


class Made(NamedTuple):
    """What became of some lines: their rows, what their validation found, and the places of lines that are no records, each with the reason."""

    batch: Batch
    found: SchemaValidator
    refused: list[tuple[int, str]]


def make(first: int, lines: Iterable[Line]) -> Made:
    """The rows of the records that are valid, with provisional numbers from `first`.

    They are many and in no cycle; searching them for cycles again and again took a tenth of the time of a load.
    """
    with paused():
        return _made(first, lines)


def _made(first: int, lines: Iterable[Line]) -> Made:
    batch, found, refused = Batch(), SchemaValidator(), []
    for position, data, sha256, lay in lines:
        number = first + len(batch.taken)
        try:
            if lay is None:
                identifier = add_record(batch.rows, data, number, sha256)
            elif (article := found.article(Stored(data, *lay))) is not None:
                identifier = add_article(batch.rows, article, number, sha256)
            else:
                continue
        except NOT_A_RECORD as error:
            refused.append((position, reason(error)))
        else:
            batch.taken[number] = Taken(position, identifier, sha256)
            batch.size += len(data)
    return Made(batch, found, refused)


def packed(pack: Pack, made: Made) -> Made:
    """The same with its rows packed."""
    made.batch.pack(pack)
    return made


def part_of(batch: Batch, numbers: list[int]) -> Batch:
    """The articles of a batch that bear some of its numbers."""
    batch.unpack()
    same = {number: number for number in numbers}
    return Batch(renumbered(batch.rows, same), taken={number: batch.taken[number] for number in numbers})


def renumbered(rows: Rows, numbers: dict[int, int]) -> Rows:
    """The rows of the articles in `numbers`, with their new numbers."""
    return {name: [(numbers[row[0]], *row[1:]) for row in listed if row[0] in numbers] for name, listed in rows.items()}
