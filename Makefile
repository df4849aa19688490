# Estafet: every target does its own set-up. `make run` starts the platform, `make test` runs everything CI runs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export LMS_HOME ?= $(CURDIR)/instance
export PORT ?= 8000

.PHONY: help setup setup-dev run test check fix bench torture screenshots lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## install what `make run` needs (system libraries, .venv)
	@scripts/setup.sh run

setup-dev: ## install what `make test` needs too (Chromium, poppler, qpdf, linters)
	@scripts/setup.sh dev

run: setup ## start the platform with the sample city on PORT (default 8000)
	@exec .venv/bin/lms demo

test: setup-dev ## lint, types, import contracts, content check and all tests
	@scripts/test.sh

check: setup-dev ## the quick half of `make test`: lint, types, import contracts, content
	@scripts/test.sh quick

fix: setup-dev ## let ruff repair what it can
	@.venv/bin/ruff check --fix lms tests bench scripts; .venv/bin/ruff format lms tests bench scripts

bench: setup-dev ## measure saves and certificates beside their floors; writes bench/results.md
	@$(PY) -m bench

torture: setup-dev ## the long forms of the fault and race tests
	@LMS_TORTURE=1 .venv/bin/pytest -q -n 2 tests

screenshots: setup-dev ## renew docs/screenshots from a running sample city
	@$(PY) scripts/screenshots.py

lock: ## rewrite the hashed requirement locks from pyproject.toml (needs uv)
	@scripts/lock.sh

clean: ## remove the environment and caches; keeps ./instance
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
