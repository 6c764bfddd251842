"""JSON as it stands in web pages: strict where it is valid, forgiving where it is not.

Seen in the wild and read here: comments and CDATA around the data, HTML entities instead of quotes, raw control characters and unescaped
quotes in strings, trailing commas and semicolons, several values in a row, single-quoted or bare keys, and scripts that break off.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

MAX_LENGTH = 4_000_000  # characters of one script
MAX_DEPTH = 64  # of nested lists and objects; what lies deeper is null
MAX_OBJECTS = 2_000  # that one page gives

_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
_WRAPPING = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|-->|//\s*-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*")
_BRACKETS = re.compile(r"[\[\]{}]")
_SPACE = re.compile(r"(?:\s|//[^\n]*+)*+")
_OPENING = re.compile(r"[\[{]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});")
_UNCLEAN = re.compile(r"\\u(?:0026|[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..\\u)[dD][c-fC-F])")  # an escaped "&", half of a surrogate pair
_BARE = re.compile(r"[^\s,:{}\[\]\"]+")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,2})?$")
_STRING_PART = {'"': re.compile(r'[^"\\]*+'), "'": re.compile(r"[^'\\]*+")}
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}


def read_json_ld(text: str) -> tuple[list[Any], bool]:
    """The values in a script, and whether the script had to be mended."""
    if len(text) > MAX_LENGTH or not text.strip():
        return [], len(text) > MAX_LENGTH
    try:
        value = _DECODER.decode(_ENTITY.sub(_escaped, text) if "&" in text else text)
    except (ValueError, RecursionError):
        return _read_mended(text), True
    if _too_deep(text):
        return _Forgiving(text).values(), True
    return [_clean(value) if _UNCLEAN.search(text) else value], False


def _escaped(entity: re.Match[str]) -> str:
    return _character(entity[0])


@lru_cache(maxsize=256)
def _character(entity: str) -> str:
    """The character of an HTML entity, which scripts do not decode, as it stands in a string of JSON."""
    return json.dumps(html.unescape(entity))[1:-1]


def objects_of(values: list[Any]) -> Iterator[dict[str, Any]]:
    """Every object of JSON-LD values in document order, lists, `@graph` and `mainEntity` flattened."""
    waiting = list(reversed(values))
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            graph, entity = value.get("@graph"), value.get("mainEntity")
            if len(value) > 1 + ("@context" in value) or not isinstance(graph, list | dict):
                yield value
            if isinstance(entity, dict | list):
                waiting.append(entity)
            if isinstance(graph, list | dict):
                waiting.append(graph)


def _read_mended(text: str) -> list[Any]:
    bare = _WRAPPING.sub(" ", text) if "<!" in text or "-->" in text or "]]>" in text else text
    if "&quot;" in bare or "&#34;" in bare or "&#x22;" in bare:
        unescaped = html.unescape(bare)
        bare = unescaped if bare.count('"') < unescaped.count('"') / 2 else bare
    return _Forgiving(bare).values()


def _too_deep(text: str) -> bool:
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return False
    depth = 0
    for bracket in _BRACKETS.findall(text):  # brackets in strings only make a script look deeper
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _clean(value: Any) -> Any:
    """Strings free of HTML entities, which scripts do not decode, and of lone surrogates, which UTF-8 cannot carry."""
    if isinstance(value, str):
        bare = _ENTITY.sub(lambda found: html.unescape(found[0]), value) if "&" in value else value
        return bare if bare.isascii() else _SURROGATE.sub("\ufffd", bare)
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {_clean(k): _clean(v) for k, v in value.items()}
    return value


class _Forgiving:
    """A reader of almost-JSON, in linear time: what is missing is taken as closed, what makes no sense is stepped over."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def values(self) -> list[Any]:
        found: list[Any] = []
        while len(found) < MAX_OBJECTS and self._skip():
            if self.text[self.at] in "{[":
                found.append(_clean(self._value(0)))
            else:
                opening = _OPENING.search(self.text, self.at)
                self.at = opening.start() if opening else len(self.text)
        return found

    def _skip(self) -> bool:
        """Step over white space and comments; False at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if not self.text.startswith("/*", self.at):
                return self.at < len(self.text)
            end = self.text.find("*/", self.at + 2)
            self.at = end + 2 if end >= 0 else len(self.text)

    def _value(self, depth: int) -> Any:
        if not self._skip():
            return None
        opening = self.text[self.at]
        if opening == "{":
            return self._object(depth)
        if opening == "[":
            return self._list(depth)
        if opening in "\"'":
            return self._string(opening)
        bare = _BARE.match(self.text, self.at)
        if not bare:
            return None
        self.at = bare.end()
        word = bare[0].rstrip(";")
        if _NUMBER.match(word):
            return json.loads(word)
        return _WORDS.get(word, word)

    def _list(self, depth: int) -> list[Any] | None:
        if depth >= MAX_DEPTH:
            self._step_over()
            return None
        self.at += 1
        items: list[Any] = []
        while self._skip():
            mark = self.text[self.at]
            if mark == "]":
                self.at += 1
                break
            if mark == "}":  # a list that was never closed ends with its object
                break
            if mark in ",:":
                self.at += 1
                continue
            items.append(self._value(depth + 1))
        return items

    def _object(self, depth: int) -> dict[str, Any] | None:
        if depth >= MAX_DEPTH:
            self._step_over()
            return None
        self.at += 1
        members: dict[str, Any] = {}
        while self._skip():
            mark = self.text[self.at]
            if mark == "}":
                self.at += 1
                break
            if mark == "]":  # an object that was never closed ends with its list
                break
            if mark in ",:":
                self.at += 1
                continue
            key = self._value(depth + 1)
            if self._skip() and self.text[self.at] == ":":
                self.at += 1
                value = self._value(depth + 1) if self._skip() and self.text[self.at] not in ",}]" else None
                if isinstance(key, str):
                    members[key] = value
        return members

    def _step_over(self) -> None:
        """Leave a list or an object that lies too deep."""
        depth = 0
        for bracket in _BRACKETS.finditer(self.text, self.at):
            depth += 1 if bracket[0] in "[{" else -1
            if depth == 0:
                self.at = bracket.end()
                return
        self.at = len(self.text)

    def _string(self, quote: str) -> str:
        """A string; a quote that no comma, colon or bracket follows is taken as part of it."""
        pieces: list[str] = []
        self.at += 1
        while self.at < len(self.text):
            part = _STRING_PART[quote].match(self.text, self.at)
            if part:
                pieces.append(part[0])
                self.at = part.end()
            if self.at >= len(self.text):
                break
            if self.text[self.at] == quote:
                self.at += 1
                if self._closes():
                    break
                pieces.append(quote)
            else:
                pieces.append(self._escape())
        return "".join(pieces)

    def _closes(self) -> bool:
        rest = self.text[self.at : self.at + 40].lstrip()
        return not rest or rest[0] in ",:}];" or rest.startswith(("/*", "//"))

    def _escape(self) -> str:
        letter = self.text[self.at + 1 : self.at + 2]
        self.at += 2
        if letter != "u":
            return _ESCAPES.get(letter, letter)
        code = self._code_unit()
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.at):
            before, self.at = self.at, self.at + 2
            low = self._code_unit()
            if 0xDC00 <= low < 0xE000:
                return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
            self.at = before
        return chr(code) if code >= 0 else "\ufffd"

    def _code_unit(self) -> int:
        digits = _HEX.match(self.text, self.at)
        if not digits:
            return -1
        self.at += 4
        return int(digits[0], 16)
