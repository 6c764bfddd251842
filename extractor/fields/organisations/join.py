"""Mentions of one body → one organisation."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.facts import Organisation, Span
from extractor.fields.organisations.gazetteer import comparable
from extractor.fields.organisations.lexicon import Lexicon
from extractor.fields.organisations.resolve import Page
from extractor.fold import fold_word
from extractor.knowledge.gazetteer import Entry
from extractor.knowledge.phrases import entry
from extractor.reading import Reading
from schemas import OrganisationKind

_LONGEST_NAME = 16
_SHORTEST_HEAD = 3
_BEFORE_ACRONYM = re.compile(r"\s*[(\[]\s*[\"'“«]?\s*")
_ACRONYM = re.compile(r"(?:[A-ZÀ-Þ][A-Za-zÀ-ÿ]?\.?){2,8}")


@dataclass(slots=True)
class _Group:
    """Mentions of one body; `row` is its row of the gazetteer, `acronym` what stands in parentheses behind its name."""

    names: dict[str, list[str]]
    mentions: list[Span] = field(default_factory=list)
    row: int | None = None
    acronym: str | None = None


def join(mentions: Sequence[Span], reading: Reading) -> tuple[Organisation, ...]:
    """Organisations in order of first appearance.

    One body are: names of one row of the gazetteer, names of the same comparable words, a name and the acronym in parentheses behind it, an
    acronym and the one longer name whose initials it is, a name and the one longer name that it opens or closes.
    """
    page = Page(reading)
    names = [_whole_name(mention, reading, page.lexicon) for mention in mentions]
    acronyms = _in_parentheses(mentions, reading)
    explained = {names[short] for short in acronyms}
    printed: dict[str, list[Span]] = {}
    for mention, name in zip(mentions, names, strict=True):
        if name not in explained:
            printed.setdefault(name, []).append(mention)
    rows = page.resolve(printed)
    alias = {_words(names[short]): _identity(names[long], rows, page.lexicon) for short, long in reversed(acronyms.items())}
    groups: dict[str, _Group] = {}
    for place, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        words = _words(name)
        group = groups.setdefault(alias.get(words) or _identity(name, rows, page.lexicon), _Group({}))
        if words not in alias:
            group.row = rows.get(name, group.row)
        elif place in acronyms and group.acronym is None:
            group.acronym = name
        group.mentions.append(mention)
        group.names.setdefault(name, words.split(" "))
    merged = _merge_short(list(groups.values()), page.lexicon)
    merged.sort(key=lambda group: (group.mentions[0].field != "headline", group.mentions[0].start))
    return tuple(_organisation(f"o{number}", group, page.lexicon, reading) for number, group in enumerate(merged, 1))


def _whole_name(mention: Span, reading: Reading, words: Lexicon) -> str:
    """The printed name, with the alef of the article that ل before it swallows: للاتحاد prints لاتحاد of الاتحاد."""
    if not words.article or not mention.text.startswith(words.article[-1]):
        return mention.text
    text = next(passage.text for passage in reading.passages() if passage.field == mention.field)
    first = fold_word(mention.text).split(" ")[0]
    doubled = mention.start > 0 and text[mention.start - 1] == words.article[-1]
    return words.article[:-1] + mention.text if doubled and first not in words.heads and first not in words.whole else mention.text


def _identity(name: str, rows: dict[str, int], words: Lexicon) -> str:
    """What is the same for all cases of a name, and for all names of a row."""
    row = rows.get(name)
    return f"={row}" if row is not None else " ".join(words.inflection.base(comparable(name))) or name


def _words(name: str) -> str:
    return " ".join(comparable(name)) or name


def _in_parentheses(mentions: Sequence[Span], reading: Reading) -> dict[int, int]:
    """Number of each mention that is an acronym in parentheses → number of the mention before it, whose acronym it is."""
    texts = {passage.field: passage.text for passage in reading.passages()}
    found: dict[int, int] = {}
    for place, (left, right) in enumerate(pairwise(mentions)):
        if left.field != right.field or not _BEFORE_ACRONYM.fullmatch(texts[left.field][left.end : right.start]):
            continue
        short = " " not in right.text and len(right.text) < len(left.text)
        if short and (_ACRONYM.fullmatch(right.text) or not right.text.isascii()):
            found[place + 1] = place
    return found


def _merge_short(groups: list[_Group], words: Lexicon) -> list[_Group]:
    """Put short names to the one longer name of the page that they shorten."""
    edges = _edges(groups)
    gone: set[int] = set()
    for number in sorted(range(len(groups)), key=lambda number: max(map(len, groups[number].names))):
        group = groups[number]
        near = {other for name in group.names.values() for other in edges.get(" ".join(name), ())} - {number} - gone
        longer = [other for other in sorted(near) if _may_be_one(group, groups[other], words) and _shortens(group, groups[other], words)]
        if len(longer) == 1:
            _merge(group, groups[longer[0]])
            gone.add(number)
    return [group for number, group in enumerate(groups) if number not in gone]


def _edges(groups: list[_Group]) -> dict[str, list[int]]:
    """The openings and ends of each name of several words, and its initials → numbers of the groups."""
    found: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for name in group.names.values():
            if 1 < len(name) <= _LONGEST_NAME:
                parts = {" ".join(part) for size in range(1, len(name)) for part in (name[:size], name[-size:])}
                for key in sorted(parts | {_initials(name)}):
                    found.setdefault(key, []).append(number)
    return found


def _merge(short: _Group, long: _Group) -> None:
    """Put one to the other; an acronym tells nothing of a body whose long name is unknown."""
    long.mentions = sorted(long.mentions + short.mentions, key=lambda mention: (mention.field != "headline", mention.start))
    long.names.update(short.names)
    if long.row is None and not any(_ACRONYM.fullmatch(name) for name in short.names):
        long.row = short.row
    long.acronym = long.acronym or short.acronym


def _may_be_one(short: _Group, long: _Group, words: Lexicon) -> bool:
    """Not of two bodies of the gazetteer; nor is a known body one with a longer name that tells another body apart from it (`Al-Qaeda in the Maghreb`)."""
    if short.row is None or long.row is not None:
        return short.row in {None, long.row}
    if any(_ACRONYM.fullmatch(name) for name in short.names):
        return True
    country = entry(short.row).country
    return any(_adds_nothing(mine, theirs, name, country, words) for mine in short.names.values() for name, theirs in long.names.items())


def _adds_nothing(short: list[str], long: list[str], name: str, country: str | None, words: Lexicon) -> bool:
    """Whether the words that a longer name has more only say the kind, the legal form, a nationality or the body's country."""
    places = {words.countries.get(word) for word in fold_word(name).split()}
    rest = [word for word in long if word not in short]
    return (country is not None and country in places) or all(word in words.classes or word in words.suffixes or not word.isalpha() for word in rest)


