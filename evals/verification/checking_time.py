"""How long checking an answer's sentences takes, beside checking them without reading them at once."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from assistant.settings import load_settings
from assistant.verification import Verifier
from evals.options import AsJson, settings_embedder
from evals.provenance import provenance
from evals.reports import print_config, print_json
from evals.verification.measuring import TEST_SET, VerificationRow, read_verification_rows
from retrieval.errors import CallerError
from retrieval.wording import open_wording

SENTENCES = 3
AT_ONCE, ALONE, PREPARING = "checked, sentences read at once", "checked one by one", "passages prepared"
_SEED = 7
_WARM = 5  # answers whose time is not counted


@dataclass(frozen=True, slots=True)
class Drafted:
    """An answer as a model might write it: sentences in one language, and the passages that they cite."""

    language: str
    sentences: tuple[str, ...]
    passages: tuple[str, ...]


def drafts(rows: Sequence[VerificationRow], count: int) -> list[Drafted]:
    """At most `count` answers of three sentences, each of rows that cite the same passages.

    Raises CallerError when no three rows do.
    """
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row in rows:
        said = together.setdefault((row.language, tuple(row.passages)), [])
        if row.sentence not in said:
            said.append(row.sentence)
    chance = random.Random(_SEED)
    made = [
        Drafted(language, tuple(chance.sample(said, SENTENCES)), passages)
        for (language, passages), said in together.items()
        if len(said) >= SENTENCES
    ]
    if not made:
        raise CallerError(f"no {SENTENCES} sentences of these rows cite the same passages")
    chance.shuffle(made)
    return made[:count]


def time_answers(answers: Sequence[Drafted], opened: Callable[[], Verifier]) -> dict[str, list[float]]:
    """Milliseconds for each answer, by what is timed; `opened` gives a verifier that has read nothing.

    Both ways take turns on the same answers, each beginning every other time. Passages are prepared
    before, as they are while a model writes; what that takes is timed for itself.
    """
    at_once, alone = opened(), opened()
    times: dict[str, list[float]] = {AT_ONCE: [], ALONE: [], PREPARING: []}
    for number, answer in enumerate(answers):
        preparing = _milliseconds(lambda: at_once.prepare(answer.passages, meaning=True))  # noqa: B023
        alone.prepare(answer.passages, meaning=True)
        ways = [(AT_ONCE, at_once), (ALONE, alone)]
        for name, verifier in ways if number % 2 else reversed(ways):
            took = _milliseconds(lambda: _check(verifier, answer, name == AT_ONCE))  # noqa: B023
            if number >= _WARM:
                times[name].append(took)
        if number >= _WARM:
            times[PREPARING].append(preparing)
    return times


def verifying_time(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE...]", help="Rows as `verification` reads them; our test set if none."),
    ] = None,
    as_json: AsJson = False,
    answers: Annotated[int, typer.Option(min=_WARM + 2, help="How many answers to check.")] = 105,
) -> None:
    """What checking an answer of three sentences adds to it, beside checking them one by one."""
    settings = load_settings()
    started = time.perf_counter()
    embedder = settings_embedder(settings)
    drafted = drafts(read_verification_rows(files or [TEST_SET]), answers)
    if len(drafted) < _WARM + 2:
        raise CallerError(f"{len(drafted)} answers can be made of these rows, too few to time")
    with tempfile.TemporaryDirectory(prefix="studiolo-eval-") as folder:
        wording = open_wording(embedder, Path(folder) / "words.sqlite", cache=settings.cache)
        times = time_answers(drafted, lambda: Verifier(embedder, wording))
    figures = {name: _figures(taken) for name, taken in times.items()}
    ratio = round(median(times[ALONE]) / median(times[AT_ONCE]), 2)
    config = {"command": "verifying-time", "answers": len(drafted) - _WARM, "sentences": SENTENCES}
    report = {"ms": figures, "ratio": ratio}
    config |= provenance(settings, seconds=time.perf_counter() - started)
    print_json(report | {"config": config}) if as_json else _print(report, config)


def _check(verifier: Verifier, answer: Drafted, ahead: bool) -> None:
    if ahead:
        verifier.read_ahead(answer.sentences, answer.language)
    for sentence in answer.sentences:
        verifier.check(sentence, answer.passages, language=answer.language)


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _figures(taken: Sequence[float]) -> dict[str, float]:
    return {"p50": round(median(taken), 1), "p95": round(quantiles(taken, n=20)[-1], 1)}


def _print(report: dict[str, Any], config: dict[str, Any]) -> None:
    console = Console()
    table = Table(title=f"Milliseconds for an answer of {SENTENCES} sentences")
    for name in ("what", "p50", "p95"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for name, figures in report["ms"].items():
        table.add_row(name, *(str(value) for value in figures.values()))
    console.print(table)
    console.print(f"One by one takes {report['ratio']} times as long.")
    print_config(config, console)
