"""Scripts without spaces between words (Chinese, Japanese, Thai; Korean verbs join the quotation): a cue touches the marks or a colon."""

from __future__ import annotations

from extractor.fields.quotes.drafts import Draft, Place, Sentence

_CLAUSE_ENDS = "，。、；：,.;:!?！？\n"
_BETWEEN = " ：:，,"
_LONGEST_SPEAKER = 24


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order: 「…」と語った and NP說：「…」."""
    drafts: list[Draft] = []
    for mark in s.unit.marks:
        if mark.state == "unclosed":
            continue
        before = next((c for c in reversed(s.unit.cues) if c.end <= mark.start and not s.text[c.end : mark.start].strip(_BETWEEN)), None)
        after = next((c for c in s.unit.cues if c.start >= mark.end and not s.text[mark.end : c.start].strip(_BETWEEN)), None)
        cue = before or after
        if cue is None:
            continue
        phrase = _in_front(s, cue.start) if before else _topic(s, mark.start)
        drafts.append(Draft([(mark.start, mark.end)], "cue beside marks", cue, phrase, "stated" if phrase else "carried", unit=s.unit))
    return drafts


def _in_front(s: Sentence, end: int) -> Place | None:
    """What stands before the cue in its clause."""
    start = end
    while start > s.unit.start and s.text[start - 1] not in _CLAUSE_ENDS and end - start < _LONGEST_SPEAKER:
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
