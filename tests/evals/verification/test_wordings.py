"""The pairs of wordings that are held against each other, and what is counted of them."""

from collections.abc import Sequence

import pytest

from assistant.verification import Verdict
from evals.verification.measuring import VerificationRow, check_rows
from evals.verification.wordings import Kind, OneThing, count, make_rows, read_kinds

NAMES = Kind(
    said={
        "en": ("{} made it.", "In 1738 {} made it."),
        "ru": ("Это сделал {}.", "В 1738 году это сделал {}."),
    },
    alike=[
        OneThing(en=["Bach"], ru=["Бах"], fullest={"en": ["Johann Bach"]}),
        OneThing(en=["Koch"]),
        OneThing(en=["somebody"], loose=True),
    ],
)


@pytest.fixture
def rows() -> list[VerificationRow]:
    return list(make_rows({"name": NAMES}))


def test_each_wording_is_held_against_each_other_that_says_as_much(rows: list[VerificationRow]) -> None:
    assert {(row.sentence, row.passages[0]) for row in rows if row.supported} == {
        ("Bach made it.", "In 1738 Johann Bach made it."),
        ("Bach made it.", "В 1738 году это сделал Бах."),
        ("Это сделал Бах.", "In 1738 Bach made it."),
        ("Это сделал Бах.", "In 1738 Johann Bach made it."),
    }


def test_another_thing_of_the_kind_is_not_borne_out_and_a_loose_one_contradicts_none(
    rows: list[VerificationRow],
) -> None:
    assert {(row.sentence, row.passages[0]) for row in rows if not row.supported} == {
        ("Koch made it.", "In 1738 Bach made it."),
        ("Koch made it.", "In 1738 Johann Bach made it."),
        ("Koch made it.", "В 1738 году это сделал Бах."),
    }
    assert len({row.id for row in rows}) == len(rows)


class SupportsRussian:
    """Supports what is said in Russian and nothing else."""

    def check(self, sentence: str, passages: Sequence[str], *, language: str | None = None) -> Verdict:
        return Verdict(language == "ru", 0.5)


def test_refused_and_caught_are_counted_within_and_across_languages(rows: list[VerificationRow]) -> None:
    counts = count(check_rows(rows, SupportsRussian()))
    assert list(counts) == ["name", "all"]
    assert counts["all"] == {
        "one language": {"alike": 1, "refused": 1, "changed": 2, "caught": 2},
        "across": {"alike": 3, "refused": 1, "changed": 1, "caught": 1},
    }


def test_the_kept_wordings_say_something_in_every_language() -> None:
    kinds = read_kinds()
    for name, kind in kinds.items():
        assert set(kind.said) == {"en", "ru", "zh"}, name
        assert all("{}" in said for both in kind.said.values() for said in both), name
        assert all(len(list(thing.wordings())) > 1 for thing in kind.alike), name
    assert len(list(make_rows(kinds))) > 5000
