"""Mark-up made safe for libxml2, which is fast and gives up on some pages without a word.

What it loses, and what is done here:
- all that follows an early `</html>`, an unclosed comment, script, style, title or textarea, or a tag that breaks off at the end of the
  file: `mend` repairs the page. Whether anything was lost is told by a mark at the page's end that must be the tree's last element.
- all that follows an element nested deeper than 2,048: `flatten` bounds the depth, in linear time, and keeps every character of text.
- seconds on a tag with tens of thousands of attributes (its check for duplicates is quadratic): `flatten` bounds these too.
- memory on pictures written into attributes: `drop_data_uris` takes out their bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from extractor.page import Notice

MAX_OPEN = 512  # elements open at once after `flatten`
MAX_ATTRIBUTES = 256  # of one tag after `flatten`
_WINDOW = 16_384  # bytes; what holds no `>` for longer is looked at
_MANY_ATTRIBUTES = 30_000  # equals signs on a page

_MARKUP = re.compile(
    r"<(?:!doctype\s+html|!--|/?(?:html|head|body|title|meta|link|script|style|p|div|span|a|br|hr|img|h[1-6]|ul|ol|li|table|tr|td|b|i|em|strong"
    r"|article|section|main|header|footer|nav|figure|blockquote|center|font|pre|form|iframe|frameset|time)[\s>/])",
    re.IGNORECASE,
)
_DATA_URI = re.compile(rb"data:[a-zA-Z]{2,20}/[^\"'\s()<>\\]{1000,}")
_BROKEN_TAG = re.compile(rb"<[/!a-zA-Z][^<>]{0,8192}\Z")
_END_OF_PAGE = re.compile(rb"</html\s*+>", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_RAW_TEXT = (b"script", b"style", b"title", b"textarea", b"iframe", b"noframes", b"noembed", b"xmp", b"plaintext")
_ORDINARY_TAG = re.compile(rb"</(?:head|body|div|p)\s*+>|<(?:body|p|div|h1|article|main|section|meta|link|table|ul)(?:\s[^<>]*+)?>", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+)>")
_TAG_NAME = re.compile(rb"<[a-zA-Z][\w:-]*+[\s/]")
_QUOTED = re.compile(rb"\"[^\"]*+\"?|'[^']*+'?")
_ATTRIBUTE = re.compile(rb"[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen".split())
_CLOSED_BY_NEXT = frozenset(b"p li dt dd tr td th option".split())


def holds_markup(text: str) -> bool:
    """Whether a text holds a tag of HTML."""
    return _MARKUP.search(text) is not None


def drop_data_uris(data: bytes, stretches: list[tuple[int, int]]) -> bytes:
    """A page whose long stretches are free of the bytes of long data: URIs; the same object where they are already."""
    pieces: list[bytes] = []
    at = 0
    for start, end in stretches:
        if data.find(b"data:", start, end) >= 0:
            pieces += data[at:start], _DATA_URI.sub(b"data:,", data[start:end])
            at = end
    return b"".join([*pieces, data[at:]]) if pieces else data


def has_flood(data: bytes, stretches: list[tuple[int, int]]) -> bool:
    """Whether a tag may have so many attributes that libxml2 takes seconds over it; `stretches` are the page's long ones."""
    if len(data) > 6 * _MANY_ATTRIBUTES and data.count(b"=") > _MANY_ATTRIBUTES:
        return True
    return any(_is_flood(data, start, end) for start, end in stretches) or _hides_flood(data)


def _hides_flood(data: bytes) -> bool:
    """Whether a tag of attributes with `>` in their quotes fills several windows: such windows begin with hardly an end tag, as else only scripts do.

    Looks at the first tags of the first such stretches alone, so that its cost is bounded.
    """
    bare = stretches = 0
    for at in range(0, len(data), _WINDOW):
        bare = bare + 1 if data.count(b"</", at, at + _LOOK) < _FEW_END_TAGS else 0
        if bare == _BARE_WINDOWS:
            first = at - (_BARE_WINDOWS - 1) * _WINDOW
            before = max(data.rfind(b"</", max(0, first - _WINDOW), first), 0)
            for tag in islice(_TAG_NAME.finditer(data, before, at + _WINDOW), _TAGS_TRIED):
                whole = _TAG.match(data, tag.start(), tag.start() + _LONGEST_TRY)
                if whole is not None and whole.end() > at and len(_QUOTED.sub(b" ", whole[0]).split()) > MAX_ATTRIBUTES:
                    return True
            stretches += 1
            if stretches == _STRETCHES:
                break
    return False


_LOOK, _FEW_END_TAGS, _BARE_WINDOWS = 2048, 2, 3
_STRETCHES, _TAGS_TRIED, _LONGEST_TRY = 8, 4, 2**20


def long_stretches(data: bytes) -> list[tuple[int, int]]:
    """Stretches of at least 16 KiB without a `>`: long attributes, scripts, floods. Costs one look a window."""
    found = []
    at, last = 0, len(data) - _WINDOW
    while at < last:
        near = data.rfind(b">", at, at + _WINDOW)
        if near >= 0:
            at = near + 1
            continue
        end = data.find(b">", at + _WINDOW)
        end = end if end >= 0 else len(data)
        found.append((at, end))
        at = end + 1
    return found


def _is_flood(data: bytes, start: int, end: int) -> bool:
    tag = _TAG_NAME.search(data, start, end)
    return tag is not None and len(_QUOTED.sub(b" ", data[tag.start() : end]).split()) > MAX_ATTRIBUTES


