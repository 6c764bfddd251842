"""Records against gold ones: precision, recall and F1 of every field, with intervals, differences and floors.

Items are matched as `extractor.compare` says, and counted over all records (micro average). The interval of F1 is a percentile bootstrap over
records (Efron 1979) with a fixed seed, so that the same data give the same figures.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractor.compare import FIELDS, MATCHES, Match, compare, paired
from extractor.errors import OutputError, ReadError
from extractor.stored import read_records

RESAMPLES = 1000
_AT_ONCE = 50
_SEED = 0
_LEVEL = 95
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of a field: counts of items, and F1's interval."""

    field: str
    match: Match
    matched: int
    missing: int
    added: int
    low: float
    high: float

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right; 1 when there are none."""
        return self.matched / (self.matched + self.added) if self.matched + self.added else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found; 1 when there are none."""
        return self.matched / (self.matched + self.missing) if self.matched + self.missing else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 when there are no items at all."""
        total = 2 * self.matched + self.missing + self.added
        return 2 * self.matched / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field of a record lacks, and what it has beyond the gold one (exact matching)."""

    record_id: str
    field: str
    missing: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(slots=True)
class Evaluation:
    """`records`: gold records; `unpredicted`: those without a prediction (their items are missing); `unknown`: predictions without gold (left out)."""

    records: int = 0
    unpredicted: int = 0
    unknown: int = 0
    gold_sha256: str = ""
    scores: list[Score] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def score(self, field: str, match: Match) -> Score:
        """The score of a field. Raises KeyError for an unknown one."""
        for score in self.scores:
            if (score.field, score.match) == (field, match):
                return score
        raise KeyError(field)

    def as_text(self, *, differences: bool = True) -> Iterator[str]:
        """A table of fields for people, then the differences, a line each."""
        yield f"{self.records} gold records, {self.unpredicted} of them not predicted; {self.unknown} predictions without gold left out"
        yield f"{'field':24}{'match':9}{'precision':>10}{'recall':>10}{'F1':>8}  {_LEVEL}% interval   gold  found"
        for s in self.scores:
            interval = f"{s.low:.3f}–{s.high:.3f}"
            counts = f"{s.matched + s.missing:>7}{s.matched + s.added:>7}"
            yield f"{s.field:24}{s.match:9}{s.precision:10.3f}{s.recall:10.3f}{s.f1:8.3f}  {interval:12}{counts}"
        for d in self.differences if differences else ():
            yield from (f"{d.record_id}: {d.field}: missing: {item}" for item in d.missing)
            yield from (f"{d.record_id}: {d.field}: added: {item}" for item in d.added)

    def as_json(self) -> str:
        """Everything as one JSON object."""
        scores = [{**asdict(s), "precision": s.precision, "recall": s.recall, "f1": s.f1} for s in self.scores]
        return json.dumps({**asdict(self), "scores": scores}, ensure_ascii=False)


def evaluate(gold: str, predicted: str) -> Evaluation:
    """Score the records of `predicted` against those of `gold` with the same ids. Raises ReadError for an unreadable or invalid set."""
    evaluation = Evaluation(gold_sha256=_digest(gold))
    counts: list[list[tuple[int, int, int]]] = []
    for identifier, old, new in paired(gold, predicted):
        if old is None:
            evaluation.unknown += 1
            continue
        evaluation.records += 1
        evaluation.unpredicted += new is None
        row = []
        for name in FIELDS:
            for match in MATCHES:
                found = compare(name, old, new, match)
                row.append((found.matched, len(found.missing), len(found.added)))
                if match == "exact" and (found.missing or found.added):
                    shown = (tuple(item.shown for item in found.missing), tuple(item.shown for item in found.added))
                    evaluation.differences.append(Difference(identifier, name, *shown))
        counts.append(row)
    if not counts:
        raise ReadError("holds no gold records", path=gold)
    evaluation.scores = _scores(np.array(counts, dtype=np.int64))
    evaluation.differences.sort(key=lambda d: (d.record_id, list(FIELDS).index(d.field)))
    return evaluation


