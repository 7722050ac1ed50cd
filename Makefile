# Gongkai. `make help` lists what can be done.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
LOCKS := requirements/core.txt requirements/web.txt requirements/dev.txt

.DEFAULT_GOAL := help
.PHONY: help setup ocr run fonts test check bench fuzz docs clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup: $(STAMP) ## Make .venv and install what the lock files name (WHEELS=folder: without an index)

$(STAMP): $(LOCKS) pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "找不到 $(PYTHON)；请安装 Python 3.11 以上，或用 make run PYTHON=它的路径" >&2; exit 5; }
	@$(PYTHON) tools/preflight.py
	@WHEELS="$(WHEELS)" $(PYTHON) tools/install.py
	@touch $@

ocr: setup ## Install what reads scanned pages (WHEELS=folder: without an index)
	@WHEELS="$(WHEELS)" $(PYTHON) tools/install.py ocr

fonts: ## Bring open Chinese fonts for PDFs (FONTS=folder: from there, without a network)
	@FONTS="$(FONTS)" $(PYTHON) tools/fonts.py

run: setup ## Start the site on http://127.0.0.1:8000/ (PORT, HOST, GONGKAI_DATA, DATABASE_URL …)
	@exec $(BIN)/gongkai serve

test: setup ## Run all tests: SQLite, browser, then a real PostgreSQL
	@$(BIN)/python -m pytest -q -n auto --maxprocesses 4
	@$(BIN)/python tests/postgres.py

check: setup ## Lint, types, import contracts, migrations, generated docs, tidy tree
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python tools/reference.py --check
	@$(BIN)/python tools/tidy.py

bench: setup ## Measure, and write docs/reference/performance.md (PART=audit: that part alone)
	@PART="$(PART)" $(BIN)/python tests/bench/run.py

fuzz: setup ## Damage thousands of files and texts and read them (SEED=0, TEXTS=10000, FILES=10000)
	@$(BIN)/python tests/corpus/fuzz.py --seed $(or $(SEED),0) --texts $(or $(TEXTS),10000) --files $(or $(FILES),10000)

docs: setup ## Write the generated reference pages anew
	@$(BIN)/python tools/reference.py

clean: ## Remove caches (never .venv, never var)
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
