# `make help` lists the targets. Everything is installed into .venv; what pip says goes to stderr, so that
# `make -s brief > korea.md` holds the brief alone.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help brief test check break bench mutation docs constraints clean FORCE

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev
HOME_OF := $(VENV)/.made-in
INPUTS := pyproject.toml constraints.txt

# Name another interpreter with `make PYTHON=/path/to/python3.12 brief`.
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	if "$$p" -c '$(RECENT)' >/dev/null 2>&1; then echo "$$p"; break; fi; done)

# The stamps are worth nothing when the environment's Python is gone or the folder was moved: scripts and the
# editable install name absolute paths.
SOUND := $(shell "$(PY)" -c '$(RECENT)' >/dev/null 2>&1 && test "$$(cat $(HOME_OF) 2>/dev/null)" = "$$(pwd -P)" && echo yes)
ifneq ($(SOUND),yes)
$(RUNTIME) $(DEV): FORCE
endif

# The build runs in an environment of pip's own, which reads the constraints from these variables alone
# (the second from pip 25.3 on).
PIP_INSTALL := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(PY) -m pip install --quiet

# An environment without a working pip is one whose making was interrupted: made anew, from nothing.
define environment
	if ! { "$(PY)" -c '$(RECENT)' && "$(PY)" -m pip --version && \
		{ test ! -e $(HOME_OF) || test "$$(cat $(HOME_OF))" = "$$(pwd -P)"; }; } >/dev/null 2>&1; then \
		if test -z "$(PYTHON)"; then \
			echo "xbrief needs Python 3.11 or later and none is on the PATH; name one: make PYTHON=/path/to/python3" >&2; \
			exit 1; \
		fi; \
		if ! "$(PYTHON)" -c '$(RECENT)' >/dev/null 2>&1; then \
			echo "$(PYTHON) is not Python 3.11 or later; name one: make PYTHON=/path/to/python3" >&2; \
			exit 1; \
		fi; \
		if ! "$(PYTHON)" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
			echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; \
			exit 1; \
		fi; \
		echo "making $(VENV) with $(PYTHON)" >&2; \
		"$(PYTHON)" -m venv --clear $(VENV) >&2 || exit 1; \
	fi; \
	rm -f $(HOME_OF)
endef

$(RUNTIME): $(INPUTS)
	@$(environment)
	@echo "installing xbrief into $(VENV)" >&2
	@$(PIP_INSTALL) --editable . >&2
	@pwd -P > $(HOME_OF)
	@touch $@

$(DEV): $(INPUTS)
	@$(environment)
	@echo "installing xbrief and what its tests need into $(VENV)" >&2
	@$(PIP_INSTALL) --editable '.[dev]' >&2
	@pwd -P > $(HOME_OF)
	@touch $(RUNTIME) $@

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

brief: $(RUNTIME) ## install what is missing and print the brief on South Korea
	@$(VENV)/bin/xbrief country korea

test: $(DEV) ## install what is missing and run the whole test suite with branch coverage
	@status=0; $(PY) -m pytest --numprocesses auto --dist worksteal --cov --cov-report=term || status=$$?; \
	if test -z "$$XBRIEF_TEXTS"; then \
		echo "XBRIEF_TEXTS is not set: nothing was held against the articles themselves." \
			"Set it to the folder of their texts." >&2; \
	fi; \
	exit $$status

check: $(DEV) ## lint, format, types, and whether the generated documents are up to date
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) tools/docs.py --check

break: $(DEV) ## break each promise of the design in turn: the suite must notice
	@$(PY) tools/break_promises.py

bench: $(DEV) ## time the program beside its peers, as ratios in one run
	@$(PY) -m benchmarks.speed

mutation: $(DEV) ## corrupt the facts whose texts are at hand ($XBRIEF_TEXTS): how many corruptions are noticed
	@test -n "$$XBRIEF_TEXTS" || { echo "set XBRIEF_TEXTS to the folder of the articles' texts" >&2; exit 2; }
	@$(PY) -m tools.mutation "$$XBRIEF_TEXTS"

docs: $(DEV) ## write the generated documents anew
	@$(PY) tools/docs.py

# From an empty environment and without the old pins, so that what is no longer needed leaves the list. The editable
# build asks for `editables` only while it runs.
constraints: $(DEV) ## pin the newest versions that pyproject.toml allows
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && \
	$(PY) -m venv "$$fresh/venv" && \
	"$$fresh/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[dev]' editables >&2 && \
	{ sed -n '/^#/p' constraints.txt; "$$fresh/venv/bin/python" -m pip freeze --exclude xbrief; } > "$$fresh/list" && \
	cp "$$fresh/list" constraints.txt

clean: ## remove the environment and everything that tools left behind
	@rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
