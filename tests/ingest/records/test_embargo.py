from __future__ import annotations

from datetime import date

import pytest

from ingest.records.embargo import embargo_date, last_embargo, under_embargo


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2031-05-01", date(2031, 5, 1)),
        ("20310501", date(2031, 5, 1)),
        ("2031-05-01T00:00:00Z", date(2031, 5, 1)),
        ("2028-02", date(2028, 2, 29)),
        ("closed until 9999", date(9999, 12, 31)),
        ("2020年5月1日", date(2020, 5, 1)),
        ("封存至2044年", date(2044, 12, 31)),
        ("Закрыто до 2045 года", date(2045, 12, 31)),
        ("Closed until 31 December 2044.", date(2044, 12, 31)),
        ("31.05.2044", date(2044, 12, 31)),
    ],
)
def test_an_embargo_lasts_to_the_end_of_what_it_names(text: str, last: date) -> None:
    assert embargo_date(text) == last


@pytest.mark.parametrize("text", ["2020-01-01/2050-12-31", "2020 – 2050", "2020-2050", "2020 to 2050"])
def test_of_a_span_the_last_day_counts(text: str) -> None:
    assert embargo_date(text) == date(2050, 12, 31)
    assert under_embargo(text, date(2026, 11, 29))


@pytest.mark.parametrize(
    "text",
    [
        "30 years from 1995", "until 30 years 1995", "from 1995", "2020-01-01/", "2020-01-01/..",
        "2031-02-30", "until the donor's death", "until 2020 or the donor's death, whichever is later",
        "2020年后",
    ],
)  # fmt: skip
def test_an_embargo_that_is_not_plainly_a_date_never_ends(text: str) -> None:
    assert embargo_date(text) is None
    assert under_embargo(text, date(2026, 11, 29))


def test_an_embargo_holds_on_its_last_day_and_not_after() -> None:
    assert under_embargo("2026-12-01", date(2026, 12, 1))
    assert not under_embargo("2026-12-01", date(2026, 12, 2))
    assert not under_embargo("", date(2026, 12, 2))


def test_the_last_of_several_embargoes_holds() -> None:
    assert last_embargo(["2031", "", "2030-05-01"]) == "2031"
    assert last_embargo(["2031", "until the donor's death"]) == "until the donor's death"
    assert last_embargo([]) == ""
