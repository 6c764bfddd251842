"""Every date that a page gives for its article, with its origin and how far such a source is to be trusted.

The scores order the sources by their measured precision on news pages (day of publication, some 2,400 annotated pages): named meta
elements of analytics systems and JSON-LD of the article first, then Open Graph, microdata, the page's JSON-LD, the address, the time
element and the dateline nearest the headline, script state, and last what merely has a date's class name. Sources that speak of
modification are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from extractor.blocks import Block
from extractor.class_names import pattern
from extractor.fields.dates.address import day_of_address
from extractor.fields.dates.candidate import DateCandidate, DateReader, Event
from extractor.fields.dates.lines import DIGIT, FOREIGN_ROLES, LINE_LENGTH, find_lines
from extractor.fields.dates.moment import Moment
from extractor.fields.dates.printed import PrintedDate
from extractor.fields.linked_data import text_of
from extractor.fields.signals import Mark, Signals
from extractor.parse import Tree

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
_LITERAL = re.compile(r"(?<![\d/])(?:19|20)\d\d([-/])\d{1,2}\1\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?![\d/])")
_SHORT_SCRIPT = 160
_TIME_REACH, _BESIDE, _TOGETHER = 150, 25, 60
_SHOWN_TOGETHER = 2
_DAY_OF_CLOCKS = timedelta(days=1)


def find_candidates(tree: Tree, blocks: tuple[Block, ...], signals: Signals, headline: str | None, reader: DateReader) -> list[DateCandidate]:
    """All dates of the page, best source first."""
    found = [*_json_ld(signals, reader), *_meta(signals, reader), *_microdata(signals, reader), *_times(signals, headline, reader), *find_lines(blocks, headline, reader), *_address(tree, signals)]
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
    """Time elements near the headline; one with a publication's class before others, none from beside the article. The value for machines and the
    text are one date, unless they name two days: then each counts for itself, since one of them may be the update."""
    place = signals.place_of(headline)
    near: list[tuple[int, Mark]] = []
    for mark in signals.times:
        distance = mark.position - place if place is not None else mark.position
        reach = _TIME_REACH if distance >= 0 else _TIME_REACH // 2
        if abs(distance) <= reach or (place is None and len(near) < 3):
            near.append((abs(distance) + (20 if distance < 0 else 0), mark))
    near.sort(key=lambda n: n[0])
    for rank, (distance, mark) in enumerate(near[:4]):
        if rank and distance - near[0][0] > _TOGETHER:
            break
        if mark.aside and not (place is not None and 0 < mark.position - place < _BESIDE):
            continue
        raw = mark.value
        moment = reader.machine(raw) or reader.relative(mark.text)
        if moment is None:
            continue
        names = f"{mark.names} {' '.join(mark.properties)}"
        shown = reader.printed(mark.text)
        named = bool(pattern("modified").search(names)) and not pattern("published").search(names)
        score = 0.91 if pattern("published").search(names) or mark.get("pubdate") else 0.89
        apart = bool(shown) and not any(_one_day(moment, printed) for printed in shown)
        label = shown[0].label if shown else None
        if apart and label == "modified" and moment.day < shown[0].moment.day:
            label = "published"  # a text of the update leaves an earlier value the publication
        elif apart:
            label = None
        modified = label == "modified" if label else named
        yield DateCandidate(moment, "modified" if modified else "published", "time-element", "time", (0.8 if modified else score) - 0.02 * rank, "time element near the headline", mark.text if shown and not apart else raw, bool(shown))
        for printed in shown[:_SHOWN_TOGETHER] if apart else shown[:1]:
            if apart or (printed.moment.clock and printed.moment != moment):
                modified = printed.label == "modified" if printed.label else named and not apart
                yield DateCandidate(printed.moment, "modified" if modified else "published", "time-element", "time", (0.8 if modified else score) - 0.02 * rank - 0.01, "text of a time element", printed.raw, True, printed.other)


def _one_day(value: Moment, printed: PrintedDate) -> bool:
    """Whether the two values of a time element may be one moment, on two clocks or in two orders of day and month."""
    days = (printed.moment.day, printed.other)
    return any(day is not None and abs(day - value.day) <= _DAY_OF_CLOCKS for day in days)


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
        if 6 <= len(text) <= LINE_LENGTH and not mark.aside and (dates := reader.printed(text)):
            event: Event = "modified" if pattern("modified").search(mark.names) or dates[0].label == "modified" else "published"
            yield DateCandidate(dates[0].moment, event, "dateline", "dateline", 0.7, "element with a date's class name", dates[0].raw, True, dates[0].other)


def _anywhere(blocks: tuple[Block, ...], signals: Signals, reader: DateReader) -> Iterator[DateCandidate]:
    """Far from the headline: the day on which all time elements, or all lines that are nothing but a date, agree."""
    times = [(m, t) for t in signals.times[:12] if (m := reader.machine(t.value))]
    if times and len({m.day for m, _ in times}) == 1:
        yield DateCandidate(times[0][0], "published", "time-element", "time", 0.6, "the page's only time elements", times[0][1].value, True)
    lines = [d[0] for b in blocks if len(b.text) <= 32 and b.role not in FOREIGN_ROLES and DIGIT.search(b.text) and (d := reader.printed(b.text)) and len(b.text) - len(d[0].raw) <= 12]
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
