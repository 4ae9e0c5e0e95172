"""Makes the weights with which verification adds up its measures, from rows whose support is known.

    python -m evals.verification.weights ROWS.jsonl... [--parallel FOLDER FOLDER] [--write]

A logistic regression with a ridge, one for sentences in the passages' language and one for sentences in
another. More rows are made of those given (`beside`), and of BEIR folders that hold one corpus in several
languages (`parallel`). Every kind of row weighs by the root of its number, supported and unsupported rows
weigh alike, and the bias is set so that of the supported rows that are not quoted the wanted share is
refused. What it prints comes from cross-validation by document: no row is judged by weights that saw its
document. Give it development rows only.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

import assistant.verification
from assistant.settings import Settings, load_settings
from assistant.verification import Verifier
from assistant.verification.combination import summands, which
from assistant.verification.features import Measures
from evals.jsonl import read_rows
from evals.progress import tracked
from evals.verification.beside import SupportRow, beside
from evals.verification.parallel import is_parallel, parallel_rows
from retrieval.embeddings import open_embedder
from retrieval.wording import open_wording

WEIGHTS = Path(assistant.verification.__file__).with_name("weights.json")
# Measures whose usual value differs from one pair of languages to another.
CENTRED = ("unknown_share", "unmet", "worst", "worst_three", "fit", "whole", "meant")
# What speaks for a sentence, and what may speak for or against it beside the rest; all else is against it.
GROUNDS = ("fit", "whole", "meant")
EITHER = ("unknown_share", "unmet", "worst", "worst_three", "worst_in_whole")
QUOTED = frozenset({"verbatim", "shortened", "merged"})
# The share that is refused of what is supported: below what is promised, for new documents are harder.
FALSE_ALARMS = {"same": 0.05, "foreign": 0.06}
_RIDGE, _STEPS, _PARTS = 0.3, 60, 5
_FEWEST, _MOST_OF_THE_WAY = (
    30,
    0.6,
)  # rows of a pair of languages that tell anything, and how far they are believed

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """Rows with their measures."""

    rows: Sequence[SupportRow]
    measures: Sequence[Measures]

    def of(self, name: str) -> Measured:
        """Those that one set of weights is for."""
        kept = [i for i, m in enumerate(self.measures) if which(m.pair) == name]
        return Measured([self.rows[i] for i in kept], [self.measures[i] for i in kept])

    @property
    def supported(self) -> npt.NDArray[np.bool_]:
        return np.array([row.supported for row in self.rows])

    @property
    def judged(self) -> npt.NDArray[np.bool_]:
        """The rows by which false alarms are counted: of a museum, supported, and said in other words."""
        return np.array(
            [r.supported and r.kind not in QUOTED and not is_parallel(r) for r in self.rows], np.bool_
        )


def usual(measured: Measured) -> dict[str, dict[str, float]]:
    """By pair of languages the mean of each centred measure over what is supported in other words."""
    found: dict[str, dict[str, float]] = {}
    for pair in sorted({m.pair for m in measured.measures}):
        held = [
            m
            for m, judged in zip(measured.measures, measured.judged, strict=True)
            if judged and m.pair == pair
        ]
        if held:
            found["-".join(pair)] = {
                name: round(float(np.mean([m.values[name] for m in held])), 3) for name in CENTRED
            }
    return found


def table(measured: Measured, centres: Mapping[str, Mapping[str, float]]) -> tuple[list[str], Array]:
    """The names of what is weighed, and a row of them for each sentence."""
    added = [
        summands(m.values, centres.get("-".join(m.pair), {}), foreign=m.pair[0] != m.pair[1])
        for m in measured.measures
    ]
    names = list(added[0])
    return names, np.array([[one[name] for name in names] for one in added])


def row_weights(rows: Sequence[SupportRow]) -> Array:
    """How much each row counts."""
    counts: dict[tuple[bool, str], int] = {}
    for row in rows:
        counts[row.supported, row.kind] = counts.get((row.supported, row.kind), 0) + 1
    weights = np.array([counts[row.supported, row.kind] ** -0.5 for row in rows])
    supported = np.array([row.supported for row in rows])
    weights[supported] *= weights[~supported].sum() / weights[supported].sum()
    scaled: Array = weights / weights.mean()
    return scaled


def fit_signed(
    names: Sequence[str], values: Array, supported: npt.NDArray[np.bool_], weights: Array
) -> Array:
    """`fit`, in which no problem speaks for a sentence and no ground against it.

    A weight of the wrong sign only makes up for others and holds for the rows it was fitted to alone: such a
    measure is left out and the rest fitted anew.
    """
    kept = np.ones(len(names), bool)
    while True:
        found = np.zeros(len(names) + 1)
        found[np.r_[kept, True]] = fit(values[:, kept], supported, weights)
        wrong = [kept[i] and _is_wrong(name, found[i]) for i, name in enumerate(names)]
        if not any(wrong):
            return found
        kept &= ~np.array(wrong)


def _is_wrong(name: str, weight: float) -> bool:
    if name in GROUNDS:
        return weight < 0
    return name not in EITHER and weight > 0


def fit(values: Array, supported: npt.NDArray[np.bool_], weights: Array) -> Array:
    """The weights of a ridge logistic regression and last its bias, by Newton's method."""
    with_bias = np.c_[values, np.ones(len(values))]
    ridge = np.r_[np.full(values.shape[1], _RIDGE), 1e-6]
    found = np.zeros(with_bias.shape[1])
    for _ in range(_STEPS):
        likely = _logistic(with_bias @ found)
        gradient = with_bias.T @ (weights * (supported - likely)) - ridge * found
        curvature = (with_bias * (weights * likely * (1 - likely))[:, None]).T @ with_bias + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        found = found + step
        if np.abs(step).max() < 1e-9:
            break
    return found


