"""The command that looks into the gazetteer of organisations."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from extractor.cli.app import app, tell


@app.command(
    epilog="""Examples:

`extractor organisations WHO`

`extractor organisations 'منظمة الصحة العالمية' --json | jq .key`"""
)
def organisations(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, short form or acronym, in any language.")],
    as_json: Annotated[bool, typer.Option("--json", help="A JSON line for each body.")] = False,
) -> None:
    """Look a name up in the gazetteer of organisations: the key that records carry, in every language."""
    from dataclasses import asdict

    from extractor.fields.organisations import look_up

    found = look_up(name)
    for entry in found:
        names = " · ".join(dict.fromkeys(n for n in (entry.name_en, entry.name_ar, *entry.acronyms) if n))
        typer.echo(json.dumps({**asdict(entry), "context": sorted(entry.context)}, ensure_ascii=False) if as_json else f"{entry.key}\t{entry.kind}\t{entry.country or '-'}\t{names}")
    if not found:
        tell(f"no body of the gazetteer is called {name!r}")
        raise typer.Exit(1)
