"""Languages whose verb opens the sentence (Arabic): "قال NP إن CLAUSE", "وأضاف: «…»", "مشيرا إلى أن CLAUSE"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.fields.quotes.contents import content_end, place_of
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import Draft, Place, Sentence
from extractor.fields.quotes.patterns.sources import according, after_dateline
from extractor.fields.quotes.patterns.verb_first_subjects import is_voice_noun, noun_phrase, subject_in_front, voice_right_before

_FARTHEST = 40
_SHORT_NAME = 5
_NEAR_START = 9


@dataclass(frozen=True, slots=True)
class Attachment:
    """A cue with the content it announces. Token indices: the cue, the content's first token, and the gap between the two."""

    cue: CueMatch
    first: int
    after: int
    how: Literal["complementiser", "colon", "marked"]
    content: int
    gap_end: int


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order."""
    index = _cue_tokens(s)
    attachments = [a for cue in s.unit.cues if (a := _attach(s, cue, index)) is not None]
    drafts = _subject_of_unit(s, attachments)
    free = after_dateline(s) if s.unit.first else 0
    by_cue = {a.first: a for a in attachments}
    for cue in s.unit.cues:
        first = index.get(cue.start)
        if first is None or first < free:
            continue
        draft, end = _read_cue(s, cue, first, by_cue, attachments, free, drafts)
        if draft is not None:
            if (cites := _who_cites(s, draft)) is not None:
                draft.cites = True
                drafts.append(cites)
            draft.unit = s.unit
            drafts.append(draft)
            free = end
    return drafts


def _subject_of_unit(s: Sentence, attachments: list[Attachment]) -> list[Draft]:
    """Who a sentence is about whose first quote follows a participle: no quote, but the one whose words the participle gives."""
    if not attachments or attachments[0].cue.entry.kind != "participle":
        return []
    for index in range(min(attachments[0].first, _NEAR_START)):
        if is_voice_noun(s, index) or s.is_word(index, "titles"):
            place = noun_phrase(s, 1 if _is_name(s, 1, index) else index, attachments[0].first)
            return [Draft([], "subject of the sentence", None, place, unit=s.unit)] if place else []
    return []


def _is_name(s: Sentence, start: int, end: int) -> bool:
    """Whether tokens[start:end], between the verb of a sentence and an office, can be the name that the office follows."""
    groups = ("adjuncts", "objects", "role_nouns", "time_words", "pronouns", "object_prepositions", "source_openers")
    words = s.tokens[start:end]
    return 2 <= len(words) <= _SHORT_NAME and all(
        t.kind == "word" and not s.lexicon.is_definite(t.low) and not any(s.lexicon.has(g, t.low) for g in groups) for t in words
    )


def _cue_tokens(s: Sentence) -> dict[int, int]:
    """Token index of each cue by the cue's place; a proclitic belongs to the token and not to the cue."""
    out: dict[int, int] = {}
    for cue in s.unit.cues:
        before = s.index_of(cue.start) - 1
        if s.is_word(before, "negations") or s.is_word(before, "no_cue_after"):
            s.refuse("cue_is_no_verb", cue)
            continue
        at = s.index_of(cue.start)
        if at < len(s.tokens) and s.tokens[at].start == cue.start:
            out[cue.start] = at
        elif at > 0 and s.tokens[at - 1].start < cue.start < s.tokens[at - 1].end:
            out[cue.start] = at - 1
    return out


def _read_cue(
    s: Sentence, cue: CueMatch, first: int, by_cue: dict[int, Attachment], attachments: list[Attachment], free: int, drafts: list[Draft]
) -> tuple[Draft | None, int]:
    after = _after(s, first, cue)
    if cue.entry.kind == "according_carried":
        place = place_of(s, free, first) if s.words(free, first) >= 3 else None
        return (Draft([place], "according to who spoke last", cue, None, "carried") if place else None), after
    if cue.entry.kind == "according":
        draft = according(s, cue, first, after, free)
        return draft, s.index_of(draft.segments[-1][1]) if draft else free
    attachment = by_cue.get(first)
    if attachment is not None:
        return _content(s, attachment, attachments, drafts)
    if cue.entry.kind == "verb":
        draft = _content_before(s, cue, first, after, free)
        return draft, len(s.tokens) if draft else free
    return None, free


