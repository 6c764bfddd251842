"""Commands that read saved pages: convert, show, explain, list."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.app import app, tell
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from extractor.page import SavedPage
    from extractor.run import Failure

Pages = Annotated[list[str], typer.Argument(metavar="PATH…", help="Saved pages: files of any kind, folders, globs, or - for standard input.", show_default=False)]
Page = Annotated[str, typer.Argument(metavar="PAGE", help="A saved page, or - for standard input; of a folder or container, every page.", show_default=False)]


def _address(value: str | None) -> str | None:
    if value is not None and not value.lower().startswith(("http://", "https://", "file:", "ftp://")):
        raise typer.BadParameter(f"{value} is no address; write the whole of it, as in https://example.org/story")
    return value


Url = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Address the page was saved from, where the file does not tell.", show_default=False, callback=_address),
]
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
    try:
        summary = convert(job)
    except KeyboardInterrupt:
        tell("interrupted; what was written stays, and --resume goes on behind it in a JSON Lines target")
        raise typer.Exit(130) from None
    if not quiet:
        typer.echo(str(summary), err=True)
    if summary.failures:
        raise typer.Exit(1)


@app.command(
    epilog="""Examples:

`extractor show page.html`

`extractor show page.html --json | jq '.quotes[] | {speaker: .speaker.name, text}'`

`curl -s https://example.org/story | extractor show - --url https://example.org/story --whole`"""
)
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


@app.command(
    epilog="""Examples:

`extractor explain page.html | less`

`extractor explain page.html | grep -A 5 '^headline'` — which headlines there were to choose from

`extractor explain page.html --json | jq '.blocks[] | select(.in_body | not)'` — what was left out of the text"""
)
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


@app.command(
    "list",
    epilog="""Examples:

`extractor list crawl.wacz` — place, format, media type, bytes, time of saving and address, with tabs between them

`extractor list saved/ --json | jq -r .url`""",
)
def list_(
    paths: Pages,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line for each page.")] = False,
) -> None:
    """List the pages that files and containers hold, without extracting them."""
    from dataclasses import asdict

    from extractor.errors import ReadError
    from extractor.readers import list_pages

    problems: list[ReadError] = []
    for path in paths:
        for page in list_pages(path, on_error=problems.append):
            place = "#".join(part for part in (page.path, page.member) if part)
            columns = (place, page.format, page.media_type or "-", str(page.size), page.saved_at or "-", page.url or "-")
            typer.echo(json.dumps(asdict(page), ensure_ascii=False) if as_json else "\t".join(columns))
    for problem in problems:
        tell(f"{problem} [{problem.code}]")
    if problems:
        raise typer.Exit(1)


def _print_each(path: str, url: str | None, text_of: Callable[[SavedPage], str]) -> None:
    """Print what each page of a path gives; pages that give nothing are told on standard error."""
    from extractor.run import Failure, read_all

    failed = printed = False
    for page in read_all([path], url):
        if isinstance(page, Failure):
            failed = _failed(page)
            continue
        try:
            typer.echo(("\n" if printed else "") + text_of(page))
            printed = True
        except ExtractorError as error:
            failed = _failed(Failure(error.path or page.path, error.member or page.member, error.code, error.message, error.line))
    if failed:
        raise typer.Exit(1)


def _failed(failure: Failure) -> bool:
    tell(str(failure))
    return True
