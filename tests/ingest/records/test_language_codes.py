from __future__ import annotations

import pytest

from ingest.records.language_codes import language_code


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de-AT", "de"), ("DEU", "de"), ("ger", "de"), ("zh_Hans", "zh"), ("chi", "zh"),
        ("cn", "zh"), (" ru ", "ru"),
        ("", ""), ("mul", ""), ("zxx", ""), ("deutsch", ""), ("ру", ""), ("1a", ""),
    ],
)  # fmt: skip
def test_a_language_tag_gives_its_two_letters_or_none(tag: str, code: str) -> None:
    assert language_code(tag) == code
