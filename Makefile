# `make run` starts Backstop, `make test` checks it, `make check` its quick part; each sets up
# what it needs in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# What Python compiles is kept, whatever the machine says: the tests start it many times.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run check test test-all lint bench words clean
.DELETE_ON_ERROR:

run: .venv/run.installed
	@$(BIN)/python -m model
	$(BIN)/streamlit run app.py

# Groups and their order are set by tests/conftest.py. The model is compiled before, so that the
# workers do not compile it once each.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

# What needs no other program and little time, and one page.
check: lint
	@$(BIN)/python -m model
	$(PYTEST) -m "not (browser or office or postgres or slow or long)"

# pytest comes last: its closing line is the result.
test: lint
	@$(BIN)/python -m model
	$(PYTEST) -m "not long"

# The laws that take minutes too, and each on every case that there is.
test-all: lint
	@$(BIN)/python -m model
	$(PYTEST)

lint: .venv/test.installed
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/test.installed
	$(BIN)/python -m benchmarks

words: .venv/test.installed
	$(BIN)/python -m wording

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Backstop needs Python 3.11 or newer with venv; try make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.installed: requirements.txt | .venv/pyvenv.cfg
	$(PIP) -r requirements.txt
	@touch $@

.venv/test.installed: .venv/run.installed requirements-dev.txt requirements-dask.txt benchmarks/requirements.txt
	$(PIP) -r requirements-dev.txt
	$(PIP) --no-deps --ignore-requires-python -r benchmarks/requirements.txt
	@touch $@
