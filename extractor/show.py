"""`extractor show`: a record for a person at a terminal.

Lines of plain text in logical order: terminals differ in how they lay out right-to-left script, and boxes around it break.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Article, Organisation, PublicationDate, Quote, Statistic

_LABEL = 14
_TEXT = 400
_LEFT_OUT = ("age", "duration")


def show(article: Article, *, whole: bool = False) -> str:
    """The record as lines: metadata, facts, then the text (its beginning, unless `whole`)."""
    return "\n".join(_lines(article, whole))


def _lines(article: Article, whole: bool) -> Iterator[str]:
    publisher = article.source.publisher
    yield _field("headline", article.headline.text if article.headline else None)
    yield _field("date", _date(article.date))
    if article.modified:
        yield _field("modified", _date(article.modified))
    yield _field("source", " · ".join(p for p in (publisher.name, publisher.domain) if p) if publisher else None)
    if article.source.credits:
        yield _field("credits", "; ".join(f"{c.name} ({c.kind})" for c in article.source.credits))
    yield _field("authors", "; ".join(a.name for a in article.authors) or None)
    yield _field("language", f"{article.language or 'unknown'}, {article.direction}")
    if article.description:
        yield _field("description", article.description)
    yield from _section("organisations", [_organisation(o) for o in article.organisations])
    yield from _section("quotes", [_quote(q) for q in article.quotes])
    yield from _section("statistics", [_statistic(s) for s in article.statistics if s.kind not in _LEFT_OUT])
    yield from _section("checks", [f"{c.verdict}: {c.message}" for c in article.checks])
    yield from _section("captions", [c.text for c in article.captions])
    yield from _section("warnings", [f"{w.code}: {w.message}" for w in article.warnings])
    cut = len(article.text) > _TEXT and not whole
    yield f"\ntext ({len(article.text)} characters, {len(article.blocks)} blocks)"
    yield article.text[:_TEXT].rstrip() + " …" if cut else article.text


def _field(label: str, value: str | None) -> str:
    return f"{label:<{_LABEL}}{value if value else '–'}"


def _section(title: str, rows: list[str]) -> Iterator[str]:
    if rows:
        yield f"\n{title} ({len(rows)})"
        for row in rows:
            yield f"  {row}"


def _date(date: PublicationDate | None) -> str | None:
    return f"{date.value}   printed: {date.raw} ({date.origin})" if date else None


def _organisation(organisation: Organisation) -> str:
    notes = [n for n in (organisation.acronym, organisation.kind, organisation.country, organisation.key) if n]
    times = f" ×{len(organisation.mentions)}" if len(organisation.mentions) > 1 else ""
    return organisation.name + times + (f"   [{', '.join(notes)}]" if notes else "")


def _quote(quote: Quote) -> str:
    speaker = quote.speaker
    who = ", ".join(p for p in (speaker.name, speaker.role) if p) or (speaker.mention.text if speaker.mention else "") if speaker else ""
    said = " … ".join(" ".join(s.text.splitlines()) for s in quote.segments)
    return f"{quote.kind}: {who or 'nobody named'}: {said}"


def _statistic(statistic: Statistic) -> str:
    value = _number(statistic.value) if statistic.value is not None else f"{_number(statistic.low)}–{_number(statistic.high)}"
    if statistic.denominator is not None:
        value += f" in {_number(statistic.denominator)}"
    unit = statistic.unit
    parts = [
        {"about": "about ", "over": "over ", "at_least": "at least ", "under": "under ", "at_most": "at most "}.get(statistic.bound, "") + value,
        (unit.code or unit.text or "") if unit else "",
        {"up": "↑", "down": "↓"}.get(statistic.direction or "", ""),
        statistic.measure or "",
        f"({statistic.period.text})" if statistic.period else "",
        *(f"{c.role} {c.statistic_id}" for c in statistic.comparisons),
    ]
    return f"{statistic.id} {statistic.kind}: " + " ".join(p for p in parts if p) + f"   «{statistic.evidence.text}»"


def _number(value: float | None) -> str:
    return f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
