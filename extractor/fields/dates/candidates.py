"""Every date that a page gives for its article, with its origin and how far such a source is to be trusted.

The scores order the sources by their measured precision on news pages (day of publication, some 2,400 annotated pages): named meta
elements of analytics systems and JSON-LD of the article first, then Open Graph, microdata, the page's JSON-LD, the address, the time
element and the dateline nearest the headline, script state, and last what merely has a date's class name. Sources that speak of
modification are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from extractor.blocks import Block
from extractor.fields.dates.address import day_of_address
from extractor.fields.dates.machine import read_machine
from extractor.fields.dates.moment import Moment
from extractor.fields.dates.printed import PrintedDate, read_clock, read_dates
from extractor.fields.dates.relative import read_relative
from extractor.fields.dates.words import DateWords, Order, fold_line
from extractor.fields.linked_data import text_of
from extractor.fields.signals import Mark, Signals
from extractor.fold import fold_word
from extractor.parse import Tree
from schemas import Origin

Event = Literal["published", "modified", "created"]

_PUBLISHED_META = {
    "parsely-pub-date": 0.945, "cxenseparse:recs:publishtime": 0.945, "cxenseparse:publishtime": 0.945, "cxenseparse:articlepublishtime": 0.945, "dc.date.issued": 0.945, "dcterms.issued": 0.94,
    "article:published_time": 0.95, "og:article:published_time": 0.95, "article:published": 0.95, "og:published_time": 0.94, "og:pubdate": 0.93, "og:publish_date": 0.93, "published_time": 0.94,
    "datepublished": 0.93, "date_published": 0.93, "date.published": 0.93, "published_date": 0.93, "published-date": 0.93, "publisheddate": 0.93, "publish_date": 0.93, "publishdate": 0.93, "publish-date": 0.93, "publication_date": 0.93, "publication-date": 0.93,
    "publicationdate": 0.93, "pubdate": 0.9, "pub_date": 0.93, "pub-date": 0.93, "article.published": 0.93, "article_date_original": 0.93, "originalpublicationdate": 0.93, "rnews:datepublished": 0.93,
    "bt:pubdate": 0.93, "vr:published_time": 0.93, "mediator_published_time": 0.93, "shareaholic:article_published_time": 0.93, "citation_publication_date": 0.9, "citation_online_date": 0.92, "citation_date": 0.88,
    "displaydate": 0.92, "article:publish_time": 0.93, "article:post_date": 0.9, "dateposted": 0.92, "sailthru.date": 0.92, "ptime": 0.9, "publish-time": 0.93, "publish_time": 0.93, "publishtime": 0.93, "article_publish_date": 0.93, "firstpublished": 0.93, "release_date": 0.88, "og:release_date": 0.88,
    "dc.date": 0.8, "dc.date.created": 0.86, "dcterms.created": 0.86, "dcterms.date": 0.84, "dc.created": 0.84, "date": 0.86, "article.created": 0.84, "created": 0.82, "article:create_at": 0.9, "weibo:article:create_at": 0.93,
    "creation_date": 0.82, "datecreated": 0.77, "article_date": 0.88, "article.date": 0.88, "news_date": 0.88, "timestamp": 0.8, "gentime": 0.84, "time": 0.7, "dc.date.publication": 0.93,
}  # fmt: skip
_MODIFIED_META = frozenset((
    "article:modified_time", "og:article:modified_time", "og:updated_time", "og:modified_time", "article:updated_time", "datemodified", "date_modified", "date.modified", "dateupdated", "lastmod", "last-modified", "last_modified", "lastmodified", "dcterms.modified",
    "dc.date.modified", "dc.modified", "modified", "revised", "updated_time", "update_time", "article.updated", "article:modified", "modified_time", "modifieddate", "article_date_updated", "bt:moddate", "weibo:article:update_at", "utime", "article:update_at", "mediator_modified_time",
))  # fmt: skip
_SCRIPTED = re.compile(
    r"[\"']?(?:first_?|original_?|article_?)?(?:date_?published|published?_?(?:at|on|time|date|datetime|timestamp)|pub_?date|publication_?(?:date|time)|date_?publi(?:e|shed|cation)|display_?date|publish_?up)\\?[\"']?\s*[:=]\s*\\?[\"']?([^\"',}\\]{8,40})",
    re.IGNORECASE,
)
_OPENING_LENGTH, _PLACE_LENGTH, _PLACE_WORDS, _OPENINGS = 70, 30, 4, 4
_OPENING_ENDS = frozenset("-–—:)]|./(")
_MODIFIED_NAMES = re.compile(r"modif|updat|last-?mod|edited", re.IGNORECASE)
_PUBLISHED_NAMES = re.compile(r"publi|entry-date|posted|post-date|article-?date|timestamp|dateline|pubdate|created", re.IGNORECASE)
_READ_AFTER, _READ_BEFORE, _BODY_BEFORE_STOP, _BODY_NEAR = 30, 14, 900, 400
_LITERAL = re.compile(r"(?<![\d/])(?:19|20)\d\d([-/])\d{1,2}\1\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?![\d/])")
_SHORT_SCRIPT = 160
_LINE_LENGTH, _LINE_REST, _TIME_REACH, _BESIDE = 200, 55, 150, 25
_HEAD_ROLES = frozenset(("navigation", "search"))
_DIGIT = re.compile(r"\d")
_BARE_REST = 8
_NEAR, _SENTENCE_REST, _ENOUGH_LINES, _PARAGRAPH, _BEYOND_NAVIGATION = 5, 25, 4, 120, 0.3
_SENTENCE_ROLES = frozenset(("standfirst", "paragraph", "headline", "heading", "caption", "blockquote"))
_FOREIGN_ROLES = frozenset(("comment", "advertisement", "embed"))
_SKIPPED_ROLES = frozenset(("related", "footer", "search", "navigation", "box", "share", "tags"))


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date the page gives.

    family  the system behind the source: sources of one family repeat each other and count once
    shown   whether a reader sees it
    other   the day under the other order of day and month
    """

    moment: Moment
    event: Event
    origin: Origin
    family: str
    score: float
    why: str
    raw: str
    shown: bool = False
    other: date | None = None

    def swapped(self) -> DateCandidate:
        """The candidate with day and month exchanged."""
        if self.other is None:
            return self
        return replace(self, moment=replace(self.moment, day=self.other), other=None, why=f"{self.why}, day and month exchanged")


