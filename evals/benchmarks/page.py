"""Writes the results as a page for whoever runs the computers: what was measured, and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.benchmarks.tables import markdown_table, number
from evals.scale import scale_rows

Report = Mapping[str, Any]
_MEASURES = ("R@1", "R@5", "R@10", "nDCG@10")
_LEGS = {
    "studiolo": "Studiolo's search",
    "dense": "its vectors alone",
    "bm25": "its words alone (BM25, renderings in other languages included)",
    "exhaustive": "the embedding model alone, no index",
    "rank_fusion": "rank fusion of vectors and words, as most systems do",
    "tutorial": "LangChain's tutorial: 1,000-character chunks, all-MiniLM-L6-v2, Chroma",
}
_ENGINES = {
    "passages_per_second": "passages a second",
    "ratio": "times torch",
    "question_ms": "a question, ms",
    "cosine": "cosine with torch",
}
_INTRODUCTION = """\
# Benchmarks

Written by `make benchmarks`; don't edit. [evals.md](evals.md) says what each figure means and how to run a
part alone. Two figures can be compared when they come from the same machine and set.
"""
_RETRIEVAL = """\
## Finding the right passage

Each question has passages that are known to answer it. R@1 is the share of them found first (with one right
passage a question: how often the first passage is right); R@5 and R@10 count the first five and ten; nDCG@10
counts how high they stand. A set named after two languages is asked in the first and holds passages in the
second.
"""
_NEAR_ALIKE = """\
## Telling near-alike records apart

{records} catalogue entries in English, made from one template (`evals/near_alike/`), differ in a few words
each: what is engraved, what the lid ends in, who owned it. A question names two or three facts that single
one entry out, in English, Chinese or Russian. R@5 is how often the entry is among the first five.
"""
_SPEED = """\
## Speed of embedding

Embedding is what takes time when documents are ingested. All engines run the same model in the same run, on
passages of 240 tokens; recall is that of the model alone, without an index.
"""
_SCALE = """\
## A large collection

One search after another in a process of its own, the question's embedding included. The passages are made
up (`evals/scale/`): catalogue entries in three languages, of lines that the model read one by one. A
passage's vectors are put together from those of its lines, and made-up names from those of their parts,
because reading 100,000 passages takes hours and the speed of a search doesn't depend on it. Questions, their
embedding and the search are the real ones. So *passages indexed a second* leaves the model out: with it,
ingesting is about as fast as the embedding engine.

Aims at 100,000 passages on 2 cores: p50 at most 60 ms, p95 at most 120 ms, memory (searching process and
Chroma server together) at most 2.5 GB.
"""
_ANSWERS = """\
## Answers

{questions} questions about the sample corpus, answered by `{models}`.
"""


def write_page(reports: Mapping[str, Report], output: Path) -> None:
    """Writes the page of these reports, as `read_results` gives them."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(_sections(reports)), encoding="utf-8")


def _sections(reports: Mapping[str, Report]) -> Iterator[str]:
    yield _INTRODUCTION
    yield _origin(reports)
    for part, section in (
        ("retrieval", _retrieval),
        ("near-alike", _near_alike),
        ("speed", _speed),
        ("scale", _scale),
        ("answers", _answers),
    ):
        if part in reports:
            yield from section(reports[part])


def _origin(reports: Mapping[str, Report]) -> str:
    """The machine, and commit, command and date of every part."""
    several = [(name, report) for part, one in reports.items() for name, report in _runs(part, one)]
    rows = [
        [
            name,
            f"`python -m evals {config['command']}`",
            f"`{(config['commit'] or 'none')[:12]}`" + (" with changes" if config["dirty"] else ""),
            config["date"][:10],
            number(config["seconds"]),
        ]
        for name, config in ((name, report["config"]) for name, report in several)
    ]
    config = several[0][1]["config"]
    packages = ", ".join(f"{name} {version}" for name, version in config["packages"].items() if version)
    machine = config["machine"]
    return "\n".join(
        [
            f"Machine: {machine['cpus']} cores, {machine['platform']}, Python {machine['python']}. "
            f"Embedding model: {Path(config['embedding_model']['name']).name} "
            f"(`{config['embedding_model']['fingerprint']}`). Packages: {packages}.\n",
            markdown_table(["part", "command", "commit", "date", "seconds"], rows),
        ]
    )


def _runs(part: str, report: Report) -> Iterator[tuple[str, Report]]:
    if part != "retrieval":
        yield part, report
        return
    for one in report["sets"]:
        yield f"retrieval, {', '.join(Path(name).name for name in one['sets'])}", one


def _retrieval(report: Report) -> Iterator[str]:
    yield _RETRIEVAL
    for one in report["sets"]:
        for name, legs in one["sets"].items():
            size = one["config"]["sets"][name]
            yield f"**{Path(name).name}**: {size['passages']:,} passages, {size['questions']:,} questions\n"
            yield markdown_table(["", *_MEASURES], _leg_rows(legs))


def _near_alike(report: Report) -> Iterator[str]:
    yield _NEAR_ALIKE.format(records=report["config"]["records"])
    rows = [[language, *row] for language, legs in report["languages"].items() for row in _leg_rows(legs)]
    yield markdown_table(["asked in", "", *_MEASURES], rows, left=2)


def _leg_rows(legs: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    return [
        [_LEGS.get(leg, leg), *(f"{figures[name]:.3f}" for name in _MEASURES)]
        for leg, figures in legs.items()
    ]


def _speed(report: Report) -> Iterator[str]:
    yield _SPEED
    engines: Mapping[str, Report] = report["engines"]
    first: Mapping[str, Report] = next(iter(engines.values()))["recall"]
    recalls = [(name, leg) for name, legs in first.items() for leg in legs]
    rows = [
        [
            engine,
            *(number(figures[name]) for name in _ENGINES),
            *(f"{figures['recall'][name][leg]['R@1']:.3f}" for name, leg in recalls),
        ]
        for engine, figures in engines.items()
    ]
    titles = [f"R@1 {Path(name).name}" for name, _ in recalls]
    yield markdown_table(["engine", *_ENGINES.values(), *titles], rows)


def _scale(report: Report) -> Iterator[str]:
    yield _SCALE
    sizes: Sequence[Report] = report["sizes"]
    rows = [[name, *values] for name, values in scale_rows(sizes)]
    yield markdown_table(["", *(f"{size['passages']:,} passages" for size in sizes)], rows)


def _answers(report: Report) -> Iterator[str]:
    groups: Mapping[str, Report] = report["figures"]
    yield _ANSWERS.format(
        questions=groups["all"]["questions"], models=", ".join(report["config"]["models"]) or "nothing"
    )
    rows = [
        [name.replace("_", " "), *(number(group[name]) for group in groups.values())]
        for name in groups["all"]
    ]
    yield markdown_table(["", *groups], rows)
