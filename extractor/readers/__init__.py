"""Files of every kind → saved pages, one by one."""

from extractor.readers.read import read_pages

__all__ = ["read_pages"]
