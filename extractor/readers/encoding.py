"""Bytes → text.

A saved page's bytes are tried in the order of what can be believed: byte order mark; the pattern of NUL bytes that UTF-16 without a mark
leaves; strict UTF-8, which other encodings pass only by being ASCII (ISO-2022-JP is, and must be declared); UTF-8 with a few foreign bytes (pages glued from several sources);
the encoding that the container (HTTP, MIME) or the page declares (found by Beautiful Soup's detector), when the bytes decode with it and look like its language; a
detector over letter frequencies (faust-cchardet). Encodings are called by their WHATWG names (encoding.spec.whatwg.org).
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

import webencodings

from extractor.page import Notice

REPLACEMENT = "\ufffd"
_HEAD = 16_384  # bytes in which a declaration is looked for; WHATWG reads 1,024, but saved pages begin with scripts and comments
_SAMPLE = 400_000  # bytes that the detector reads

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe\0\0", "utf-32le"), (b"\0\0\xfe\xff", "utf-32be"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))
_SUPERSETS = {"shift_jis": "cp932", "euc-kr": "cp949", "gbk": "gb18030", "big5": "big5hkscs"}  # what browsers read under these names
_JAPANESE_ESCAPE = b"\x1b$"  # ISO-2022-JP is ASCII bytes throughout
_UNICODE = frozenset({"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"})
_ASCII_BYTES = bytes(range(128))
_SURROGATE = re.compile("[\ud800-\udfff]")
_CP1252_CONTINUATION = "\x80-\xbf" + "".join(sorted({bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0)}))
_TWICE_ENCODED = re.compile(f"[\xc2-\xdf][{re.escape(_CP1252_CONTINUATION)}]".replace("\\-", "-"))
_ACCENTS = re.compile("[\xc0-\xff\u0152-\u0178]+")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]++")
_UTF8_RUN = re.compile(
    rb"((?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})++)|[\x80-\xff]"
)
_LEGACY = (
    (re.compile("[\u0620-\u06ff]"), "windows-1256"),
    (re.compile("[\u0400-\u04ff]"), "windows-1251"),
    (re.compile("[\u0370-\u03ff]"), "windows-1253"),
    (re.compile("[\u05d0-\u05ea]"), "windows-1255"),
    (re.compile("[\u0e00-\u0e7f]"), "windows-874"),
)
_SURE = 0.4  # of the detector's confidence; below it the web's fallback, windows-1252, is right more often
_FOREIGN_SHARE = 0.5  # bytes that are not UTF-8 for each character that is; by chance a double-byte encoding gives one in five


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without lone surrogates, the WHATWG name of its encoding, and what a reader must know."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """The text of a page's bytes; `charset` is what its container (HTTP, MIME) declares. Never fails: at worst characters are U+FFFD."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _told(data[len(mark) :], name)
    if b"\0" in data[:4096]:
        wide = _wide(data[:4096])
        if wide:
            return _told(data, wide)
    if _JAPANESE_ESCAPE in data[:_HEAD] and "iso-2022-jp" in (whatwg_name(charset), declared_encoding(data)):
        return _told(data, "iso-2022-jp")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, charset)
    return Decoded(text, "utf-8", _mojibake(text))


def clean(text: str) -> tuple[str, tuple[Notice, ...]]:
    """A text without lone surrogates, which UTF-8 cannot carry: each becomes U+FFFD, so that offsets stay."""
    if text.isascii():
        return text, ()
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        mended, count = _SURROGATE.subn(REPLACEMENT, text)
        return mended, (Notice("lone_surrogates", f"{count} lone surrogates were replaced by U+FFFD"),)
    return text, ()


def declared_encoding(data: bytes) -> str | None:
    """WHATWG name of the encoding that a page's meta element or XML declaration names; None when there is none, or an unknown one."""
    from bs4.dammit import EncodingDetector  # few pages are not UTF-8, and it takes a tenth of a second to import

    return whatwg_name(EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True, search_entire_document=True))


def whatwg_name(label: str | None) -> str | None:
    """WHATWG name for a label such as `cp1256` or `"latin1"`; None when it is not one of theirs."""
    encoding = webencodings.lookup((label or "").strip().strip("\"'"))
    return encoding.name if encoding else None


def _told(data: bytes, name: str) -> Decoded:
    """Text of bytes whose encoding is beyond doubt."""
    text = _decode(data, name, "replace")
    return Decoded(text, name, _undecodable(text))


