"""Name and domain of the outlet.

`og:site_name` and the JSON-LD publisher are right on four pages of five each, and disagree on one of nine: the JSON-LD publisher is often
the company behind the outlet, `og:site_name` sometimes a code. The name that agrees with the domain wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.blocks import Block
from extractor.blocks.phrases import phrases
from extractor.blocks.prose import weight
from extractor.facts import Candidate, Choice, Publisher
from extractor.fields.linked_data import clean
from extractor.fields.signals import Signals
from extractor.fields.source.credits import credit_words
from extractor.fields.titles import agree, core_of, parts_of, squash
from extractor.fold import fold_word, lower
from extractor.languages import language
from extractor.parse import Tree
from extractor.url import base_of, canonical_url_of, domain_of, outlet_domain
from schemas import Origin

_META: tuple[tuple[str, Origin, float], ...] = (
    ("og:site_name", "opengraph", 0.8),
    ("cxenseparse:publisher", "meta", 0.7),
    ("publisher", "meta", 0.5),
    ("dc.publisher", "meta", 0.5),
    ("dcterms.publisher", "meta", 0.5),
    ("application-name", "meta", 0.6),
    ("apple-mobile-web-app-title", "meta", 0.62),
    ("citation_journal_title", "meta", 0.75),
)
_SIGN = unicodedata.name("©").split()[0]  # lines of rights write the sign's name behind it
_COPYRIGHT = re.compile(rf"©\s*(?:(?i:{_SIGN})\s*)?(?:\d{{4}}\s*(?:[-–]\s*\d{{4}}\s*)?)?([^\d\s.,|–©][^.,|–©\d]{{2,40}}?)\s*(?:\d{{4}}|[.,|–]|$)")
_LAST_BLOCKS, _LINE = 30, 160
_EDGES = " |:·•»«-–—―/｜_"
_MARKS = frozenset("|:·•»«-–—―/｜_")
_AGREES, _SPELT_OUT, _CONFIRMED, _ONLY_A_CODE, _OTHER_LETTERS = 0.3, 0.6, 0.08, 0.45, 0.75
_AGENCY = 0.5
_NO_NAMES = frozenset(("navigation", "share", "legal"))
_SHORTEST, _LONGEST_ACRONYM, _MOST_WORDS = 2, 5, 5
_SHORTEST_LABEL = 4
_LOGOS, _MOST_PICTURES = 3, 60
_DOMAIN = re.compile(r"^[\w\-.]+\.[a-z]{2,5}$", re.IGNORECASE)
_LOGO = re.compile(r"(?<!\w)logo(?!\w)", re.IGNORECASE)
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts other than Latin."""
_LONGEST = 60
_ADDRESS = re.compile(r"^(?:https?://|@|www\.)|^\d+$")


def find_publisher(tree: Tree, blocks: tuple[Block, ...], signals: Signals) -> Choice[Publisher]:
    """Name and domain of the outlet; only the domain where no name is given."""
    domain = outlet_domain(tree.page.url) or outlet_domain(canonical_url_of(tree)) or outlet_domain(base_of(tree))
    section = frozenset(label for label in (domain_of(tree.page.url) or "").split(".")[:-2] if len(label) >= _SHORTEST_LABEL)
    site = _Site(domain, core_of(domain), section, bool(_OTHER_SCRIPT.search(tree.embedded.title or "")))
    headlines = [b.text for b in blocks if b.role == "headline"]
    titles = [tree.embedded.title or "", *signals.meta_called("og:title"), *headlines]
    no_site = {squash(text) for text in titles if len(text.split()) > _MOST_WORDS or weight(text) > _LONGEST}
    known = phrases(tuple(dict.fromkeys((language((tree.embedded.html_lang or "und").lower()).code, "en"))))
    named: list[tuple[str, str, Origin, float, str]] = []
    for raw, origin, score, why in _names(tree, signals, blocks, site, headlines):
        name = _once(_named(raw, site))
        if known.kind(name) in _NO_NAMES:
            continue
        if len(squash(name)) >= _SHORTEST and len(name) <= _LONGEST and not _ADDRESS.search(name) and not {squash(name), squash(raw)} & no_site:
            named.append((name, raw, origin, score, why))
    told = Counter(squashed for squashed, _ in {(squash(name), origin) for name, _, origin, _, _ in named})
    found = [_candidate(name, raw, site, origin, score + _CONFIRMED * min(2, told[squash(name)] - 1), why) for name, raw, origin, score, why in named]
    if not found and domain:
        found.append(Candidate(Publisher(None, domain, "url"), "url", 0.3, "host name", domain))
    found.sort(key=lambda c: -c.score)
    return Choice(found[0] if found else None, tuple(found))


@dataclass(frozen=True, slots=True)
class _Site:
    """What the address tells: domain, its core, the host's labels before it, and whether the page is in letters that are not Latin."""

    domain: str | None
    core: str
    section: frozenset[str]
    foreign: bool


