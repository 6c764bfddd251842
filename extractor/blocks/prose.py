"""Whether a text reads like running text, in any script."""

from __future__ import annotations

ENDS = frozenset(".!?…:;。！？：；؟۔।॥")
_CLOSERS = "\"'”’»›)]}）」』】 \u00a0\u200f\u200e"
_SIGNATURE = 30


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, closing marks and a signature in parentheses aside."""
    if text[-1:] in ENDS or text.rstrip(_CLOSERS)[-1:] in ENDS:
        return True
    return is_signed(text)


def is_signed(text: str) -> bool:
    """Whether a text is a sentence with a signature or credit in parentheses behind it."""
    opening = max(text.rfind("(", max(0, len(text) - _SIGNATURE)), text.rfind("（", max(0, len(text) - _SIGNATURE))) if text[-1:] in (")", "）") else -1
    return opening > 0 and text[:opening].rstrip(_CLOSERS)[-1:] in ENDS


UNSPACED_LETTER = 2.5
"""Characters of English that one letter of a script without spaces stands for (the ratio of parallel news text)."""

SENTENCE, PARAGRAPH = 35.0, 80.0
"""Weights from which a line is prose: with the end of a sentence, and without."""

LINKED_PARAGRAPH, MOST_LINKED = 120.0, 0.75
"""Weight from which a line that ends a sentence is prose though most of it is links, and the greatest share of these."""


def weight(text: str) -> float:
    """Length of a text in characters of a script with spaces."""
    length = len(text)
    if text.isascii() or len(text.encode("utf-8", "surrogatepass")) < 2.2 * length or text.count(" ") * 12 > length:
        return length
    return UNSPACED_LETTER * length


def prose(text: str, heavy: float, linked: int) -> float:
    """The part of a text's weight (`heavy`) that reads like running text; `linked` characters of it are links."""
    density = linked / len(text)
    if density > 0.5 and (density > MOST_LINKED or heavy < LINKED_PARAGRAPH or not ends_sentence(text)):
        return 0.0
    if heavy < PARAGRAPH and not ends_sentence(text):
        return 0.0
    return heavy * (1.0 - density)
