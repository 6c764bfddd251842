"""A passage as a row of words: the one scan over the folded text that everything else looks things up in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from extractor.fold import fold_word, lower
from extractor.reading import Passage

_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7\u0e31\u0e34-\u0e4e"
_VOWELS = "aeiouyhàâäéèêëîïìíôöòóûüùúœ"  # a word is elided before one ("d'un"), contracted before a consonant ("it's")
_HAN_NUMERALS = "〇零一二三四五六七八九十百千万亿两兆億萬兩"
_NUMERAL = r"(?:(?<![\w.,])\.)?\d+(?:[.,\u066b\u066c'’·\u060c]\d+)*"
_LETTERS = r"[^\W\d_]+"
_LETTERS_MARKED = rf"(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W\d_][{_MARKS}]*)+"  # what has no space between words is taken letter by letter
_CONTRACTED = rf"(?:'(?![{_VOWELS}])[^\W\d_]{{1,2}}(?![^\W\d_]))*"
_SPACED = r"\d{1,3}(?:(?: \d{3}){2,}|(?: 000)+)(?!\d)(?:[.,]\d+)?"
_SPACED_ONCE = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"


_PLAIN, _PLAIN_SPACED = (re.compile(rf"({_LETTERS}{_CONTRACTED}|{spaced}|{_NUMERAL}|\n+|[^\s])") for spaced in (_SPACED, _SPACED_ONCE))
_MARKED, _MARKED_SPACED = (
    re.compile(rf"({spaced}|{_NUMERAL}|[{_HAN_NUMERALS}]+|{_LETTERS_MARKED}{_CONTRACTED}|\n+|[^\s])") for spaced in (_SPACED, _SPACED_ONCE)
)


def glued(numbers: Iterable[str], counted: Iterable[str]) -> re.Pattern[str]:
    """The tokens of a language that writes a scale word and what is counted together with more ("3.2 พันล้านบาท", "31만 명으로"): behind digits and scale
    words each of them is a token of its own."""
    scales = sorted(numbers, key=len, reverse=True)
    behind = "|".join(f"(?<={before})" for scale in (r"\d", *map(re.escape, scales)) for before in (scale, scale + " "))
    known = "|".join(map(re.escape, sorted({*scales, *counted}, key=len, reverse=True)))
    return re.compile(rf"((?:{behind})(?:{known})|{_SPACED_ONCE}|{_NUMERAL}|[{_HAN_NUMERALS}]+|{_LETTERS_MARKED}{_CONTRACTED}|\n+|[^\s])")


_NEEDS_MARKED = re.compile(rf"[{_MARKS}\u3007\u3040-\u30ff\u3400-\u9fff]")
_ENDS = frozenset(".!?؟。！？\u06d4\u0964…")
_ABBREVIATED = 4
_LONGEST = 60  # characters of a token; longer ones are codes, and numerals of thousands of digits are beyond what `int` reads
_TOO_LONG = "\ufffd"
_CLOSERS = _ENDS | {"\n" * length for length in range(1, _LONGEST + 1)}
_LINKS = re.compile(r"://|www\.|@|#(?=\w)")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Words:
    """`texts[i]` is the i-th token, folded and in lower case, at `starts[i]:ends[i]` of the folded text.

    A token is a number in digits with its separators, a run of Han numerals, a run of letters (with a contraction of one or two letters behind an
    apostrophe: "year's"; what is elided before one stands alone: "d'euros" makes three), a run of line feeds, or one other character. `raw` is the
    folded text with its letter case; `closers` are the tokens that close a sentence, in order.
    """

    passage: Passage
    raw: str
    texts: list[str]
    starts: list[int]
    ends: list[int]
    abbreviations: frozenset[str]
    closers: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, index: int) -> str:
        """The token, or an empty string outside the passage."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def touches(self, index: int) -> bool:
        """Whether the token stands directly before the next one, without space."""
        return 0 <= index < len(self.texts) - 1 and self.ends[index] == self.starts[index + 1]

    def capital(self, index: int) -> bool:
        """Whether the token begins with an upper-case letter."""
        return 0 <= index < len(self.texts) and self.raw[self.starts[index]].isupper()

    def index_at(self, offset: int) -> int:
        """The token that ends behind the folded offset."""
        return bisect_right(self.ends, offset)

    def index_from(self, offset: int) -> int:
        """The first token that starts at the folded offset or behind it."""
        return bisect_left(self.starts, offset)

    def sentence(self, index: int, reach: int = 80) -> tuple[int, int]:
        """Half-open range of the tokens of the sentence around one; at most `reach` tokens to each side."""
        at = bisect_left(self.closers, index)
        first = self.closers[at - 1] + 1 if at else 0
        last = self.closers[at] if at < len(self.closers) else len(self.texts)
        return max(first, index - reach), min(last, index + reach)

    def paragraph(self, index: int, reach: int) -> tuple[int, int]:
        """Half-open range of the tokens between two line feeds around one; at most `reach` tokens to each side."""
        first = last = index
        while first > 0 and index - first < reach and self.texts[first - 1][0] != "\n":
            first -= 1
        while last < len(self.texts) and last - index < reach and self.texts[last][0] != "\n":
            last += 1
        return first, last

    def ends_sentence(self, index: int) -> bool:
        """Whether a token closes a sentence."""
        return self.breaks(index, index + 1)

    def breaks(self, first: int, behind: int) -> bool:
        """Whether a sentence ends with one of the tokens of a half-open range."""
        at = bisect_left(self.closers, first)
        return at < len(self.closers) and self.closers[at] < behind