def _candidate(name: str, raw: str, site: _Site, origin: Origin, score: float, why: str) -> Candidate[Publisher]:
    """A name that agrees with the domain, or with the part of the host that names an outlet of its own, is trusted more; one that is no more than the domain, or in letters that are not the page's, less."""
    if _abbreviates(site.core, name):
        score, why = score + _SPELT_OUT, f"{why}, spells out the domain"
    elif agree(name, site.core) or squash(name) in site.section:
        score, why = score + _AGREES, f"{why}, agrees with the domain"
    elif lower(fold_word(name)) in credit_words(language("en")).agencies:
        score -= _AGENCY
    if site.foreign and not _OTHER_SCRIPT.search(name):
        score -= _OTHER_LETTERS
    elif _DOMAIN.search(name):
        score -= _ONLY_A_CODE
    return Candidate(Publisher(name, site.domain, origin), origin, score, why, raw)


def _is_made_of(core: str, name: str) -> bool:
    """Whether a domain's core is a name, or its initials, and nothing less."""
    words = name.split()
    return len(words) <= _MOST_WORDS and len(core) >= _SHORTEST and (squash(name) == core or "".join(squash(w)[:1] for w in words) == core)


def _abbreviates(core: str, name: str) -> bool:
    """Whether a domain's core is made of a name's letters: all in order, the first letters of its first and its last word among them."""
    words = [squashed for word in name.split() if (squashed := squash(word))]
    if not (3 <= len(core) <= _LONGEST_ACRONYM and 2 <= len(words) <= len(core)) or words[0][0] != core[0] or words[-1][0] not in core[1:]:
        return False
    letters = iter("".join(words))
    return all(letter in letters for letter in core)


def _once(name: str) -> str:
    """A name that an element gives twice, as a picture's text and beside it."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


def _named(raw: str, site: _Site) -> str:
    """The name in a value: of several parts the one in the page's script or that agrees with the domain, else the first."""
    parts = parts_of(raw)
    if len(parts) > 1 and len(parts[0]) > _SHORTEST:
        own = [p for p in parts if _OTHER_SCRIPT.search(p)] if site.foreign else []
        raw = next((p for p in own or parts if agree(p, site.core)), (own or parts)[0])
    return _LOGO.sub("", raw).strip(" |-–—")


def _names(tree: Tree, signals: Signals, blocks: tuple[Block, ...], site: _Site, headlines: list[str]) -> Iterator[tuple[str, Origin, float, str]]:
    """(value, origin, score, why) of all that may be the outlet's name."""
    for wanted, origin, score in _META:
        for content in signals.meta_called(wanted)[:1]:
            yield clean(content), origin, score, f"meta {wanted}"
    for article in signals.data.articles[:1]:
        for name in signals.data.names(article.get("publisher"))[:1]:
            yield name.text, "json-ld", 0.78, "Article.publisher"
    for item in signals.data.sites[:1]:
        for name in signals.data.names(item.get("name"))[:1]:
            yield name.text, "json-ld", 0.76, "WebSite.name"
    for item in signals.data.organisations[:2]:
        for name in signals.data.names(item.get("name"))[:1]:
            yield name.text, "json-ld", 0.6, "Organization.name"
    for mark in list(signals.having("publisher"))[:1]:
        yield mark.get("content") or mark.text, "microdata", 0.6, "property publisher"
    parts = parts_of(clean(tree.embedded.title or ""))
    agreeing = [part for part in parts if (part == site.domain or agree(part, site.core)) and len(parts) > 1]
    for part in agreeing:
        yield part, "title", 0.5, "part of the title"
    for title in () if any(_DOMAIN.search(part) for part in agreeing) else dict.fromkeys((tree.embedded.title or "", *(c for n, c in signals.meta if n in {"og:title", "title"}))):
        if name_beside := _beside_headline(title, signals, headlines):
            yield name_beside, "title", 0.45, "part of the title beside the headline"
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        if match := _COPYRIGHT.search(block.text[:_LINE]):
            yield match[1], "text", 0.3, "copyright line"
            break
    for number, mark in enumerate(signals.logos[:_MOST_PICTURES]):
        text = clean(mark.get("alt") or mark.get("title"))
        if text and (number < _LOGOS or (text[0].lower() == site.core[:1] and _is_made_of(site.core, text))):
            yield text, "text", 0.4, "text of a logo"


def _beside_headline(title: str, signals: Signals, found: list[str]) -> str | None:
    """The outermost part of a title whose other end is the headline."""
    title = clean(title)
    headlines = [m.text for m in signals.headings] + found + [c for n, c in signals.meta if n == "og:title"]
    no_site = {squash(text) for text in found}
    for headline in sorted({h for h in map(clean, headlines) if len(h) > _SHORTEST and len(h) < len(title)}, key=len, reverse=True):
        for rest, last in ((title[len(headline) :], True), (title[: -len(headline)], False)):
            whole = title.startswith(headline) if last else title.endswith(headline)
            if whole and rest.strip() and (rest.lstrip()[:1] if last else rest.rstrip()[-1:]) in _MARKS:
                parts = parts_of(rest.strip(_EDGES))
                site = parts[-1 if last else 0].strip(_EDGES) if parts else None
                if site and squash(site) not in no_site:
                    return site
    return None
