"""The organisations found in a passage, by their places: which one a speaker's phrase is, and which one a person's role names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extractor.facts import Organisation
from extractor.fields.quotes.drafts import Place
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.names import Kind, Phrase
from extractor.reading import Passage

_NEAREST = 12


class Bodies:
    """Organisations by their places in the folded text."""

    def __init__(self, passage: Passage, lexicon: Lexicon, organisations: tuple[Organisation, ...]) -> None:
        self._text = passage.folded.text
        self._lexicon = lexicon
        self._at: dict[Place, str] = {}
        for organisation in organisations:
            for mention in organisation.mentions:
                if mention.field == passage.field:
                    place = passage.folded.position(mention.start), passage.folded.position(mention.end)
                    self._at[place] = organisation.id
        self._places = sorted(self._at)
        self.names = {o.id: o.name for o in organisations}

    def near(self, place: Place) -> tuple[Place, ...]:
        """The organisations that touch a place, in order."""
        last = bisect_left(self._places, (place[1], 0))
        return tuple(body for body in self._places[max(0, last - _NEAREST) : last] if body[1] > place[0])

    def before(self, place: Place, most: int) -> Iterator[tuple[str, str]]:
        """Id and name of the organisations before a place, the nearest first."""
        last = bisect_left(self._places, place)
        for body in reversed(self._places[max(0, last - most) : last]):
            yield self._at[body], self.names[self._at[body]]

    def covers(self, at: int) -> bool:
        """Whether an organisation stands at a place."""
        before = bisect_left(self._places, (at + 1, 0)) - 1
        return before >= 0 and self._places[before][1] > at

    def is_one(self, place: Place) -> bool:
        """Whether the whole place is an organisation."""
        return place in self._at

    def meant_by(self, place: Place, kind: Kind) -> str | None:
        """The id of the organisation that a phrase is, or that it names; the longest where several lie in it."""
        return self._longest([body for body in self.near(place) if not (kind == "organisation" and self._owns(body, place))])

    def employer(self, phrase: Phrase, whole: Place) -> str | None:
        """The id of the organisation that a person's role names, unless it is one of the past; the name itself is none."""
        if phrase.name is None or phrase.role is None:
            return self.meant_by(phrase.place, phrase.kind)
        start, end = phrase.role
        words = self._text[start:end].lower().replace(",", " ").split()
        if any(self._lexicon.has("past", word) for word in words):
            return None
        return self._longest([body for body in self.near(whole) if start <= body[0] and body[1] <= end])

    def _longest(self, places: list[Place]) -> str | None:
        return self._at[max(places, key=lambda b: (b[1] - b[0], -b[0]))] if places else None

    def _owns(self, body: Place, phrase: Place) -> bool:
        """Whether the phrase is about something of the body: "the Board’s lawyer", "a group of towns in Ulm"."""
        if any(self._text.startswith(ending, body[1]) and body[1] + len(ending) < phrase[1] for ending in self._lexicon.possessive_endings):
            return True
        words = self._text[phrase[0] : body[0]].lower().split()
        new = self._lexicon.bare_names and bool(words) and self._lexicon.has("indefinites", words[0])
        return new and self._lexicon.has("adjuncts", words[-1])
