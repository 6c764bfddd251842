"""The grammar of numbers: atoms → numbers.

One grammar serves all languages; the lexicon says behind which parts a further one may follow, with or without a conjunction.
"two hundred and fifty thousand", "ثلاثمئة وخمسة وعشرين ألفا ومئتي", "3 ملايين و200 ألف", "zweihundertfünfzig", "dos mil millones",
"three and a half million", "two-thirds".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from extractor.fields.statistics.atoms import Atom
from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.words import Words

_TANWIN = "\u064b"
_HYPHENS = frozenset("-‐‑–")
_REVERSED_ZEROS = "000"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `first..last` (inclusive), folded offsets `start:end`.

    numerator, denominator   set for fractions ("two thirds"); `value` is their quotient
    step                     the size of one in the last place that is written ("1.2 million": 100 000)
    written                  digits, words, or both
    scaled                   it holds a scale word
    doubtful                 a reversed decimal that could also be read the other way: `other` is that reading
    prefix                   the proclitic before it
    """

    first: int
    last: int
    start: int
    end: int
    value: Fraction
    step: Fraction
    written: str
    numerator: int | None = None
    denominator: int | None = None
    scaled: bool = False
    scale: Fraction = Fraction(1)
    prefix: str = ""
    bare_one: bool = False
    vague: bool = False
    article: bool = False
    other: Fraction | None = None


@dataclass(slots=True)
class _Sum:
    """A number under composition: closed parts with their scales, and the open group below the next scale."""

    parts: list[tuple[Fraction, Fraction]]
    group: Fraction | None = None
    room: Fraction = Fraction(10**15)
    last: str = ""
    step: Fraction = Fraction(1)
    digits: bool = False
    words: bool = False

    def total(self) -> Fraction:
        return sum((value for value, _ in self.parts), Fraction(0)) + (self.group or 0)

    def lowest_scale(self) -> Fraction:
        return self.parts[-1][1] if self.parts else Fraction(10**18)


def compose(words: Words, atoms: list[Atom], dead: set[int], lexicon: Lexicon) -> list[Number]:
    """Numbers of a passage, in order; atoms on dead tokens are left out."""
    alive = [atom for atom in atoms if atom.index not in dead]
    found: list[Number] = []
    position = 0
    while position < len(alive):
        number, used = _number(words, alive, position, lexicon)
        if number is not None:
            found.append(number)
        position += max(used, 1)
    return found


def _number(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number | None, int]:
    """The longest number that begins at an atom, and how many atoms it takes."""
    first = atoms[position]
    if first.kind == "digits":
        backward = _reversed(words, atoms, position, lexicon)
        if backward is not None:
            return backward
    if first.kind in {"point", "suffix"}:
        return None, 1
    if first.kind == "negative":
        if position + 1 < len(atoms) and _is_next(words, first, atoms[position + 1]):
            number, used = _number(words, atoms, position + 1, lexicon)
            if number is not None:
                return replace(number, first=first.index, start=first.start, value=-number.value), used + 1
        return None, 1
    if first.kind == "article":
        return _after_article(words, atoms, position, lexicon)
    if first.kind in {"half", "fraction", "dual_fraction", "vulgar", "plural_fraction"}:
        return _fraction(words, atoms, position, lexicon)
    return _cardinal(words, atoms, position, lexicon)


def _is_next(words: Words, left: Atom, right: Atom) -> bool:
    return right.index == left.index + 1 or (right.index == left.index + 2 and words.texts[left.index + 1] in _HYPHENS)


def _after_article(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number | None, int]:
    """ "a million", "a dozen", "a quarter"; a bare article is no number."""
    article = atoms[position]
    if position + 1 >= len(atoms) or atoms[position + 1].index != article.index + 1:
        return None, 1
    if atoms[position + 1].kind not in {"hundred", "scale", "dozen", "fraction", "half"}:
        return None, 1
    number, used = _number(words, atoms, position + 1, lexicon)
    if number is None:
        return None, 1
    return replace(number, first=article.index, start=article.start, article=True), used + 1


