"""Saved news pages in, validated records out.

Names are imported when they are first used, so that the command line starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.api import extract, extract_text
    from extractor.errors import ExtractorError, NotAnArticle, OutputError, ReadError
    from extractor.page import SavedPage
    from extractor.pipeline import extract_page
    from extractor.readers import read_pages

__all__ = [
    "ExtractorError",
    "NotAnArticle",
    "OutputError",
    "ReadError",
    "SavedPage",
    "extract",
    "extract_page",
    "extract_text",
    "read_pages",
]

_HOMES = {
    "extract": "api",
    "extract_page": "pipeline",
    "extract_text": "api",
    "read_pages": "readers",
    "SavedPage": "page",
}


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module(f"extractor.{_HOMES.get(name, 'errors')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
