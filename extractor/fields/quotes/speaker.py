"""Who speaks: names resolved to their fullest form, pronouns, "the minister" and dropped subjects to who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.facts import Organisation, Span, Speaker
from extractor.fields.quotes.bodies import Bodies
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import INTERVIEW, Draft, Place
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.marks import without_lone_sign
from extractor.fields.quotes.names import Agreement, Kind, Phrase, names_no_voice, take_apart
from extractor.fields.quotes.persons import Named, Persons, same_person
from extractor.fold import key
from extractor.reading import Passage

_MEMORY = 40
_FARTHEST = 3000
_BREAK = re.compile(r"\n\s*")
_RECENT = 6


@dataclass(slots=True)
class _Voice:
    """Somebody who spoke or was named as a subject."""

    name: str | None
    role: str | None
    kind: Kind
    agreement: Agreement
    organisation_id: str | None
    mention: Span | None = None
    label: str = ""


class Cast:
    """The speakers of a passage, in order of appearance; those of the passage `before` (a headline) are known to it."""

    def __init__(self, passage: Passage, lexicon: Lexicon, organisations: tuple[Organisation, ...], before: Cast | None = None) -> None:
        self._passage = passage
        self._text = passage.folded.text
        self._lexicon = lexicon
        self._named: dict[str, _Voice] = {}
        self._bodies = Bodies(passage, lexicon, organisations)
        self._persons = Persons(self._text, lexicon)
        self._heard: tuple[int, _Voice] | None = None
        self._said: tuple[Place, Speaker] | None = None
        self._voices: list[_Voice] = list(before._voices) if before else []
        self._by_word: dict[str, str] = dict(before._by_word) if before else {}
        for voice in self._voices:
            voice.mention = None

    def speaker(self, draft: Draft) -> Speaker | None:
        """The speaker of a draft. Call it in the order of the text: who spoke before is remembered.

        A draft without content is no quote, and only tells of whom the text speaks.
        """
        if draft.voice == "none":
            return None
        if draft.rule == INTERVIEW and draft.phrase is not None:
            return self._label(draft.phrase)
        if draft.phrase is None:
            return self._note(draft, self._carried(draft))
        if not any(c.isalpha() for c in self._text[slice(*draft.phrase)]):
            return None
        phrase = take_apart(self._text, draft.phrase, self._lexicon, self._bodies.near(draft.phrase))
        if phrase.pronoun:
            if self._lexicon.bare_names and self._said and self._said[0] == draft.phrase:
                return self._note(draft, self._said[1])
            self._said = draft.phrase, self._pronoun(draft, phrase)
            return self._note(draft, self._said[1])
        if names_no_voice(self._text, draft.phrase, self._lexicon):
            return None
        phrase = self._as_group(draft, phrase)
        found = self._definite(phrase) if phrase.name is None and phrase.definite else self._explicit(phrase, draft.phrase)
        self._agree(draft, phrase)
        if draft.cites and len(self._voices) > 1:
            self._voices[-2:] = reversed(self._voices[-2:])
        return self._note(draft, found)

    def _note(self, draft: Draft, speaker: Speaker | None) -> Speaker | None:
        """Keep who was heard last, and where: the words that follow without a name are theirs as long as nobody else is named."""
        ends = [end for _, end in draft.segments] + ([draft.phrase[1]] if draft.phrase else [])
        if ends:
            named = speaker is not None and speaker.link != "none" and (speaker.name or speaker.role or speaker.mention) and self._voices
            self._heard = (max(ends), self._voices[-1]) if named and not _is_nobody(speaker) else None
        return speaker

    def _as_group(self, draft: Draft, phrase: Phrase) -> Phrase:
        """One noun with the verb of a plural is a group of people where every noun has a capital: "Forscher sagen", but "der Forscher sagt"."""
        cue = draft.cue
        if cue is not None and phrase.kind == "group" and phrase.definite and self._is_singular(cue):
            return replace(phrase, role=phrase.place, kind="person", agreement="any")
        if cue is None or phrase.kind != "person":
            return phrase
        if self._lexicon.bare_names and cue.word in self._lexicon.words["base_forms"]:
            printed = self._printed(phrase.place)
            if " " not in printed and printed.endswith(self._lexicon.plural_endings):
                return replace(phrase, name=None, role=None, kind="group", agreement="plural", definite=False)
        if not self._lexicon.capitalised_nouns:
            return phrase
        single = len(self._printed(phrase.name or phrase.place).split()) <= 1 + (phrase.name is None)
        if not single or not self._is_plural(cue):
            return phrase
        return replace(phrase, name=None, role=None, kind="group", agreement="plural", definite=False)

    def _agree(self, draft: Draft, phrase: Phrase) -> None:
        """Where verbs agree with their subject, the verb tells the gender of who speaks."""
        if self._lexicon.drops_subject and draft.cue is not None and draft.cue.entry.kind == "verb" and self._voices:
            voice = self._voices[-1]
            if voice.agreement == "any" and phrase.kind != "group":
                voice.agreement = self._agreement_of(draft.cue.word)

    def _agreement_of(self, word: str) -> Agreement:
        if not self._lexicon.words["female"] or not self._lexicon.drops_subject:
            return "any"
        for group in ("female", "plural"):
            if self._lexicon.has(group, word):
                return "female" if group == "female" else "plural"
        return "male"

    def _explicit(self, phrase: Phrase, whole: Place) -> Speaker:
        name = self._fullest(without_lone_sign(self._printed(phrase.name))) if phrase.name else None
        known = self._named.get(name or "")
        if phrase.kind == "organisation" and known is not None and known.kind == "person":
            phrase = replace(phrase, kind="person")
        role = self._printed(phrase.role) if phrase.role and phrase.name else None
        organisation = self._bodies.meant_by(phrase.place, phrase.kind) if phrase.kind != "person" else self._bodies.employer(phrase, whole)
        if phrase.kind in ("organisation", "document", "group", "anonymous"):
            role = None
            if phrase.kind == "organisation" or self._bodies.is_one(phrase.place) or not self._lexicon.bare_names:
                name = self._bodies.names.get(organisation or "") or name
            elif phrase.kind == "document":
                name = None
            if name is None and phrase.kind in ("organisation", "document"):
                name = self._printed(phrase.place)
        elif phrase.name is None and phrase.role:
            role = self._printed(phrase.role)
        mention = self._passage.folded_span(*phrase.place)
        voice = self._remember(_Voice(name, role, phrase.kind, phrase.agreement, organisation))
        voice.mention = mention
        return Speaker(name, voice.role, phrase.kind, mention, organisation, "explicit")

    def settled(self, speaker: Speaker | None) -> Speaker | None:
        """The speaker under the fullest name of the whole article, once all of it has been read."""
        if speaker is None or speaker.name is None or speaker.kind != "person":
            return speaker
        full = self._by_word.get(key(speaker.name))
        return replace(speaker, name=full) if full else speaker

    def _label(self, place: Place) -> Speaker:
        """An interview line: the sign of an answer stands for the person the article has named, that of a question for nobody it names."""
        label, span = self._printed(place).lower(), self._passage.folded_span(*place)
        if self._lexicon.has("questioner", label):
            return Speaker(None, None, "unknown", span, None, "none")
        if self._lexicon.has("answerer", label):
            voice = next((v for v in self._voices if v.kind == "person" and v.name), None)
            if voice is None and (named := self._persons.first()):
                voice = self._remember(_Voice(named, None, "person", "any", None))
            return (
                Speaker(voice.name, voice.role, "person", span, voice.organisation_id, "definite")
                if voice
                else Speaker(None, None, "unknown", span, None, "none")
            )
        return self._explicit(take_apart(self._text, place, self._lexicon, self._bodies.near(place)), place)

    def _is_plural(self, cue: CueMatch) -> bool:
        finite = cue.word not in self._lexicon.words["participle_forms"]
        return cue.entry.kind == "verb" and finite and cue.word.endswith(self._lexicon.plural_verb_endings)

    def _is_singular(self, cue: CueMatch) -> bool:
        """Whether a finite verb tells a single speaker, in languages whose verbs do."""
        finite = cue.entry.kind == "verb" and cue.word not in self._lexicon.words["participle_forms"]
        return self._lexicon.capitalised_nouns and finite and not cue.word.endswith(self._lexicon.plural_verb_endings)

    def _pronoun(self, draft: Draft, phrase: Phrase) -> Speaker:
        span = self._passage.folded_span(*phrase.place)
        if draft.cue is not None and phrase.agreement != "plural" and self._is_plural(draft.cue):
            return Speaker(None, None, "unknown", span, None, "pronoun")
        start = min([phrase.place[0], *(a for a, _ in draft.segments)])
        voice = self._meant_by(phrase, span.text.lower(), start)
        if voice is None:
            return Speaker(None, None, "unknown", span, None, "pronoun")
        self._voices.append(voice)
        if voice.agreement == "any" and voice.kind == "person":
            voice.agreement = phrase.agreement
        voice.mention = span
        return Speaker(self._called(voice), voice.role, voice.kind, span, voice.organisation_id, "pronoun")

    def _meant_by(self, phrase: Phrase, word: str, start: int) -> _Voice | None:
        """Who a pronoun means, if only one can be meant; names in its own quote, which begins at `start` or behind it, do not count."""
        if not self._lexicon.one_meant:
            return self._last(phrase.agreement, persons=phrase.agreement != "plural")
        if self._lexicon.is_pronoun(word, "first"):
            return None
        if self._lexicon.is_pronoun(word, "other"):
            name = self._persons.ending_at(phrase.place[0])
            return self._voice_named(name) if name else None
        if phrase.agreement == "plural" or self._lexicon.is_pronoun(word, "neuter"):
            voice = self._heard[1] if self._heard and self._start_of_turn(start) <= self._heard[0] <= start else None
            many = voice is not None and voice.kind in (("group",) if phrase.agreement == "plural" else ("organisation", "document"))
            return voice if many else None
        return self._person_meant(start, phrase.agreement)

    def _person_meant(self, at: int, agreement: Agreement) -> _Voice | None:
        """Who was heard last, unless others are named since; else the one person who is named in the paragraph or the one before."""
        floor = self._start_of_turn(at)
        heard = self._heard if self._heard and floor <= self._heard[0] <= at else None
        voice = heard[1] if heard and heard[1].kind == "person" and heard[1].agreement in ("any", agreement) else None
        if heard and voice is None:
            voice = next((v for v in reversed(self._voices[-_RECENT:]) if v.kind == "person" and v.agreement == agreement), None)
        since = heard[0] if heard and voice else floor
        named = self._named_between(since, at)
        others = [n for n in named if not (voice and voice.name and same_person(voice.name, n.name))]
        if not others:
            return voice
        if len({key(n.name) for n in others}) > 1 or not any(n.opens for n in others) or (voice and others[-1] is not named[-1]):
            return None
        other = self._voice_named(others[-1].name)
        opposite = self._lexicon.words[{"male": "female_forms", "female": "male_forms"}.get(agreement, "male_forms")]
        unlike = agreement in ("male", "female") and any(w in opposite for w in self._text[others[-1].end : at].lower().split())
        return other if other.agreement in ("any", agreement) and not unlike else None

    def _named_between(self, start: int, end: int) -> list[Named]:
        """Persons named in text[start:end], in order, in full or by a family name that the text has in full."""
        surnames = self._persons.surnames_between(start, end)
        if self._lexicon.capitalised_nouns:
            surnames = (n for n in surnames if n.name in self._named)
        whole = {n.end: n for n in surnames} | {n.end: n for n in self._persons.between(start, end)}
        return [whole[place] for place in sorted(whole) if not self._bodies.covers(whole[place].start)]

    def _voice_named(self, name: str) -> _Voice:
        full = self._fullest(name)
        return self._named.get(full) or self._named.setdefault(full, _Voice(full, None, "person", "any", None))

    def _start_of_turn(self, at: int) -> int:
        """The start of the paragraph before the one a place stands in, or as far as is looked back."""
        paragraph = bisect_right(self._paragraphs, at) - 1
        return max(self._paragraphs[max(0, paragraph - 1)], at - _FARTHEST)

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where the paragraphs start."""
        return [0, *(match.end() for match in _BREAK.finditer(self._text))]

    def _definite(self, phrase: Phrase) -> Speaker:
        span = self._passage.folded_span(*phrase.place)
        role = self._printed(phrase.place)
        new = self._lexicon.has("indefinites", key(role).split()[0]) if key(role) else False
        voice = None if new else self._by_role(role, phrase) or self._body_named_so(phrase)
        organisation = self._bodies.meant_by(phrase.place, phrase.kind) or (voice.organisation_id if voice else None)
        if voice is None:
            own = role if phrase.kind == "person" else None
            self._remember(_Voice(None, own, phrase.kind, phrase.agreement, organisation, span, role))
            name = role if phrase.kind in ("organisation", "document") else None
            return Speaker(name, role if phrase.kind == "person" else None, phrase.kind, span, organisation, "definite")
        self._remember(voice).mention = span
        return Speaker(self._called(voice), voice.role, voice.kind, span, organisation, "definite")

    def _called(self, voice: _Voice) -> str | None:
        """The name of a voice; a body or document without one is called as it was printed first."""
        return voice.name or (
            voice.label if self._lexicon.bare_names and voice.kind in ("organisation", "document") and voice.label else None
        )

    def _carried(self, draft: Draft) -> Speaker | None:
        agreement: Agreement = "any"
        if draft.cue is not None and draft.cue.entry.kind in ("verb", "participle"):
            agreement = self._agreement_of(draft.cue.word)
        if draft.cue is None and self._lexicon.one_meant:
            voice = self._heard_before(draft)
        elif draft.cue is not None and self._is_plural(draft.cue):
            voice = next((v for v in self._voices[-1:] if v.kind == "group" or v.agreement == "plural"), None)
        else:
            voice = self._last(agreement, persons=False)
        if voice is None and draft.cue is not None and draft.cue.entry.kind == "participle" and self._voices:
            voice = self._voices[-1] if agreement != "plural" or self._voices[-1].kind in ("group", "unknown") else None
        if voice is None:
            return None
        mention = None if draft.cue is not None or self._lexicon.drops_subject else voice.mention
        return Speaker(voice.name, voice.role, voice.kind, mention, voice.organisation_id, "carried")

    def _heard_before(self, draft: Draft) -> _Voice | None:
        """Who was heard in this paragraph or the one before, with nobody named since."""
        at = draft.segments[0][0]
        if self._heard is None or not self._start_of_turn(at) <= self._heard[0] <= at:
            return None
        position, voice = self._heard
        return None if any(not same_person(voice.name or "-", n.name) for n in self._named_between(position, at)) else voice

    def _last(self, agreement: Agreement, *, persons: bool) -> _Voice | None:
        for voice in reversed(self._voices[-_RECENT:]):
            if persons and voice.kind in ("organisation", "document", "group"):
                continue
            if agreement == "any" or voice.agreement in ("any", agreement):
                return voice
        return self._voices[-1] if self._voices and agreement == "any" else None

    def _by_role(self, role: str, phrase: Phrase) -> _Voice | None:
        words = {self._lexicon.without_article(w) for w in key(role).split()} - {
            w for w in key(role).split() if self._lexicon.has("determiners", w)
        }
        for voice in reversed(self._voices[-_MEMORY:]):
            if self._lexicon.bare_names and (voice.kind == "person") != (phrase.kind in ("person", "unknown")):
                continue
            own = "" if self._lexicon.bare_names and voice.kind == "person" else voice.name or ""
            known = {self._lexicon.without_article(w) for w in key(f"{voice.role or voice.label} {own}").split()}
            if words and words <= known:
                return voice
        if phrase.kind not in ("organisation", "document") or any(self._lexicon.has("institutions", w) for w in words):
            return None
        if self._lexicon.bare_names:
            return self._body_heard(words, phrase)
        last = next((voice for voice in reversed(self._voices[-_MEMORY:]) if voice.kind == phrase.kind), None)
        return last if last and (not self._lexicon.drops_subject or self._can_be_called(last, words)) else None

    def _can_be_called(self, voice: _Voice, words: set[str]) -> bool:
        """Whether a body may be called by its noun alone: one whose name has a noun of body is called by that one."""
        bare = self._lexicon.without_article
        nouns = {bare(w) for w in key(voice.name or "").split() if self._lexicon.has("bodies", w) or self._lexicon.has("media", w)}
        return not nouns or bool(nouns & words)

    def _body_heard(self, words: set[str], phrase: Phrase) -> _Voice | None:
        """The body heard last, if it may be called so: a ministry is no company, when its own name says what it is."""
        if self._heard is None or self._heard[0] < self._start_of_turn(phrase.place[0]) or self._heard[1].kind != phrase.kind:
            return None
        voice = self._heard[1]
        nouns = {w for w in key(voice.name or "").split() if self._lexicon.has("bodies", w) or self._lexicon.has("media", w)}
        return voice if len(words) == 1 and phrase.kind == "organisation" and (not nouns or nouns & words) else None

    def _body_named_so(self, phrase: Phrase) -> _Voice | None:
        """The last organisation named before whose first word is this one: المؤسسة for مؤسسة …, "the ministry" for "Ministry of …"."""
        if phrase.kind != "organisation":
            return None
        words = {self._lexicon.without_article(w) for w in key(self._printed(phrase.place)).split()}
        words = words - self._lexicon.words["determiners"] if self._lexicon.bare_names else words
        for identifier, name in self._bodies.before(phrase.place, _MEMORY):
            called = {self._lexicon.without_article(w) for w in key(name).split()}
            if self._lexicon.bare_names:
                same = bool(words) and words <= called
            else:
                same = bool(words & {self._lexicon.without_article(w) for w in key(name).split()[:2]})
            if same:
                return _Voice(name, None, "organisation", phrase.agreement, identifier)
        return None

    def _remember(self, voice: _Voice) -> _Voice:
        if voice.name:
            known = self._named.setdefault(voice.name, voice)
            if known is not voice:
                known.role = known.role or voice.role
                known.kind = "person" if voice.kind == "person" else known.kind
                known.agreement = known.agreement if known.agreement != "any" else voice.agreement
                self._voices.append(known)
                return known
            words = key(voice.name).split()
            single = len(words) > 1 and not any(self._lexicon.has("conjunctions", w) for w in words)
            for word in words if single else ():
                if len(word) > 2 and not same_person(self._by_word.setdefault(word, voice.name) or voice.name, voice.name):
                    self._by_word[word] = ""
        self._voices.append(voice)
        return voice

    def _fullest(self, name: str) -> str:
        """The fullest form of a name that the article has shown: "Caddell" is "Pat Caddell"."""
        words = key(name).split()
        if len(words) != 1:
            return name
        if words[0] in self._by_word:
            return self._by_word[words[0]] or name
        return self._persons.fullest(words[0]) or name

    def _printed(self, place: Place) -> str:
        return self._passage.folded_span(*place).text


def _is_nobody(speaker: Speaker | None) -> bool:
    return speaker is None or (speaker.kind == "unknown" and speaker.link == "pronoun")
