# What one can do here. `make` alone lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
SERVE ?= 1
RUNTIME := $(VENV)/.runtime
DEVELOP := $(VENV)/.develop
PIP := $(BIN)/pip install --disable-pip-version-check --only-binary :all: --require-hashes --quiet

.DEFAULT_GOAL := help
.PHONY: help demo check quick drill acceptance bench format catalogues migrations wheelhouse lock system clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

$(PY):
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt pyproject.toml | $(PY)
	@echo "installing what Tadbir runs with…"
	$(PIP) -r requirements.txt
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOP): requirements-dev.txt $(RUNTIME)
	@echo "installing what the checks need…"
	$(PIP) -r requirements-dev.txt
	@touch $@

catalogues-compiled: $(RUNTIME)
	@$(PY) -m tools.catalogues compile

demo: $(RUNTIME) catalogues-compiled ## the main job: from generated files to the meeting pack, then serve (SERVE=0: stop after the packs)
	@$(BIN)/tadbir demo --out out $(if $(filter 0,$(SERVE)),--no-serve,)

check: $(DEVELOP) catalogues-compiled ## everything CI runs: lint, types, contracts, tests on both databases, a real browser
	@$(PY) -m tools.check full

quick: $(DEVELOP) catalogues-compiled ## what to run before each commit, under a minute: all but types, the database and the browser
	@$(PY) -m tools.check quick

drill: $(DEVELOP) catalogues-compiled ## the long proofs: fifty kills of commits and fifty of freezes, on each database
	@$(PY) -m tools.check drill

acceptance: $(DEVELOP) catalogues-compiled ## the numbers that must come out: case, expected, got, verdict
	@$(PY) -m bench.acceptance

bench: $(DEVELOP) catalogues-compiled ## ratios against named peers and plain twins, into out/bench.json
	@$(PY) -m bench

format: $(DEVELOP) ## format the code and sort its imports
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

catalogues: $(DEVELOP) ## extract sentences again and list what has no translation
	@$(PY) -m tools.catalogues update && $(PY) -m tools.catalogues check

migrations: $(DEVELOP) ## write the migrations that the models ask for
	@$(PY) manage.py makemigrations

wheelhouse: $(RUNTIME) catalogues-compiled ## one archive that installs without internet, into dist/
	@$(PY) -m tools.wheelhouse

lock: ## lock the dependencies again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q requirements-dev.in -c requirements.txt -o requirements-dev.txt

clean: ## remove what was built, keeping data
	rm -rf $(VENV) build dist out *.egg-info .mypy_cache .ruff_cache