def _after(s: Sentence, first: int, cue: CueMatch) -> int:
    last = first
    while last + 1 < len(s.tokens) and s.tokens[last + 1].end <= cue.end:
        last += 1
    return last + 1


def _attach(s: Sentence, cue: CueMatch, index: dict[int, int]) -> Attachment | None:
    """What the cue announces, with only a subject and adjuncts between; None when it announces nothing."""
    first = index.get(cue.start)
    if first is None or cue.entry.kind.startswith("according"):
        return None
    after = _after(s, first, cue)
    others = {
        index[c.start]
        for c in s.unit.cues
        if c.start != cue.start
        and c.start in index
        and (not c.entry.guarded or s.lexicon.has("own_words", c.word))
        and not c.entry.kind.startswith("according")
    }
    at = after
    while at < min(len(s.tokens), after + _FARTHEST):
        token = s.tokens[at]
        if token.kind == "marked":
            if _is_name_in_subject(s, at, after, set(index.values())):
                at += 1
                continue
            return Attachment(cue, first, after, "marked", at, at)
        if token.kind == "sign":
            if token.low == ":":
                return _after_colon(s, cue, first, after, at)
            if token.low in ".؛;!?؟" and not (token.low == "." and s.lexicon.is_abbreviation(s.tokens[at - 1].low)):
                return None
        elif at in others:
            return None
        elif s.lexicon.has("complementisers", token.low) and not _is_condition(s, at):
            if _has_nominal_object(s, after, at):
                s.refuse("no_clause", cue)
                return None
            return _after_complementiser(s, cue, first, after, at)
        at += 1
    return None


def _is_condition(s: Sentence, at: int) -> bool:
    """أن behind a preposition of time or condition (بعد أن; "، على أن") opens no content."""
    if s.is_word(at - 1, "no_complementiser_after"):
        return True
    return s.is_word(at - 1, "object_prepositions") and s.is_sign(at - 2, "،,")


def _after_colon(s: Sentence, cue: CueMatch, first: int, after: int, at: int) -> Attachment | None:
    if at + 1 >= len(s.tokens):
        return None
    if s.is_word(at + 1, "complementisers") and at + 2 < len(s.tokens):
        return _after_complementiser(s, cue, first, after, at + 1, at)
    return Attachment(cue, first, after, "marked" if s.is_marked(at + 1) else "colon", at + 1, at)


def _after_complementiser(s: Sentence, cue: CueMatch, first: int, after: int, at: int, gap_end: int | None = None) -> Attachment | None:
    content = at + 1
    while s.is_sign(content, ":،,"):
        content += 1
    if content >= len(s.tokens):
        return None
    how: Literal["complementiser", "marked"] = "marked" if s.is_marked(content) and s.is_sign(content - 1, ":") else "complementiser"
    return Attachment(cue, first, after, how, content, at if gap_end is None else gap_end)


def _is_name_in_subject(s: Sentence, at: int, after: int, cues: set[int]) -> bool:
    """A short marked name that belongs to the subject or addressee, since the content is announced right behind it."""
    if s.is_sign(at - 1, ":") or s.words(at, at + 1) > _SHORT_NAME:
        return False
    if s.is_word(at - 1, "name_openers"):
        return True
    for index in range(at + 1, min(len(s.tokens), at + 8)):
        if s.is_sign(index, ".؛") or index in cues:
            return False
        if s.is_marked(index):
            return index - at <= 2 or s.is_sign(index - 1, ":")
        if s.is_sign(index, ":") or s.is_word(index, "complementisers"):
            return at > after
    return False


def _has_nominal_object(s: Sentence, after: int, at: int) -> bool:
    """The verb has a noun as its object ("أشار إلى أهمية … أن"): the clause further on is not its content."""
    return any(
        s.is_word(index, "object_prepositions")
        and not s.is_word(index + 1, "adjunct_heads")
        and (index == after or s.is_word(index, "strong_object_prepositions"))
        for index in range(after, at - 1)
    )


