"""What a pattern finds before speakers are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.units import Token, Unit

Voice = Literal["stated", "carried", "none"]
Place = tuple[int, int]

INTERVIEW = "interview line"
"""Rule of the lines of an interview, whose speakers are labels."""


PARTICIPLE_OF_CLAUSE = "participle of a clause"
"""Rule of participles that no quote stands before: their speaker is the subject of the sentence."""


@dataclass(slots=True)
class Draft:
    """A quote as found; places are half-open, in the folded text.

    segments   content, without its outer signs once `build` has trimmed it
    phrase     the noun phrase of the speaker as the clause shows it
    voice      stated: `phrase` speaks; carried: who spoke last speaks; none: nobody is named (a passive)
    marked     the content is speech as spoken whatever signs it has (a colon, an interview line)
    cites      the words of somebody whom the speaker of the sentence cites: he does not keep the floor
    runs_on    the content goes on to the end of its paragraph, or to the next quote
    rule       name of the pattern, shown by `explain`
    """

    segments: list[Place]
    rule: str
    cue: CueMatch | None = None
    phrase: Place | None = None
    voice: Voice = "stated"
    marked: bool = False
    cites: bool = False
    runs_on: bool = False
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A unit with what is needed to read it. `refused` gathers (gate, cue) where a pattern fits and a gate says no."""

    text: str
    unit: Unit
    tokens: tuple[Token, ...]
    lexicon: Lexicon
    refused: list[tuple[str, CueMatch]] = field(default_factory=list)

    def refuse(self, gate: str, cue: CueMatch) -> None:
        """Note that the gate keeps the cue from making a quote."""
        self.refused.append((gate, cue))

    def place(self, start: int, end: int) -> Place:
        """The place of tokens[start:end], which must not be empty."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def is_word(self, index: int, group: str) -> bool:
        """Whether the token is a word of the group."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "word" and self.lexicon.has(group, self.tokens[index].low)

    def is_noun(self, index: int, group: str) -> bool:
        """Whether the token is a noun of the group, with an ending or as the last part of a compound."""
        return (
            0 <= index < len(self.tokens) and self.tokens[index].kind == "word" and self.lexicon.is_noun_of(group, self.tokens[index].low)
        )

    def is_sign(self, index: int, signs: str) -> bool:
        """Whether the token is one of the signs."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "sign" and self.tokens[index].low in signs

    def is_marked(self, index: int) -> bool:
        """Whether the token is a marked stretch."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "marked"

    def words(self, start: int, end: int) -> int:
        """How many words stand in tokens[start:end]; a marked stretch counts by its own words."""
        count = 0
        for token in self.tokens[start:end]:
            if token.kind == "word":
                count += 1
            elif token.kind == "marked":
                count += len(self.text[token.start : token.end].split())
        return count

    def index_of(self, position: int) -> int:
        """The first token that starts at or behind a place of the text."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < position:
                low = middle + 1
            else:
                high = middle
        return low
