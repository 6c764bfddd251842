"""Content beside a cue: where it starts behind the adjuncts and the addressee, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.fields.quotes.cues import Entry
from extractor.fields.quotes.drafts import Place, Sentence

How = Literal["marked", "colon", "complementiser", "question", "plain"]

_FARTHEST = 32
_FAR_COMPLEMENTISER = 18
_LONGEST_FRAGMENT = 12
_BEHIND_ADDRESSEE = ("complementisers", "questions", "adjuncts", "time_words", "pronouns", "infinitive_signs")


@dataclass(frozen=True, slots=True)
class Start:
    """The token at which content starts, and what announced it."""

    index: int
    how: How
    skipped: int = 0


def content_start(s: Sentence, at: int, entry: Entry) -> Start | None:
    """Where the content right of a cue starts; `at` is the token behind the cue. None when nothing follows."""
    first = at
    if direct := _announced(s, at):
        return direct
    if entry.addressed or s.is_word(at, "adjuncts") or s.is_word(at, "time_words"):
        found = _complementiser_ahead(s, at)
        if found is not None:
            return found
    if entry.addressed and at < len(s.tokens):
        at = skip_addressee(s, at)
        if direct := _announced(s, at):
            return Start(direct.index, direct.how, at - first)
    for _ in range(6):
        after = _skip_adjunct(s, at)
        if after == at:
            break
        at = after
        if direct := _announced(s, at):
            if direct.how == "question" and not entry.addressed:
                return None
            return Start(direct.index, direct.how, at - first)
    if at >= len(s.tokens) or s.tokens[at].kind == "sign":
        if s.is_sign(at, ",") and (found := _far_announcement(s, at + 1)):
            return Start(found.index, found.how, at - first)
        return None
    return Start(at, "plain", at - first)


def _complementiser_ahead(s: Sentence, at: int) -> Start | None:
    """A complementiser behind addressee, place and time, with no verb between: "told a meeting in Ulm on Monday that"."""
    for index in range(at, min(len(s.tokens) - 1, at + _FAR_COMPLEMENTISER)):
        token = s.tokens[index]
        if token.kind == "marked" or (token.kind == "sign" and token.low in ":;.!?"):
            if not (token.low == "." and s.lexicon.is_abbreviation(s.tokens[index - 1].low)):
                return None
        elif s.lexicon.has("complementisers", token.low) and not s.is_word(index + 1, "time_words"):
            return Start(index + 1, "complementiser", index - at)
        elif _opens_infinitive(s, index) or (index > at and (s.lexicon.has("clause_signs", token.low) or token.low in s.lexicon.entries)):
            return None
    return None


def _opens_infinitive(s: Sentence, index: int) -> bool:
    return s.is_word(index, "infinitive_signs") and index + 1 < len(s.tokens) and not s.tokens[index + 1].upper


def _announced(s: Sentence, at: int) -> Start | None:
    if at >= len(s.tokens):
        return None
    token = s.tokens[at]
    if token.kind == "marked":
        return Start(at, "marked")
    if token.kind == "sign":
        if token.low == ":":
            return Start(at + 1, "colon") if at + 1 < len(s.tokens) else None
        if token.low in ",—–―-" and at + 1 < len(s.tokens):
            if s.is_marked(at + 1):
                return Start(at + 1, "marked")
            if s.is_word(at + 1, "complementisers"):
                return Start(at + 2, "complementiser") if at + 2 < len(s.tokens) else None
        return None
    if s.lexicon.has("complementisers", token.low) and not s.is_word(at + 1, "time_words"):
        if at + 1 < len(s.tokens) and s.is_sign(at + 1, ",:"):
            return Start(at + 2, "complementiser") if at + 2 < len(s.tokens) else None
        return Start(at + 1, "complementiser") if at + 1 < len(s.tokens) else None
    if s.lexicon.has("questions", token.low):
        return Start(at, "question")
    return None


def _far_announcement(s: Sentence, at: int) -> Start | None:
    """A marked stretch, colon or complementiser a parenthesis away: "said, speaking to reporters, that"."""
    for index in range(at, min(len(s.tokens), at + 14)):
        if s.is_sign(index, ".;"):
            return None
        if s.tokens[index].start in {c.start for c in s.unit.cues}:
            return None
        found = _announced(s, index)
        if (found and found.how in ("marked", "colon")) or (found and s.is_sign(index - 1, ",") and found.how == "complementiser"):
            return found
    return None


def skip_addressee(s: Sentence, at: int) -> int:
    """Behind whom the words are addressed to: "told reporters", "told the BBC"."""
    if s.is_word(at, "objects"):
        return at + 1
    start = at
    if s.is_word(at, "determiners"):
        at += 1
    while at < len(s.tokens) and at - start < 8:
        token = s.tokens[at]
        if token.kind != "word":
            if token.low in ("’", "'", "&", ".") and at > start and at + 1 < len(s.tokens) and s.tokens[at + 1].kind == "word":
                at += 1
                continue
            break
        stops = any(s.lexicon.has(g, token.low) for g in _BEHIND_ADDRESSEE)
        if stops or (at > start and s.lexicon.has("determiners", token.low)):
            break
        if (
            not token.upper
            and at > start
            and s.tokens[at - 1].upper
            and not (s.lexicon.has("roles", token.low) or s.lexicon.agent_of([token.low]))
        ):
            break
        if (
            token.upper
            and at > start
            and not s.tokens[at - 1].upper
            and not (s.is_word(at - 1, "determiners") or s.is_word(at - 1, "roles"))
        ):
            break
        at += 1
    return at


def _skip_adjunct(s: Sentence, at: int) -> int:
    """Behind one word of time or one adjunct ("in a statement", "on Monday", "during a rally in Ulm")."""
    if at >= len(s.tokens) or s.tokens[at].kind != "word":
        return at
    token = s.tokens[at]
    if s.lexicon.has("complementisers", token.low) and s.is_word(at + 1, "time_words"):
        return at + 2
    if s.lexicon.has("months", token.low) and token.upper:
        at += 2 if s.is_sign(at + 1, ".") else 1
        return at + 1 if at < len(s.tokens) and s.tokens[at].low.isdigit() else at
    if s.lexicon.has("time_words", token.low):
        return at if s.lexicon.has("determiners", token.low) and not s.is_word(at + 1, "time_words") else at + 1
    if token.low.endswith(s.lexicon.adverb_endings) and not token.upper:
        follows = any(s.is_word(at + 1, group) for group in ("adjuncts", "time_words", "infinitive_signs"))
        return at + 1 if follows or _announced(s, at + 1) else at
    addressed = s.lexicon.has("infinitive_signs", token.low) and at + 1 < len(s.tokens) and s.tokens[at + 1].upper
    if not (s.lexicon.has("adjuncts", token.low) or addressed):
        return at
    stop = at + 1
    for index in range(at + 1, min(len(s.tokens), at + _FARTHEST)):
        other = s.tokens[index]
        if other.kind != "word":
            if other.kind == "sign" and other.low in "(’'&.-" and index + 1 < len(s.tokens):
                if other.low == "." and not s.lexicon.is_abbreviation(s.tokens[index - 1].low):
                    break
                continue
            if other.kind == "sign" and other.low == ")":
                continue
            stop = index
            break
        if s.lexicon.has("complementisers", other.low):
            return index
        if s.lexicon.has("pronouns", other.low) or s.lexicon.has("pronouns", other.low.partition("’")[0].partition("'")[0]):
            return index
        if other.low in s.lexicon.entries:
            stop = index
            break
    else:
        stop = len(s.tokens)
    if s.is_marked(stop) or s.is_sign(stop, ":") or (s.is_sign(stop, ",") and s.is_marked(stop + 1)):
        return stop
    return _short_adjunct(s, at, stop)


def _short_adjunct(s: Sentence, at: int, stop: int) -> int:
    """An adjunct that nothing announced ends: the preposition, its determiner, capitals or one noun."""
    index = at + 1
    while index < stop and s.is_word(index, "determiners"):
        index += 1
    if index < stop and s.tokens[index].upper:
        while index < stop and s.tokens[index].upper:
            index += 1
    elif index < stop:
        index += 1
    return index if index < stop else at


def content_end(s: Sentence, start: int, bound: int) -> int:
    """The token before which content that starts at `start` ends: at its marked stretch, or at the end of the clause."""
    end = bound
    if s.is_marked(start) and not _is_fragment(s, start):
        end = _end_of_marked(s, start, bound)
    else:
        end = _end_at_comma_in_mark(s, start, bound)
    while end > start and s.is_sign(end - 1, ".,;:—–―"):
        end -= 1
    return end


def _is_fragment(s: Sentence, index: int) -> bool:
    """A few marked words that the clause goes on from: "said “budget reforms” and taxes would help"."""
    mark = s.tokens[index].mark
    inside = s.text[mark.inner_start : mark.inner_end] if mark else ""
    return (
        s.words(index, index + 1) <= _LONGEST_FRAGMENT
        and inside.rstrip()[-1:] not in ",.?!…"
        and index + 1 < len(s.tokens)
        and s.tokens[index + 1].kind == "word"
    )


def _end_at_comma_in_mark(s: Sentence, start: int, bound: int) -> int:
    """A comma inside the closing sign ends the content when an adjunct follows: "wants “peace,” in an interview"."""
    for index in range(start, bound - 1 if s.unit.marks else 0):
        if (
            s.is_marked(index)
            and s.text[s.tokens[index].end - 2] == ","
            and (s.is_word(index + 1, "adjuncts") or s.is_word(index + 1, "determiners"))
        ):
            return index + 1
    return bound


def _end_of_marked(s: Sentence, start: int, bound: int) -> int:
    """Content that begins with a marked stretch ends with its last one when the clause only leads on from it."""
    end = start + 1
    cues = {cue.start for cue in s.unit.cues}
    for index in range(start + 1, bound):
        if s.tokens[index].start in cues:
            break
        if s.is_marked(index):
            if s.words(end, index) <= 4:
                end = index + 1
            else:
                break
    return end


def place_of(s: Sentence, start: int, end: int) -> Place | None:
    """The place of tokens[start:end] without signs at its edges; None when no word is left."""
    while start < end and s.is_sign(start, ",;:—–―-."):
        start += 1
    while end > start and s.is_sign(end - 1, ",;:—–―-"):
        end -= 1
    if start >= end or not any(t.kind != "sign" for t in s.tokens[start:end]):
        return None
    return s.place(start, end)
