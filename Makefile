# The one way to install, run, check and ship Backplan. `make` alone prints the targets.

PYTHON ?= python3
# The suite runs on the interpreter of .venv, then on the newest of these that is on this machine; `make test-long` takes
# all of them, as does `make test NEWER_PYTHONS="3.12 3.13"`.
PYTHONS := 3.12 3.13
NEWER_PYTHONS ?= $(or $(lastword $(foreach version,$(PYTHONS),$(if $(call is_here,$(version)),$(version)))),3.13)
is_here = $(shell PYENV_VERSION=$(1) python$(1) -c '' 2>/dev/null && echo yes)
PORT ?= 8000
# One more than cores: some tests wait for processes that they start.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_PYTHON_DOWNLOADS := never

BIN := .venv/bin
LOCKS := requirements-build.lock requirements-dev.lock

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test test-long check lint bench load fix lock cases image image-proof clean

help: ## print these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: .venv/installed ## make .venv with the locked dependencies and the `backplan` command
	@echo "Ready: $(BIN)/backplan"

run: install ## serve on PORT (8000), and say where to click
	$(BIN)/backplan serve

test: install ## run the tests here and on the newest Python of this machine
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov
	@for version in $(NEWER_PYTHONS); do $(MAKE) --no-print-directory test-on-$$version || exit 1; done

# About two hours of one core: 100,000 day and 10,000 minute plans against the slow reading, 5,000 examples of each law.
test-long: install ## run all tests, the long ones too, with many more examples (an hour on two cores)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "" --hypothesis-profile=long
	@for version in $(PYTHONS); do $(MAKE) --no-print-directory test-on-$$version || exit 1; done

check: lint test ## all that must be green before a change lands: lint, then test

lint: install ## check format, style, types and layers
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: ## measure against rivals, in an environment of its own (BENCH=--write: rewrite docs/benchmarks.md)
bench: $(if $(wildcard bench/requirements.lock),.venv-bench/installed,install)
	$(if $(wildcard bench/requirements.lock),.venv-bench,.venv)/bin/python -m bench $(BENCH)

load: install ## measure the service against a bare ASGI application, some minutes (LOAD=--write: rewrite docs/load.md)
	$(BIN)/python -m bench.load $(LOAD)

fix: install ## format, and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The pins stay as they are where pyproject.toml still allows them; `make lock UPGRADE=1` takes the newest.
# Only names, versions and hashes are written, never where they came from.
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header \
	$(if $(UPGRADE),--upgrade)
lock: ## rewrite the lock files from pyproject.toml (UPGRADE=1: newest versions)
	@test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --require-hashes -r requirements-build.lock; }
	$(COMPILE) pyproject.toml --extra s3 --output-file requirements.lock
	$(COMPILE) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group build --constraint requirements-dev.lock --output-file requirements-build.lock
	$(COMPILE) pyproject.toml bench/requirements.in --constraint requirements.lock --output-file bench/requirements.lock

cases: install ## rewrite the golden cases' expectations and the files made from code; read the diff before you commit it
	$(BIN)/python -m tests.golden.rewrite

image: ## build the container image `backplan` (needs a Docker engine)
	docker build --tag backplan .

image-proof: install ## carry out the Dockerfile without an engine (needs root and debootstrap)
	$(BIN)/python -m tests.image.prove

clean: ## remove the environments, caches and builds
	rm -rf .venv .venv-* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- environments -----------------------------------------------------------------------------------------------------

# make_environment FOLDER, PYTHON, LOCK: from nothing, by hash, so that it never holds more than its lock.
define make_environment
	@$(2) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Backplan needs Python 3.11 or newer, and '$(2)' is not; say which one: make PYTHON=python3.13"; exit 1; }
	$(2) -m venv --clear $(1)
	$(1)/bin/pip install --quiet --require-hashes -r requirements-build.lock
	$(1)/bin/uv pip install --quiet --python $(1) --require-hashes -r $(3)
	$(1)/bin/uv pip install --quiet --python $(1) --no-deps --no-build-isolation -e .
	@touch $(1)/installed
endef

.venv/installed: pyproject.toml $(LOCKS)
	$(call make_environment,.venv,$(PYTHON),requirements-dev.lock)

.venv-bench/installed: pyproject.toml $(LOCKS) bench/requirements.lock
	$(call make_environment,.venv-bench,$(PYTHON),bench/requirements.lock)

# PYENV_VERSION lets pyenv's shims find a version that is installed but not active; nothing else reads it.
.venv-3.%/installed: export PYENV_VERSION = 3.$*
.venv-3.%/installed: pyproject.toml $(LOCKS)
	$(call make_environment,.venv-3.$*,python3.$*,requirements-dev.lock)

test-on-3.%:
	@if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] >= (3, $*))'; then \
		echo "Python 3.$* is not newer than the one of .venv: already tested"; \
	elif ! PYENV_VERSION=3.$* python3.$* -c '' 2>/dev/null; then \
		echo "Python 3.$* is not on this machine: NOT tested"; \
	else \
		$(MAKE) --no-print-directory .venv-3.$*/installed && \
		echo "On Python 3.$*:" && \
		.venv-3.$*/bin/python -m pytest -n $(WORKERS) --dist worksteal; \
	fi
