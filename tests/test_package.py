"""The tests run on the installed package, data files included."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import pytest

import extractor
import schemas


@pytest.mark.skipif("PYTHONPATH" in os.environ, reason="the source tree was put on the path on purpose")
def test_the_installed_package_is_what_is_tested() -> None:
    root = Path(__file__).resolve().parent.parent
    for package in (extractor, schemas):
        assert (root / str(package.__name__)) not in Path(str(package.__file__)).parents


def test_data_files_are_in_the_package() -> None:
    assert (files("schemas") / "article.schema.json").is_file()
    assert (files("schemas") / "py.typed").is_file()
    assert (files("extractor.languages") / "ar.toml").is_file()
