import re

import pytest

from assistant.language_names import asked_language, language_name, machine_label, original_label
from retrieval.errors import CallerError


def test_a_language_is_named_in_english_or_left_as_its_code() -> None:
    assert [language_name(code) for code in ("zh", "ru", "qqq")] == ["Chinese", "Russian", "qqq"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("zh-Hans-CN", "zh"),
        ("zh_CN", "zh"),
        (" ru ", "ru"),
        ("eng", "en"),
        ("chi_TW", "zh"),
        ("fr-CA", "fr"),
        ("Chinese", "zh"),
        ("russian", "ru"),
        ("英文", "en"),
        ("俄语", "ru"),
        ("Английский", "en"),
        ("  ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_is_asked_for_by_any_tag_of_it(tag: str | None, language: str | None) -> None:
    assert asked_language(tag) == language


@pytest.mark.parametrize("tag", ["auto", "xx", "xx-XX", "en,zh", "12", "the museum's"])
def test_what_is_no_language_is_said_to_be_none(tag: str) -> None:
    with pytest.raises(CallerError, match=re.escape(repr(tag))):
        asked_language(tag)


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [
        ("ru", "en", "original in Russian"),
        ("en", "zh", "原文为英语"),
        ("zh", "ru", "язык оригинала: китайский"),
        ("fr", "de", "original in French"),
    ],
)
def test_a_quote_is_labelled_in_the_language_of_the_answer(code: str, language: str, label: str) -> None:
    assert original_label(code, language) == label


@pytest.mark.parametrize("language", ["en", "zh", "ru", "fr"])
def test_a_translation_names_the_model_that_made_it(language: str) -> None:
    assert "openai:small" in machine_label("openai:small", language)
