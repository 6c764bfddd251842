"""JSON-LD: a schema.org NewsArticle a line (https://schema.org/NewsArticle). Offsets and checks have no term there, and are left out."""

from __future__ import annotations

from typing import Any

from extractor.sinks import jsonl
from extractor.sinks.jsonl import Lines, close

__all__ = ["close", "news_article", "open", "write"]

Json = dict[str, Any]


def open(place: str, *, append: bool) -> Lines:
    """Open the file, JSON Lines like those of `extractor.sinks.jsonl`."""
    return jsonl.open(place, append=append)


def write(lines: Lines, record: bytes) -> None:
    """Write a record as a NewsArticle."""
    jsonl.write_as(lines, record, news_article)


def news_article(record: Json) -> Json:
    """The record in schema.org's terms; what is unknown is left out."""
    document, publisher = record["document"], record["source"]["publisher"]
    return _known({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": document["canonical_url"] or document["url"] or f"urn:news-record:{record['id']}",
        "identifier": record["id"],
        "url": document["canonical_url"] or document["url"],
        "inLanguage": record["language"],
        "headline": record["headline"] and record["headline"]["text"],
        "description": record["description"],
        "datePublished": record["date"] and record["date"]["value"],
        "dateModified": record["modified"] and record["modified"]["value"],
        "publisher": publisher and _known({"@type": "NewsMediaOrganization", "name": publisher["name"], "url": _site(publisher["domain"])}),
        "author": [{"@type": "Person", "name": author["name"]} for author in record["authors"]],
        "articleBody": record["text"],
        "image": [_known({"@type": "ImageObject", "caption": c["text"], "contentUrl": c["image_url"]}) for c in record["captions"]],
        "citation": [{"@type": "CreativeWork", "creator": {"@type": "Organization", "name": c["name"]}} for c in record["source"]["credits"]],
        "mentions": [*map(_organisation, record["organisations"]), *map(_observation, record["statistics"])],
        "hasPart": [_quotation(quote) for quote in _flat(record["quotes"])],
    })


def _known(item: Json) -> Json:
    return {key: value for key, value in item.items() if value is not None and value != []}


def _site(domain: str | None) -> str | None:
    return f"https://{domain}/" if domain else None


def _organisation(organisation: Json) -> Json:
    return _known({
        "@type": "Organization",
        "name": organisation["canonical_name"] or organisation["name"],
        "alternateName": organisation["acronym"],
        "identifier": organisation["key"],
    })


def _observation(statistic: Json) -> Json:
    unit, period = statistic["unit"] or {}, statistic["period"] or {}
    value = {
        "value": statistic["value"],
        "minValue": statistic["low"],
        "maxValue": statistic["high"],
    }
    if statistic["kind"] == "money":
        amount = _known({"@type": "MonetaryAmount", "currency": unit.get("code"), **value})
    else:
        amount = _known({"@type": "QuantitativeValue", "unitCode": unit.get("code"), "unitText": unit.get("text"), **value})
    start, end = period.get("start"), period.get("end")
    return _known({
        "@type": "Observation",
        "name": statistic["measure"],
        "observationDate": start and (f"{start}/{end}" if end and end != start else start),
        "value": amount,
        "description": statistic["evidence"]["text"],
    })


def _flat(quotes: list[Json]) -> list[Json]:
    return [found for quote in quotes for found in (quote, *_flat(quote["nested"]))]


def _quotation(quote: Json) -> Json:
    speaker = quote["speaker"] or {}
    kind = "Organization" if speaker.get("kind") == "organisation" else "Person"
    name = speaker.get("name")
    by = _known({"@type": kind, "name": name, "jobTitle": speaker.get("role") if kind == "Person" else None}) if name else None
    return _known({"@type": "Quotation", "text": quote["text"], "spokenByCharacter": by})
