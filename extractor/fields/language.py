"""The article's language and the direction of its script.

The script decides where it can; among languages of one script the most frequent words of the language files vote, and the declaration of
the page is believed when the vote does not contradict it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Literal

from extractor.facts import Candidate, Choice
from extractor.fold import fold_word, lower
from extractor.languages import available, language
from extractor.parse import Tree

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = ".,;:!?()[]{}\"'“”„‘’«»‹›…-–—/|،؛؟۔।0123456789"
_APART = re.compile(f"[{re.escape(_MARKS)}]+")
_SAMPLE, _SCRIPT_SAMPLE = 2000, 1000
_TAG = re.compile(r"^[A-Za-z]{2,3}\b")
_SHORTEST = """
afr:af alb:sq amh:am ara:ar arm:hy aze:az bel:be ben:bn bos:bs bul:bg cat:ca ces:cs chi:zh cym:cy cze:cs dan:da deu:de dut:nl ell:el eng:en est:et eus:eu
fas:fa fin:fi fra:fr fre:fr geo:ka ger:de gle:ga gre:el guj:gu hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy ice:is ind:id isl:is ita:it jpn:ja kan:kn kat:ka
kaz:kk khm:km kor:ko kur:ku lav:lv lit:lt mac:mk mal:ml mar:mr may:ms mkd:mk mlt:mt mon:mn msa:ms mya:my nep:ne nld:nl nob:nb nor:nb ori:or pan:pa per:fa
pol:pl por:pt pus:ps ron:ro rum:ro rus:ru sin:si slk:sk slo:sk slv:sl som:so spa:es sqi:sq srp:sr swa:sw swe:sv tam:ta tel:te tgl:tl tha:th tur:tr ukr:uk
urd:ur uzb:uz vie:vi zho:zh
"""
_PREFERRED = {"no": "nb", "nn": "nb", "in": "id", "iw": "he", "ji": "yi"} | dict(pair.split(":") for pair in _SHORTEST.split())
"""The subtag that BCP 47 wants for one that pages declare: the shortest of ISO 639, and none that was withdrawn (RFC 5646, 2.2.1)."""
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Kana", re.compile("[\u3040-\u30ff]")),
    ("Hang", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("Hani", re.compile("[\u3400-\u9fff]")),
    ("Arab", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")),
    ("Hebr", re.compile("[\u0590-\u05ff]")),
    ("Grek", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("Cyrl", re.compile("[\u0400-\u052f]")),
    ("Thai", re.compile("[\u0e00-\u0e7f]")),
    ("Deva", re.compile("[\u0900-\u097f]")),
    ("Beng", re.compile("[\u0980-\u09ff]")),
    ("Latn", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_ALONE = {"Kana": "ja", "Hang": "ko", "Hani": "zh", "Grek": "el", "Thai": "th", "Beng": "bn"}
_USUAL = {"Hebr": "he"}
"""The language of a script where neither words nor the page tell another one."""
_FEWEST_LETTERS = 20
_CONTRADICTS, _SURE, _TRUSTED = 1.6, 0.12, 0.06


def find_language(tree: Tree, text: str) -> Choice[str]:
    """BCP 47 tag of the text's language; candidates from its script and words, then from what the page declares."""
    sample = text[:_SAMPLE] if len(text) >= _FEWEST_LETTERS else f"{tree.embedded.title or ''} {text}"
    declared = _declared(tree)
    found = [Candidate(tag, "meta", 0.5, f"{name} of the page", raw) for name, tag, raw in declared]
    script = script_of(sample)
    if script is None:
        return Choice(found[0] if found else None, tuple(found))
    if script in _ALONE:
        told = Candidate(_ALONE[script], "text", 1.0, f"script {script}")
        return Choice(told, (told, *found))
    votes = _votes(sample, script)
    spoken = [Candidate(tag, "text", round(share, 4), f"{100 * share:.0f} % of the words are frequent in it") for tag, share in votes]
    best = _decide(spoken, found, script)
    if best is None and script in _USUAL:
        best = Candidate(_USUAL[script], "text", _SURE, f"script {script}")
    return Choice(best, tuple(dict.fromkeys(([best] if best else []) + spoken[:3] + found)))


