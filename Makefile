# make demo   installs dateline into .venv and reads an example
# make test   installs it for development and runs every check
# make clean  removes .venv and what the tools leave behind

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml README.md LICENSE $(shell find src -name '*.py' -o -name '*.yaml')
EXAMPLE := examples/wire-story.txt
EXAMPLE_DATE := 2019-03-12

.PHONY: demo test lint clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@echo "\$$ dateline read $(EXAMPLE) --published $(EXAMPLE_DATE)"
	@$(BIN)/dateline read $(EXAMPLE) --published $(EXAMPLE_DATE)

test: lint
	@echo "== pytest"
	@$(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/.developing
	@echo "== ruff check" && $(BIN)/ruff check --quiet .
	@echo "== ruff format" && $(BIN)/ruff format --check --quiet . || { echo "run: $(BIN)/ruff format ."; exit 1; }
	@echo "== mypy" && $(BIN)/mypy --no-error-summary

# An installation for development follows the sources by itself; a plain one is made anew when they change.
$(VENV)/.installed: $(SOURCES) | $(BIN)/python
	@if [ -e $(VENV)/.developing ]; then $(MAKE) --no-print-directory $(VENV)/.developing; else \
		echo "installing dateline into $(VENV)" && $(BIN)/python -m pip install -qq . ; fi
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	@echo "installing dateline for development into $(VENV)"
	@$(BIN)/python -m pip install -qq --editable '.[dev]'
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dateline needs Python 3.11 or later; name one: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
