"""Noun phrases and subjects where the finite verb stands second and nouns have capitals (German).

A noun phrase is read word by word: article, attributes by their endings, nouns by their capitals, then genitives and "von" behind them. Whatever
does not read as one (an adverb, a subordinate clause) is nobody, and the subject is looked for on the other side of the verb.
"""

from __future__ import annotations

from extractor.fields.quotes.drafts import Place, Sentence
from extractor.fields.quotes.phrases import Subject, is_subject
from extractor.fields.quotes.phrases_behind import end_of_apposition, named_behind

_VOICES = ("roles", "titles", "bodies", "media", "documents", "groups", "anonymous")
_NO_OPENERS = ("no_subject", "adjuncts", "time_words", "questions", "complementisers", "breaks", "as_words", "infinitive_signs")
_BETWEEN = ("no_subject", "adjuncts", "time_words", "particles", "determiners", "name_joints", "conjunctions")
_NO_ATTRIBUTES = ("adjuncts", "no_subject", "time_words", "determiners", "pronouns", "auxiliaries", "passive_auxiliaries", "conjunctions")
_LONGEST_MARKED = 40
_LONGEST_BRACKET = 12
_LONGEST_NAME = 3
_LONGEST_ATTRIBUTE = 12
_MOST_SKIPPED = 3
_MOST_ATTRIBUTES = 4


def phrase_end(s: Sentence, start: int, high: int, *, source: bool = False) -> int:
    """Behind the noun phrase that begins at a token, with its genitives; `start` where none begins. A `source` has no object behind it."""
    at = _core(s, start, high)
    if at == start or (at == start + 1 and s.is_word(start, "pronouns")):
        return at
    headed = source or s.is_word(start, "determiners") or not s.tokens[start].upper or holds_voice(s, start, at)
    while True:
        behind = _complement(s, at, high, genitive=headed)
        if behind == at:
            return at
        at, headed = behind, True


def _core(s: Sentence, start: int, high: int) -> int:
    """Behind article, attributes and nouns."""
    if start >= high or s.tokens[start].kind != "word":
        return start
    at = start
    while at < high and s.is_word(at, "determiners"):
        at += 1
    at = _behind_adjuncts(s, start, at, high)
    while at < high and is_attribute(s, at, high):
        at += 1
    if s.is_marked(at) and at > start and s.tokens[at].end - s.tokens[at].start <= _LONGEST_MARKED:
        at += 1
    nouns = at
    while at < high:
        token = s.tokens[at]
        if token.kind == "word" and (token.upper or (at == nouns and (token.low[:1].isdigit() or _is_address(token.low)))):
            at += 1
        elif at == nouns:
            break
        elif joined := _joined(s, at, high):
            at += joined
        else:
            break
    while at > nouns and s.tokens[at - 1].kind != "word" and not s.is_marked(at - 1) and not s.is_sign(at - 1, ")"):
        at -= 1
    if at > nouns or (nouns > start and s.is_marked(nouns - 1)):
        return at
    return start + 1 if s.is_word(start, "pronouns") else start


def _behind_adjuncts(s: Sentence, start: int, at: int, high: int) -> int:
    """Behind what a participle takes before its noun: "die im Mai gewählte Leiterin", up to the participle; else the token itself."""
    if at + 2 < high and s.tokens[at].low[:1].isdigit() and s.is_word(at + 1, "time_words") and is_attribute(s, at + 2, high):
        return at + 2
    if at == start or not any(s.is_word(at, group) for group in ("adjuncts", "reflexives", "time_words")):
        return at
    for index in range(at + 1, min(high - 1, at + _LONGEST_ATTRIBUTE)):
        if s.tokens[index].kind != "word":
            return at
        tied = s.is_word(index - 1, "adjuncts") or s.is_word(index - 1, "determiners")
        if not tied and s.tokens[index + 1].upper and is_attribute(s, index, high):
            return index
    return at


