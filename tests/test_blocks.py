"""Tree → blocks with roles → text and captions; lines of text → the same."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from casefiles import FIXTURES, cases
from hypothesis import given
from hypothesis import strategies as st

from extractor import NotAnArticle, extract
from extractor.blocks import Block, assemble, find_blocks
from extractor.blocks.phrases import phrases
from extractor.page import SavedPage
from extractor.parse import parse

PARAGRAPHS = {
    "A": "The town has opened a new library on the bank of the river, nine years after the old one burned down.",
    "B": "It holds nine thousand books, a reading room with two hundred seats, and a long table that a joiner gave.",
    "C": "Readers came by boat, on foot and on horseback, and the first of them stood before the door at six o'clock.",
    "D": "The librarian, who had waited for the day since she was a child, cut the ribbon with her father's scissors.",
    "W": "افتتحت البلدة مكتبة جديدة على ضفة النهر بعد تسع سنوات من احتراق المكتبة القديمة في ليلة شتاء.",
    "X": "وتضم المكتبة تسعة آلاف كتاب وقاعة مطالعة تتسع لمئتي قارئ وطاولة طويلة صنعها نجار من أهل البلدة.",
    "Y": "وجاء القراء بالقوارب وسيرًا على الأقدام، ووقف أولهم أمام الباب عند الساعة السادسة صباحًا.",
    "Z": "وقصت أمينة المكتبة الشريط بمقص أبيها، وكانت تنتظر هذا اليوم منذ طفولتها.",
}
TITLE = "Town opens a new library"
PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def filled(text: str) -> str:
    for letter, paragraph in PARAGRAPHS.items():
        text = text.replace(f"{{{letter}}}", paragraph)
    return text


def blocks_of(data: str, media_type: str = "text/html") -> tuple[Block, ...]:
    return find_blocks(parse(SavedPage(data.encode(), media_type=media_type)))


def check(blocks: tuple[Block, ...], case: dict[str, Any]) -> None:
    article = assemble(blocks)
    assert article.text.split("\n") == [filled(line) for line in case["expected"]] or (not article.text and not case["expected"])
    roles = {block.text: block.role for block in blocks}
    assert {line: roles.get(line) for line in case.get("roles", {})} == case.get("roles", {})
    if "captions" in case:
        assert [caption.text for caption in article.captions] == case["captions"]


@pytest.mark.parametrize("case", cases("blocks"))
def test_page(case: dict[str, Any]) -> None:
    html = case.get("whole") or PAGE.format(title=TITLE, body="{body}").replace("{body}", case["html"])
    check(blocks_of(filled(html)), case)


@pytest.mark.parametrize("case", cases("dumps"))
def test_lines(case: dict[str, Any]) -> None:
    check(blocks_of(filled("\n".join(case["lines"])), "text/plain"), case)


@pytest.mark.parametrize(
    ("page", "found"),
    [("front_page", "index of"), ("section", "index of"), ("login", "form to log in"), ("not_found", "not found"), ("empty", "empty")],
)
def test_not_an_article(page: str, found: str) -> None:
    path = Path(FIXTURES, "not_articles", f"{page}.html")
    with pytest.raises(NotAnArticle, match=found):
        extract(path.read_bytes())


def test_a_short_article_with_a_long_menu_is_an_article() -> None:
    menu = "".join(f"<li><a href='/{n}'>Everything about the harbour, part {n}</a></li>" for n in range(40))
    article = extract(PAGE.format(title=TITLE, body=f"<ul>{menu}</ul><article><p>The library has a new roof, the council said.</p></article>"))
    assert article.text == "The library has a new roof, the council said."


SENTENCES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" \u00a0\u200c\u0640\u064b"), min_size=60, max_size=120).map(
    lambda text: "Words " + " ".join(text.split(" ")).strip() + " end."
)


@given(st.lists(SENTENCES, min_size=3, max_size=6, unique=True))
def test_letters_stay_as_printed(sentences: list[str]) -> None:
    printed = [" ".join(sentence.split(" ")) for sentence in sentences]
    blocks = blocks_of(PAGE.format(title=TITLE, body="".join(f"<p>{escape(sentence)}</p>" for sentence in printed)))
    shown = {block.text for block in blocks}
    folded = [_fold_spaces(sentence) for sentence in printed]
    assert all(sentence in shown for sentence in folded)


def _fold_spaces(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


ELEMENTS = st.recursive(
    st.sampled_from(["one", "two three", " ", "four.", "خمسة"]),
    lambda inner: st.tuples(st.sampled_from(["p", "div", "b", "a href='/x'", "span", "li", "td", "table", "h2", "blockquote", "section", "em"]), st.lists(inner, max_size=4)),
    max_leaves=25,
)


def markup(tree: Any) -> str:
    if isinstance(tree, str):
        return tree
    tag, inner = tree
    return f"<{tag}>{''.join(map(markup, inner))}</{tag.split()[0]}>"


@given(st.lists(ELEMENTS, max_size=6))
def test_every_letter_lies_in_one_block(trees: list[Any]) -> None:
    tree = parse(SavedPage(f"<html><body>{''.join(map(markup, trees))}.</body></html>".encode()))
    assert tree.root is not None
    body = tree.root.find("body")
    assert body is not None
    blocks = find_blocks(tree)
    assert "".join("".join(b.text.split()) for b in blocks) == "".join("".join(body.itertext()).split())
    assert [b.position for b in blocks] == list(range(len(blocks)))


@given(st.lists(ELEMENTS, max_size=6))
def test_text_is_its_blocks(trees: list[Any]) -> None:
    article = assemble(blocks_of(f"<html><body>{''.join(map(markup, trees))}<p>{PARAGRAPHS['A']}</p></body></html>"))
    assert "\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text
    assert all(b.start < b.end for b in article.blocks)


SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: "".join(f"<p>{PARAGRAPHS['A']} {i}</p>" for i in range(n)),
    "links": lambda n: f"<p>{PARAGRAPHS['A']}</p>" + "".join(f"<li><a href='/{i}'>Another story, number {i}, of the day</a></li>" for i in range(n)),
    "headings": lambda n: "".join(f"<h1 class=comment>Story {i}</h1><p>{PARAGRAPHS['B']}</p>" for i in range(n)),
    "comments": lambda n: "".join(f"<div class=c><b>Ona {i}.05.24, 11:02</b><p>{PARAGRAPHS['C']} {i}</p></div>" for i in range(n)),
    "calls": lambda n: "".join(f"<div><p>Subscribe now</p><p>{PARAGRAPHS['D']} {i}</p></div>" for i in range(n)),
    "pictures": lambda n: "".join(f"<div><img src='{i}.jpg' alt='Picture {i}'><span>Picture {i}</span></div><p>{PARAGRAPHS['A']} {i}</p>" for i in range(n)),
    "leads": lambda n: "".join(f"<p>Read also:</p><p><a href='/{i}'>Story {i}</a></p><p>{PARAGRAPHS['B']} {i}</p>" for i in range(n)),
    "tables": lambda n: "".join(f"<table><tr><td>{i}</td><td>x</td></tr><tr><td>{i}</td><td>y</td></tr></table>" for i in range(n)),
    "depth": lambda n: "".join(f"<div class=a{i % 7}><p>{PARAGRAPHS['C']} {i}</p>" for i in range(n)),
    "one line": lambda n: "<p>" + "word <b>bold</b> <a href='/x'>link</a> " * n + "</p>",
    "breaks": lambda n: "<p>" + f"{PARAGRAPHS['D']}<br><br>" * n + "</p>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_steps_grow_with_the_page(shape: str) -> None:
    """Four times the page, four times the calls; a few more are allowed for what is looked up by halving."""
    few, many = (calls_of(SHAPES[shape](n)) for n in (100, 400))
    assert many < 4.6 * few


def calls_of(body: str) -> int:
    """How many functions, of Python and of C, are called to find the blocks of a page."""
    tree = parse(SavedPage(PAGE.format(title=TITLE, body=body).encode()))
    find_blocks(tree)  # phrases and names are read once
    count = 0

    def step(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        find_blocks(tree)
    finally:
        sys.setprofile(None)
    return count


def test_phrases() -> None:
    words = phrases(("ar", "en"))
    assert words.kinds([]) == []
    assert words.kind("اقرأ أيضًا:") == "read_also"
    assert words.kind("إقرأ ايضا") == "read_also"
    assert words.kind("12 Comments") == "comment"
    assert words.kind("The library has a new roof.") is None
    assert words.kinds(["Share", "a line\nof two", "Page not found"]) == ["share", None, "missing"]
