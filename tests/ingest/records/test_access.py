from __future__ import annotations

from datetime import date

import pytest

from ingest.records.access import embargo_date, stated_access, stricter, under_embargo


@pytest.mark.parametrize(
    "statement",
    [
        "public", "Open for research.", "Unrestricted.", "There are no access restrictions", "Not restricted",
        "公开", "无限制", "Доступ без ограничений", "Fonds librement communicable", "frei zugänglich",
    ],
)  # fmt: skip
def test_what_is_said_to_be_open_is_public(statement: str) -> None:
    assert stated_access(statement) == ("public", True)


@pytest.mark.parametrize(
    "statement",
    [
        "restricted", "Closed until 2050.", "The collection is not open", "不公开", "закрыт", "unknown",
        "Not available to the public", "Open, except box 5 which is closed.", "nicht öffentlich",
        "Publicly unavailable", "未公開", "By permission of the donor",
    ],
)  # fmt: skip
def test_what_is_said_to_be_closed_is_restricted(statement: str) -> None:
    assert stated_access(statement) == ("restricted", True)


@pytest.mark.parametrize(
    "statement", ["Open for research. Researchers must apply for access.", "开放，需预约"]
)
def test_what_is_open_on_a_condition_is_internal(statement: str) -> None:
    assert stated_access(statement) == ("internal", True)


@pytest.mark.parametrize("statement", ["", "level 3", "Ω", "see the curator's file"])
def test_what_is_not_understood_is_restricted_and_said_so(statement: str) -> None:
    assert stated_access(statement) == ("restricted", False)


def test_the_stricter_of_several_wins() -> None:
    assert stricter(["public", "restricted", "internal"]) == "restricted"
    assert stricter([]) == "public"


def test_an_embargo_lasts_to_the_end_of_what_it_names() -> None:
    assert embargo_date("2028-02") == date(2028, 2, 29)
    assert embargo_date("closed until 9999") == date(9999, 12, 31)
    assert embargo_date("2031-02-30") is None
    assert under_embargo("2026-12-01", date(2026, 12, 1))
    assert not under_embargo("2026-12-01", date(2026, 12, 2))
    assert not under_embargo("", date(2026, 12, 2))
    assert under_embargo("until the donor's death", date(2026, 12, 2))