def _content(s: Sentence, a: Attachment, attachments: list[Attachment], drafts: list[Draft]) -> tuple[Draft | None, int]:
    bound = _bound(s, a, attachments)
    runs_on = False
    if a.how == "marked":
        end = content_end(s, a.content, min(bound, a.content + 1))
    elif a.how == "colon":
        end, runs_on = bound, bound == len(s.tokens)
    else:
        end = content_end(s, a.content, bound)
    place = place_of(s, a.content, _trim_end(s, a.content, end))
    if place is None:
        return None, a.after
    phrase = _subject(s, a, drafts)
    if not _is_believable(s, a, phrase, end):
        s.refuse("cue_is_no_verb", a.cue)
        return None, a.after
    relative = s.is_word(a.first - 1, "relatives")
    draft = Draft(
        [place], f"cue, speaker, {a.how}", a.cue, phrase, "stated" if phrase else "none" if relative else "carried", marked=a.how == "colon"
    )
    draft.runs_on = runs_on
    return draft, max(end, a.after)


def _bound(s: Sentence, a: Attachment, attachments: list[Attachment]) -> int:
    """Where the content ends at the latest: at the next cue that announces something, or at words that end a clause."""
    end = len(s.tokens)
    attached = {x.first for x in attachments}
    for cue in s.unit.cues:
        if cue.entry.kind == "participle" and cue.start > s.tokens[a.content].start:
            at = s.index_of(cue.start)
            if at not in attached and at < end and s.is_sign(at - 1, "،,؛"):
                end = at
                break
    for other in attachments:
        if other.first <= a.content or other.first >= end:
            continue
        separated = s.is_sign(other.first - 1, "،,.؛;") or s.is_marked(other.first - 1)
        if other.cue.entry.kind == "participle":
            cuts = separated or s.lexicon.joined_participles
        else:
            cuts = other.cue.joined or separated
        if cuts:
            end = other.first
            break
    for index in range(a.content + 1, end - 1):
        if s.is_sign(index, "،,؛") and s.lexicon.content_end is not None and s.lexicon.content_end.match(s.text, s.tokens[index + 1].start):
            return index
    return end


def _is_believable(s: Sentence, a: Attachment, phrase: Place | None, end: int) -> bool:
    """Whether the cue is a verb of saying here: not a preposition, a passive, or a relative clause about something else."""
    if phrase is None and a.how == "complementiser" and a.gap_end == a.after and s.lexicon.has("impersonal_verbs", a.cue.word):
        return False
    if a.cue.entry.kind == "participle" or (s.lexicon.has("own_words", a.cue.word) and a.how != "complementiser"):
        return True
    direct = a.gap_end == a.after
    if a.cue.entry.guarded and not direct and not (is_voice_noun(s, a.after) or s.is_word(a.after, "titles")):
        if a.how == "complementiser" and (a.cue.joined or a.first == 0) and a.gap_end - a.after <= 3:
            return not any(t.low and t.low[0] in s.lexicon.proclitics for t in s.tokens[a.after : a.gap_end])
        opens = a.first == 0 or a.cue.joined or s.is_sign(a.first - 1, "،,:؛-–—")
        return a.how != "complementiser" and opens and s.words(a.content, end) >= 3
    opens = a.first == 0 or s.is_word(a.after, "objects") or a.cue.joined or s.is_sign(a.first - 1, "،,:؛-–—") or s.is_marked(a.first - 1)
    if phrase is None and not opens and a.how == "complementiser" and not s.is_word(a.first - 1, "conjunctions"):
        return False
    announced = s.is_sign(a.content - 1, ":")
    if a.how == "marked" and not announced and not direct and phrase is not None and s.words(a.content, a.content + 1) <= 3:
        return s.words(end, len(s.tokens)) == 0 or s.is_sign(end, ".،,؛")
    return True


def _joined_object(s: Sentence, a: Attachment) -> int:
    """Where the object of the verb begins, by the preposition that is joined to it: "وعد المجلس بفتح طريق «سريع»"; else the end of the gap."""
    if not s.lexicon.has("object_verbs", a.cue.word):
        return a.gap_end
    prefix = s.lexicon.joined_prepositions[:1]
    return next((i for i in range(a.after, a.gap_end) if s.tokens[i].kind == "word" and s.tokens[i].low.startswith(prefix)), a.gap_end)


def _trim_end(s: Sentence, start: int, end: int) -> int:
    while end > start and s.is_sign(end - 1, ".،,؛;:"):
        end -= 1
    return end


