"""All checks over the statistics of one article."""

from __future__ import annotations

from extractor.checks.changes import check_changes
from extractor.checks.doubles import check_currency_pairs, check_headline
from extractor.checks.totals import check_shares, check_sums
from extractor.facts import Check, Statistic
from extractor.fields.statistics.lexicon import lexicon_of
from extractor.reading import Reading


def check_statistics(statistics: tuple[Statistic, ...], reading: Reading) -> tuple[Check, ...]:
    """Recompute what the article states; a check never changes a value. Silence where the article does not link the numbers itself."""
    if len(statistics) < 2:
        return ()
    text = [s for s in statistics if s.evidence.field == "text" and s.kind not in {"age", "duration"}]
    sets = lexicon_of(reading.language).sets
    return (
        *check_changes({s.id: s for s in statistics}),
        *check_shares(text, reading.body, sets["share_words"], sets["restating"]),
        *check_sums(text, reading.body),
        *check_headline(list(statistics)),
        *check_currency_pairs(text, reading.body),
    )