@dataclass(frozen=True, slots=True)
class DateReader:
    """How the dates of one page are read: its languages in the order in which they are tried, and the order of numeric dates."""

    languages: tuple[DateWords, ...]
    order: Order | None
    saved: Moment | None

    def machine(self, value: str) -> Moment | None:
        """The moment of a value for machines."""
        return read_machine(value, self.languages, self.order)

    def printed(self, text: str) -> tuple[PrintedDate, ...]:
        """The dates printed in a text, in the first language that finds any."""
        return next((found for words in self.languages if (found := read_dates(text, words, self.order))), ())

    def clock(self, text: str) -> tuple[int, int] | None:
        """The time of day that is all that a text says."""
        return next((clock for words in self.languages if (clock := read_clock(text, words))), None)

    def is_clock(self, text: str, printed: PrintedDate) -> bool:
        """Whether a line tells today's date, as clocks of pages do: "اليوم: السبت 2012/05/19"."""
        before = fold_line(fold_word(text[: printed.start]))
        return any(words.days_ago[match[1]] == 0 for words in self.languages for match in words.days.finditer(before))

    def relative(self, text: str) -> Moment | None:
        """The moment a text names relative to the time of saving, where that is known."""
        if self.saved is None:
            return None
        return next((found for words in self.languages if (found := read_relative(text, words, self.saved))), None)


def find_candidates(tree: Tree, blocks: tuple[Block, ...], signals: Signals, headline: str | None, reader: DateReader) -> list[DateCandidate]:
    """All dates of the page, best source first."""
    found = [*_json_ld(signals, reader), *_meta(signals, reader), *_microdata(signals, reader), *_times(signals, headline, reader), *_lines(blocks, headline, reader), *_address(tree, signals)]
    if not any(c.event == "published" and c.score >= 0.8 for c in found):
        found.extend(_classed(signals, reader))
        found.extend(_scripts(tree, reader))
        found.extend(_anywhere(blocks, signals, reader))
    unique = {(c.moment, c.event, c.origin, c.family): c for c in sorted(found, key=lambda c: c.score)}
    return sorted(unique.values(), key=lambda c: -c.score)


