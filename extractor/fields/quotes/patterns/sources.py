"""According-to clauses, which any word order has: the source stands behind the phrase, or before it (German "zufolge")."""

from __future__ import annotations

from extractor.fields.quotes.contents import place_of
from extractor.fields.quotes.cues import CueMatch
from extractor.fields.quotes.drafts import Draft, Sentence
from extractor.fields.quotes.phrases import subject_before

_LONGEST_SOURCE = 25
_LONGEST_SHORT_SOURCE = 6
_LONGEST_DATELINE = 14


def according(s: Sentence, cue: CueMatch, first: int, after: int, free: int) -> Draft | None:
    """CLAUSE, according to NP. / According to NP, CLAUSE / CLAUSE, according to NP, CLAUSE"""
    if s.is_word(after, "source_openers"):
        after += 1
        if any(c.start >= cue.end and s.index_of(c.start) == after for c in s.unit.cues):
            after += 1
    end = source_end(s, after)
    clause = any(s.is_word(i, group) for i in range(after + 1, end) for group in ("auxiliaries", "clause_signs"))
    far = clause or not s.is_sign(end, ",") or s.words(after, end) > _LONGEST_SHORT_SOURCE or _passes_name(s, after, end)
    if s.lexicon.verb_after_source and first <= free + 1 and far:
        end = _short_source(s, after)
    if end <= after or s.words(after, end) > _LONGEST_SOURCE or _goes_on(s, after, end):
        return None
    phrase = max(s.place(after, end)[0], cue.end), s.place(after, end)[1]
    left = place_of(s, free, first) if not cue.joined else None
    behind = end + 1 if s.is_sign(end, ",،:") or s.is_word(end, "source_ends") else end
    if s.is_sign(behind - 1, ",") and behind + 1 < len(s.tokens) and s.tokens[behind].low.isdigit() and s.is_sign(behind + 1, ","):
        behind += 2
    if left is not None and s.words(free, first) >= 2 and not _only_conjunctions(s, free, first):
        if s.is_sign(end, ",،") and s.words(behind, len(s.tokens)) >= 3 and not s.is_sign(first - 1, ",،"):
            right = place_of(s, behind, _without_stop(s, len(s.tokens)))
            return Draft([left, right] if right else [left], "according to, inside", cue, phrase)
        return Draft([left], "according to, behind", cue, phrase)
    if s.is_word(behind, "relatives_of_clauses"):
        behind = next((i + 1 for i in range(behind, len(s.tokens)) if s.is_sign(i, ",")), behind)
    right = place_of(s, behind, _without_stop(s, len(s.tokens)))
    if right is None or s.words(behind, len(s.tokens)) < 2:
        return None
    return Draft([right], "according to, before", cue, phrase)


def _goes_on(s: Sentence, start: int, end: int) -> bool:
    """A source with a verb and the clause it opens is none: "according to a report that ran last May determined that …"."""
    return any(s.is_word(i, "complementisers") and s.tokens[i - 1].low.endswith(s.lexicon.verb_endings) for i in range(start + 1, end))


def _passes_name(s: Sentence, start: int, end: int) -> bool:
    """Whether a word in lower case follows a capital that no joint ties to it: the clause has begun behind the source."""
    return any(
        s.tokens[i].kind == "word" and s.tokens[i - 1].upper and not s.tokens[i].upper and not s.is_word(i, "name_joints")
        for i in range(start + 1, end)
    )


def _short_source(s: Sentence, at: int) -> int:
    """A source that no comma ends, since the verb follows it: a determiner and a noun, or capitals."""
    start = at
    while at < len(s.tokens) and s.is_word(at, "determiners"):
        at += 1
    if at + 1 < len(s.tokens) and s.tokens[at].kind == "word" and not s.tokens[at].upper and s.tokens[at + 1].upper:
        at += 1
    capitals = at
    while at < len(s.tokens) and s.tokens[at].kind == "word" and s.tokens[at].upper:
        at += 1
    return at if at > capitals else min(max(at, start) + 1, len(s.tokens))


def _only_conjunctions(s: Sentence, start: int, end: int) -> bool:
    return all(s.is_word(i, "conjunctions") or s.tokens[i].kind != "word" for i in range(start, end))


def _without_stop(s: Sentence, end: int) -> int:
    while end > 0 and s.is_sign(end - 1, ".؛;،,"):
        end -= 1
    return end


def source_end(s: Sentence, at: int) -> int:
    """Where the noun phrase of a source ends: at the next sign that is not part of a name."""
    start = at
    while at < len(s.tokens):
        token = s.tokens[at]
        if token.kind == "sign":
            if token.low == "(":
                closing = next((i for i in range(at + 1, min(len(s.tokens), at + 12)) if s.is_sign(i, ")")), None)
                if closing is None:
                    break
                at = closing
            elif token.low == "." and at + 1 < len(s.tokens) and s.lexicon.is_abbreviation(s.tokens[at - 1].low):
                pass
            elif token.low not in "’'&/":
                break
        elif at > start and token.kind == "word" and s.lexicon.has("source_ends", token.low):
            break
        at += 1
    return at


def according_after(s: Sentence, cue: CueMatch, first: int, after: int, free: int) -> Draft | None:
    """NP zufolge CLAUSE; CLAUSE NP zufolge CLAUSE."""
    subject = subject_before(s, free, first)
    if subject is None:
        return None
    phrase = s.place(subject.start, subject.head_end)
    right = place_of(s, after, _without_stop(s, len(s.tokens)))
    left = place_of(s, free, subject.start)
    if right is None and left is None:
        return None
    segments = [p for p in (left, right) if p is not None and s.words(s.index_of(p[0]), s.index_of(p[1])) >= 1]
    return Draft(segments, "source, cue, clause", cue, phrase) if segments else None


def after_dateline(s: Sentence) -> int:
    """Behind a dateline ("ULM, May 3 (Agency) —", "القاهرة 3 أيار (وكالة)-") that opens a paragraph; 0 where there is none."""
    bracket = False
    for index, token in enumerate(s.tokens[:_LONGEST_DATELINE]):
        if token.kind == "sign" and token.low in "—–―-" and index > 0:
            return index + 1 if s.lexicon.cased or bracket else 0
        bracket = bracket or token.low in (")", ":")
        if token.kind == "marked" or (s.lexicon.cased and token.kind == "word" and not token.upper and not token.low[:1].isdigit()):
            return 0
    return 0
