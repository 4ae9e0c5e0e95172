"""Compares what runs the embedding model: passages a second, agreement, and the recall each gives."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.settings import Settings
from evals.reports import print_config
from evals.retrieval.beir import BeirSet
from evals.retrieval.measuring import Figures, evaluate_retrieval
from ingest.readers import SUFFIXES, read
from retrieval import Embedder, NotFound, UnreadableDocument
from retrieval.calibration import QUESTIONS
from retrieval.embeddings import Encoded, find_model, fingerprint, open_engine
from retrieval.encoders.engine import Engine
from retrieval.encoders.onnx_cache import Precision, open_exported

CORPUS = Path(__file__).resolve().parents[1] / "corpus_samples"
BASELINE = "torch fp32"
_TOKENS = 240


@dataclass(frozen=True, slots=True)
class SpeedFigures:
    """One engine. `ratio` is to torch in the same run; cosines are with torch's vectors.

    `question_ms` is the median time of one question alone.
    """

    passages_per_second: float
    ratio: float
    question_ms: float
    cosine: float
    least_cosine: float
    token_cosine: float
    recall: Figures


def embedders(settings: Settings) -> dict[str, Embedder]:
    """The settings' model, opened once by each engine; SettingsError where one cannot run it."""
    model, cache = settings.embedding_model, settings.cache
    folder = find_model(model, cache=cache, allow_downloads=settings.allow_downloads)
    engines: dict[str, Engine] = {BASELINE: open_engine(folder, cache, "torch")}
    precisions: tuple[Precision, ...] = ("fp32", "int8")
    for precision in precisions:
        engines[f"onnx {precision}"] = open_exported(
            folder, cache, fingerprint=fingerprint(folder), precision=precision
        )
    return {name: Embedder(model, folder, engine) for name, engine in engines.items()}


def sample_passages(corpus: Path, embedder: Embedder, count: int) -> list[str]:
    """`count` runs of some 240 tokens, spread over all documents below `corpus`.

    Raises NotFound when it holds too little text.
    """
    text = "\n\n".join(_texts(corpus))
    spans = embedder.token_spans(text)
    room = _TOKENS - (embedder.max_tokens - embedder.room)
    starts = range(0, len(spans) - room, room)
    if len(starts) < count:
        raise NotFound(f"{corpus} holds text for {len(starts)} passages of {_TOKENS} tokens, not {count}")
    chosen = [starts[i * len(starts) // count] for i in range(count)]
    return [text[spans[start][0] : spans[start + room - 1][1]] for start in chosen]


def evaluate_speed(
    opened: Mapping[str, Embedder],
    texts: Sequence[str],
    sets: Mapping[str, BeirSet],
    *,
    legs: Sequence[str],
    rounds: int,
) -> dict[str, SpeedFigures]:
    """The figures of each engine; one of them is `BASELINE`.

    The engines take turns and the best round counts, so that other work on the machine weighs on all
    alike.
    """
    times = {name: _Times([], []) for name in opened}
    for _ in range(rounds):
        for name, embedder in opened.items():
            times[name].take(embedder, texts)
    seconds = {name: min(taken.passages) for name, taken in times.items()}
    encoded = {name: _encode(embedder, texts) for name, embedder in opened.items()}
    figures = {}
    for name, embedder in opened.items():
        pairs = list(zip(encoded[name], encoded[BASELINE], strict=True))
        cosines = [float(ours.vector @ theirs.vector) for ours, theirs in pairs]
        tokens = np.concatenate([(ours.tokens * theirs.tokens).sum(axis=1) for ours, theirs in pairs])
        figures[name] = SpeedFigures(
            passages_per_second=round(len(texts) / seconds[name], 2),
            ratio=round(seconds[BASELINE] / seconds[name], 2),
            question_ms=round(median(times[name].questions) * 1000, 1),
            cosine=round(fmean(cosines), 5),
            least_cosine=round(min(cosines), 5),
            token_cosine=round(float(tokens.mean()), 5),
            recall=evaluate_retrieval(sets, embedder, legs=legs).sets,
        )
    return figures


def print_speed(report: Mapping[str, Any], console: Console) -> None:
    """A row for each engine, then recall@1 by set and leg, then what the figures were made with."""
    table = Table(title="Engines")
    names = [field.name for field in fields(SpeedFigures) if field.name != "recall"]
    engines: Mapping[str, Mapping[str, Any]] = report["engines"]
    recalls = list(
        dict.fromkeys(
            (name, leg)
            for figures in engines.values()
            for name, legs in figures["recall"].items()
            for leg in legs
        )
    )
    for title in (
        "engine",
        *(name.replace("_", " ") for name in names),
        *(f"R@1 {s} {g}" for s, g in recalls),
    ):
        table.add_column(title, justify="left" if title == "engine" else "right", overflow="fold")
    for engine, figures in engines.items():
        found = [f"{figures['recall'][name][leg]['R@1']:.4f}" for name, leg in recalls]
        table.add_row(engine, *(str(figures[name]) for name in names), *found)
    console.print(table)
    print_config(report["config"], console)


@dataclass(frozen=True, slots=True)
class _Times:
    """Seconds taken by all passages together, and by each question alone."""

    passages: list[float]
    questions: list[float]

    def take(self, embedder: Embedder, texts: Sequence[str]) -> None:
        began = time.perf_counter()
        _encode(embedder, texts)
        self.passages.append(time.perf_counter() - began)
        for question in (question for several in QUESTIONS.values() for question in several):
            began = time.perf_counter()
            embedder.encode_question(question)
            self.questions.append(time.perf_counter() - began)


def _encode(embedder: Embedder, texts: Sequence[str]) -> list[Encoded]:
    return embedder.encode_passages([("", text) for text in texts])


def _texts(corpus: Path) -> Iterator[str]:
    """The text of each document below `corpus` that can be read, in the order of their names."""
    for path in sorted(path for path in corpus.rglob("*") if path.suffix.lower() in SUFFIXES):
        with suppress(UnreadableDocument):
            yield "\n".join(block.text for block in read(path).blocks)
