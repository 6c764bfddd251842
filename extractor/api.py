"""The library's functions, as a user calls them."""

from __future__ import annotations

from extractor.page import SavedPage
from extractor.pipeline import extract_page, run_text_stages
from extractor.readers import page_of_bytes
from extractor.record import build_article
from schemas import Article


def extract(data: bytes | str, *, url: str | None = None, media_type: str | None = None) -> Article:
    """The record of one page held in memory.

    `data` are the page's bytes, in any encoding, or its text: HTML unless `media_type` says `text/plain`, which is a page dump whose lines
    get their roles by words and position. Bytes may also be a file of another kind (MHTML, webarchive, WARC …), whose first page is taken.
    `url` is the address it was saved from. Raises NotAnArticle when the page holds no article, ReadError when it cannot be read; both are
    ExtractorError.
    """
    if isinstance(data, str):
        page = SavedPage(data.encode("utf-8", "surrogatepass"), media_type=media_type or "text/html", url=url, decoded=data)
    else:
        page = page_of_bytes(data, url, media_type)
    return extract_page(page)


def extract_text(text: str, *, language: str | None = None, date: str | None = None) -> Article:
    """The record of an article's own text, kept verbatim up to 200,000 characters: nothing is stripped, there is no headline.

    `language` is a BCP 47 tag (told from the text when missing); `date` the ISO 8601 day of publication, against which "last year" is read.
    """
    return build_article(run_text_stages(text, language, date))
