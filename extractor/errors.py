"""What can go wrong, and where.

ExtractorError
├── ReadError            the bytes could not be read as a saved page
│   ├── UnsupportedFormat    no reader knows these bytes
│   ├── DamagedFile          the container is truncated or malformed
│   └── TooLarge             a bound on size, depth or count was passed
├── NotAnArticle         the page was read, but holds no article
├── OutputError          a record could not be written
└── LanguageDataError    a language file is malformed

Every error has a stable `code` and says where it happened (`path`, `member`, `line`) and what to do next.
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all errors; `str(error)` is the whole message with its place."""

    code = "error"

    def __init__(self, message: str, *, path: str | None = None, member: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.member = member
        self.line = line

    def at(self, path: str | None = None, member: str | None = None, line: int | None = None) -> ExtractorError:
        """The same error with its place filled in where it was unknown."""
        self.path = self.path if self.path is not None else path
        self.member = self.member if self.member is not None else member
        self.line = self.line if self.line is not None else line
        return self

    def __str__(self) -> str:
        place = self.path or ""
        if self.member:
            place = f"{place}#{self.member}" if place else self.member
        if self.line is not None:
            place = f"{place}:{self.line}"
        return f"{place}: {self.message}" if place else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.path, self.member, self.line)


def _rebuild(kind: type[ExtractorError], message: str, path: str | None, member: str | None, line: int | None) -> ExtractorError:
    return kind(message, path=path, member=member, line=line)


class ReadError(ExtractorError):
    """The bytes could not be read as a saved page."""

    code = "unreadable"


class UnsupportedFormat(ReadError):
    """No reader knows these bytes."""

    code = "unsupported_format"


class DamagedFile(ReadError):
    """The container is truncated or malformed."""

    code = "damaged_file"


class TooLarge(ReadError):
    """A bound on size, depth or count was passed."""

    code = "too_large"


class NotAnArticle(ExtractorError):
    """The page was read, but holds no article."""

    code = "not_an_article"


class OutputError(ExtractorError):
    """A record could not be written."""

    code = "output"


class LanguageDataError(ExtractorError):
    """A language file is malformed."""

    code = "language_data"
