"""Statistics: numbers that mean something."""

from extractor.fields.statistics.find import find_statistics

__all__ = ["find_statistics"]
