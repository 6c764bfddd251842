"""Cues that are no finite verb of saying, where the subject stands before its verb: ", adding that …", "called the plan “…”", "was told that …"."""

from __future__ import annotations

from extractor.fields.quotes.clause_subjects import clause_subject
from extractor.fields.quotes.contents import content_end, content_start, place_of
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import PARTICIPLE_OF_CLAUSE, Draft, Place
from extractor.fields.quotes.patterns.clauses import is_clause
from extractor.fields.quotes.patterns.reader import SentenceReader, last_inside
from extractor.fields.quotes.phrases import Subject, is_subject, strip_auxiliaries, subject_before
from extractor.fields.quotes.phrases_behind import subject_after

_NEAR_WITH = 7


class NonFinite(SentenceReader):
    """Attributions by participles, labels and passives."""

    def _participle(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """ ", adding that …": the speaker of the sentence goes on."""
        s = self.s
        start = content_start(s, after, cue.entry)
        if start is None:
            return None
        place = place_of(s, start.index, content_end(s, start.index, len(s.tokens)))
        if place is None:
            return None
        if self.drafts:
            if not (s.is_sign(first - 1, ",—–―") or s.is_marked(first - 1)):
                return None
            last = self.drafts[-1]
            last.segments = [(a, min(b, s.tokens[first - 1].end)) for a, b in last.segments if a < cue.start]
            if not last.segments:
                return None
            return Draft(
                [place],
                "participle",
                cue,
                last.phrase if not s.lexicon.drops_subject else None,
                "carried" if s.lexicon.drops_subject else last.voice,
            )
        adjective = s.is_word(first - 1, "passive_auxiliaries") and first > 1 and s.lexicon.is_pronoun(s.tokens[first - 2].low, "neuter")
        no_cue = any(s.is_word(first - 1, group) for group in ("no_cue_after", "progressives"))
        if first == 0 or first < self.free or no_cue or adjective:
            s.refuse("cue_is_no_verb", cue)
            return None
        if start.how == "plain" and not (self._can_say(first) and is_clause(self.s, start.index)):
            s.refuse("no_clause", cue)
            return None
        subject = self._absolute_subject(first)
        if subject is None and (s.tokens[first - 1].upper or (s.lexicon.bare_names and s.is_word(first - 1, "passive_auxiliaries"))):
            subject = subject_before(s, self.free, first)
        subject = subject or clause_subject(s, self.free, first)
        if subject is None:
            return None
        return Draft([place], PARTICIPLE_OF_CLAUSE, cue, s.place(subject.start, subject.end))

    def _absolute_subject(self, first: int) -> Subject | None:
        """Who a participle behind "with" belongs to: "with aides suggesting that"."""
        s = self.s
        for index in range(first - 1, max(self.free, first - _NEAR_WITH) - 1, -1):
            if s.tokens[index].kind != "word":
                return None
            if s.is_word(index, "absolute_openers"):
                words = [t.low for t in s.tokens[index + 1 : first]]
                voice = any(s.lexicon.is_noun_of(group, word) for group in ("roles", "groups") for word in words) or s.lexicon.agent_of(
                    words
                )
                return Subject(index + 1, first, first, index + 1) if voice and is_subject(s, index + 1, first) else None
        return None

    def _can_say(self, first: int) -> bool:
        """Whether a participle is no noun or gerund: behind a comma, a name, an auxiliary ("is warning") or the sign of means ("by saying")."""
        s = self.s
        stem = strip_auxiliaries(s, self.free, first)
        return (
            s.is_sign(stem - 1, ",—–―")
            or self._absolute_subject(first) is not None
            or s.is_word(first - 1, "passive_auxiliaries")
            or s.is_word(first - 1, "agents")
            or (s.tokens[first - 1].upper and any(s.is_marked(i) for i in range(first, len(s.tokens))))
        )

    def _label(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """NP called the plan “reckless”."""
        s = self.s
        mark = next((i for i in range(after, len(s.tokens)) if s.is_marked(i)), None)
        if mark is None or s.words(after, mark) > 10 or any(s.is_sign(i, ".;:") for i in range(after, mark)):
            return None
        if s.is_word(after, "no_cue_after"):
            s.refuse("no_clause", cue)
            return None
        if s.is_word(mark - 1, "scare_words"):
            s.refuse("scare_quotes", cue)
            return None
        if (mark == after and s.words(mark, mark + 1) < 4) or s.is_word(first - 1, "passive_auxiliaries"):
            s.refuse("naming", cue)
            return None
        if any(after <= self.index.get(c.start, -1) < mark for c in s.unit.cues):
            return None
        subject = self._subject(first)
        if subject is None and s.is_sign(first - 1, ","):
            subject = (
                self._same_subject(self.drafts[-1].phrase)
                if self.drafts and self.drafts[-1].phrase
                else clause_subject(s, self.free, first)
            )
        if subject is None:
            return None
        end = self._end_of_label(mark)
        place = place_of(s, after, end)
        return Draft([place], "label", cue, s.place(subject.start, subject.end)) if place else None

    def _end_of_label(self, mark: int) -> int:
        """A label goes on behind its marks to the next sign, or to another cue that a conjunction joins."""
        s = self.s
        if last_inside(s, mark) in ",.?!":
            return mark + 1
        cues = {c.start for c in s.unit.cues}
        for index in range(mark + 1, len(s.tokens)):
            if s.is_sign(index, ",;:.—–―"):
                return index
            if (
                s.is_word(index, "coordinators")
                and index + 1 < len(s.tokens)
                and (s.tokens[index + 1].start in cues or s.is_word(index + 1, "pronouns"))
            ):
                return index
        return len(s.tokens)

    def _passive(self, cue: CueMatch, after: int) -> Draft | None:
        """It was announced that …; was told by NP that …"""
        s = self.s
        phrase: Place | None = None
        if s.is_word(after, "agents"):
            subject = subject_after(s, after + 1)
            if subject is None:
                return None
            phrase = s.place(subject.start, subject.end)
            after = subject.end
        start = content_start(s, after, cue.entry)
        if start is None or start.how not in ("complementiser", "question"):
            return None
        place = place_of(s, start.index, content_end(s, start.index, len(s.tokens)))
        return Draft([place], "passive", cue, phrase, "stated" if phrase else "none") if place else None

    def _subject(self, first: int) -> Subject | None:
        found = subject_before(self.s, self.free, first)
        if found is not None:
            return found
        stem = strip_auxiliaries(self.s, self.free, first)
        if self.s.is_word(stem - 1, "relatives_of_clauses"):
            return None
        if self.s.is_word(stem - 1, "conjunctions") or self.s.is_word(stem - 1, "name_joints"):
            if self.drafts and self.drafts[-1].phrase is not None:
                return self._same_subject(self.drafts[-1].phrase)
            return self._last_clause_subject(stem - 1) or clause_subject(self.s, self.free, stem - 1)
        return None

    def _last_clause_subject(self, high: int) -> Subject | None:
        """A pronoun behind the last comma, with a verb of its own: "When the boat sank, I laughed and said"."""
        s = self.s
        low = next((i + 1 for i in range(high - 1, self.free - 1, -1) if s.is_sign(i, ",")), high)
        nominative = low + 1 < high and s.lexicon.is_pronoun(s.tokens[low].low) and not s.is_word(low, "objects")
        return Subject(low, low + 1, low + 1, low) if nominative else None
