"""Noun phrases around a verb that opens its sentence: addressees, words of time and adjuncts stand between verb and subject."""

from __future__ import annotations

from extractor.fields.quotes.drafts import Place, Sentence


def noun_phrase(s: Sentence, start: int, high: int) -> Place | None:
    """The subject in tokens[start:high]: addressees, words of time and adjuncts left out."""
    start = _skip_to_subject(s, start, high)
    end = start
    while end < high:
        token = s.tokens[end]
        if token.kind == "word" and end > start:
            if s.lexicon.has("time_words", token.low) or s.lexicon.has("relatives", token.low):
                break
            if s.lexicon.has("subject_ends", token.low) and not (_is_inside_role(s, start, end, high) or _is_first_name(s, end, high)):
                break
        elif token.kind == "sign":
            if token.low in "،,-–—(" and end > start:
                break
            if token.low not in ".()":
                break
        end += 1
    while end > start and (
        s.is_word(end - 1, "object_prepositions") or s.is_word(end - 1, "addressees") or s.tokens[end - 1].kind == "sign"
    ):
        end -= 1
    if end == start + 1 and s.is_word(start, "no_subject"):
        return None
    if end <= start or not any(t.kind == "word" for t in s.tokens[start:end]) or s.words(start, end) > 24:
        return None
    return s.place(start, _with_apposition(s, end, high))


def _is_inside_role(s: Sentence, start: int, at: int, high: int) -> bool:
    """A preposition within a role: before a body or an office, or between the field of an expert and the name that follows."""
    if not s.is_word(at, "role_joints"):
        return False
    if _is_office_or_body(s, at + 1):
        return True
    occasion = (
        s.is_word(at + 1, "occasions")
        or s.is_word(at + 1, "adjunct_heads")
        or s.is_word(at + 1, "written_nouns")
        or s.is_word(at + 1, "time_words")
    )
    office = any(s.is_word(i, group) for i in range(start, at) for group in ("roles", "groups"))
    return (
        office
        and not occasion
        and high - at >= 3
        and not any(s.is_word(i, "subject_ends") and not _is_first_name(s, i, high) for i in range(at + 1, high))
    )


def _is_first_name(s: Sentence, at: int, high: int) -> bool:
    """A preposition that is also a first name (علي), with a family name as the last word of the phrase."""
    if not s.is_word(at, "ambiguous_names") or at + 1 >= high or s.tokens[at + 1].kind != "word":
        return False
    family = s.tokens[at + 1].low
    last = at + 2 >= high or s.tokens[at + 2].kind == "sign"
    return last and not s.is_word(at + 1, "adjunct_heads") and not s.lexicon.has("objects", family)


def _with_apposition(s: Sentence, end: int, high: int) -> int:
    """Behind "،": a role of the name, or the name of the role."""
    if s.is_sign(end, "،,") and end + 1 < high:
        stop = end + 1
        while stop < high and not s.is_sign(stop, "،,.:") and not s.is_word(stop, "subject_ends") and not s.is_word(stop, "time_words"):
            stop += 1
        opens = s.tokens[end + 1].low
        if stop > end + 1 and not s.lexicon.has("relatives", opens) and s.words(end + 1, stop) <= 14 and s.tokens[stop - 1].kind == "word":
            return stop
    return end


def _is_office_or_body(s: Sentence, index: int) -> bool:
    return any(s.is_word(index, group) for group in ("roles", "bodies", "groups"))


def is_voice_noun(s: Sentence, index: int) -> bool:
    """Whether the token is a noun of office, body, document or source."""
    return any(s.is_word(index, group) for group in ("roles", "bodies", "media", "documents", "groups", "anonymous"))


def _skip_to_subject(s: Sentence, start: int, high: int) -> int:
    while start < high:
        if s.is_sign(start, "،,-–—") or s.is_word(start, "time_words") or s.is_word(start, "auxiliaries"):
            start += 1
        elif s.is_word(start, "addressees"):
            start += 2 if s.is_marked(start + 1) else 1
        elif s.is_word(start, "objects"):
            start += 1
        elif s.is_word(start, "adjuncts") or s.is_word(start, "object_prepositions") or s.is_word(start, "relatives"):
            return high
        else:
            break
    return start


def subject_in_front(s: Sentence, first: int) -> Place | None:
    """A subject that stands before its verb: the start of the sentence up to the verb, unless it opens with an adjunct or a verb."""
    start = 0
    while start < first and (s.is_word(start, "conjunctions") or s.tokens[start].kind == "sign"):
        start += 1
    end = first
    while end > start and (s.tokens[end - 1].kind == "sign" or s.is_word(end - 1, "auxiliaries")):
        end -= 1
    if end <= start or s.words(start, end) > 24 or s.tokens[start].kind != "word":
        return None
    low = s.tokens[start].low
    told = s.lexicon.is_definite(low) or is_voice_noun(s, start) or s.is_word(start, "titles")
    if not told and start == 0:
        return None
    if (
        s.lexicon.has("adjuncts", low)
        or s.lexicon.has("time_words", low)
        or s.lexicon.has("no_subject", low)
        or s.lexicon.has("relatives", low)
    ):
        return None
    if any(s.is_sign(i, ".:؛") or s.is_marked(i) for i in range(start, end)):
        return None
    if any(s.tokens[i].low in s.lexicon.entries and not s.lexicon.entries[s.tokens[i].low].guarded for i in range(start, end)):
        return None
    return noun_phrase(s, start, end)


def voice_right_before(s: Sentence, first: int) -> Place | None:
    """A noun of office, body or source within the few words before the verb or its relative pronoun: "ثلاثة مصادر محلية قالت إن".

    A relative pronoun of people (الذين) stands for no body.
    """
    end = first - s.is_word(first - 1, "relatives")
    people = end < first and s.is_word(end, "plural")
    for at in range(end - 1, max(-1, end - 5), -1):
        if s.tokens[at].kind != "word" or s.is_word(at, "adjuncts"):
            return None
        if is_voice_noun(s, at) or s.is_word(at, "anonymous"):
            return None if people and not s.is_word(at, "groups") else s.place(at, end)
    return None
