# make run    convert the fixture pages to JSON Lines and SQLite, and say where they are
# make test   make the environment and run the tests on the installed package
# make lint   ruff and mypy --strict
# make bench  milliseconds a page of every stage, beside lxml's parse of the same pages
# make train  make the shipped weights again from the data in training/

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SOURCES := pyproject.toml README.md $(shell find extractor schemas -type f -not -path '*/__pycache__/*')

.PHONY: run test lint bench train clean

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(STAMP): $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip install --quiet --group dev ".[all]"
	$(BIN)/python -m pip install --quiet --force-reinstall --no-deps .
	touch $(STAMP)

run: $(STAMP)
	mkdir -p out
	$(BIN)/extractor convert fixtures/pages --to out/records.jsonl --to out/news.sqlite
	@echo "Records: out/records.jsonl   Database: out/news.sqlite"

test: $(STAMP)
	$(BIN)/python -P -m pytest $(PYTEST_ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -P -m extractor.bench fixtures/pages

train: $(STAMP)
	$(BIN)/python -m pip install --quiet --group train
	$(BIN)/python training/train.py

clean:
	rm -rf $(VENV) out build dist
