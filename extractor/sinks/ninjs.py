"""ninjs 3.0, the IPTC's news in JSON (https://iptc.org/standards/ninjs/): an item a line.

ninjs has no place for quotes and figures; `contentCreated` and `versionCreated` are given only where the page's date has a time and an offset,
as their format asks.
"""

from __future__ import annotations

import re
from typing import Any

from extractor.sinks import jsonl
from extractor.sinks.jsonl import Lines, close

__all__ = ["close", "news_item", "open", "write"]

Json = dict[str, Any]

_FULL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")
_STANDARD = {"name": "ninjs", "version": "3.0", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}


def open(place: str, *, append: bool) -> Lines:
    """Open the file, JSON Lines like those of `extractor.sinks.jsonl`."""
    return jsonl.open(place, append=append)


def write(lines: Lines, record: bytes) -> None:
    """Write a record as a ninjs item."""
    jsonl.write_as(lines, record, news_item)


def news_item(record: Json) -> Json:
    """The record in ninjs' terms; what is unknown is left out."""
    document = record["document"]
    item: Json = {
        "uri": document["canonical_url"] or document["url"] or f"urn:news-record:{record['id']}",
        "standard": _STANDARD,
        "type": "text",
        "pubStatus": "usable",
        "language": record["language"],
        "contentCreated": _time(record["date"]),
        "versionCreated": _time(record["modified"] or record["date"]),
        "headlines": _values("main", record["headline"] and record["headline"]["text"]),
        "descriptions": _values("summary", record["description"]),
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(record["text"]),
                "wordCount": len(record["text"].split()),
                "value": record["text"],
            }
        ],
        "by": ", ".join(author["name"] for author in record["authors"]) or None,
        "people": _people(record),
        "organisations": [
            _known({"name": o["canonical_name"] or o["name"], "literal": o["key"], "rel": "mentions"}) for o in record["organisations"]
        ],
        "infoSources": _sources(record["source"]),
        "associations": [
            _known({"name": f"picture{i}", "uri": c["image_url"], "type": "picture", "descriptions": _values("caption", c["text"])})
            for i, c in enumerate(record["captions"], 1)
            if c["image_url"]
        ],
        "altIds": [{"role": "record", "value": record["id"]}],
    }
    return _known(item)


def _known(item: Json) -> Json:
    return {key: value for key, value in item.items() if value is not None and value != []}


def _time(date: Json | None) -> str | None:
    if date is None or not (found := _FULL.fullmatch(date["value"])):
        return None
    value: str = date["value"]
    return value if found[1] else f"{value[:16]}:00{value[16:]}"


def _values(role: str, text: str | None) -> list[Json]:
    return [{"role": role, "contentType": "text/plain", "value": text}] if text else []


def _people(record: Json) -> list[Json]:
    authors = [author["name"] for author in record["authors"]]
    speakers = [q["speaker"]["name"] for q in record["quotes"] if q["speaker"] and q["speaker"]["kind"] == "person" and q["speaker"]["name"]]
    return [
        *({"name": name, "rel": "author"} for name in dict.fromkeys(authors)),
        *({"name": name, "rel": "speaker"} for name in dict.fromkeys(speakers)),
    ]


def _sources(source: Json) -> list[Json]:
    publisher = source["publisher"]
    found = [_known({"name": publisher["name"], "literal": publisher["domain"], "role": "publisher"})] if publisher else []
    return [*found, *({"name": credit["name"], "role": credit["kind"]} for credit in source["credits"])]
