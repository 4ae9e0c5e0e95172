"""The rows whose passages and sentences were written whole."""

from pathlib import Path

import evals.verification.rows
from evals.jsonl import read_rows
from evals.verification.measuring import VerificationRow, read_verification_rows
from evals.verification.weights import SupportRow

FOLDER = Path(evals.verification.rows.__file__).parent / "whole"
SUPPORTED = {"shortened", "merged", "paraphrased", "translated"}


def _rows(name: str) -> list[VerificationRow]:
    return read_verification_rows([FOLDER / f"{name}.jsonl"])


def test_what_is_learned_from_and_what_is_measured_on_have_no_passage_in_common() -> None:
    dev, test = ({row.passages[0] for row in _rows(name)} for name in ("dev", "test"))
    assert (len(dev), len(test), dev & test) == (48, 24, set())
    sources = [
        {row.source for _, row in read_rows(FOLDER / f"{name}.jsonl", SupportRow)} for name in ("dev", "test")
    ]
    assert not sources[0] & sources[1]


def test_every_passage_has_as_many_rows_that_it_bears_out_as_others() -> None:
    for name in ("dev", "test"):
        rows = _rows(name)
        for passage in {row.passages[0] for row in rows}:
            own = [row for row in rows if row.passages == [passage]]
            assert [sum(row.supported is said for row in own) for said in (True, False)] == [8, 8]
        assert all((row.kind in SUPPORTED) == row.supported for row in rows)