def cross_validated(names: Sequence[str], values: Array, measured: Measured) -> Array:
    """For each row the score by weights fitted without its document."""
    parts = np.array([zlib.crc32(row.source.encode()) % _PARTS for row in measured.rows])
    scores = np.zeros(len(parts))
    for part in range(_PARTS):
        seen, left = parts != part, parts == part
        if left.any():
            rows = [row for row, held in zip(measured.rows, seen, strict=True) if held]
            found = fit_signed(names, values[seen], measured.supported[seen], row_weights(rows))
            scores[left] = _logistic(np.c_[values[left], np.ones(left.sum())] @ found)
    return scores


def weigh(measured: Measured) -> dict[str, dict[str, float]]:
    """All that `weights.json` holds; prints what cross-validation gives."""
    centres = usual(measured)
    made: dict[str, dict[str, float]] = {}
    for name, share in FALSE_ALARMS.items():
        own = measured.of(name)
        names, values = table(own, centres)
        scores = cross_validated(names, values, own)
        least = float(np.quantile(scores[own.judged], share))
        found = fit_signed(names, values, own.supported, row_weights(own.rows))
        made[name] = {key: round(float(value), 3) for key, value in zip(names, found, strict=False)}
        made[name]["bias"] = round(float(found[-1]) - _logit(least), 3)
        for pair, shift in _shifts(own, scores, share).items():
            centres[pair]["bias"] = shift
        _print(name, own, scores, least)
    return made | centres


def _shifts(measured: Measured, scores: Array, share: float) -> dict[str, float]:
    """By pair of languages how far its scores are moved (and `scores` are), towards equal false alarms."""
    least = float(np.quantile(scores[measured.judged], share))
    found = {}
    for pair in sorted({m.pair for m in measured.measures}):
        held = measured.judged & np.array([m.pair == pair for m in measured.measures])
        if held.sum() >= _FEWEST:
            apart = _logit(least) - _logit(float(np.quantile(scores[held], share)))
            found["-".join(pair)] = round(_MOST_OF_THE_WAY * apart, 3)
            scores[np.array([m.pair == pair for m in measured.measures])] = _logistic(
                _logits(scores[np.array([m.pair == pair for m in measured.measures])])
                + _MOST_OF_THE_WAY * apart
            )
    return found


def _print(name: str, measured: Measured, scores: Array, least: float) -> None:
    caught = scores < least
    alarms, right = caught[measured.judged], caught[~measured.supported]
    print(f"{name}: false alarms {alarms.mean():.3f}, caught {right.mean():.3f}")
    for kind in sorted({row.kind for row in measured.rows}):
        held = np.array([row.kind == kind for row in measured.rows])
        print(f"  {kind:15} {held.sum():5} refused {caught[held].mean():.3f}")
    for pair in sorted({m.pair for m in measured.measures}):
        held = np.array([m.pair == pair for m in measured.measures])
        alarms, right = caught[held & measured.judged], caught[held & ~measured.supported]
        told = f"false alarms {alarms.mean():.3f}, caught {right.mean():.3f}"
        print(f"  {'-'.join(pair):15} {held.sum():5} {told}")


def measured_rows(rows: Sequence[SupportRow], settings: Settings) -> Measured:
    """The measures of every row, by the default embedding model and what is installed."""
    embedder = open_embedder(settings.embedding_model, cache=settings.cache)
    with tempfile.TemporaryDirectory() as folder:
        wording = open_wording(embedder, Path(folder) / "words.sqlite", cache=settings.cache)
        verifier = Verifier(embedder, wording)
        measures = [
            verifier.measures(row.sentence, row.passages, language=row.language)
            for row in tracked(rows, "measuring")
        ]
    return Measured(rows, measures)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what the weights are worth and, with --write, puts them where verification reads them."""
    parser = argparse.ArgumentParser(prog="python -m evals.verification.weights", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--parallel", nargs="+", default=[], type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    rows = [row for path in given.files for _, row in read_rows(path, SupportRow)]
    rows += [*beside(rows), *parallel_rows(given.parallel)]
    made = weigh(measured_rows(rows, load_settings()))
    if given.write:
        WEIGHTS.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    return 0


def _logit(value: float) -> float:
    return float(np.log(value / (1 - value)))


def _logits(values: Array) -> Array:
    clipped = np.clip(values, 1e-12, 1 - 1e-12)
    found: Array = np.log(clipped / (1 - clipped))
    return found


def _logistic(values: Array) -> Array:
    found: Array = 1 / (1 + np.exp(-np.clip(values, -30, 30)))
    return found


if __name__ == "__main__":
    sys.exit(main())
