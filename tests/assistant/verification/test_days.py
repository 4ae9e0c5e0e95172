"""Days, weekdays and times of day."""

import pytest

from assistant.verification.days import Day, find_days


def _said(text: str) -> list[tuple[int | None, int | None, int | None, int | None]]:
    return [(day.month, day.day, day.minute, day.weekday) for day in find_days(text)]


@pytest.mark.parametrize(
    "text",
    [
        "on 15 June 1985",
        "June 15, 1985",
        "15 июня 1985 года",
        "一九八五年六月十五日",
        "1985-06-15",
        "15.06.1985",
    ],
)
def test_a_day_is_read_in_every_way_of_writing(text: str) -> None:
    assert _said(text) == [(6, 15, None, None)]


@pytest.mark.parametrize(
    ("text", "minute"), [("until 9 p.m.", 1260), ("до 21:00", 1260), ("下午两点半", 870)]
)
def test_a_time_of_day_is_read_in_twelve_hours_and_in_twenty_four(text: str, minute: int) -> None:
    assert _said(text) == [(None, None, minute, None)]


@pytest.mark.parametrize("text", ["on Wednesdays", "по средам", "每逢星期三"])
def test_a_weekday_is_read(text: str) -> None:
    assert _said(text) == [(None, None, None, 2)]


def test_a_day_bears_out_its_month_and_no_other_day() -> None:
    day = Day(0, 0, month=5, day=12)
    assert Day(0, 0, month=5).borne_out_by(day)
    assert not Day(0, 0, month=5, day=13).borne_out_by(day)


def test_may_and_march_are_also_words() -> None:
    assert find_days("They may march on.") == []
