"""Counts how often one thing in two wordings is taken for two, and two things for one.

    python -m evals.verification.wordings [--json] [--rows]

`wordings.yaml` has dates, numbers, measures, times, shares and names, each in many wordings of three
languages (1738-05-12, 12 мая 1738 года, 1738年5月12日). Each wording in a passage is held against each other
one in a sentence, which it bears out, and against those of the next thing of its kind, which it does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from assistant.settings import load_settings
from evals.options import settings_embedder
from evals.verification.measuring import CheckedRow, VerificationRow, evaluate_verification

_FILE = Path(__file__).with_name("wordings.yaml")


class OneThing(BaseModel):
    """The wordings of one thing by language; `fuller` and `fullest` ones say more, and bear out the others.

    A thing that is `loose` contradicts no other.
    """

    en: list[str] = []
    ru: list[str] = []
    zh: list[str] = []
    fuller: dict[str, list[str]] = {}
    fullest: dict[str, list[str]] = {}
    loose: bool = False

    def wordings(self) -> Iterator[tuple[str, str, int]]:
        """Language, wording, and how much it says."""
        for language, plain in (("en", self.en), ("ru", self.ru), ("zh", self.zh)):
            yield from ((language, wording, 0) for wording in plain)
            yield from ((language, wording, 1) for wording in self.fuller.get(language, []))
            yield from ((language, wording, 2) for wording in self.fullest.get(language, []))


class Kind(BaseModel):
    """What is said around wordings of a kind, by language: in a sentence, and in a passage."""

    said: dict[str, tuple[str, str]]
    alike: list[OneThing]


def read_kinds(path: Path = _FILE) -> dict[str, Kind]:
    """The kinds by name."""
    return {name: Kind(**kind) for name, kind in yaml.safe_load(path.read_text("utf-8")).items()}


def make_rows(kinds: Mapping[str, Kind]) -> Iterator[VerificationRow]:
    """Every pair of wordings of one thing, and of each thing with the next of its kind."""
    for name, kind in kinds.items():
        for i, thing in enumerate(kind.alike):
            yield from _pairs(name, kind, (thing, thing), f"{name}-{i}")
            other = kind.alike[(i + 1) % len(kind.alike)]
            if other is not thing and not thing.loose and not other.loose:
                yield from _pairs(name, kind, (other, thing), f"{name}-{i}-changed")


def _pairs(
    name: str, kind: Kind, things: tuple[OneThing, OneThing], row_id: str
) -> Iterator[VerificationRow]:
    """The wordings of the first thing in sentences beside those of the second in passages."""
    sentences, passages = (list(thing.wordings()) for thing in things)
    same = things[0] is things[1]
    for s, (language, said, much) in enumerate(sentences):
        for p, (spoken, there, told) in enumerate(passages):
            if same and (s == p or much > told):
                continue
            yield VerificationRow(
                id=f"{row_id}-{s}-{p}",
                language=language,
                sentence=_capital(kind.said[language][0].format(said)),
                passages=[_capital(kind.said[spoken][1].format(there))],
                supported=same,
                kind=name,
                passage_language=spoken,
            )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def count(checked: Sequence[CheckedRow]) -> dict[str, dict[str, dict[str, int]]]:
    """By kind, in one language and across: rows that say the same and how many of these are refused, and rows
    that do not and how many of these are caught.
    """
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for each in checked:
        for name in (each.row.kind, "all"):
            empty = {"alike": 0, "refused": 0, "changed": 0, "caught": 0}
            counts = found[name].setdefault("across" if each.across else "one language", empty)
            counts["alike" if each.row.supported else "changed"] += 1
            if not each.verdict.supported:
                counts["refused" if each.row.supported else "caught"] += 1
    return {**{name: pairs for name, pairs in found.items() if name != "all"}, "all": found["all"]}


def _print(counts: Mapping[str, Mapping[str, Mapping[str, int]]]) -> None:
    table = Table("kind", "", "say the same", "of these refused", "say another thing", "of these caught")
    for name, pairs in counts.items():
        for pair, n in pairs.items():
            table.add_row(
                name, pair, *(str(n[column]) for column in ("alike", "refused", "changed", "caught"))
            )
    Console().print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the counts, with --rows also each pair that is judged wrongly."""
    parser = argparse.ArgumentParser(prog="python -m evals.verification.wordings", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", action="store_true", help="name each pair that is judged wrongly")
    given = parser.parse_args(arguments)
    settings = load_settings()
    checked = evaluate_verification(list(make_rows(read_kinds())), settings_embedder(settings), settings)
    report: dict[str, Any] = {"kinds": count(checked)}
    if given.rows:
        report["wrong"] = [
            {
                **each.row.model_dump(include={"id", "sentence", "passages", "supported"}),
                "reason": each.verdict.reason,
            }
            for each in checked
            if not each.right
        ]
    if given.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _print(report["kinds"])
        for wrong in report.get("wrong", []):
            print(wrong["passages"][0], "|", wrong["sentence"], "|", wrong["reason"] or "taken for the same")
    return 0


if __name__ == "__main__":
    sys.exit(main())