def _shortens(short: _Group, long: _Group, words: Lexicon) -> bool:
    return any(_is_short_for(name, mine, theirs, words) for name, mine in short.names.items() for theirs in long.names.values())


def _is_short_for(name: str, short: list[str], long: list[str], words: Lexicon) -> bool:
    """`IWF` of `Internet Watch Foundation`, `Nokia` of `Nokia Oyj`, `إيلي ليلي` of `شركة إيلي ليلي`; never a bare noun of a kind."""
    if len(short) == 1 and _ACRONYM.fullmatch(name) and len(name) > 1 and name.isupper():
        return len(long) > 1 and _initials(long) == short[0]
    if len(short) >= len(long) or all(word in words.heads or word in words.classes for word in short):
        return False
    rest = long[len(short) :] if long[: len(short)] == short else long[: -len(short)] if long[-len(short) :] == short else None
    if rest is None:
        return False
    return len(short) > 1 or all(word in words.classes or word in words.suffixes or not word.isalpha() for word in rest)


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if len(word) > 3 or word[:1].isdigit())


def _organisation(identifier: str, group: _Group, words: Lexicon, reading: Reading) -> Organisation:
    name = _fullest(group.names, words)
    known = entry(group.row) if group.row is not None else None
    return Organisation(
        id=identifier,
        name=name,
        mentions=tuple(group.mentions),
        canonical_name=known.canonical_name(reading.language.code) if known else None,
        key=known.key if known else None,
        kind=known.kind if known else kind_of(name, words),
        country=known.country if known else words.countries.get(fold_word(name).split()[-1]),
        acronym=group.acronym or _acronym(group, known),
    )


def _fullest(names: Collection[str], words: Lexicon) -> str:
    """The longest name, in the shortest of its cases where the language has cases."""
    longest = max(names, key=len)
    if not words.inflection.adjective_endings:
        return longest
    base = words.inflection.base(comparable(longest))
    return min((name for name in names if words.inflection.base(comparable(name)) == base), key=len)


def _acronym(group: _Group, known: Entry | None) -> str | None:
    """The gazetteer's acronym where the page uses it, else what the page prints like one beside a longer name."""
    printed = [name for name in group.names if known and name in known.acronyms]
    if not printed and len(group.names) > 1:
        printed = [name for name in group.names if _ACRONYM.fullmatch(name) and name.isupper()]
    return printed[0] if printed else None


def kind_of(name: str, words: Lexicon) -> OrganisationKind | None:
    """The kind that a name shows by a noun of its first word, else of its last ones."""
    keys = comparable(name)
    for key in (*keys[:1], *reversed(keys)):
        if key not in words.uncertain and (kind := words.heads.get(key) or _kind_of_compound(key, words)):
            return kind
    return None


def _kind_of_compound(key: str, words: Lexicon) -> OrganisationKind | None:
    """The kind of the noun that closes a compound: `Abwasserzweckverband` is a `verband`."""
    if not words.compounds:
        return None
    (base,) = words.inflection.base([key])
    tails = [tail for opens in range(len(base) - _SHORTEST_HEAD) if (tail := base[opens:]) in words.heads]
    return words.heads[tails[0]] if tails and tails[0] not in words.uncertain else None
