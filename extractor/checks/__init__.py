"""What the page's own numbers say about each other."""

from extractor.checks.run import check_statistics

__all__ = ["check_statistics"]