def _fraction(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number | None, int]:
    """ "half", "half a million", "ثلثا", "½", "ربع مليون"."""
    first = atoms[position]
    if first.kind == "plural_fraction":
        return None, 1
    numerator = 2 if first.kind == "dual_fraction" else first.value.numerator if first.kind == "vulgar" else 1
    denominator = first.value.denominator if first.kind == "vulgar" else int(first.value)
    value = Fraction(numerator, denominator)
    last, used, end = first, 1, first.end
    follow = position + 1
    if follow < len(atoms) and atoms[follow].kind == "article" and atoms[follow].index == last.index + 1:
        follow += 1
    if follow < len(atoms) and atoms[follow].kind in {"scale", "dozen", "hundred"} and atoms[follow].index - last.index == follow - position:
        scale = atoms[follow]
        return (
            Number(first.index, scale.index, first.start, scale.end, value * scale.value, scale.value, "words", scaled=True, scale=scale.value, prefix=first.prefix),
            follow - position + 1,
        )
    number = Number(first.index, last.index, first.start, end, value, Fraction(0), "words", numerator, denominator, prefix=first.prefix)
    return number, used


def _cardinal(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number | None, int]:
    first = atoms[position]
    state = _Sum([])
    used = 0
    last = first
    scaled = False
    while position + used < len(atoms):
        atom = atoms[position + used]
        joint = "start" if used == 0 else _joint(words, last, atom, lexicon)
        if not joint or not _take(state, atom, joint, lexicon, atoms, position + used, words):
            break
        scaled = scaled or atom.kind in {"scale", "plural_scale", "dual_scale", "suffix"}
        last = atom
        used += 1
    if used == 0:
        return None, 1
    number = Number(
        first.index, last.index, first.start, last.end, state.total(), state.step,
        "mixed" if state.digits and state.words else "digits" if state.digits else "words",
        scaled=scaled, scale=state.lowest_scale() if scaled else Fraction(1), prefix=first.prefix,
        bare_one=used == 1 and first.kind == "unit" and first.value == 1,
    )  # fmt: skip
    number, used = _with_half(words, atoms, position, used, number, lexicon)
    number, used = _with_point(words, atoms, position, used, number, lexicon)
    number, used = _with_fraction(words, atoms, position, used, number, lexicon)
    return _with_denominator(words, atoms, position, used, number, lexicon)


def _take(state: _Sum, atom: Atom, joint: str, lexicon: Lexicon, atoms: list[Atom], position: int, words: Words) -> bool:
    """Add an atom to the sum where the grammar allows it."""
    kind, value = atom.kind, atom.value
    if kind in {"scale", "plural_scale", "suffix", "dual_scale"}:
        return _take_scale(state, atom, joint, lexicon, words)
    if kind in {"digits", "han"}:
        return _take_digits(state, atom, joint, atoms, position, words, lexicon)
    if kind == "dozen":
        if joint == "joined" or (state.group is None and (joint != "start" or words.texts[atom.index] in lexicon.sets["not_units"])):
            return False
        state.group = (state.group or 1) * value
        state.room, state.last, state.words = Fraction(0), kind, True
        return True
    if kind == "hundred":
        if state.group is not None and state.group < 100 and joint in {"bare", "hyphen"} and state.group.denominator == 1 and state.last != "dozen":
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


def _adds(state: _Sum, kind: str, value: Fraction, joint: str, lexicon: Lexicon) -> bool:
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


def _take_digits(state: _Sum, atom: Atom, joint: str, atoms: list[Atom], position: int, words: Words, lexicon: Lexicon) -> bool:
    if joint != "start":
        if not state.parts or state.group is not None or joint == "hyphen" or atom.value >= state.lowest_scale():
            return False
        follows_scale = position + 1 < len(atoms) and atoms[position + 1].kind in {"scale", "plural_scale"} and atoms[position + 1].index == atom.index + 1
        if not follows_scale and ("digits" not in (lexicon.bare if joint == "bare" else lexicon.joined) or atom.step != 1):
            return False
        if follows_scale and atoms[position + 1].value >= state.lowest_scale():
            return False
    state.group = atom.value
    state.room, state.last, state.digits = Fraction(0), "digits", True
    state.step = atom.step
    return True


