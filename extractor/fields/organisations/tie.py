"""Publisher and credits → the bodies of the gazetteer that they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.facts import Choice, Credit, Organisation, Publisher
from extractor.fields.organisations.resolve import key_of
from schemas import OrganisationKind

_KINDS: dict[str, OrganisationKind | None] = {"agency": "media", "media": "media", "organisation": None}


def tie_publisher(publisher: Choice[Publisher], language: str | None, country: str | None) -> Choice[Publisher]:
    """The publisher with its key, where its name is one outlet's; `country` is that of its domain."""
    chosen = publisher.chosen
    if chosen is None or not chosen.value.name:
        return publisher
    key = key_of(chosen.value.name, language, country, "media")
    return replace(publisher, chosen=replace(chosen, value=replace(chosen.value, organisation_key=key)))


def tie_credits(
    credits: Iterable[Credit], organisations: Iterable[Organisation], language: str | None, country: str | None
) -> tuple[Credit, ...]:
    """The credits with their keys: that of the organisation which the page names so, else what the name means by itself."""
    known = {mention.text: organisation.key for organisation in organisations for mention in organisation.mentions}
    return tuple(
        replace(credit, organisation_key=known.get(credit.name) or key_of(credit.name, language, country, _KINDS[credit.kind]))
        for credit in credits
    )
