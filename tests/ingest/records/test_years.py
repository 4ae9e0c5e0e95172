from __future__ import annotations

import pytest

from ingest.records.years import clear_years, years_between


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        (["1938"], (1938, 1938)), (["1938-05", "1940-01-01"], (1938, 1940)), (["1934/1942"], (1934, 1942)),
        (["19340101/19421231"], (1934, 1942)), (["-0050"], (-50, -50)), (["850"], (850, 850)),
        (["17.05.1510"], (1510, 1510)), (["2020-10-03T09:24:46+02:00"], (2020, 2020)),
        (["long ago", ""], None), (["/"], None), ([], None), (["123456789"], None),
    ],
)  # fmt: skip
def test_dates_for_machines_give_their_first_and_last_year(
    dates: list[str], years: tuple[int, int] | None
) -> None:
    assert years_between(dates) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1954", (1954, 1954)), ("© 2003", (2003, 2003)), ("[1745]", (1745, 1745)),
        ("1934 – 1942", (1934, 1942)),
        ("1959-1987, bulk 1969-1987", None), ("about 1745", None), ("1957-58", None),
        ("1942-1934", None), ("", None),
    ],
)  # fmt: skip
def test_a_text_that_is_hardly_more_than_a_year_has_it(text: str, years: tuple[int, int] | None) -> None:
    assert clear_years(text) == years