def _subject(s: Sentence, a: Attachment, drafts: list[Draft]) -> Place | None:
    """The noun phrase between cue and content, or the one before a cue that opens no sentence; None where it is dropped."""
    if s.lexicon.has("relays", a.cue.word):
        about = next((i for i in range(a.after, a.gap_end) if s.is_word(i, "relay_prepositions")), None)
        if about is not None:
            return noun_phrase(s, about + 1, a.gap_end)
    if s.lexicon.has("own_words", a.cue.word):
        about = next((i for i in range(a.first - 1, max(-1, a.first - 14), -1) if s.is_word(i, "relay_prepositions")), None)
        if about is not None:
            return noun_phrase(s, about + 1, a.first)
        if cited := noun_phrase(s, a.after, a.gap_end):
            return cited
        if not any(d.segments for d in drafts):
            earlier = [c for c in s.unit.cues if c.end < a.cue.start and c.entry.kind == "verb"]
            if earlier:
                return noun_phrase(s, s.index_of(earlier[-1].end), a.first)
        return None
    if a.cue.entry.kind == "participle":
        return None
    if a.cue.entry.kind == "label":
        return _labeller(s, a, a.gap_end)
    if a.how == "marked" and s.is_word(a.gap_end - 1, "label_words"):
        return _labeller(s, a, a.gap_end - 1)
    if s.is_word(a.first - 1, "pronouns"):
        start, end = s.place(a.first - 1, a.first)
        joined = s.text[start] in s.lexicon.proclitics and s.lexicon.has("pronouns", s.text[start + 1 : end])
        return (start + 1 if joined else start), end
    found = noun_phrase(s, a.after, _joined_object(s, a))
    if s.is_word(a.after, "objects"):
        return found
    if found is None and not a.cue.joined and not s.is_sign(a.first - 1, "،,") and a.first > 0:
        found = voice_right_before(s, a.first)
    if found is None and s.is_word(a.first - 1, "relatives") and s.is_word(a.first - 1, "plural"):
        return None
    topic = s.is_word(0, "topic_openers")
    if found is None and not any(d.segments for d in drafts) and (topic or not a.cue.joined):
        found = subject_in_front(s, a.first)
    return found


def _who_cites(s: Sentence, quote: Draft) -> Draft | None:
    """Who gives somebody else's words ("استشهد بقول الشاعر: «…»، مضيفا"): no quote, but the sentence goes on with his own."""
    if quote.cue is None or not s.lexicon.has("own_words", quote.cue.word) or quote.phrase is None or quote.phrase[0] < quote.cue.end:
        return None
    start = quote.cue.start
    verb = next((c for c in reversed(s.unit.cues) if c.end < start and c.entry.kind == "verb"), None)
    if verb is None:
        return None
    place = noun_phrase(s, s.index_of(verb.end), s.index_of(start - 1)) or subject_in_front(s, s.index_of(verb.start))
    return Draft([], "subject of the sentence", None, place, unit=s.unit) if place else None


def _labeller(s: Sentence, a: Attachment, end: int) -> Place | None:
    """Who labels, without what is labelled: the last word before the label is its object."""
    if end - a.after >= 2 and s.tokens[end - 1].kind == "word":
        end -= 1
    return noun_phrase(s, a.after, end)


def _content_before(s: Sentence, cue: CueMatch, first: int, after: int, free: int) -> Draft | None:
    """«…»، قال NP. / CLAUSE، كما أعلن NP."""
    before = first - 1
    as_word = s.is_word(before, "as_words")
    if as_word:
        before -= 1
    while before >= free and s.is_sign(before, "،,"):
        before -= 1
    if before < free:
        return None
    phrase = noun_phrase(s, after, len(s.tokens))
    if phrase is None or s.words(s.index_of(phrase[1]), len(s.tokens)) > 8:
        return None
    if s.is_marked(before) and not cue.joined:
        place = place_of(s, before, before + 1)
    elif as_word and s.is_sign(before + 1, "،,") and s.words(free, before + 1) >= 4:
        place = place_of(s, free, before + 1)
    else:
        return None
    return Draft([place], "content, cue, speaker", cue, phrase) if place else None
