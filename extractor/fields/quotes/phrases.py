"""Subjects beside a cue, read from word classes and signs: what one is, and the noun phrase left of the cue (right of it: `phrases_behind`)."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.fields.quotes.drafts import Sentence

_STOPPING = frozenset(",;:—–―…!?.،؛")
_LONGEST_LEFT = 16
_LONGEST_HEAD = 12
_LONGEST_PHRASE = 3
LONGEST_BODY = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """Token indices of a noun phrase: the whole of it, and its head (a name without the apposition behind it)."""

    start: int
    end: int
    head_end: int
    start_of_clause: int


def strip_auxiliaries(s: Sentence, low: int, high: int) -> int:
    """Leave out auxiliaries and adverbs at the end of tokens[low:high]; the new end."""
    while high > low and (length := _auxiliary_length(s, low, high)):
        high -= length
    return high


def _auxiliary_length(s: Sentence, low: int, high: int) -> int:
    """How many words before token `high` are an auxiliary or an adverb."""
    last = s.tokens[high - 1]
    if last.kind != "word":
        return 0
    if last.upper and high > 1 and (s.lexicon.bare_names or s.tokens[high - 2].upper):
        return 0
    if s.lexicon.has("auxiliaries", last.low) or (not last.upper and last.low.endswith(s.lexicon.adverb_endings)):
        return 1
    phrase = last.low
    for length in range(2, min(_LONGEST_PHRASE, high - low) + 1):
        phrase = f"{s.tokens[high - length].low} {phrase}"
        if s.lexicon.has("auxiliaries", phrase):
            return length
    return 0


def subject_before(s: Sentence, low: int, high: int) -> Subject | None:
    """The subject that ends before token `high`, looking no further left than `low`."""
    end = strip_auxiliaries(s, low, high)
    if end <= low:
        return None
    if s.is_sign(end - 1, ",،—–―-"):
        return _with_apposition(s, low, end - 1)
    if s.lexicon.bare_names and s.is_word(end - 1, "coordinators"):
        return None
    if s.lexicon.bare_names and s.is_word(end - 1, "complementisers") and end - 1 > low:
        return _document_before(s, low, end - 1)
    if s.lexicon.bare_names and s.is_word(end - 1, "relatives_of_clauses") and not s.lexicon.is_pronoun(s.tokens[end - 1].low):
        end -= 1
        if end <= low:
            return None
    end = strip_auxiliaries(s, low + 1, _without_time(s, low, end))
    start = _left_edge(s, low, end)
    start = skip(s, skip(s, start, end, "conjunctions"), end, "voice_prepositions")
    if s.lexicon.cased and s.tokens[start].upper and opens_adjunct(s, start):
        start = _behind_adjunct(s, start, end)
    if end == start + 1 and s.is_word(start, "relative_subjects"):
        return _antecedent(s, low, start)
    if start >= end or not is_subject(s, start, end):
        return None
    return Subject(start, end, end, start)


def _document_before(s: Sentence, low: int, end: int) -> Subject | None:
    """The document that a relative clause is about: "hung a sign out of the window that read"."""
    for index in range(end - 1, max(low, end - _LONGEST_HEAD) - 1, -1):
        if s.is_word(index, "documents"):
            start = index
            while (
                start > low and s.tokens[start - 1].kind == "word" and not s.is_word(start, "determiners") and index - start < LONGEST_BODY
            ):
                start -= 1
            return Subject(start, index + 1, index + 1, start) if s.is_word(start, "determiners") else None
    return None


def _antecedent(s: Sentence, low: int, relative: int) -> Subject | None:
    """Whom a relative pronoun behind a comma stands for: the name or noun phrase before the comma."""
    if not s.is_sign(relative - 1, ",") or relative - 2 < low:
        return None
    start = _left_edge(s, low, relative - 1)
    start = skip(s, start, relative - 1, "conjunctions")
    if start >= relative - 1 or not is_subject(s, start, relative - 1):
        return None
    return Subject(start, relative - 1, relative - 1, start)


def opens_adjunct(s: Sentence, at: int) -> bool:
    """Whether a token is a preposition, and no article as well (Portuguese "a")."""
    return s.is_word(at, "adjuncts") and not s.is_word(at, "determiners")


def _behind_adjunct(s: Sentence, start: int, end: int) -> int:
    """Where the subject begins behind an adjunct that opens the clause ("In Ulm the mayor said"); `end` when no subject is left."""
    if s.is_word(end - 1, "pronouns"):
        return end - 1
    for index in range(end - 2, start + 1, -1):
        if s.is_word(index, "determiners") and not (s.is_word(index - 1, "adjuncts") or s.is_word(index - 1, "particles_of_names")):
            return index
    first = end
    while first > start + 1 and s.tokens[first - 1].kind == "word" and s.tokens[first - 1].upper:
        first -= 1
    tied = first == start + 1 or s.is_word(first - 1, "adjuncts") or s.is_word(first - 1, "determiners")
    if first < end:
        return min(first + tied, end)
    return end - 1 if end - start > 2 and not s.is_word(end - 2, "adjuncts") else end


def _without_time(s: Sentence, low: int, end: int) -> int:
    """Leave out words of time between subject and cue, with their preposition: "Nora Quill on Tuesday said"."""
    at = end
    while at > low + 1 and s.is_word(at - 1, "time_words"):
        at -= 1
    while at < end and at > low + 1 and s.is_word(at - 1, "adjuncts"):
        at -= 1
    return at if at > low else end


def _left_edge(s: Sentence, low: int, end: int) -> int:
    at = end - 1
    if s.is_word(at, "pronouns"):
        return at
    while at >= low:
        token = s.tokens[at]
        if token.kind == "marked":
            inside_name = at > low and s.tokens[at - 1].upper and at + 1 < end and s.tokens[at + 1].upper
            if not inside_name or token.end - token.start > 40:
                break
        elif token.kind == "sign":
            if token.low in ")]":
                at = _opening(s, low, at)
            elif token.low == "." and at > low and s.lexicon.is_abbreviation(s.tokens[at - 1].low):
                pass
            elif token.low in _STOPPING or token.low in '(["“”«»' or _is_dash(s, at):
                break
        elif s.lexicon.has("breaks", token.low) and at < end - 1 and not _joins_names(s, low, at):
            break
        at -= 1
    return at + 1


def _is_dash(s: Sentence, at: int) -> bool:
    """A hyphen with spaces around it is a dash."""
    token = s.tokens[at]
    return token.low == "-" and s.text[token.start - 1 : token.start].isspace() and s.text[token.end : token.end + 1].isspace()


def _opening(s: Sentence, low: int, at: int) -> int:
    for back in range(at - 1, max(low, at - 20) - 1, -1):
        if s.is_sign(back, "(["):
            return back
    return at


def _joins_names(s: Sentence, low: int, at: int) -> bool:
    """A conjunction between two names: "Ann Lee and Bob Roe said"; without capitals, one inside the name of a body."""
    if not s.lexicon.cased:
        return s.lexicon.has("name_joints", s.tokens[at].low) and _inside_body(s, low, at)
    return (
        s.lexicon.has("name_joints", s.tokens[at].low)
        and at > low
        and s.tokens[at - 1].upper
        and s.tokens[at + 1].upper
        and s.tokens[at - 1].kind == "word"
    )


def _inside_body(s: Sentence, low: int, at: int) -> bool:
    """Whether a noun of body stands a few words before token `at`, and none of office or body right behind it."""
    if any(s.is_word(at + 1, group) for group in ("roles", "bodies", "titles", "pronouns", "determiners")):
        return False
    for index in range(at - 1, max(low, at - LONGEST_BODY) - 1, -1):
        if s.tokens[index].kind != "word" or s.tokens[index].low in s.lexicon.entries:
            return False
        if s.is_word(index, "bodies"):
            return index < at - 1
    return False


def skip(s: Sentence, start: int, end: int, group: str) -> int:
    """Leave out signs, and words and phrases of a group, at the start of tokens[start:end], but not all of it."""
    while start < end - 1 and (length := 1 if s.is_sign(start, ",،—–―-") else _length_at(s, start, end - 1, group)):
        start += length
    return start


def _length_at(s: Sentence, start: int, end: int, group: str) -> int:
    """How many words from token `start` on are an entry of a group."""
    phrase = ""
    for at in range(start, min(start + _LONGEST_PHRASE, end)):
        phrase = f"{phrase} {s.tokens[at].low}".lstrip()
        if s.lexicon.has(group, phrase):
            return at + 1 - start
    return 0


def _with_apposition(s: Sentence, low: int, end: int) -> Subject | None:
    """A subject whose apposition stands between commas: "Rob Bell, the mayor, said"; `end` is the second comma."""
    start = end
    while start > low and not (s.is_marked(start - 1) or s.is_sign(start - 1, ";:")):
        start -= 1
    start = skip(s, start, end, "conjunctions")
    chunks: list[tuple[int, int]] = []
    at = start
    depth = 0
    for i in range(start, end):
        if s.is_sign(i, "("):
            depth += 1
        elif s.is_sign(i, ")"):
            depth -= 1
        elif s.is_sign(i, ",،—–―") and depth <= 0:
            if i > at:
                chunks.append((at, i))
            at = i + 1
    if at < end:
        chunks.append((at, end))
    if len(chunks) < 2:
        return None
    first, last = chunks[-2]
    first = skip(s, first, last, "conjunctions")
    last_word = s.tokens[last - 1]
    opens_role = s.is_word(first, "determiners") or s.is_word(first, "roles") or (not last_word.upper and s.is_word(last - 1, "roles"))
    if (
        opens_role
        and _is_name(s, *chunks[-1])
        and last - first <= _LONGEST_HEAD
        and not any(s.is_word(i, "roles") for i in range(*chunks[-1]))
    ):
        edge = _left_edge(s, first, last)
        if s.lexicon.bare_names and edge > first and s.is_word(edge - 1, "complementisers"):
            edge = first
        return Subject(edge, end, chunks[-1][1], edge)
    for place in range(len(chunks) - 2, -1, -1):
        first, last = chunks[place]
        first = skip(s, first, last, "conjunctions")
        if _is_name(s, first, last) and not s.is_word(first, "adjuncts"):
            return Subject(first, end, last, first)
    usable = [c for c in chunks[:-1] if not s.is_word(c[0], "adjuncts")]
    if not usable:
        return None
    first, last = usable[0] if len(usable) == 1 else usable[-1]
    first = skip(s, first, last, "conjunctions")
    edge = _left_edge(s, first, last)
    if edge < last and last - edge <= _LONGEST_HEAD and is_subject(s, edge, last):
        return Subject(edge, end, last, edge)
    return None


def _is_name(s: Sentence, start: int, end: int) -> bool:
    words = [t for t in s.tokens[start:end] if t.kind == "word"]
    if not 1 <= len(words) <= 7:
        return False
    if not s.lexicon.cased:
        return False
    capitals = sum(t.upper for t in words)
    rest = [t for t in words if not t.upper]
    return (
        words[0].upper
        and words[-1].upper
        and all(s.lexicon.has("name_joints", t.low) or s.lexicon.has("roles", t.low) for t in rest)
        and capitals >= 1
    )


def is_subject(s: Sentence, start: int, end: int) -> bool:
    """Whether tokens[start:end] can be who speaks."""
    words = [t for t in s.tokens[start:end] if t.kind == "word"]
    if not words or len(words) > _LONGEST_LEFT:
        return False
    first = words[0]
    if s.lexicon.is_pronoun(first.low):
        return len(words) <= 3 and (not s.lexicon.bare_names or not any(w.low.endswith(s.lexicon.verb_endings) for w in words[1:]))
    if len(words) == 1 and (
        s.lexicon.has("breaks", first.low) or s.lexicon.has("adjuncts", first.low) or s.lexicon.has("no_subject", first.low)
    ):
        return False
    if not s.lexicon.cased:
        return True
    if s.lexicon.bare_names and words[-1].low.endswith(s.lexicon.possessive_endings):
        return False
    if _holds_verb(s, start, end) or (len(words) <= 2 and not first.upper and opens_adjunct(s, start)):
        return False
    if len(first.low) > 3 and first.low.endswith(s.lexicon.plural_endings):
        return True
    if words[-1].upper and any(s.lexicon.is_role(w.low) for w in words[:-1]):
        return True
    if s.lexicon.has_article(first.low) and s.lexicon.is_role(first.low):
        return True
    if any(s.lexicon.has(group, first.low) for group in ("roles", "bodies", "groups", "documents", "media", "anonymous")):
        return True
    bare = s.lexicon.bare_names or s.lexicon.bare_genitives or not s.lexicon.one_meant
    return first.upper or first.low[:1].isdigit() or s.lexicon.has("determiners", first.low) or (bare and len(words) <= 2)


def _holds_verb(s: Sentence, start: int, end: int) -> bool:
    """Whether a phrase begins with a finite verb, or has one outside of a relative clause: then it is a clause, and nobody."""
    for index in range(start, end):
        token = s.tokens[index]
        if token.kind != "word" or token.upper:
            continue
        if s.lexicon.has("relatives_of_clauses", token.low) or s.lexicon.has("complementisers", token.low):
            return False
        finite = s.is_word(index + 1, "indefinites") or (
            s.lexicon.bare_names and s.tokens[index - 1].upper and s.is_word(index + 1, "adjuncts")
        )
        if token.low.endswith(s.lexicon.verb_endings) and index > start and finite:
            return True
        if s.lexicon.has("clause_signs", token.low) and (index == start or s.lexicon.has("auxiliaries", token.low)):
            return not s.lexicon.has("pronouns", token.low)
    return False
