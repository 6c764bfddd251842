"""Two runs over the same pages: which records came, went and changed, and in which fields."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from extractor.compare import FIELDS, compare, paired


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a record that differs: items that are `gone`, and those that have `come`."""

    record_id: str
    path: str | None
    field: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(slots=True)
class Diff:
    """`same`: records without a difference in any field; `removed` and `added`: ids of only one run; `changes`: a row a record and field."""

    same: int = 0
    changed: int = 0
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.changes or self.removed or self.added)

    def as_text(self) -> Iterator[str]:
        """For people: `-` what is gone, `+` what has come, then the counts."""
        last = None
        for change in self.changes:
            if change.record_id != last:
                last = change.record_id
                yield f"{change.record_id} {change.path or ''}".rstrip()
            yield from (f"  - {change.field}: {item}" for item in change.gone)
            yield from (f"  + {change.field}: {item}" for item in change.come)
        yield from (f"- {identifier}" for identifier in self.removed)
        yield from (f"+ {identifier}" for identifier in self.added)
        counts = Counter(change.field for change in self.changes)
        fields = ", ".join(f"{name} {counts[name]}" for name in FIELDS if counts[name])
        yield f"{self.same} records are the same, {self.changed} changed{f' ({fields})' if fields else ''}, {len(self.removed)} gone, {len(self.added)} new"

    def as_json(self) -> str:
        """Everything as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False)


def diff(old: str, new: str) -> Diff:
    """Compare two sets of records by their ids. Raises ReadError for an unreadable or invalid set."""
    found = Diff()
    for identifier, before, after in paired(old, new):
        if before is None:
            found.added.append(identifier)
        elif after is None:
            found.removed.append(identifier)
        else:
            changes = []
            for name in FIELDS:
                compared = compare(name, before, after)
                if compared.missing or compared.added:
                    gone, come = (tuple(item.shown for item in items) for items in (compared.missing, compared.added))
                    changes.append(Change(identifier, after.document.path, name, gone, come))
            found.changes += changes
            found.changed += bool(changes)
            found.same += not changes
    found.changes.sort(key=lambda change: (change.record_id, list(FIELDS).index(change.field)))
    found.removed.sort()
    found.added.sort()
    return found
