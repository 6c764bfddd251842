"""Rows of pages, as JSON Lines and Parquet hold them: which column is what."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from extractor.errors import DamagedFile, ReadError
from extractor.page import SavedPage
from extractor.readers.encoding import clean
from extractor.readers.html import iso_time, marks
from extractor.readers.source import Source
from schemas import Format

HTML_COLUMNS = ("html", "raw_html", "html_content", "page_html", "content_html", "page_source", "source_html", "content", "body", "page")
TEXT_COLUMNS = ("text", "plain_text", "maintext", "article_text")
_BASE64_COLUMNS = ("html_base64", "html_b64", "content_base64", "body_base64")
_URL_COLUMNS = ("url", "uri", "link", "page_url", "target_uri", "source_url", "final_url", "canonical_url")
_TIME_COLUMNS = ("saved_at", "fetched_at", "crawled_at", "downloaded_at", "date_download", "crawl_date", "fetch_time", "warc_date", "timestamp")
COLUMNS = (*HTML_COLUMNS, *TEXT_COLUMNS, *_BASE64_COLUMNS, *_URL_COLUMNS, *_TIME_COLUMNS)


def page_of(row: Mapping[str, Any], kind: Format, source: Source, member: str) -> SavedPage | ReadError:
    """The page of a row; an error where no column holds one."""
    fields = {str(name).lower().replace("-", "_"): value for name, value in row.items() if value is not None}
    url = _first_string(fields, _URL_COLUMNS)
    found = _html(fields)
    media_type = None
    if found is None:
        found = _first(fields, TEXT_COLUMNS)
        media_type = "text/plain"
    if found is None:
        columns = ", ".join(sorted(fields)[:12]) or "none"
        return DamagedFile(f"the row holds no page: a column html, content or text is needed; it has {columns}", path=source.path, member=member)
    data = found.encode("utf-8", "surrogatepass") if isinstance(found, str) else found
    marked_url, marked_time = marks(data)
    return SavedPage(
        data,
        format=kind,
        path=source.path,
        member=member,
        media_type=media_type,
        url=url or marked_url,
        saved_at=_time(fields) or marked_time,
        decoded=found if isinstance(found, str) else None,
    )


def _html(fields: Mapping[str, Any]) -> str | bytes | None:
    packed = _first(fields, _BASE64_COLUMNS)
    if packed is not None:
        try:
            return base64.b64decode(packed)
        except (binascii.Error, ValueError):
            return None
    return _first(fields, HTML_COLUMNS)


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | bytes | None:
    return next((value for name in names if isinstance(value := fields.get(name), str | bytes) and value), None)


def _first_string(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    found = next((value for name in names if isinstance(value := fields.get(name), str) and value), None)
    return clean(found)[0] if found else None


def _time(fields: Mapping[str, Any]) -> str | None:
    for name in _TIME_COLUMNS:
        value = fields.get(name)
        if isinstance(value, datetime | date):
            return value.isoformat()
        if isinstance(value, str) and (moment := iso_time(value)):
            return moment
    return None
