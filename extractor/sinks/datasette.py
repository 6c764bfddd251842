"""Metadata with which Datasette shows a database of records: `python -m extractor.sinks.datasette news.sqlite > metadata.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from extractor.tables import TABLES

_VIEWS = {
    "statistics_over_time": "Figures with what they measure and when they were published; without persons' ages and plain durations.",
    "quoted": "Who was quoted by whom.",
    "organisations_together": "Bodies that articles name together.",
    "contradictions": "Articles whose own numbers contradict each other.",
    "agency_articles": "Articles by the agency they credit.",
}
_HIDDEN = ("article_search", "migrations")
_FACETS = {
    "articles": ["language", "publisher"],
    "organisations": ["kind", "country"],
    "quotes": ["kind", "speaker_kind"],
    "statistics": ["kind"],
    "checks": ["kind", "verdict"],
    "credits": ["name"],
    "warnings": ["code"],
}


def metadata(database: str) -> dict[str, Any]:
    """Datasette's metadata of the database file: what its tables mean, how they are searched, sorted and labelled."""
    tables: dict[str, dict[str, Any]] = {table.name: {"description": table.purpose} for table in TABLES}
    tables |= {name: {"description": purpose} for name, purpose in _VIEWS.items()}
    for name, facets in _FACETS.items():
        tables[name]["facets"] = facets
    for name in _HIDDEN:
        tables[name] = {"hidden": True}
    tables["articles"] |= {"fts_table": "articles_fts", "fts_pk": "number", "label_column": "headline", "sort_desc": "date"}
    tables["organisations"]["label_column"] = "name"
    return {"title": "News records", "databases": {Path(database).stem: {"tables": tables}}}


if __name__ == "__main__":
    json.dump(metadata(sys.argv[1]), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
