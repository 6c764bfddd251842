"""A role for every segment, from what it is, where it stands and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.blocks import markup
from extractor.blocks.model import Role
from extractor.blocks.phrases import Kind, Phrases
from extractor.blocks.prose import ends_sentence
from extractor.blocks.segment import Segment
from extractor.fold import fold_word

_FLAG_ROLES: tuple[tuple[int, Role, str], ...] = (
    (markup.HIDDEN, "other", "hidden"),
    (markup.SCREEN_READER, "other", "for screen readers"),
    (markup.COMMENT, "comment", "comments"),
    (markup.CAPTION, "caption", "caption element"),
    (markup.CREDIT, "credit", "credit element"),
    (markup.SHARE, "share", "share bar"),
    (markup.ADVERTISEMENT, "advertisement", "advertisement"),
    (markup.RELATED, "related", "related stories"),
    (markup.TAGS, "tags", "tags"),
    (markup.EMBED, "embed", "embedded post"),
    (markup.NAVIGATION, "navigation", "navigation"),
    (markup.FOOTER, "footer", "footer"),
    (markup.FORM, "search", "form"),
    (markup.CONTROL, "other", "control"),
    (markup.BOX, "box", "box"),
    (markup.ASIDE, "box", "aside"),
)

_PHRASE_ROLES: dict[Kind, Role] = {
    "read_also": "related",
    "list": "related",
    "share": "share",
    "follow": "box",
    "comment": "comment",
    "tags": "tags",
    "advertisement": "advertisement",
    "navigation": "navigation",
    "legal": "footer",
    "byline": "byline",
    "dateline": "dateline",
    "caption": "caption",
    "label": "other",
    "credit": "credit",
    "missing": "other",
    "reading_time": "other",
}


def settle_by_flags(segments: Iterable[Segment]) -> None:
    """Give the role that the mark-up above a segment tells."""
    known: dict[int, tuple[Role, str]] = {}
    for segment in segments:
        flags = segment.node.flags & _ANY
        if flags:
            if flags not in known:
                known[flags] = next((role, why) for flag, role, why in _FLAG_ROLES if flags & flag)
            segment.role, segment.why = known[flags]


_ANY = sum(flag for flag, _, _ in _FLAG_ROLES)


def mark_phrases(segments: Sequence[Segment], words: Phrases) -> None:
    """Say of every segment which boilerplate phrase it is; a phrase that begins a long sentence, or one that somebody says, is none."""
    short = [segment for segment in segments if segment.weight <= LONGEST_PHRASE]
    for segment, kind in zip(short, words.kinds([segment.text for segment in short]), strict=True):
        if kind is not None and segment.weight <= _LONGEST.get(kind, LONGEST_PHRASE) and not ((kind in _NO_SENTENCE or segment.text[0] in _QUOTES) and _is_sentence(segment)):
            segment.kind = kind


def _is_sentence(segment: Segment) -> bool:
    """Prose, but no list of names with their parts ("Reporting by …; editing by …") nor a lead with a colon."""
    return bool(segment.prose) and not segment.timed and ends_sentence(segment.text) and not segment.text.endswith((":", "：")) and ";" not in segment.text


_QUOTES = "\"'“”„‘«‹「『"
LONGEST_PHRASE = 450.0
_LONGEST: dict[Kind, float] = {
    "byline": 300.0,
    "dateline": 120.0,
    "share": 90.0,
    "navigation": 60.0,
    "list": 70.0,
    "tags": 250.0,
    "legal": 450.0,
    "advertisement": 100.0,
    "missing": 90.0,
    "reading_time": 80.0,
    "read_also": 220.0,
    "follow": 350.0,
    "caption": 300.0,
    "credit": 120.0,
}
_NO_SENTENCE = frozenset(("byline", "dateline", "share", "list", "reading_time", "navigation", "missing", "credit"))


def by_phrase(kind: Kind) -> Role:
    """The role of a segment that is a phrase of a kind."""
    return _PHRASE_ROLES[kind]


def text_role(segment: Segment) -> tuple[Role, str]:
    """The role a segment has as part of a text."""
    flags = segment.node.flags
    tag = segment.node.tag
    if flags & markup.ROW:
        return "table_row", "row of a table"
    if flags & markup.HEADING or tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return ("paragraph", "sentences in a heading element") if segment.weight > LONGEST_HEADING and ends_sentence(segment.text) else ("heading", "heading element")
    if flags & markup.ITEM:
        return "list_item", "list item"
    if flags & markup.QUOTE:
        return "blockquote", "block quote"
    if segment.strong >= 0.95 * len(segment.text) and segment.weight < 120 and not segment.text.endswith((".", "!", "»", "”", '"')):
        return "heading", "wholly bold line"
    return "paragraph", f"text in {tag}"


LONGEST_HEADING = 180.0

_TIME = re.compile(r"\d{1,2}\s?[:.]\s?\d{2}|\b(?:1[34]|19|20)\d{2}\b")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_DATE, _WORDS_OF_FULL_DATE = 5, 8


def holds_date(text: str) -> bool:
    """Whether a text holds a year or a time of day."""
    return _TIME.search(fold_word(text)) is not None


def is_date(segment: Segment) -> bool:
    """Whether a line is little more than a date or a time; of one with a year and a time that is no sentence, more words are names of days, zones and changes."""
    if segment.weight >= LONGEST_DATE or not holds_date(segment.text):
        return False
    words = len(_WORD.findall(segment.text))
    return words <= _WORDS_OF_DATE or (words <= _WORDS_OF_FULL_DATE and not ends_sentence(segment.text) and len(_TIME.findall(fold_word(segment.text))) > 1)


LONGEST_DATE = 90.0
