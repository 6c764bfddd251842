"""The command line's frame: the application, its exit status, and how errors are told."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from extractor.errors import ExtractorError

EXIT_CODES = """\
Exit status: 0 all is well; 1 some pages gave no record, or a data set did not pass; 2 the command cannot run as it was called
(an unknown option, records that cannot be read, an output that cannot be written); 130 interrupted."""

app = typer.Typer(
    name="extractor",
    invoke_without_command=True,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Saved news pages in, validated JSON records out: date, headline, source, organisations, quotes and statistics, "
    "each with the characters that prove it.",
    epilog=EXIT_CODES,
    pretty_exceptions_enable=False,
)


@app.callback()
def frame(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False) -> None:
    """Options of the program itself."""
    if version:
        from extractor.record import installed_version

        typer.echo(f"extractor {installed_version()}")
        raise typer.Exit


def tell(message: str) -> None:
    """A line on standard error."""
    typer.echo(f"extractor: {message}", err=True)


def main() -> NoReturn:
    """Entry point of the command; turns errors into one line and an exit status."""
    try:
        app(standalone_mode=True)
    except ExtractorError as error:
        if isinstance(error.__cause__, BrokenPipeError):
            _reader_has_gone()
        _fail(str(error), 2)
    except BrokenPipeError:
        _reader_has_gone()
    except OSError as error:
        _fail(f"standard output: cannot be written: {error.strerror or error}", 2)
    sys.exit(0)


def _reader_has_gone() -> NoReturn:
    """End in silence, as when `head` has read enough: nothing is wrong."""
    sys.stderr.close()
    sys.exit(0)


def _fail(message: str, status: int) -> NoReturn:
    tell(message)
    sys.exit(status)
