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
        "于1985-06-15完成",
        "on the fifteenth of June 1985",
        "June the fifteenth",
        "пятнадцатого июня 1985 года",
    ],
)
def test_a_day_is_read_in_every_way_of_writing(text: str) -> None:
    assert _said(text) == [(6, 15, None, None)]


def test_may_is_a_month_only_where_it_asks_for_no_leave() -> None:
    for asking in ("May it go by air?", "The lens is old. May visitors touch it?", "If so, May I come?"):
        assert _said(asking) == []
    for month in ("It came in May.", "May 1920", "On May Day", "until May, they say"):
        assert _said(month) == [(5, None, None, None)]


def test_a_ware_that_is_written_as_a_month_is_none() -> None:
    assert _said("a Jun ware flowerpot") == []
    assert _said("on 3 Jun 1912") == [(6, 3, None, None)]


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("until 9 p.m.", 1260),
        ("до 21:00", 1260),
        ("下午两点半", 870),
        ("at three in the afternoon", 900),
        ("at nine o'clock in the morning", 540),
        ("half past five in the afternoon", 1050),
        ("в три часа дня", 900),
        ("в девять утра", 540),
        ("до двух часов дня", 840),
        ("в половине шестого вечера", 1050),
        ("закрывается в 17.30.", 1050),
        ("正午闭馆", 720),
    ],
)
def test_a_time_of_day_is_read_in_twelve_hours_and_in_twenty_four(text: str, minute: int) -> None:
    assert _said(text) == [(None, None, minute, None)]


@pytest.mark.parametrize(
    "text", ["три дня ушло на работу", "в половине второго тома", "длиной в 2.50 м", "три вечера подряд"]
)
def test_a_length_of_time_or_a_part_is_no_time_of_day(text: str) -> None:
    assert _said(text) == []


def test_an_hour_without_its_half_of_the_day_may_be_either() -> None:
    (said,), (other,) = find_days("at three o'clock"), find_days("at 15:00")
    assert said.borne_out_by(other)


@pytest.mark.parametrize("text", ["on Wednesdays", "по средам", "每逢星期三"])
def test_a_weekday_is_read(text: str) -> None:
    assert _said(text) == [(None, None, None, 2)]


def test_a_day_bears_out_its_month_and_no_other_day() -> None:
    day = Day(0, 0, month=5, day=12)
    assert Day(0, 0, month=5).borne_out_by(day)
    assert not Day(0, 0, month=5, day=13).borne_out_by(day)


def test_may_and_march_are_also_words() -> None:
    assert find_days("They may march on.") == []


def test_a_chinese_date_with_spaces_is_the_day_it_names() -> None:
    (day,) = find_days("自 2015 年 10 月 8 日起")
    assert (day.month, day.day) == (10, 8)
    (month,) = find_days("于 2002 年 5 月 经选举任职")
    assert (month.month, month.day) == (5, None)


@pytest.mark.parametrize("text", ["还剩 3 分 08 秒", "3 minutes and 8 seconds left", "3 минуты 8 секунд"])
def test_minutes_and_seconds_are_what_a_stopped_clock_shows(text: str) -> None:
    (clock,) = find_days("3:08 left")
    assert any(clock.borne_out_by(day) for day in find_days(text))


def test_at_one_time_is_no_hour() -> None:
    assert find_days("这部戏风靡一时，后来被遗忘。") == []
    assert [day.minute for day in find_days("下午一时，讲座开始。")] == [13 * 60]
