"""Folding of text for matching, with the way back to the printed characters.

Words are matched in a folded copy: Arabic letter variants, digits of every script and kinds of space become one form, and marks
that carry no letter (harakat, tatweel, bidirectional controls, zero-width characters) are left out. `Folded.span` leads from a place in the copy to the
printed characters, so that evidence never points into anything but the page's own text. Unicode 15, chapters 9.2 and 22.3.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ک": "ك"})
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_DIGITS = {
    zero + n: str(n)
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0xFF10)
    for n in range(10)
}
_ONE_TO_ONE: dict[int, str] = {**_ARABIC, **_SPACES, **_DIGITS}
_MARKS = "\u00ad\u0640\u064b-\u0655\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_DELETED = re.compile(f"[{_MARKS}]+")
_CHANGED = re.compile(f"[{''.join(map(chr, _ONE_TO_ONE))}]")
FOLDABLE = re.compile(f"[{_MARKS}{''.join(map(chr, _ONE_TO_ONE))}]")
"""Characters that folding changes or leaves out."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text.

    `text` is the copy; letter case and punctuation stay. `kept[i]` is the index, in code points, of the printed character behind
    `text[i]`; None when nothing was left out, so that indices are the same on both sides. `printed` is the original.
    """

    text: str
    kept: array[int] | None
    printed: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the printed text behind `text[start:end]`; marks behind the last letter belong to it."""
        if self.kept is None:
            return start, end
        if end <= start:
            return self.index(start), self.index(start)
        return self.kept[start], self._end_of_letter(end - 1)

    def index(self, position: int) -> int:
        """The printed index behind the folded position (its own length leads to the end of the last letter)."""
        if self.kept is None:
            return position
        return self.kept[position] if position < len(self.kept) else (self.kept[-1] + 1 if self.kept else 0)

    def position(self, index: int) -> int:
        """The folded position of the printed index, or of the next character that was kept."""
        return index if self.kept is None else bisect_left(self.kept, index)

    def _end_of_letter(self, position: int) -> int:
        """One past the printed letter and the combining marks behind it."""
        assert self.kept is not None
        end = self.kept[position] + 1
        while end < len(self.printed) and (self.printed[end] == "\u0640" or unicodedata.combining(self.printed[end])):
            end += 1
        return end



def fold(text: str) -> Folded:
    """Fold a text for matching; linear in its length. A text has few kinds of characters that fold, and each kind is replaced at once."""
    if text.isascii():
        return Folded(text, None, text)
    folded, sought, at = text, FOLDABLE, 0
    while found := sought.search(folded, at):
        if form := _ONE_TO_ONE.get(ord(found[0])):
            folded = folded.replace(found[0], form)
        else:
            sought = _CHANGED
        at = found.end()
    if sought is FOLDABLE:
        return Folded(folded, None, text)
    kept = array("l")
    pieces: list[str] = []
    last = 0
    for match in _DELETED.finditer(folded):
        pieces.append(folded[last : match.start()])
        kept.extend(range(last, match.start()))
        last = match.end()
    pieces.append(folded[last:])
    kept.extend(range(last, len(folded)))
    return Folded("".join(pieces), kept, text)


def fold_word(word: str) -> str:
    """The folded form of words (a language file's, or a page's where offsets do not matter), for comparison with folded text."""
    if not word.isascii():
        for letter in set(FOLDABLE.findall(word)):
            word = word.replace(letter, _ONE_TO_ONE.get(ord(letter), ""))
    return word


def lower(text: str) -> str:
    """Lower case, a character for a character: offsets stay (`str.lower` lengthens İ)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_FIRST_COMBINING = "\u0300"


def key(text: str) -> str:
    """A form under which names are compared: folded, without diacritics or case, single spaces."""
    return " ".join(_plain(text).split())


def keys(lines: Iterable[str]) -> list[str]:
    """The keys of many lines, which hold no line feed; made at once they cost a third less."""
    return [" ".join(line.split()) for line in _plain("\n".join(lines)).split("\n")]


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", fold_word(unicodedata.normalize("NFKC", text)).casefold())
    for mark in [c for c in set(plain) if c >= _FIRST_COMBINING and unicodedata.combining(c)]:
        plain = plain.replace(mark, "")
    return plain
