"""From what a byline says to names of persons.

Keys of the [metadata] table that are read here (words in lower case)
    byline        words before names ("by", "كتب")
    editors       words of a byline before those who edited the text ("edited by", "editor")
    conjunctions  words between names ("and", "و")
    roles         words of a function or a place that follow a name ("correspondent", "مراسل")
    not_authors   what stands in a byline and is nobody ("staff", "وكالات")
    agencies      news agencies as they are printed
    capitalised_nouns    whether every noun is written with a capital, so that capitals tell no name
    particles     words of names that are written small ("van", "de")
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractor.fields.titles import agree, squash
from extractor.fold import fold_word, key, lower
from extractor.knowledge.names import names as known_names
from extractor.languages import Language, language

_NEVER = "(?!)"
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+|@\w+|\S+\.(?:com|org|net|php|html)\b\S*", re.IGNORECASE)
_HOST = re.compile(r"[\w-]{3,}\.[A-Za-z]{2,4}$")
_DIVIDERS = re.compile(r"\s*(?:[;|•·/／،؛、,>]|\n)\s*")
_DASH = re.compile(r"\s+[-–—]+\s+")
_BETWEEN_SIGNATURES = re.compile(r"\s*[/,]\s*")
_IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{3,60})[)）\]]")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_FRAGMENT_END = re.compile(r"[|•·\n]|\s[-–—/]\s|\d|\s{2,}|\s\S+[:：](?=\s*\S)")
_DATE_BEFORE = re.compile(r"^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s*[-–—|•·]\s*(?=[^\W\d])")
_WHOLE_BRACKETS = re.compile(r"^\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*$")
_OPENING_BRACKETS = frozenset("(（[")
_EDGES = " \t.:,;|-–—_*\"'“”«»()[]…،؛\u200e\u200f"
_SHORT_LINE, _LONGEST_UNSPACED, _LONGEST_ACRONYM, _SHORT_WEEKDAY = 6, 8, 6, 3
_LONGEST_NAME, _MOST_WORDS, _MOST_NAMES, _LONGEST_TEXT, _OPENING, _SIGNATURE_WORDS = 60, 6, 30, 600, 90, 4
_UNSPACED = frozenset(("Thai", "Jpan", "Hani", "Hans", "Hant"))
_KOREAN = re.compile("[\uac00-\ud7af]")
_UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Outlets:
    """What the publisher is called, squashed, and the core of its domain."""

    names: frozenset[str] = frozenset()
    core: str = ""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The table, compiled: folded lower-case words and the patterns made of them."""

    byline: re.Pattern[str]
    glued_byline: re.Pattern[str]
    line: re.Pattern[str]
    conjunction: re.Pattern[str]
    glued: tuple[str, ...]
    roles: frozenset[str]
    particles: frozenset[str]
    nobody: frozenset[str]
    bylines: frozenset[str]
    editors: re.Pattern[str]
    date: re.Pattern[str]
    capitals_tell: bool
    spaced: bool


@cache
def name_words(of: Language) -> NameWords:
    """The compiled [metadata] table of a language, with English, which bylines of every language use."""
    english = language("en").section("metadata")
    sections = [of.section("metadata"), english]
    words = {name: [form for s in sections for w in s.get(name, ()) for form in dict.fromkeys((lower(w), lower(fold_word(w))))] for name in ("byline", "editors", "conjunctions", "roles", "not_authors", "agencies")}
    free = [w for w in words["conjunctions"] if (w.isalpha() and len(w) > 1) or (w.isascii() and w.isalpha())]
    signs = [w for w in words["conjunctions"] if not w.isalpha() or (_UNCASED.match(w) and not w.isascii() and of.code in {"ja", "zh", "ko"})]
    byline = _either(words["byline"])
    return NameWords(
        byline=re.compile(rf"^\s*(?:{byline})(?:\s*[:：/\-–—＝=]\s*|\s+|$)", re.IGNORECASE),
        glued_byline=re.compile(rf"^(?:{'|'.join(re.escape(w.capitalize()) for w in words['byline'] if w.isascii() and w.isalpha()) or _NEVER})(?=[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ])"),
        line=re.compile(rf"(?:^|[|·•–—/)\d.:]\s*)(?:{byline})(?:\s*[:：＝/]\s*|\s+)", re.IGNORECASE),
        conjunction=re.compile(rf"\s+(?:{_either(free)})\s+|\s*(?:{_either(signs)})\s*", re.IGNORECASE),
        glued=tuple(w for w in of.section("metadata").get("conjunctions", ()) if len(w) == 1 and of.direction == "rtl"),
        roles=frozenset(words["roles"]),
        particles=frozenset(lower(fold_word(w)) for w in english.get("particles", ())),
        nobody=frozenset(squash(w) for w in [*words["not_authors"], *words["agencies"]]),
        bylines=frozenset(squash(w) for w in words["byline"]),
        editors=re.compile(rf"^\s*(?:{_either(words['editors'])})(?:\s*[:：/]|\s)", re.IGNORECASE),
        date=_dates(of),
        capitals_tell=not of.section("metadata").get("capitalised_nouns", False),
        spaced=not any(s in _UNSPACED for s in of.scripts),
    )


