"""Retrieval from a collection in several languages: half of what is asked about is in another language.

Sets in one language each say nothing of that: all passages are then equally foreign to a question. Here
each text of one corpus stands in one language alone, the languages taking turns, and all texts are asked
about in every language.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.assistant import open_reader
from assistant.settings import load_settings
from evals.options import AsJson, leg_names, settings_embedder, split_legs
from evals.provenance import provenance
from evals.reports import print_groups, print_json
from evals.retrieval.beir import BeirSet, CorpusRow, Qrels
from evals.retrieval.legs import Bench
from evals.retrieval.measures import DEPTH, measure
from evals.retrieval.measuring import read_sets
from evals.retrieval.remembering import remembering
from retrieval import Embedder
from retrieval.errors import CallerError
from retrieval.language.sentences import script_language
from retrieval.search.searching import Read

DEFAULT_LEGS = ("studiolo", "dense", "bm25", "rank_fusion")
OWN, FOREIGN = "own language", "another language"


@dataclass(frozen=True, slots=True)
class MixedSet:
    """One corpus in several languages, each passage in one of them.

    `groups` has the judgements of the questions by their language and whether what answers is in it.
    """

    collection: BeirSet
    groups: Mapping[str, Qrels]


def mixed_set(sets: Sequence[BeirSet]) -> MixedSet:
    """Sets with the same passages in different languages, every passage taken from one of them in turn.

    Raises CallerError where two are in one language, or no passage stands in all.
    """
    by_language: dict[str, BeirSet] = {}
    for each in sets:
        language = script_language("\n".join(row.text for row in each.corpus))
        if language in by_language:
            raise CallerError(f"{each.name}: another of the folders is in the language {language!r} too")
        by_language[language] = each
    texts = {language: {row.id: row for row in each.corpus} for language, each in by_language.items()}
    shared = [row.id for row in sets[0].corpus if all(row.id in rows for rows in texts.values())]
    if len(by_language) < 2 or not shared:
        raise CallerError("give one corpus in two languages or more, with the same ids of passages")
    languages = list(by_language)
    chosen = {i: languages[n % len(languages)] for n, i in enumerate(shared)}
    corpus = tuple(_row(texts[language][i]) for i, language in chosen.items())
    questions: dict[str, str] = {}
    groups: dict[str, Qrels] = {f"{language}, {of}": {} for language in languages for of in (OWN, FOREIGN)}
    for language, each in by_language.items():
        for question_id, text in each.questions.items():
            right = {i: score for i, score in each.qrels[question_id].items() if i in chosen and score > 0}
            if not right:
                continue
            own = any(chosen[i] == language for i in right)
            questions[f"{language}/{question_id}"] = text
            groups[f"{language}, {OWN if own else FOREIGN}"][f"{language}/{question_id}"] = right
    groups = {name: judged for name, judged in groups.items() if judged}
    whole = {question: judged for group in groups.values() for question, judged in group.items()}
    return MixedSet(BeirSet("mixed", corpus, questions, whole), groups)


def evaluate_mixed(
    mixed: MixedSet,
    embedder: Embedder,
    *,
    legs: Sequence[str] = DEFAULT_LEGS,
    cache: Path | None = None,
    read: Read | None = None,
) -> dict[str, dict[str, dict[str, float]]]:
    """Figures by group and leg; `cache` and `read` are as in `evaluate_retrieval`."""
    with Bench(mixed.collection, remembering(embedder), cache=cache, read=read) as bench:
        runs = {leg: bench.leg(leg, DEPTH) for leg in legs}
    return {
        group: {leg: measure(run, judged) for leg, run in runs.items()}
        for group, judged in mixed.groups.items()
    }


def mixed(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="BEIR folders: one corpus in several languages.")
    ],
    as_json: AsJson = False,
    legs: Annotated[
        str, typer.Option(callback=leg_names, help="What to measure, commas between.")
    ] = ",".join(DEFAULT_LEGS),
) -> None:
    """Search a collection in several languages by questions in their own language and in another."""
    started, settings = time.perf_counter(), load_settings()
    made, chosen = mixed_set(list(read_sets(folders).values())), split_legs(legs)
    found = evaluate_mixed(
        made, settings_embedder(settings), legs=chosen, cache=settings.cache, read=open_reader(settings)
    )
    report: dict[str, Any] = {
        "groups": found,
        "config": {
            "command": "mixed",
            "sets": [folder.resolve().name for folder in folders],
            "passages": len(made.collection.corpus),
            "questions": {group: len(judged) for group, judged in made.groups.items()},
            "legs": list(chosen),
            **provenance(settings, seconds=time.perf_counter() - started),
        },
    }
    if as_json:
        print_json(report)
        return
    title = f"{len(made.collection.corpus)} passages, {len(made.collection.questions)} questions"
    print_groups(title, "questions in, answered in", found, report["config"], Console())


def _row(row: CorpusRow) -> CorpusRow:
    """A passage without its title, which may be in another language than its text."""
    return CorpusRow(_id=row.id, text=row.text)
