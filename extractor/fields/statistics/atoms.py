"""Atoms of numbers: numerals in digits with the separators of a language, runs of Han numerals, and number words.

Separators follow CLDR's number symbols where a text is unambiguous; three digits behind a lone separator are decided by the language
and by what follows (`866.646 إصابة` groups thousands, `9.578 مليون` is a decimal).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from extractor.fields.statistics.codes import is_too_long_for
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.phrases import GLUES, AtomKind, NumberWord
from extractor.fields.statistics.words import Words

_GROUP = 3
_THOUSAND = "000"
_DAMMA = "\u064f"
_ALWAYS_GROUPS = "\u066c'’ "
HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_PLACES = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
HAN_SCALES = "".join((*_HAN_PLACES, *_HAN_SCALES))
HAN_LARGE = frozenset(("百", "千", *_HAN_SCALES))
_PEELS = 1
_OPENERS = frozenset((*"0123456789.", *HAN_DIGITS, *_HAN_PLACES))


@dataclass(frozen=True, slots=True)
class Atom:
    """An atom at a token.

    `start` is the folded offset of the number itself, behind a proclitic; `step` the size of one in the last place that is written.
    """

    kind: AtomKind
    value: Fraction
    index: int
    start: int
    end: int
    prefix: str = ""
    step: Fraction = Fraction(1)
    raw: str = ""


def find_atoms(words: Words, lexicon: Lexicon) -> list[Atom]:
    """All atoms of a passage, in order."""
    found: list[Atom] = []
    numbers, glued = lexicon.numbers, lexicon.glued_openers
    for index, text in enumerate(words.texts):
        if text in numbers:
            atom = _number_word(words, index, lexicon)
            if atom is not None:
                found.append(atom)
        elif text[0] in _OPENERS and text != ".":
            atom = _written_in_digits(words, index, lexicon)
            if atom is not None:
                found.append(atom)
        elif glued and text[:2] in glued and len(text) > _GROUP:
            found.extend(_split_glued(words, index, lexicon))
    return found


def _number_word(words: Words, index: int, lexicon: Lexicon) -> Atom | None:
    text = words.texts[index]
    word = lexicon.numbers[text]
    if word.kind == "suffix" and not _follows_number(words, index, lexicon):
        return None
    start = words.starts[index] + len(word.prefix)
    kind, value = word.kind, word.value
    part = lexicon.homograph_fractions.get(text)
    if part is not None and (words.at(index + 1).startswith(lexicon.definite) or _DAMMA in words.passage.text[slice(*words.passage.folded.span(start, start + 1))]):
        kind, value = "fraction", Fraction(part)
    return Atom(kind, value, index, start, words.ends[index] - len(word.suffix), word.prefix)


def _written_in_digits(words: Words, index: int, lexicon: Lexicon) -> Atom | None:
    text = words.texts[index]
    if text[0] not in HAN_DIGITS and text[0] not in _HAN_PLACES:
        return numeral(words, index, lexicon)
    han = read_han(text)
    return Atom("han", Fraction(han), index, words.starts[index], words.ends[index]) if han is not None else None


def _follows_number(words: Words, index: int, lexicon: Lexicon) -> bool:
    """A suffix such as "m" or "bn" counts only behind digits."""
    return index > 0 and words.texts[index - 1][0].isdecimal() and not is_too_long_for(words, index - 1, words.texts[index], lexicon)


def numeral(words: Words, index: int, lexicon: Lexicon) -> Atom:
    """The atom of a token that begins with a digit."""
    text = words.texts[index]
    start, end = words.starts[index], words.ends[index]
    scaled = _scaled_after(words, index, lexicon)
    value, step = read_digits(text, lexicon, scaled=scaled, priced=not scaled and _is_priced(words, index, lexicon))
    return Atom("digits", value, index, start, end, step=step, raw=text)


def _scaled_after(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether a scale word or a percent sign follows, so that a lone separator is a decimal one."""
    word = lexicon.numbers.get(words.at(index + 1))
    if word is not None and word.kind in {"scale", "plural_scale", "suffix"} and word.prefix == "":
        return True
    return lexicon.lists["percent"].at(words.texts, index + 1) is not None


def _is_priced(words: Words, index: int, lexicon: Lexicon) -> bool:
    return lexicon.currency_words.at(words.texts, index + 1) is not None or words.at(index + 1).upper() in lexicon.currencies.printed_codes or words.at(index - 1) in lexicon.currencies.symbols