def _dates(of: Language) -> re.Pattern[str]:
    """Where a date begins in a byline: a weekday, a month before a number, a number."""
    sections = [of.section("dates"), language("en").section("dates")]
    weekdays = _either(w for s in sections for names in s.get("weekdays", ()) for w in names if len(w) > _SHORT_WEEKDAY)
    months = _either(w for s in sections for names in s.get("months", ()) for w in names)
    return re.compile(rf"(?<!\w)(?:{weekdays})(?!\w)|(?<!\w)(?:{months})\.?,?\s*\d|\s\d", re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) or _NEVER


def names_in(text: str, words: NameWords, outlets: Outlets, single: bool = True) -> list[str]:
    """The names of persons in a byline or an author value, as printed, in order.

    `outlets` are the publisher's names, squashed; `single` says whether a name may be one word.
    """
    text = _WHOLE_BRACKETS.sub(r"\1", _ADDRESS.sub(" ", text[:_LONGEST_TEXT].replace("\u00ad", "")))
    text = _BRACKETS.sub(" ", text)
    text = words.date.split(_without_byline(" ".join(text.split()), words), maxsplit=1)[0]
    for part in _DASH.split(text):
        if squash(part) in outlets.names:
            break
        if found := _names_of(part, words, outlets, single):
            return found[:_MOST_NAMES]
    return []


def _names_of(text: str, words: NameWords, outlets: Outlets, single: bool) -> list[str]:
    """The names in a part of a byline; behind a dash stands a place or an outlet, and is not read where a name stands before it."""
    found: list[str] = []
    titled: list[str] = []
    for piece in _pieces(text, words):
        bare = _without_byline(piece, words)
        tokens = bare.split()
        name = _without_role(bare, words, outlets).strip(_EDGES)
        only_staff = len(tokens) > 2 and squash(tokens[-1]) in words.nobody and len(name.split()) >= len(tokens) - 1
        if only_staff or _is_outlet(squash(bare), tokens, outlets):
            continue
        if found and len(name) < len(bare.strip(_EDGES)) and not _ends_in_role(bare, name, words):
            continue
        if is_name(name, words, outlets) and (single or len(name.split()) > 1 or not words.spaced or _KOREAN.search(name)):
            found.append(name)
            if name != bare.strip(_EDGES) and _KOREAN.search(name):
                titled.append(name)
        elif found and piece[:1].islower():
            break
    return list(dict.fromkeys(titled or found))


def names_in_line(line: str, words: NameWords, outlets: Outlets) -> list[str]:
    """The names behind a byline's word in a line that may hold a date or a section as well."""
    for match in words.line.finditer(_WHOLE_BRACKETS.sub(r"\1", line) if line.lstrip()[:1] in _OPENING_BRACKETS else line):
        fragment = match.string[match.end() :]
        fragment = words.date.split(fragment, maxsplit=1)[0]
        if end := _FRAGMENT_END.search(fragment):
            fragment = fragment[: end.start()]
        if _UNCASED.match(fragment) and not match[0].rstrip().endswith((":", "：", "-", "/", "＝")) and len(fragment.split()) > _SHORT_LINE:
            continue
        if names := names_in(fragment, words, outlets, single=match.start() == 0 and len(fragment.split()) == 1):
            return names
    return []


def names_alone(line: str, words: NameWords, outlets: Outlets, known: bool = False) -> list[str]:
    """The names that are all of a paragraph, as signatures are, or all that stands before or behind a dateline's date.

    Where capitals do not tell names, or a `known` one is asked for, each has to begin with a known first name; a place or an outlet may
    then stand before or behind it.
    """
    behind = _DATE_BEFORE.sub("", line)
    before = behind if behind != line else words.date.split(line, maxsplit=1)[0]
    before = before.split("|", 1)[0].strip(_EDGES)
    uncased = bool(_UNCASED.search(before))
    for part in _DASH.split(before) if known or uncased else [before]:
        pieces = [piece.split() for piece in _BETWEEN_SIGNATURES.split(part)]
        if all(2 <= len(tokens) <= _SIGNATURE_WORDS and _written_as_name(tokens, words, uncased, known) for tokens in pieces) and (found := names_in(part, words, outlets, single=False)):
            return found
    return []


def _written_as_name(tokens: list[str], words: NameWords, uncased: bool, known: bool) -> bool:
    if uncased:
        return words.spaced and is_first_name(tokens[0])
    return all(t[:1].isupper() and not t.isupper() for t in tokens) and ((words.capitals_tell and not known) or is_first_name(tokens[0]))


def is_small_name(text: str, words: NameWords, outlets: Outlets) -> bool:
    """Whether a stated author is a name that the page writes without capitals: a known first name, alone or with others behind it."""
    parts = text.split()
    return text.islower() and bool(parts) and all(p.isalpha() for p in parts) and is_first_name(parts[0]) and is_name(text.title(), words, outlets)


def is_first_name(word: str) -> bool:
    """Whether a word is on the list of first names."""
    return "first" in known_names().get(lower(fold_word(word)), ())


