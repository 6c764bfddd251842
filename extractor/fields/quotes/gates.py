"""Precision gates: each has a name and a reason, and says no to drafts that are no quotes. `explain` shows the name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.fields.quotes.drafts import PARTICIPLE_OF_CLAUSE, Draft, Place
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.names import names_no_voice

_STEM = 5
_VOICES = ("roles", "bodies", "media", "documents", "groups", "anonymous", "titles")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What gates look at: a draft in its folded text, with the share of its letters that stand in marks."""

    text: str
    lexicon: Lexicon
    draft: Draft
    share: float

    def words(self, place: Place) -> list[str]:
        """The words at a place, lower case."""
        return [w.strip(",.;:،؛!?()[]\"“”«»'’‘") for w in self.text[slice(*place)].lower().split()]

    @property
    def content(self) -> list[str]:
        """The words of all segments; of scripts without spaces, their characters in pairs."""
        if self.lexicon.unspaced:
            letters = sum(c.isalnum() for a, b in self.draft.segments for c in self.text[a:b])
            return ["-"] * (letters // 2)
        return [w for segment in self.draft.segments for w in self.words(segment) if w]


def too_short(e: Evidence) -> bool:
    """An indirect clause of one or two words says nothing, and a lone marked word is a stressed word or a name."""
    rule, count = e.draft.rule, len(e.content)
    if e.draft.marked:
        return count < 1
    if e.share < 0.02:
        kind = e.draft.cue.entry.kind if e.draft.cue else ""
        announced = "complementiser" in rule or kind == "participle" or kind.startswith("according")
        return count < (2 if announced else 3)
    if e.draft.cue is None:
        return count < 3
    if count == 1 and rule.endswith("marked") and len(e.draft.segments) == 1:
        start = e.draft.segments[0][0]
        return e.text[max(0, start - 3) : start].rstrip(' \u00a0«“„"')[-1:] not in (",", ":", "،")
    return count < 1


def source_is_no_voice(e: Evidence) -> bool:
    """An according-to phrase beside a norm or a circumstance ("according to plan", وفق الإمكانات) names no speaker."""
    if e.draft.cue is None or e.draft.cue.entry.kind != "according" or e.draft.phrase is None:
        return False
    raw = e.text[slice(*e.draft.phrase)]
    words = e.words(e.draft.phrase)
    if e.lexicon.cased and (any(c.isupper() for c in raw) or any(w in e.lexicon.words["pronouns"] for w in words)):
        return False
    if e.lexicon.unspaced or any(c in raw for c in '«“"') or any("." in word[1:-1] for word in words):
        return False
    return not any(_is_voice(word, e.lexicon) or _is_voice(e.lexicon.restored_letter + word, e.lexicon) for word in words)


def _is_voice(word: str, lexicon: Lexicon) -> bool:
    """A noun of office, body or source; its beginning tells where endings vary with case (министра)."""
    for group in _VOICES:
        if lexicon.is_noun_of(group, word) or (
            lexicon.cased and len(word) > _STEM and any(noun[:_STEM] == word[:_STEM] for noun in lexicon.words[group])
        ):
            return True
    return False


def narrator_or_reader(e: Evidence) -> bool:
    """ "I knew that", "if you think": the writer and the reader are not quoted in indirect speech."""
    if e.share > 0.02 or e.draft.phrase is None:
        return False
    words = e.words(e.draft.phrase)
    return 1 <= len(words) <= 3 and e.lexicon.is_pronoun(words[0], "first") and not e.draft.marked


def thing_as_subject(e: Evidence) -> bool:
    """Things say nothing in indirect speech: "die Ausstattung zeigt, dass"."""
    cue = e.draft.cue
    if e.share > 0.02 or e.draft.phrase is None or e.draft.marked or cue is None or cue.entry.kind != "verb":
        return False
    return names_no_voice(e.text, e.draft.phrase, e.lexicon)


def no_voice(e: Evidence) -> bool:
    """A verb that is no verb of saying alone ("the trial suggests", "the gate adds") needs somebody before it: a name, a noun of a voice, people.

    A capital that opens the sentence is no name when nouns in lower case follow it.
    """
    cue = e.draft.cue
    if cue is None or e.share > 0.02 or e.draft.phrase is None or not e.lexicon.cased:
        return False
    if not (cue.entry.guarded if cue.entry.kind == "verb" else e.draft.rule == PARTICIPLE_OF_CLAUSE):
        return False
    words = e.words(e.draft.phrase)
    if e.lexicon.is_pronoun(words[0]):
        return e.lexicon.is_pronoun(words[0], "neuter") and "complementiser" not in e.draft.rule
    printed = e.text[slice(*e.draft.phrase)].split()
    if any(word[0].isupper() for word in printed[1:]) or e.lexicon.agent_of(words):
        return False
    if any(e.lexicon.is_noun_of(group, word) for group in _VOICES for word in words):
        return False
    head = [w for w in words if w not in e.lexicon.words["determiners"]]
    if not head or (printed[0][0].isupper() and len(words) == 1):
        return not head
    return not head[-1].endswith(e.lexicon.plural_endings)


GATES: tuple[Callable[[Evidence], bool], ...] = (too_short, source_is_no_voice, narrator_or_reader, thing_as_subject, no_voice)


def refused_by(evidence: Evidence) -> str | None:
    """The name of the first gate that says no."""
    return next((gate.__name__ for gate in GATES if gate(evidence)), None)