def read_digits(text: str, lexicon: Lexicon, *, scaled: bool = False, priced: bool = False) -> tuple[Fraction, Fraction]:
    """Value of a numeral (`scaled` before a scale word or a percent sign, `priced` beside a currency), and the size of one in its last written place. A numeral that no reading fits (192.168.1.2) is read without its marks."""
    if text[0] == ".":
        text = "0" + text
    plain = "".join(c for c in text if c not in _ALWAYS_GROUPS)
    plain = plain.replace("\u060c", ",").replace("·", ".")
    if "\u066b" in plain:
        whole, _, rest = plain.replace(",", "").replace(".", "").partition("\u066b")
        return _decimal(whole, rest)
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return Fraction(int(plain)), Fraction(1)
    if len(set(marks)) == 2:
        last = marks[-1]
        whole, _, rest = plain.rpartition(last)
        if marks.count(last) > 1:
            return Fraction(int(plain.replace(".", "").replace(",", ""))), Fraction(1)
        return _decimal(whole.replace(".", "").replace(",", ""), rest)
    mark = marks[0]
    if len(marks) > 1:
        return Fraction(int(plain.replace(mark, ""))), Fraction(1)
    whole, _, rest = plain.partition(mark)
    if len(rest) == _GROUP and len(whole) <= _GROUP and whole.lstrip("0") and (_groups(mark, lexicon, scaled) or _is_round(whole, rest, lexicon, scaled, priced)):
        return Fraction(int(whole + rest)), Fraction(1)
    return _decimal(whole, rest)


def _is_round(whole: str, rest: str, lexicon: Lexicon, scaled: bool, priced: bool) -> bool:
    """ "620,000" in a language that has the comma for decimals: three zeros, and three places of money, group thousands; "1.759" is the price of a litre.

    Before a scale word a decimal would go without its last zero: "1,400 millones" are thousands.
    """
    if scaled:
        return lexicon.decimal == "," and rest.endswith("0")
    return rest == _THOUSAND or (priced and len(whole) > 1)


def _groups(mark: str, lexicon: Lexicon, scaled: bool) -> bool:
    """Whether a lone mark before three digits groups thousands."""
    if mark != lexicon.decimal:
        return True
    return lexicon.loose and not scaled


def _decimal(whole: str, rest: str) -> tuple[Fraction, Fraction]:
    scale = 10 ** len(rest)
    return Fraction(int(whole or "0") * scale + int(rest or "0"), scale), Fraction(1, scale)


def read_han(text: str) -> int | None:
    """Value of a run of Han numerals ("三千二百万"); digits without places are read one by one ("二〇二五"). None when it is no number."""
    if all(c in HAN_DIGITS for c in text):
        return int("".join(str(HAN_DIGITS[c]) for c in text))
    total = section = digit = 0
    pending = False
    for c in text:
        if c in HAN_DIGITS:
            digit, pending = HAN_DIGITS[c], True
        elif c in _HAN_PLACES:
            section += (digit if pending else 1) * _HAN_PLACES[c]
            digit, pending = 0, False
        elif c in _HAN_SCALES:
            if section + digit == 0 and total == 0:
                return None
            total = (total + section + digit) * _HAN_SCALES[c] if total and total < _HAN_SCALES[c] else total + (section + digit) * _HAN_SCALES[c]
            section = digit = 0
            pending = False
        else:
            return None
    return total + section + digit


def _split_glued(words: Words, index: int, lexicon: Lexicon) -> list[Atom]:
    """The number words of a compound ("zweihundertfünfzigtausend"), longest first; nothing unless they make up the whole word."""
    text = words.texts[index]
    parts = split_compound(text, lexicon)
    atoms: list[Atom] = []
    offset = words.starts[index]
    for part, word in parts:
        if word is not None:
            atoms.append(Atom(word.kind, word.value, index, offset, offset + len(part), "+" if word.prefix == "+" else ""))
        offset += len(part)
    return atoms


def split_compound(text: str, lexicon: Lexicon) -> list[tuple[str, NumberWord | None]]:
    """Parts of a glued compound with their meaning (None for a joining word); empty when it is no number."""
    parts: list[tuple[str, NumberWord | None]] = []
    position = 0
    joined = False
    while position < len(text):
        for length in range(min(len(text) - position, 14), 1, -1):
            piece = text[position : position + length]
            word = lexicon.glued.get(piece)
            if word is not None and word.kind in GLUES:
                parts.append((piece, NumberWord(word.kind, word.value, "+") if joined else word))
                joined = False
                break
            if piece in lexicon.conjunctions and parts:
                parts.append((piece, None))
                joined = True
                break
        else:
            return []
        position += length
    return parts if len([1 for _, word in parts if word]) > _PEELS and not joined else []
