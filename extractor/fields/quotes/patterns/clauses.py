"""Whether words beside a cue are a clause that somebody said, or the object, noun or participle of another sense."""

from __future__ import annotations

from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import Sentence

_NEAR = 14


def may_be_noun(s: Sentence, cue: CueMatch) -> bool:
    """Whether the form is a noun as well: "reports", "claim"."""
    base = cue.word in s.lexicon.words["base_forms"] or cue.word.endswith(s.lexicon.plural_endings)
    return cue.entry.guarded and base


def opens_with_verb(s: Sentence, start: int) -> bool:
    """Whether a verb opens what follows the cue, so that its subject stands before: "reports indicate", "which it said crashed"."""
    low = s.tokens[start].low
    if s.tokens[start].kind != "word" or s.tokens[start].upper or s.lexicon.is_pronoun(low) or s.is_word(start, "no_subject"):
        return False
    return s.is_word(start, "clause_signs") or low in s.lexicon.entries or low.endswith(s.lexicon.verb_endings)


def opens_with_participle(s: Sentence, start: int) -> bool:
    """ "Calling the plan “bold,” …": the reporter's own words before the subject."""
    entry = s.lexicon.entries.get(s.tokens[start].low) if start < len(s.tokens) else None
    return entry is not None and (entry.kind == "participle" or (entry.kind == "label" and s.lexicon.bare_names))


def is_clause(s: Sentence, start: int) -> bool:
    """Whether plain content shows a marked stretch, or a subject and its verb, within its first words."""
    if s.is_word(start, "infinitive_signs") or (s.is_word(start, "adjuncts") and not s.is_word(start, "questions")):
        end = next((i for i in range(start, len(s.tokens)) if s.is_sign(i, ",;:")), len(s.tokens))
        return any(s.is_marked(i) for i in range(start, min(start + _NEAR, end)))
    relative = False
    for index in range(start, min(start + _NEAR, len(s.tokens))):
        if s.is_marked(index):
            return True
        if s.is_sign(index, ",;:") and index > start:
            return False
        if index > start and (_opens_other_clause(s, index) or _joins_verb(s, index)):
            return False
        opens = s.is_word(index, "relatives_of_clauses") or (index > start and s.is_word(index, "questions"))
        if opens or (not relative and _is_contact_clause(s, index, start)):
            relative = True
        elif _is_verb(s, index, start):
            if not relative:
                return True
            relative = False
    return False


def _opens_other_clause(s: Sentence, index: int) -> bool:
    """A complementiser, also one with its verb written to it, or a participle that says: what stands before is an object."""
    low = s.tokens[index].low
    entry = s.lexicon.entries.get(low) if s.lexicon.bare_names else None
    said = entry is not None and entry.kind == "participle" and not s.is_word(index - 1, "passive_auxiliaries")
    return said or s.lexicon.has("complementisers", low.partition("’")[0].partition("'")[0])


def _joins_verb(s: Sentence, index: int) -> bool:
    """ "and is": another verb of the speaker, behind an object."""
    verb = s.is_word(index + 1, "clause_signs") and not s.lexicon.is_pronoun(s.tokens[index + 1].low)
    return s.is_word(index, "coordinators") and verb and not s.is_word(index + 1, "no_subject")


def _is_contact_clause(s: Sentence, index: int, start: int) -> bool:
    """A pronoun right behind a noun with its article opens a relative clause: "the efforts he’d begun"."""
    return index > start and s.is_word(start, "articles") and s.tokens[index - 1].kind == "word" and _is_nominative(s, index)


def _is_nominative(s: Sentence, index: int) -> bool:
    return s.lexicon.is_pronoun(s.tokens[index].low) and not s.is_word(index, "objects")


def _is_verb(s: Sentence, index: int, start: int) -> bool:
    """Whether a sign of a clause is a verb or the subject of one, and no noun ("the need"), infinitive or object ("found it odd")."""
    if not s.is_word(index, "clause_signs") or s.is_word(index - 1, "infinitive_signs"):
        return False
    low = s.tokens[index].low
    if s.lexicon.is_pronoun(low) or s.is_word(index, "no_subject"):
        if not (s.is_word(index, "objects") or s.is_word(index, "no_subject")) or "’" in low or "'" in low:
            return True
        behind = index + 1
        while s.is_word(behind, "auxiliaries") and not s.is_word(behind, "clause_signs"):
            behind += 1
        return s.is_word(behind, "clause_signs") or (behind < len(s.tokens) and s.tokens[behind].low.endswith(s.lexicon.verb_endings))
    return index > start and not s.is_word(index - 1, "articles")
