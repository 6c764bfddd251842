"""The command line. A command is a few lines that call one function; data goes to standard output, everything else to standard error."""

from extractor.cli import datasets, knowledge, measures, pages
from extractor.cli.app import app, main

__all__ = ["app", "datasets", "knowledge", "main", "measures", "pages"]
