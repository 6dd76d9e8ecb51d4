.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
MEMBERS := contracts $(addprefix services/,chassis referral consent planning reporting simulator)
PINNED := $(filter-out services/chassis,$(MEMBERS))

# uv from the machine, or one of our own when there is none.
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)

##@ Workspace

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet uv

.PHONY: setup
setup: $(VENV)/.ready ## Make .venv from the pins and install the workspace into it

$(VENV)/.ready: requirements/dev.txt $(addsuffix /pyproject.toml,$(MEMBERS)) | $(filter .tools/%,$(UV))
	test -x $(PY) || $(UV) venv --quiet --python "$$(command -v $(PYTHON))" $(VENV)
	VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation $(addprefix -e ./,$(MEMBERS))
	touch $@

$(VENV)/.real: $(VENV)/.ready requirements/real.txt
	VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --require-hashes -r requirements/real.txt
	touch $@

COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--no-annotate --python-version 3.11 $(addprefix --no-emit-package samplan-,$(notdir $(MEMBERS)))

.PHONY: lock
lock: | $(filter .tools/%,$(UV)) ## Write the hashed pins of requirements/ anew (UPGRADE=1 takes newer versions)
	$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) --group pyproject.toml:real -c requirements/dev.txt -o requirements/real.txt
	for project in $(PINNED); do \
	  $(COMPILE) $$project/pyproject.toml -c requirements/dev.txt -o requirements/$${project##*/}.txt; \
	done
