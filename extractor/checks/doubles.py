"""The same thing said twice: the headline's figure and the text's, an amount in two currencies."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractor.checks.interval import Interval, allowed
from extractor.facts import Check, Statistic
from extractor.reading import Passage

_NEAR = 0.25
_BRACKET = 12
_RATE_SLACK = 0.03
_WRONG_RATE = 3.0


def check_headline(statistics: list[Statistic]) -> Iterator[Check]:
    """A headline's figure that the text gives otherwise: rounded (consistent), or another number near it (contradictory).

    Only where the text has one figure of that kind, unit and direction: several may all be true.
    """
    text = [s for s in statistics if s.evidence.field == "text"]
    for headline in statistics:
        if headline.evidence.field != "headline" or headline.value is None or headline.kind not in {"count", "money", "percentage"} or not _unit(headline):
            continue
        same = [s for s in text if s.kind == headline.kind and _unit(s) == _unit(headline) and s.direction == headline.direction and s.value is not None]
        if len({s.value for s in same}) != 1:
            continue
        check = _compare(headline, same[0])
        if check is not None:
            yield check


def _unit(statistic: Statistic) -> str | None:
    return statistic.unit.code if statistic.unit else None


def _compare(headline: Statistic, body: Statistic) -> Check | None:
    assert headline.value is not None
    assert body.value is not None
    if abs(headline.value - body.value) > _NEAR * max(abs(headline.value), abs(body.value)):
        return None
    fits = _covers(headline, float(body.value))
    if not fits and (headline.bound != "exact" or body.bound != "exact" or headline.kind != "count" or headline.quote_id != body.quote_id):
        return None
    message = f"headline {headline.value:,}, text {body.value:,}"
    return Check("headline_vs_text", (headline.id, body.id), float(headline.value), float(body.value), "consistent" if fits else "contradictory", message)


def _covers(headline: Statistic, value: float) -> bool:
    """Whether the headline's rounded or bounded number covers the text's."""
    assert headline.value is not None
    if headline.bound in {"over", "at_least"}:
        return value >= headline.value
    if headline.bound in {"under", "at_most"}:
        return value <= headline.value
    interval = allowed(headline)
    return interval is not None and interval.meets(Interval(value, value))


def check_currency_pairs(statistics: list[Statistic], passage: Passage) -> Iterator[Check]:
    """ "500 million riyals ($133 million)": the rate of every pair against that of the first pair of the same currencies."""
    rates: dict[tuple[str, str], tuple[Interval, float, Statistic, Statistic]] = {}
    for first, second in itertools.pairwise(statistics):
        if not _is_pair(first, second, passage):
            continue
        assert first.unit is not None
        assert second.unit is not None
        one, two = allowed(first), allowed(second)
        rate = one.over(two) if one is not None and two is not None else None
        if rate is None or not first.value or not second.value:
            continue
        pair = (str(first.unit.code), str(second.unit.code))
        plain = first.value / second.value
        if pair in rates:
            yield from _compare_rates(rates[pair], rate, plain, first, second)
        else:
            rates[pair] = (rate, plain, first, second)


def _is_pair(first: Statistic, second: Statistic, passage: Passage) -> bool:
    if first.kind != "money" or second.kind != "money" or not first.unit or not second.unit:
        return False
    if first.unit.system != "ISO4217" or second.unit.system != "ISO4217" or first.unit.code == second.unit.code:
        return False
    between = passage.text[first.evidence.end : second.evidence.start]
    return "(" in between and ")" not in between and len(between) <= _BRACKET


def _compare_rates(known: tuple[Interval, float, Statistic, Statistic], rate: Interval, plain: float, first: Statistic, second: Statistic) -> Iterator[Check]:
    interval, value, old_first, old_second = known
    wide = Interval(interval.low * (1 - _RATE_SLACK), interval.high * (1 + _RATE_SLACK))
    factor = max(plain / value, value / plain)
    if wide.meets(rate):
        verdict = True
    elif factor >= _WRONG_RATE:
        verdict = False
    else:
        return
    message = f"{first.evidence.text} ({second.evidence.text}) gives a rate of {plain:.4g}, {old_first.evidence.text} ({old_second.evidence.text}) one of {value:.4g}"
    ids = (first.id, second.id, old_first.id, old_second.id)
    yield Check("currency_pair", ids, plain, value, "consistent" if verdict else "contradictory", message)
