from __future__ import annotations

import pytest

from assistant.verification import Verdict
from evals.verification.figures import auc, figures, kinds, report_figures
from evals.verification.measuring import CheckedRow, VerificationRow


def checked(
    kind: str, *, supported: bool, said: bool, score: float, language: str = "en", passage: str = "en"
) -> CheckedRow:
    row = VerificationRow(
        id=f"{kind}{score}{language}{passage}",
        language=language,
        sentence="The bowl is blue.",
        passages=["The bowl is blue."],
        supported=supported,
        kind=kind,
    )
    return CheckedRow(row, Verdict(said, score), passage)


ROWS = [
    checked("verbatim", supported=True, said=True, score=0.9),
    checked("paraphrased", supported=True, said=False, score=0.4),
    checked("paraphrased", supported=True, said=True, score=0.7, language="ru", passage="ru"),
    checked("translated", supported=True, said=True, score=0.6, language="zh"),
    checked("year", supported=False, said=False, score=0.1),
    checked("negated", supported=False, said=False, score=0.3),
    checked("negated", supported=False, said=True, score=0.8, language="zh"),
]


def test_recall_is_of_the_unsupported_and_precision_of_the_caught() -> None:
    found = figures(ROWS)
    assert (found["n"], found["unsupported"]) == (7, 3)
    assert found["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["precision"] == pytest.approx(2 / 3, abs=1e-4)


def test_false_alarms_are_of_the_supported_and_of_paraphrases_apart() -> None:
    found = figures(ROWS)
    assert found["false_alarm_rate"] == 0.25
    assert found["paraphrase_false_alarm_rate"] == 0.5


def test_a_share_of_nothing_is_no_figure() -> None:
    found = figures([one for one in ROWS if one.row.supported and one.verdict.supported])
    assert found["recall"] is None
    assert found["precision"] is None
    assert found["auc"] is None
    assert found["false_alarm_rate"] == 0.0


def test_auc_is_the_share_of_pairs_in_the_right_order_and_ties_count_half() -> None:
    assert auc([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert auc([0.9, 0.1], [0.5]) == 0.5
    assert auc([0.5], [0.5]) == 0.5
    assert auc([], [0.5]) is None


def test_kinds_count_what_was_right_supported_ones_first() -> None:
    assert kinds(ROWS) == {
        "verbatim": {"n": 1, "right": 1},
        "paraphrased": {"n": 2, "right": 1},
        "translated": {"n": 1, "right": 1},
        "year": {"n": 1, "right": 1},
        "negated": {"n": 2, "right": 1},
    }


def test_languages_are_told_apart_and_so_are_pairs_of_them() -> None:
    everything = report_figures(ROWS)["all"]
    assert list(everything["languages"]) == ["en", "ru", "zh"]
    assert everything["same_language"]["n"] == 5
    assert everything["same_language"]["languages"]["en"]["recall"] == 1.0
    assert everything["across_languages"]["n"] == 2
    assert list(everything["across_languages"]["pairs"]) == ["zh-en"]
    assert everything["across_languages"]["recall"] == 0.0
