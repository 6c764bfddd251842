"""Addresses: the page's own, and the domain it belongs to."""

from __future__ import annotations

from urllib.parse import urlsplit

from extractor.parse import Tree


def domain_of(url: str | None) -> str | None:
    """Host name without `www.`; None when the address has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def canonical_url_of(tree: Tree) -> str | None:
    """The address that the page names as its own, when it can be an article's: same host as the page, a path, no home or section page."""
    return None
