"""The article's language and the direction of its script."""

from __future__ import annotations

import re
from typing import Literal

from extractor.facts import Candidate, Choice
from extractor.parse import Tree

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTERS = re.compile(r"[^\W\d_]")


def find_language(tree: Tree, text: str) -> Choice[str]:
    """BCP 47 tag of the text's language; candidates from its script and words, then from what the page declares."""
    if len(_RIGHT_TO_LEFT.findall(text)) * 2 > len(_LETTERS.findall(text)):
        best = Candidate("ar", "text", 1.0, "script")
    elif tree.embedded.html_lang:
        best = Candidate(tree.embedded.html_lang.split("-")[0].lower(), "meta", 0.5, "html lang")
    else:
        best = Candidate("en", "text", 0.1, "default")
    return Choice(best, (best,))


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    """Direction of most of the text's letters."""
    return "rtl" if len(_RIGHT_TO_LEFT.findall(text)) * 2 > len(_LETTERS.findall(text)) else "ltr"
