"""The form of a text under which databases search it, and the same for the words of a query.

Letters of Arabic script that are written in several ways become one (أ إ آ → ا, ى → ي, ة → ه …), marks without a letter (harakat, tatweel,
zero-width characters) go, and so do the diacritics of other scripts. Letter case stays: the indices fold it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extractor.fold import fold_word

_FOLDABLE = re.compile(
    "[\u00ad\u00c0-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u0600-\u06ff\u08a0-\u08ff\u1e00-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufb50-\ufdff\ufe70-\ufeff]"
)
_ARABIC = range(0x0600, 0x0700)
_HAS_ARABIC = re.compile("[\u0600-\u06ff\u08a0-\u08ff]")
_BEYOND = re.compile("[^\u0000-\u009f\u0600-\u06ff\u2010-\u201f\u2026]")
_MARKS = re.compile("[\u0300-\u036f]+")


def searchable(text: str | None) -> str | None:
    """The folded form of a text; None where folding changes nothing (most of English), so that nothing is stored twice."""
    if text is None or text.isascii() or not _FOLDABLE.search(text):
        return None
    folded = folded_query(text)
    return None if folded == text else folded


def folded_query(words: str) -> str:
    """The words of a query as the index holds them."""
    folded = unicodedata.normalize("NFKC", words)
    if not _HAS_ARABIC.search(folded):
        folded = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", folded)))
    else:
        for printed, plain in _arabic():
            if printed in folded:
                folded = folded.replace(printed, plain)
    return fold_word(folded) if _BEYOND.search(folded) else folded


@cache
def _arabic() -> tuple[tuple[str, str], ...]:
    """The characters of the Arabic block that folding changes: `str.replace` of each is far faster than `str.translate` of all."""
    pairs = ((chr(code), fold_word(chr(code))) for code in _ARABIC)
    return tuple((printed, plain) for printed, plain in pairs if printed != plain)