def names_in_opening(text: str, words: NameWords, outlets: Outlets) -> list[str]:
    """The names in brackets at the opening of a text, behind a byline's word: "…4月18日电（记者 林悦）"."""
    for match in _IN_BRACKETS.finditer(text[:_OPENING]):
        if words.byline.match(match[1]) and (names := names_in(match[1], words, outlets)):
            return names
    return []


def is_name(text: str, words: NameWords, outlets: Outlets) -> bool:
    """Whether a text can be a person's name: few words, capitals where the script has them, neither role, agency nor outlet."""
    squashed, parts = squash(text), text.split()
    if not (len(squashed) >= 2 and len(text) <= _LONGEST_NAME and len(parts) <= _MOST_WORDS) or any(c.isdigit() or c in ":：?!" for c in text):
        return False
    if squashed in words.nobody or squashed in words.bylines or squashed in words.roles or _is_outlet(squashed, parts, outlets):
        return False
    if _HOST.match(text) or known_names().get(lower(fold_word(text))) == ("place",):
        return False
    if any(squash(token) in words.nobody for part in parts for token in part.split("-") if len(parts) > 1 or "-" in part):
        return False
    if _UNCASED.search(text):
        return len(parts) > 1 or (not words.spaced and len(text) <= _LONGEST_UNSPACED) or bool(_KOREAN.search(text))
    if len(parts) == 1 and len(text) <= _LONGEST_ACRONYM and text.isupper():
        return False
    if len(parts) > 1 and parts[-1][:1].islower():
        return False
    capitals = sum(p[:1].isupper() for p in parts)
    if parts[0][:1].islower() and (lower(parts[0]) not in words.particles or len(parts) < 2):
        return False
    return capitals > 0 and all(p[:1].isupper() or not p[:1].isalpha() or lower(fold_word(p)).strip(_EDGES) in words.particles or "'" in p or "’" in p for p in parts)


def _is_outlet(squashed: str, parts: list[str], outlets: Outlets) -> bool:
    if squashed in outlets.names or (len(parts) > 1 and outlets.core and agree(" ".join(parts), outlets.core)):
        return True
    return any(len(o) >= 5 and o in squashed for o in outlets.names) or (len(parts) > 1 and any(squash(p) in outlets.names for p in parts))


def _without_byline(text: str, words: NameWords) -> str:
    for _ in range(3):
        stripped = text.strip(_EDGES)
        shorter = words.byline.sub("", stripped, count=1)
        shorter = words.glued_byline.sub("", shorter, count=1)
        if shorter == text:
            break
        text = shorter
    return text


def _pieces(text: str, words: NameWords) -> list[str]:
    pieces: list[str] = []
    for piece in _DIVIDERS.split(text):
        for part in words.conjunction.split(piece):
            pieces.extend(_unglued(part, words))
    return [p for p in (piece.strip(_EDGES) for piece in pieces) if p]


def _unglued(part: str, words: NameWords) -> list[str]:
    """Parts of a text whose conjunction is glued to the second name: "منى سالم وسامي علي" is two names."""
    tokens = part.split()
    for mark in words.glued:
        for i in range(2, len(tokens) - 1):
            if tokens[i].startswith(mark) and len(tokens[i]) > 3:
                return [" ".join(tokens[:i]), " ".join([tokens[i][1:], *tokens[i + 1 :]])]
    return [part]


def _without_role(piece: str, words: NameWords, outlets: Outlets) -> str:
    """A name without the role behind it: cut before the first word that is no part of a name: a function, or a word written small."""
    tokens = piece.split()
    if len(tokens) == 1 and not words.spaced:
        return _without_glued_role(piece, words)
    for i in range(1, len(tokens)):
        word = lower(fold_word(tokens[i])).strip(_EDGES)
        small = tokens[i][:1].islower() and word not in words.particles
        if i >= 2 and len(word) >= 4 and any(word in name and word != name for name in outlets.names):
            return " ".join(tokens[:i])
        if (small or word in words.roles) and (small or i >= 2 or bool(_UNCASED.search(tokens[i]))):
            if _KOREAN.search(piece) and not small:
                return tokens[i - 1]
            return " ".join(tokens[:i]) if i >= 2 or _UNCASED.search(piece) else piece
    return piece


def _without_glued_role(piece: str, words: NameWords) -> str:
    """A name without the role glued to it, in scripts without spaces: 記者 before or behind it."""
    for role in sorted(words.roles, key=lambda r: (-len(r), r)):
        if _UNCASED.match(role) and len(piece) > len(role) + 1:
            if piece.endswith(role):
                return piece[: -len(role)]
            if piece.startswith(role):
                return piece[len(role) :]
    return piece


def _ends_in_role(piece: str, name: str, words: NameWords) -> bool:
    """Whether what was cut from a name begins with a function, and not with another word, such as an institution's."""
    cut = piece.partition(name)[2].split()
    return bool(cut) and lower(fold_word(cut[0])).strip(_EDGES) in words.roles


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: equal but for case, diacritics and marks."""
    return key(one) == key(other)
