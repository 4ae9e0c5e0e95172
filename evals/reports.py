"""The figures as tables for people; the JSON is printed as it is."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.answers.follow_ups import FollowedUp
from evals.answers.scoring import ScoredAnswer

Report = Mapping[str, Any]
VERIFICATION_RATES = {
    "n": "n",
    "unsupported": "unsupported",
    "recall": "caught",
    "precision": "precision",
    "false_alarm_rate": "false alarms",
    "paraphrase_false_alarm_rate": "on paraphrases",
    "auc": "AUC",
}


def print_json(report: Report) -> None:
    """Print one JSON document and nothing else."""
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def print_retrieval(report: Report, console: Console) -> None:
    """A row for each set and leg, then what the figures were made with."""
    table = Table(title="Retrieval")
    table.add_column("set", overflow="fold")
    table.add_column("leg")
    names = list(
        dict.fromkeys(name for legs in report["sets"].values() for leg in legs.values() for name in leg)
    )
    for name in names:
        table.add_column(name, justify="right")
    for folder, legs in report["sets"].items():
        for leg, found in legs.items():
            table.add_row(folder, leg, *(f"{found[name]:.4f}" for name in names))
        table.add_section()
    console.print(table)
    print_config(report["config"], console)


def print_groups(
    title: str,
    group: str,
    groups: Mapping[str, Mapping[str, Mapping[str, float]]],
    config: Mapping[str, Any],
    console: Console,
) -> None:
    """A row for each group of questions and leg, then what the figures were made with."""
    table = Table(title=title)
    for name in (group, "leg"):
        table.add_column(name)
    names = ("R@1", "R@5", "R@10", "nDCG@10")
    for name in names:
        table.add_column(name, justify="right")
    for of, legs in groups.items():
        for leg, found in legs.items():
            table.add_row(of, leg, *(f"{found[name]:.4f}" for name in names))
        table.add_section()
    console.print(table)
    print_config(config, console)


def print_answers(report: Report, console: Console) -> None:
    """A row for each figure, a column for each language, the failed files, and the origin."""
    groups = report["figures"]
    table = Table(title="Answers")
    table.add_column("figure")
    for group in groups:
        table.add_column(group, justify="right")
    for name in groups["all"]:
        table.add_row(name, *(_shown(group[name]) for group in groups.values()))
    console.print(table)
    ingest = report["ingest"]
    console.print(
        f"Ingested in {ingest['seconds']} s: {ingest['added']} added, {ingest['updated']} updated, "
        f"{ingest['unchanged']} unchanged, {len(ingest['failed'])} failed, {ingest['passages']} passages."
    )
    for failure in ingest["failed"]:
        console.print(f"  failed: {failure['document_id']}: {failure['error']}", markup=False)
    print_config(report["config"], console)


def print_audiences(report: Report, console: Console) -> None:
    """A row for each figure, a column for each audience; then the levels by language."""
    groups = report["audiences"]
    table = Table(title="Audiences")
    table.add_column("figure")
    for audience in groups:
        table.add_column(audience, justify="right")
    for name in next(iter(groups.values()))["all"]:
        table.add_row(name, *(_shown(found["all"][name]) for found in groups.values()))
    table.add_section()
    for language in list(next(iter(groups.values())))[1:]:
        for name in ("grade", "within_target", "fact_recall"):
            table.add_row(
                f"{name}, {language}", *(_shown(found[language][name]) for found in groups.values())
            )
    console.print(table)
    print_config(report["config"], console)


def print_follow_ups(report: Report, rows: Sequence[FollowedUp], console: Console) -> None:
    """A row for each figure, a column for each language, after what was searched for each of `rows`."""
    for row in rows:
        found = f"with {_mark(row.found)}, without {_mark(row.without)}"
        console.print(f"{row.id} {row.kind}: {found}\n  {row.question}\n  {row.searched}", markup=False)
    groups = report["figures"]
    table = Table(title="Follow-up questions")
    table.add_column("figure")
    for group in groups:
        table.add_column(group, justify="right")
    for name in groups["all"]:
        table.add_row(name, *(_shown(group[name]) for group in groups.values()))
    console.print(table)
    print_config(report["config"], console)


def print_rows(rows: Sequence[ScoredAnswer], console: Console) -> None:
    """A few lines for each question: what was found, said and cited."""
    for row in rows:
        found = f"top 1 {_mark(row.gold_in_top1)}, top 5 {_mark(row.gold_in_top5)}"
        shares = [
            f"{name} {sum(map(bool, of))}/{len(of)}"
            for name, of in (("facts", row.facts), ("cited", row.cited), ("verbatim", row.verbatim))
        ]
        counts = ", ".join([found if row.answerable else "unanswerable", *shares])
        answer = f"failed: {row.error}" if row.error else "refused" if row.refused else row.text
        console.print(f"[bold]{escape(row.id)}[/] {row.language}: {counts}, {row.milliseconds:.0f} ms")
        console.print(f"  {row.question}\n  {answer}\n", markup=False, highlight=False)


def print_verification(report: Report, console: Console) -> None:
    """The rates over all, within languages and across them, then each kind of row."""
    rates = Table(title="Verification")
    rates.add_column("sentences")
    for label in VERIFICATION_RATES.values():
        rates.add_column(label, justify="right")
    for label, group in verified_groups(report["all"]):
        rates.add_row(label, *(_shown(group[name]) for name in VERIFICATION_RATES))
    console.print(rates)
    kinds = Table(title="Kinds")
    for name in ("kind", "n", "right", "share"):
        kinds.add_column(name, justify="left" if name == "kind" else "right")
    for kind, found in report["kinds"].items():
        kinds.add_row(kind, str(found["n"]), str(found["right"]), f"{found['right'] / found['n']:.4f}")
    console.print(kinds)
    print_config(report["config"], console)


def verified_groups(everything: Report) -> list[tuple[str, Report]]:
    """The groups of the `all` of a verification report that people are shown, with their labels."""
    groups = [("all", everything)]
    for name, label in (("same_language", "in one language"), ("across_languages", "across languages")):
        groups.append((label, everything[name]))
        groups += [(f"  {language}", found) for language, found in everything[name]["languages"].items()]
    return groups


def print_config(config: Report, console: Console) -> None:
    """What the figures were made with, in one line."""
    commit = config["commit"] or "no commit"
    dirty = " with changes" if config["dirty"] else ""
    model = config["embedding_model"]
    machine = config["machine"]
    console.print(
        f"{commit}{dirty}; {model['name']} ({model['fingerprint']}); {machine['cpus']} CPUs, "
        f"{machine['platform']}; {config['date']}, {config['seconds']} s",
        markup=False,
        highlight=False,
    )


def _shown(value: float | int | None) -> str:
    if value is None:
        return "–"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def _mark(found: bool) -> str:
    return "yes" if found else "no"