def _take_scale(state: _Sum, atom: Atom, joint: str, lexicon: Lexicon, words: Words) -> bool:
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
        closed = _pop_below(state, value) if not state.digits else Fraction(0)
        if closed == 0 and state.parts and value >= state.lowest_scale():
            return False
        state.parts.append(((closed + state.group) * value, value))
    if state.last == "digits":
        state.step *= value
    else:
        state.step = value
    state.group, state.room, state.last, state.words = None, value, "scale", True
    return True


def _pop_below(state: _Sum, value: Fraction) -> Fraction:
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


def _joint(words: Words, left: Atom, right: Atom, lexicon: Lexicon) -> str:
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
        if between in _HYPHENS and right.kind != "digits":
            return "hyphen"
        if between in lexicon.conjunctions:
            return "joined"
    if gap == 3 and words.texts[left.index + 1] in _HYPHENS and words.texts[left.index + 2] in lexicon.conjunctions:
        return "joined"
    return ""


def _with_half(words: Words, atoms: list[Atom], position: int, used: int, number: Number, lexicon: Lexicon) -> tuple[Number, int]:
    """ "three and a half million", "2½", "ثلاثة ملايين ونصف المليون", "eineinhalb"."""
    follow = position + used
    if found := lexicon.half_joined.at(words.texts, number.last + 1):
        length, _ = found
        end = number.last + length
        unit = number.scale if number.scaled else Fraction(1)
        value, step = number.value + unit / 2, unit / 2
        while follow < len(atoms) and atoms[follow].index <= end:
            follow += 1
        last = end
        if follow < len(atoms) and atoms[follow].index == end + 1 and atoms[follow].kind in {"scale", "plural_scale"}:
            scale = atoms[follow]
            if not number.scaled:
                value, step, last = value * scale.value, scale.value / 2, end + 1
                number = replace(number, scaled=True, scale=scale.value)
                follow += 1
            elif scale.value == number.scale:
                last = end + 1
                follow += 1
        return replace(number, last=last, end=words.ends[last], value=value, step=step, bare_one=False), follow - position
    if follow < len(atoms) and atoms[follow].kind == "vulgar" and atoms[follow].index == number.last + 1 and not number.scaled:
        vulgar = atoms[follow]
        return replace(number, last=vulgar.index, end=vulgar.end, value=number.value + vulgar.value, step=Fraction(1, vulgar.value.denominator)), used + 1
    return number, used


def _with_fraction(words: Words, atoms: list[Atom], position: int, used: int, number: Number, lexicon: Lexicon) -> tuple[Number, int]:
    """ "three and two thirds", "five and a quarter"."""
    follow = position + used
    if number.scaled or number.value.denominator != 1 or follow >= len(atoms):
        return number, used
    first = atoms[follow]
    glued = first.prefix in lexicon.conjunctions and first.index == number.last + 1
    if not glued and (words.at(number.last + 1) not in lexicon.conjunctions or first.index != number.last + 2 or first.prefix):
        return number, used
    if glued and first.kind == "fraction":
        return replace(number, last=first.index, end=first.end, value=number.value + 1 / first.value, step=1 / first.value, bare_one=False), used + 1
    if follow + 1 >= len(atoms) or first.kind not in {"unit", "article"}:
        return number, used
    part = atoms[follow + 1]
    if part.index != first.index + 1 or part.prefix:
        return number, used
    if part.kind != ("plural_fraction" if first.value > 1 else "fraction"):
        return number, used
    value = number.value + first.value / part.value
    return replace(number, last=part.index, end=part.end, value=value, step=1 / part.value, bare_one=False), used + 2


