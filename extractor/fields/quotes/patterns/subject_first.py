"""Languages whose subject stands before its verb: "NP said that …", "“…,” NP said", "“…,” said NP", "CLAUSE, NP said, CLAUSE"."""

from __future__ import annotations

from extractor.fields.quotes.contents import content_end, content_start, place_of, skip_addressee
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import Draft, Place, Sentence
from extractor.fields.quotes.patterns.clauses import is_clause, may_be_noun, opens_with_participle, opens_with_verb
from extractor.fields.quotes.patterns.non_finite import NonFinite
from extractor.fields.quotes.patterns.reader import last_inside
from extractor.fields.quotes.patterns.sources import according, according_after
from extractor.fields.quotes.phrases import Subject, strip_auxiliaries, subject_before
from extractor.fields.quotes.phrases_behind import subject_after

_LONGEST_TITLE = 5
_LONGEST_OFFICE = 18
_LONGEST_ADJUNCT = 6


def read(s: Sentence) -> list[Draft]:
    """The quotes of a sentence, in order."""
    return Reader(s).read()


class Reader(NonFinite):
    """Subject-first attributions of a sentence."""

    def _at(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        kind = cue.entry.kind
        if kind == "according":
            return according(self.s, cue, first, after, self.free)
        if kind == "according_after":
            return according_after(self.s, cue, first, after, self.free)
        if kind == "according_carried":
            return self._according_carried(cue, first, after)
        if kind == "participle":
            return self._participle(cue, first, after)
        if kind == "label":
            return self._quote_then_subject(cue, first, after) or self._label(cue, first, after)
        if kind == "passive":
            return self._passive(cue, after)
        return self._verb(cue, first, after, later)

    # -- finite verbs

    def _verb(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        s = self.s
        if s.lexicon.cased and s.tokens[first].upper and first > 0:
            return None
        noun = may_be_noun(self.s, cue) and s.is_word(first - 1, "determiners") and not s.is_word(first - 1, "groups")
        if noun or (cue.entry.guarded and s.is_word(first - 1, "no_cue_after")):
            s.refuse("cue_is_no_verb", cue)
            return None
        stem = strip_auxiliaries(s, self.free, first)
        found = self._inverted(cue, stem, after) or self._quote_then_subject(cue, first, after)
        if found is not None:
            return found
        if self._is_no_finite_verb(first, cue.entry.guarded):
            s.refuse("cue_is_no_verb", cue)
            return None
        return (
            self._as_introduced(cue, first, after)
            or self._clause_then_cue(cue, first, after, later)
            or self._subject_then_clause(cue, first, after, later)
        )

    def _is_no_finite_verb(self, first: int, guarded: bool) -> bool:
        """Behind an article, a possessive, the verb of a passive or the sign of an infinitive the cue is a noun or no finite verb."""
        s = self.s
        groups = ("articles", "passive_auxiliaries", "infinitive_signs")
        passive = any(s.is_word(i, "passive_auxiliaries") for i in range(strip_auxiliaries(s, self.free, first), first - 1))
        return (
            passive
            or any(s.is_word(first - 1, group) for group in (groups if guarded or not s.is_word(first - 1, "indefinites") else groups[1:]))
            or s.is_word(first - 1, "no_cue_after")
            or (first > 0 and s.tokens[first - 1].low.endswith(s.lexicon.possessive_endings))
        )

    def _as_introduced(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """As NP said, CLAUSE."""
        s = self.s
        opener = self.free
        while s.is_word(opener, "conjunctions") and not s.is_word(opener, "as_words"):
            opener += 1
        if not s.is_word(opener, "as_words"):
            return None
        stem = strip_auxiliaries(s, opener + 1, first)
        subject = subject_after(s, after) if s.lexicon.inverts and stem == opener + 1 else subject_before(s, opener + 1, first)
        comma = self._comma_after(after if subject is None or subject.start < after else subject.head_end)
        if subject is None or comma is None or any(s.is_sign(i, ",") for i in range(self.free, subject.start)):
            return None
        place = place_of(s, comma + 1, content_end(s, comma + 1, len(s.tokens)))
        end = subject.end if subject.start < first else subject.head_end
        return Draft([place], "as, speaker, cue, clause", cue, s.place(subject.start, end)) if place else None

    def _inverted(self, cue: CueMatch, stem: int, after: int) -> Draft | None:
        """“…,” said NP."""
        s = self.s
        quote = self._quote_left(stem)
        if quote is None:
            return None
        if not self._is_spoken(quote):
            s.refuse("marks_are_a_name", cue)
            return None
        inner = self._inner_pronoun(cue)
        if inner is not None:
            return Draft(self._left_content(quote) + self._continued(after), "quote, cue with its pronoun", cue, inner)
        subject = subject_after(s, after)
        if subject is None:
            dropped = (
                s.lexicon.drops_subject
                and cue.entry.kind == "verb"
                and quote == self.free
                and stem == quote + 1 + s.is_sign(quote + 1, ",")
            )
            return Draft(self._left_content(quote), "quote, cue", cue, None, "carried") if dropped and self._has_no_subject(after) else None
        segments = self._left_content(quote)
        segments += self._continued(subject.end)
        return Draft(segments, "quote, cue, speaker", cue, s.place(subject.start, subject.end))

    def _has_no_subject(self, after: int) -> bool:
        """Whether a sentence ends behind its cue, or goes on with an adjunct: its verb has dropped the subject."""
        s = self.s
        return s.words(after, len(s.tokens)) == 0 or s.is_word(after, "adjuncts") or s.is_word(after, "time_words")

    def _quote_then_subject(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """“…,” NP said."""
        s = self.s
        quote = next((i for i in range(first - 1, self.free - 1, -1) if s.is_marked(i)), None) if s.unit.marks else None
        if quote is None:
            return None
        if not self._is_spoken(quote):
            s.refuse("marks_are_a_name", cue)
            return None
        if quote > self.free and opens_with_participle(self.s, self.free):
            return None
        subject = self._name_and_office(quote + 1, first) or subject_before(s, quote + 1, first)
        if subject is None or s.words(quote + 1, subject.start) > 6:
            return None
        if any(s.is_sign(i, ".;") for i in range(quote + 1, subject.start)):
            return None
        gap = s.words(quote + 1, subject.start)
        if gap and not s.is_sign(subject.start - 1, ","):
            return None
        segments = self._left_content(quote) + self._continued(after)
        return Draft(segments, "quote, speaker, cue", cue, s.place(subject.start, subject.end))

    def _name_and_office(self, start: int, first: int) -> Subject | None:
        """A name right behind the quotation and its office behind a comma, up to the cue: "“…,” Nora Quill, head of the port said"."""
        s = self.s
        comma = start
        while comma < first and (s.tokens[comma].upper or (comma > start and s.is_sign(comma, "."))):
            comma += 1
        end = strip_auxiliaries(s, comma, first)
        if (
            not s.lexicon.bare_names
            or comma == start
            or not s.is_sign(comma, ",")
            or end - comma > _LONGEST_OFFICE
            or s.is_sign(end - 1, ",")
        ):
            return None
        if not any(s.lexicon.is_role(s.tokens[i].low) for i in range(comma + 1, min(end, comma + 4))):
            return None
        rest = s.tokens[comma + 1 : end]
        plain = all(t.kind == "word" and (t.upper or not s.lexicon.has("clause_signs", t.low)) for t in rest)
        return Subject(start, end, comma, start) if plain else None

    def _clause_then_cue(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        """CLAUSE, NP said. / CLAUSE, NP said, CLAUSE / CLAUSE, said NP."""
        s = self.s
        inverted = self._inverted_clause(cue, first, after)
        if inverted is not None:
            return inverted
        subject = subject_before(s, self.free, first)
        if subject is not None and s.is_sign(subject.start - 1, ",—–―") and s.words(self.free, subject.start - 1) >= 4:
            if not self._is_adjunct_only(self.free, subject.start - 1):
                left = place_of(s, self.free, subject.start - 1)
                phrase = s.place(subject.start, subject.end)
                if left and self._ends(after, cue):
                    return Draft([left], "clause, speaker, cue", cue, phrase)
                comma = self._comma_after(after)
                if comma is not None and self._only_introduces(self.free, subject.start - 1, comma + 1):
                    return None
                if left and comma is not None and not self._is_participle(comma + 1, later):
                    right = place_of(s, comma + 1, content_end(s, comma + 1, len(s.tokens)))
                    if right and s.words(comma + 1, len(s.tokens)) >= 3:
                        return Draft([left, right], "clause, speaker, cue, clause", cue, phrase)
            return None
        if subject is None and s.lexicon.inverts and s.is_sign(first - 1, ",—–―") and s.words(self.free, first - 1) >= 4:
            right_subject = subject_after(s, after)
            left = place_of(s, self.free, first - 1)
            if right_subject and left and (self._ends(right_subject.end, cue) or self._ends_with_apposition(right_subject.end)):
                return Draft([left], "clause, cue, speaker", cue, s.place(right_subject.start, right_subject.end))
        return None

    def _inverted_clause(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """CLAUSE, said NP. where nothing but the speaker follows: what stands before the comma is no subject then."""
        s = self.s
        if (
            not s.lexicon.bare_names
            or cue.entry.guarded
            or cue.entry.addressed
            or not s.is_sign(first - 1, ",")
            or s.words(self.free, first - 1) < 4
        ):
            return None
        subject = subject_after(s, after)
        if subject is None or s.words(subject.end, len(s.tokens)) or not any(s.tokens[i].upper for i in range(after, subject.head_end)):
            return None
        left = place_of(s, self.free, first - 1)
        return Draft([left], "clause, cue, speaker", cue, s.place(subject.start, subject.end)) if left else None

    def _ends_with_apposition(self, after: int) -> bool:
        return (
            self.s.is_sign(after, ",")
            and 0 < self.s.words(after, len(self.s.tokens)) <= 6
            and not any(self.s.is_word(i, g) for i in range(after, len(self.s.tokens)) for g in ("clause_signs", "complementisers"))
        )

    def _only_introduces(self, start: int, end: int, mark: int) -> bool:
        """Whether tokens[start:end] are the reporter's own words before a quotation: "Later, at the harbour, Lee said, “…”"."""
        s = self.s
        if not s.is_marked(mark) or any(s.is_marked(i) for i in range(start, end)) or last_inside(s, mark) not in ".?!…,":
            return False
        return any(s.is_word(start, group) for group in ("adjuncts", "time_words"))

    def _is_adjunct_only(self, start: int, end: int) -> bool:
        """A single introducing phrase ("In an interview with the paper") is no content."""
        while start < end and self.s.is_word(start, "conjunctions"):
            start += 1
        if opens_with_participle(self.s, start):
            return True
        return self.s.is_word(start, "adjuncts") and not any(self.s.is_sign(i, ",") for i in range(start, end))

    def _ends(self, after: int, cue: CueMatch) -> bool:
        """Whether nothing but adjuncts follows: the content stood before."""
        s = self.s
        if any(s.is_marked(i) for i in range(after, len(s.tokens))):
            return False
        if cue.entry.addressed and after < len(s.tokens):
            after = skip_addressee(s, after)
        while after < len(s.tokens) and s.is_word(after, "time_words"):
            after += 1
        cues = {c.start for c in s.unit.cues if c.entry.kind == "participle"}
        end = next((i for i in range(after + 1, len(s.tokens)) if s.tokens[i].start in cues and s.is_sign(i - 1, ",")), len(s.tokens))
        words = s.words(after, end)
        if words <= 6 and all(self._is_time(i) for i in range(after, end)):
            return True
        if s.is_sign(len(s.tokens) - 1, ":"):
            return False
        if words == 0:
            return True
        if words > 12 or any(s.is_word(i, g) for g in ("complementisers", "clause_signs") for i in range(after, end)):
            return False
        if not any(s.is_word(i, "clause_signs") for i in range(self.free, after)):
            return False
        return s.is_word(after, "adjuncts") or (s.is_sign(after, ",") and words <= 8 and s.is_word(after + 1, "adjuncts"))

    def _is_time(self, index: int) -> bool:
        s = self.s
        token = s.tokens[index]
        if token.kind != "word":
            return token.low in "().,"
        return token.low[:1].isdigit() or any(s.is_word(index, g) for g in ("time_words", "adjuncts", "determiners", "written_nouns"))

    def _is_participle(self, at: int, later: tuple[CueMatch, ...]) -> bool:
        return any(c.entry.kind == "participle" and self.index.get(c.start) == at for c in later)

    def _subject_then_clause(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        """NP said (that) CLAUSE, NP said: “…”."""
        s = self.s
        start = content_start(s, after, cue.entry)
        if start is None:
            return None
        subject = self._subject(first)
        phrase: Place | None = s.place(subject.start, subject.end) if subject else None
        if phrase is None and not (s.lexicon.drops_subject and start.how != "plain" and self._opens_clause(first)):
            return None
        if start.how == "plain" and (s.lexicon.strict_complementiser or not self._is_plain_content(cue, start.index)):
            s.refuse("no_clause", cue)
            return None
        timed = any(s.is_word(after + 1, group) for group in ("months", "time_words"))
        skipped = start.how == "plain" and start.skipped and cue.entry.guarded and s.is_word(after, "adjuncts") and not timed
        skipped = skipped or (start.how == "complementiser" and start.skipped and cue.entry.guarded and opens_with_verb(s, start.index))
        if (s.lexicon.bare_names and skipped) or (cue.entry.addressed and s.is_word(after, "no_cue_after")):
            s.refuse("no_clause", cue)
            return None
        if start.how == "colon" and may_be_noun(s, cue) and s.is_word(first - 1, "coordinators") and not self.drafts:
            s.refuse("cue_is_no_verb", cue)
            return None
        if may_be_noun(self.s, cue) and (opens_with_verb(self.s, start.index) or (subject and s.is_word(subject.end - 1, "coordinators"))):
            s.refuse("cue_is_no_verb", cue)
            return None
        asked = subject is not None and s.is_word(subject.start - 1, "questions") and s.lexicon.is_pronoun(s.tokens[subject.start].low)
        if asked and not s.is_marked(start.index):
            s.refuse("no_clause", cue)
            return None
        if subject is not None and s.is_word(subject.start - 1, "relatives_of_clauses") and opens_with_verb(self.s, start.index):
            s.refuse("no_clause", cue)
            return None
        if subject is not None and s.is_word(first, "base_forms") and self._is_singular(subject):
            s.refuse("cue_is_no_verb", cue)
            return None
        if start.how == "marked" and start.skipped and cue.entry.guarded and self._is_title(start.index):
            s.refuse("marks_are_a_name", cue)
            return None
        bound = self._bound(start.index, later)
        end = content_end(s, start.index, bound)
        if start.how == "colon" and s.is_marked(start.index):
            end = content_end(s, start.index, len(s.tokens))
        place = place_of(s, start.index, end)
        if place is None:
            return None
        return Draft([place], f"speaker, cue, {start.how}", cue, phrase, "stated" if phrase else "carried", marked=start.how == "colon")

    def _opens_clause(self, first: int) -> bool:
        """Whether nothing stands between the start of a clause and its cue that could be a subject."""
        s = self.s
        low = first
        while low > self.free and s.tokens[low - 1].kind == "word":
            low -= 1
        if low == first and low - 1 > self.free and s.is_sign(low - 1, ","):
            return self._only_introduced(low - 1)
        if s.is_word(low, "adjuncts"):
            return first - low <= _LONGEST_ADJUNCT
        groups = ("conjunctions", "no_subject", "auxiliaries", "time_words", "adjuncts", "coordinators", "objects", "breaks")
        return all(
            any(s.is_word(i, group) for group in groups) or s.tokens[i].low.endswith(s.lexicon.adverb_endings) for i in range(low, first)
        )

    def _only_introduced(self, comma: int) -> bool:
        """Whether what stands before a comma is an adverb, a conjunction or an adjunct, and no subject with its apposition."""
        s = self.s
        low = comma
        while low > self.free and not s.is_sign(low - 1, ",;:") and not s.is_marked(low - 1):
            low -= 1
        groups = ("adjuncts", "conjunctions", "time_words", "no_subject")
        return s.words(low, comma) <= 2 or any(s.is_word(low, group) for group in groups)

    def _is_title(self, mark: int) -> bool:
        """Marks around capitals alone, somewhere behind the cue, name a work: "shows from the Ulm studio, “Sea Birds”"."""
        s = self.s
        words = s.text[s.tokens[mark].start + 1 : s.tokens[mark].end - 1].split()
        return len(words) <= _LONGEST_TITLE and all(word[0].isupper() for word in words)

    def _is_singular(self, subject: Subject) -> bool:
        """A subject that a base form cannot follow: it begins with "a", or ends with a figure."""
        last = self.s.tokens[subject.end - 1]
        return self.s.is_word(subject.start, "singular_determiners") or last.low.isdigit()

    def _is_plain_content(self, cue: CueMatch, start: int) -> bool:
        """Whether what follows a cue without announcement is a clause, and not the object of another sense of the verb."""
        s = self.s
        if s.is_word(start, "conjunctions") and not s.is_word(start, "questions") and not s.is_word(start, "complementisers"):
            return False
        if s.is_word(start, "auxiliaries") and not s.tokens[start].low.endswith(s.lexicon.adverb_endings):
            return False
        return not (cue.entry.guarded or cue.entry.addressed) or is_clause(self.s, start)

    def _bound(self, start: int, later: tuple[CueMatch, ...]) -> int:
        """Where another attribution takes over: ", but NP said"."""
        s = self.s
        for cue in later:
            at = self.index.get(cue.start)
            if at is None or at <= start or cue.entry.kind not in ("verb", "label"):
                continue
            stem = strip_auxiliaries(s, start, at)
            if stem > start and s.is_word(stem - 1, "coordinators"):
                return stem - 1
            if cue.entry.kind == "label" and s.is_sign(at - 1, ","):
                return at - 1
            if cue.entry.kind == "label":
                continue
            comma = next(
                (i for i in range(at - 1, max(start, at - 10), -1) if s.is_sign(i, ",;") and s.is_word(i + 1, "conjunctions")), None
            )
            if comma is not None and subject_before(s, comma + 1, at) is not None:
                return comma
        return len(s.tokens)