def _json_ld(signals: Signals, reader: DateReader) -> Iterator[DateCandidate]:
    sources: list[tuple[object, Event, float, str]] = []
    if signals.data.articles:
        article = signals.data.articles[0]
        sources += [(article.get("datePublished"), "published", 0.96, "Article.datePublished"), (article.get("dateModified"), "modified", 0.9, "Article.dateModified"), (article.get("dateCreated"), "created", 0.77, "Article.dateCreated"), (article.get("uploadDate"), "created", 0.7, "Article.uploadDate")]
    for page in signals.data.pages[:2]:
        sources += [(page.get("datePublished"), "published", 0.925, "WebPage.datePublished"), (page.get("dateModified"), "modified", 0.8, "WebPage.dateModified")]
    for value, event, score, why in sources:
        raw = text_of(value)
        if raw and (moment := reader.machine(raw)):
            yield DateCandidate(moment, event, "json-ld", "json-ld", score, why, raw)


def _meta(signals: Signals, reader: DateReader) -> Iterator[DateCandidate]:
    for name, content in signals.meta:
        event: Event = "modified" if name in _MODIFIED_META else "published"
        score = 0.85 if event == "modified" else _PUBLISHED_META.get(name, 0.0)
        if score and content and (moment := reader.machine(content)):
            graph = name.startswith(("article:", "og:"))
            yield DateCandidate(moment, event, "opengraph" if graph else "meta", "meta", score, f"meta {name}", content.strip())


def _microdata(signals: Signals, reader: DateReader) -> Iterator[DateCandidate]:
    properties: tuple[tuple[str, Event, float], ...] = (("datepublished", "published", 0.93), ("datemodified", "modified", 0.84), ("datecreated", "created", 0.75))
    for name, event, score in properties:
        read = [(mark, moment) for mark in list(signals.having(name))[:8] if mark.value and (moment := reader.machine(mark.value))]
        own = [(mark, moment) for mark, moment in read if not mark.aside] or (read if len({m.day for _, m in read}) == 1 else [])
        for mark, moment in own[:1]:
            yield DateCandidate(moment, event, "microdata", "microdata", score, f"property {name}", mark.value, mark.tag != "meta")


def _times(signals: Signals, headline: str | None, reader: DateReader) -> Iterator[DateCandidate]:
    """Time elements near the headline; one with a publication's class before others, none from beside the article."""
    place = signals.place_of(headline)
    near: list[tuple[int, Mark]] = []
    for mark in signals.times:
        distance = mark.position - place if place is not None else mark.position
        reach = _TIME_REACH if distance >= 0 else _TIME_REACH // 2
        if abs(distance) <= reach or (place is None and len(near) < 3):
            near.append((abs(distance) + (20 if distance < 0 else 0), mark))
    for rank, (_, mark) in enumerate(sorted(near, key=lambda n: n[0])[:4]):
        if mark.aside and not (place is not None and 0 < mark.position - place < _BESIDE):
            continue
        raw = mark.value
        moment = reader.machine(raw) or reader.relative(mark.text)
        if moment is None:
            continue
        names = f"{mark.names} {' '.join(mark.properties)}"
        shown = reader.printed(mark.text)
        named = bool(_MODIFIED_NAMES.search(names)) and not _PUBLISHED_NAMES.search(names)
        modified = shown[0].label == "modified" if shown and shown[0].label else named
        score = 0.8 if modified else 0.91 if _PUBLISHED_NAMES.search(names) or mark.get("pubdate") else 0.89
        yield DateCandidate(moment, "modified" if modified else "published", "time-element", "time", score - 0.02 * rank, "time element near the headline", mark.text if shown else raw, True)
        if shown and shown[0].moment.clock and shown[0].moment != moment:
            yield DateCandidate(shown[0].moment, "modified" if modified else "published", "time-element", "time", score - 0.02 * rank - 0.01, "text of a time element", shown[0].raw, True, shown[0].other)


