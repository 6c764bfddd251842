"""A speaker's noun phrase, taken apart: name, role, and what kind of speaker its head makes it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from extractor.fields.quotes.capitalised import head_of, split_capitalised
from extractor.fields.quotes.cues import WORD_CHARS
from extractor.fields.quotes.drafts import Place
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.splitting import BESIDE_NAMES, Word, split_cased, split_uncased, split_unspaced

_LONGEST_ACRONYM = 6
_LONGEST_NAME = 5
_OPENING, _CLOSING = '«“„"', '»”“"'

Kind = Literal["person", "organisation", "document", "group", "anonymous", "unknown"]
Agreement = Literal["male", "female", "plural", "any"]

_WORD = re.compile(rf"[{WORD_CHARS}]+(?:(?:(?<=\d),(?=\d)|['’.&/\-‑]|(?<=[א-ת])[\"״](?=[א-ת]))[{WORD_CHARS}]+)*\.?|[،,()]")
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("anonymous", "anonymous"),
    ("documents", "document"),
    ("media", "organisation"),
    ("bodies", "organisation"),
    ("groups", "group"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart.

    place      what stands for the speaker, in the folded text: the name, else the phrase without apposition
    name, role parts of the phrase
    pronoun    it is a pronoun and nothing else
    definite   it points back without a name ("the minister", الوزير)
    """

    place: Place
    name: Place | None
    role: Place | None
    kind: Kind
    agreement: Agreement
    pronoun: bool = False
    definite: bool = False


def take_apart(text: str, place: Place, lexicon: Lexicon, bodies: tuple[Place, ...] = ()) -> Phrase:
    """Read a noun phrase; `bodies` are the places of organisations found in the text."""
    place = _with_closing_sign(text, place)
    if lexicon.cased and text[place[0]] in _OPENING and text[place[1] - 1] in _CLOSING:
        return Phrase(place, (place[0] + 1, place[1] - 1), None, "organisation", "any")
    words = [Word(m.start(), m.end(), m.group().lower(), m.group()[0].isupper()) for m in _WORD.finditer(text, *place)]
    words = _without_brackets(words)
    if lexicon.capitalised_nouns and words and lexicon.has("determiners", words[0].low):
        words[0] = replace(words[0], upper=False)
    while words and words[-1].low in ("،", ",", "(", ")"):
        words.pop()
    real = [w for w in words if w.low not in ("،", ",", "(", ")")]
    if not real:
        return Phrase(place, None, None, "unknown", "any")
    if len(real) <= 2 and lexicon.is_pronoun(real[0].low):
        agreement = next((kind for kind in ("male", "female", "plural") if lexicon.is_pronoun(real[0].low, kind)), "any")
        return Phrase(place, None, None, "person", _agreement(agreement), pronoun=True)
    if lexicon.bare_names and (pair := _pair(words, lexicon, bodies)):
        return Phrase(pair, None, None, "group", "plural")
    if lexicon.cased and _capital_of_sentence(text, words, lexicon):
        words[0] = replace(words[0], upper=False)
    kind = _kind(text, words, place, lexicon, bodies)
    agreement = _agreement_of(real, kind, lexicon)
    head = next((i for i, w in enumerate(words) if w.low in (",", "،") and i > 0), len(words))
    short = _with_closing_sign(text, (words[0].start, words[head - 1].end))
    if kind in ("organisation", "document", "anonymous", "group"):
        place = short
        name = _name_of_body(place, real, kind, lexicon, bodies)
        return Phrase(place, name, None, kind, agreement, definite=name is None and _is_definite(real, lexicon))
    if kind == "unknown" or (lexicon.bare_names and kind == "person" and _only_nouns(words, lexicon)):
        return Phrase(short, None, None, "unknown", agreement, definite=_is_definite(real, lexicon))
    name, role = _splitter(lexicon)(words, lexicon, bodies)
    if lexicon.drops_subject and name is not None and _all_definite(words, lexicon):
        return Phrase(short, None, None, "unknown", agreement, definite=True)
    role = _with_closing_sign(text, role) if role else None
    if name and lexicon.order == "verb-final" and not lexicon.cased and not _is_name(text[slice(*name)].split()):
        return Phrase(short, None, role, "person" if role else "unknown", agreement)
    return Phrase(
        name or short, name, role, "person" if name or role else kind, agreement, definite=name is None and _is_definite(real, lexicon)
    )


def _is_name(words: list[str]) -> bool:
    """Whether words without capitals can be a person's name: a few, and no figures."""
    return len(words) <= _LONGEST_NAME and not any(c.isdigit() for word in words for c in word)


def _splitter(lexicon: Lexicon) -> Callable[[list[Word], Lexicon, tuple[Place, ...]], tuple[Place | None, Place | None]]:
    if lexicon.capitalised_nouns:
        return split_capitalised
    return split_cased if lexicon.cased else split_unspaced if lexicon.unspaced else split_uncased


