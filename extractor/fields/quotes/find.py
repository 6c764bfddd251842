"""Passages → quotes: marks, sentences, patterns, gates, speakers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.facts import Organisation, Quote, Speaker
from extractor.fields.quotes.build import Built, build
from extractor.fields.quotes.drafts import Draft, Sentence
from extractor.fields.quotes.gates import Evidence, refused_by
from extractor.fields.quotes.lexicon import Lexicon, lexicon
from extractor.fields.quotes.marks import Mark, MarkIndex, find_marks
from extractor.fields.quotes.patterns import READERS, lines
from extractor.fields.quotes.speaker import Cast
from extractor.fields.quotes.units import Paragraph, Unit, find_paragraphs, split_units, tokens_of
from extractor.fold import key
from extractor.reading import Passage, Reading

_SHORTEST_ARTICLE = 80
_SHOWN = 60
_REPORTED = "reported speech without cue"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A draft that a gate refused: the pattern that found it, the gate, and the words."""

    rule: str
    gate: str
    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Quotes with what was refused on the way to them."""

    quotes: tuple[Quote, ...]
    rejected: tuple[Rejected, ...] = ()


def find_quotes(reading: Reading, organisations: tuple[Organisation, ...]) -> tuple[Quote, ...]:
    """Quotes of headline and text, in order of appearance; ids q1, q2, … count nested quotes too."""
    return find_quotes_explained(reading, organisations).quotes


def find_quotes_explained(reading: Reading, organisations: tuple[Organisation, ...]) -> Explained:
    """The same, with the drafts that gates refused. Linear in the length of headline and text."""
    words = lexicon(reading.language)
    built: list[Built] = []
    rejected: list[Rejected] = []
    cast: Cast | None = None
    for passage in reading.passages():
        found = _Finder(passage, words)
        found.run()
        rejected += found.rejected
        cast = Cast(passage, words, organisations, cast)
        for draft in found.voices():
            speaker = cast.speaker(draft)
            if draft.segments:
                built.append(Built(passage, draft, speaker, found.marks, found.nested(draft)))
    kept: list[Built] = []
    topics: set[str] = set()
    for item in built:
        topic = words.bare_names and item.passage.field == "headline" and item.draft.rule == lines.BEFORE_COLON
        if topic and _speaks_nowhere(item, built, words):
            kept.append(replace(item, speaker=None))
        elif item.draft.rule == lines.HEADLINE and _speaks_nowhere(item, built, words):
            text = item.passage.folded.text[slice(*item.draft.segments[0])]
            rejected.append(Rejected(item.draft.rule, "speaks_nowhere", text, item.passage.field))
            topics.add(item.speaker.name if item.speaker and item.speaker.name else "")
        else:
            kept.append(replace(item, speaker=cast.settled(item.speaker)) if cast else item)
    return Explained(build(_without_topics(kept, topics), words), tuple(rejected))


def _without_topics(kept: list[Built], topics: set[str]) -> list[Built]:
    """What was taken for the voice of a later quote and is a topic leaves that quote without a name."""
    if not topics:
        return kept
    return [
        replace(item, speaker=_unnamed(item.speaker))
        if item.speaker and item.speaker.link != "explicit" and item.speaker.name in topics
        else item
        for item in kept
    ]


def _unnamed(speaker: Speaker) -> Speaker | None:
    return replace(speaker, name=None, role=None, organisation_id=None, link="none") if speaker.mention else None


def _has_office(speaker: Speaker, words: Lexicon) -> bool:
    return speaker.role is not None and (not words.cased or any(words.is_role(word.strip(",.")) for word in speaker.role.lower().split()))


def _speaks_nowhere(item: Built, built: list[Built], words: Lexicon) -> bool:
    """Gate: what stands before a headline's colon is a topic ("Iraq: …") unless it is a voice by its nouns, or speaks in the text.

    Behind the topic, words in marks are a quote all the same, of nobody who is named.
    """
    if item.speaker is None:
        return False
    if item.speaker.kind in ("document", "group", "anonymous") or _has_office(item.speaker, words):
        return False
    if item.speaker.kind != "person" and not words.one_meant:
        return False
    others = [other.speaker for other in built if other is not item and other.speaker and other.speaker.link == "explicit"]
    if not others and len(item.passage.text) <= item.draft.segments[-1][1] + _SHORTEST_ARTICLE and item.passage.field == "text":
        return False
    names = [set(key(f"{other.name or ''} {other.role or ''}").split()) for other in others]
    label = set(key(item.speaker.name or (item.speaker.mention.text if item.speaker.mention else "")).split())
    label -= words.words["determiners"] | words.words["adjuncts"]
    if item.speaker.kind == "organisation":
        return not any(label <= name for name in names)
    return not any(label & name for name in names)


@dataclass(slots=True)
class _Finder:
    """One passage on its way from marks to drafts."""

    passage: Passage
    lexicon: Lexicon
    drafts: list[Draft] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    marks: MarkIndex = field(default_factory=lambda: MarkIndex(()))
    _previous: Unit | None = None
    _lead: Draft | None = None
    _waiting: list[Draft] = field(default_factory=list)
    _nested: dict[int, list[Draft]] = field(default_factory=dict)
    _headings: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        return self.passage.folded.text

    def run(self) -> None:
        """Read every paragraph that holds a cue or a mark, and those that a quote runs on to."""
        text = self.text
        line = text.strip()
        heading = self.passage.field == "headline" or ("\n" not in line and len(line) < 220 and line[-1:] not in ".۔。")
        marks = find_marks(text, singles=self.lexicon.single_marks or heading)
        self.marks = MarkIndex(marks)
        cues = tuple(self.lexicon.cues(text))
        paragraphs = find_paragraphs(text, marks, cues)
        if self.lexicon.dash_dialogue and (dashes := lines.dash_marks(text, paragraphs)):
            marks = tuple(sorted((*marks, *dashes), key=lambda mark: mark.start))
            self.marks = MarkIndex(marks)
            paragraphs = find_paragraphs(text, marks, cues)
        turns = lines.interview(text, paragraphs, self.lexicon)
        quoted, self._headings = self._starts_of("blockquote"), self._starts_of("heading")
        for paragraph in paragraphs:
            if paragraph.number in turns:
                self._keep(turns[paragraph.number])
                self._lead = self._previous = None
            elif self._lead is not None and paragraph.start in quoted and not paragraph.marks:
                self._take_block(paragraph)
            elif (
                paragraph.marks
                or paragraph.cues
                or text[paragraph.end - 1] == ":"
                or (paragraph.number == 0 and ":" in text[paragraph.start : paragraph.end])
                or (self._previous is not None and self.lexicon.words["subjunctive"])
            ):
                self._read(paragraph)
            else:
                self._lead = self._previous = None
        self._flush()

    def _starts_of(self, role: str) -> set[int]:
        """Where the blocks begin that the page itself sets as block quotes or headings."""
        return {self.passage.folded.position(b.start) for b in self.passage.blocks if b.role == role}

    def _take_block(self, paragraph: Paragraph) -> None:
        assert self._lead is not None
        draft = self._lead
        if not lines.announces(self.text, draft, self.lexicon):
            return
        draft.segments.append((paragraph.start, paragraph.end))
        draft.marked = True
        if len(draft.segments) == 1:
            self._keep(draft)

    def _read(self, paragraph: Paragraph) -> None:
        units = split_units(self.text, paragraph, self.lexicon)
        for unit in units:
            self._read_unit(paragraph, unit)
            self._previous = unit

    def _read_unit(self, paragraph: Paragraph, unit: Unit) -> None:
        if not unit.tokens and unit.first and paragraph.number == 0:
            unit.tokens = tokens_of(self.text, unit.start, unit.end, unit.marks)
        sentence = Sentence(self.text, unit, unit.tokens, self.lexicon)
        drafts = READERS[self.lexicon.order](sentence) if unit.tokens else []
        voiced = [d for d in drafts if d.segments]
        self._note_refused(sentence, drafts)
        if not voiced and unit.tokens:
            voiced = self._line(sentence, paragraph, unit)
            drafts += voiced
        lead = lines.lead(sentence, voiced) if unit.last and unit.tokens else None
        if not voiced and self._goes_on(unit):
            self._lead = lead
            return
        if voiced:
            self._join_waiting(unit, voiced[0])
        for draft in drafts:
            draft.unit = unit
            self._keep(draft)
        if not unit.marks:
            self._flush()
        self._lead = lead

    def _note_refused(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Keep what gates refused inside the patterns, once a cue, unless another pattern made a quote of it."""
        made = {draft.cue.start for draft in drafts if draft.cue is not None}
        for gate, cue in sentence.refused:
            if cue.start not in made:
                made.add(cue.start)
                text = self.text[cue.start : min(sentence.unit.end, cue.end + _SHOWN)]
                self.rejected.append(Rejected(cue.entry.kind, gate, text, self.passage.field))

    def _line(self, s: Sentence, paragraph: Paragraph, unit: Unit) -> list[Draft]:
        found: Draft | None = None
        if (
            unit.first
            and unit.last
            and (self.passage.field == "headline" or paragraph.number == 0)
            and lines.is_headline(self.text, paragraph)
        ):
            found = lines.headline_mark(s) or lines.headline(s)
        if found is None and unit.marks:
            found = lines.colon_before_mark(s) or lines.name_behind_dash(s)
        return [found] if found else []

    def _goes_on(self, unit: Unit) -> bool:
        """A sentence without attribution of its own that a quote before it, or a lead, runs on to."""
        last = self.drafts[-1] if self.drafts else None
        if lines.is_wholly_marked(self.text, unit):
            places = [(m.start, m.end) for m in unit.marks]
            if unit.start in self._headings:
                self._flush()
                self._keep(Draft(places, "quotation as a heading", None, None, "none", unit=unit))
            elif self._lead is not None:
                draft = self._lead
                draft.segments, draft.unit = places, unit
                self._keep(draft)
            elif (grows := self._growing()) is not None:
                grows.segments += places
                grows.unit = unit
            elif (name := lines.signature(self.text, unit, self.lexicon)) is not None:
                self._flush()
                self._keep(Draft(places, "quote, name", None, name, unit=unit))
            else:
                draft = Draft(places, "quotation on its own", None, None, "carried", unit=unit)
                self._waiting.append(draft)
                if unit.marks[-1].state != "reopened":
                    self._flush()
            return True
        if self.lexicon.words["subjunctive"] and last is not None and last.unit is self._previous and self._is_reported(unit, last):
            if last.rule == _REPORTED:
                last.segments[-1] = (last.segments[-1][0], unit.end)
                last.unit = unit
            else:
                self._keep(Draft([(unit.start, unit.end)], _REPORTED, None, None, "carried", unit=unit))
            return True
        if last is not None and last.runs_on and last.unit is self._previous and not unit.first and not unit.marks:
            last.segments[-1] = (last.segments[-1][0], unit.end)
            last.unit = unit
            return True
        return False

    def _is_reported(self, unit: Unit, last: Draft) -> bool:
        """A sentence whose main verb is in the subjunctive of reported speech; one that is a conditional as well needs another before it.

        A verb that ends its clause is that of a subordinate one, and says nothing of the sentence.
        """
        verbs = self._subjunctives(unit.start, unit.end)
        if any(not self.lexicon.has("conditional", verb) for verb in verbs):
            return True
        before = [verb for place in last.segments for verb in self._subjunctives(*place)] if verbs else []
        if not any(not self.lexicon.has("conditional", verb) for verb in before):
            return False
        return not any(self.lexicon.has("conditions", word) for word in self.text[unit.start : unit.end].lower().split())

    def _subjunctives(self, start: int, end: int) -> list[str]:
        """The verbs in the subjunctive at a place that end no clause."""
        words = self.text[start:end].lower().split()
        return [word for word in words[:-1] if word in self.lexicon.words["subjunctive"]]

    def _growing(self) -> Draft | None:
        """The last quote with marks in the sentence before: words that follow it without attribution go on with it."""
        for draft in reversed(self.drafts[-4:]):
            if self._previous is None or draft.unit is not self._previous:
                return None
            if draft.segments and self.marks.share(self.text, draft.segments[-1:]) > 0.02:
                return draft
        return None

    def _join_waiting(self, unit: Unit, draft: Draft) -> None:
        """Paragraphs of a quotation that was reopened get the speaker of the paragraph that ends it."""
        if self._waiting and draft.segments[0][0] - unit.start <= 2 and unit.marks and unit.marks[0].start - unit.start <= 2:
            draft.segments = [place for waiting in self._waiting for place in waiting.segments] + draft.segments
            self._waiting = []
        self._flush()

    def _flush(self) -> None:
        """Paragraphs of one quotation that nobody was named for become one quote."""
        if self._waiting:
            first, *rest = self._waiting
            first.segments += [place for draft in rest for place in draft.segments]
            first.unit = self._waiting[-1].unit
            self._keep(first)
        self._waiting = []

    def _keep(self, draft: Draft) -> bool:
        if not draft.segments:
            self.drafts.append(draft) if draft.phrase else None
            return False
        share = self.marks.share(self.text, draft.segments)
        gate = refused_by(Evidence(self.text, self.lexicon, draft, share))
        if gate is not None:
            start, end = draft.segments[0]
            self.rejected.append(Rejected(draft.rule, gate, self.text[start:end], self.passage.field))
            return False
        self.drafts.append(draft)
        return True

    def voices(self) -> list[Draft]:
        """Drafts in order of their content; those without content only tell who is being spoken of."""
        return sorted(self.drafts, key=lambda d: d.segments[0][0] if d.segments else (d.phrase or (0, 0))[0])

    def nested(self, draft: Draft) -> list[Draft]:
        """Quotes inside the marked stretches of a quote."""
        marks = (mark for a, b in draft.segments for mark in self.marks.touching(a, b))
        return [inside for mark in marks if mark.inner for inside in self._inside(mark)]

    def _inside(self, mark: Mark) -> list[Draft]:
        """Quotes inside a marked stretch, read once however many quotes touch it."""
        if mark.start not in self._nested:
            moved = [
                replace(cue, start=cue.start + mark.inner_start, end=cue.end + mark.inner_start)
                for cue in self.lexicon.cues(self.text[mark.inner_start : mark.inner_end])
            ]
            outside = tuple(c for c in moved if not any(i.start < c.start < i.end for i in mark.inner))
            unit = Unit(mark.inner_start, mark.inner_end, 0, True, True, mark.inner, outside)
            unit.tokens = tokens_of(self.text, unit.start, unit.end, unit.marks)
            drafts = READERS[self.lexicon.order](Sentence(self.text, unit, unit.tokens, self.lexicon))
            inner = MarkIndex(mark.inner)
            self._nested[mark.start] = [d for d in drafts if d.segments and inner.share(self.text, d.segments) > 0.9]
        return self._nested[mark.start]
