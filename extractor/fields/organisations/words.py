"""What one word shows by itself: its proclitic, its form, and the features from which a tagger learns.

Everything here depends on the word alone, so that it is worked out once for each distinct word of a page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extractor.fields.organisations.lexicon import Lexicon, lexicon
from extractor.fold import lower
from extractor.languages import language
from extractor.tokens import LINE

_LINE = "¶"
_LONGEST_OPENING = 4
_LONGEST_ENDING = 6
"""Letters at either end of a word that are features: the last part of a compound stands at its end."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word taken apart.

    shift     number of leading code points that are a proclitic and stay outside of a name
    form      the word without it, folded, in lower case, the article restored (للاتحاد → الاتحاد)
    head      what the word is looked up by where it opens a name of the gazetteer
    inner     what it is looked up by further inside
    coarse    its class or its shape: what a pattern of several words is made of
    features  strings that describe it
    """

    shift: int
    form: str
    head: str
    inner: str
    coarse: str
    features: tuple[str, ...]


def take_apart(word: str, lexicon: Lexicon, known: Collection[str], lists: Mapping[str, tuple[str, ...]]) -> Word:
    """Take a folded word apart. `known` are words of the training texts; `lists` says on which lists of names a form stands."""
    word = word if word != LINE else _LINE
    plain = lower(word)
    shift, form = proclitic(plain, lexicon, known) if lexicon.proclitics else (0, plain)
    classes = tuple(dict.fromkeys((*lexicon.classes.get(form, ()), *lists.get(form, ()))))
    outline = shape(word)
    features = tuple(_features(plain, outline, shift, form, classes, lexicon))
    return Word(shift, form, phrase_key(form), phrase_key(plain), "+".join(classes) or outline, features)


def proclitic(word: str, lexicon: Lexicon, known: Collection[str]) -> tuple[int, str]:
    """How many leading letters of a folded word are proclitics, and the form without them.

    A conjunction may stand before a preposition; the article follows both. ل before the article swallows its alef, so that the second ل
    already belongs to the name (Wright, A Grammar of the Arabic Language, §345).
    """
    shift = 0
    rest = word
    while shift < 2 and len(rest) > 3 and rest[0] in lexicon.proclitics and rest not in lexicon.whole:
        if rest[0] == rest[1] == lexicon.swallowing:
            if len(rest) < 5:
                break
            return shift + 1, rest[1:] if rest[1:] in lexicon.heads or rest[1:] in lexicon.whole else lexicon.article + rest[2:]
        tail = rest[1:]
        definite = len(tail) > 4 and tail.startswith((lexicon.article, 2 * lexicon.swallowing or lexicon.article))
        if not definite and (rest in known or not (tail in lexicon.heads or tail in lexicon.whole or tail in known)):
            break
        shift += 1
        rest = tail
    return shift, rest


@cache
def _written_together() -> tuple[tuple[str, ...], str, str]:
    """Proclitics and article of the language that writes them together with the next word; the gazetteer's names are of all languages."""
    table = lexicon(language("ar"))
    return table.proclitics, table.article, table.swallowing


def phrase_key(word: str) -> str:
    """The form under which names are compared word by word: lower case, no diacritics, no conjunction or preposition before the article."""
    if word.isascii():
        return word
    proclitics, article, swallowing = _written_together()
    if word[0] in proclitics and len(word) > 4:
        if word.startswith(article, 1):
            return word[1:]
        if word.startswith(2 * swallowing):
            return article + word[2:]
    if word[0] < "\u0250":
        return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return word


def _features(
    plain: str, outline: str, shift: int, form: str, classes: tuple[str, ...], lexicon: Lexicon
) -> Iterator[str]:
    yield f"w={form}"
    yield f"s={outline}"
    stem = form
    if lexicon.article:
        yield f"c={plain[:shift]}"
        if form.startswith(lexicon.article) and len(form) > 4:
            stem = form[len(lexicon.article) :]
            yield "al"
        yield f"t={stem}"
    if not stem.isalpha():
        yield f"m={''.join('0' if c.isdigit() else c for c in stem)[:8]}"
    else:
        yield f"l={min(len(stem), 9)}"
        for size in range(1, _LONGEST_ENDING + 1):
            if len(stem) > size:
                yield f"e{size}={form[-size:]}"
                if size <= _LONGEST_OPENING:
                    yield f"p{size}={stem[:size]}"
    for name in classes:
        yield f"k={name}"
    if kind := lexicon.heads.get(form):
        yield f"h={kind}"


def shape(word: str) -> str:
    """`Xx`, `x`, `xX`, `0`, `X0` …: kinds of characters in their order, repeats shortened; upper case alone keeps its length."""
    if word.isupper() and word.isalpha():
        return f"X{min(len(word), 5)}"
    pieces: list[str] = []
    for character in word[:12]:
        kind = "0" if character.isdigit() else "X" if character.isupper() else "x" if character.islower() else "a" if character.isalpha() else character
        if not pieces or pieces[-1] != kind:
            pieces.append(kind)
    return "".join(pieces[:5])
