"""Scripts without spaces between words (Chinese, Japanese, Thai; Korean verbs join the quotation): a cue touches the marks or a colon."""

from __future__ import annotations

from extractor.fields.quotes.drafts import Draft, Place, Sentence, Voice

_CLAUSE_ENDS = "，。、；：,.;:!?！？\n"
_COMMAS = "，、,:："
_SHORTEST_CLAUSE = 6
_BETWEEN = " ：:，,"
_LONGEST_SPEAKER = 24
_LONGEST_STRESSED = 5
_OPENING, _CLOSING = "(（", ")）"


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order: 「…」と語った and NP說：「…」."""
    drafts = _around_marks(s)
    if not drafts:
        drafts = _clauses(s)
    return drafts


def _clauses(s: Sentence) -> list[Draft]:
    """NP表示，CLAUSE / 据NP介绍，CLAUSE / NPによると、CLAUSE"""
    text = s.text
    for cue in s.unit.cues:
        if _is_inside_word(s, cue.start):
            continue
        comma = next((i for i in range(cue.end, min(s.unit.end, cue.end + _LONGEST_SPEAKER)) if text[i] in _COMMAS), None)
        if comma is None or s.unit.end - comma < _SHORTEST_CLAUSE:
            continue
        content = _trimmed(s, comma + 1, s.unit.end)
        if cue.entry.kind == "according_after":
            phrase = _in_front(s, cue.start) if comma == cue.end else None
        elif cue.entry.kind == "according":
            phrase = _trimmed(s, cue.end, comma)
        elif comma == cue.end:
            phrase = _in_front(s, cue.start)
        else:
            continue
        if content and phrase:
            voice = _without_words(s, phrase)
            return [Draft([content], "speaker, cue, clause", cue, voice, "stated" if voice else "none", unit=s.unit)]
    return []


def _is_inside_word(s: Sentence, start: int) -> bool:
    """Whether the character before makes another word of a cue (数据)."""
    return any(s.text.endswith(word, 0, start) for word in s.lexicon.words["no_cue_after"])


def _without_words(s: Sentence, phrase: Place) -> Place | None:
    """A source without conjunctions before it, adverbs, days and verbs of saying behind it; None where nothing or an adjunct is left."""
    start, end = phrase
    words = s.lexicon.words
    openers, ends = words["conjunctions"], words["auxiliaries"] | words["time_words"] | frozenset(s.lexicon.entries)
    while opener := max((w for w in openers if s.text.startswith(w, start, end)), key=len, default=""):
        start += len(opener)
    while ending := max((w for w in ends if s.text.endswith(w, start, end)), key=len, default=""):
        end -= len(ending)
    if start >= end or any(s.text.startswith(w, start, end) for w in words["adjuncts"]):
        return None
    return start, end


def _around_marks(s: Sentence) -> list[Draft]:
    drafts: list[Draft] = []
    for mark in s.unit.marks:
        if mark.state == "unclosed":
            continue
        before = next((c for c in reversed(s.unit.cues) if c.end <= mark.start and not s.text[c.end : mark.start].strip(_BETWEEN)), None)
        after = next((c for c in s.unit.cues if c.start >= mark.end and not s.text[mark.end : c.start].strip(_BETWEEN)), None)
        cue = before or after
        phrase: Place | None
        if cue is None:
            cue = next(
                (
                    c
                    for c in s.unit.cues
                    if 1 < c.start - mark.end <= _LONGEST_SPEAKER and not s.text[c.end : s.unit.end].strip(_CLAUSE_ENDS)
                ),
                None,
            )
            if cue is None or any(c in _CLAUSE_ENDS for c in s.text[mark.end : cue.start]):
                continue
            phrase = _trimmed(s, mark.end, cue.start)
        else:
            phrase = _in_front(s, cue.start) if before else _topic(s, mark.start)
        if _is_stressed(s, mark.inner_start, mark.inner_end, mark.end) or (cue is before and _is_inside_word(s, cue.start)):
            continue
        shown = _without_words(s, phrase) if phrase else None
        voice: Voice = "stated" if shown else "none" if phrase else "carried"
        drafts.append(Draft([(mark.start, mark.end)], "cue beside marks", cue, shown, voice, unit=s.unit))
    return drafts


def _is_stressed(s: Sentence, start: int, end: int, behind: int) -> bool:
    """A few marked characters in the middle of a clause are a stressed word: 称“出差”未出庭."""
    inside = s.text[start:end]
    if len(inside) > _LONGEST_STRESSED or not inside[-1:].isalnum():
        return False
    return s.text[behind : behind + 1].isalnum() and not any(c.start == behind for c in s.unit.cues)


def _in_front(s: Sentence, end: int) -> Place | None:
    """What stands before the cue in its clause."""
    if s.text[end - 1 : end] in _CLOSING and (opening := max(s.text.rfind(c, s.unit.start, end) for c in _OPENING)) >= 0:
        end = opening
    start = end
    while start > s.unit.start and s.text[start - 1] not in _CLAUSE_ENDS + _CLOSING and end - start < _LONGEST_SPEAKER:
        start -= 1
    return _trimmed(s, start, end)


def _topic(s: Sentence, end: int) -> Place | None:
    """What a topic particle marks at the start of the sentence (は, 는)."""
    for at in range(s.unit.start + 1, end):
        if s.text[at] in s.lexicon.words["topic_particles"] and at - s.unit.start <= _LONGEST_SPEAKER:
            follows = s.text[at + 1 : at + 2]
            if follows in ("", " ", "「", "“", '"', "、", ",") or at + 1 == end:
                return _trimmed(s, s.unit.start, at)
    return None


def _trimmed(s: Sentence, start: int, end: int) -> Place | None:
    while start < end and not s.text[start].isalnum():
        start += 1
    while end > start and not s.text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None
