"""Who speaks: names resolved to their fullest form, pronouns, "the minister" and dropped subjects to who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.facts import Organisation, Span, Speaker
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import INTERVIEW, Draft, Place
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.marks import without_lone_sign
from extractor.fields.quotes.names import Agreement, Kind, Phrase, names_no_voice, take_apart
from extractor.fold import key
from extractor.reading import Passage

_CAPITALS = re.compile(
    r"[^\W\d_a-z][\w’'\-]{1,40}(?: (?:[^\W\d_a-z]\.|[a-z]{2,3}|[^\W\d_a-z][\w’'\-]{1,40})){0,3} [^\W\d_a-z][\w’'\-]{1,40}"
)
_BEFORE_NAME = (
    "determiners",
    "roles",
    "titles",
    "adjuncts",
    "conjunctions",
    "no_subject",
    "time_words",
    "questions",
    "complementisers",
    "breaks",
    "as_words",
    "pronouns",
    "clause_signs",
    "auxiliaries",
    "relatives",
)
_NO_PERSON = ("roles", "bodies", "determiners")
_MEMORY = 40
_NEAREST = 12


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
        self._bodies: dict[Place, str] = {}
        self._named: dict[str, _Voice] = {}
        for organisation in organisations:
            for mention in organisation.mentions:
                if mention.field == passage.field:
                    place = passage.folded.position(mention.start), passage.folded.position(mention.end)
                    self._bodies[place] = organisation.id
        self._places = sorted(self._bodies)
        self._organisation_names = {o.id: o.name for o in organisations}
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
            return self._carried(draft)
        phrase = take_apart(self._text, draft.phrase, self._lexicon, self._near_bodies(draft.phrase))
        if phrase.pronoun:
            return self._pronoun(draft, phrase)
        if names_no_voice(self._text, draft.phrase, self._lexicon):
            return None
        phrase = self._as_group(draft, phrase)
        found = self._definite(phrase) if phrase.name is None and phrase.definite else self._explicit(phrase)
        self._agree(draft, phrase)
        return found

    def _as_group(self, draft: Draft, phrase: Phrase) -> Phrase:
        """One noun with the verb of a plural is a group of people where every noun has a capital: "Forscher sagen"."""
        cue = draft.cue
        if not self._lexicon.capitalised_nouns or cue is None or phrase.kind != "person":
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

    def _near_bodies(self, place: Place) -> tuple[Place, ...]:
        last = bisect_left(self._places, (place[1], 0))
        return tuple(body for body in self._places[max(0, last - _NEAREST) : last] if body[1] > place[0])

    def _explicit(self, phrase: Phrase) -> Speaker:
        name = self._fullest(without_lone_sign(self._printed(phrase.name))) if phrase.name else None
        role = self._printed(phrase.role) if phrase.role and phrase.name else None
        organisation = self._organisation(phrase.place)
        if phrase.kind in ("organisation", "document", "group", "anonymous"):
            role = None
            name = self._organisation_names.get(organisation or "") or name
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
            if voice is None and (named := self._first_printed_name()):
                voice = self._remember(_Voice(named, None, "person", "any", None))
            return (
                Speaker(voice.name, voice.role, "person", span, voice.organisation_id, "definite")
                if voice
                else Speaker(None, None, "unknown", span, None, "none")
            )
        return self._explicit(take_apart(self._text, place, self._lexicon, self._near_bodies(place)))

    def _is_plural(self, cue: CueMatch) -> bool:
        return cue.entry.kind == "verb" and cue.word.endswith(self._lexicon.plural_verb_endings)

    def _pronoun(self, draft: Draft, phrase: Phrase) -> Speaker:
        span = self._passage.folded_span(*phrase.place)
        if draft.cue is not None and self._lexicon.has("pronouns.other", span.text.lower()) and self._is_plural(draft.cue):
            return Speaker(None, None, "unknown", span, None, "pronoun")
        voice = self._last(phrase.agreement, persons=phrase.agreement != "plural")
        if voice is None:
            return Speaker(None, None, "unknown", span, None, "pronoun")
        voice.mention = span
        return Speaker(voice.name, voice.role, voice.kind, span, voice.organisation_id, "pronoun")

    def _definite(self, phrase: Phrase) -> Speaker:
        span = self._passage.folded_span(*phrase.place)
        role = self._printed(phrase.place)
        voice = self._by_role(role, phrase) or self._body_named_so(phrase)
        organisation = self._organisation(phrase.place) or (voice.organisation_id if voice else None)
        if voice is None:
            own = role if phrase.kind == "person" else None
            self._remember(_Voice(None, own, phrase.kind, phrase.agreement, organisation, span, role))
            name = role if phrase.kind in ("organisation", "document") else None
            return Speaker(name, role if phrase.kind == "person" else None, phrase.kind, span, organisation, "definite")
        self._remember(voice).mention = span
        return Speaker(voice.name, voice.role, voice.kind, span, organisation, "definite")

    def _carried(self, draft: Draft) -> Speaker | None:
        agreement: Agreement = "any"
        if draft.cue is not None and draft.cue.entry.kind in ("verb", "participle"):
            agreement = self._agreement_of(draft.cue.word)
        voice = self._last(agreement, persons=False)
        if voice is None and draft.cue is not None and draft.cue.entry.kind == "participle" and self._voices:
            voice = self._voices[-1]
        if voice is None:
            return None
        mention = None if draft.cue is not None or self._lexicon.drops_subject else voice.mention
        return Speaker(voice.name, voice.role, voice.kind, mention, voice.organisation_id, "carried")

    def _last(self, agreement: Agreement, *, persons: bool) -> _Voice | None:
        for voice in reversed(self._voices[-6:]):
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
            known = {self._lexicon.without_article(w) for w in key(f"{voice.role or voice.label} {voice.name or ''}").split()}
            if words and words <= known:
                return voice
        if phrase.kind != "person" and not any(self._lexicon.has("institutions", w) for w in words):
            for voice in reversed(self._voices[-_MEMORY:]):
                if voice.kind == phrase.kind and phrase.kind in ("organisation", "document"):
                    return voice
        return None

    def _body_named_so(self, phrase: Phrase) -> _Voice | None:
        """The last organisation named before whose first word is this one: المؤسسة for مؤسسة …, "the ministry" for "Ministry of …"."""
        if phrase.kind != "organisation":
            return None
        words = {self._lexicon.without_article(w) for w in key(self._printed(phrase.place)).split()}
        last = bisect_left(self._places, phrase.place)
        for place in reversed(self._places[max(0, last - _MEMORY) : last]):
            identifier = self._bodies[place]
            name = self._organisation_names[identifier]
            if words & {self._lexicon.without_article(w) for w in key(name).split()[:2]}:
                return _Voice(name, None, "organisation", phrase.agreement, identifier)
        return None

    def _remember(self, voice: _Voice) -> _Voice:
        if voice.name:
            known = self._named.setdefault(voice.name, voice)
            if known is not voice:
                known.role = known.role or voice.role
                known.agreement = known.agreement if known.agreement != "any" else voice.agreement
                self._voices.append(known)
                return known
            words = key(voice.name).split()
            single = len(words) > 1 and not any(self._lexicon.has("conjunctions", w) for w in words)
            for word in words if single else ():
                if len(word) > 2:
                    self._by_word.setdefault(word, voice.name)
        self._voices.append(voice)
        return voice

    def _fullest(self, name: str) -> str:
        """The fullest form of a name that the article has shown: "Caddell" is "Pat Caddell"."""
        words = key(name).split()
        if len(words) != 1:
            return name
        if words[0] in self._by_word:
            return self._by_word[words[0]]
        return self._printed_name(words[0]) or name

    @cached_property
    def _capitals(self) -> dict[str, list[str]]:
        """Runs of capitals in the text by the key of their last word, each once, in order. Empty for scripts without case."""
        found: dict[str, list[str]] = {}
        for run in dict.fromkeys(_CAPITALS.findall(self._text)) if self._lexicon.cased else ():
            found.setdefault(key(run.rpartition(" ")[2]), []).append(run)
        return found

    def _printed_name(self, last_word: str) -> str | None:
        """The first name of several capitals in the text that ends with the word (a key); runs are only looked at for who is asked for."""
        return next(filter(None, map(self._name_in, self._capitals.get(last_word, ()))), None)

    def _first_printed_name(self) -> str | None:
        if not self._lexicon.cased:
            return None
        return next(filter(None, (self._name_in(match.group()) for match in _CAPITALS.finditer(self._text))), None)

    def _name_in(self, run: str) -> str | None:
        """A run of capitals as a person's name, without titles and other words that stand before one; None when it is none."""
        words = run.split()
        while words and not self._can_open_name(words[0]):
            words = words[1:]
        if self._lexicon.capitalised_nouns:
            words = self._without_nouns(words)
            if any(self._lexicon.has("voice_prepositions", w) and words[i + 1][0].isupper() for i, w in enumerate(words[:-1])):
                return None
        joined = any(self._lexicon.has("conjunctions", w) for w in words)
        inner = all(w[0].isupper() or self._lexicon.has("particles_of_names", w) or self._lexicon.has("determiners", w) for w in words)
        if len(words) < 2 or not inner or joined:
            return None
        return None if any(self._lexicon.has(g, w.lower()) for w in words for g in _NO_PERSON) else " ".join(words)

    def _without_nouns(self, words: list[str]) -> list[str]:
        """The last two capitals of a run, with an initial or particles between: what stands before them may be any noun."""
        full = [i for i, w in enumerate(words) if w[0].isupper() and not w.endswith(".")]
        return words[full[-2] :] if len(full) > 2 else words

    def _can_open_name(self, word: str) -> bool:
        return word[0].isupper() and not any(self._lexicon.has(group, word.lower().rstrip(".")) for group in _BEFORE_NAME)

    def _organisation(self, place: Place) -> str | None:
        """The organisation that the phrase is, or that its role names; the longest where several lie in it."""
        inside = self._near_bodies(place)
        return self._bodies[max(inside, key=lambda b: (b[1] - b[0], -b[0]))] if inside else None

    def _printed(self, place: Place) -> str:
        return self._passage.folded_span(*place).text
