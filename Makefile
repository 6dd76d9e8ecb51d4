.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
# Keep bytecode, also where the environment forbids it: without it each run compiles every module and rewrites every assert again.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
# Newest first: the versions that the pins have wheels for. A name on the path may be a stub that does not run.
PYTHONS := python3.14 python3.13 python3.12
NEWEST ?= $(firstword $(foreach python,$(PYTHONS),$(shell $(python) -c '' 2>/dev/null && echo $(python))))
BIN := $(VENV)/bin
SBOM := .tools/sbom
PY := $(BIN)/python
MEMBERS := contracts $(addprefix libs/,bus disclosure kit postgres privacy reconciliation testing) $(addprefix services/,chassis referral consent planning reporting simulator steering) deploy/provision
PINNED := $(filter-out libs/% services/chassis,$(MEMBERS))
PACKAGES := $(addprefix samplan.,contracts bus disclosure kit postgres privacy reconciliation testing) $(notdir $(filter-out contracts libs/%,$(MEMBERS)))
PYTEST = $(PY) -m pytest
TYPED_PATHS = conftest.py $(wildcard $(addsuffix /tests,$(MEMBERS)) tests bench examples)
DEMO = $(if $(REAL),$(VENV)/.real,setup)

# The machine's uv, or one in .tools when there is none.
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)

##@ Workspace

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.tools/bin/uv: requirements/uv.txt
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet --require-hashes -r requirements/uv.txt

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

# In an environment of its own: its libraries would make each test process two seconds slower to start.
$(SBOM)/.ready: requirements/sbom.txt | $(filter .tools/%,$(UV))
	test -x $(SBOM)/bin/python || $(UV) venv --quiet --python "$$(command -v $(PYTHON))" $(SBOM)
	VIRTUAL_ENV=$(SBOM) $(UV) pip install --quiet --require-hashes -r requirements/sbom.txt
	touch $@

COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--no-annotate --python-version 3.11 $(addprefix --no-emit-package samplan-,$(notdir $(MEMBERS)))

