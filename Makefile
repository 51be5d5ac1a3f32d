# Every target makes the set-up it needs: an environment of its own in .venv/, with the planparse command in it.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo lint type test gate schema docs formats tools bench

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.planparse-setup
# Arguments for the gate, for instance: make gate GATE=--accept
GATE ?=
# Parts of the benchmark, for instance: make bench BENCH='speed length'
BENCH ?=

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: $(STAMP) ## the environment, with the planparse command in .venv/bin

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "planparse needs Python 3.11 or newer; say which one with: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docs,dedup,remote,dask,tables,report]' --group dev --group browser
	@touch $@

demo: $(STAMP) ## planparse on the corpus: a summary, some targets, the dataset and its report page
	@$(BIN)/planparse run corpus -o build/demo --fresh
	@$(BIN)/planparse show build/demo
	@echo "The dataset lies in build/demo; one document: $(BIN)/planparse show FILE"
	@$(BIN)/planparse report build/demo -o build/demo.html
	@echo "Open build/demo.html in a browser to look at it"

lint: $(STAMP) ## style, and the order of the layers
	$(BIN)/ruff check
	$(BIN)/lint-imports --cache-dir .import_linter_cache

type: $(STAMP) ## types
	$(BIN)/mypy

test: lint type ## style, types and tests
	$(BIN)/pytest

gate: $(STAMP) ## scores on the corpus against their floors; GATE=--accept takes new ones
	$(BIN)/python -m planparse.evaluate.gate $(GATE)

schema: $(STAMP) ## schemas/ from the record types
	$(BIN)/planparse schema --out schemas

docs: $(STAMP) ## the site in site/: its pages, those made from the program (codebook, commands, settings), and its checks
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group site
	$(BIN)/python docs/generate.py
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/pytest docs/test_site.py

formats: $(STAMP) ## the same records from every format? renders the corpus with LibreOffice and Chromium
	$(BIN)/python benchmarks/formats.py

tools: $(STAMP) ## Label Studio's own SDK in build/tools: with it, the tests have our files judged by it
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps --upgrade --target build/tools --group tools

bench: $(STAMP) ## speed, scaling, memory: a table, and build/bench.json; BENCH=peers compares with other libraries
	$(BIN)/python benchmarks/bench.py $(BENCH)