def mend(data: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """A page whose end was lost in parsing, repaired."""
    notices: list[Notice] = []
    broken = _BROKEN_TAG.search(data, max(0, len(data) - 8192))
    if broken:
        data = data[: broken.start()]
        notices.append(Notice("truncated_markup", "the page breaks off inside a tag"))
    first = _END_OF_PAGE.search(data)
    if first and _COMMENT.sub(b"", data[first.end() :]).strip():
        data = _END_OF_PAGE.sub(b"", data)
        notices.append(Notice("early_end_of_page", "the page goes on behind its first </html>; all of it was read"))
    data, was_open = _open_comment(data)
    if was_open:
        notices.append(Notice("unclosed_comment", "a comment is never closed; what follows its opening was read"))
    data, element = _open_raw_text(data)
    if element:
        notices.append(Notice("unclosed_element", f"a {element} element is never closed; the mark-up behind it was read"))
    return data, tuple(notices)


def _open_comment(data: bytes) -> tuple[bytes, bool]:
    """A page without the opening of a comment that no `-->` closes."""
    closed = data.rfind(b"-->") + 3 if b"-->" in data else 0
    opening = data.find(b"<!--", closed)
    if opening < 0 or data.startswith((b"<!-->", b"<!--->"), opening) or data.find(b"--!>", opening) >= 0:
        return data, False
    return data[:opening] + data[opening:].replace(b"<!--", b""), True


def _open_raw_text(data: bytes) -> tuple[bytes, str | None]:
    """A page whose last script, style, title … is closed before the mark-up that it swallowed."""
    lower = data.lower()
    for name in _RAW_TEXT:
        opening = lower.rfind(b"<" + name)
        if opening < 0 or lower.rfind(b"</" + name) > opening:
            continue
        start = data.find(b">", opening) + 1
        ordinary = _ORDINARY_TAG.search(data, start) if start else None
        at = ordinary.start() if ordinary else (data.find(b"\n", start) if start else -1)
        if at < 0:
            at = len(data)
        if name == b"plaintext":
            return data[:opening] + data[start:], "plaintext"
        return data[:at] + b"</" + name + b">" + data[at:], name.decode()
    return data, None


def flatten(data: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """A page with bounded depth and attributes, text kept: an element over the bound takes the place of the one that it stands in."""
    flat = _Flattener(data)
    flat.run()
    notices = []
    if flat.deep:
        notices.append(Notice("deep_nesting", f"{flat.deep} elements are nested deeper than {MAX_OPEN} and were read beside each other"))
    if flat.wide:
        notices.append(Notice("many_attributes", f"{flat.wide} tags have more than {MAX_ATTRIBUTES} attributes; the others were dropped"))
    return b"".join(flat.out), tuple(notices)


class _Flattener:
    """One scan over a page's tags, with the open elements on a stack. Every look ahead is bounded, or ends the scan: linear time."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.out: list[bytes] = []
        self.stack: list[bytes] = []
        self.open = Counter[bytes]()
        self.deep = self.wide = 0

    def run(self) -> None:
        data, at, last = self.data, 0, self.data.rfind(b">")
        while 0 <= (start := data.find(b"<", at)) < last:
            self.out.append(data[at:start])
            if data.startswith(b"<!--", start):
                end = data.find(b"-->", start + 4)
                at = end + 3 if end >= 0 else last
            elif tag := _TAG.match(data, start):
                at = self._end(tag) if tag[1] else self._start(tag)
            elif data[start + 1 : start + 2].isalpha() or data.startswith((b"</", b"<!", b"<?"), start):
                at = data.find(b">", start) + 1
            else:
                self.out.append(b"&lt;")
                at = start + 1
        self.out.append(data[at:].replace(b"<", b"&lt;"))

    def _start(self, tag: re.Match[bytes]) -> int:
        name, attributes = tag[2].lower(), self._bounded(tag[3])
        if self.stack and self.stack[-1] == name and name in _CLOSED_BY_NEXT:
            self._close()
        if name in _RAW_TEXT:
            return self._raw_text(name, attributes, tag.end())
        if name not in _VOID:
            if len(self.stack) >= MAX_OPEN:
                self.deep += 1
                self._close()
            self.stack.append(name)
            self.open[name] += 1
        self.out.append(b"<" + name + attributes + b">")
        return tag.end()

    def _end(self, tag: re.Match[bytes]) -> int:
        name = tag[2].lower()
        if self.open[name]:
            while self._close() != name:
                pass
        return tag.end()

    def _close(self) -> bytes:
        name = self.stack.pop()
        self.open[name] -= 1
        self.out.append(b"</" + name + b">")
        return name

    def _raw_text(self, name: bytes, attributes: bytes, start: int) -> int:
        closing = re.compile(rb"</" + name + rb"[^>]*+>", re.IGNORECASE).search(self.data, start)
        text = self.data[start : closing.start()] if closing else b""
        self.out.append(b"<" + name + attributes + b">" + text + b"</" + name + b">")
        return closing.end() if closing else start

    def _bounded(self, attributes: bytes) -> bytes:
        if len(attributes) <= 2 * MAX_ATTRIBUTES:
            return attributes
        kept = [found[0] for found in islice(_ATTRIBUTE.finditer(attributes), MAX_ATTRIBUTES + 1)]
        if len(kept) <= MAX_ATTRIBUTES:
            return attributes
        self.wide += 1
        return b" " + b" ".join(kept[:MAX_ATTRIBUTES])
