"""Where name and role part inside a noun phrase: by capitals, by articles and titles, or by words of office."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.fields.quotes.drafts import Place
from extractor.fields.quotes.lexicon import Lexicon

_LONGEST_NAME = 6
_INTERPUNCTS = "·・•‧-"
BESIDE_NAMES = (
    "auxiliaries",
    "adjuncts",
    "pronouns",
    "relatives_of_clauses",
    "time_words",
    "subject_ends",
    "breaks",
    "name_joints",
    "conjunctions",
)
"""Groups of words behind which a capital is no attribute of a noun."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a noun phrase, by its place in the folded text."""

    start: int
    end: int
    low: str
    upper: bool


def split_cased(words: list[Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> tuple[Place | None, Place | None]:
    """The last run of capitals before an apposition is the name; what stands before or behind it is the role."""
    del bodies
    comma = next((i for i, w in enumerate(words) if w.low == "," and i > 0), len(words))
    runs: list[tuple[int, int]] = []
    at = 0
    while at < comma:
        opener = lexicon.bare_names and at == 0 and comma > 1 and lexicon.has("time_words", words[0].low)
        if words[at].upper and not opener and not lexicon.has("determiners", words[at].low) and not _owns(words[at], lexicon):
            end = at + 1
            while (
                end < comma
                and not _owns(words[end], lexicon)
                and (words[end].upper or (lexicon.has("particles_of_names", words[end].low) and end + 1 < comma and words[end + 1].upper))
                and not _is_of_place(words, at, end, lexicon)
            ):
                end += 1
            if end == comma or not (words[end].upper and _owns(words[end], lexicon)):
                runs.append((at, end))
            at = end
        else:
            at += 1
    behind = [w for w in words[comma + 1 :] if w.low != ","]
    if (
        behind
        and len(behind) <= _LONGEST_NAME
        and all(w.upper or lexicon.has("particles_of_names", w.low) for w in behind)
        and (
            _is_office(words[:comma], lexicon)
            or (lexicon.bare_names and not words[comma - 1].upper and lexicon.agent_of([w.low for w in words[:comma]]))
        )
    ):
        return (behind[0].start, behind[-1].end), (words[0].start, words[comma - 1].end)
    if not runs:
        whole = (words[0].start, words[-1].end)
        return None, whole
    run = next((r for r in reversed(runs) if _can_be_a_person(words, r, lexicon) and not _is_attribute(words, r, comma, lexicon)), None)
    if run is None:
        return None, (words[0].start, words[comma - 1].end)
    first, last = run
    first = _behind_office(words, run, lexicon)
    behind_office = first > 0 and (
        lexicon.is_role(words[first - 1].low) or (last - first > 2 and any(lexicon.is_role(w.low) for w in words[:first]))
    )
    if lexicon.bare_genitives and first < last and behind_office:
        first = _behind_bare_genitive(words, first, last, lexicon)
    if first >= last:
        return None, (words[0].start, words[comma - 1].end)
    if last - first > _LONGEST_NAME:
        first = last - 2
    return with_role(words, first, last, comma, lexicon)


def with_role(words: list[Word], first: int, last: int, comma: int, lexicon: Lexicon) -> tuple[Place | None, Place | None]:
    """The name words[first:last] with its role: what stands before it, an apposition behind the comma, or an office right behind it."""
    name = (words[first].start, words[last - 1].end)
    before = [w for w in words[:first] if not lexicon.has("titles", w.low.rstrip("."))]
    if before and any(not any(lexicon.has(g, w.low) for g in ("determiners", "time_words")) and not _owns(w, lexicon) for w in before):
        told = not lexicon.bare_names or any(lexicon.is_role(w.low) or not w.upper for w in before)
        return name, (before[0].start, before[-1].end if told else max(before[-1].end, words[first - 1].end))
    if any(lexicon.is_role(w.low) for w in words[comma + 1 :]) and not (
        lexicon.has("pronouns", words[comma + 1].low) or lexicon.has("relatives_of_clauses", words[comma + 1].low)
    ):
        start = comma + 1
        while start < len(words) - 1 and (words[start].low.isdigit() or words[start].low == ","):
            start += 1
        return name, (words[start].start, words[-1].end)
    if any(lexicon.is_role(w.low) for w in words[last:comma]):
        return name, (words[last].start, words[comma - 1].end)
    return name, None


def _owns(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.bare_names and word.low.endswith(lexicon.possessive_endings)


def _is_of_place(words: list[Word], start: int, at: int, lexicon: Lexicon) -> bool:
    """ "of" behind a whole name: "Greg Hale of Ulm"."""
    whole = at - start > 1 and lexicon.has("genitives", words[at].low)
    return lexicon.bare_names and whole and not any(_is_title(word, lexicon) for word in words[at - 2 : at])


def _behind_office(words: list[Word], run: tuple[int, int], lexicon: Lexicon) -> int:
    """Where the name begins in a run of capitals: behind its last word of office, and behind what "of" ties to that one.

    An office that is a family name too is one behind another capital: "Nora King", but "the King".
    """
    first, last = run
    determined = first > 0 and lexicon.has("determiners", words[first - 1].low)
    if (
        last - first > 1
        and not determined
        and lexicon.has("ambiguous_names", words[last - 1].low)
        and not _is_title(words[last - 2], lexicon)
    ):
        last -= 1
    office = [i for i in range(first, last) if _is_title(words[i], lexicon)]
    first, last = (office[-1] + 1 if office else first), run[1]
    if office and first < last and lexicon.has("particles_of_names", words[first].low) and not words[first].upper:
        tied = sum(w.upper for w in words[first:last])
        return last - 2 if tied > 2 else last
    return first


def _is_title(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.is_role(word.low) or lexicon.has("titles", word.low.rstrip("."))


def _behind_bare_genitive(words: list[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Where the name begins in the capitals behind an office: what stands before first name and family name is a genitive."""
    if words[last - 1].low.endswith(lexicon.genitive_endings):
        return last
    length = 3 if last - first >= 3 and words[last - 2].low.endswith(lexicon.patronymic_endings) else 2
    return max(first, last - length)


def _is_attribute(words: list[Word], run: tuple[int, int], end: int, lexicon: Lexicon) -> bool:
    """One capital before its noun is no person: "an Ulm clerk", "the Ulm survey"."""
    first, last = run
    if lexicon.compounds or last - first > 1 or last >= end or words[end - 1].upper:
        return False
    if any(lexicon.has(group, words[last].low) for group in BESIDE_NAMES):
        return False
    before = words[first - 1] if first > 0 else None
    tied = before is not None and (lexicon.has("determiners", before.low) or _owns(before, lexicon))
    return tied or lexicon.is_role(words[end - 1].low)


def _can_be_a_person(words: list[Word], run: tuple[int, int], lexicon: Lexicon) -> bool:
    """A run of capitals that no preposition ties to what stands before, and that names no body."""
    first, last = run
    before = first - 1
    if before > 0 and lexicon.has("elisions", words[before].low[:2]):
        return False
    if before > 0 and lexicon.has("genitive_articles", words[before].low):
        return False
    while before > 0 and lexicon.has("determiners", words[before].low):
        before -= 1
    tied = before > 0 and any(lexicon.has(group, words[before].low) for group in ("particles_of_names", "adjuncts", "place_prepositions"))
    name = words[_behind_office(words, run, lexicon) : last]
    return not tied and not any(lexicon.has(group, w.low) for w in name for group in ("bodies", "media", "documents"))


def _is_office(words: list[Word], lexicon: Lexicon) -> bool:
    office = any(lexicon.is_role(w.low) for w in words)
    return office and (lexicon.has("determiners", words[0].low) or not words[0].upper or lexicon.is_role(words[0].low))


def split_uncased(words: list[Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> tuple[Place | None, Place | None]:
    """Without capitals, a role begins with a word of office and ends where a word without article follows one with it."""
    comma = next((i for i, w in enumerate(words) if w.low in ("،", ",") and i > 0), None)
    if comma is not None and comma + 1 < len(words):
        left, right = words[:comma], words[comma + 1 :]
        if lexicon.has("relatives", right[0].low):
            return split_uncased(left, lexicon, bodies)
        if lexicon.has("titles", right[0].low.rstrip(".")) and _opens_role(left[0], lexicon):
            return _after_titles(right, lexicon), (left[0].start, left[-1].end)
        titled = lexicon.has("titles", left[0].low.rstrip(".")) and len(left) > 1 and not _opens_role(left[1], lexicon)
        if _opens_role(left[0], lexicon) and not titled:
            name, role = split_uncased(left, lexicon, bodies)
            if name is not None:
                return name, role
            return split_uncased(right, lexicon, bodies)[0] or _after_titles(right, lexicon), (left[0].start, left[-1].end)
        return _after_titles(left, lexicon), (right[0].start, right[-1].end)
    relative = next((i for i, w in enumerate(words) if lexicon.has("relatives", w.low) and i > 0), None)
    if relative is not None:
        words = words[:relative]
    if lexicon.heads_last:
        last = max((i for i, w in enumerate(words) if lexicon.is_role(w.low) or lexicon.has("titles", w.low)), default=-1)
        titled = last >= 0 and lexicon.has("titles", words[last].low)
        if 0 <= last < len(words) - 2 or (titled and last < len(words) - 1):
            return (words[last + 1].start, words[-1].end), (words[0].start, words[last].end)
    while len(words) > 2 and lexicon.has("titles", words[0].low.rstrip(".")) and _opens_role(words[1], lexicon):
        words = words[1:]
    if lexicon.has("titles", words[0].low.rstrip(".")) and len(words) > 1 and not _is_office_somewhere(words, lexicon):
        return _name_first(words, lexicon)
    if not _opens_role(words[0], lexicon):
        if (
            lexicon.is_definite(words[0].low)
            and not lexicon.has("name_heads", words[0].low)
            and len(words) > 1
            and not lexicon.is_definite(words[1].low)
            and not _is_joined(words[1], lexicon)
        ):
            return (words[1].start, words[-1].end), (words[0].start, words[0].end)
        return _name_first(words, lexicon)
    title = next((i for i in range(len(words) - 1, 0, -1) if lexicon.has("titles", words[i].low.rstrip("."))), None)
    if title is not None and title + 1 < len(words):
        start = title
        while start > 1 and lexicon.has("titles", words[start - 1].low.rstrip(".")):
            start -= 1
        return _name_from(words, title + 1, lexicon), (words[0].start, words[start - 1].end)
    split = _end_of_role(words, lexicon, bodies)
    if split is None:
        return None, (words[0].start, words[-1].end)
    return _name_from(words, split, lexicon), (words[0].start, words[split - 1].end)


def _is_office_somewhere(words: list[Word], lexicon: Lexicon) -> bool:
    """A title that is an office, with its adjective and its place before the name: "السفير الكندي في الأردن سامي …"."""
    adjective = len(words) > 3 and lexicon.is_definite(words[1].low)
    return adjective and _opens_role(words[0], lexicon) and lexicon.has("role_joints", words[2].low)


def _name_from(words: list[Word], start: int, lexicon: Lexicon) -> Place:
    """A name from a word on: it ends with its family name, a word with article that no further one follows."""
    end = start + 1
    while end < len(words) and end - start < _LONGEST_NAME:
        last = words[end - 1].low
        compound = lexicon.has("name_heads", words[end - 2].low) or lexicon.has("name_parts", last)
        family = end - 1 > start and lexicon.is_definite(last) and not compound
        if family and not lexicon.is_definite(words[end].low):
            break
        end += 1
    return words[start].start, words[end - 1].end


def split_unspaced(words: list[Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> tuple[Place | None, Place | None]:
    """Role and name written together: the name follows the last word of office, or stands before it; honorifics are no part of it.

    What is too long for a name is none, and a body before its officer is no person.
    """
    name, role = _split_joined(words, lexicon)
    if name is None or (len(words) == 1 and not lexicon.longest_name):
        return name, role
    whole = words[0].start, words[-1].end
    letters = sum(c.isalnum() for w in words for c in w.low[max(0, name[0] - w.start) : max(0, name[1] - w.start)])
    foreign = any(c in _INTERPUNCTS for w in words for c in w.low)
    too_long = lexicon.longest_name and letters > lexicon.longest_name and not foreign
    if too_long or (role and role[0] >= name[1] and any(a <= name[0] and name[1] <= b for a, b in bodies)):
        return None, whole if role else None
    return name, role


def _split_joined(words: list[Word], lexicon: Lexicon) -> tuple[Place | None, Place | None]:
    if len(words) > 1:
        last = words[-1]
        if any(last.low.endswith(role) for role in lexicon.words["roles"]):
            return (words[0].start, words[-2].end), (last.start, last.end)
        return (words[0].start, words[-1].end), None
    word = words[0]
    end = word.end
    for honorific in sorted(lexicon.words["honorifics"], key=len, reverse=True):
        if word.low.endswith(honorific) and len(honorific) < len(word.low):
            end = word.end - len(honorific)
            break
    text = word.low[: end - word.start]
    ends = [(text.rfind(role) + len(role), role) for role in lexicon.words["roles"] if role in text]
    if not ends:
        return (word.start, end), None
    cut, role = max(ends)
    if cut == len(text):
        start = cut - len(role)
        if role in lexicon.words["groups"]:
            return None, (word.start, end)
        return ((word.start, word.start + start), (word.start + start, end)) if start > 1 else (None, (word.start, end))
    joint = 1 if text[cut : cut + 1] in lexicon.words["role_joints"] else 0
    return (word.start + cut + joint, end), (word.start, word.start + cut)


def _opens_role(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.has("roles", word.low) or lexicon.has("roles", lexicon.without_article(word.low))


def _after_titles(words: list[Word], lexicon: Lexicon) -> Place | None:
    start = 0
    while start < len(words) - 1 and lexicon.has("titles", words[start].low.rstrip(".")):
        start += 1
    return (words[start].start, words[-1].end) if words else None


def _name_first(words: list[Word], lexicon: Lexicon) -> tuple[Place | None, Place | None]:
    construct = len(words) >= 3 and lexicon.is_definite(words[1].low) and not lexicon.has("titles", words[0].low.rstrip("."))
    if construct and not (lexicon.has("name_parts", words[1].low) or lexicon.has("name_heads", words[0].low)):
        last = max(i for i, w in enumerate(words) if lexicon.is_definite(w.low))
        if last < len(words) - 1 and not any(lexicon.has("role_joints", w.low) or _is_joined(w, lexicon) for w in words[last + 1 :]):
            return (words[last + 1].start, words[-1].end), (words[0].start, words[last].end)
    start = 0
    while start < len(words) - 1 and lexicon.has("titles", words[start].low.rstrip(".")):
        start += 1
    if start and _is_origin(words, start, lexicon):
        return (words[start + 1].start, words[-1].end), (words[0].start, words[start].end)
    for at in range(start + 1, len(words)):
        low = words[at].low
        if _opens_role(words[at], lexicon) or lexicon.has("bodies", low):
            return (words[start].start, words[at - 1].end), (words[at].start, words[-1].end)
        if lexicon.has("role_joints", low) or lexicon.has("adjuncts", low):
            return (words[start].start, words[at - 1].end), None
    return (words[start].start, words[-1].end), None


def _is_origin(words: list[Word], at: int, lexicon: Lexicon) -> bool:
    """An adjective of origin between title and name: "العقيد الألماني هانس …"."""
    word = words[at].low
    return (
        at + 2 < len(words)
        and lexicon.is_definite(word)
        and word.endswith(lexicon.origin_endings)
        and not lexicon.is_definite(words[at + 1].low)
    )


def _end_of_role(words: list[Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> int | None:
    """Index of the first word of the name behind a role; None when the phrase is all role."""
    seen = lexicon.is_definite(words[0].low)
    for at in range(1, len(words)):
        word, previous = words[at], words[at - 1]
        if lexicon.has("ambiguous_names", word.low) and at == len(words) - 2:
            return at
        if any(a <= word.start < b for a, b in bodies):
            seen = True
            continue
        if word.low[0] in lexicon.proclitics and lexicon.has("roles", word.low[1:]):
            seen = False
            continue
        if lexicon.order == "verb-final" and lexicon.has("name_joints", word.low):
            return None
        if lexicon.is_definite(word.low):
            seen = True
            continue
        if not seen or _opens_role(word, lexicon) or _is_joined(word, lexicon) or _is_joined(previous, lexicon):
            continue
        if (
            lexicon.has("role_joints", word.low)
            or lexicon.has("role_joints", previous.low)
            or (lexicon.has("bodies", previous.low) and not lexicon.is_definite(previous.low))
        ):
            continue
        if lexicon.has("bodies", word.low):
            continue
        return at
    return None


def _is_joined(word: Word, lexicon: Lexicon) -> bool:
    """A preposition or conjunction is written to the word (بوزارة, لشؤون, والمالية), and the word is no name that begins so."""
    low = word.low
    rest = low[1:]
    joined = len(low) > 3 and low[0] in lexicon.joined_prepositions
    return joined and (lexicon.is_definite(rest) or lexicon.has("bodies", rest) or lexicon.has("role_nouns", rest))
