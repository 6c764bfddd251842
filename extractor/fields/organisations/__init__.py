"""Organisations: recognised, joined, and named by one key in every language."""

from extractor.fields.organisations.find import Recogniser, find_organisations, load_recogniser
from extractor.fields.organisations.resolve import key_of, look_up
from extractor.fields.organisations.tie import tie_credits, tie_publisher

__all__ = ["Recogniser", "find_organisations", "key_of", "load_recogniser", "look_up", "tie_credits", "tie_publisher"]
