"""The counted noun behind a number: "18 fact-checkers", "زائرا خليجيا", "из них 12 школ"."""

from __future__ import annotations

from unicodedata import combining

from extractor.fields.statistics.lexicon import Lexicon
from extractor.fields.statistics.quantity import Quantity
from extractor.fields.statistics.words import Words
from extractor.fold import lower

_REACH = 6
_SECOND = 3
_DASHES = frozenset("-–‑")
_SHORT = 3
_ADJECTIVES = 3


def counted_noun(quantity: Quantity, lexicon: Lexicon) -> tuple[int, int, str | None] | None:
    """First and last token of the noun phrase, and its singular where it can be told."""
    words, index = quantity.words, quantity.last + 1
    if words.at(index) == "." and words.touches(index - 1) and words.at(index - 1) in lexicon.abbreviations:
        index += 1
    if words.raw[words.ends[index - 1] : words.ends[index - 1] + 1] == "\t":
        return None  # another cell of a table
    if lexicon.spaceless:
        return _classifier(words, index, lexicon)
    index = _skip_classifier(words, index, lexicon)
    if lexicon.inflection:
        return _by_inflection(quantity, index, lexicon)
    if lexicon.plural_endings:
        return _by_plural(quantity, index, lexicon)
    link = lexicon.lists["of_money"].at(words.texts, index)
    return _next_word(words, index + link[0] if link else index, lexicon)


def _classifier(words: Words, index: int, lexicon: Lexicon) -> tuple[int, int, str | None] | None:
    """Where no space parts words, what things are counted by: "21万人", "31만 명"."""
    found = lexicon.lists["classifiers"].at(words.texts, index)
    return (index, index + found[0] - 1, None) if found and (lexicon.tokens or words.touches(index - 1)) else None


def _skip_classifier(words: Words, index: int, lexicon: Lexicon) -> int:
    found = lexicon.lists["classifiers"].at(words.texts, index)
    return index + found[0] if found and words.at(index + found[0])[:1].isalpha() else index


def _by_plural(quantity: Quantity, index: int, lexicon: Lexicon) -> tuple[int, int, str | None] | None:
    """Languages with plural endings: the first plural within reach heads the phrase; one takes a singular."""
    words = quantity.words
    stop, verbs = lexicon.sets["stop"], lexicon.sets["verbs"]
    link = lexicon.lists["of_money"].at(words.texts, index)
    if link and quantity.number.scaled:
        index += link[0]
    if words.at(index) in _DASHES and words.touches(index) and not words.touches(index - 1):
        index += 1
    start = index
    single = quantity.value == 1
    hyphened = words.at(index) in _DASHES and words.touches(index) and words.touches(index - 1)
    if hyphened:
        tied = words.at(index + 1)
        return (index + 1, index + 1, tied) if tied in lexicon.sets["tied_nouns"] else None  # "a six-member panel"
    seen = 0
    last = None
    while seen < _REACH and index < len(words):
        text = words.texts[index]
        if text in _DASHES and words.touches(index) and words.touches(index - 1) and index > start:
            index += 1
            continue
        if text in {"“", "‘", '"'} and index == start:
            start = index = index + 1
            continue
        if text in _DASHES and words.touches(index - 1) and words.at(index + 1) in lexicon.conjunctions and index > start:
            index += 2  # "oak- and pine-clad cabins"
            continue
        if text in lexicon.conjunctions and seen and not single and _is_pair(words, index, lexicon):
            index += 1
            continue
        if seen and _is_counted_name(words, index, lexicon):
            return start, index + 1, None
        if _is_in_model(words, index, quantity):
            index += 1
            continue
        if not text[0].isalpha() or text in stop or (text in verbs and not is_plural(text, lexicon)):
            break
        if single:
            if text.endswith(lexicon.adverb_endings) and lexicon.adverb_endings:
                break
            last = index
            if seen >= 2:
                break
        elif _is_fore(words, index, lexicon) or _is_in_name(words, index, lexicon):
            pass
        elif is_plural(text, lexicon) and not _is_acronym(words, index) and (text not in lexicon.sets["fore_adjectives"] or not words.at(index + 1)[:1].isalpha() or words.at(index + 1) in stop):
            last = index
            break
        seen += 1
        index += 1
    while single and last is not None and lexicon.verb_endings and words.texts[last].endswith(lexicon.verb_endings):
        last = last - 1 if last > start else None  # "1 lamp repaired"
    if last is None:
        return None
    head_index, last = last, last if single else _coordinated(words, last, lexicon)
    while start < head_index and _is_dropped(words.texts[start], lexicon) and words.texts[start + 1] not in _DASHES:
        start += 1
    head = words.texts[head_index]
    phrase = " ".join(lower(words.raw[words.starts[start] : words.starts[head_index]]).split())
    singular = head if single else singular_of(head, lexicon)
    return start, last, f"{phrase}{'' if words.texts[head_index - 1] in _DASHES else ' '}{singular}".strip()


