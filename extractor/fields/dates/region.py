"""What the publisher's region says about dates: the order of numeric dates, and whether its clocks can show UTC."""

from __future__ import annotations

import re

from extractor.fields.dates.words import Order
from extractor.languages import Language
from extractor.parse import Tree
from extractor.url import country_of, domain_of

_REGION = re.compile(r"^[A-Za-z]{2,3}[-_](?:[A-Za-z]{4}[-_])?([A-Za-z]{2})\b")

_UTC_COUNTRIES = frozenset(("GB", "IE", "PT", "IS", "FO", "GG", "IM", "JE", "MA", "EH", "MR", "SN", "GM", "GN", "GW", "SL", "LR", "CI", "BF", "ML", "GH", "TG", "ST", "SH"))
"""Countries that keep UTC at some time of the year (IANA time zone database)."""


def numeric_order(tree: Tree, of: Language) -> Order | None:
    """The order of day, month and year, where the language's regions differ: the country of the domain decides, then the declared region."""
    regional = of.section("dates").get("region_orders")
    if not regional:
        return None
    region = country_of(domain_of(tree.page.url)) or declared_region(tree) or of.section("dates").get("default_region")
    order: Order | None = regional.get(region)
    return order


def outside_utc(tree: Tree, of: Language) -> bool:
    """Whether the publisher's clocks never show UTC: its country does not keep it or, for a domain of no country, its language's do not."""
    country = country_of(domain_of(tree.page.url))
    return country not in _UTC_COUNTRIES if country else bool(of.section("dates").get("outside_utc", False))


def declared_region(tree: Tree) -> str | None:
    """ISO 3166-1 alpha-2 of the region that the page declares with its language."""
    declared = [tree.embedded.html_lang, *(content for name, content in tree.embedded.meta if name in {"og:locale", "content-language"})]
    for tag in declared:
        if tag and (match := _REGION.match(tag)):
            return match[1].upper()
    return None
