"""The phrase that begins right of a cue: its end, its apposition, and the name behind an office."""

from __future__ import annotations

from extractor.fields.quotes.drafts import Sentence
from extractor.fields.quotes.phrases import LONGEST_BODY, Subject, is_subject

_LONGEST_BARE_APPOSITION = 5


def _is_marked_name(s: Sentence, at: int) -> bool:
    """A few marked words with a capital: a name ("сообщает «Вестник»")."""
    token = s.tokens[at]
    return token.kind == "marked" and s.words(at, at + 1) <= LONGEST_BODY and s.text[token.start + 1].isupper()


def subject_after(s: Sentence, start: int, high: int | None = None) -> Subject | None:
    """The subject that begins at token `start`, right of a cue."""
    high = len(s.tokens) if high is None else high
    if start < high and _is_marked_name(s, start) and (start + 1 == high or s.tokens[start + 1].kind != "word"):
        return Subject(start, start + 1, start + 1, start)
    if start >= high or s.tokens[start].kind != "word":
        return None
    at = start
    while at < high:
        token = s.tokens[at]
        if token.kind == "marked":
            inside_name = at > start and at + 1 < high and s.tokens[at + 1].upper and token.end - token.start <= 30
            named = at > start and (s.is_noun(at - 1, "media") or s.is_noun(at - 1, "bodies")) and _is_marked_name(s, at)
            if not (inside_name or named):
                break
        elif token.kind == "sign":
            if token.low == "(":
                closing = next((i for i in range(at + 1, min(high, at + 12)) if s.is_sign(i, ")")), None)
                if closing is None:
                    break
                at = closing
            elif token.low == "." and s.lexicon.is_abbreviation(s.tokens[at - 1].low) and at + 1 < high:
                pass
            elif token.low not in "&/’'@#":
                break
        elif at > start and (
            s.lexicon.has("subject_ends", token.low)
            or s.lexicon.has("time_words", token.low)
            or s.lexicon.has("complementisers", token.low)
        ):
            break
        at += 1
        if at == start + 1 and s.lexicon.has("pronouns", token.low):
            break
    if at <= start or not is_subject(s, start, at):
        return None
    end = end_of_apposition(s, at, high)
    office = end == at and (s.is_word(start, "determiners") or s.is_word(start, "roles"))
    return (named_behind(s, start, at, high) if office else None) or Subject(start, end, at, start)


def named_behind(s: Sentence, start: int, comma: int, high: int) -> Subject | None:
    """The office tokens[start:comma] with the name behind its comma: two capitals, or one that a sign or the end follows."""
    if not s.is_sign(comma, ","):
        return None
    end = comma + 1
    while end < high and s.tokens[end].kind == "word" and s.tokens[end].upper:
        end += 1
    named = end > comma + 2 or (end == comma + 2 and (end == high or s.tokens[end].kind == "sign"))
    return Subject(start, end, end, start) if named else None


def end_of_apposition(s: Sentence, at: int, high: int) -> int:
    """Where an apposition behind a name ends: ", the mayor of Ulm" up to the next sign."""
    if not s.is_sign(at, ",") or at + 1 >= high:
        return at
    if not s.lexicon.cased:
        stop = next((i for i in range(at + 1, high) if s.tokens[i].kind != "word"), high)
        return stop if 0 < stop - at - 1 <= _LONGEST_BARE_APPOSITION else at
    if not (
        s.is_word(at + 1, "determiners") or s.is_word(at + 1, "relatives") or s.is_word(at + 1, "roles") or s.tokens[at + 1].low.isdigit()
    ):
        return at
    end = at + 1
    while (
        end < high and not s.is_marked(end) and not (s.is_sign(end, ",.;:—–―!?") and not s.lexicon.is_abbreviation(s.tokens[end - 1].low))
    ):
        end += 1
    return end