def _is_fore(words: Words, index: int, lexicon: Lexicon) -> bool:
    """Whether an adjective stands before its noun, by its ending ("двух научных изданиях")."""
    following = words.at(index + 1)
    return bool(lexicon.fore_endings) and words.texts[index].endswith(lexicon.fore_endings) and following[:1].isalpha() and following not in lexicon.sets["stop"] and following not in lexicon.sets["verbs"]


def _is_in_name(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "two United States officers": a capitalised plural inside a name that something counted follows."""
    following = words.at(index + 1)
    return words.capital(index) and words.capital(index - 1) and following[:1].isalpha() and not words.capital(index + 1) and is_plural(following, lexicon) and following not in lexicon.sets["verbs"]


def _is_acronym(words: Words, index: int) -> bool:
    """ "BRKS": capitals throughout are no plural, for their s is none."""
    return words.raw[words.starts[index] : words.ends[index]].isupper()


def _is_counted_name(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "90 Type 9s": the plural of a name that ends in a numeral."""
    plural = words.texts[index].isdecimal() and words.touches(index) and words.at(index + 1) in lexicon.plural_endings
    return plural and len(words.texts[index]) < _SHORT and words.capital(index - 1) and not (words.touches(index + 1) and words.at(index + 2)[:1].isalnum())


def _is_in_model(words: Words, index: int, quantity: Quantity) -> bool:
    """ "two new 480 Vega trams": a numeral that begins the name of what a small number counts."""
    text = words.texts[index]
    return quantity.number.written == "words" and not quantity.number.scaled and text.isdecimal() and len(text) == _SHORT and words.capital(index + 1)


def _is_pair(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "printed and spoken editions": two adjectives of one noun."""
    adjective, noun = words.at(index + 1), words.at(index + 2)
    sets = lexicon.sets
    return adjective[:1].isalpha() and adjective not in sets["stop"] and not lexicon.is_number(adjective) and not is_plural(adjective, lexicon) and is_plural(noun, lexicon) and noun not in sets["verbs"]


def _coordinated(words: Words, last: int, lexicon: Lexicon) -> int:
    """ "soldiers and police officers": the end of a second noun, at most three words behind the conjunction."""
    if words.at(last + 1) not in lexicon.conjunctions:
        return last
    for index in range(last + 2, last + 2 + _SECOND):
        text = words.at(index)
        if not text[:1].isalpha() or text in lexicon.sets["stop"] or lexicon.is_number(text):
            return last
        if is_plural(text, lexicon):
            return index + 1 if is_plural(words.at(index + 1), lexicon) and words.at(index + 1) not in lexicon.sets["verbs"] else index
    return last


def _is_dropped(text: str, lexicon: Lexicon) -> bool:
    return text in lexicon.sets["superlatives"] or text in lexicon.sets["fore_adjectives"] or (bool(lexicon.superlative_endings) and text.endswith(lexicon.superlative_endings) and text not in lexicon.sets["adjectives"])


def is_plural(text: str, lexicon: Lexicon) -> bool:
    """Whether a word has the form of a plural noun."""
    if text in lexicon.sets["plural_nouns"]:
        return True
    return len(text) > 3 and text.endswith(lexicon.plural_endings) and not text.endswith(lexicon.not_plural_endings) and text not in lexicon.sets["not_plurals"]


def singular_of(text: str, lexicon: Lexicon) -> str:
    """The singular of a regular plural; a form that no rule fits stays."""
    if text in lexicon.singulars:
        return lexicon.singulars[text]
    for ending, replacement in lexicon.noun_endings:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text[: -len(ending)] + replacement
    return text


def _next_word(words: Words, index: int, lexicon: Lexicon) -> tuple[int, int, str | None] | None:
    """Languages without plural endings: the next word, unless it is a function word; where nouns are capitalised, the first that is."""
    if lexicon.capital_nouns:
        return _next_capital(words, index, lexicon)
    first = index
    while index - first < _ADJECTIVES and index < len(words) and _is_fore(words, index, lexicon):
        index += 1
    text = words.at(index)
    if not text[:1].isalpha() or text in lexicon.sets["stop"] or text in lexicon.sets["verbs"]:
        return None
    return first, index, lexicon.singulars.get(text) if index == first else None


def _next_capital(words: Words, index: int, lexicon: Lexicon) -> tuple[int, int, str | None] | None:
    """German "sehr verschiedene Wege": the noun behind its adjectives."""
    for last in range(index, index + _ADJECTIVES + 1):
        text = words.at(last)
        if not text[:1].isalpha() or text in lexicon.sets["stop"] or text in lexicon.sets["verbs"]:
            return None
        if words.capital(last):
            end = _compound_end(words, last)
            return index, end, lexicon.singulars.get(text) if end == index else None
    return None


def _compound_end(words: Words, index: int) -> int:
    """The last word of a compound with hyphens ("Orgel-Konzerte"); its first where a hyphen only stands for the rest ("Schwer- und Leichtverletzte")."""
    while words.at(index + 1) in _DASHES and words.touches(index) and words.touches(index + 1) and words.at(index + 2)[:1].isalpha():
        index += 2
    return index


def _by_inflection(quantity: Quantity, index: int, lexicon: Lexicon) -> tuple[int, int, str | None] | None:
    """Arabic: the noun of specification, with an adjective that agrees; "من" and a definite plural behind round numbers."""
    words = quantity.words
    text = words.at(index)
    if text in lexicon.sets["among"] and words.at(index + 1).startswith(lexicon.definite):
        noun = words.texts[index + 1].removeprefix(lexicon.definite)
        return (index + 1, index + 1, lexicon.singulars[noun]) if lexicon.singulars.get(noun, noun) != noun else None
    if text in {")", "»", '"'} and words.at(index + 1)[:1].isalpha() and words.at(quantity.first - 1) in {"(", "«", '"'}:
        index += 1
        text = words.texts[index]
    following = words.at(index + 1)
    if not is_noun(text, lexicon) or (text in lexicon.sets["level_nouns"] and following.startswith(lexicon.definite)):
        return None  # "بلغت 40 ألفا حصيلة الزوار"
    last = index
    if _agrees(text, following, lexicon):
        last = index + 1
    singular = lexicon.singulars.get(text) or _without_tanwin(text, quantity, index, lexicon)
    return index, last, singular


def is_noun(text: str, lexicon: Lexicon) -> bool:
    """Whether an Arabic word can be the noun of specification: known, or indefinite and without a proclitic it may carry."""
    if text in lexicon.singulars:
        return True
    form = lexicon.inflection
    if form is None or len(text) < _SHORT or not text.isalpha() or text in lexicon.sets["stop"] or text in lexicon.sets["verbs"] or text.startswith(lexicon.definite):
        return False
    if text[:2] == lexicon.definite[-1:] * 2:  # a preposition and the article: "للكرة"
        return False
    if text in lexicon.ordinals or text in lexicon.numbers or text.endswith(form.pronouns):
        return False
    if text[0] in form.proclitics:
        return text.endswith(form.noun_endings) and text[1:] not in lexicon.singulars and not text[1:].startswith(lexicon.definite)
    return True


def _agrees(noun: str, adjective: str, lexicon: Lexicon) -> bool:
    """Whether the next word is an adjective of the noun, by its ending ("ضربة جوية", "زائرا خليجيا", "مستشفيات عربية")."""
    form = lexicon.inflection
    if form is None or len(adjective) < _SHORT or adjective in lexicon.sets["stop"] or adjective in lexicon.sets["verbs"]:
        return False
    if adjective in form.broken_plurals:
        return noun.endswith(lexicon.sound_plurals) or lexicon.singulars.get(noun, noun) != noun
    if (adjective[0] in form.proclitics and adjective not in lexicon.countries) or adjective.startswith(lexicon.definite):
        return False
    for ending, agreeing in form.agreement:
        if noun.endswith(ending):
            return adjective.endswith(agreeing)
    return noun in lexicon.singulars and adjective not in lexicon.singulars and adjective.endswith(form.adjectives)


def _without_tanwin(text: str, quantity: Quantity, index: int, lexicon: Lexicon) -> str:
    """The printed noun without its vowel marks and its accusative ending."""
    bare = "".join(c for c in quantity.printed(index, index) if not combining(c))
    ending = lexicon.inflection.accusative if lexicon.inflection else ""
    return bare[: -len(ending)] if ending and text.endswith(ending) and len(bare) > _SHORT else bare
