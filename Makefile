# What people do with Backhaul: `make help`.
# The first Python on the path that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# More than two cores are worth: tests wait for disks and servers too.
WORKERS ?= 3
# Of the benchmark: full or small.
SIZE ?= full
# Images of Python often set it: each process that a test starts would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
# How long schemathesis looks for what nobody thought of.
SECONDS ?= 300
# Programs that tests run, whose libraries do not go with ours: schemathesis, and moto, which speaks S3.
TOOLS := .venv-conformance

.DEFAULT_GOAL := help
.PHONY: help setup demo test conformance check format lock schema bench console-figures console-pictures clean

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Set everything up: .venv with the locked dependencies, the project, the console
	@$(BIN)/python hatch_build.py

$(STAMP): requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Backhaul needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	@if command -v uv >/dev/null; then \
	  test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); \
	  uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements-dev.txt; \
	else \
	  test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || { echo "no venv: on Debian, apt install python3-venv" >&2; exit 1; }; \
	  echo "installing the locked dependencies …"; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt; \
	fi
	@if command -v uv >/dev/null; then \
	  uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $(STAMP)

demo: setup ## Serve the API, GraphiQL and demo data on http://127.0.0.1:$(PORT)
	@$(BIN)/backhaul serve --demo --port $(PORT)

test: setup $(TOOLS)/.installed ## Run all tests, on SQLite and on a PostgreSQL of its own, and the console in Chromium
	@$(BIN)/python hatch_build.py test
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ARGS)

conformance: setup $(TOOLS)/.installed ## Run clients, audits and linters of others, then schemathesis for SECONDS=300
	@$(BIN)/pytest -rP tests/conformance $(ARGS)
	@$(BIN)/python -m tests.conformance.fuzzing --seconds $(SECONDS)

$(TOOLS)/.installed: tests/conformance/requirements.txt | setup
	@test -x $(TOOLS)/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python $(TOOLS)
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(TOOLS)/bin/python $<
	@touch $@

check: setup ## What a change must pass beside the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@$(BIN)/backhaul schema | diff -u schema.graphql - || { echo "schema.graphql is stale: make schema" >&2; exit 1; }
	@$(BIN)/python -m models.migrations.check
	@$(BIN)/python hatch_build.py check

format: setup ## Format and tidy the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: setup ## Write the served schema to schema.graphql
	$(BIN)/backhaul schema > schema.graphql

lock: setup ## Lock the dependencies anew, after a change in pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header tests/conformance/requirements.in -o tests/conformance/requirements.txt

bench: setup ## Measure against PostGraphile and hand-written SQL: 2 million orders, or SIZE=small
	@$(BIN)/python -m benchmarks.live; live=$$?; $(BIN)/python -m benchmarks --size $(SIZE) $(ARGS) && exit $$live

console-figures: setup ## Measure the console in Chromium: how much it loads, how soon it answers
	@$(BIN)/python -m tests.console.figures $(ARGS)

console-pictures: setup ## Take a picture of every screen of the console, for docs/console/
	@$(BIN)/python -m tests.console.pictures

clean: ## Remove what was built and installed
	rm -rf $(VENV) $(TOOLS) admin/dist admin/node_modules tests/conformance/node_modules dist
