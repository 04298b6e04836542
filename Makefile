# Two commands: `make demo` and `make test`. Python 3.11 or newer and git are all they need.
PYTHON ?= python3
PORT ?= 8000
RAPPORT_HOME ?= ./var
BIN = .venv/bin
export RAPPORT_HOME

.PHONY: help install demo test lint bench lock messages

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

install: .venv/installed ## install the product into .venv

demo: install ## serve the demonstration registry (PORT=8000)
	$(BIN)/rapport demo --port $(PORT)

test: .venv/development ## run every test, on SQLite and, where there is one, on PostgreSQL
	$(BIN)/python -m pytest -n auto
	$(BIN)/python tests/on_postgresql.py -n auto

lint: .venv/development ## run the linters alone
	$(BIN)/python -m pytest -q tests/test_house_rules.py

bench: .venv/benchmarks ## measure, against rivals in the same run
	$(BIN)/python -m benchmarks

messages: .venv/development ## gather the texts to translate, and compile the translations
	$(BIN)/python -m rapport.locale

lock: .venv/development ## resolve the requirements anew (no addresses are written)
	$(BIN)/pip install --quiet uv
	for each in runtime development benchmarks; do \
		$(BIN)/uv pip compile --universal --python-version 3.11.0 --generate-hashes --no-header --upgrade \
			--quiet requirements/$$each.in -o requirements/$$each.txt; done

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rapport needs Python 3.11 or newer; name one: make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements/runtime.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/development: requirements/development.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@touch $@

.venv/benchmarks: requirements/benchmarks.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/benchmarks.txt
	@touch $@
