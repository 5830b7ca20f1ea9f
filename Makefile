# `make run` starts Backstop, `make test` checks it; each sets up what it needs in .venv.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: run test lint bench words clean
.DELETE_ON_ERROR:

run: .venv/run.installed
	@$(BIN)/python -m model
	$(BIN)/streamlit run app.py

# pytest comes last: its closing line is the result. Browser tests share one worker. The model is
# compiled before, so that its workers do not compile it once each.
test: lint
	@$(BIN)/python -m model
	$(BIN)/python -m pytest -n 2 --dist loadgroup

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

.venv/test.installed: .venv/run.installed requirements-dev.txt benchmarks/requirements.txt
	$(PIP) -r requirements-dev.txt
	$(PIP) --no-deps -r benchmarks/requirements.txt
	@touch $@
