"""A speaker's noun phrase, taken apart: name, role, and what kind of speaker its head makes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.fields.quotes.cues import WORD_CHARS
from extractor.fields.quotes.drafts import Place
from extractor.fields.quotes.lexicon import Lexicon

Kind = Literal["person", "organisation", "document", "group", "anonymous", "unknown"]
Agreement = Literal["male", "female", "plural", "any"]

_WORD = re.compile(rf"[{WORD_CHARS}]+(?:(?:['’.&/\-‑]|(?<=[א-ת])[\"״](?=[א-ת]))[{WORD_CHARS}]+)*\.?|[،,()]")
_KINDS: tuple[tuple[str, Kind], ...] = (
    ("anonymous", "anonymous"),
    ("documents", "document"),
    ("media", "organisation"),
    ("bodies", "organisation"),
    ("groups", "group"),
)
_LONGEST_NAME = 6


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


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    low: str
    upper: bool


def take_apart(text: str, place: Place, lexicon: Lexicon, bodies: tuple[Place, ...] = ()) -> Phrase:
    """Read a noun phrase; `bodies` are the places of organisations found in the text."""
    place = _with_closing_sign(text, place)
    words = [_Word(m.start(), m.end(), m.group().lower(), m.group()[0].isupper()) for m in _WORD.finditer(text, *place)]
    while words and words[-1].low in ("،", ",", "(", ")"):
        words.pop()
    real = [w for w in words if w.low not in ("،", ",", "(", ")")]
    if not real:
        return Phrase(place, None, None, "unknown", "any")
    if len(real) <= 2 and lexicon.has("pronouns", real[0].low):
        agreement = next((kind for kind in ("male", "female", "plural") if lexicon.has(f"pronouns.{kind}", real[0].low)), "any")
        return Phrase(place, None, None, "person", _agreement(agreement), pronoun=True)
    kind = _kind(real, place, lexicon, bodies)
    agreement = _agreement_of(real, kind, lexicon)
    head = next((i for i, w in enumerate(words) if w.low in (",", "،") and i > 0), len(words))
    short = _with_closing_sign(text, (words[0].start, words[head - 1].end))
    if kind in ("organisation", "document", "anonymous", "group"):
        place = short
        name = _name_of_body(place, real, kind, lexicon, bodies)
        return Phrase(place, name, None, kind, agreement, definite=name is None and _is_definite(real, lexicon))
    split = _split_cased if lexicon.cased else _split_unspaced if lexicon.unspaced else _split_uncased
    name, role = split(words, lexicon, bodies)
    role = _with_closing_sign(text, role) if role else None
    return Phrase(name or short, name, role, "person" if name or role else kind, agreement, definite=name is None and _is_definite(real, lexicon))


def _with_closing_sign(text: str, place: Place) -> Place:
    """A phrase that ends with a marked name keeps its closing sign."""
    start, end = place
    for opening, closing in ("«»", "“”", "„“"):
        if text.count(opening, start, end) > text.count(closing, start, end) and text[end : end + 1] == closing:
            return start, end + 1
    return place


def _agreement(value: str) -> Agreement:
    return value if value in ("male", "female", "plural") else "any"  # type: ignore[return-value]


def _agreement_of(words: list[_Word], kind: Kind, lexicon: Lexicon) -> Agreement:
    for group in ("female", "male", "plural"):
        if any(lexicon.has(group, w.low.rstrip(".")) for w in (words[:4] if lexicon.cased else words[:1])):
            return _agreement(group)
    return "plural" if kind == "group" else "any"


def _kind(words: list[_Word], place: Place, lexicon: Lexicon, bodies: tuple[Place, ...]) -> Kind:
    spelt = " ".join(w.low.rstrip(".,") for w in words)
    if any(phrase in spelt for phrase in lexicon.words["anonymity"]):
        return "anonymous"
    first = next((i for i, w in enumerate(words) if w.low in (",", "،")), len(words))
    if (lexicon.cased or lexicon.heads_last) and any(lexicon.is_role(w.low) for w in words[:first]):
        return "person"
    head = words[1] if lexicon.has("determiners", words[0].low) and len(words) > 1 else words[0]
    for group, kind in _KINDS:
        if lexicon.is_noun_of(group, head.low):
            return kind
    if lexicon.has("roles", head.low) or lexicon.has("titles", head.low.rstrip(".")):
        return "person"
    covered = sum(min(b, place[1]) - max(a, place[0]) for a, b in bodies if a < place[1] and b > place[0])
    if covered >= 0.7 * (place[1] - head.start):
        return "organisation"
    if lexicon.cased:
        for group, kind in _KINDS:
            if any(lexicon.is_noun_of(group, w.low) for w in words[:first]):
                return kind
    return "person"


def _is_definite(words: list[_Word], lexicon: Lexicon) -> bool:
    return lexicon.has("determiners", words[0].low) or lexicon.is_definite(words[0].low)


def _name_of_body(place: Place, words: list[_Word], kind: Kind, lexicon: Lexicon, bodies: tuple[Place, ...]) -> Place | None:
    inside = [(a, b) for a, b in bodies if a >= place[0] and b <= place[1]]
    if kind == "organisation" and inside:
        return max(inside, key=lambda span: (span[1] - span[0], -span[0]))
    if kind in ("organisation", "document") and len(words) >= 2 and not lexicon.cased:
        return place
    capitals = [w for w in words if w.upper and not lexicon.has("determiners", w.low)]
    if kind == "organisation" and lexicon.cased and capitals and (len(capitals) >= 2 or not lexicon.has("bodies", capitals[0].low)):
        return capitals[0].start, capitals[-1].end
    return None


def _split_cased(words: list[_Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> tuple[Place | None, Place | None]:
    """The last run of capitals before an apposition is the name; what stands before or behind it is the role."""
    del bodies
    comma = next((i for i, w in enumerate(words) if w.low == "," and i > 0), len(words))
    runs: list[tuple[int, int]] = []
    at = 0
    while at < comma:
        if words[at].upper and not lexicon.has("determiners", words[at].low):
            end = at + 1
            while end < comma and (words[end].upper or (lexicon.has("particles_of_names", words[end].low) and end + 1 < comma and words[end + 1].upper)):
                end += 1
            runs.append((at, end))
            at = end
        else:
            at += 1
    behind = [w for w in words[comma + 1 :] if w.low != ","]
    if behind and len(behind) <= _LONGEST_NAME and all(w.upper or lexicon.has("particles_of_names", w.low) for w in behind) and _is_office(words[:comma], lexicon):
        return (behind[0].start, behind[-1].end), (words[0].start, words[comma - 1].end)
    if not runs:
        whole = (words[0].start, words[-1].end)
        return None, whole
    run = next((r for r in reversed(runs) if _can_be_a_person(words, r, lexicon)), None)
    if run is None:
        return None, (words[0].start, words[comma - 1].end)
    first, last = run
    office = [i for i in range(first, last) if lexicon.is_role(words[i].low) or lexicon.has("titles", words[i].low.rstrip("."))]
    if office:
        first = office[-1] + 1
    if first >= last:
        return None, (words[0].start, words[comma - 1].end)
    if last - first > _LONGEST_NAME:
        first = last - 2
    name = (words[first].start, words[last - 1].end)
    before = [w for w in words[:first] if not lexicon.has("titles", w.low.rstrip("."))]
    if before and any(not lexicon.has("determiners", w.low) for w in before):
        return name, (before[0].start, before[-1].end)
    if any(lexicon.is_role(w.low) for w in words[comma + 1 :]) and not (
        lexicon.has("pronouns", words[comma + 1].low) or lexicon.has("relatives_of_clauses", words[comma + 1].low)
    ):
        start = comma + 1
        while start < len(words) - 1 and (words[start].low.isdigit() or words[start].low == ","):
            start += 1
        return name, (words[start].start, words[-1].end)
    if any(lexicon.is_role(w.low) for w in words[last:comma]):
        return name, (words[last].start, words[comma - 1].end)
    return name, None


def _can_be_a_person(words: list[_Word], run: tuple[int, int], lexicon: Lexicon) -> bool:
    """A run of capitals that no preposition ties to what stands before, and that names no body."""
    first, last = run
    before = first - 1
    while before > 0 and lexicon.has("determiners", words[before].low):
        before -= 1
    tied = before > 0 and (lexicon.has("particles_of_names", words[before].low) or lexicon.has("adjuncts", words[before].low))
    return not tied and not any(lexicon.has(group, w.low) for w in words[first:last] for group in ("bodies", "media", "documents"))


def _is_office(words: list[_Word], lexicon: Lexicon) -> bool:
    office = any(lexicon.is_role(w.low) for w in words)
    return office and (lexicon.has("determiners", words[0].low) or not words[0].upper or lexicon.is_role(words[0].low))


def _split_uncased(words: list[_Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> tuple[Place | None, Place | None]:
    """Without capitals, a role begins with a word of office and ends where a word without article follows one with it."""
    comma = next((i for i, w in enumerate(words) if w.low in ("،", ",") and i > 0), None)
    if comma is not None and comma + 1 < len(words):
        left, right = words[:comma], words[comma + 1 :]
        if lexicon.has("relatives", right[0].low):
            return _split_uncased(left, lexicon, bodies)
        if lexicon.has("titles", right[0].low.rstrip(".")) and _opens_role(left[0], lexicon):
            return _after_titles(right, lexicon), (left[0].start, left[-1].end)
        titled = lexicon.has("titles", left[0].low.rstrip(".")) and len(left) > 1 and not _opens_role(left[1], lexicon)
        if _opens_role(left[0], lexicon) and not titled:
            name, role = _split_uncased(left, lexicon, bodies)
            if name is not None:
                return name, role
            return _split_uncased(right, lexicon, bodies)[0] or _after_titles(right, lexicon), (left[0].start, left[-1].end)
        return _after_titles(left, lexicon), (right[0].start, right[-1].end)
    relative = next((i for i, w in enumerate(words) if lexicon.has("relatives", w.low) and i > 0), None)
    if relative is not None:
        words = words[:relative]
    if lexicon.heads_last:
        last = max((i for i, w in enumerate(words) if lexicon.is_role(w.low) or lexicon.has("titles", w.low)), default=-1)
        titled = last >= 0 and lexicon.has("titles", words[last].low)
        if 0 <= last < len(words) - 2 or (titled and last < len(words) - 1):
            return (words[last + 1].start, words[-1].end), (words[0].start, words[last].end)
    while len(words) > 2 and lexicon.has("titles", words[0].low.rstrip(".")) and _opens_role(words[1], lexicon):
        words = words[1:]
    if lexicon.has("titles", words[0].low.rstrip(".")) and len(words) > 1:
        return _name_first(words, lexicon)
    if not _opens_role(words[0], lexicon):
        if _is_definite(words, lexicon) and len(words) > 1 and not lexicon.is_definite(words[1].low) and not _is_joined(words[1], lexicon):
            return (words[1].start, words[-1].end), (words[0].start, words[0].end)
        return _name_first(words, lexicon)
    title = next((i for i in range(len(words) - 1, 0, -1) if lexicon.has("titles", words[i].low.rstrip("."))), None)
    if title is not None and title + 1 < len(words):
        start = title
        while start > 1 and lexicon.has("titles", words[start - 1].low.rstrip(".")):
            start -= 1
        return _name_from(words, title + 1, lexicon), (words[0].start, words[start - 1].end)
    split = _end_of_role(words, lexicon, bodies)
    if split is None:
        return None, (words[0].start, words[-1].end)
    return _name_from(words, split, lexicon), (words[0].start, words[split - 1].end)


def _name_from(words: list[_Word], start: int, lexicon: Lexicon) -> Place:
    """A name from a word on: it ends with its family name, a word with article that no further one follows."""
    end = start + 1
    while end < len(words) and end - start < _LONGEST_NAME:
        family = end - 1 > start and lexicon.is_definite(words[end - 1].low)
        if family and not lexicon.is_definite(words[end].low):
            break
        end += 1
    return words[start].start, words[end - 1].end


def _split_unspaced(words: list[_Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> tuple[Place | None, Place | None]:
    """Role and name written together: the name follows the last word of office, or stands before it; honorifics are no part of it."""
    del bodies
    if len(words) > 1:
        last = words[-1]
        if any(last.low.endswith(role) for role in lexicon.words["roles"]):
            return (words[0].start, words[-2].end), (last.start, last.end)
        return (words[0].start, words[-1].end), None
    word = words[0]
    end = word.end
    for honorific in sorted(lexicon.words["honorifics"], key=len, reverse=True):
        if word.low.endswith(honorific) and len(honorific) < len(word.low):
            end = word.end - len(honorific)
            break
    text = word.low[: end - word.start]
    ends = [(text.rfind(role) + len(role), role) for role in lexicon.words["roles"] if role in text]
    if not ends:
        return (word.start, end), None
    cut, role = max(ends)
    if cut == len(text):
        start = cut - len(role)
        return ((word.start, word.start + start), (word.start + start, end)) if start > 1 else (None, (word.start, end))
    joint = 1 if text[cut : cut + 1] in lexicon.words["role_joints"] else 0
    return (word.start + cut + joint, end), (word.start, word.start + cut)


def _opens_role(word: _Word, lexicon: Lexicon) -> bool:
    return lexicon.has("roles", word.low) or lexicon.has("roles", lexicon.without_article(word.low))


def _after_titles(words: list[_Word], lexicon: Lexicon) -> Place | None:
    start = 0
    while start < len(words) - 1 and lexicon.has("titles", words[start].low.rstrip(".")):
        start += 1
    return (words[start].start, words[-1].end) if words else None


def _name_first(words: list[_Word], lexicon: Lexicon) -> tuple[Place | None, Place | None]:
    construct = len(words) >= 3 and lexicon.is_definite(words[1].low) and not lexicon.has("titles", words[0].low.rstrip("."))
    if construct and not (lexicon.has("name_parts", words[1].low) or lexicon.has("name_heads", words[0].low)):
        last = max(i for i, w in enumerate(words) if lexicon.is_definite(w.low))
        if last < len(words) - 1 and not any(lexicon.has("role_joints", w.low) or _is_joined(w, lexicon) for w in words[last + 1 :]):
            return (words[last + 1].start, words[-1].end), (words[0].start, words[last].end)
    start = 0
    while start < len(words) - 1 and lexicon.has("titles", words[start].low.rstrip(".")):
        start += 1
    for at in range(start + 1, len(words)):
        low = words[at].low
        if _opens_role(words[at], lexicon) or lexicon.has("bodies", low):
            return (words[start].start, words[at - 1].end), (words[at].start, words[-1].end)
        if lexicon.has("role_joints", low) or lexicon.has("adjuncts", low):
            return (words[start].start, words[at - 1].end), None
    return (words[start].start, words[-1].end), None


def _end_of_role(words: list[_Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> int | None:
    """Index of the first word of the name behind a role; None when the phrase is all role."""
    seen = lexicon.is_definite(words[0].low)
    for at in range(1, len(words)):
        word, previous = words[at], words[at - 1]
        if any(a <= word.start < b for a, b in bodies):
            seen = True
            continue
        if lexicon.is_definite(word.low):
            seen = True
            continue
        if not seen or _opens_role(word, lexicon) or _is_joined(word, lexicon) or _is_joined(previous, lexicon):
            continue
        if lexicon.has("role_joints", word.low) or lexicon.has("role_joints", previous.low) or lexicon.has("bodies", previous.low):
            continue
        if lexicon.has("bodies", word.low):
            continue
        return at
    return None


def _is_joined(word: _Word, lexicon: Lexicon) -> bool:
    """A preposition or conjunction is written to the word (بوزارة, لشؤون, والمالية), and the word is no name that begins so."""
    low = word.low
    rest = low[1:]
    joined = len(low) > 3 and low[0] in lexicon.joined_prepositions
    return joined and (lexicon.is_definite(rest) or lexicon.has("bodies", rest) or lexicon.has("role_nouns", rest))