def _with_point(words: Words, atoms: list[Atom], position: int, used: int, number: Number, lexicon: Lexicon) -> tuple[Number, int]:
    """ "three point five (million)"."""
    follow = position + used
    if follow + 1 >= len(atoms) or atoms[follow].kind != "point" or atoms[follow].index != number.last + 1 or number.scaled:
        return number, used
    value, step, last = number.value, Fraction(1), None
    follow += 1
    while follow < len(atoms) and atoms[follow].kind == "unit" and atoms[follow].index == (last.index if last else number.last + 1) + 1 and not atoms[follow].prefix:
        step /= 10
        last = atoms[follow]
        value += step * last.value
        follow += 1
    if last is None:
        return number, used
    number = replace(number, last=last.index, end=last.end, value=value, step=step)
    if follow < len(atoms) and atoms[follow].kind == "scale" and atoms[follow].index == last.index + 1:
        scale = atoms[follow]
        number = replace(number, last=scale.index, end=scale.end, value=value * scale.value, step=step * scale.value, scaled=True, scale=scale.value)
        follow += 1
    return number, follow - position


def _with_denominator(words: Words, atoms: list[Atom], position: int, used: int, number: Number, lexicon: Lexicon) -> tuple[Number, int]:
    """ "two-thirds", "three quarters of a million", "ثلاثة أرباع المليون"."""
    follow = position + used
    if follow >= len(atoms) or number.scaled or number.value.denominator != 1 or number.value > 99 or number.value < 1:
        return number, used
    if fraction := _parts_first(words, atoms, follow, number, lexicon):
        return fraction, used + 1
    part = atoms[follow]
    if part.kind not in {"fraction", "plural_fraction", "half"} or _joint(words, atoms[follow - 1], part, lexicon) not in {"bare", "hyphen"}:
        return number, used
    if (number.value != 1 and part.kind != "plural_fraction") or number.value >= part.value * 10:
        return number, used
    value = number.value / part.value
    number = replace(number, last=part.index, end=part.end, value=value, step=Fraction(0), numerator=int(number.value), denominator=int(part.value), bare_one=False)
    follow += 1
    if follow < len(atoms) and atoms[follow].kind == "scale" and atoms[follow].index == part.index + 1:
        scale = atoms[follow]
        number = replace(number, last=scale.index, end=scale.end, value=value * scale.value, step=scale.value, numerator=None, denominator=None, scaled=True, scale=scale.value)
        follow += 1
    return number, follow - position


def _parts_first(words: Words, atoms: list[Atom], follow: int, number: Number, lexicon: Lexicon) -> Number | None:
    """Chinese "三分之二": the parts, then how many of them."""
    link = lexicon.lists["fractions_of"].at(words.texts, number.last + 1)
    part = atoms[follow]
    if not link or part.index != number.last + 1 + link[0] or part.kind not in {"han", "digits"} or not 0 < part.value < number.value:
        return None
    return replace(number, last=part.index, end=part.end, value=part.value / number.value, step=Fraction(0), numerator=int(part.value), denominator=int(number.value))


def _reversed(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number, int] | None:
    """A decimal printed the other way round by right-to-left typesetting: `5ر9` is 9.5, `000ر22` is 22 000."""
    first = atoms[position]
    if not lexicon.reversed_decimal or words.at(first.index + 1) != lexicon.reversed_decimal:
        return None
    if position + 1 >= len(atoms) or not (words.touches(first.index) and words.touches(first.index + 1)):
        return None
    second = atoms[position + 1]
    if second.kind != "digits" or second.index != first.index + 2 or not (first.raw.isdecimal() and second.raw.isdecimal()):
        return None
    if first.raw == _REVERSED_ZEROS:
        value, step = second.value * 1000, Fraction(1)
    else:
        step = Fraction(1, 10 ** len(first.raw))
        value = second.value + first.value * step
    number = Number(first.index, second.index, first.start, second.end, value, step, "digits")
    if position + 2 < len(atoms) and atoms[position + 2].kind in {"scale", "plural_scale"} and atoms[position + 2].index == second.index + 1:
        scale = atoms[position + 2]
        return replace(number, last=scale.index, end=scale.end, value=value * scale.value, step=step * scale.value, scaled=True, scale=scale.value), 3
    return number, 2