def _digest(source: str) -> str:
    """SHA-256 over the records of a set, in order of their bytes."""
    digest = hashlib.sha256()
    for one in sorted(hashlib.sha256(stored.data).digest() for stored in read_records(source)):
        digest.update(one)
    return digest.hexdigest()


def _scores(counts: NDArray[np.int64]) -> list[Score]:
    """Scores of counts of shape (records, fields × matches, 3)."""
    names = [(name, match) for name in FIELDS for match in MATCHES]
    low, high = np.percentile(_resampled(counts), [(100 - _LEVEL) / 2, (100 + _LEVEL) / 2], axis=0)
    sums = counts.sum(axis=0).tolist()
    return [
        Score(name, match, matched, missing, added, float(low[i]), float(high[i]))
        for i, ((name, match), (matched, missing, added)) in enumerate(zip(names, sums, strict=True))
    ]


def _resampled(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 of each column over samples of the records, drawn with replacement: shape (RESAMPLES, columns)."""
    records = len(counts)
    flat = counts.reshape(records, -1)
    rng = np.random.default_rng(_SEED)
    found = []
    for _ in range(0, RESAMPLES, _AT_ONCE):
        times_drawn = rng.multinomial(records, np.full(records, 1 / records), size=_AT_ONCE)
        matched, missing, added = np.moveaxis((times_drawn @ flat).reshape(_AT_ONCE, -1, 3), 2, 0)
        total = 2 * matched + missing + added
        found.append(np.where(total > 0, 2 * matched / np.maximum(total, 1), 1.0))
    return np.concatenate(found)


def below_floors(evaluation: Evaluation, floors: Path) -> list[str]:
    """What lies below the figures pinned in a TOML file, a line each; empty when all is well.

    The file holds `gold_sha256` and, for a field, its least F1: `[floors.quotes]`, `exact = 0.8`. Raises ReadError for a file that is none.
    """
    pinned = _read_floors(floors)
    found = []
    if pinned.gold_sha256 not in (None, evaluation.gold_sha256):
        found.append(f"the gold records are not those that {floors} was pinned with; look at the figures and pin them again")
    scores = {(score.field, str(score.match)): score for score in evaluation.scores}
    for (name, match), floor in pinned.least.items():
        score = scores.get((name, match))
        if score is None:
            raise ReadError(f"pins {name}.{match}, which is no field and match", path=str(floors))
        if score.f1 < floor - _ROUNDING:
            found.append(f"{name} ({match}): F1 {score.f1:.4f} is below {floor:.4f}")
    return found


def pin_floors(evaluation: Evaluation, floors: Path, *, lower: bool = False) -> None:
    """Write the figures of an evaluation as floors. Raises OutputError when one would sink, unless `lower` allows it."""
    sinking = below_floors(evaluation, floors) if floors.exists() and not lower else []
    if sinking:
        raise OutputError(f"{'; '.join(sinking)}; nothing was written", path=str(floors))
    lines = [f'gold_sha256 = "{evaluation.gold_sha256}"', ""]
    for name in FIELDS:
        lines.append(f"[floors.{name}]")
        lines += [f"{match} = {int(evaluation.score(name, match).f1 * 10_000) / 10_000}" for match in MATCHES]
        lines.append("")
    try:
        floors.write_text("\n".join(lines), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", path=str(floors)) from error


@dataclass(frozen=True, slots=True)
class _Floors:
    """The content of a file of floors: the least F1 by (field, match)."""

    gold_sha256: str | None
    least: dict[tuple[str, str], float]


def _read_floors(floors: Path) -> _Floors:
    try:
        pinned = tomllib.loads(floors.read_text(encoding="utf-8"))
        least = {(name, match): float(floor) for name, matches in pinned["floors"].items() for match, floor in matches.items()}
        return _Floors(pinned.get("gold_sha256"), least)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"is no file of floors: {error}", path=str(floors)) from error
