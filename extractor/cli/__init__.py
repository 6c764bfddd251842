"""The command line. A command is a few lines that call one function; data goes to standard output, everything else to standard error."""

from extractor.cli import pages, datasets, measures, knowledge  # noqa: I001 - the order of the help page
from extractor.cli.app import app, main

__all__ = ["app", "datasets", "knowledge", "main", "measures", "pages"]
