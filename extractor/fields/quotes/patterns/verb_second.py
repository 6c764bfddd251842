"""Languages whose finite verb stands second (German).

One constituent stands before the verb: the subject, or an adjunct with the subject behind the verb. The content follows a comma, and a
separable part or a participle may end the attribution before it: "Am Montag teilte NP mit, dass CLAUSE", "NP hat erklärt, CLAUSE".
"""

from __future__ import annotations

from extractor.fields.quotes.clause_subjects import clause_subject
from extractor.fields.quotes.contents import place_of
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import Draft, Place, Sentence
from extractor.fields.quotes.patterns import subject_first
from extractor.fields.quotes.patterns.verb_second_subjects import holds_voice, is_attribute, phrase_end, subject_after, subject_before
from extractor.fields.quotes.phrases import Subject

_LONGEST_MARKED_NAME = 40
_LONGEST_SOURCE = 12
_FARTHEST_PART = 14


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order."""
    return _Reader(s).read()


class _Reader(subject_first.Reader):
    """The attributions of a sentence whose verb stands second."""

    def _at(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        if cue.entry.kind == "according":
            return self._according(cue, first, after)
        if cue.entry.kind == "according_after":
            return self._according_after(cue, first, after)
        if cue.entry.kind == "passive":
            return self._passive_clause(cue, after)
        return super()._at(cue, first, after, later)

    def _verb(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        del later  # content ends with its sentence here
        s = self.s
        noun = first > 0 and s.tokens[first].upper and not s.is_sign(first - 1, ":")
        if noun or s.is_word(first - 1, "infinitive_signs") or s.is_word(after, "passive_auxiliaries"):
            return None
        behind = self._behind_quote(cue, first, after)
        if behind is not None:
            return behind
        if s.is_word(first, "quoting_particles"):
            return self._clause_before(cue, first, after)
        return (
            self._as_clause(cue, first, after)
            or self._clause_before(cue, first, after)
            or self._content_behind(cue, first, after)
            or (self._label(cue, first, after) if cue.entry.guarded and cue.word not in s.lexicon.separable else None)
        )

    def _behind_quote(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """„…“, sagte NP. / „…“, teilte NP mit."""
        s = self.s
        quote = self._quote_left(first)
        if quote is None:
            return None
        if not self._is_spoken(quote):
            s.refuse("marks_are_a_name", cue)
            return None
        subject = subject_after(s, after)
        if subject is None or self._is_adverb(first, subject) or not self._has_its_part(cue, subject.end):
            return None
        return Draft(
            self._left_content(quote) + self._continued(subject.end), "quote, cue, speaker", cue, s.place(subject.start, subject.end)
        )

    def _has_its_part(self, cue: CueMatch, after: int) -> bool:
        """A separable stem is a verb of saying with its part behind it alone: "teilte Holm mit"."""
        s = self.s
        parts = s.lexicon.separable.get(cue.word)
        return parts is None or any(s.tokens[i].low in parts for i in range(after, min(len(s.tokens), after + _FARTHEST_PART)))

    def _is_adverb(self, first: int, subject: Subject) -> bool:
        """A particle with anything but its source behind it quotes nobody ("so war es zu hören", "so auch der Verein")."""
        s = self.s
        return s.is_word(first, "quoting_particles") and subject.start > first + 1

    def _as_clause(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """Wie NP mitteilte, CLAUSE. / CLAUSE, wie NP mitteilte."""
        s = self.s
        opener = next((i for i in range(first - 1, max(self.free, first - 16) - 1, -1) if s.is_word(i, "as_words")), None)
        if opener is None or (opener > self.free and not s.is_sign(opener - 1, ",")):
            return None
        parts = s.lexicon.separable.get(cue.word)
        if parts is not None and s.tokens[first - 1].low not in parts:
            return None
        subject = subject_after(s, opener + 1, first)
        if subject is None or any(s.is_sign(i, ",") for i in range(subject.end, first)):
            return None
        phrase = s.place(subject.start, subject.end)
        if opener > self.free:
            place = place_of(s, self.free, opener)
            if place is None or s.words(self.free, opener) < 3:
                return None
            return Draft([place], "clause, as, speaker, cue", cue, phrase)
        comma = next((i for i in range(after, min(len(s.tokens), after + 3)) if s.is_sign(i, ",")), None)
        place = place_of(s, comma + 1, _without_stop(s)) if comma is not None else None
        return Draft([place], "as, speaker, cue, clause", cue, phrase) if place else None

    def _clause_before(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """CLAUSE, sagte NP. / CLAUSE, so NP."""
        s = self.s
        if not s.is_sign(first - 1, ",–—") or s.words(self.free, first - 1) < 3 or self._marked_behind_colon() is not None:
            return None
        subject = subject_after(s, after)
        place = place_of(s, self.free, first - 1)
        if subject is None or place is None or self._is_adverb(first, subject) or not self._has_its_part(cue, subject.end):
            return None
        if s.is_word(first, "quoting_particles"):
            return Draft([place], "clause, so, speaker", cue, s.place(subject.start, subject.end))
        if cue.entry.guarded or not self._is_clause_by_itself(first - 1):
            return None
        end = subject.end
        while s.is_word(end, "particles") or s.is_word(end, "time_words"):
            end += 1
        rest = s.words(end, len(s.tokens))
        if s.is_sign(end, ",") and rest > 6:
            return None
        adjunct = s.is_word(end, "adjuncts") and rest <= 12
        return Draft([place], "clause, cue, speaker", cue, s.place(subject.start, subject.end)) if rest <= 1 or adjunct else None

    def _is_clause_by_itself(self, end: int) -> bool:
        """A clause before the cue, and not a subject with its relative clause: one comma-free clause, or one in the subjunctive."""
        s = self.s
        return any(s.is_word(i, "subjunctive") for i in range(self.free, end)) or not any(s.is_sign(i, ",") for i in range(self.free, end))

    def _label(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """NP nannte den Plan „leichtsinnig“: the marked words alone, unless they are a name behind its noun."""
        s = self.s
        if s.is_marked(first - 1) and s.is_word(self.free, "adjuncts") and s.words(self.free, first - 1) <= 3:
            behind = subject_after(s, after)
            return Draft([s.place(first - 1, first)], "label before its verb", cue, s.place(behind.start, behind.end)) if behind else None
        mark = next((i for i in range(after, len(s.tokens)) if s.is_marked(i)), None)
        if mark is None or s.words(after, mark) > 8 or any(s.is_sign(i, ".,;:") or s.is_word(i, "reflexives") for i in range(after, mark)):
            return None
        inside = s.text[s.tokens[mark].start + 1]
        if mark > after and s.tokens[mark - 1].upper and inside.isupper() and s.words(mark, mark + 1) <= 3:
            s.refuse("marks_are_a_name", cue)
            return None
        subject = self._speaker(first, after, mark)
        return Draft([s.place(mark, mark + 1)], "label", cue, s.place(subject.start, subject.end)) if subject else None

    def _content_behind(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """NP sagte(, dass) CLAUSE; Am Montag teilte NP mit, dass CLAUSE; NP hat erklärt, CLAUSE; NP sagte: „…“."""
        s = self.s
        found = self._announcement(after)
        if found is None:
            return None
        start, announced, end_of_attribution = found
        if s.is_word(after, "reflexives") and not s.is_word(first, "reflexive_verbs"):
            return None
        if announced == "colon" and any(s.is_word(i, "passive_auxiliaries") for i in range(self.free, first)):
            return None
        parts = s.lexicon.separable.get(cue.word)
        if parts is not None and not any(s.tokens[i].low in parts for i in range(after, end_of_attribution)):
            return None
        if parts is None and announced in ("complementiser", "plain") and self._is_other_verb(after, end_of_attribution):
            return None
        if announced == "colon" and (parts is not None or end_of_attribution - after > 4):
            return None
        subject = self._speaker(first, after, end_of_attribution)
        if subject is None:
            return None
        place = place_of(s, start, self._end_of_content(start))
        if place is None:
            return None
        return Draft([place], f"speaker, cue, {announced}", cue, s.place(subject.start, subject.end), marked=announced == "colon")

    def _is_other_verb(self, after: int, end: int) -> bool:
        """A part at the end of the clause makes another verb of a verb of saying: "sagten aus, dass", "schreibt fest, dass"."""
        while end > after and self.s.is_sign(end - 1, ","):
            end -= 1
        return end > after and self.s.is_word(end - 1, "particles")

    def _announcement(self, after: int) -> tuple[int, str, int] | None:
        """First token of the content, what announces it, and where the attribution ends."""
        s = self.s
        for index in range(after, min(len(s.tokens) - 1, after + 30)):
            token = s.tokens[index]
            if token.kind == "marked":
                spoken = s.words(index, index + 1) >= 3 and not s.is_word(index - 1, "determiners")
                return (index, "marked", index) if spoken else None
            if token.kind != "sign":
                continue
            if token.low == ":":
                return index + 1, "marked" if s.is_marked(index + 1) else "colon", index
            if token.low in ";!?" or (token.low == "." and not s.lexicon.is_abbreviation(s.tokens[index - 1].low)):
                return None
            if token.low == ",":
                if s.is_word(index + 1, "questions") and self._marked_behind_colon() is not None:
                    continue
                if s.is_word(index + 1, "complementisers"):
                    return index + 2, "complementiser", index
                if s.is_marked(index + 1) and s.words(index + 1, index + 2) >= 3:
                    return index + 1, "marked", index
                if self._is_reported(index + 1):
                    return index + 1, "plain", index
        return None

    def _is_reported(self, start: int) -> bool:
        """Whether a clause without complementiser is reported: a verb in the subjunctive, a question word, or an infinitive at its end."""
        s = self.s
        if s.is_word(start, "questions"):
            return True
        comma = next((i for i in range(start, len(s.tokens)) if s.is_sign(i, ",")), len(s.tokens))
        if (
            comma - start <= 4
            and comma < len(s.tokens)
            and all(s.tokens[i].upper or s.is_word(i, "name_joints") for i in range(start, comma))
        ):
            return False
        words = set(s.text[s.tokens[start].start : s.unit.end].lower().replace("„", " ").replace("“", " ").replace(",", " ").split())
        if words & s.lexicon.words["subjunctive"]:
            return not (
                s.is_word(start, "relatives")
                and any(s.is_sign(i, ",") for i in range(start, len(s.tokens)))
                and not any(s.is_word(i, "subjunctive") for i in range(start, comma))
            )
        return any(s.is_word(i, "infinitive_signs") for i in range(start, comma)) and not s.is_word(start, "no_content")

    def _end_of_content(self, start: int) -> int:
        s = self.s
        end = len(s.tokens)
        colon = self._marked_behind_colon()
        if colon is not None and start < colon - 1:
            return colon - 1
        announced = s.is_sign(start - 1, ":") and s.is_sign(start + 1, ",")
        if s.is_marked(start) and (announced or s.words(start, start + 1) >= 4) and s.words(start + 1, end) > 0:
            return start + 1
        return _without_stop(s)

    def _speaker(self, first: int, after: int, end: int) -> Subject | None:
        """The subject: before the verb, behind it, or beside the auxiliary of a perfect."""
        s = self.s
        auxiliary = next((i for i in range(first - 1, self.free - 1, -1) if s.is_word(i, "auxiliaries") or s.is_sign(i, ",")), None)
        if auxiliary is not None and s.is_sign(auxiliary, ","):
            auxiliary = None
        verb = auxiliary if auxiliary is not None else first
        low = self._start_of_clause(verb)
        if auxiliary is None and (s.is_word(after, "pronouns.male") or s.is_word(after, "pronouns.first")):
            return Subject(after, after + 1, after + 1, after)
        inverted = self._inverted_subject(low, first, after, end) if auxiliary is None else None
        if inverted is not None:
            return inverted
        before = self._constituent(low, verb)
        if before is not None:
            return before
        if s.is_word(verb - 1, "coordinators") and verb > self.free:
            return clause_subject(s, low, verb - 1)
        high = first if auxiliary is not None else end
        behind = verb + 1 if auxiliary is not None else after
        while behind < high and (s.is_word(behind, "reflexives") or s.is_word(behind, "time_words")):
            behind += 1
        return subject_after(s, behind, high) if behind < high else None

    def _inverted_subject(self, low: int, first: int, after: int, end: int) -> Subject | None:
        """A name behind a verb that a whole clause stands before: "Um zu helfen, sagte Ute Holm: …"."""
        s = self.s
        if not s.is_sign(first - 1, ",") or not (after < len(s.tokens) and s.tokens[after].upper):
            return None
        groups = ("subjunctive", "infinitive_signs", "complementisers", "questions")
        if not any(s.is_word(i, group) for i in range(low, first) for group in groups):
            return None
        return subject_after(s, after, end)

    def _start_of_clause(self, verb: int) -> int:
        s = self.s
        low = verb
        while low > self.free and not s.is_sign(low - 1, ";:") and not s.is_marked(low - 1):
            low -= 1
        while s.is_word(low, "conjunctions"):
            low += 1
        return low

    def _constituent(self, low: int, verb: int) -> Subject | None:
        """Tokens[low:verb] as the subject, behind the last word at which a clause begins anew."""
        s = self.s
        edge = low
        comma = next((i for i in range(low, verb) if s.is_sign(i, ",")), verb)
        for index in range(low, comma):
            if s.is_word(index, "breaks") and not (index > low and s.tokens[index - 1].upper and s.tokens[index + 1].upper):
                edge = index + 1 if index > low else low
        return subject_before(s, edge, verb) if verb - edge > 0 else None

    # -- sources

    def _according(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """Laut NP VERB …; CLAUSE, laut NP; CLAUSE nach Angaben NP CLAUSE."""
        s = self.s
        if s.is_word(after, "particles_of_names") and not s.is_word(after, "determiners"):
            after += 1
        end = self._end_of_source(after)
        if end <= after:
            return None
        segments: list[Place] = []
        if s.is_marked(end) and s.words(end, end + 1) >= 4 and s.words(end + 1, len(s.tokens)) == 0:
            return Draft([s.place(end, end + 1)], "according to, quote", cue, s.place(after, end))
        left = place_of(s, self.free, first)
        if left and s.words(self.free, first) >= 2:
            segments.append(left)
        right = place_of(s, end, _without_stop(s))
        if right and (segments or s.words(end, len(s.tokens)) >= 3):
            segments.append(right)
        return Draft(segments, "according to", cue, s.place(after, end)) if segments else None

    def _end_of_source(self, at: int) -> int:
        """Where the noun phrase of a source ends, with an apposition between commas; `at` where there is none."""
        s = self.s
        if s.is_marked(at) and s.tokens[at].end - s.tokens[at].start <= _LONGEST_MARKED_NAME:
            return at + 1
        end = phrase_end(s, at, len(s.tokens), source=True)
        if end > at and s.is_sign(end, ",") and end + 2 < len(s.tokens) and s.tokens[end + 1].upper and self._closes_apposition(end + 1):
            return next(i for i in range(end + 1, len(s.tokens)) if s.is_sign(i, ","))
        return end

    def _closes_apposition(self, at: int) -> bool:
        for index in range(at, min(len(self.s.tokens), at + 6)):
            if self.s.is_sign(index, ","):
                return True
            if not self.s.tokens[index].upper:
                return False
        return False

    def _according_after(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """NP zufolge VERB …; CLAUSE NP zufolge CLAUSE."""
        s = self.s
        low = first
        while low > self.free and s.tokens[low - 1].kind == "word" and self._may_be_source(low - 1, first):
            low -= 1
        start = next((i for i in range(low, first) if phrase_end(s, i, first, source=True) == first), first)
        if start >= first:
            return None
        segments = [p for p in (place_of(s, self.free, start), place_of(s, after, _without_stop(s))) if p is not None]
        return Draft(segments, "according to", cue, s.place(start, first)) if segments else None

    def _may_be_source(self, at: int, end: int) -> bool:
        s = self.s
        return end - at <= _LONGEST_SOURCE and (
            s.tokens[at].upper or s.is_word(at, "determiners") or s.is_word(at, "name_joints") or is_attribute(s, at, end)
        )

    def _passive_clause(self, cue: CueMatch, after: int) -> Draft | None:
        """Es wurde berichtet, dass CLAUSE; In der Mitteilung heißt es, CLAUSE."""
        s = self.s
        quote = self._quote_left(self.index[cue.start])
        if quote is not None and s.is_word(self.index[cue.start], "document_cues"):
            at = after + 1 if s.is_word(after, "adjuncts") else after
            source = subject_after(s, at)
            return Draft(
                self._left_content(quote),
                "quote, cue, document",
                cue,
                s.place(source.start, source.end) if source else None,
                "stated" if source else "none",
            )
        found = self._announcement(after)
        if found is None or found[2] - after > 6:
            return None
        place = place_of(s, found[0], self._end_of_content(found[0]))
        if place is None:
            return None
        first = self.index[cue.start]
        low = self._start_of_clause(first)
        while s.is_word(low, "adjuncts") and low < first:
            low += 1
        if any(s.is_noun(i, "occasions") for i in range(low, first)):
            return Draft([place], "passive", cue, None, "none")
        end = phrase_end(s, low, first)
        voice = holds_voice(s, low, end) or self._is_name_of_body(low, end)
        voice = voice and not any(s.is_sign(i, ",") for i in range(end, first))
        shown = voice and not (s.is_word(low, "no_subject") and not s.is_word(low, "determiners"))
        if s.is_word(first, "document_cues") and shown and s.words(low, first) <= 10:
            return Draft([place], "document, cue, clause", cue, s.place(low, first))
        return Draft([place], "passive", cue, None, "none")

    def _is_name_of_body(self, start: int, end: int) -> bool:
        """One capital behind a preposition that has no article of its own, or letters that are all capitals: "von Solaria", "in der NZ"."""
        s = self.s
        if end > start + 1 and s.text[s.tokens[end - 1].start : s.tokens[end - 1].end].isupper():
            return s.is_word(start, "determiners")
        return end == start + 1 and s.tokens[start].upper and s.is_word(start - 1, "particles_of_names")


def _without_stop(s: Sentence) -> int:
    end = len(s.tokens)
    while end > 0 and s.is_sign(end - 1, ".,;:"):
        end -= 1
    return end
