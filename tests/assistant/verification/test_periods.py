"""Lengths of time that are named without a number."""

import pytest

from assistant.verification.periods import find_periods, names_length


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It is wound every month.", "month"),
        ("The desk closes an hour earlier.", "hour"),
        ("Касса закрывается на день раньше.", "day"),
        ("Часы заводят раз в год.", "year"),
        ("这座钟每周只开动一次。", "week"),
        ("壁面每半年监测一次。", "half a year"),
        ("It is checked every six months.", "half a year"),
        ("Её проверяют раз в полгода.", "half a year"),
        ("壁面每半个月监测一次。", "half a month"),
        ("售票处提前一小时关闭。", "hour"),
    ],
)
def test_a_length_of_time_is_read_in_every_language(text: str, name: str) -> None:
    assert [period.name for period in find_periods(text)] == [name]


def test_an_hour_that_passes_is_no_period() -> None:
    assert find_periods("It took an hour.") == []


@pytest.mark.parametrize(
    ("text", "name"), [("Дом сгорел в 1918 году.", "year"), ("1981年毁于火灾", "year"), ("12月5日", "day")]
)
def test_a_date_names_no_length_of_time(text: str, name: str) -> None:
    assert not names_length(text, name)


@pytest.mark.parametrize(("text", "name"), [("两年后", "year"), ("полтора года", "year"), ("daily", "day")])
def test_what_lasts_does(text: str, name: str) -> None:
    assert names_length(text, name)
