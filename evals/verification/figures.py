"""How often verification is right: what it catches, what it catches wrongly, and how well it ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.verification.measuring import CheckedRow

Figures = dict[str, Any]


def report_figures(checked: Sequence[CheckedRow]) -> Figures:
    """`all`, with the same by language, within one language and across two, and `kinds`."""
    same = [one for one in checked if not one.across]
    across = [one for one in checked if one.across]
    return {
        "all": {
            **figures(checked),
            "languages": _by(checked, [one.row.language for one in checked]),
            "same_language": {**figures(same), "languages": _by(same, [one.row.language for one in same])},
            "across_languages": {
                **figures(across),
                "languages": _by(across, [one.row.language for one in across]),
                "pairs": _by(across, [f"{one.row.language}-{one.passage_language}" for one in across]),
            },
        },
        "kinds": kinds(checked),
    }


def figures(checked: Sequence[CheckedRow]) -> Figures:
    """Precision, recall, false alarm rate and AUC of catching what is unsupported.

    A false alarm is a supported sentence that was caught; `paraphrase_false_alarm_rate` is of those
    of kind `paraphrased` alone. None where there is nothing to take a share of.
    """
    unsupported = [one for one in checked if not one.row.supported]
    supported = [one for one in checked if one.row.supported]
    caught = [one for one in unsupported if not one.verdict.supported]
    alarms = [one for one in supported if not one.verdict.supported]
    paraphrased = [one for one in supported if one.row.kind == "paraphrased"]
    return {
        "n": len(checked),
        "unsupported": len(unsupported),
        "precision": _share(len(caught), len(caught) + len(alarms)),
        "recall": _share(len(caught), len(unsupported)),
        "false_alarm_rate": _share(len(alarms), len(supported)),
        "paraphrase_false_alarm_rate": _share(sum(not o.right for o in paraphrased), len(paraphrased)),
        "auc": auc([o.verdict.score for o in supported], [o.verdict.score for o in unsupported]),
    }


def kinds(checked: Sequence[CheckedRow]) -> dict[str, dict[str, int]]:
    """For each kind of row, how many there are and on how many the verdict is right."""
    names = dict.fromkeys(one.row.kind for one in sorted(checked, key=lambda one: not one.row.supported))
    of = {name: [one for one in checked if one.row.kind == name] for name in names}
    return {name: {"n": len(ones), "right": sum(one.right for one in ones)} for name, ones in of.items()}


def auc(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """The chance that one of `higher` stands above one of `lower`, ties counted half (Mann-Whitney)."""
    if not higher or not lower:
        return None
    ordered = np.sort(np.asarray(lower))
    below = np.searchsorted(ordered, higher, side="left") + np.searchsorted(ordered, higher, side="right")
    return round(float(below.mean() / 2 / len(lower)), 4)


def _by(checked: Sequence[CheckedRow], names: Sequence[str]) -> dict[str, Figures]:
    return {
        name: figures([one for one, of in zip(checked, names, strict=True) if of == name])
        for name in sorted(set(names))
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