def _is_address(word: str) -> bool:
    """A site by its address ("beispiel.de")."""
    name, dot, ending = word.rpartition(".")
    return bool(dot) and len(name) > 1 and len(ending) > 1 and ending.isalpha()


def _joined(s: Sentence, at: int, high: int) -> int:
    """How many tokens behind a noun belong to its name without a capital: signs, brackets, marks, particles ("von der")."""
    if s.tokens[at].kind == "marked":
        return 1 if s.tokens[at].end - s.tokens[at].start <= _LONGEST_MARKED and s.text[s.tokens[at].start + 1].isupper() else 0
    if s.is_sign(at, "("):
        closing = next((i for i in range(at + 1, min(high, at + _LONGEST_BRACKET)) if s.is_sign(i, ")")), None)
        return closing + 1 - at if closing is not None else 0
    if s.is_sign(at, "-") and s.is_word(at + 1, "conjunctions") and at + 2 < high and s.tokens[at + 2].upper:
        return 3
    if s.tokens[at].kind == "sign":
        joins = s.is_sign(at, "&/’'@#") or (s.is_sign(at, ".") and s.lexicon.is_abbreviation(s.tokens[at - 1].low))
        return 1 if joins and at + 1 < high and s.tokens[at + 1].kind == "word" else 0
    if not s.is_word(at, "particles_of_names") or s.is_word(at, "genitive_articles"):
        return 0
    behind = at + 1
    if s.is_word(behind, "determiners"):
        behind += 1
    return behind + 1 - at if behind < high and s.tokens[behind].upper else 0


def is_attribute(s: Sentence, at: int, high: int) -> bool:
    """An adjective or numeral before its noun: an ending of attributes, with a noun behind it or behind further ones of the same ending."""
    first = s.tokens[at].low[-1:]
    for index in range(at, min(at + _MOST_ATTRIBUTES, high - 1)):
        token = s.tokens[index]
        if token.kind != "word" or token.upper or any(s.is_word(index, group) for group in _NO_ATTRIBUTES):
            return False
        agrees = token.low.endswith(s.lexicon.attribute_endings) and token.low[-1:] == first
        if not (token.low[:1].isdigit() or agrees):
            return False
        if s.tokens[index + 1].upper or s.is_marked(index + 1):
            return True
    return False


def _complement(s: Sentence, at: int, high: int, *, genitive: bool) -> int:
    """Behind a genitive or "von" phrase that begins at a token; the token itself where there is none."""
    if at >= high or s.tokens[at].kind != "word" or s.is_word(at, "source_ends"):
        return at
    if s.is_word(at, "genitive_articles"):
        end = _core(s, at, high)
        addressee = any(s.is_noun(i, "media") for i in range(at, end))
        return end if genitive and not addressee else at
    if s.is_word(at, "name_joints") and not s.is_word(at, "subject_ends") and not s.is_word(at, "conjunctions"):
        end = _core(s, at + 1, high)
        return end if end > at + 1 and not s.is_word(at + 1, "pronouns") else at
    return at


def holds_voice(s: Sentence, start: int, end: int) -> bool:
    """Whether a noun of office, body, medium, document or group stands in tokens[start:end]."""
    return any(s.is_noun(i, group) for i in range(start, end) for group in _VOICES)


def subject_after(s: Sentence, start: int, high: int | None = None) -> Subject | None:
    """The subject right of a verb, behind the adverbs and pronouns that may stand between."""
    high = len(s.tokens) if high is None else high
    at = start
    while (end := phrase_end(s, at, high)) == at:
        if at - start >= _MOST_SKIPPED or not _may_stand_before(s, at):
            return None
        at += 1
    if s.is_word(at, "object_articles") or not is_subject(s, at, end):
        return None
    whole = end_of_apposition(s, end, high)
    office = whole == end and (s.is_word(at, "determiners") or s.is_noun(at, "roles"))
    return (named_behind(s, at, end, high) if office else None) or Subject(at, whole, end, at)


