"""Addresses: the page's own, the domain it belongs to, and the domain's country."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

from extractor.parse import Tree
from extractor.replay import original_of

_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|mobi|wap|touch)\.")
_FRONT_PAGE = re.compile(r"^/*(?:(?:index|home|default|main)(?:\.\w{2,5})?/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.IGNORECASE)
_IDENTIFIES = re.compile(r"\d|[-_].*[-_]|\.\w{3,5}$|[^\x00-\x7f]|%[0-9a-f]{2}", re.IGNORECASE)
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "mil", "ne", "net", "nom", "or", "org", "press", "info", "web"))
_PLATFORMS = frozenset(("wordpress", "blogspot", "substack", "medium", "tumblr", "github", "livejournal", "typepad", "blogger", "ghost", "wixsite", "weebly", "hatenablog", "fc2", "naver", "tistory", "altervista", "over-blog", "canalblog", "blogfa", "overblog", "blog", "blogs"))
_ISO_3166 = {"uk": "GB"}
_NO_COUNTRY = frozenset(("eu", "su", "ac", "tv", "io", "ai", "fm", "to", "cc", "ws", "nu", "gg", "sh", "vc", "la", "tk", "ml", "ga", "cf", "gq"))
"""Top levels of two letters that belong to no country, or are sold everywhere."""
_GENERIC_WHEN_BARE = frozenset(("co", "me"))
"""Country codes that are sold everywhere, unless a national second level stands before them (`com.co`)."""


def domain_of(url: str | None) -> str | None:
    """Host name without `www.`; None when the address has none."""
    host = _host(url)
    return host.removeprefix("www.") if host else None


def site_of(host: str | None) -> str | None:
    """The registered domain of a host name, as far as its labels tell: `bbc.co.uk` of `m.bbc.co.uk`, `lemonde.fr` of `www.lemonde.fr`."""
    if not host:
        return None
    labels = host.lower().rstrip(".").split(".")
    if len(labels) < 3:
        return ".".join(labels)
    national = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if national else labels[-2:])


def outlet_domain(url: str | None) -> str | None:
    """The registered domain of an address; the whole host where many publishers share one domain (blog platforms)."""
    host = domain_of(url)
    site = site_of(host)
    return host if site and site.split(".")[0] in _PLATFORMS else site


def country_of(domain: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of a domain's country, where its top level tells."""
    labels = (domain or "").lower().rstrip(".").split(".")
    top = labels[-1]
    if len(labels) < 2 or len(top) != 2 or not top.isascii() or not top.isalpha() or top in _NO_COUNTRY:
        return None
    if top in _GENERIC_WHEN_BARE and not (len(labels) > 2 and labels[-2] in _SECOND_LEVEL):
        return None
    return _ISO_3166.get(top, top.upper())


def base_of(tree: Tree) -> str | None:
    """The address that a `base` element gives; None without one."""
    base = tree.root.find(".//base[@href]") if tree.root is not None else None
    return base.get("href") if base is not None else None


def canonical_url_of(tree: Tree) -> str | None:
    """The address that the page names as its own (`link rel=canonical`, `og:url`), when it can be an article's.

    It must be on the site of the page, where that is known (`www`, `m` and `amp` hosts are one site), and have a path that is not that of a
    home page. Without a page address a section's page cannot be told from an article's by its site, so the path must identify something.
    """
    embedded = tree.embedded
    named = [href for rel, href in embedded.links if "canonical" in rel.lower().split()]
    named += [content for name, content in embedded.meta if name == "og:url"]
    own = _split(tree.page.url)
    for candidate in named:
        address = _absolute(candidate, tree.page.url)
        if address and _is_article(address, own):
            return address.geturl()
    return None


def _absolute(candidate: str, base: str | None) -> SplitResult | None:
    candidate = candidate.strip()
    if len(candidate.split()) != 1:
        return None
    try:
        parts = _split(urljoin(base, candidate) if base else candidate)
    except ValueError:
        return None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return parts._replace(fragment="")


def _is_article(address: SplitResult, own: SplitResult | None) -> bool:
    if _FRONT_PAGE.match(address.path) and not re.search(r"\d{2}", address.query):
        return False
    if own is None or not own.hostname:
        return bool(_IDENTIFIES.search(f"{address.path}?{address.query}"))
    if site_of(_PREFIX.sub("", address.hostname or "")) != site_of(_PREFIX.sub("", own.hostname)):
        return False
    theirs, mine = _steps(address), _steps(own)
    above = len(theirs) < len(mine) and mine[: len(theirs)] == theirs and not address.query
    return not above or bool(_IDENTIFIES.search(theirs[-1] if theirs else ""))


def _steps(address: SplitResult) -> list[str]:
    return [step for step in address.path.split("/") if step]


def _split(url: str | None) -> SplitResult | None:
    try:
        return urlsplit(original_of(url)) if url else None
    except ValueError:
        return None


def _host(url: str | None) -> str | None:
    parts = _split(url)
    try:
        return parts.hostname if parts else None
    except ValueError:
        return None