def _wide(head: bytes) -> str | None:
    """UTF-16 by the side on which mark-up's NUL bytes stand; None when they are strays."""
    even, odd, half = head[0::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16be"
    return None


def _not_utf8(data: bytes, charset: str | None) -> Decoded:
    rough = data.decode("utf-8", "replace")
    bad = rough.count(REPLACEMENT)
    good = len(rough) - len(rough.encode("ascii", "ignore")) - bad
    if bad <= _FOREIGN_SHARE * good or (bad == 1 and rough.endswith(REPLACEMENT)):
        return _mostly_utf8(data, rough)
    declared = [name for name in (whatwg_name(charset), declared_encoding(data)) if name and name not in _UNICODE]
    for name in dict.fromkeys(declared):
        text = _decode(data, name, "replace")
        if text.count(REPLACEMENT) <= 0.01 * _beyond_ascii(data) and not _looks_misread(text):
            return Decoded(text, name, _undecodable(text))
    name = _detect(data) or (declared[0] if declared else "windows-1252")
    text = _decode(data, name, "replace")
    notices = _undecodable(text)
    lies = {whatwg_name(charset), declared_encoding(data)} - {None, name}
    if lies:
        notices = (Notice("encoding_lies", f"declared as {', '.join(sorted(map(str, lies)))}, read as {name}"), *notices)
    return Decoded(text, name, notices)


def _mostly_utf8(data: bytes, rough: str) -> Decoded:
    """UTF-8 with foreign bytes in it. Runs of bytes beyond ASCII, which are about words, are UTF-8 or in the legacy encoding of the page's script."""
    name = next((encoding for script, encoding in _LEGACY if len(script.findall(rough)) > 20), "windows-1252")
    count = Counter[str]()

    def as_utf8(run: re.Match[bytes]) -> bytes:
        kind, text = _word(run[0], name, is_last=run.end() == len(data))
        count[kind] += 1
        return text.encode("utf-8")

    text = _BEYOND_ASCII.sub(as_utf8, data).decode("utf-8")
    notices = list(_undecodable(text))
    if count["surrogates"]:
        notices.append(Notice("lone_surrogates", f"{count['surrogates']} places hold surrogates, which UTF-8 does not allow"))
    if count["foreign"]:
        notices.append(Notice("mixed_encoding", f"{count['foreign']} places are not UTF-8 and were read as {name}"))
    return Decoded(text, "utf-8", tuple(notices))


def _word(run: bytes, name: str, *, is_last: bool) -> tuple[str, str]:
    """What a run of bytes beyond ASCII is (utf-8, surrogates, cut, foreign), and its text."""
    text = _from_surrogates(run)
    if text is not None:
        return ("utf-8" if _is_utf8(run) else "surrogates"), text
    rough = run.decode("utf-8", "replace")
    bad = rough.count(REPLACEMENT)
    if is_last and bad == 1 and rough.endswith(REPLACEMENT):
        return "cut", rough
    if bad > len(rough) - bad:
        return "foreign", _decode(run, name, "replace")
    pieces = (piece[0].decode("utf-8") if piece[1] else _decode(piece[0], name, "replace") for piece in _UTF8_RUN.finditer(run))
    return "foreign", "".join(pieces)


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _from_surrogates(data: bytes) -> str | None:
    """Text of surrogates that were written as if they were characters (CESU-8): pairs joined, lone ones U+FFFD; None for other bytes."""
    try:
        return data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        return None


def _detect(data: bytes) -> str | None:
    """What a detector over letter frequencies says, where it is sure enough."""
    import cchardet

    found = cchardet.detect(data[:_SAMPLE])
    label = found.get("encoding")
    if (found.get("confidence") or 0) < _SURE:
        return None
    name = {"UHC": "euc-kr", "JOHAB": "euc-kr"}.get(label or "") or whatwg_name(label)
    return name if name and name not in _UNICODE else None


def _decode(data: bytes, name: str, errors: str) -> str:
    encoding = None if name.startswith("utf-32") or name in _SUPERSETS else webencodings.lookup(name)
    if encoding:
        return encoding.codec_info.decode(data, errors)[0]
    return data.decode(_SUPERSETS.get(name, name), errors)


def _beyond_ascii(data: bytes) -> int:
    return len(data.translate(None, _ASCII_BYTES))


def _looks_misread(text: str) -> bool:
    """Whether accented Latin letters come in long runs, as Arabic, Cyrillic or Greek bytes do when they are read as windows-1252."""
    runs = [len(run) for run in _ACCENTS.findall(text)]
    return sum(runs) > 20 and sum(n for n in runs if n > 2) > 0.5 * sum(runs)


def _mojibake(text: str) -> tuple[Notice, ...]:
    """UTF-8 that was once read as windows-1252 and saved as UTF-8 again: every letter is two. Told from samples all over the page."""
    if text.isascii():
        return ()
    sample = "".join(text[at : at + 256] for at in range(0, len(text), max(256, len(text) // 24)))
    twice, strange = len(_TWICE_ENCODED.findall(sample)), len(sample) - len(sample.encode("ascii", "ignore"))
    if twice < 20 or twice < 0.25 * strange:
        return ()
    return (Notice("mojibake", "the text looks like UTF-8 that was read as windows-1252 before the page was saved"),)


def _undecodable(text: str) -> tuple[Notice, ...]:
    bad = text.count(REPLACEMENT)
    return (Notice("undecodable_bytes", f"{bad} places could not be decoded and are U+FFFD"),) if bad else ()
