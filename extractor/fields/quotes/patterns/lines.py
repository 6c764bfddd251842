"""Patterns of whole lines: headlines ("Minister: …"), interviews with labelled lines, a name before a colon."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractor.fields.quotes.clause_subjects import clause_subject
from extractor.fields.quotes.contents import content_end, place_of
from extractor.fields.quotes.drafts import INTERVIEW, Draft, Place, Sentence
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.marks import Mark
from extractor.fields.quotes.patterns.verb_first_subjects import noun_phrase
from extractor.fields.quotes.patterns.verb_second_subjects import voice_before_colon
from extractor.fields.quotes.phrases import Subject, subject_before
from extractor.fields.quotes.units import Paragraph, Unit

_LABEL = re.compile(r"[\"“„«]?\s*([^\W\d_][\w.’'\- ]{0,40}?) ?[:：]\s+(?=\S)")
_DASHES = "—–―-"
_DASH_OR_COMMA = re.compile(r",? [—–―-] ?|, ")
_AGAIN = re.compile(r"[.,] ([—–―-]) ?")
_VOICES = ("roles", "bodies", "media", "documents", "groups", "anonymous")
HEADLINE = "headline, speaker before the colon"
BEFORE_COLON = "speaker before the colon"
_ENDS_OF_SENTENCES = ".!?…。！？؟।۔”\"»’'"
_LONG_WORD = 4
_LONGEST_LABEL = 5
_LONGEST_INITIALS = 4
_MOST_VOICES = 12
_NEAR = 4000
_LONGEST_HEADLINE = 30
_LONGEST_SIGNATURE = 12


def is_headline(text: str, paragraph: Paragraph) -> bool:
    """Whether a line reads like a headline: short, and without a full stop."""
    line = text[paragraph.start : paragraph.end]
    return len(line) <= 220 and line[-1] not in ":؛;،,۔।。" and len(line.split()) <= _LONGEST_HEADLINE


def label_of(text: str, paragraph: Paragraph) -> Place | None:
    """The label before a colon at the start of a line: a name, a role, or the sign of question and answer."""
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or len(match.group(1).split()) > _LONGEST_LABEL:
        return None
    return match.span(1)


def interview(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> dict[int, Draft]:
    """Drafts of an interview's lines by paragraph number: two labels or more that alternate, each line the words of its label.

    A label with a cue in it ("Lee added: …") begins a sentence of report.
    """
    labels: dict[int, Place] = {}
    for paragraph in paragraphs:
        place = label_of(text, paragraph)
        if place is None or any(cue.start < place[1] for cue in paragraph.cues):
            continue
        if _is_label(text[slice(*place)], lexicon) and _says_something(text[place[1] : paragraph.end]):
            labels[paragraph.number] = place
    if len({text[slice(*place)] for place in labels.values()}) > _MOST_VOICES:
        return {}
    if lexicon.capitalised_nouns:
        known = {label: _is_voice(text, label, lexicon) for label in {text[slice(*place)] for place in labels.values()}}
        labels = {number: place for number, place in labels.items() if known[text[slice(*place)]]}
    if lexicon.bare_names:
        spoken = sum(text[paragraphs[n].end - 1] in _ENDS_OF_SENTENCES or _is_turn(text[slice(*p)], lexicon) for n, p in labels.items())
        if 2 * spoken < len(labels):
            return {}
        labels = {
            n: p for n, p in labels.items() if text[paragraphs[n].end - 1] in _ENDS_OF_SENTENCES or _is_turn(text[slice(*p)], lexicon)
        }
    names = [text[slice(*place)].lower() for place in labels.values()]
    questions = [n for n in names if lexicon.has("questioner", n)]
    answers = [n for n in names if lexicon.has("answerer", n)]
    turns = sum(a != b for a, b in itertools.pairwise(names))
    repeated = len(names) - len(set(names))
    if not (questions and answers) and not (len(set(names)) >= 2 and len(names) >= 4 and turns >= 3 and repeated >= 2):
        return {}
    return {
        number: Draft([(_content_of_label(text, place, paragraphs[number]), paragraphs[number].end)], INTERVIEW, None, place, marked=True)
        for number, place in labels.items()
    }


def _is_turn(label: str, lexicon: Lexicon) -> bool:
    return lexicon.has("questioner", label.lower()) or lexicon.has("answerer", label.lower())


def _says_something(line: str) -> bool:
    """Whether a labelled line holds words, and not only figures ("Lee: 1,501")."""
    return sum(any(c.isalpha() for c in word) for word in line.split()) >= 2


def _is_label(label: str, lexicon: Lexicon) -> bool:
    low = label.lower()
    if lexicon.has("questioner", low) or lexicon.has("answerer", low):
        return True
    if lexicon.has("kickers", low) or lexicon.has("kickers", low.partition(" ")[0]):
        return False
    return label.isupper() or not lexicon.cased or all(word[0].isupper() for word in label.split())


def _is_voice(text: str, label: str, lexicon: Lexicon) -> bool:
    """Whether a label is more than a noun where all nouns have capitals: several words, an office, or a name the text has in full."""
    low = label.lower()
    if lexicon.has("questioner", low) or lexicon.has("answerer", low) or any(lexicon.is_noun_of(g, low) for g in _VOICES):
        return True
    if " " in label or "." in label or (label.isupper() and len(label) <= _LONGEST_INITIALS):
        return True
    return re.search(rf"[^\W\d_a-z][\w-]+ {re.escape(label)}\b", text) is not None


def _content_of_label(text: str, label: Place, paragraph: Paragraph) -> int:
    at = label[1]
    while at < paragraph.end and (text[at].isspace() or text[at] in ":："):
        at += 1
    return at


def headline(s: Sentence) -> Draft | None:
    """NP: CONTENT in a headline."""
    colon = next((i for i, t in enumerate(s.tokens) if t.kind == "sign" and t.low in ":："), None)
    if colon is None or colon == 0 or not 1 <= s.words(0, colon) <= _LONGEST_LABEL or any(t.kind != "word" for t in s.tokens[:colon]):
        return None
    words = [t for t in s.tokens[:colon] if t.kind == "word"]
    low = " ".join(t.low for t in words)
    if s.lexicon.has("kickers", low) or s.lexicon.has("kickers", words[0].low) or words[0].low[:1].isdigit():
        return None
    if s.lexicon.cased and not _names_a_voice(s, colon):
        return None
    if s.lexicon.bare_names and any(t.low in s.lexicon.entries and not t.upper for t in words[1:]):
        return None
    content = place_of(s, colon + 1, len(s.tokens))
    if content is None or s.is_marked(colon + 1) or s.words(colon + 1, len(s.tokens)) < 2:
        return None
    return Draft([content], HEADLINE, None, s.place(0, colon), marked=True)


def _names_a_voice(s: Sentence, colon: int) -> bool:
    return any(s.is_word(i, group) for i in range(colon) for group in _VOICES) or (
        colon <= 4 and all(t.upper for t in s.tokens[:colon]) and not any(s.is_word(i, "no_subject") for i in range(colon))
    )


def headline_mark(s: Sentence) -> Draft | None:
    """“…”: NP …, the British headline."""
    if not s.is_marked(0) or not s.is_sign(1, ":：") or s.words(0, 1) < 3:
        return None
    subject = clause_subject(s, 2, len(s.tokens))
    if subject is None or subject.end == len(s.tokens) or (s.is_word(subject.start, "determiners") and not _holds_voice(s, subject)):
        return None
    says = subject.end < len(s.tokens) and s.tokens[subject.end].low in s.lexicon.entries
    if s.lexicon.bare_names and not says:
        return Draft([s.place(0, 1)], "headline, quote before the colon", None, None, "none")
    return Draft([s.place(0, 1)], "headline, quote before the colon", None, s.place(subject.start, subject.head_end))


def _holds_voice(s: Sentence, subject: Subject) -> bool:
    words = [t.low for t in s.tokens[subject.start : subject.head_end]]
    return any(s.lexicon.has(group, word) for word in words for group in _VOICES) or bool(s.lexicon.agent_of(words))


def colon_before_mark(s: Sentence) -> Draft | None:
    """NP: “…”, and an unusual verb before the colon ("leaned in and boomed: “…”")."""
    mark = next((i for i in range(len(s.tokens)) if s.is_marked(i)), None)
    ends = mark is not None and s.words(mark + 1, len(s.tokens)) == 0 and s.words(mark, mark + 1) >= 4
    if s.lexicon.one_meant and not s.lexicon.bare_names:
        return _words_behind_colon(s)
    if mark is not None and mark > 3 and s.is_sign(mark - 1, ",") and ends and not _is_predicate(s, mark - 1):
        subject = clause_subject(s, 0, mark - 1)
        words = s.place(mark, len(s.tokens))
        return Draft([words], "clause before the mark", None, s.place(subject.start, subject.head_end)) if subject else None
    if mark is None or mark < 2 or not s.is_sign(mark - 1, ":") or any(s.is_sign(i, ".;؛") for i in range(mark - 1)):
        return None
    before = s.words(0, mark - 1)
    content = place_of(s, mark, content_end(s, mark, len(s.tokens)))
    if content is None or s.words(mark, mark + 1) < 3:
        return None
    if not s.lexicon.cased and before > 3 and not any(s.is_word(0, group) for group in _VOICES):
        return None
    if before <= _LONGEST_LABEL + 3 and (s.tokens[0].upper or not s.lexicon.cased):
        head = s.place(0, mark - 1)
        if before > 3:
            subject = clause_subject(s, 0, mark - 1)
            if subject is None and any(s.is_word(i, group) for i in (0, 1) for group in ("questions", "clause_signs")):
                return None
            head = s.place(subject.start, subject.head_end) if subject else head
        named = not s.tokens[0].low[:1].isdigit()
        return Draft([content], BEFORE_COLON, None, head if named else None, "stated" if named else "none")
    if s.words(mark, mark + 1) > 5:
        place = _voice_before_colon(s, mark - 1)
        if place is not None:
            return Draft([content], "clause before the colon", None, place)
    return None


def _is_predicate(s: Sentence, comma: int) -> bool:
    """A clause that opens with an adjunct, or whose verb only equates ("The question is, “…”"), has nobody who speaks."""
    return s.is_word(0, "adjuncts") or s.is_word(comma - 1, "passive_auxiliaries")


def _words_behind_colon(s: Sentence) -> Draft | None:
    """Words behind a colon: whose they are the clause before it must show, else nobody is named."""
    mark = next((i for i in range(2, len(s.tokens)) if s.is_marked(i) and s.is_sign(i - 1, ":")), None)
    if mark is None or s.words(mark, mark + 1) < 3 or any(s.is_sign(i, ";") for i in range(mark - 1)):
        return None
    content = place_of(s, mark, content_end(s, mark, len(s.tokens)))
    voice = _voice_shown(s, mark - 1)
    if content is None or (voice is None and s.words(mark, mark + 1) <= _LONGEST_LABEL):
        return None
    return Draft([content], BEFORE_COLON, None, voice, "stated" if voice else "none")


def _is_title(s: Sentence, mark: int) -> bool:
    """Marks around the title of a work: its long words have capitals, and no sign ends it."""
    words = s.text[s.tokens[mark].start + 1 : s.tokens[mark].end - 1].split()
    ends = bool(words) and words[-1][-1] in _ENDS_OF_SENTENCES + ","
    return s.lexicon.bare_names and not ends and all(word[0].isupper() for word in words if len(word) >= _LONG_WORD)


def _voice_shown(s: Sentence, colon: int) -> Place | None:
    """Whom a clause shows as its subject before a colon, by capitals, by a noun of a voice, or by a pronoun; else nobody."""
    if s.lexicon.order == "verb-second":
        return voice_before_colon(s, colon)
    start = 0
    while start < colon and (s.is_word(start, "conjunctions") or s.is_sign(start, ",—–-")):
        start += 1
    if start < colon and s.tokens[start].kind == "word" and s.lexicon.is_pronoun(s.tokens[start].low):
        return s.place(start, start + 1)
    at = start
    while at < colon and s.is_word(at, "determiners"):
        at += 1
    noun = at
    while at < colon and s.tokens[at].kind == "word" and _continues_voice(s, noun, at, colon):
        at += 1
    if at == noun or s.is_word(noun, "no_subject") or s.is_word(noun, "adjuncts"):
        return None
    if s.is_sign(at, ",") and at + 1 < colon and not _opens_apposition(s, at + 1):
        return None
    office = any(s.is_noun(noun, group) for group in _VOICES)
    alone = at == noun + 1 and not office
    if alone and (noun > start or not _is_voice(s.text[_nearby(s.tokens[noun].start)], s.text[slice(*s.place(noun, at))], s.lexicon)):
        return None
    return s.place(start, at)


def _continues_voice(s: Sentence, noun: int, at: int, high: int) -> bool:
    """Whether a word belongs to a name or to the noun of a voice: a capital, a joint before a capital, the noun itself."""
    if s.tokens[at].upper:
        return True
    if at == noun:
        return any(s.is_noun(at, group) for group in _VOICES)
    return s.is_word(at, "name_joints") and at + 1 < high and s.tokens[at + 1].upper


def _opens_apposition(s: Sentence, at: int) -> bool:
    return s.tokens[at].upper or any(s.is_word(at, group) for group in ("determiners", "relatives", "roles"))


def _nearby(at: int) -> slice:
    return slice(max(0, at - _NEAR), at + _NEAR)


def name_behind_dash(s: Sentence) -> Draft | None:
    """“…” — Ann Lee: the signature of a quotation that stands by itself."""
    if not s.is_marked(0) or s.words(0, 1) < 3 or _is_title(s, 0):
        return None
    dash = next((i for i in range(1, len(s.tokens)) if not s.is_marked(i)), None)
    if dash is None or not s.is_sign(dash, "—–―-"):
        return None
    end = len(s.tokens)
    while s.is_sign(end - 1, ".,"):
        end -= 1
    name = s.tokens[dash + 1 : end]
    if not 1 <= len(name) <= _LONGEST_SIGNATURE or any(t.kind == "marked" for t in name):
        return None
    if s.lexicon.cased and not (
        name[0].upper and all(t.upper or t.kind == "sign" or s.lexicon.has("name_joints", t.low) for t in name[:2])
    ):
        return None
    return Draft([s.place(i, i + 1) for i in range(dash)], "quote, dash, name", None, s.place(dash + 1, end))


def signature(text: str, unit: Unit, lexicon: Lexicon) -> Place | None:
    """A name alone behind a quotation, up to the end of its line: "“…” Rev. Nora Quill"."""
    if not lexicon.bare_names or unit.last:
        return None
    end = text.find("\n", unit.end)
    end = len(text) if end < 0 else end
    words = text[unit.end : end].split()
    if not 2 <= len(words) <= _LONGEST_LABEL or not all(word[0].isupper() for word in words) or words[-1][-1] in ".!?:":
        return None
    start = text.index(words[0], unit.end)
    return start, start + len(text[start:end].rstrip())


def _voice_before_colon(s: Sentence, colon: int) -> Place | None:
    """A name right before the colon, else the subject of the last clause before it."""
    start = colon
    while start > 0 and s.tokens[start - 1].kind == "word" and (s.tokens[start - 1].upper or s.is_word(start - 1, "name_joints")):
        start -= 1
    while start < colon and not s.tokens[start].upper:
        start += 1
    if s.lexicon.cased and colon - start >= 2:
        return s.place(start, colon)
    low = max((i + 1 for i in range(colon) if s.is_sign(i, ";—–―")), default=0)
    subject = clause_subject(s, low, colon) or clause_subject(s, 0, colon)
    return s.place(subject.start, subject.head_end) if subject else None


def lead(s: Sentence, drafts: Sequence[Draft]) -> Draft | None:
    """A sentence that ends with a colon announces what the next paragraph says: its subject and its cue, without content."""
    if not s.tokens or not s.is_sign(len(s.tokens) - 1, ":"):
        return None
    high = len(s.tokens) - 1
    for cue in reversed(s.unit.cues):
        if cue.entry.kind in ("verb", "participle") and not drafts:
            at = s.index_of(cue.start)
            speaker = _subject_of(s, at, high)
            if speaker is not None:
                return Draft([], "colon at the end of the paragraph before", cue, speaker)
    strict = s.lexicon.one_meant and not s.lexicon.bare_names
    place = _voice_shown(s, high) if strict else _voice_before_colon(s, high)
    return Draft([], "colon at the end of the paragraph before", None, place, "stated" if place else "none" if strict else "carried")


def announces(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a lead tells of somebody's words, and not of an example or a recipe: by its cue, a name or a noun of a voice."""
    if not lexicon.bare_names or draft.cue is not None:
        return True
    words = text[slice(*draft.phrase)].split() if draft.phrase else []
    if len(words) == 1 and words[0][0].isupper():
        return re.search(rf"[^\W\d_a-z][\w-]+ {re.escape(words[0])}\b", text) is not None
    return any(w[0].isupper() for w in words[1:]) or any(lexicon.is_noun_of(group, w.lower()) for w in words for group in _VOICES)


