"""Folded text → tokens, and from tokens back to the printed characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

LINE = "\n"
_TOKEN = re.compile(r"((?:[A-Z]\.){2,}|['’]s(?![^\W_])|[^\W_]+|[^\w\s]|_|\n)")
_ENDS = frozenset(".!?؟…۔。！？")
_ENDS_OR_LINE = _ENDS | {LINE}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a folded text: words (letters and digits together), dotted initials, single marks, and line feeds.

    words      as they stand in the folded text; the first and the last are line feeds, the first without a place in the text
    starts     folded offset of each word; `starts[i] + len(words[i])` is its end (but for the first and last line feed)
    sentences  indices at which a sentence opens; a line feed is one by itself
    """

    words: list[str]
    starts: list[int]
    sentences: list[int]

    @classmethod
    def joined(cls, parts: Sequence[Tokens]) -> Tokens:
        """The tokens of several texts in a row; starts stay those of each text."""
        if len(parts) == 1:
            return parts[0]
        words = [word for part in parts for word in part.words]
        starts = [start for part in parts for start in part.starts]
        offsets = [0, *accumulate(len(part.words) for part in parts)]
        sentences = [offset + opens for offset, part in zip(offsets, parts, strict=False) for opens in part.sentences]
        return cls(words, starts, sentences)


def tokenise(text: str) -> Tokens:
    """Split a folded text into tokens; linear in its length."""
    pieces = _TOKEN.split(text)
    ends = list(accumulate(map(len, pieces)))
    words = [LINE, *pieces[1::2], LINE]
    return Tokens(words, [0, *ends[0:-1:2], len(text)], _sentences(words))


def _sentences(words: list[str]) -> list[int]:
    """A stop behind a short capitalised word (`Sen.`, `J.`) closes no sentence."""
    opens = {0}
    for index in [index for index, word in enumerate(words) if word in _ENDS_OR_LINE]:
        if words[index] == LINE:
            opens.update((index, index + 1))
        elif not (len(words[index - 1]) < 5 and words[index - 1][:1].isupper()):
            opens.add(index + 1)
    opens.discard(len(words))
    return sorted(opens)
