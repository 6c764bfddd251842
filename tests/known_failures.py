"""Write `fixtures/pages/known_failures.toml` again: `python -m tests.known_failures [--show WORD]`.

Reasons of failures that stay are kept; `--show` prints what is wrong with the pages or fields whose name holds WORD, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib

from pagecases import KNOWN_FAILURES, pages, problem

_HEAD = """\
# What the program does not yet reach of the hand-checked pages: each page and field that fails, with the reason.
# Written by `python -m tests.known_failures`; a reason written by hand is kept. With `strict`, a listed field that passes is an error.
strict = {strict}
"""


def known_failures() -> tuple[bool, dict[tuple[str, str], str]]:
    """Whether the list is strict, and the reason of every (page, field)."""
    if not KNOWN_FAILURES.exists():
        return False, {}
    data = tomllib.loads(KNOWN_FAILURES.read_text(encoding="utf-8"))
    return data["strict"], {(entry["page"], entry["field"]): entry["reason"] for entry in data.get("failure", [])}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", metavar="WORD", help="print what is wrong where page or field holds WORD (all: '')")
    show = options.parse_args().show
    strict, reasons = known_failures()
    entries = [_HEAD.format(strict=str(strict).lower())]
    asked = failed = 0
    for page in pages():
        for field in page.fields:
            asked += 1
            found = problem(page, field)
            if found is None:
                continue
            failed += 1
            if show is not None and show in f"{page.name}:{field}":
                sys.stdout.write(f"{page.name}:{field}\n    {found}\n")
            reason = reasons.get((page.name, field)) or found[:160]
            entries.append(f"\n[[failure]]\npage = {_quoted(page.name)}\nfield = {_quoted(field)}\nreason = {_quoted(reason)}\n")
    if show is None:
        KNOWN_FAILURES.write_text("".join(entries), encoding="utf-8")
    sys.stdout.write(f"{asked - failed} of {asked} fields are right, {failed} fail\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


if __name__ == "__main__":
    main()