def _lines(blocks: tuple[Block, ...], headline: str | None, reader: DateReader) -> Iterator[DateCandidate]:
    """Datelines: short lines with a date, from the headline outwards, and right behind the body."""
    place = _headline_block(blocks, headline)
    if place is not None:
        yield from _behind_headline(blocks, place, reader)
    else:
        place = next((n for n, b in enumerate(blocks) if b.in_body and len(b.text) > _PARAGRAPH), len(blocks))
    yield from _before(blocks, place, reader)
    last = max((n for n, b in enumerate(blocks) if b.in_body), default=None)
    if last is not None:
        for number in range(max(0, last - 1), min(len(blocks), last + 5)):
            yield from _line(blocks, number, 0.72, "line behind the text", reader)


def _before(blocks: tuple[Block, ...], place: int, reader: DateReader) -> Iterator[DateCandidate]:
    """Lines above the headline, from it upwards; beyond a navigation stands the page's own head, with its clock."""
    beyond = 0.0
    kin = blocks[place].path.split(">")[-3:-1] if place < len(blocks) else []
    for distance, number in enumerate(range(place - 1, max(-1, place - 1 - _READ_BEFORE), -1)):
        block = blocks[number]
        told = len(block.text) <= _LINE_LENGTH and (reader.saved is not None or bool(_DIGIT.search(block.text)))
        related = (told or (not beyond and block.role in _HEAD_ROLES)) and any("." in step and f"{step}>" in block.path for step in kin)
        near = distance < 2 or (related and distance < _NEAR)
        yield from _line(blocks, number, 0.85 - 0.005 * distance - beyond, "line before the headline", reader, near)
        if block.role in _HEAD_ROLES and distance > 0 and not related:
            beyond = _BEYOND_NAVIGATION


def _behind_headline(blocks: tuple[Block, ...], start: int, reader: DateReader) -> Iterator[DateCandidate]:
    body = found = opened = 0
    for distance, number in enumerate(range(start + 1, min(len(blocks), start + 1 + _READ_AFTER))):
        block = blocks[number]
        if block.in_body and opened < _OPENINGS:
            opened += 1
            yield from _opening(block, reader)
        if block.in_body and len(block.text) > _PARAGRAPH:
            body += len(block.text)
            if body > _BODY_BEFORE_STOP:
                return
        near = distance < _NEAR and body < _BODY_NEAR
        for candidate in _line(blocks, number, 0.9 - 0.005 * min(distance, 12) - (0.06 if body else 0.0), "line behind the headline", reader, near):
            yield candidate
            found += 1
        if found >= _ENOUGH_LINES:
            return


def _opening(block: Block, reader: DateReader) -> Iterator[DateCandidate]:
    """A paragraph that opens with its date, behind a place or not: "27.1.2022 - At noon …", "HAVEN, 3 May 2021 (Agency) – …"."""
    opening = block.text[:_OPENING_LENGTH]
    if not _DIGIT.search(opening):
        return
    for printed in reader.printed(opening)[:1]:
        before, behind = opening[: printed.start].split(), opening[printed.end :].lstrip()
        if len(before) <= _PLACE_WORDS and printed.start <= _PLACE_LENGTH and behind[:1] in _OPENING_ENDS:
            yield DateCandidate(printed.moment, "published", "dateline", "dateline", 0.8, "date at the start of the text", printed.raw, True, printed.other)


def _line(blocks: tuple[Block, ...], number: int, score: float, why: str, reader: DateReader, near: bool = False) -> Iterator[DateCandidate]:
    block = blocks[number]
    text = block.text
    if not 6 <= len(text) <= _LINE_LENGTH or block.role in _FOREIGN_ROLES or (block.role in _SKIPPED_ROLES and not near):
        return
    dates = reader.printed(text) if _DIGIT.search(text) else ()
    if not dates:
        if block.role in {"dateline", "byline"} and (moment := reader.relative(text)):
            yield DateCandidate(moment, "published", "dateline", "dateline", score - 0.1, f"relative time, {why}", text, True)
        return
    rest = len(text) - sum(len(d.raw) for d in dates)
    if block.role in _SKIPPED_ROLES and dates[0].start > 2 and rest > _BARE_REST:
        return
    if rest > _SENTENCE_REST and block.role in _SENTENCE_ROLES and not any(d.label for d in dates):
        return
    if rest > _LINE_REST and block.role not in {"dateline", "byline"} and not any(d.label for d in dates):
        return
    if reader.is_clock(text, dates[0]):
        return
    for place, printed in enumerate(dates[:3]):
        event: Event = "modified" if printed.label == "modified" or (printed.label is None and _MODIFIED_NAMES.search(block.path.rsplit(">", 1)[-1])) else "published"
        moment, raw = printed.moment, printed.raw
        if moment.clock is None and len(dates) == 1 and (beside := _clock_line(blocks, number, reader)):
            moment, raw = replace(moment, clock=beside[0]), f"{raw} {beside[1]}"
        trust = score - 0.03 * place + (0.02 if printed.label == "published" else 0.0) - (0.15 if printed.weekday is False else 0.0) - (0.04 if rest > 25 and block.role not in {"dateline", "byline"} and printed.label is None else 0.0)
        yield DateCandidate(moment, event, "dateline", "dateline", trust, why, raw, True, printed.other)


