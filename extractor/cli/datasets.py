"""Commands that read records: load, validate, migrate, and the schema they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.cli.app import app, tell

if TYPE_CHECKING:
    from extractor.schema_validator import Problem

PLACES = "Records: .jsonl (.gz, .zst), .json, a folder of them, .sqlite, .duckdb, .parquet, postgresql://…"
Source = Annotated[str, typer.Argument(metavar="RECORDS", help=PLACES, show_default=False)]

Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes at work; 0 for one a core, up to three.")]


@app.command(
    epilog="""Examples:

`extractor load records.jsonl --to sqlite:news.sqlite`

`extractor load records.jsonl.zst --to postgresql://user@host/news`

Loading the same records again changes nothing; a changed record replaces the one before."""
)
def load(
    records: Source,
    to: Annotated[list[str], typer.Option(metavar="TARGET", help="A database, folder or file, as `convert --to` takes it; may be given several times.")],
    jobs: Jobs = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary; problems are still told.")] = False,
) -> None:
    """Load records into databases and other targets; invalid ones are told and left out."""
    from extractor.load import load

    failed = False
    for target in to:
        loaded = load(records, target, jobs=jobs)
        failed |= _tell_problems(loaded.problems) or bool(loaded.report.rejected)
        report = loaded.report
        for rejected in report.examples:
            tell(f"record {rejected.number} ({rejected.id or 'no id'}) was not taken: {rejected.reason}")
        if not quiet:
            sums = f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged"
            typer.echo(f"{target}: {sums}" + (f"; {report.rejected + loaded.invalid} left out" if report.rejected + loaded.invalid else ""), err=True)
    if failed:
        raise typer.Exit(1)


@app.command(
    epilog="""Examples:

`extractor validate records.jsonl` — one line a problem: file:line: pointer: reason

`extractor validate records.jsonl --split valid.jsonl invalid.jsonl`

`extractor validate news.sqlite --format json | jq .`"""
)
def validate(
    records: Source,
    split: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="VALID INVALID", help="Write valid records to the first target, the others as they are to the second.", show_default=False),
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="For people and editors, or JSON Lines for programs.")] = "text",
    jobs: Jobs = 0,
) -> None:
    """Check records against the schema and against themselves; exit status 1 when one does not pass."""
    from extractor.validate import validate

    outcome = validate(records, split=split, jobs=jobs)
    for line in outcome.as_json() if form == "json" else outcome.as_text():
        typer.echo(line)
    if outcome.invalid:
        raise typer.Exit(1)


@app.command(
    epilog="""Examples:

`extractor migrate old.jsonl --to new.jsonl`

`extractor migrate old.jsonl.zst --to news.sqlite`"""
)
def migrate(
    records: Source,
    to: Annotated[str, typer.Option(metavar="TARGET", help="Where the lifted records go.")],
) -> None:
    """Lift records of older schema versions to this one."""
    from extractor.migrate import migrate

    migrated = migrate(records, to)
    failed = _tell_problems(migrated.problems)
    typer.echo(f"{migrated.lifted} lifted; {migrated.current} were current; {migrated.refused} refused", err=True)
    if failed or migrated.refused:
        raise typer.Exit(1)


@app.command(
    epilog="""Examples:

`extractor schema > article.schema.json`

`extractor schema | jq '."$defs".Quote.properties | map_values(.description)'` — what each field of a quote means"""
)
def schema() -> None:
    """Print the JSON Schema of the record."""
    from schemas.json_schema import article_schema_text

    typer.echo(article_schema_text(), nl=False)


def _tell_problems(problems: list[Problem]) -> bool:
    for problem in problems:
        tell(str(problem))
    return bool(problems)
