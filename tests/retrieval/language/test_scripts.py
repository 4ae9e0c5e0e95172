"""What scripts set apart."""

import pytest

from retrieval.language.scripts import with_wide_commas


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("嗜赌,1871年将书", "嗜赌，1871年将书"),
        ("在1904年,作品", "在1904年，作品"),
        ("《断桥》,共12件", "《断桥》，共12件"),
        ("登记1,234件", "登记1,234件"),
        ("In 1904, the work", "In 1904, the work"),
    ],
)
def test_chinese_is_read_with_its_own_commas(text: str, read: str) -> None:
    assert with_wide_commas(text) == read
