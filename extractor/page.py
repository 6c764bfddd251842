"""What a reader yields: one saved page, with all that its container knows about it."""

from __future__ import annotations

from dataclasses import dataclass

from schemas import Format


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning that goes into the record (schemas.Notice)."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One saved page. `data` are the page's own bytes, free of transfer and content encodings.

    path, member    where it lies: the file as given, and the name or record id inside a container
    format          what kind of file it was saved in, told by its bytes
    media_type      of the page itself: text/html, application/xhtml+xml, text/plain …; None when unknown (decided by content)
    charset         the character encoding its container declares (HTTP or MIME header); None when it declares none
    url, saved_at   address and time (ISO 8601) of saving, as container, saver or caller give them
    decoded         the text, where it was handed over as text instead of bytes
    notices         what the reader had to leave out or repair
    """

    data: bytes
    format: Format = "html"
    path: str | None = None
    member: str | None = None
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    saved_at: str | None = None
    decoded: str | None = None
    notices: tuple[Notice, ...] = ()
