"""Who wrote the article.

What the page says for machines comes first, cleaned; the visible byline completes it, stands in for it, and overrules it where the data
name somebody whom no reader sees (the person who filed the story in the publishing system).
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.blocks import Block
from extractor.facts import Author, Candidate, Choice, Publisher
from extractor.fields.authors.lines import find_in_lines
from extractor.fields.authors.names import (
    NameWords,
    Outlets,
    is_first_name,
    is_small_name,
    name_words,
    names_alone,
    names_in,
    names_in_line,
    names_in_opening,
    same_person,
)
from extractor.fields.authors.sources import AuthorSource, find_in_state, find_sources
from extractor.fields.signals import Signals
from extractor.fields.titles import core_of, squash
from extractor.fold import key
from extractor.languages import Language
from extractor.parse import Tree

_FIRST_LINES = 3

Authors = Candidate[tuple[Author, ...]]


def find_authors(tree: Tree, blocks: tuple[Block, ...], of: Language, signals: Signals, publisher: Publisher | None, headline: str | None = None) -> Choice[tuple[Author, ...]]:
    """Names of persons only, in the page's order."""
    words = name_words(of)
    outlets = _outlets(signals, publisher)
    read = [(source, names) for source in (*find_sources(tree, signals, headline), *find_in_lines(blocks, words.bylines)) if (names := _names(source, words, outlets))]
    read = read or [(source, names) for source in find_in_state(tree) if (names := _names(source, words, outlets))]
    found = sorted(((_candidate(source, names), source) for source, names in read), key=lambda f: -f[0].score)
    return Choice(_chosen(found, words), tuple(candidate for candidate, _ in found))


def _candidate(source: AuthorSource, names: list[str]) -> Authors:
    return Candidate(tuple(Author(n, source.origin) for n in names), source.origin, source.score, source.why, " | ".join(source.texts))


def _outlets(signals: Signals, publisher: Publisher | None) -> Outlets:
    """What the publisher is called; nothing where the page's data say that it is a person, who then is the author of the site."""
    named = [name for article in signals.data.articles[:1] for name in signals.data.names(article.get("publisher"))]
    if any("Person" in name.types for name in named):
        return Outlets(frozenset(), "")
    texts = [content for name, content in signals.meta if name in {"og:site_name", "application-name"}] + [name.text for name in named]
    core = core_of(publisher.domain) if publisher else ""
    names = {squash(text) for text in [*texts, publisher.name or "" if publisher else ""]} | {core}
    return Outlets(frozenset(n for n in names if len(n) >= 2), core)


def _names(source: AuthorSource, words: NameWords, outlets: Outlets) -> list[str]:
    names: list[str] = []
    for text in source.texts:
        read = _READERS[source.form](text, words, outlets, source.single)
        names += [n for n in read if not any(same_person(n, m) for m in names)]
    if names or not source.stated:
        return names
    return [text for text in source.texts if is_small_name(text, words, outlets)]


_READERS: dict[str, Callable[[str, NameWords, Outlets, bool], list[str]]] = {
    "names": names_in,
    "lines": lambda text, words, outlets, single: _names_in_lines(text, words, outlets, single),
    "line": lambda text, words, outlets, _: names_in_line(text, words, outlets),
    "alone": lambda text, words, outlets, _: names_alone(text, words, outlets),
    "known": lambda text, words, outlets, _: names_alone(text, words, outlets, known=True),
    "opening": lambda text, words, outlets, _: names_in_opening(text, words, outlets),
}


def _names_in_lines(text: str, words: NameWords, outlets: Outlets, single: bool) -> list[str]:
    """The names in the line of an element that begins with a byline's word (or the next, where it is nothing else); without one, in its first lines that bear no other label ("Photo:")."""
    lines = text.split("\n")
    labelled = next((n for n, line in enumerate(lines) if words.byline.match(line)), None)
    if labelled is not None:
        alone = not words.byline.sub("", lines[labelled], count=1).strip()
        return names_in(" ".join(lines[labelled : labelled + 1 + alone]), words, outlets, single)
    for line in lines[:_FIRST_LINES]:
        label, colon, _ = line.replace("：", ":").partition(":")
        if colon and label.isalpha() and squash(label) not in words.roles:
            continue
        if (names := names_in(line, words, outlets, single)) and (words.capitals_tell or is_first_name(names[0].split()[0]) or not _runs_on(line, names[0], words)):
            return names
    return []


def _runs_on(line: str, name: str, words: NameWords) -> bool:
    """Whether a sentence goes on behind what looks like a name."""
    behind = line.partition(name)[2].split()
    return bool(behind) and behind[0][:1].islower() and behind[0] not in words.roles and not words.conjunction.match(f" {behind[0]} ")


def _chosen(found: list[tuple[Authors, AuthorSource]], words: NameWords) -> Authors | None:
    """The best candidate, unless no reader sees its names and two other sources, one of them visible, agree on others."""
    if not found:
        return None
    best = found[0][0]
    explicit = next((c for c, s in found if s.explicit), None)
    if explicit and best.origin != "json-ld":
        said = [key(author.name) in key(explicit.raw) for author in best.value]
        if not any(said) or (best.origin == "byline" and not all(said)):
            return explicit
    if writer := _beside_editor(best, found, words):
        return writer
    if more := _completed(best, [c for c, _ in found]):
        return more
    visible = [_people(c) for c, s in found if s.shown]
    if any(_people(best) & people for people in visible) or not visible:
        return best
    for candidate, source in found[1:]:
        people = _people(candidate)
        agreeing = [s for c, s in found if _people(c) == people and s is not source and s.shown != source.shown]
        if agreeing:
            return candidate
    return best


def _beside_editor(best: Authors, found: list[tuple[Authors, AuthorSource]], words: NameWords) -> Authors | None:
    """The visible candidate that names others, where the best one's persons stand behind an editor's word."""
    edited = [_people(c) for c, s in found if s.shown and words.editors.match(c.raw)]
    if not any(_people(best) <= people for people in edited):
        return None
    return next((c for c, s in found if s.shown and not any(_people(c) & people for people in edited)), None)


def _completed(best: Authors, found: list[Authors]) -> Authors | None:
    """The candidate that names the best one's persons and more, where two different texts agree on them."""
    for candidate in found:
        if _people(candidate) > _people(best) and len({c.raw for c in found if _people(c) == _people(candidate)}) > 1:
            return candidate
    return None


def _people(candidate: Authors) -> frozenset[str]:
    return frozenset(key(author.name) for author in candidate.value)
