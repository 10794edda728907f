# The commands of whence. They need Python 3.11 or newer with pip, and the package registry once.
#
#   make demo    read the sample captures and show the register of claims
#   make test    every check: style, types, architecture, docs, tests, quality floors
#
# Another Python: make demo PYTHON=/path/to/python3.12

UV_VERSION := 0.13.8
SHARED ?= ../shared
CANDIDATES := $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python)
FOUND = $(shell for each in $(CANDIDATES); do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$each" && break; done)

BIN := .venv/bin
UV := .tools/bin/uv
UV_MARK := .tools/uv-$(UV_VERSION)
READY := .venv/made-from-lock

.PHONY: help demo test lint format docs bench errors model ready clean

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make lint    the checks of 'make test' without the tests"
	@echo "make format  put the code into its style"
	@echo "make docs    write the generated parts of README.md and docs/ anew"
	@echo "make bench   the figures of docs/measures.md"
	@echo "make errors  what is wrong on the gold sets, by cause, with trees"
	@echo "make model   train the reader model again (up to three hours on two cores)"
	@echo "make clean   remove what these commands made"

ready: $(READY)

$(UV_MARK):
	@test -n "$(FOUND)" || { echo "whence needs Python 3.11 or newer, and none was found as: $(CANDIDATES);" \
		"install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "bringing uv $(UV_VERSION) into .tools (once)" >&2
	@rm -f .tools/uv-*
	@log=$$(mktemp) && { { "$(FOUND)" -m venv .tools && \
			.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); } >"$$log" 2>&1 || \
		"$(FOUND)" -m pip install --quiet --disable-pip-version-check --upgrade --target .tools uv==$(UV_VERSION) \
			>>"$$log" 2>&1 || { tail -n 2 "$$log"; \
			echo "uv $(UV_VERSION) could not be installed with pip; check that the package registry can be reached" \
				"and run the command again"; rm -f "$$log"; exit 1; } >&2; rm -f "$$log"; }
	@touch $@

$(READY): pyproject.toml uv.lock $(UV_MARK)
	@echo "bringing what uv.lock names into .venv (once, and when it changes)" >&2
	@env -u VIRTUAL_ENV -u UV_PROJECT_ENVIRONMENT UV_PYTHON_DOWNLOADS=never $(UV) sync --locked --quiet \
		$(if $(wildcard $(BIN)/python),,--python "$(FOUND)") || { \
		echo "the environment .venv could not be made; see the lines above, or remove it with 'make clean' and run again" >&2; \
		exit 1; }
	@touch $@

demo: $(READY)
	@sh docs/demo.sh

lint: $(READY)
	@sh .ci/checks --without-tests

test: $(READY)
	@sh .ci/checks

format: $(READY)
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

docs: $(READY)
	@$(BIN)/python docs/generate.py

bench: $(READY)
	@$(BIN)/python benchmarks/quality.py --shared "$(SHARED)"
	@$(BIN)/python benchmarks/surplus.py --shared "$(SHARED)"
	@$(BIN)/python benchmarks/register.py --shared "$(SHARED)"
	@$(BIN)/python benchmarks/recognizers.py --shared "$(SHARED)"
	@$(BIN)/python benchmarks/speed.py --shared "$(SHARED)"
	@$(BIN)/python benchmarks/attribution.py --shared "$(SHARED)"
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/lines.py "$(SHARED)/corpora/pages/flat-pages.jsonl"
	@$(BIN)/python benchmarks/reader.py --corpora "$(SHARED)/corpora"

errors: $(READY)
	@$(BIN)/python benchmarks/workbench.py errors --shared "$(SHARED)"

model:
	@test -n "$(FOUND)" || { echo "whence needs Python 3.11 or newer; name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	"$(FOUND)" -m venv build/venv
	build/venv/bin/pip install --quiet --requirement training/requirements.txt
	build/venv/bin/python training/make.py --corpora "$(SHARED)/corpora" --out src/whence/lang/en

clean:
	@rm -rf .venv .tools build/demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
