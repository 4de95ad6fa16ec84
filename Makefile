# Everything from nothing: Python 3.11, pip and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help run test check bench big screenshots clean lock strings

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

run: $(VENV)/runtime ## Set up what is missing, then serve on 127.0.0.1:8000
	@$(BIN)/tendik serve

test: $(VENV)/dev ## Run all tests: platform tests on SQLite and on PostgreSQL, browser tests where Chromium is
	@sh tests/chromium.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/web --database postgresql

check: $(VENV)/dev ## Format, lint, types, direction of imports, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tendik_web.site.strings check

bench: $(VENV)/dev ## Measure what is claimed about speed; ratios within one run
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

big: $(VENV)/runtime ## Make a large invented set in var/big (TENDIK_VAR=var/big tendik serve shows it)
	@TENDIK_VAR=var/big $(BIN)/tendik big

strings: $(VENV)/dev ## Bring new strings into the catalogues
	$(BIN)/python -m tendik_web.site.strings update

lock: ## Pin and hash the requirements again (needs uv)
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url -o requirements/runtime.txt
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --group dev -c requirements/runtime.txt --generate-hashes --no-emit-index-url -o requirements/dev.txt

clean: ## Remove what was made; your data in var/ stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/runtime: requirements/runtime.txt pyproject.toml $(shell find src -name '*.po' 2>/dev/null)
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Tendik needs (once) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m tendik_web.site.strings compile
	@$(BIN)/python -m tendik.charts.fonts src/tendik_web/site/static/tendik/fonts
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/runtime
	@echo "Installing what the tests need (once) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
