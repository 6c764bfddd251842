"""Whom the article names as its own source: agencies in datelines and sign-offs, and media and bodies that it credits in the text.

Keys of the [metadata] table that are read here
    agencies             news agencies as they are printed
    attribution          words before a credited source ("according to", "وفقا ل"); behind it where `attribution_follows`
    attribution_framed   those of them that credit only where one of `framing` stands behind the name ("wie … berichtet")
    framing              verbs of reporting that do
    day_behind_agency    true where the day may follow an agency with a capital ("told Reuters Tuesday")
    reports              phrases that credit a body's figures or report, and so make it the article's source
    byline               words that lead to an author, and so to an agency in an author's place
    source_labels        labels of a source ("Source", "المصدر")
    media_heads          nouns that name a medium ("newspaper", "صحيفة")
    articles             words before a medium's name that are no part of it; those of all languages, since names keep their own
    told                 verbs and nouns of speaking to a medium, where the language glues its preposition to the agency ("صرح … لوأج")
    told_joined          these prepositions
    not_authors          what stands in a byline and names nobody ("agencies", "وكالات")

Everything is matched over the folded text in lower case; the evidence is the printed words from the phrase to the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.blocks import Block
from extractor.facts import Credit, Organisation
from extractor.fields.titles import core_of, squash
from extractor.fold import fold_word, lower
from extractor.languages import Language, available, language
from extractor.reading import Passage, Reading

Kind = Literal["agency", "media", "organisation"]

_NEVER = "\uffff(?!)"
"""Matches nothing; a search for it skips to a character that no text has."""
_DATELINE = re.compile(r"[^().!?؟\n]{2,70}\(([^\W\d][\w.&\-]{1,11}(?:\s[^\W\d][\w.]{0,8}){0,2})\)\s?[-–—]")
"""An opening in the form of an agency's dateline, whatever the agency: "HAVEN, 3 May (XYZ) –"."""
_OPEN, _CLOSE = "\"“”„«‹「『'‘", "\"“”»›」』'’"
_OPENING, _SIGN_OFF, _LONGEST_NAME, _MOST_WORDS, _TOLD = 140, 90, 48, 6, 90
_LINES_AFTER, _LINES_BEHIND, _LINE_LENGTH = 12, 6, 160
_FRAME = 40
"""Characters behind a name within which the verb that frames it stands."""
_DATELINE_ROLES = frozenset(("dateline", "byline", "other", "credit", "box"))
_PARTS = re.compile(r"\s[-–—/]\s|[,،/]")
_BEHIND = re.compile("[\u3000，、]")
_WHEN = re.compile(r"\s+\d[\d\s./:\-–]*$")
_FEW_WORDS = 3
"""Words of a line that credits an agency and no photographer."""
_CAPITALISED = re.compile(r"\s[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class CreditWords:
    """The table, compiled."""

    agencies: dict[str, frozenset[str]]
    agency: re.Pattern[str]
    bracketed: re.Pattern[str]
    dashed: re.Pattern[str]
    signed: re.Pattern[str]
    attributed: re.Pattern[str]
    reported: re.Pattern[str]
    follows: re.Pattern[str]
    head: re.Pattern[str]
    heads: frozenset[str]
    label: re.Pattern[str]
    led: re.Pattern[str]
    told: re.Pattern[str]
    nobody: frozenset[str]
    framed: frozenset[str]
    framing: re.Pattern[str]
    day_behind: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A credit with its place, before repeats are dropped."""

    start: int
    name: str
    kind: Kind
    evidence: str
    key: str | None = None


@cache
def credit_words(of: Language) -> CreditWords:
    """The compiled [metadata] table of a language; the names of agencies in English are known in every language."""
    own, english = of.section("metadata"), language("en").section("metadata")
    agencies = [*own.get("agencies", ()), *english.get("agencies", ())]
    agency = _either(agencies)
    spaced = not any(s in {"Jpan", "Hani", "Hans", "Thai"} for s in of.scripts)
    opening = _opening if spaced else _either
    attribution, articles = own.get("attribution", ()), _either(_articles())
    follows = bool(own.get("attribution_follows"))
    return CreditWords(
        agencies=_forms(agencies),
        agency=re.compile(rf"({agency})(?!\w)"),
        bracketed=re.compile(rf"[(（\[]\s*(?:\w+\s?[/،,]\s?)?({agency})\s*(?:[/،,]\s?[\w\s]{{1,20}})?[)）\]]"),
        dashed=re.compile(rf"(?:^|[\-–—/,،|]\s*)({agency})\s*(?:[\-–—:/،,|]|$)"),
        signed=re.compile(rf"(?:[(（\[/]|[\-–—]\s*)({agency})(?:\s*[/،,]\s?[\w\s/.]{{1,24}})?(?:[)）\]/.]|$)"),
        attributed=re.compile(_NEVER if follows else rf"(?:{opening(attribution)})\s?[ـ\-]?\s*(?:(?:{articles})\s)?"),
        reported=re.compile(rf"(?:{opening(own.get('reports', ()))})\s(?:(?:{articles})\s)?"),
        follows=re.compile(rf"[\s\"”»」』]{{0,2}}(?:{_either(attribution)})" if follows else _NEVER),
        head=re.compile(rf"(?:{_either(own.get('media_heads', ()))})(?!\w)" if spaced else _NEVER),
        heads=frozenset(_fold(w) for w in own.get("media_heads", ())),
        label=re.compile(rf"(?:^|[|(\[\s])(?:{_either([*own.get('source_labels', ()), *english.get('source_labels', ())])})\s?[:：]\s?([^|()\[\]:：\n]{{2,48}})"),
        led=re.compile(rf"^(?:{_either(own.get('byline', ()))})\s?[:：]?\s?({agency})(?!\w)"),
        told=re.compile(rf"(?:{opening(own.get('told', ()))})(?!\w)[^.؟!\n]{{0,{_TOLD}}}?\s(?:{_either(own.get('told_joined', ()))})({agency})(?!\w)"),
        nobody=frozenset(squash(w) for w in own.get("not_authors", ())),
        framed=frozenset(_fold(w) for w in own.get("attribution_framed", ())),
        framing=re.compile(rf"(?<!\w)(?:{_either(own.get('framing', ()))})(?!\w)"),
        day_behind=bool(own.get("day_behind_agency")),
    )


def _forms(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Names, folded and in lower case → their forms with capitals: as listed, and all in capitals."""
    forms: dict[str, set[str]] = {}
    for name in map(fold_word, names):
        forms.setdefault(lower(name), set()).update((name, name.upper()))
    return {name: frozenset(printed) for name, printed in forms.items()}


@cache
def _articles() -> tuple[str, ...]:
    return tuple(word for code in available() for word in language(code).section("metadata").get("articles", ()))


def _fold(word: str) -> str:
    return lower(fold_word(word))


def _either(words: Iterable[str]) -> str:
    return "|".join(map(_printed_word, _longest_first(words))) or _NEVER


def _opening(words: Iterable[str]) -> str:
    """Alternatives that begin a word. What stands before them is looked at behind their first letter, so that a search can skip to these letters."""
    by_letter: dict[str, list[str]] = {}
    for word in _longest_first(words):
        by_letter.setdefault(re.escape(word[0]), []).append(_printed_word(word[1:]))
    return "|".join(rf"{first}(?<!\w{first})(?:{'|'.join(rest)})" for first, rest in by_letter.items()) or _NEVER


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({_fold(w) for w in words if w}, key=lambda w: (-len(w), w))


def _printed_word(folded: str) -> str:
    return re.escape(folded).replace("\\ ", r"\s")


def find_credits(reading: Reading, blocks: tuple[Block, ...], organisations: Sequence[Organisation] = ()) -> tuple[Credit, ...]:
    """Sources that the article names as its own, once each, in order of appearance; the publisher itself is none."""
    words = credit_words(reading.language)
    line = lower(reading.body.folded.text)
    found = [*_bylined(reading, words), *_in_lines(blocks, words), *_agencies(reading.body, line, words), *_told(reading.body, line, words), *_attributed(reading.body, line, words, organisations)]
    own = {squash(reading.publisher or ""), core_of(reading.domain)} - {""}
    credits: dict[str, Credit] = {}
    for one in sorted(found, key=lambda f: f.start):
        squashed = squash(one.name)
        if not any(squashed == o or (len(o) >= 4 and len(squashed) >= 4 and (o in squashed or squashed in o)) for o in own):
            credits.setdefault(squashed, Credit(one.name, one.kind, one.evidence, one.key))
    return tuple(credits.values())


def _bylined(reading: Reading, words: CreditWords) -> Iterator[_Found]:
    """Agencies that the page's data name as its author."""
    for given in reading.bylined:
        for name in map(str.strip, _PARTS.split(given)):
            if _fold(name) in words.agencies and _is_agency(name, _fold(name), words):
                yield _Found(-1, name, "agency", given)


def _in_lines(blocks: tuple[Block, ...], words: CreditWords) -> Iterator[_Found]:
    """Datelines and source lines between headline and text, and right behind the text."""
    place = next((n for n, b in enumerate(blocks) if b.role == "headline"), None)
    bodies = [n for n, b in enumerate(blocks) if b.in_body]
    if not bodies:
        return
    start = bodies[0] if place is None or place > bodies[0] else place
    numbers = [n for n in range(start + 1, min(len(blocks), start + 1 + _LINES_AFTER)) if n <= bodies[:2][-1]]
    numbers += range(bodies[-1] + 1, min(len(blocks), bodies[-1] + 1 + _LINES_BEHIND))
    for number in numbers:
        block = blocks[number]
        if block.in_body or block.role not in _DATELINE_ROLES or len(block.text) > _LINE_LENGTH:
            continue
        line = _fold(block.text)
        for match in (*words.dashed.finditer(line), *words.signed.finditer(line), *words.led.finditer(line)) if block.role != "credit" or len(block.text.split()) <= _FEW_WORDS else ():
            name = _printed(block.text, match[1])
            if _is_agency(name, match[1], words):
                yield _Found(-1, name, "agency", block.text)
        yield from _labelled(block.text, words)


def _labelled(text: str, words: CreditWords) -> Iterator[_Found]:
    for match in words.label.finditer(lower(text)):
        name = text[match.start(1) : match.end(1)].strip(" .,،;-–—\u200f\u200e")
        parts = [_WHEN.sub("", part).strip() for part in _PARTS.split(_WHEN.sub("", _BEHIND.split(name)[0]))]
        for part in parts[:2]:
            if 2 <= len(part) <= _LONGEST_NAME and squash(part) not in words.nobody and not part[0].isdigit():
                yield _Found(-1, part, "agency" if _fold(part) in words.agencies else "media", match[0].strip())


def _printed(text: str, folded: str) -> str:
    """The printed form of a folded name in a short text."""
    place = _fold(text).find(folded)
    return text[place : place + len(folded)].strip() if len(_fold(text)) == len(text) else folded


def _agencies(body: Passage, line: str, words: CreditWords) -> Iterator[_Found]:
    """Agencies in the opening of the text ("HAVEN (Agency) –"), and in brackets or behind dashes at the end of a block."""
    for number, block in enumerate(body.blocks):
        start, end = body.folded.position(block.start), body.folded.position(block.end)
        if number < 2:
            opening = min(end, start + _OPENING)
            if match := _DATELINE.match(line, start, opening):
                yield _agency(body, match)
            for pattern in (words.bracketed, words.dashed):
                yield from _printed_agencies(body, pattern.finditer(line, start, opening), words)
        for match in words.signed.finditer(line, max(start, end - _SIGN_OFF), end):
            if end - match.end() <= (24 if number >= len(body.blocks) - 3 else 2):
                yield from _printed_agencies(body, (match,), words)


def _told(body: Passage, line: str, words: CreditWords) -> Iterator[_Found]:
    yield from _printed_agencies(body, words.told.finditer(line), words)


def _is_agency(printed: str, folded: str, words: CreditWords) -> bool:
    """Whether a name is printed as an agency's, or all in capitals: `spa` and `mehr` are words, `SPA` and `Mehr` agencies."""
    folded_only = fold_word(printed)
    return folded_only.lower() == folded_only.upper() or folded not in words.agencies or folded_only in words.agencies[folded]


def _printed_agencies(body: Passage, matches: Iterable[re.Match[str]], words: CreditWords) -> Iterator[_Found]:
    for match in matches:
        found = _agency(body, match)
        if _is_agency(found.name, match[1], words):
            yield found


def _agency(body: Passage, match: re.Match[str]) -> _Found:
    span = body.folded_span(match.start(1), match.end(1))
    return _Found(span.start, span.text, "agency", body.folded_span(match.start(), match.end()).text.strip())


def _attributed(body: Passage, line: str, words: CreditWords, organisations: Sequence[Organisation]) -> Iterator[_Found]:
    """Sources behind (or before) an attribution: a quoted name, an agency, a medium that was recognised; behind a report's phrase any body."""
    mentions = {m.start: (m.end, o) for o in organisations for m in o.mentions if m.field == "text"}
    for pattern, any_body in ((words.reported, True), (words.attributed, False)):
        for match in pattern.finditer(line):
            if (found := _name_at(body, line, match.end(), words, mentions)) and (any_body or found[2] != "organisation"):
                start, end, kind, organisation = found
                if match[0].split()[0] in words.framed and not words.framing.search(line, body.folded.position(end), body.folded.position(end) + _FRAME):
                    continue
                evidence = body.text[body.folded.index(match.start()) : end].strip()
                yield _Found(start, body.text[start:end].strip(), kind, evidence, organisation.key if organisation else None)
    for start, (end, organisation) in mentions.items():
        if organisation.kind == "media" and (behind := words.follows.match(line, body.folded.position(end))):
            yield _Found(start, body.text[start:end], "media", body.text[start : body.folded.index(behind.end())], organisation.key)


def _name_at(body: Passage, line: str, at: int, words: CreditWords, mentions: dict[int, tuple[int, Organisation]]) -> tuple[int, int, Kind, Organisation | None] | None:
    """(start, end, kind, organisation) of the source named at a folded position; None when none is."""
    head = words.head.match(line, at)
    name_at = head.end() if head else at
    while name_at < len(line) and line[name_at] == " ":
        name_at += 1
    quoted = _quoted(line, name_at)
    if quoted:
        start, end = body.folded.span(*quoted)
        return (start, end, "media", None) if head or _is_title(body.text[start:end]) else None
    if (agency := words.agency.match(line, name_at)) and (head or _is_alone(body, agency, words)):
        start, end = body.folded.span(agency.start(1), agency.end(1))
        return start, end, "agency", None
    for place in (at, name_at):
        printed = body.folded.index(place)
        if printed in mentions:
            end, organisation = mentions[printed]
            return printed, end, "media" if organisation.kind == "media" or head else "organisation", organisation
    return None


def _is_alone(body: Passage, match: re.Match[str], words: CreditWords) -> bool:
    """Whether an agency's name is printed as such and begins no longer name ("Petra Smith"), where no day may stand behind it."""
    span = body.folded_span(match.start(1), match.end(1))
    behind = _CAPITALISED.match(body.text, span.end)
    longer = span.text.istitle() and behind is not None and behind[0].strip().istitle()
    return _is_agency(span.text, match[1], words) and (words.day_behind or not longer)


def _is_title(text: str) -> bool:
    """Whether quoted words are a name and no saying: a capital first, where the script has any, no sentence, and no more small words than capitalised ones."""
    words = [word for word in text.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return bool(text) and not text[0].islower() and text.rstrip()[-1] not in "!?.…؟。" and small <= len(words) - small


def _quoted(line: str, at: int) -> tuple[int, int] | None:
    """The span of a short quoted name at a position, without its marks."""
    if at >= len(line) or line[at] not in _OPEN:
        return None
    for end in range(at + 1, min(len(line), at + _LONGEST_NAME)):
        if line[end] in _CLOSE:
            name = line[at + 1 : end].strip()
            return (at + 1, end) if len(name) >= 2 and len(name.split()) <= _MOST_WORDS else None
    return None