def _closes(words: Words, index: int) -> bool:
    """Whether a token closes a sentence: a line feed, or a mark that is no abbreviation's."""
    text = words.texts[index]
    if text != ".":
        return True
    if index + 1 >= len(words.texts):
        return True
    if words.touches(index) and words.texts[index + 1] not in _CLOSING:
        return False
    before = words.texts[index - 1] if index else ""
    short = len(before) <= _ABBREVIATED and index > 0 and words.capital(index - 1) and before.isalpha()
    return not (short and words.touches(index - 1) and (len(before) == 1 or before in words.abbreviations))


def _is_ordinal(words: Words, index: int) -> bool:
    """ "am 4. Mai": a point that touches one digit or two, before a word."""
    before, following = words.at(index - 1), words.at(index + 1)
    return words.texts[index] == "." and words.touches(index - 1) and before.isdecimal() and len(before) <= _ORDINAL and following[:1].isalpha()


_ORDINAL = 2
_CLOSING = frozenset("\"'”’»)]")


def read_words(
    passage: Passage, abbreviations: frozenset[str], *, tokens: re.Pattern[str] | None = None, spaced: bool = False, suffixes: bool = False, ordinals: bool = False
) -> Words:
    """Tokens of a passage, those of a pattern of the language's own where it has one (`glued`); linear in its length.

    A point behind one of `abbreviations` ends no sentence; `spaced` says that the language groups thousands by a space, `suffixes` that what stands
    behind an apostrophe is a suffix: its token goes without it, `ordinals` that a point behind two digits makes an ordinal and ends no sentence.
    """
    raw = passage.folded.text
    text = lower(raw).replace("’", "'")
    if tokens is not None:
        pattern = tokens
    elif _NEEDS_MARKED.search(text):
        pattern = _MARKED_SPACED if spaced else _MARKED
    else:
        pattern = _PLAIN_SPACED if spaced else _PLAIN
    pieces = pattern.split(text)
    bounds = list(accumulate(map(len, pieces)))
    texts = pieces[1::2]
    if max(map(len, texts), default=0) > _LONGEST:
        texts = [text if len(text) <= _LONGEST else _TOO_LONG for text in texts]
    if suffixes:
        texts = [text.partition("'")[0] or text for text in texts]
    words = Words(passage, raw, texts, bounds[0:-1:2], bounds[1::2], abbreviations, [])
    words.closers.extend(index for index, text in enumerate(texts) if text in _CLOSERS and _closes(words, index) and not (ordinals and _is_ordinal(words, index)))
    return words


def exponent_at(words: Words, index: int) -> int | None:
    """The token of the exponent of a numeral in scientific notation ("1.3e6", "4.2x10^7", "2×10−9"), which touches it throughout; None without one."""
    behind = _after_mantissa(words, index)
    if behind is None:
        return None
    if words.at(behind) in _SIGNS and words.touches(behind):
        behind += 1
    return behind if words.at(behind).isdecimal() else None


_SIGNS = frozenset("-−+")
_TIMES = frozenset("x×*")


def _after_mantissa(words: Words, index: int) -> int | None:
    """The token behind the mark of an exponent: "e", or "x10" with "^" or a sign."""
    mark = words.at(index + 1)
    if not mark or not words.at(index)[:1].isdecimal() or not words.touches(index) or not words.touches(index + 1):
        return None
    if mark == "e":
        return index + 2
    if mark in _TIMES and words.at(index + 2) == "10" and words.touches(index + 2):
        behind = words.at(index + 3)
        return index + 4 if behind == "^" and words.touches(index + 3) else index + 3 if behind in _SIGNS else None
    return None


def link_ranges(text: str) -> list[tuple[int, int]]:
    """Spans of addresses, handles and hashtags: the characters without space around their marks."""
    spans: list[tuple[int, int]] = []
    for match in _LINKS.finditer(text):
        if spans and match.start() < spans[-1][1]:
            continue
        space = _SPACE.search(text, match.end())
        start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        spans.append((start, space.start() if space else len(text)))
    return spans


def split_phrase(phrase: str) -> tuple[str, ...]:
    """A phrase of a language file as the tokens that `read_words` would make of it."""
    return tuple(match.group() for match in _MARKED.finditer(lower(fold_word(phrase)).replace("’", "'")))