.PHONY: lock
lock: | $(filter .tools/%,$(UV)) ## Write the hashed pins of requirements/ (UPGRADE=1 selects newer versions)
	$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) --group pyproject.toml:real -c requirements/dev.txt -o requirements/real.txt
	$(COMPILE) --group pyproject.toml:sbom -c requirements/dev.txt -o requirements/sbom.txt
	$(COMPILE) --group pyproject.toml:uv -o requirements/uv.txt
	for project in $(PINNED); do \
	  $(COMPILE) $$project/pyproject.toml -c requirements/dev.txt -o requirements/$${project##*/}.txt; \
	done

##@ Every change

.PHONY: check
check: setup lint types fast ## Format, lint, boundaries, types and the fast tests: about a minute

.PHONY: lint
lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo

# Packages by name, then tests by path: a `tests` folder is no package, so mypy names its modules after the folders.
.PHONY: types
types: setup
	$(BIN)/mypy $(addprefix -p ,$(PACKAGES))
	$(BIN)/mypy $(TYPED_PATHS)

# Thousands of small stores would each wait for the disk: put them in memory, where there is room.
MEMORY := $(shell df -k /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 2000000 {print "/dev/shm"}')
HERMETIC = not real and not browser and not compose

.PHONY: fast
fast: export PYTEST_DEBUG_TEMPROOT := $(MEMORY)
fast: setup
	$(PYTEST) -o tmp_path_retention_policy=failed -n 2 -m "$(HERMETIC) and not slow"

.PHONY: fast-newest
fast-newest: ## The fast tests on the newest Python found (NEWEST=python3.13), in its own environment
	$(if $(NEWEST),$(MAKE) fast PYTHON=$(NEWEST) VENV=.venv-$(NEWEST:python%=%),@echo "No later Python than $(PYTHON) was found.")

.PHONY: format
format: setup ## Format, and fix what ruff can fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

##@ Tests

.PHONY: test
test: fast slow ## The test command: everything that needs no server, in five minutes

# More workers than cores: these wait for processes.
.PHONY: slow
slow: export PYTEST_DEBUG_TEMPROOT := $(MEMORY)
slow: setup ## The slow tests alone: `make test` without those of `make check`
	$(PYTEST) -o tmp_path_retention_policy=failed -p tests.spreading -n 5 -m "$(HERMETIC) and slow"

# A file a worker: what takes seconds to start, as a broker of its own, is shared within a file.
.PHONY: test-real
test-real: $(VENV)/.real ## The tests on Apache Kafka and PostgreSQL (STACK=containers or packages)
	$(PY) -m samplan.testing.servers.stack run -- $(PYTEST) -n 3 --dist loadfile -m real

.PHONY: prove-revocation
prove-revocation: $(VENV)/.real ## Revoke under load and faults, and print who knew for how long (COUNT=1000)
	$(PY) -u -m tests.proof $(if $(COUNT),--count $(COUNT))

.PHONY: prove-releases
prove-releases: setup ## Attack random sequences of releases, exports and labels, and print what is found (COUNT=1000)
	$(PY) -m libs.disclosure.tests.prove $(if $(COUNT),--count $(COUNT))

.PHONY: prove-alarm
prove-alarm: setup ## Run 10,000 programmes with equal access, and print how many ever alarm: some minutes (RUNS=10000)
	$(PY) -u -m tests.proof.alarm $(if $(RUNS),--runs $(RUNS))

.PHONY: test-browser
test-browser: setup ## The dashboard's pages, in Chromium
	$(PYTEST) -m browser

##@ Deploy (needs a Docker engine; docs/deploy.md)

.PHONY: images
images: ## Build the images of this working tree, tagged `current`
	docker compose --profile simulator build

.PHONY: sbom
sbom: $(SBOM)/.ready ## Write the contents of each image as CycloneDX, from the pins, to build/sbom/
	mkdir -p build/sbom
	for home in $(filter-out contracts,$(PINNED)); do \
	  $(SBOM)/bin/python -W ignore -m cyclonedx_py requirements --output-reproducible --pyproject $$home/pyproject.toml \
	    -o build/sbom/$${home##*/}.cdx.json requirements/$${home##*/}.txt; \
	done

.PHONY: compose-test
compose-test: setup ## Start the landscape, drive 240 participants, upgrade it under load, stop it
	$(PYTEST) -m compose tests/compose

##@ See it run (REAL=1: on Apache Kafka and PostgreSQL)

.PHONY: demo demo-check demo-full demo-reset
demo: $(DEMO) ## The services, and 240 participants; the dashboard runs until Ctrl-C
demo-check: $(DEMO) ## The same, then compare the dashboard with what was driven, and end
demo-full: $(DEMO) ## Malmökraften 2.0, all 4,295 participants, then end
demo-reset: $(DEMO) ## Delete what the demo has stored; refused while a demo runs
demo demo-check demo-full demo-reset:
	$(PY) -m simulator $@ $(if $(REAL),--real)

.PHONY: token
token: setup ## A development token: make token AGENCY=af
	@$(PY) -m simulator token $(or $(AGENCY),af)

##@ Now and then

.PHONY: bench bench-smoke
bench: $(VENV)/.real ## Measure on durable stores, beside a baseline (PEOPLE=240: fewer participants)
	$(PY) -m bench $(if $(PEOPLE),--people $(PEOPLE))
bench-smoke: $(VENV)/.real ## The same with few participants, to check that it runs: within a minute
	$(PY) -m bench --people 48 --rounds 1

.PHONY: bench-compose
bench-compose: setup ## Measure the replay through the containers beside the embedded parts
	$(PY) -m bench.deployed

.PHONY: singled-out
singled-out: setup ## How many participants each topic singles out: the table of docs/privacy.md
	@$(PY) -m simulator singled-out

.PHONY: docs
docs: setup ## Write the generated pages: schemas, events, AsyncAPI, OpenAPI
	$(PY) -m samplan.contracts
	stores=$$(mktemp -d) && trap 'rm -r "$$stores"' EXIT && for service in referral consent planning reporting steering; do \
	  DEVELOPMENT=on DATA_DIR="$$stores" $(PY) -m $$service openapi > docs/openapi/$$service.json; \
	done

.PHONY: wheels
wheels: setup ## Build the wheels that an agency installs, in build/wheels (docs/integrate.md, docs/reconcile.md)
	mkdir -p build/wheels
	for home in contracts libs/bus libs/postgres libs/kit libs/privacy libs/reconciliation; do \
	  (cd $$home && $(CURDIR)/$(BIN)/uv-build build-wheel $(CURDIR)/build/wheels); \
	done

.PHONY: release-contracts
release-contracts: setup ## Keep this release of the contracts, to test later versions against (docs/versions.md)
	$(PY) -m tests.contracts.release

.PHONY: stored-events
stored-events: setup ## Keep the stored bytes of each new domain event, which later versions must load (docs/versions.md)
	$(PY) -m tests.contracts.stored_events

.PHONY: translations
translations: setup ## Collect the dashboard's sentences, and compile their Swedish
	cd services/reporting && pages=reporting/pages/translations && babel=$(CURDIR)/$(BIN)/pybabel && \
	$$babel -q extract -F babel.cfg -k text -k texts:1,2 --no-location --sort-output -o messages.pot . && \
	$$babel -q update -i messages.pot -d $$pages --no-fuzzy-matching --ignore-obsolete && \
	$$babel -q compile -d $$pages && rm messages.pot

.PHONY: screenshot
screenshot: setup ## Take the README's picture of the dashboard
	$(PY) -m tests.browser.screenshot

.PHONY: clean
clean: ## Remove what make has created, except .venv
	rm -rf .samplan .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .schemathesis
	find $(MEMBERS) tests bench -name __pycache__ -prune -exec rm -rf {} +