def _without_brackets(words: list[Word]) -> list[Word]:
    """The words of a phrase without what stands in brackets behind one of them: a party, an abbreviation, an age."""
    opening = next((i for i, w in enumerate(words) if w.low == "(" and i > 0), None)
    if opening is None:
        return words
    closing = next((i for i in range(opening, len(words)) if words[i].low == ")"), len(words) - 1)
    return words[:opening] + words[closing + 1 :]


def _capital_of_sentence(text: str, words: list[Word], lexicon: Lexicon) -> bool:
    """Whether the first word has its capital from the start of the sentence: nouns in lower case follow it to the end of the phrase."""
    head = words[: next((i for i, w in enumerate(words) if w.low == ","), len(words))]
    if lexicon.compounds or len(head) < 2 or any(w.upper for w in head[1:]):
        return False
    counted = lexicon.bare_names and (lexicon.has("genitives", words[1].low) or words[1].low[0].isdigit())
    if not counted and (any(lexicon.has(group, words[1].low) for group in BESIDE_NAMES) or not words[1].low[0].isalpha()):
        return False
    before = text[max(0, words[0].start - 3) : words[0].start].rstrip(" ")
    return before[-1:] in ("", "\n", ".", "!", "?", "…", "”", "»", '"')


def _all_definite(words: list[Word], lexicon: Lexicon) -> bool:
    """Nouns and adjectives with articles alone, none of them an office or a title: "الحراك الأخير" is nobody's name."""
    told = any(lexicon.is_role(w.low) or lexicon.has("titles", w.low.rstrip(".")) for w in words)
    return len(words) > 1 and not told and all(lexicon.is_definite(w.low) for w in words)


