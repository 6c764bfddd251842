"""Atoms → numbers: sums of number words, fractions, mixed and reversed decimals.

"three and a half million", "two-thirds", "five and a quarter", "half a million", "5ر9" (9.5), "三分之二".
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from extractor.fields.statistics.atoms import HAN_DIGITS, HAN_SCALES, Atom, read_han
from extractor.fields.statistics.lexicon import BOUNDS, Lexicon
from extractor.fields.statistics.notations import Number, bracketed, exponent, reversed_decimal, slashed
from extractor.fields.statistics.sums import HYPHENS, Sum, joint_of, take
from extractor.fields.statistics.words import Words

_ALONE = 6  # tokens to the next part of a number: more than any notation takes


def compose(words: Words, atoms: list[Atom], dead: set[int], lexicon: Lexicon) -> list[Number]:
    """Numbers of a passage, in order; atoms on dead tokens are left out."""
    alive = [atom for atom in atoms if atom.index not in dead]
    found: list[Number] = []
    position = 0
    while position < len(alive):
        number, used = _number(words, alive, position, lexicon)
        if number is not None:
            number, more = bracketed(words, alive, position + used, number, lexicon)
            used += more
            found.append(number)
        position += max(used, 1)
    return found


def _number(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number | None, int]:
    """The longest number that begins at an atom, and how many atoms it takes."""
    first = atoms[position]
    if first.kind == "digits":
        if _stands_alone(words, atoms, position, lexicon):
            return Number(first.index, first.index, first.start, first.end, first.value, first.step, "digits", prefix=first.prefix), 1
        backward = reversed_decimal(words, atoms, position, lexicon)
        if backward is not None:
            return backward
        with_slash = slashed(words, atoms, position, lexicon)
        if with_slash is not None:
            return with_slash
        power = exponent(words, atoms, position)
        if power is not None:
            return power
    if first.kind in {"point", "suffix"}:
        return None, 1
    if first.kind == "negative":
        if any(lexicon.lists[name].before(words.texts, first.index + 1) for name in BOUNDS):
            return None, 1  # "al menos 12"
        if position + 1 < len(atoms) and _is_next(words, first, atoms[position + 1]):
            number, used = _number(words, atoms, position + 1, lexicon)
            if number is not None and lexicon.lists["plus_or"].before(words.texts, first.index):
                return number, used + 1  # "plus or minus 6"
            if number is not None:
                return replace(number, first=first.index, start=first.start, value=-number.value, bare_one=False), used + 1
        return None, 1
    if first.kind == "half_more":
        return _half_more(words, atoms, position, lexicon)
    if first.kind == "article":
        return _after_article(words, atoms, position, lexicon)
    if first.kind in {"half", "fraction", "dual_fraction", "vulgar", "plural_fraction"}:
        return _fraction(words, atoms, position)
    return _cardinal(words, atoms, position, lexicon)


def _stands_alone(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> bool:
    """Whether no other part of a number can follow a numeral: no atom near, no "and a half"."""
    index = atoms[position].index
    far = position + 1 == len(atoms) or atoms[position + 1].index > index + _ALONE
    return far and lexicon.half_joined.at(words.texts, index + 1) is None


def _is_tied(words: Words, index: int) -> bool:
    """Whether a hyphen ties the token to the next word ("half-million", "demi-douzaine")."""
    return words.at(index + 1) in HYPHENS and words.touches(index) and words.touches(index + 1)


def _is_next(words: Words, left: Atom, right: Atom) -> bool:
    return right.index == left.index + 1 or (right.index == left.index + 2 and words.texts[left.index + 1] in HYPHENS)


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


def _half_more(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number | None, int]:
    """ "ساڑھے تین سو": half more than three, of its hundred or scale (350)."""
    first = atoms[position]
    if position + 1 >= len(atoms) or atoms[position + 1].index != first.index + 1 or atoms[position + 1].kind not in {"unit", "teen", "tens", "digits"}:
        return None, 1
    number, used = _number(words, atoms, position + 1, lexicon)
    if number is None or number.value.denominator != 1:
        return None, 1
    place = number.scale if number.scaled else Fraction(100) if atoms[position + used].kind == "hundred" else Fraction(1)
    return replace(number, first=first.index, start=first.start, value=number.value + place / 2, step=place / 2, written="words", bare_one=False), used + 1


def _fraction(words: Words, atoms: list[Atom], position: int) -> tuple[Number | None, int]:
    """ "half", "half a million", "half-million", "ثلثا", "½", "ربع مليون"."""
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
    tied = _is_tied(words, last.index)
    if follow < len(atoms) and atoms[follow].kind in {"scale", "dozen", "hundred"} and atoms[follow].index - last.index == follow - position + tied:
        scale = atoms[follow]
        return (
            Number(first.index, scale.index, first.start, scale.end, value * scale.value, scale.value, "words", scaled=True, scale=scale.value, prefix=first.prefix),
            follow - position + 1,
        )
    number = Number(first.index, last.index, first.start, end, value, Fraction(0), "words", numerator, denominator, prefix=first.prefix)
    return number, used


def _cardinal(words: Words, atoms: list[Atom], position: int, lexicon: Lexicon) -> tuple[Number | None, int]:
    first = atoms[position]
    state = Sum([])
    used = 0
    last = first
    scaled = False
    while position + used < len(atoms):
        atom = atoms[position + used]
        joint = "start" if used == 0 else joint_of(words, last, atom, lexicon)
        if not joint or not take(state, atom, joint, lexicon, atoms, position + used, words):
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
    number, used = _with_point(words, atoms, position, used, number)
    number, used = _with_fraction(words, atoms, position, used, number, lexicon)
    return _with_denominator(words, atoms, position, used, number, lexicon)


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


def _with_han_places(words: Words, places: Atom, number: Number, used: int) -> tuple[Number, int]:
    """ "六点五", "六点五万": Han digits behind the point, and the scale that they run into."""
    text = words.texts[places.index]
    digits = text.rstrip(HAN_SCALES)
    scale = read_han(f"一{text[len(digits):]}") if places.index == number.last + 2 and digits and all(c in HAN_DIGITS for c in digits) else None
    if scale is None or number.value.denominator != 1:
        return number, used
    decimals = int("".join(str(HAN_DIGITS[c]) for c in digits))
    step = Fraction(scale, 10 ** len(digits))
    value = number.value * scale + decimals * step
    return replace(number, last=places.index, end=places.end, value=value, step=step, scaled=scale > 1, scale=Fraction(scale), bare_one=False), used + 2


def _with_point(words: Words, atoms: list[Atom], position: int, used: int, number: Number) -> tuple[Number, int]:
    """ "three point five (million)"."""
    follow = position + used
    if follow + 1 >= len(atoms) or atoms[follow].kind != "point" or atoms[follow].index != number.last + 1 or number.scaled:
        return number, used
    if atoms[follow + 1].kind == "han":
        return _with_han_places(words, atoms[follow + 1], number, used)
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
    if part.kind not in {"fraction", "plural_fraction", "half"} or joint_of(words, atoms[follow - 1], part, lexicon) not in {"bare", "hyphen"}:
        return number, used
    if (number.value != 1 and part.kind != "plural_fraction") or number.value >= part.value * 10:
        return number, used
    value = number.value / part.value
    number = replace(number, last=part.index, end=part.end, value=value, step=Fraction(0), numerator=int(number.value), denominator=int(part.value), bare_one=False)
    follow += 1
    link = lexicon.lists["half_after"].at(words.texts, part.index + 1)
    if link and follow + 1 < len(atoms) and atoms[follow].kind == "article" and atoms[follow].index == part.index + 1 + link[0] and atoms[follow + 1].kind == "scale":
        part = atoms[follow]
        follow += 1
    if follow < len(atoms) and atoms[follow].kind in {"scale", "dozen"} and atoms[follow].index == part.index + 1 + _is_tied(words, part.index):
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
