"""The command line's frame: the application, its exit status, and how errors are told."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from extractor.errors import ExtractorError, OutputError

EXIT_CODES = """\
Exit status: 0 all is well; 1 some pages gave no record, or a data set did not pass; 2 the command cannot run as it was called
(an unknown option, a file that is not there, an output that cannot be written); 130 interrupted."""

app = typer.Typer(
    name="extractor",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Saved news pages in, validated JSON records out: date, headline, source, organisations, quotes and statistics, "
    "each with the characters that prove it.",
    epilog=EXIT_CODES,
    pretty_exceptions_enable=False,
)

def tell(message: str) -> None:
    """A line on standard error."""
    typer.echo(f"extractor: {message}", err=True)


def main() -> NoReturn:
    """Entry point of the command; turns errors into one line and an exit status."""
    try:
        app(standalone_mode=True)
    except OutputError as error:
        _fail(str(error), 2)
    except ExtractorError as error:
        _fail(f"{error} [{error.code}]", 1)
    except BrokenPipeError:
        # the reader of our output has gone, as `head` does; nothing is wrong
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)


def _fail(message: str, status: int) -> NoReturn:
    tell(message)
    sys.exit(status)
