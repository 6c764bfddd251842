"""Addresses: canonical, country, registered domain."""

from __future__ import annotations

import pytest

from extractor import extract
from extractor.url import country_of, outlet_domain, site_of

PAGE = "<html><head><title>x</title>{head}</head><body><h1>The bridge opens to walkers</h1><p>The bridge over the harbour opened to walkers on Monday after two years.</p></body></html>"


@pytest.mark.parametrize(
    ("canonical", "url", "expected"),
    [
        ("https://haven.example/news/bridge-12", "https://haven.example/news/bridge-12?ref=x", "https://haven.example/news/bridge-12"),
        ("https://www.haven.example/news/bridge-12", "https://m.haven.example/amp/news/bridge-12", "https://www.haven.example/news/bridge-12"),
        ("/news/bridge-12", "https://haven.example/x", "https://haven.example/news/bridge-12"),
        ("https://haven.example/", "https://haven.example/news/bridge-12", None),
        ("https://haven.example/news", "https://haven.example/news/bridge-12", None),
        ("https://other.example/news/bridge-12", "https://haven.example/news/bridge-12", None),
        ("https://haven.example/news/bridge-12#top", None, "https://haven.example/news/bridge-12"),
        ("https://haven.example/news", None, None),
        ("javascript:void(0)", None, None),
        ("https://archive.example/web/20240611081500/https://haven.example/news/bridge-12", None, "https://haven.example/news/bridge-12"),
        ("https://haven.example/news/bridge-12", "https://archive.example/web/20240611081500id_/https://haven.example/news/bridge-12", "https://haven.example/news/bridge-12"),
    ],
)
def test_canonical(canonical: str, url: str | None, expected: str | None) -> None:
    assert extract(PAGE.format(head=f'<link rel="canonical" href="{canonical}">'), url=url).document.canonical_url == expected


def test_a_page_that_an_archive_replays_is_its_first_publisher_s() -> None:
    assert outlet_domain("https://archive.example/coll/20240611081500mp_/http://www.haven.example/news/bridge-12") == "haven.example"
    assert outlet_domain("https://haven.example/20240611/https-explained") == "haven.example"


@pytest.mark.parametrize(("domain", "country"), [("haven.co.uk", "GB"), ("haven.com.eg", "EG"), ("haven.jp", "JP"), ("haven.com", None), ("haven.tv", None), ("haven.co", None), ("haven.com.co", "CO"), (None, None)])
def test_country(domain: str | None, country: str | None) -> None:
    assert country_of(domain) == country


@pytest.mark.parametrize(("host", "site"), [("news.haven.co.uk", "haven.co.uk"), ("www.haven.fr", "haven.fr"), ("haven.example", "haven.example"), (None, None)])
def test_site(host: str | None, site: str | None) -> None:
    assert site_of(host) == site


def test_blogs_on_a_platform_are_publishers() -> None:
    assert outlet_domain("https://harbour.wordpress.com/2020/") == "harbour.wordpress.com"
    assert outlet_domain("https://politics.haven.com.cn/n1/") == "haven.com.cn"
