"""Quotation marks of every convention, paired in one scan.

The same sign opens in one country and closes in the next (“ in English and German, » in French and Danish, ” on both sides in Swedish), copy
editors mix conventions, and right-to-left copy is full of reversed pairs. A sign is therefore read by its neighbours and by what is
open, never by itself (conventions: Unicode 15, chapter 6.2 "Quotation Marks"; CLDR delimiters).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

State = Literal["closed", "reopened", "unclosed"]

_SIGN = re.compile("[\"“”„‟«»‹›「」『』〝〞＂‘’‚'`()](?:(?<=')'?|(?<=`)`|(?<=\\()\\(|(?<=\\))\\)|(?<![`()]))")
"""One character that any sign begins with, then what makes it one: a scan for a set of characters is thrice as fast as one for alternatives."""
_DOUBLE_SIGN = re.compile('["“”„‟«»＂]')
_CLOSED_BY: dict[str, str] = {
    '"': '"”“＂',
    "＂": '＂"',
    "“": '”"“‟',
    "”": '”“"',
    "„": '“”"‟',
    "‟": '”‟“"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "〝": "〞",
    "‘": "’'",
    "’": "’",
    "‚": "‘’",
    "'": "'’",
    "``": "''\"",
    "''": "''”\"",
    "((": "))",
}
"""What can close what; the first of a list is its own closing sign."""
_ALWAYS_OPEN = frozenset("„「『〝‚") | {"``", "(("}
_SINGLE = frozenset("‘’'‚")
_DIRECTIONLESS = frozenset("\"＂'") | {"''"}
_OPENING_NEIGHBOURS = frozenset("([{—–―-/:،,;=…*«“„‘\"'")
_CLOSING_NEIGHBOURS = frozenset(")]}.,;:!?—–―-/،؛؟…»”\"'’*")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: `start` and `end` hold its signs, `inner_start` and `inner_end` do not; half-open, in the scanned text.

    closed     both signs stand there
    reopened   the paragraph ends inside, and the next one opens with a sign again: the quotation goes on there
    unclosed   the paragraph ends inside, and nothing goes on
    inner      the marked stretches inside it, outermost ones only
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    state: State = "closed"
    inner: tuple[Mark, ...] = ()


class MarkIndex:
    """Marks in order, found by place."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = tuple(marks)
        self._starts = [mark.start for mark in marks]

    def touching(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that share a character with a place, in order."""
        place = max(0, bisect_left(self._starts, start) - 1)
        while place < len(self.marks) and self.marks[place].start < end:
            if self.marks[place].end > start:
                yield self.marks[place]
            place += 1

    def share(self, text: str, places: Iterable[tuple[int, int]]) -> float:
        """The share of the letters and digits of some places that stand inside marks, 0 to 1; an unclosed mark holds nothing."""
        places = tuple(places)
        inside = 0
        for start, end in places:
            for mark in self.touching(start, end):
                if mark.state != "unclosed":
                    inside += sum(map(str.isalnum, text[max(start, mark.inner_start) : min(end, mark.inner_end)]))
        if not inside:
            return 0.0
        return inside / sum(sum(map(str.isalnum, text[start:end])) for start, end in places)


def without_lone_sign(name: str) -> str:
    """A name without the mark whose other half stands outside of it."""
    return " ".join(_DOUBLE_SIGN.sub("", name).split()) if len(_DOUBLE_SIGN.findall(name)) % 2 else name


@dataclass(slots=True)
class _Open:
    sign: str
    start: int
    after: int
    inner: list[Mark]


def find_marks(text: str, *, singles: bool = False) -> tuple[Mark, ...]:
    """The outermost marked stretches of a text, in order; a line feed ends a paragraph.

    Single marks count inside a quotation, and outside of one only where `singles` says so (headlines, and languages that use them first):
    anywhere else they are apostrophes. Linear in the text.
    """
    found: list[Mark] = []
    carried: str | None = None
    for start, end in _lines(text):
        if end - start == 0:
            continue
        marks, still_open = _scan_line(text, start, end, singles)
        if carried and found and found[-1].state == "unclosed" and _opens_with(text, start, carried):
            found[-1] = _with_state(found[-1], "reopened")
        found += marks
        carried = still_open
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _opens_with(text: str, start: int, sign: str) -> bool:
    while start < len(text) and text[start].isspace():
        start += 1
    first = text[start : start + 1]
    return bool(first) and (first == sign or (first in '"“„«‟”' and sign in '"“„«‟”'))


def _with_state(mark: Mark, state: State) -> Mark:
    return Mark(mark.start, mark.end, mark.inner_start, mark.inner_end, state, mark.inner)


def _scan_line(text: str, start: int, end: int, singles: bool) -> tuple[list[Mark], str | None]:
    signs = list(_SIGN.finditer(text, start, end))
    if not signs:
        return [], None
    left = {sign: sum(1 for m in signs if m.group() == sign) for sign in ('"', "＂", "''")}
    found: list[Mark] = []
    stack: list[_Open] = []
    for match in signs:
        sign, at, after = match.group(), match.start(), match.end()
        if sign in left:
            left[sign] -= 1
        before_char = text[at - 1] if at > start else ""
        after_char = text[after] if after < end else ""
        if sign in _SINGLE and not stack and not singles:
            continue
        if _is_part_of_a_word(sign, before_char, after_char):
            continue
        closes = _closed_by(stack, sign, before_char, after_char, left.get(sign, 0))
        if closes is not None:
            mark = Mark(stack[closes].start, after, stack[closes].after, at, "closed", tuple(stack[closes].inner))
            del stack[closes:]
            (stack[-1].inner if stack else found).append(mark)
        elif len(stack) < _DEEPEST and _opens(sign, before_char, after_char, bool(stack), left.get(sign, 0)):
            stack.append(_Open(sign, at, after, []))
    return found, _end_of_line(text, start, end, stack, found)


def _end_of_line(text: str, start: int, end: int, stack: list[_Open], found: list[Mark]) -> str | None:
    """Keep what is open at the end of a paragraph as unclosed; a pair inside an opening that nothing closes stands for itself."""
    while stack and stack[-1].sign in _SINGLE:
        inner = stack.pop().inner
        (stack[-1].inner if stack else found).extend(inner)
    if not stack:
        return None
    first = stack[0]
    stop = len(text[start:end].rstrip()) + start
    inner = [mark for opened in stack for mark in opened.inner]
    if stop > first.after:
        found.append(Mark(first.start, stop, first.after, stop, "unclosed", tuple(inner)))
        return first.sign
    return None


def _is_part_of_a_word(sign: str, before: str, after: str) -> bool:
    """Apostrophes and gershayim: a letter or digit touches both sides of a sign of the upright or single kind."""
    if sign in ("'", "’", "‘"):
        return before.isalnum() and after.isalnum()
    return sign == '"' and _joins(before) and _joins(after)


def _joins(char: str) -> bool:
    """Letters and digits between which an upright mark is gershayim or a stray: Latin, Greek, Cyrillic, Hebrew.

    In other scripts clitics and particles touch a mark (Arabic و"…", Korean "…"라고).
    """
    return char.isalnum() and char < "\u0600"


def _closed_by(stack: list[_Open], sign: str, before: str, after: str, left: int) -> int | None:
    """Place in the stack of what this sign closes; None when it closes nothing."""
    for place in range(len(stack) - 1, -1, -1):
        opener = stack[place].sign
        if sign not in _CLOSED_BY[opener] or (sign == "'" and "''" in _CLOSED_BY[opener]):
            continue
        if _closes(opener, sign, before, after, left):
            return place
    return None


def _closes(opener: str, sign: str, before: str, after: str, left: int) -> bool:
    if sign in _SINGLE:
        return not before.isspace() and not after.isalnum()
    if sign == _CLOSED_BY[opener][0] and sign not in _DIRECTIONLESS and sign != opener:
        return True
    if sign in _DIRECTIONLESS:
        if before.isdigit() and not _ends(after) and left % 2 == 1:
            return False
        if before.isdigit() and after.isspace() and left % 2 == 1:
            return False
        if before.isspace() and after and not after.isspace() and after not in _CLOSING_NEIGHBOURS:
            return left == 0 or left % 2 == 1
        return True
    looks_open = (not before or before.isspace() or before in "([{") and bool(after) and not after.isspace()
    return not looks_open or (sign == "“" and opener == "”")


def _ends(after: str) -> bool:
    return not after or after.isspace() or after in _CLOSING_NEIGHBOURS


def _opens(sign: str, before: str, after: str, inside: bool, left: int) -> bool:
    if not after or sign not in _CLOSED_BY:
        return False
    if sign in _ALWAYS_OPEN:
        return True
    starts = not before or before.isspace() or before in _OPENING_NEIGHBOURS
    touches = not after.isspace() and after not in ")]}.,;:!?،؛؟"
    if sign in _SINGLE:
        return sign in "‘'" and starts and touches and not (sign == "'" and after.isdigit())
    if sign in ("»", "›"):
        return starts and touches and not inside
    if sign in ("«", "‹", "“", "‟"):
        return starts or touches or before.isalnum()
    if inside:
        return sign in _DIRECTIONLESS and starts and touches and left >= 2
    if sign == "”":
        return (starts and (touches or before.isspace() or not before)) or (before.isalnum() and after.isalnum())
    if before.isdigit():
        return False
    return starts or touches or _arabic(before)


def _arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff"
