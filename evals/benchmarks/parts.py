"""The measurements that benchmarks are made of, each kept as one JSON file so that a run can go on."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from evals.answers.measuring import evaluate_answers
from evals.answers.question_sets import read_questions
from evals.options import settings_embedder
from evals.retrieval.beir import BeirSet
from evals.retrieval.legs import LEGS
from evals.retrieval.measuring import read_sets
from evals.retrieval.remembering import remembering
from evals.retrieval.sample_set import QUESTIONS, sample_set
from evals.runs import answers_report, near_alike_report, retrieval_report, scale_report, speed_report
from evals.speed import CORPUS
from retrieval import CallerError, Embedder

PARTS = ("retrieval", "near-alike", "speed", "scale", "answers")
Report = Mapping[str, Any]
Say = Callable[[str], None]


def run_parts(
    folders: Sequence[Path],
    results: Path,
    settings: Settings,
    *,
    parts: Collection[str] = PARTS,
    sizes: Sequence[int] = (10_000, 100_000),
    say: Say = print,
) -> None:
    """Runs the parts whose files `results` lacks, writing each when it is done; `say` is told of each.

    Retrieval has a file for each of `folders`, or for the sample corpus where there are none. Raises
    CallerError where two folders have one name, and so one file.
    """
    results.mkdir(parents=True, exist_ok=True)
    for name, work in _work(folders, settings, parts, sizes):
        path = results / f"{name}.json"
        if path.exists():
            say(f"{name}: kept from an earlier run")
            continue
        say(f"{name}: running")
        written = path.with_suffix(".part")
        written.write_text(json.dumps(work(), ensure_ascii=False, indent=1), encoding="utf-8")
        written.replace(path)


def read_results(results: Path) -> dict[str, Report]:
    """The reports in a folder by part; retrieval's are joined into one, with every set's own `config`.

    Raises CallerError when the folder holds none.
    """
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(results.glob("*.json"))}
    sets = [report for name, report in found.items() if name.startswith("retrieval-")]
    reports: dict[str, Report] = {name: found[name] for name in PARTS if name in found}
    if sets:
        reports["retrieval"] = {"sets": sets}
    if not reports:
        raise CallerError(
            f"no results in {results}: run 'python -m evals benchmarks --results {results}' first"
        )
    return reports


def _work(
    folders: Sequence[Path], settings: Settings, parts: Collection[str], sizes: Sequence[int]
) -> Iterator[tuple[str, Callable[[], Report]]]:
    """Names of result files and what makes each, in the order of `PARTS`."""
    embedder = remembering(settings_embedder(settings))  # one for all sets, which share passages
    names = Counter(folder.resolve().name for folder in folders)
    if shared := next((name for name, count in names.items() if count > 1), None):
        raise CallerError(f"two folders are named {shared!r}: rename one, since results are kept by name")
    sets = read_sets(folders) or {CORPUS.name: sample_set(embedder)}
    if "retrieval" in parts:
        for name, collection in sets.items():
            yield f"retrieval-{name}", _retrieval(settings, name, collection, embedder)
    if "near-alike" in parts:
        yield "near-alike", lambda: near_alike_report(settings)
    if "speed" in parts:
        yield "speed", lambda: speed_report(settings, sets)
    if "scale" in parts:
        yield "scale", lambda: scale_report(settings, sizes=sizes)
    if "answers" in parts:
        yield "answers", _answers


def _retrieval(
    settings: Settings, name: str, collection: BeirSet, embedder: Embedder
) -> Callable[[], Report]:
    def run() -> Report:
        return retrieval_report(settings, {name: collection}, legs=tuple(LEGS), embedder=embedder)

    return run


def _answers() -> Report:
    started = time.perf_counter()
    run = evaluate_answers(read_questions(QUESTIONS), CORPUS)
    return answers_report(run, QUESTIONS, CORPUS, started)
