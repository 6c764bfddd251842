"""Who published the page, and whom the article credits as its source."""

from extractor.fields.source.credits import find_credits
from extractor.fields.source.publisher import find_publisher

__all__ = ["find_credits", "find_publisher"]
