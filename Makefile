# make demo   installs dateline into .venv, reads an example, and makes a library of all examples in the folder demo
# make test   installs it for development and runs every check
# make clean  removes .venv and what the tools leave behind

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml README.md LICENSE $(shell find src -type f -not -name '*.pyc')
EXAMPLE := examples/wire-story.txt
EXAMPLE_DATE := 2019-03-12
LIBRARY := demo/examples.dateline

.PHONY: demo test lint clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@rm -rf demo && mkdir demo
	$(call show,read $(EXAMPLE) --published $(EXAMPLE_DATE))
	$(call show,add -l $(LIBRARY) examples/)
	$(call show,weigh -l $(LIBRARY))
	$(call show,find -l $(LIBRARY) --place Tarhuna --kind withdraw)
	$(call show,incidents -l $(LIBRARY) --place 'Bani Walid')
	$(call show,situation -l $(LIBRARY) --on 2019-06-06)
	$(call show,export -l $(LIBRARY) --format geojson -o demo/incidents.geojson)
	@echo "judge it in the browser:  $(BIN)/dateline desk -l $(LIBRARY)"

# Runs a command of dateline and shows it first, as a person would type it.
define show
	@echo && echo "\$$ dateline $(1)"
	@$(BIN)/dateline $(1)
endef

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
		echo "installing dateline into $(VENV)" && $(BIN)/python -m pip install -qq '.[all]' ; fi
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	@echo "installing dateline for development into $(VENV)"
	@$(BIN)/python -m pip install -qq --editable '.[dev]'
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dateline needs Python 3.11 or later; name one: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
