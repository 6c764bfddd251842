"""The subject of a whole clause, away from its cue: the first noun phrase behind conjunctions, adverbs and adjuncts."""

from __future__ import annotations

from extractor.fields.quotes.drafts import Sentence
from extractor.fields.quotes.phrases import LONGEST_BODY, Subject, is_subject, opens_adjunct, skip

_INSIDE = ("name_joints", "roles", "bodies", "groups")


def _is_adverb(s: Sentence, at: int) -> bool:
    low = s.tokens[at].low
    return s.lexicon.has("auxiliaries", low) or s.lexicon.has("time_words", low) or low.endswith(s.lexicon.adverb_endings)


def _is_measure(s: Sentence, start: int) -> bool:
    """A capital that opens the sentence before an adjunct is a measure: "Hours before the race, the coach …"."""
    if s.lexicon.bare_names and start == 0 and s.tokens[0].low.endswith(s.lexicon.participle_endings):
        return len(s.tokens) > 1 and not s.lexicon.is_noun_of("bodies", s.tokens[0].low) and not s.tokens[1].upper
    return (
        s.lexicon.cased and not s.lexicon.compounds and start == 0 and s.tokens[0].upper and opens_adjunct(s, 1) and s.is_word(1, "breaks")
    )


def clause_subject(s: Sentence, low: int, high: int) -> Subject | None:
    """The first noun phrase of tokens[low:high]: who a participle or a coordinated verb further right belongs to."""
    start = skip(s, low, high, "conjunctions")
    while s.is_sign(start + 1, ",") and start + 2 < high and _is_adverb(s, start):
        start = skip(s, start + 2, high, "conjunctions")
    while s.is_word(start, "adjuncts") or _is_measure(s, start):
        comma = next((i for i in range(start, high) if s.is_sign(i, ",")), None)
        if comma is None:
            return None
        start = skip(s, comma + 1, high, "conjunctions")
        while start + 2 < high and "-" in s.tokens[start].low and s.is_sign(start + 1, ".") and s.is_sign(start + 2, ","):
            start = skip(s, start + 3, high, "conjunctions")
    at = start
    while at < high:
        token = s.tokens[at]
        if token.kind != "word":
            if not (token.low == "." and at > start and s.lexicon.is_abbreviation(s.tokens[at - 1].low)):
                break
        elif (
            at > start
            and not token.upper
            and not (at == start + 1 and s.is_word(start, "determiners"))
            and not (s.lexicon.has("name_joints", token.low) and s.tokens[at - 1].upper and at + 1 < high and s.tokens[at + 1].upper)
        ):
            ends = (
                s.lexicon.has("auxiliaries", token.low)
                or s.lexicon.has("clause_signs", token.low)
                or token.low.endswith(s.lexicon.verb_endings)
                or s.lexicon.has("breaks", token.low)
                or token.low in s.lexicon.entries
            )
            if not ends and at == 1 and (people := _people_ahead(s, at, high)):
                at = people
                continue
            if ends or (s.tokens[at - 1].upper and not any(s.lexicon.has(g, token.low) for g in _INSIDE)):
                break
            if at - start >= 4:
                break
        at += 1
        if at == start + 1 and s.lexicon.has("pronouns", token.low):
            break
    if at <= start or (at == start + 1 and s.is_word(start, "articles")) or not is_subject(s, start, at):
        return None
    if at == start + 1 and start == low == 0 and s.is_sign(at, ",") and not _opens_apposition(s, at + 1):
        return None
    end = _name_of_office(s, at, high)
    return Subject(start, end, end, start)


def _opens_apposition(s: Sentence, at: int) -> bool:
    """Whether what follows a comma can be an apposition; a single word before anything else is no subject ("Rendido, tentou …")."""
    if s.lexicon.bare_names or at >= len(s.tokens) or s.tokens[at].upper or s.tokens[at].low[:1].isdigit():
        return True
    return any(s.is_word(at, group) for group in ("determiners", "relatives", "roles", "adjuncts"))


def _people_ahead(s: Sentence, at: int, high: int) -> int:
    """Behind the noun of people that the capital of the sentence belongs to: "Health care providers have …"; 0 when there is none."""
    for index in range(at, min(high, at + LONGEST_BODY) if s.lexicon.bare_names else at):
        token = s.tokens[index]
        if token.kind != "word" or token.upper or s.lexicon.has("clause_signs", token.low) or token.low in s.lexicon.entries:
            return 0
        if (
            s.lexicon.has("groups", token.low)
            or s.lexicon.is_role(token.low)
            or (token.low.endswith(s.lexicon.plural_endings) and s.lexicon.agent_of([token.low]))
        ):
            return index + 1
    return 0


def _name_of_office(s: Sentence, at: int, high: int) -> int:
    """Behind the name between commas that follows an office: "The harbour master, Nora Quill, spoke first"; `at` when there is none."""
    if not s.lexicon.bare_names or not s.is_sign(at, ",") or not s.lexicon.is_role(s.tokens[at - 1].low):
        return at
    end = at + 1
    while end < high and s.tokens[end].kind == "word" and s.tokens[end].upper:
        end += 1
    return end if end > at + 2 and s.is_sign(end, ",") else at