def _may_stand_before(s: Sentence, at: int) -> bool:
    """A pronoun or an adverb between verb and subject."""
    between = any(s.is_word(at, group) for group in ("reflexives", "time_words", "no_subject"))
    between = between or (at < len(s.tokens) and not s.tokens[at].upper and s.tokens[at].low.endswith(s.lexicon.adverb_endings))
    return between and not any(s.is_word(at, group) for group in ("complementisers", "breaks", "questions", "adjuncts"))


def subject_before(s: Sentence, low: int, verb: int) -> Subject | None:
    """Tokens[low:verb] as the subject: a noun phrase, then at most adverbs, adjuncts, or what stands between commas."""
    while verb > low and (s.is_word(verb - 1, "time_words") or s.is_sign(verb - 1, ",")):
        verb -= 1
    if verb <= low or s.tokens[low].kind != "word":
        return None
    comma = next((i for i in range(low, verb) if s.is_sign(i, ",")), verb)
    end = phrase_end(s, low, comma)
    if end == low or (_opens_no_phrase(s, low) and not (s.is_word(low, "determiners") and end > low + 1)):
        return None
    if (
        s.is_word(low, "object_articles")
        or s.is_word(end - 1, "time_words")
        or not all(_stands_between(s, i, comma) for i in range(end, comma))
        or not is_subject(s, low, end)
    ):
        return None
    return Subject(low, verb, end, low)


def _opens_no_phrase(s: Sentence, at: int) -> bool:
    token = s.tokens[at]
    if any(s.is_word(at, group) for group in _NO_OPENERS):
        return True
    return at + 1 == len(s.tokens) or (not s.tokens[at + 1].upper and token.low.endswith(s.lexicon.adverb_endings))


def _stands_between(s: Sentence, at: int, high: int) -> bool:
    token = s.tokens[at]
    if token.kind != "word":
        return s.is_sign(at, "()&/’'.") or s.is_marked(at)
    return token.upper or token.low[:1].isdigit() or any(s.is_word(at, group) for group in _BETWEEN) or is_attribute(s, at, high)


def voice_before_colon(s: Sentence, colon: int) -> Place | None:
    """Who speaks behind a colon that no verb of saying stands before; None where that is nobody by its nouns and its form."""
    low = max((i + 1 for i in range(colon) if s.is_sign(i, ";—–―") or s.words(i, i + 1) > _LONGEST_NAME), default=0)
    while s.is_word(low, "conjunctions"):
        low += 1
    if low >= colon:
        return None
    if s.is_word(low, "no_subject") and s.is_word(low + 1, "voice_prepositions") and phrase_end(s, low + 2, colon) == colon > low + 2:
        return s.place(low + 2, colon)
    end = phrase_end(s, low, colon)
    if end > low and not (_opens_no_phrase(s, low) or s.is_word(low, "object_articles")):
        is_voice = _is_voice(s, low, end) or (end < colon and end == low + 1)
        if is_voice and is_subject(s, low, end):
            return s.place(low, end)
        low = end
    if low >= colon:
        return None
    for index in range(low + s.tokens[low].upper, colon - 1):
        token = s.tokens[index]
        if token.kind != "word" or _stands_between(s, index, colon):
            continue
        subject = subject_after(s, index + 1, colon)
        if subject is not None:
            return s.place(subject.start, subject.head_end) if _is_voice(s, subject.start, subject.head_end) else None
        return None
    return None


def _is_voice(s: Sentence, start: int, end: int) -> bool:
    """A pronoun, a noun that can speak, or a name of two capitals or more."""
    if s.is_word(start, "pronouns") and end == start + 1:
        return True
    first = next((i for i in range(start, end) if s.tokens[i].upper and not s.is_word(i, "determiners")), end)
    head = next((i for i in range(first, end) if not s.tokens[i].upper), end)
    if holds_voice(s, start, head):
        return True
    return not s.is_word(start, "determiners") and end >= start + 2 and all(t.upper for t in s.tokens[start : start + 2])
