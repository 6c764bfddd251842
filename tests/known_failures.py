"""Write `fixtures/pages/known_failures.toml` again: `python tests/known_failures.py [--show WORD]`.

Reasons of failures that stay are kept; `--show` prints what is wrong with the pages or fields whose name holds WORD, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator

from pagecases import KNOWN_FAILURES, not_articles, not_refused, pages, problem

_HEAD = """\
# What the program does not yet reach of the hand-checked pages: each page and field that fails, with the reason.
# Written by `python tests/known_failures.py`; a reason written by hand is kept. With `strict`, a listed field that passes is an error.
strict = {strict}
"""


def known_failures() -> tuple[bool, dict[tuple[str, str], str]]:
    """Whether the list is strict, and the reason of every (page, field)."""
    if not KNOWN_FAILURES.exists():
        return False, {}
    data = tomllib.loads(KNOWN_FAILURES.read_text(encoding="utf-8"))
    return data["strict"], {(entry["page"], entry["field"]): entry["reason"] for entry in data.get("failure", [])}


def problems() -> Iterator[tuple[str, str, str | None]]:
    """Every (page, field) that is asked, and what is wrong with it."""
    for page in pages():
        for field in page.fields:
            yield page.name, field, problem(page, field)
    for path in not_articles():
        yield f"{path.parent.name}/{path.stem}", "refused", not_refused(path)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", metavar="WORD", help="print what is wrong where page or field holds WORD (all: '')")
    show = options.parse_args().show
    strict, reasons = known_failures()
    entries = [_HEAD.format(strict=str(strict).lower())]
    asked = 0
    for page, field, found in problems():
        asked += 1
        if found is None:
            continue
        if show is not None and show in f"{page}:{field}":
            sys.stdout.write(f"{page}:{field}\n    {found}\n")
        reason = reasons.get((page, field)) or found[:160]
        entries.append(f"\n[[failure]]\npage = {_quoted(page)}\nfield = {_quoted(field)}\nreason = {_quoted(reason)}\n")
    if show is None:
        KNOWN_FAILURES.write_text("".join(entries), encoding="utf-8")
    failed = len(entries) - 1
    sys.stdout.write(f"{asked - failed} of {asked} fields are right, {failed} fail\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


if __name__ == "__main__":
    main()