def _decide(spoken: list[Candidate[str]], declared: list[Candidate[str]], script: str) -> Candidate[str] | None:
    """The declared language unless the words speak against it; else the language of the words, where they are sure."""
    shares = {c.value: c.score for c in spoken}
    top = spoken[0] if spoken else None
    for claim in declared:
        known = claim.value in available()
        if known and script not in _scripts_of(claim.value):
            continue
        own = shares.get(claim.value, 0.0)
        if known and own >= _TRUSTED and (top is None or top.score <= _CONTRADICTS * own):
            return claim
        if not known and (top is None or top.score < 0.25) and script == "Latn":
            return claim
    if top and top.score >= _SURE:
        return top
    return next((c for c in declared if c.value not in available() or script in _scripts_of(c.value)), top)


@cache
def _frequent() -> dict[str, dict[str, tuple[str, ...]]]:
    """Script → frequent word, folded → the languages that it is frequent in."""
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for code in available():
        words = {lower(fold_word(w)) for w in language(code).section("metadata").get("frequent_words", ())}
        for script in language(code).scripts:
            of_script = table.setdefault(script, {})
            for word in words:
                of_script[word] = (*of_script.get(word, ()), code)
    return table


def _votes(sample: str, script: str) -> list[tuple[str, float]]:
    """Languages of the script by the share of the sample's words that are frequent in them, less the letters that they do not have; those without
    any are left out."""
    words = _APART.sub(" ", lower(_composed(fold_word(sample)))).split()
    frequent = _frequent().get(script, {})
    found = Counter(code for word in words if word in frequent for code in frequent[word])
    if len(found) > 1:
        foreign = _foreign(lower(_composed(sample)), found)
        found = Counter({code: number - foreign[code] for code, number in found.items() if number > foreign[code]})
    return sorted(((code, number / len(words)) for code, number in found.items()), key=lambda v: (-v[1], v[0]))


def _foreign(sample: str, codes: Iterable[str]) -> dict[str, int]:
    """Languages → how many letters of the sample are not of their alphabet, as far as it is known."""
    letters = {c: sample.count(c) for c in set(sample) if c > "\x7f" and unicodedata.category(c) in ("Ll", "Lo")}
    known = _letters()
    return {code: sum(number for c, number in letters.items() if c not in known[code]) if code in known else 0 for code in codes}


@cache
def _letters() -> dict[str, frozenset[str]]:
    """Language → the letters of its alphabet, but for a to z."""
    told = ((code, language(code).section("metadata").get("letters")) for code in available())
    return {code: frozenset(letters) for code, letters in told if letters is not None}


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def script_of(text: str) -> str | None:
    """ISO 15924 code of the script of most letters (any kana make a text Japanese, any Hangul beside ideographs Korean); None without letters."""
    if text.isascii():
        return "Latn" if any(c.isalpha() for c in text) else None
    text = text[:_SCRIPT_SAMPLE]
    letters = "".join(set(text))
    counts = {code: sum(map(text.count, pattern.findall(letters))) for code, pattern in _SCRIPTS}
    if counts["Kana"] and counts["Kana"] * 12 >= counts["Hani"]:
        counts["Kana"] += counts["Hani"]
        counts["Hani"] = 0
    code = max(counts, key=lambda c: counts[c])
    return code if counts[code] else None


def _scripts_of(tag: str) -> tuple[str, ...]:
    return language(tag).scripts


def _declared(tree: Tree) -> list[tuple[str, str, str]]:
    """(where, tag, as declared) of the page's declarations, the most trustworthy first."""
    claims = [("html lang", tree.embedded.html_lang)]
    claims += [(f"meta {name}", content) for name, content in tree.embedded.meta if name in {"og:locale", "content-language", "language", "dc.language", "inlanguage"}]
    found = []
    for name, raw in claims:
        if raw and (match := _TAG.match(raw.replace("_", "-").strip())):
            code = match[0].lower()
            tag = _PREFERRED.get(code, code)
            found.append((name, tag, raw))
    return found


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    """Direction of most of the letters at the text's beginning."""
    sample = text[:_SAMPLE]
    turned = 0 if sample.isascii() else _length(_RIGHT_TO_LEFT, sample)
    return "rtl" if turned and turned * 2 > _length(_LETTERS, sample) else "ltr"


def _length(runs: re.Pattern[str], text: str) -> int:
    """The number of characters in runs of some."""
    return sum(map(len, runs.findall(text)))