def _subject_of(s: Sentence, at: int, high: int) -> Place | None:
    if s.lexicon.order == "verb-first":
        return noun_phrase(s, at + 1, high)
    if s.lexicon.order == "verb-second":
        return voice_before_colon(s, high)
    low = max((i + 1 for i in range(at) if s.is_sign(i, ";—–―")), default=0)
    found = subject_before(s, low, at) or clause_subject(s, low, at)
    return s.place(found.start, found.head_end) if found else None


def dash_marks(text: str, paragraphs: Sequence[Paragraph]) -> list[Mark]:
    """Speech that a dash opens at the start of a paragraph, up to the dash or comma before its cue, as marks."""
    found: list[Mark] = []
    for paragraph in paragraphs:
        if text[paragraph.start] not in _DASHES or paragraph.marks or not paragraph.cues:
            continue
        starts = {cue.start for cue in paragraph.cues if cue.entry.kind == "verb"}
        at, end = paragraph.start + 1, paragraph.end
        for match in _DASH_OR_COMMA.finditer(text, at, end):
            if match.end() in starts:
                found.append(Mark(paragraph.start, match.start(), at, match.start()))
                again = _AGAIN.search(text, match.end(), end)
                if again is not None:
                    found.append(Mark(again.start(1), end, again.end(), end))
                break
    return found


def is_wholly_marked(text: str, unit: Unit) -> bool:
    """Whether a sentence is nothing but marked stretches."""
    if not unit.marks:
        return False
    at = unit.start
    for mark in unit.marks:
        if mark.state == "unclosed":
            return False
        if any(c.isalnum() for c in text[at : mark.start]):
            return False
        at = mark.end
    return not any(c.isalnum() for c in text[at : unit.end])