def _clock_line(blocks: tuple[Block, ...], number: int, reader: DateReader) -> tuple[tuple[int, int], str] | None:
    """A line beside a dateline that holds nothing but a time of day."""
    for other in (number + 1, number - 1):
        if 0 <= other < len(blocks) and len(blocks[other].text) <= 24 and (clock := reader.clock(blocks[other].text)):
            return clock, blocks[other].text
    return None


def _headline_block(blocks: tuple[Block, ...], headline: str | None) -> int | None:
    for number, block in enumerate(blocks):
        if block.role == "headline":
            return number
    if headline is None:
        return None
    return next((n for n, block in enumerate(blocks) if block.text == headline), None)


def _address(tree: Tree, signals: Signals) -> Iterator[DateCandidate]:
    seen: set[date] = set()
    canonical = [href for rel, href in tree.embedded.links if "canonical" in rel.split()]
    for url in (tree.page.url, *canonical[:1], *(c for n, c in signals.meta if n == "og:url")):
        if (found := day_of_address(url)) and found.day not in seen:
            seen.add(found.day)
            yield DateCandidate(Moment(found.day), "published", "url", "url", 0.92 if found.sure else 0.6, "day in the address", found.raw)


def _classed(signals: Signals, reader: DateReader) -> Iterator[DateCandidate]:
    """Elements whose class names speak of a date, where nothing better was found."""
    for mark in signals.dated[:40]:
        text = mark.text
        if 6 <= len(text) <= _LINE_LENGTH and not mark.aside and (dates := reader.printed(text)):
            event: Event = "modified" if _MODIFIED_NAMES.search(mark.names) or dates[0].label == "modified" else "published"
            yield DateCandidate(dates[0].moment, event, "dateline", "dateline", 0.7, "element with a date's class name", dates[0].raw, True, dates[0].other)


def _anywhere(blocks: tuple[Block, ...], signals: Signals, reader: DateReader) -> Iterator[DateCandidate]:
    """Far from the headline: the day on which all time elements, or all lines that are nothing but a date, agree."""
    times = [(m, t) for t in signals.times[:12] if (m := reader.machine(t.value))]
    if times and len({m.day for m, _ in times}) == 1:
        yield DateCandidate(times[0][0], "published", "time-element", "time", 0.6, "the page's only time elements", times[0][1].value, True)
    lines = [d[0] for b in blocks if len(b.text) <= 32 and b.role not in _FOREIGN_ROLES and _DIGIT.search(b.text) and (d := reader.printed(b.text)) and len(b.text) - len(d[0].raw) <= 12]
    if lines and len({d.moment.day for d in lines}) == 1:
        yield DateCandidate(lines[0].moment, "published", "dateline", "dateline", 0.55, "the page's only line that is a date", lines[0].raw, True, lines[0].other)


def _scripts(tree: Tree, reader: DateReader) -> Iterator[DateCandidate]:
    for script in tree.embedded.scripts:
        for match in list(_SCRIPTED.finditer(script))[:3]:
            if moment := reader.machine(match[1]):
                yield DateCandidate(moment, "published", "script", "script", 0.75, "script state", match[1])
                return
    for element in tree.embedded.inline:
        text = element.text or ""
        if len(text) <= _SHORT_SCRIPT and (literal := _LITERAL.search(text)) and (moment := reader.machine(literal[0])):
            yield DateCandidate(moment, "published", "script", "script", 0.5, "script that writes a date", literal[0])
            return
