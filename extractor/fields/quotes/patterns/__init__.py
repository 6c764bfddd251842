"""Patterns of attribution, one module a word order, and those of whole lines."""

from collections.abc import Callable

from extractor.fields.quotes.drafts import Draft, Sentence
from extractor.fields.quotes.lexicon import Order
from extractor.fields.quotes.patterns import subject_first, unspaced, verb_final, verb_first, verb_second

READERS: dict[Order, Callable[[Sentence], list[Draft]]] = {
    "subject-first": subject_first.read,
    "verb-first": verb_first.read,
    "verb-second": verb_second.read,
    "verb-final": verb_final.read,
    "unspaced": unspaced.read,
}

__all__ = ["READERS"]
