"""Small pages for cases: a headline, lines around it, and text in a language, made of the language file's frequent words."""

from __future__ import annotations

from html import escape
from typing import Any

from extractor import extract
from extractor.languages import language
from extractor.page import SavedPage
from extractor.pipeline import extract_page
from schemas import Article

HEADLINE = {
    "ar": "افتتاح جسر المشاة فوق الميناء القديم",
    "en": "The bridge over the harbour opens to walkers",
}
SAMPLES = {
    "zh": "海湾大桥昨天向行人开放，第一天有三千多人走过大桥，居民说等了两年。",
    "ja": "港にかかる橋が昨日から歩いて渡れるようになり、初日には三千人を超える人が訪れた。",
    "ko": "항구를 가로지르는 다리가 어제부터 보행자에게 열렸고 첫날 삼천 명이 넘는 시민이 다녀갔다.",
    "th": "สะพานข้ามท่าเรือเปิดให้คนเดินเท้าใช้เมื่อวานนี้ วันแรกมีผู้มาเยือนมากกว่าสามพันคน",
}


def text_in(tag: str) -> str:
    """Two sentences' worth of words of a language."""
    code = tag.split("-")[0]
    words = language(code).section("metadata").get("frequent_words", ())
    return SAMPLES.get(code) or f"{' '.join(words)}, {' '.join(reversed(words))}."


def page_of(case: dict[str, Any]) -> str:
    """The case's page: `head`, `before`, `headline`, `line`, `second_line`, `markup`, `text` and `body` in their places."""
    tag = case["language"]
    title = case.get("headline", HEADLINE.get(tag, text_in(tag)[:40]))
    lines = "".join(f"<div>{escape(case[key])}</div>" for key in ("line", "second_line") if key in case)
    before = f"<div>{escape(case['before'])}</div>" if "before" in case else ""
    paragraphs = "".join(f"<p>{escape(p)}</p>" for p in (case.get("text", text_in(tag)), text_in(tag)))
    declared = f' lang="{tag}"' if case.get("declared", True) else ""
    return (
        f'<!DOCTYPE html><html{declared}><head><meta charset="utf-8"><title>{escape(case.get("title", title))}</title>{case.get("head", "")}</head>'
        f"<body>{before}<main><h1>{escape(title)}</h1>{lines}{case.get('markup', '')}{paragraphs}{case.get('end', '')}</main>{case.get('body', '')}</body></html>"
    )


def record_of(case: dict[str, Any]) -> Article:
    """The record of a case's page."""
    page = page_of(case)
    if "saved_at" in case:
        return extract_page(SavedPage(page.encode(), url=case.get("url"), saved_at=case["saved_at"], media_type="text/html"))
    return extract(page, url=case.get("url"))
