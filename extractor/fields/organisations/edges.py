"""Marks at which a name ends, whatever the labels of its tokens say: quotation marks around it, a parenthesis, a dash between spaces."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.fields.organisations.consistency import Named
from extractor.fields.organisations.lexicon import Lexicon
from extractor.fields.organisations.words import Word
from extractor.fold import lower
from extractor.tokens import LINE

_PARENTHESIS = frozenset(")")
_CLOSING = frozenset(".!+'’")
"""Marks with which a name may end: `Yahoo!`, `Acme Inc.`, `Canal+`."""
_QUOTES = frozenset("\"“”„«»‹›")
_DASHES = frozenset("–—−*•|")
_HYPHEN = "-"


def within_marks(
    found: Sequence[Named], printed: Sequence[str], words: Sequence[Word], starts: Sequence[int], lexicon: Lexicon
) -> list[Named]:
    """The names without marks at their edges, each as far as the first dash that stands apart; `starts` are the tokens' offsets.

    What is left of a name that a dash cuts is none when it is a noun of a kind alone.
    """
    kept: list[Named] = []
    for first, last, kind in found:
        if all(printed[place].isalnum() for place in range(first, last + 1)):
            kept.append((first, last, kind))
            continue
        end = _before_dash(first, _before_parenthesis(first, last, printed, lexicon), printed, words, starts)
        opens, closes = _without_marks(first, end, printed)
        if opens <= closes and not (end < last and opens == closes and lower(printed[opens]) in lexicon.heads):
            kept.append((opens, closes, kind))
    return kept


def opens_line(name: Named, printed: Sequence[str]) -> bool:
    """Whether a name in capitals opens a line and a dash or a colon follows, as behind the place of a dateline (`DUNMARROW -- The clock …`)."""
    first, last, _ = name
    upper = all(printed[place].isupper() for place in range(first, last + 1))
    return upper and printed[first - 1] == LINE and printed[last + 1] in _DASHES | {_HYPHEN, ":"}


def _before_dash(first: int, last: int, printed: Sequence[str], words: Sequence[Word], starts: Sequence[int]) -> int:
    """The last token before a dash with spaces around it; a hyphen is one where a proclitic follows."""
    for place in range(first + 1, last):
        apart = starts[place] > starts[place - 1] + len(printed[place - 1]) and starts[place + 1] > starts[place] + len(printed[place])
        if apart and (printed[place] in _DASHES or (printed[place] == _HYPHEN and words[place + 1].shift)):
            return place - 1
    return last


def _before_parenthesis(first: int, last: int, printed: Sequence[str], lexicon: Lexicon) -> int:
    """The last token before a parenthesis that opens in the name and does not close in it, or closes it with its acronym or a country."""
    opens = next((place for place in range(last, first, -1) if printed[place] == "("), last + 1)
    held = printed[opens + 1 : last]
    if printed[last] == ")" and held:
        return opens - 1 if (held[0].isupper() and len(held[0]) > 1) or " ".join(held) in lexicon.countries else last
    return last if ")" in printed[opens : last + 1] else opens - 1


def _without_marks(first: int, last: int, printed: Sequence[str]) -> tuple[int, int]:
    """The edges of a name inside the marks around it; `last < first` when it is nothing but marks. Quotation marks that pair inside of it stay."""
    quotes = sum(printed[place] in _QUOTES for place in range(first, last + 1))
    paired = quotes % 2 == 0 and not (printed[first] in _QUOTES and printed[last] in _QUOTES)
    kept = (_QUOTES if paired else frozenset[str]()) | (_PARENTHESIS if "(" in printed[first : last + 1] else frozenset())
    while first <= last and _is_mark(printed[first]) and printed[first] not in kept:
        first += 1
    while last >= first and _is_mark(printed[last]) and printed[last] not in _CLOSING | kept:
        last -= 1
    return first, last


def _is_mark(token: str) -> bool:
    return len(token) == 1 and not token.isalnum()
