# Two commands do everything on a fresh machine with Python 3.11+: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 3978
# Processes that share the tests: one a core, four at most, since each takes a gigabyte.
WORKERS ?= auto

.PHONY: run test check bench eval clean

run: $(VENV)/.run
	PORT=$(PORT) $(BIN)/python bot.py serve

test: $(VENV)/.test
	$(BIN)/python -m tests.prepare
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python bot.py check
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses=4 --dist loadfile

check: $(VENV)/.run
	$(BIN)/python bot.py check

bench: $(VENV)/.test
	$(BIN)/python -m tests.bench

eval: $(VENV)/.test
	$(BIN)/python -m tests.eval

$(VENV)/.run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: set PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: $(VENV)/.run tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

clean:
	rm -rf $(VENV) data .mypy_cache .ruff_cache .pytest_cache
