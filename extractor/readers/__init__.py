"""Files of every kind → saved pages, one by one."""

from extractor.readers.read import Listed, list_pages, page_of_bytes, read_pages
from extractor.readers.source import Skipped

__all__ = ["Listed", "Skipped", "list_pages", "page_of_bytes", "read_pages"]
