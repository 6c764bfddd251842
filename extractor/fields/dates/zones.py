"""Clocks of countries: the offsets from UTC that a country keeps at an instant (IANA time zone database, `zone.tab`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def offsets_of(country: str | None, instant: datetime) -> frozenset[int]:
    """Minutes east of UTC on the clocks of a country (ISO 3166-1 alpha-2) at an instant given in UTC; none for an unknown country."""
    at = instant.replace(tzinfo=UTC)
    return frozenset(minutes for name in _zones().get(country or "", ()) if (minutes := _offset(name, at)) is not None)


def _offset(name: str, at: datetime) -> int | None:
    try:
        offset = at.astimezone(ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, OverflowError):
        return None
    return round(offset.total_seconds() / 60) if offset is not None else None


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """Country → names of its time zones."""
    zones: dict[str, list[str]] = {}
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            zones.setdefault(country, []).append(name)
    return {country: tuple(names) for country, names in zones.items()}
