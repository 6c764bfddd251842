"""WACZ (Web Archive Collection Zipped, by Webrecorder): a zip with WARC files under archive/ and the list of its pages under pages/."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator

_MAX_LIST = 64 * 2**20


def is_wacz(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is a WACZ: it holds a datapackage.json and WARC files under archive/."""
    return "datapackage.json" in archive.namelist() and next(archives(archive), None) is not None


def archives(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The WARC files of a WACZ, in the order of its directory."""
    return (info for info in archive.infolist() if info.filename.startswith("archive/") and not info.is_dir())


def listed(archive: zipfile.ZipFile) -> frozenset[str] | None:
    """Addresses of the pages that a WACZ lists (pages/pages.jsonl, extraPages.jsonl), without fragments; None when it lists none."""
    found: set[str] = set()
    for name in archive.namelist():
        if name.startswith("pages/") and name.endswith(".jsonl") and archive.getinfo(name).file_size <= _MAX_LIST:
            found.update(_addresses(archive.read(name)))
    return frozenset(found) or None


def _addresses(data: bytes) -> Iterator[str]:
    for line in data.splitlines():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and isinstance(row.get("url"), str):
            yield row["url"].partition("#")[0]
