"""Saved news pages in, validated records out."""

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
