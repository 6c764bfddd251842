"""What a reader of a record must know."""

from __future__ import annotations

from extractor.blocks.text import MAX_TEXT
from extractor.extraction import Extraction
from extractor.fields.statistics.find import MOST_FIGURES
from extractor.page import Notice

_SHORT_TEXT = 200


def warnings_of(extraction: Extraction) -> tuple[Notice, ...]:
    """Notices of reader and parser, then what the fields lack or disagree about."""
    metadata = extraction.metadata
    found = [*extraction.page.notices, *extraction.tree.notices]
    if extraction.blocks:
        if metadata.headline.value is None:
            found.append(Notice("no_headline", "no headline was found on the page"))
        published = metadata.dates.published.value
        if published is None:
            found.append(Notice("no_date", "no date of publication was found on the page"))
        elif published.conflicts:
            others = ", ".join(f"{c.value} ({c.origin})" for c in published.conflicts)
            found.append(Notice("dates_disagree", f"the page also gives {others}; {published.value} ({published.origin}) was taken"))
        if metadata.language.value is None:
            found.append(Notice("no_language", "the language could not be told"))
        if len(extraction.text.text) < _SHORT_TEXT:
            found.append(Notice("short_text", f"the article's text has only {len(extraction.text.text)} characters"))
    if extraction.text.is_cut:
        found.append(Notice("text_cut", f"only the first {MAX_TEXT:,} characters of the text were read"))
    if sum(1 + len(statistic.mentions) for statistic in extraction.content.statistics) >= MOST_FIGURES:
        found.append(Notice("many_figures", f"only the first {MOST_FIGURES:,} figures of the text were read"))
    return tuple(dict.fromkeys(found))
