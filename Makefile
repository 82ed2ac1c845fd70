# Two commands: "make lab" opens the first lesson, "make test" checks everything.
# Nothing is needed but make and python3 (3.10 or later) with venv; where uv is installed, setting up is quicker.

PYTHON ?= python3
PY = .venv/bin/python
READY = .venv/ready

.PHONY: help lab site fuzz mutants wasm test check accuracy bench hub lock clean

help:
	@echo "make lab            open JupyterLab on lesson 00 (another one: make lab LESSON=03)"
	@echo "make site           all lessons as pages to read, project or print, in the folder site (SOLUTIONS=1: with solutions)"
	@echo "make site LITE=1    the same, and JupyterLite: lessons that run in a browser (PYODIDE=folder: with no other host)"
	@echo "make check          after a change to a table, a lexicon, an exercise or a lesson: is all well?"
	@echo "make test           run every test (some of them: make test ARGS='-k lexicon')"
	@echo "make accuracy       how often the readers are right: measures them anew and writes data/accuracy.csv"
	@echo "make agreement      how far the two coders of the composed texts agree, into data/agreement.csv"
	@echo "make bench          how fast the kit is on this machine, beside plain nltk"
	@echo "make hub N=20       for developers: a class on a JupyterHub, measured; tests/hub.py says what it needs"
	@echo "make lock           for developers: new pins in requirements.lock from pyproject.toml; needs uv"
	@echo "make fuzz           for developers: ten minutes of odd files for three parsers; needs atheris in .venv (pip install atheris)"
	@echo "make mutants        for developers: do the tests find small faults? (N=300 SEED=1 ROOMS='measure|reading': which ones)"
	@echo "make wasm           for developers: the plain rooms' tests in WebAssembly; needs node and PYODIDE=folder"
	@echo "make clean          remove what setting up and testing left behind; your work stays"

lab: $(READY)
	@$(PY) -m kit lab $(LESSON)

site: $(READY)
	@$(PY) -m kit site $(if $(SOLUTIONS),--solutions) $(if $(LITE)$(PYODIDE),--lite) $(if $(PYODIDE),--pyodide "$(PYODIDE)")

check: $(READY)
	@$(PY) -m kit check

test: $(READY)
	@$(PY) -m pytest $(ARGS)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 10))" \
	  || { echo "The kit needs Python 3.10 or later. If you have one: make lab PYTHON=python3.12"; exit 1; }
	@echo "Setting up, this once: about 600 MB go into the folder .venv. It takes about a minute ..."
	@$(PY) -c "" 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@if command -v uv >/dev/null; then \
	  uv pip install --quiet --python $(PY) --require-hashes -r requirements.lock && \
	  uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e . ; \
	else \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock && \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(READY)

accuracy: $(READY)
	@$(PY) tests/accuracy.py

agreement: $(READY)
	@$(PY) tests/coders.py

bench: $(READY)
	@$(PY) tests/bench.py

hub: $(READY)
	@$(PY) tests/hub.py $(N)

fuzz: $(READY)
	@for parser in tables exercises codings; do $(PY) tests/fuzz.py $$parser -max_total_time=200 || exit 1; done

mutants: $(READY)
	@$(PY) tests/mutants.py $(or $(N),300) $(or $(SEED),1) "$(ROOMS)"

wasm:
	@node tests/wasm.mjs "$(PYODIDE)"

lock:
	uv lock
	uv export --quiet --all-groups --no-emit-project --no-header --no-annotate -o requirements.lock

clean:
	rm -rf .venv .pytest_cache .hypothesis build dist site
	find . -name __pycache__ -prune -exec rm -rf {} +
