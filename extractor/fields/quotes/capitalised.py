"""Where name and role part in languages whose nouns all have capitals (German): a capital alone tells no name there.

An office before the capitals is the role, and so is a lone noun behind an article or attribute ("der Trainer"); a genitive belongs to what
stands before it, and what "von" ties to a full name is where somebody comes from.
"""

from __future__ import annotations

from extractor.fields.quotes.drafts import Place
from extractor.fields.quotes.lexicon import Lexicon
from extractor.fields.quotes.splitting import Word, with_role

_FULL = 2


def head_of(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """The words of a phrase up to the genitive or preposition behind its first nouns."""
    first = _first_noun(words, len(words), lexicon)
    end = next((i for i in range(first, len(words)) if not words[i].upper and words[i].low[:1].isalpha()), len(words))
    return words[:end] if end else words


def _first_noun(words: list[Word], end: int, lexicon: Lexicon) -> int:
    """The first capital that no preposition of an attribute ties ("die im Mai gewählte Leiterin")."""
    for index in range(end):
        before = index - 1
        while before > 0 and (lexicon.has("determiners", words[before].low) or not words[before].low[:1].isalpha()):
            before -= 1
        if index > 0 and words[index - 1].low.isdigit() and lexicon.has("time_words", words[index].low):
            continue
        if words[index].upper and not (before > 0 and lexicon.has("adjuncts", words[before].low)):
            return index
    return end


def split_capitalised(words: list[Word], lexicon: Lexicon, bodies: tuple[Place, ...]) -> tuple[Place | None, Place | None]:
    """Places of name and role in the words of a phrase; what is no name is role."""
    del bodies
    comma = next((i for i, w in enumerate(words) if w.low == "," and i > 0), len(words))
    words = words[: _end_of_apposition(words, comma)]
    behind = [w for w in words[comma + 1 :] if w.low != ","]
    low = _first_noun(words, comma, lexicon)
    high = _run_end(words, low, comma, lexicon)
    start = _behind_office(words, low, high, lexicon)
    if start >= high or (low > 0 and high - low == 1 and start == low):
        if behind and all(w.upper or lexicon.has("particles_of_names", w.low) for w in behind) and not _is_body(behind, lexicon):
            return (behind[0].start, behind[-1].end), (words[0].start, words[comma - 1].end)
        named = _behind_genitive(words, high, comma, lexicon) if start >= high else None
        if named is None:
            return None, (words[0].start, words[comma - 1].end)
        return (words[named].start, words[comma - 1].end), (words[0].start, words[named - 1].end)
    if _is_body(words[start:high], lexicon):
        return None, (words[0].start, words[comma - 1].end)
    return with_role(words, start, high, comma, lexicon)


def _end_of_apposition(words: list[Word], comma: int) -> int:
    """The comma behind an apposition, where a relative clause may begin; an age alone is none."""
    return next((i for i in range(comma + 2, len(words)) if words[i].low == "," and not words[i - 1].low.isdigit()), len(words))


def _run_end(words: list[Word], low: int, high: int, lexicon: Lexicon) -> int:
    """Behind the capitals from `low` on; a particle goes on with a name while only its first word stands before it."""
    at = low
    while at < high:
        if words[at].upper:
            at += 1
            continue
        behind = at + 1
        if not lexicon.has("particles_of_names", words[at].low) or behind >= high:
            break
        if lexicon.has("conjunctions", words[at].low):
            joined = words[behind].upper
        else:
            if lexicon.has("determiners", words[behind].low):
                behind += 1
            joined = behind < high and words[behind].upper and len(_without_office(words[low:at], lexicon)) < _FULL
        if not joined:
            break
        at = behind
    return at


def _without_office(words: list[Word], lexicon: Lexicon) -> list[Word]:
    return words[_behind_office(words, 0, len(words), lexicon) :]


def _behind_office(words: list[Word], low: int, high: int, lexicon: Lexicon) -> int:
    """Behind the nouns of office and titles that open the capitals, and behind an unknown one before a full name."""
    at = low
    for index in range(low, high - 1):
        if _is_office(words[index], lexicon):
            at = index + 1
    if at == high - 1 and at == low + sum(_is_office(w, lexicon) for w in words[low:at]) and _is_office(words[at], lexicon):
        at = high
    capitals = sum(w.upper and not w.low.endswith(".") for w in words[at:high])
    described = low > 0 and lexicon.has("determiners", words[low - 1].low) and capitals == _FULL
    if at == low and (capitals > _FULL or described) and words[at].low.endswith(lexicon.role_endings):
        at += 1
    return at


def _is_office(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.is_role(word.low) or lexicon.has("titles", word.low.rstrip("."))


def _behind_genitive(words: list[Word], start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where a full name begins behind the genitives of an office: "der Leiter der Werft Nora Quill"."""
    last = next((i for i in range(end - 1, start - 1, -1) if not words[i].upper), None)
    if last is None or any(lexicon.has("particles_of_names", w.low) for w in words[start:end]):
        return None
    named = last + 2
    return named if end - named >= _FULL and not _is_body(words[named:end], lexicon) else None


def _is_body(words: list[Word], lexicon: Lexicon) -> bool:
    return any(lexicon.is_noun_of(group, w.low) for w in words for group in ("bodies", "media", "documents"))
