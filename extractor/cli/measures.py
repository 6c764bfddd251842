"""Commands that measure sets of records: profile, evaluate, diff."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from extractor.cli.app import app, tell
from extractor.cli.datasets import PLACES, Source
from extractor.errors import OutputError

Form = Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or JSON for programs.")]


@app.command(
    epilog="""Examples:

`extractor profile records.jsonl` — the data card as Markdown

`extractor profile news.sqlite --to card.html`"""
)
def profile(
    records: Source,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the card there: .html for a page with plots, else Markdown.", show_default=False)
    ] = None,
) -> None:
    """Make a data card: what is in a set of records, counted."""
    from extractor.profile import as_html, as_markdown, profile

    card = profile(records)
    if to is None:
        typer.echo(as_markdown(card), nl=False)
        return
    try:
        to.write_text(as_html(card) if to.suffix in (".html", ".htm") else as_markdown(card), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=str(to)) from error


@app.command(
    epilog="""Examples:

`extractor evaluate gold.jsonl predicted.jsonl` — precision, recall and F1 of every field, and all differences

`extractor evaluate gold.jsonl predicted.jsonl --floor floors.toml` — exit status 1 below a pinned figure

`extractor evaluate gold.jsonl predicted.jsonl --floor floors.toml --pin` — pin the figures; none may sink"""
)
def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD", help=f"Records that are right. {PLACES}", show_default=False)],
    predicted: Annotated[str, typer.Argument(metavar="PREDICTED", help="Records to measure, with the same ids.", show_default=False)],
    floor: Annotated[Path | None, typer.Option(metavar="FILE", help="Least F1 of each field, as TOML.", show_default=False)] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Write the figures to the floor file instead of testing them.")] = False,
    differences: Annotated[bool, typer.Option(help="List what is missing and what is too much.")] = True,
    form: Form = "text",
) -> None:
    """Measure predicted records against gold ones: precision, recall and F1 of every field, with bootstrap intervals."""
    from extractor.evaluate import below_floors, evaluate, pin_floors

    if pin and floor is None:
        raise typer.BadParameter("--pin needs --floor FILE, where the figures are written")
    evaluation = evaluate(gold, predicted)
    for line in [evaluation.as_json()] if form == "json" else evaluation.as_text(differences=differences):
        typer.echo(line)
    if floor and pin:
        pin_floors(evaluation, floor)
    elif floor and (found := below_floors(evaluation, floor)):
        for line in found:
            tell(line)
        raise typer.Exit(1)


@app.command(
    epilog="""Examples:

`extractor diff before.jsonl after.jsonl`

`extractor diff before.jsonl news.sqlite --format json | jq .`"""
)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=f"The earlier run. {PLACES}", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later run.", show_default=False)],
    form: Form = "text",
) -> None:
    """Tell what differs between two runs over the same pages; exit status 1 when something does."""
    from extractor.diff import diff

    found = diff(old, new)
    for line in [found.as_json()] if form == "json" else found.as_text():
        typer.echo(line)
    if found:
        raise typer.Exit(1)