def _pair(words: list[Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> Place | None:
    """Two names with "and" between them, before an apposition: more than one speaks, and no one name is right."""
    head = words[: next((i for i, w in enumerate(words) if w.low == "," and i > 0), len(words))]
    joint = next((i for i, w in enumerate(head) if lexicon.has("coordinators", w.low)), 0)
    if not joint or joint + 1 >= len(head) or not all(w.upper for w in (*head[:joint], *head[joint + 1 :])):
        return None
    place = head[0].start, head[-1].end
    body = any(a < head[joint].start < b for a, b in bodies) or any(lexicon.has(g, w.low) for w in head for g in ("bodies", "media"))
    return None if body or lexicon.has("determiners", head[0].low) else place


def _only_nouns(words: list[Word], lexicon: Lexicon) -> bool:
    """Neither a capital that is a name nor a word of office."""
    if any((w.upper and not lexicon.has("determiners", w.low)) or lexicon.is_role(w.low) for w in words):
        return False
    return not lexicon.agent_of([w.low for w in words])


def _with_closing_sign(text: str, place: Place) -> Place:
    """A phrase that ends with a marked name keeps its closing sign."""
    start, end = place
    for opening, closing in ("«»", "“”", "„“"):
        if text.count(opening, start, end) > text.count(closing, start, end) and text[end : end + 1] == closing:
            return start, end + 1
    return place


def _agreement(value: str) -> Agreement:
    return value if value in ("male", "female", "plural") else "any"  # type: ignore[return-value]


def _agreement_of(words: list[Word], kind: Kind, lexicon: Lexicon) -> Agreement:
    if lexicon.female_endings and (office := next((w for w in words if w.upper and lexicon.is_role(w.low)), None)):
        return "female" if office.low.endswith(lexicon.female_endings) else "any" if kind == "group" else "male"
    for group in ("female", "male", "plural"):
        if any(lexicon.has(group, w.low.rstrip(".")) for w in (words[:4] if lexicon.cased else words[:1])):
            return _agreement(group)
    return "plural" if kind == "group" else "any"


def _kind(text: str, words: list[Word], place: Place, lexicon: Lexicon, bodies: tuple[Place, ...]) -> Kind:
    spelt = " ".join(w.low.rstrip(".,") for w in words)
    if any(phrase in spelt for phrase in lexicon.words["anonymity"]):
        return "anonymous"
    head = words[: next((i for i, w in enumerate(words) if w.low in (",", "،") and i > 0), len(words))]
    if lexicon.capitalised_nouns:
        head = head_of(head, lexicon)
    tie = next((i for i, w in enumerate(head) if lexicon.has("genitives", w.low)), len(head))
    if any(lexicon.is_noun_of("documents", w.low) for w in head[:tie]) and not any(lexicon.is_role(w.low) for w in head[:tie]):
        return "document"
    if (lexicon.cased or lexicon.heads_last) and any(lexicon.is_role(w.low) for w in head):
        return "group" if _is_people(head, lexicon) else "person"
    first = head[1] if lexicon.has("determiners", head[0].low) and len(head) > 1 else head[0]
    last = head[tie - 1] if lexicon.bare_names and tie else first
    for group, kind in _KINDS:
        if lexicon.is_noun_of(group, first.low) or (group == "anonymous" and lexicon.is_noun_of(group, last.low)):
            several = (
                lexicon.bare_names
                and group == "bodies"
                and first.low not in lexicon.words[group]
                and first.low.endswith(lexicon.plural_endings)
            )
            return "group" if several and first is head[-1] else kind
    if lexicon.has("roles", first.low) or lexicon.has("titles", first.low.rstrip(".")):
        return "person"
    if _is_officer(words, head, lexicon):
        return "person"
    covered = sum(min(b, head[-1].end) - max(a, place[0]) for a, b in bodies if a < head[-1].end and b > place[0])
    if covered >= 0.7 * (head[-1].end - first.start):
        return "organisation"
    if not lexicon.cased:
        return "person"
    for group, kind in _KINDS:
        if any(lexicon.is_noun_of(group, w.low) for w in head):
            return kind
    if lexicon.capitalised_nouns and first.upper and first is head[-1] and _is_acronym(text, first):
        return "organisation"
    return _kind_by_capitals(head, lexicon)


def _is_officer(words: list[Word], head: list[Word], lexicon: Lexicon) -> bool:
    """Capitals without a noun of body, with an office right behind their comma: "Silvina del Monte, directora de …"."""
    if not lexicon.cased or lexicon.bare_names or lexicon.capitalised_nouns or len(head) < 2:
        return False
    behind = words[len(head) + 1 :]
    body = any(lexicon.is_noun_of(group, w.low) for w in head for group in ("bodies", "media", "documents", "groups"))
    return bool(behind) and lexicon.is_role(behind[0].low) and not body and head[0].upper and head[-1].upper


def _is_acronym(text: str, word: Word) -> bool:
    """Capitals alone, a few of them, name a body where nouns are spelt out: "der NDR"."""
    letters = text[word.start : word.end]
    return 2 <= len(letters) <= _LONGEST_ACRONYM and letters.isupper() and letters.isalpha()


def _is_people(head: list[Word], lexicon: Lexicon) -> bool:
    """Offices in the plural, and nobody's name beside them: "federal prosecutors", "officials in Ulm"."""
    offices = [w for w in head if lexicon.is_role(w.low)]
    plural = all(w.low not in lexicon.words["roles"] and w.low.endswith(lexicon.plural_endings) for w in offices)
    if plural and lexicon.bare_names and not head[-1].upper and head[-1] is offices[-1]:
        return True
    return plural and not any(a.upper and b.upper for a, b in itertools.pairwise(head))


def _kind_by_capitals(head: list[Word], lexicon: Lexicon) -> Kind:
    """Without any noun that tells: capitals are a person, behind an article a body where persons have none, and nouns alone are unknown."""
    if not lexicon.bare_names:
        return "person"
    tie = next((i for i, w in enumerate(head) if i and (lexicon.has("genitives", w.low) or lexicon.has("adjuncts", w.low))), len(head))
    head = head[:tie]
    named = [w for w in head if w.upper and not lexicon.has("determiners", w.low)]
    if lexicon.has("articles", head[0].low) and named and len(named) == len(head) - 1:
        return "unknown" if lexicon.has("indefinites", head[0].low) else "organisation"
    agent = lexicon.agent_of([w.low for w in head])
    if agent and not agent.endswith(lexicon.role_endings) and not head[-1].upper:
        return "group"
    return "person" if agent or (named and (head[-1].upper or len(head) == 1)) else "unknown"


def _is_definite(words: list[Word], lexicon: Lexicon) -> bool:
    suffixed = lexicon.has_article(words[0].low) and lexicon.is_role(words[0].low)
    return suffixed or lexicon.has("determiners", words[0].low) or lexicon.is_definite(words[0].low)


def _name_of_body(place: Place, words: list[Word], kind: Kind, lexicon: Lexicon, bodies: tuple[Place, ...]) -> Place | None:
    inside = [(a, b) for a, b in bodies if a >= place[0] and b <= place[1]]
    new = lexicon.bare_names and lexicon.has("indefinites", words[0].low)
    if kind == "organisation" and inside and not new:
        return max(inside, key=lambda span: (span[1] - span[0], -span[0]))
    if new:
        return None
    if kind in ("organisation", "document") and len(words) >= 2 and not lexicon.cased:
        return place
    words = [w for w in words if w.end <= place[1]]
    capitals = [w for w in words if w.upper and not lexicon.has("determiners", w.low)]
    if lexicon.bare_names and len(capitals) == 1 and not words[-1].upper:
        return None
    if kind == "organisation" and lexicon.cased and capitals and (len(capitals) >= 2 or not lexicon.has("bodies", capitals[0].low)):
        return capitals[0].start, capitals[-1].end
    return None


def names_no_voice(text: str, place: Place, lexicon: Lexicon) -> bool:
    """Whether the head of a noun phrase is a thing by its ending, and no body, document or group: "die Hoffnung", "der Höhepunkt"."""
    if not lexicon.capitalised_nouns:
        return False
    words = [Word(m.start(), m.end(), m.group().lower(), m.group()[0].isupper()) for m in _WORD.finditer(text, *place)]
    nouns = [w for w in head_of(words[1:] if words and lexicon.has("determiners", words[0].low) else words, lexicon) if w.upper]
    if not nouns or not nouns[-1].low.endswith(lexicon.thing_endings) or len(nouns) > 1:
        return False
    groups = ("roles", "bodies", "media", "documents", "groups", "anonymous")
    return not any(lexicon.is_noun_of(group, nouns[-1].low) for group in groups)
