"""The command line. A command is a few lines that call one function; data goes to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from extractor.errors import ExtractorError, OutputError

if TYPE_CHECKING:
    from extractor.page import SavedPage
    from extractor.run import Failure

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

Pages = Annotated[list[str], typer.Argument(metavar="PATH…", help="Saved pages: files of any kind, folders, globs, or - for standard input.", show_default=False)]
Page = Annotated[str, typer.Argument(metavar="PAGE", help="A saved page, or - for standard input.", show_default=False)]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Address the page was saved from, where the file does not tell.", show_default=False)]
RecogniserName = Annotated[
    str | None,
    typer.Option("--recogniser", metavar="NAME", help="Another recogniser of organisations, e.g. spacy:en_core_web_sm.", show_default=False),
]


@app.command(
    epilog="""Examples:

`extractor convert page.html` — the record on standard output

`extractor convert saved/ --to records.jsonl --to news.sqlite` — a folder into a file and a database

`extractor convert 'crawl/*.warc.gz' --to records.jsonl.zst --failures failures.jsonl --jobs 4`

`cat page.html | extractor convert - --url https://example.org/story | jq .headline`"""
)
def convert(
    paths: Pages,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TARGET",
            help="Where records go; may be given several times. records.jsonl (.gz, .zst), folder/ (a JSON file a page), news.sqlite, "
            "duckdb:news.duckdb, parquet:folder/, csv:folder/, jsonld:FILE, ninjs:FILE, postgresql://…, - (standard output, the default).",
            show_default=False,
        ),
    ] = None,
    failures: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a JSON line for each page that gave no record.", show_default=False)
    ] = None,
    url: Url = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Worker processes; 0 for one a core.")] = 0,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Time that one page may take.")] = 60.0,
    resume: Annotated[bool, typer.Option(help="Pass over pages whose record is in the JSON Lines target, and append to it.")] = False,
    recogniser: RecogniserName = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; failures are still told.")] = False,
) -> None:
    """Convert saved pages to validated records."""
    from extractor.convert import Job, convert
    from extractor.run import Budget

    job = Job(paths, to or ["-"], failures, url, Budget(jobs=jobs, seconds=timeout), recogniser, resume, quiet)
    summary = convert(job)
    if not quiet:
        typer.echo(str(summary), err=True)
    if summary.failures:
        raise typer.Exit(1)


@app.command(epilog="Example: `extractor show page.html`")
def show(
    page: Page,
    whole: Annotated[bool, typer.Option("--whole", help="The whole text, not only its beginning.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The record as indented JSON.")] = False,
    url: Url = None,
    recogniser: RecogniserName = None,
) -> None:
    """Show the record of a page to a person."""
    from extractor.pipeline import extract_page
    from extractor.run import named_recogniser
    from extractor.show import show

    other = named_recogniser(recogniser)

    def text_of(saved: SavedPage) -> str:
        article = extract_page(saved, recogniser=other)
        return article.model_dump_json(indent=1) if as_json else show(article, whole=whole)

    _print_each(page, url, text_of)


@app.command(epilog="Example: `extractor explain page.html | less`")
def explain(
    page: Page,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    url: Url = None,
    recogniser: RecogniserName = None,
) -> None:
    """Tell why: every block with its role, every field's candidates, winners and losers, every fact with its rule."""
    from extractor.explain import explain, explain_as_data
    from extractor.pipeline import run_stages
    from extractor.run import named_recogniser

    other = named_recogniser(recogniser)

    def text_of(saved: SavedPage) -> str:
        extraction = run_stages(saved, other)
        return json.dumps(explain_as_data(extraction), ensure_ascii=False, indent=1) if as_json else explain(extraction)

    _print_each(page, url, text_of)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    from schemas.json_schema import article_schema_text

    typer.echo(article_schema_text(), nl=False)


def _print_each(path: str, url: str | None, text_of: Callable[[SavedPage], str]) -> None:
    """Print what each page of a path gives; pages that give nothing are told on standard error."""
    from extractor.run import Failure, read_all

    failed = False
    for page in read_all([path], url):
        if isinstance(page, Failure):
            failed = _tell(page)
            continue
        try:
            typer.echo(text_of(page))
        except ExtractorError as error:
            failed = _tell(Failure(error.path or page.path, error.member or page.member, error.code, error.message, error.line))
    if failed:
        raise typer.Exit(1)


def _tell(failure: Failure) -> bool:
    typer.echo(f"extractor: {failure}", err=True)
    return True


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
    typer.echo(f"extractor: {message}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
