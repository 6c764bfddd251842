"""What the readers of most word orders share: going through the cues of a sentence, and marked stretches beside a cue."""

from __future__ import annotations

from extractor.fields.quotes.contents import content_end, place_of
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import Draft, Place, Sentence
from extractor.fields.quotes.patterns.sources import after_dateline
from extractor.fields.quotes.phrases import Subject


class SentenceReader:
    """One sentence, read cue by cue from the left; `free` is the first token that belongs to no quote yet."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.free = after_dateline(sentence) if sentence.unit.first else 0
        self.drafts: list[Draft] = []
        self.index = {token.start: i for i, token in enumerate(sentence.tokens)}

    def read(self) -> list[Draft]:
        """Every cue once; a cue inside content that is taken opens nothing, except a participle that ends it."""
        cues = self.s.unit.cues
        for number, cue in enumerate(cues):
            first = self.index.get(cue.start)
            if first is None:
                continue
            last = first
            while last + 1 < len(self.s.tokens) and self.s.tokens[last + 1].end <= cue.end:
                last += 1
            if first < self.free and cue.entry.kind != "participle":
                continue
            draft = self._at(cue, first, last + 1, cues[number + 1 :])
            if draft is not None and draft.segments:
                draft.unit = self.s.unit
                self.drafts.append(draft)
                self.free = max(self.free, last + 1, self.s.index_of(draft.segments[-1][1]))
        self._add_marked_behind_colon()
        return self.drafts

    def _at(self, cue: CueMatch, first: int, after: int, later: tuple[CueMatch, ...]) -> Draft | None:
        """What the cue at tokens[first:after] makes; `later` are the cues behind it."""
        raise NotImplementedError

    def _quote_left(self, before: int) -> int | None:
        """The last marked stretch left of a token, with nothing but a sign between."""
        at = before - 1
        while at >= self.free and self.s.is_sign(at, ",—–―-."):
            at -= 1
        return at if at >= self.free and self.s.is_marked(at) else None

    def _left_content(self, quote: int) -> list[Place]:
        start = quote if self.s.is_sign(quote - 1, ":") else self.free
        place = place_of(self.s, start, quote + 1)
        return [place] if place else []

    def _continued(self, after: int) -> list[Place]:
        """Content that goes on behind the attribution: from the next marked stretch that a sign announces to the end."""
        s = self.s
        mark = next((i for i in range(after, len(s.tokens)) if s.is_marked(i)), None)
        if mark is None or s.words(after, mark) > 14:
            return []
        if mark > after and not (s.is_sign(mark - 1, ",.:;—–―-") or s.is_word(mark - 1, "conjunctions")):
            return []
        if any(after <= self.index.get(c.start, -1) < mark for c in s.unit.cues):
            return []
        end = content_end(s, mark, len(s.tokens))
        place = place_of(s, mark, end)
        return [place] if place else []

    def _is_spoken(self, quote: int) -> bool:
        """Whether a marked stretch left of a cue is what was said: a sign ends it, and it is no name in an adjunct."""
        s = self.s
        closed = last_inside(s, quote) in ",.?!…—-–،" or s.is_sign(quote + 1, ",،—–―-.")
        in_adjunct = quote > self.free and (
            s.is_word(self.free, "adjuncts") or s.is_word(self.free, "time_words") or s.is_word(quote - 1, "adjuncts")
        )
        return closed and not (in_adjunct and s.words(quote, quote + 1) <= 6)

    def _inner_pronoun(self, cue: CueMatch) -> Place | None:
        """The pronoun that a verb carries behind a hyphen (French dit-il, a-t-elle ajouté)."""
        at = cue.start
        for part in cue.word.replace(" ", "-").split("-"):
            if at > cue.start and self.s.text[at - 1] == "-" and self.s.lexicon.has("pronouns", part):
                return at, at + len(part)
            at += len(part) + 1
        return None

    def _marked_behind_colon(self) -> int | None:
        """A marked stretch behind a colon that ends the sentence."""
        s = self.s
        last = len(s.tokens) - 1
        while last > 0 and s.is_sign(last, "."):
            last -= 1
        return last if last > 1 and s.is_marked(last) and s.is_sign(last - 1, ":") and s.words(last, last + 1) >= 4 else None

    def _add_marked_behind_colon(self) -> None:
        """Indirect speech and then its words behind a colon: a quote more of the same speaker."""
        mark = self._marked_behind_colon()
        if mark is None or not self.drafts or self.s.index_of(self.drafts[-1].segments[-1][1]) > mark - 1:
            return
        last = self.drafts[-1]
        place = self.s.place(mark, mark + 1)
        self.drafts.append(Draft([place], "quote behind a colon", None, last.phrase, last.voice, unit=self.s.unit))

    def _comma_after(self, after: int) -> int | None:
        """The comma that ends the attribution inside a clause, with nothing but words of time before it."""
        while self.s.is_word(after, "time_words"):
            after += 1
        return after if self.s.is_sign(after, ",—–―") else None

    def _same_subject(self, phrase: Place) -> Subject | None:
        start, end = self.s.index_of(phrase[0]), self.s.index_of(phrase[1])
        return Subject(start, end, end, start) if start < end else None

    def _according_carried(self, cue: CueMatch, first: int, after: int) -> Draft | None:
        """По его словам, CLAUSE. / CLAUSE, nach seinen Worten."""
        s = self.s
        if s.lexicon.bare_names and after < len(s.tokens) and s.tokens[after].kind == "word":
            return None
        left = place_of(s, self.free, first) if s.words(self.free, first) >= 3 else None
        place = left or place_of(s, after, content_end(s, after, len(s.tokens)))
        return Draft([place], "according to who spoke last", cue, None, "carried") if place else None


def last_inside(s: Sentence, index: int) -> str:
    """The last character inside a marked stretch, behind inner signs."""
    end = s.tokens[index].end - 1
    while end > s.tokens[index].start + 1 and s.text[end - 1] in "\"”»’'“‘ ":
        end -= 1
    return s.text[end - 1]
