"""Sums of number words: how parts are added and multiplied into groups, and groups into scales.

One grammar serves all languages; the lexicon says behind which parts a further one may follow, with or without a conjunction.
"two hundred and fifty thousand", "ثلاثمئة وخمسة وعشرين ألفا ومئتي", "3 ملايين و200 ألف", "zweihundertfünfzig", "dos mil millones".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from extractor.fields.statistics.atoms import Atom
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.words import Words

_TANWIN = "\u064b"
HYPHENS = frozenset("-‐‑–")


@dataclass(slots=True)
class Sum:
    """A number under composition: closed parts with their scales, and the open group below the next scale."""

    parts: list[tuple[Fraction, Fraction]]
    group: Fraction | None = None
    room: Fraction = Fraction(10**15)
    last: str = ""
    step: Fraction = Fraction(1)
    digits: bool = False
    words: bool = False

    def total(self) -> Fraction:
        """The value of all parts."""
        return sum((value for value, _ in self.parts), Fraction(0)) + (self.group or 0)

    def lowest_scale(self) -> Fraction:
        """The scale of the last closed part; beyond all scales where there is none."""
        return self.next_scale(False)

    def next_scale(self, nested: bool) -> Fraction:
        """What a further scale must stay below: the last one, or where scales nest the one before it."""
        parts = self.parts[:-1] if nested else self.parts
        return parts[-1][1] if parts else Fraction(10**18)


def take(state: Sum, atom: Atom, joint: str, lexicon: Lexicon, atoms: list[Atom], position: int, words: Words) -> bool:
    """Add an atom to the sum where the grammar allows it."""
    kind, value = atom.kind, atom.value
    if kind in {"scale", "plural_scale", "suffix", "dual_scale"}:
        return _take_scale(state, atom, joint, lexicon, words)
    if kind in {"digits", "han"}:
        return _take_digits(state, atom, joint, atoms, position, lexicon)
    if kind == "dozen":
        if joint == "joined" or (state.group is None and (joint != "start" or words.texts[atom.index] in lexicon.sets["not_units"])):
            return False
        state.group = (state.group or 1) * value
        state.room, state.last, state.words = Fraction(0), kind, True
        return True
    if kind == "hundred":
        if state.group is not None and state.group < 100 and joint in {"bare", "hyphen"} and state.last != "dozen":
            state.step = Fraction(100, state.group.denominator) if state.group.denominator > 1 else state.step
            state.group *= 100
        elif state.group is None and _may_follow(joint, "scales", lexicon):
            state.group = Fraction(100)
        else:
            return False
        state.room, state.last, state.words = Fraction(100), kind, True
        return True
    if kind not in {"unit", "teen", "tens", "hundreds"}:
        return False
    if state.group is None:
        if not _may_follow(joint, "scales", lexicon) or (joint != "start" and (value >= state.lowest_scale() or value == 0)):
            return False
        state.group = value
    elif kind == "tens" and value == 20 and state.group == 4 and joint in {"bare", "hyphen"} and "teens" in lexicon.bare:
        state.group = Fraction(80)
    elif _adds(state, kind, value, joint, lexicon):
        state.group += value
    else:
        return False
    state.room = Fraction(_room(kind, state.group, lexicon))
    state.last, state.words = kind, True
    return True


def _adds(state: Sum, kind: str, value: Fraction, joint: str, lexicon: Lexicon) -> bool:
    """Whether a part may be added to the open group: below its last place, or, where units come first, the tens behind a unit."""
    assert state.group is not None
    if lexicon.units_first and state.last == "unit":
        if kind == "teen" and value == 10 and joint in {"bare", "hyphen"}:
            return state.group % 10 > 0
        if kind == "tens" and joint == "joined":
            return state.group % 100 < 10
    if lexicon.units_first and kind == "unit" and state.last == "tens":
        return False
    return 0 < value < state.room and (joint == "hyphen" or _may_follow(joint, "tens" if state.room <= 20 else "hundreds", lexicon))


def _room(kind: str, group: Fraction, lexicon: Lexicon) -> int:
    """How large the next part may be: below the last place; in French also ten to nineteen behind 60 and 80, and seven to nine behind ten."""
    if kind == "hundreds":
        return 100
    counts_by_twenty = "teens" in lexicon.bare
    if kind == "tens":
        return 20 if counts_by_twenty and group % 100 in (60, 80) else 10
    return 10 if counts_by_twenty and kind == "teen" and group % 20 == 10 else 0


def _take_digits(state: Sum, atom: Atom, joint: str, atoms: list[Atom], position: int, lexicon: Lexicon) -> bool:
    if joint != "start":
        if not state.parts or state.group is not None or joint == "hyphen" or atom.value >= state.lowest_scale():
            return False
        follows_scale = position + 1 < len(atoms) and atoms[position + 1].kind in {"scale", "plural_scale", "hundred"} and atoms[position + 1].index == atom.index + 1
        if not follows_scale and ("digits" not in (lexicon.bare if joint == "bare" else lexicon.joined) or atom.step != 1):
            return False
        if follows_scale and atoms[position + 1].value >= state.next_scale(lexicon.nested_scales):
            return False
    state.group = atom.value
    state.room, state.last, state.digits = Fraction(0), "digits", True
    state.step = atom.step
    return True


def _take_scale(state: Sum, atom: Atom, joint: str, lexicon: Lexicon, words: Words) -> bool:
    value = atom.value
    if atom.kind == "dual_scale" and not (state.group is not None and words.texts[atom.index].endswith(_accusative(lexicon))):
        if state.group is not None or (state.parts and value >= state.lowest_scale()):
            return False
        if joint != "start" and joint != "joined":
            return False
        twice = 1 if _has_tanwin(words, atom) else 2
        state.parts.append((value * twice, value))
        state.step, state.words, state.room, state.last = value, True, value, "scale"
        return True
    if state.group is None:
        if atom.kind in {"plural_scale", "suffix"} and not state.parts:
            return False
        if joint == "joined" and (value >= state.lowest_scale() or (atom.prefix == "" and not _may_follow(joint, "scales", lexicon))):
            return False
        if joint == "hyphen":
            return False
        closed = _pop_below(state, value)
        if joint == "bare" and closed == 0:
            return False
        state.parts.append(((closed or 1) * value, value))
    else:
        if joint == "joined":
            return False
        if joint == "hyphen" and atom.kind == "suffix":
            return False
        closed = _pop_below(state, value) if not state.digits or lexicon.nested_scales else Fraction(0)
        if closed == 0 and state.parts and value >= state.lowest_scale():
            return False
        state.parts.append(((closed + state.group) * value, value))
    if state.last == "digits":
        state.step *= value
    else:
        state.step = value / state.group.denominator if state.group else value
    state.group, state.room, state.last, state.words = None, value, "scale", True
    return True


def _pop_below(state: Sum, value: Fraction) -> Fraction:
    """Close the parts under a greater scale: "dos mil millones"."""
    total = Fraction(0)
    while state.parts and state.parts[-1][1] < value:
        total += state.parts.pop()[0]
    return total


def _accusative(lexicon: Lexicon) -> str:
    """The ending of a scale word that is singular behind a number and dual alone ("خمسون ألفا", "ألفا لاجئ")."""
    return lexicon.inflection.accusative if lexicon.inflection else "\0"


def _has_tanwin(words: Words, atom: Atom) -> bool:
    start, end = words.passage.folded.span(atom.start, atom.end)
    return _TANWIN in words.passage.text[start : end + 1]


def _may_follow(joint: str, place: str, lexicon: Lexicon) -> bool:
    if joint == "start":
        return True
    return place in (lexicon.joined if joint == "joined" else lexicon.bare)


def joint_of(words: Words, left: Atom, right: Atom, lexicon: Lexicon) -> str:
    """How two atoms stand together: bare, hyphen, joined (by a conjunction), or not at all (empty)."""
    if right.prefix == "+":
        return "joined"
    if right.prefix:
        if right.index == left.index + 1 and right.prefix in lexicon.conjunctions:
            return "joined"
        return ""
    gap = right.index - left.index
    if gap <= 1:
        return "bare"
    if gap == 2:
        between = words.texts[left.index + 1]
        if between in HYPHENS and right.kind != "digits":
            return "hyphen"
        if between in lexicon.conjunctions:
            return "joined"
    if gap == 3 and words.texts[left.index + 1] in HYPHENS and words.texts[left.index + 2] in lexicon.conjunctions:
        return "joined"
    return ""


