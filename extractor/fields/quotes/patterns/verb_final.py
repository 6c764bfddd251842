"""Languages whose verb ends the sentence (Turkish, Persian, Urdu, Hindi).

The content stands between subject and verb ("NP, “…” dedi"; "NP, CLAUSE belirtti"), or behind the verb when a colon or a complementiser
announces it (Persian گفت: …, Urdu نے کہا کہ …), as in languages whose subject stands first.
"""

from __future__ import annotations

from extractor.fields.quotes.contents import place_of
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import Draft, Sentence, Voice
from extractor.fields.quotes.patterns import subject_first
from extractor.fields.quotes.phrases import Subject, is_subject, subject_before
from extractor.fields.quotes.phrases_behind import subject_after

_LONGEST_SUBJECT = 14
_LONGEST_NAME = 5


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order."""
    return _Reader(s).read()


class _Reader(subject_first.Reader):
    """The attributions of a sentence whose verb stands last."""

    def _at(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        if cue.entry.kind == "according" and any(c.entry.kind == "verb" and self._announces(c) for c in later):
            comma = next((i for i in range(after, len(self.s.tokens)) if self.s.is_sign(i, "،,")), None)
            self.free = comma + 1 if comma is not None else self.free
            return None
        return super()._at(cue, first, after, later)

    def _announces(self, cue: CueMatch) -> bool:
        return self.s.text[cue.end : cue.end + 3].lstrip()[:1] in (":", "«")

    def _verb(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        return (
            self._name_between(cue, after) or self._content_between(cue, first, after) or self._announced_behind(cue, first, after, later)
        )

    def _name_between(self, cue: CueMatch, after: int) -> Draft | None:
        """CLAUSE belirten NP, “…”: a participle has its subject behind it."""
        s = self.s
        end = after
        while end < len(s.tokens) and s.tokens[end].kind == "word" and s.tokens[end].upper:
            end += 1
        mark = end + 1 if s.is_sign(end, ",،") else end
        if not s.lexicon.cased or end == after or not s.is_marked(mark) or s.words(mark, mark + 1) < 3:
            return None
        return Draft([s.place(mark, mark + 1)], "cue, speaker, quote", cue, s.place(after, end))

    def _content_between(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """NP, “…” dedi. / “…” diyen NP / NP, CLAUSE belirtti."""
        s = self.s
        marks = [i for i in range(self.free, first) if s.is_marked(i)]
        if marks and s.words(marks[-1] + 1, first) <= 1:
            subject = self._opening_subject(marks[0]) or subject_after(s, after)
            phrase = s.place(subject.start, subject.end) if subject else None
            segments = [s.place(i, i + 1) for i in marks]
            alone = s.words(self.free, marks[0]) <= 1
            return Draft(segments, "speaker, quote, cue", cue, phrase, "stated" if phrase else "carried" if alone else "none")
        if marks or s.lexicon.drops_subject or cue.entry.guarded:
            return None
        comma = next((i for i in range(self.free, first) if s.is_sign(i, ",،")), None)
        if comma is None or s.words(comma + 1, first) < 3 or s.words(after, len(s.tokens)) > 1:
            return None
        subject = self._opening_subject(comma)
        place = place_of(s, comma + 1, first)
        if subject is None or place is None:
            return None
        return Draft([place], "speaker, clause, cue", cue, s.place(subject.start, subject.end))

    def _opening_subject(self, end: int) -> Subject | None:
        """The subject at the start of the sentence, before its comma or the marks."""
        s = self.s
        start = self.free
        while start < end and (s.is_word(start, "conjunctions") or s.is_word(start, "time_words")):
            start += 1
        comma = next((i for i in range(start, end) if s.is_sign(i, ",،")), end)
        if comma <= start or s.words(start, comma) > _LONGEST_SUBJECT or not is_subject(s, start, comma):
            return None
        if s.lexicon.cased and not all(self._may_name(i) for i in range(start, comma)):
            return None
        return Subject(start, end, comma, start)

    def _may_name(self, at: int) -> bool:
        """Whether a word can stand in the phrase of a speaker: a capital without an ending behind an apostrophe, or a noun of a voice."""
        s = self.s
        token = s.tokens[at]
        if token.kind != "word" or s.is_word(at, "name_joints") or s.is_word(at, "pronouns") or s.is_word(at, "determiners"):
            return True
        if any(s.is_noun(at, group) for group in ("roles", "titles", "bodies", "media", "documents", "groups", "anonymous")):
            return True
        return token.upper and not ("'" in token.low or "’" in token.low)

    def _announced_behind(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        """NP گفت: CONTENT / NP نے کہا کہ CLAUSE"""
        s = self.s
        at = after
        while at < len(s.tokens) and at - after <= 3 and not (s.is_sign(at, ":") or s.is_marked(at) or s.is_word(at, "complementisers")):
            at += 1
        if at >= len(s.tokens) or at - after > 3:
            return None
        start = at if s.is_marked(at) else at + 1
        if s.is_sign(start, ":"):
            start += 1
        colon = s.is_sign(at, ":") and not s.is_marked(start)
        bound = self._bound(start, later)
        place = s.place(start, start + 1) if s.is_marked(start) and s.words(start, start + 1) >= 3 else place_of(s, start, bound)
        if place is None:
            return None
        subject = self._subject_in_front(first)
        phrase = s.place(subject.start, subject.end) if subject else None
        voice: Voice = "stated" if phrase else "carried" if self._opens_clause(first) else "none"
        draft = Draft([place], "speaker, cue, content", cue, phrase, voice, marked=colon)
        draft.runs_on = colon and bound == len(s.tokens)
        return draft

    def _subject_in_front(self, first: int) -> Subject | None:
        s = self.s
        found = subject_before(s, self.free, first)
        if found is None and s.is_sign(first - 1, ",،"):
            found = subject_before(s, self.free, first - 1)
        if found is None or s.lexicon.cased:
            return found
        if any(s.is_word(i, "object_signs") for i in range(found.start, found.end)):
            return None
        start = self._behind_heading(found)
        for index in range(found.start, found.end):
            if s.is_word(index, "subject_ends") and index > start:
                return Subject(start, found.end, index, start)
        return Subject(start, found.end, found.end, start)

    def _behind_heading(self, subject: Subject) -> int:
        """Where a subject begins behind a heading that was printed into its sentence: at the office, when no name can stand before it."""
        s = self.s
        if s.lexicon.heads_last:
            return subject.start
        office = next((i for i in range(subject.start, subject.end) if s.is_word(i, "roles")), subject.start)
        before = range(subject.start, office)
        named = len(before) <= _LONGEST_NAME and not any(s.is_word(i, "bodies") or s.tokens[i].low[:1].isdigit() for i in before)
        return subject.start if named or s.is_word(subject.start, "titles") else office
