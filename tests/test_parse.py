"""Decoding, mending and parsing of pages, whole or broken."""

from __future__ import annotations

from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from extractor.errors import ExtractorError, NotAnArticle
from extractor.json_ld import MAX_DEPTH, objects_of, read_json_ld
from extractor.page import SavedPage
from extractor.parse import parse
from extractor.readers.encoding import clean, decode


def text_of(root: etree._Element | None) -> str:
    assert root is not None
    return " ".join("".join(root.itertext()).split())


@pytest.mark.parametrize("case", cases("encoding"))
def test_encoding(case: dict[str, Any]) -> None:
    data = b"".join(part["text"].encode(part["as"], "surrogatepass") for part in case["parts"])
    decoded = decode(data, case.get("charset"))
    assert decoded.encoding == case["encoding"]
    assert decoded.text == case.get("expected", "".join(part["text"] for part in case["parts"]))
    assert [n.code for n in decoded.notices] == case.get("notices", [])


@pytest.mark.parametrize("case", cases("broken_markup"))
def test_broken_markup(case: dict[str, Any]) -> None:
    tree = parse(SavedPage(case["html"].encode()))
    assert text_of(tree.root) == case["expected"]
    assert [n.code for n in tree.notices] == case.get("notices", [])


@pytest.mark.parametrize("case", cases("json_ld"))
def test_json_ld(case: dict[str, Any]) -> None:
    values, mended = read_json_ld(case["script"])
    found = [{key: value for key, value in o.items() if value is not None} for o in objects_of(values)]  # TOML has no null
    assert found == case["expected"]
    assert mended == case.get("mended", True)


@pytest.mark.parametrize("depth", [300, 2_040, 2_100, 30_000])
def test_deep_nesting_loses_no_text(depth: int) -> None:
    tree = parse(SavedPage(b"<div>" * depth + b"<p>inside</p>" + b"</div>" * depth + b"<p>behind</p>"))
    assert text_of(tree.root) == "insidebehind"
    assert [n.code for n in tree.notices] == (["deep_nesting"] if depth > 2_048 else [])


def test_unclosed_nesting_keeps_paragraphs_apart() -> None:
    tree = parse(SavedPage(b"<font>" * 5_000 + b"<p>one</p><p>two</p>"))
    assert tree.root is not None
    assert [p.text for p in tree.root.iter("p")] == ["one", "two"]


@pytest.mark.parametrize("value", ["x", '">"'])
def test_flood_of_attributes_is_bounded(value: str) -> None:
    flood = " ".join(f"a{i}={value}" for i in range(50_000))
    tree = parse(SavedPage(f"<p>before</p><p {flood}>inside</p><p>behind</p>".encode()))
    assert text_of(tree.root) == "beforeinsidebehind"
    assert [n.code for n in tree.notices] == ["many_attributes"]


def test_flood_of_names_that_hides_its_end_is_bounded() -> None:
    flood = " ".join(f"a{i}" if i % 100 else f"a{i}='>'" for i in range(50_000))
    tree = parse(SavedPage(f"<p>before</p><p {flood}>inside</p><p>behind</p>".encode()))
    assert text_of(tree.root) == "beforeinsidebehind"
    assert [n.code for n in tree.notices] == ["many_attributes"]


def test_text_and_attributes_over_ten_million_characters_are_kept() -> None:
    tree = parse(SavedPage(b"<p title='" + b"t" * 10_500_000 + b"'>" + b"x" * 10_500_000 + b"</p><p>behind</p>"))
    assert tree.root is not None
    assert len(text_of(tree.root)) == 10_500_006


def test_one_bad_script_never_loses_its_siblings() -> None:
    good = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s"}</script>'
    page = good % "first" + '<script type="application/ld+json">{]} nothing "here</script>' + good % "last"
    embedded = parse(SavedPage(page.encode())).embedded
    assert [o["headline"] for o in embedded.json_ld if "headline" in o] == ["first", "last"]


def test_nesting_of_json_ld_is_bounded() -> None:
    for opening in ("[", '{"a":'):
        values, mended = read_json_ld(opening * 100_000)
        assert mended
        depth, value = 0, values[0]
        while value:
            value = value[0] if isinstance(value, list) else value.get("a")
            depth += 1
        assert depth <= MAX_DEPTH


def test_metadata_elements() -> None:
    page = (
        '<html lang="ar"><head><svg><title>icon</title></svg><title>عنوان</title><meta name="Author" property="article:author" content="x">'
        '<link rel="canonical" href="https://example.org/a"></head><body><script>window.__STATE__ = {"datePublished": "2026-01-19"}</script>'
        "<script>plain()</script><template><p>hidden</p></template><div><template shadowrootmode=open><p>shown</p></template></div></body></html>"
    )
    tree = parse(SavedPage(page.encode()))
    embedded = tree.embedded
    assert (embedded.title, embedded.html_lang) == ("عنوان", "ar")
    assert embedded.meta == (("author", "x"), ("article:author", "x"))
    assert embedded.links == (("canonical", "https://example.org/a"),)
    assert embedded.scripts == ('window.__STATE__ = {"datePublished": "2026-01-19"}',)
    assert "hidden" not in text_of(tree.root)
    assert "shown" in text_of(tree.root)


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_empty_pages_are_no_articles(data: bytes) -> None:
    with pytest.raises(NotAnArticle):
        parse(SavedPage(data))


def test_bytes_without_markup_are_plain_text() -> None:
    tree = parse(SavedPage("أعلنت وزارة الصحة أن عدد المستشفيات\r\n5 < 6, <a@example.org>".encode("cp1256")))
    assert (tree.root, tree.media_type, tree.text) == (None, "text/plain", "أعلنت وزارة الصحة أن عدد المستشفيات\n5 < 6, <a@example.org>")


def test_lone_surrogates_keep_their_offsets() -> None:
    text, notices = clean("a\ud800b\udfffc")
    assert text == "a\ufffdb\ufffdc"
    assert [n.code for n in notices] == ["lone_surrogates"]


@given(st.binary())
def test_decoding_never_fails(data: bytes) -> None:
    decode(data).text.encode("utf-8")


@given(st.text(alphabet='{}[]",:\\u1ad/*\'<!->&;x \n'))
def test_reading_json_ld_never_fails(text: str) -> None:
    for value in objects_of(read_json_ld(text)[0]):
        assert isinstance(value, dict)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<!--", "-->", "<script>", "</script>", "<a b='", "'", ">", "<", "</html>", "<title>", "x", "\0"])))
def test_parsing_gives_a_tree_or_a_named_error(parts: list[str]) -> None:
    try:
        tree = parse(SavedPage("".join(parts).encode(), media_type="text/html"))
    except ExtractorError:
        return
    assert tree.root is None or tree.root.tag == "html"
