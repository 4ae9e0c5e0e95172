from __future__ import annotations

import random

import pytest

from evals.verification.rows.clauses import cause, listed, negated, unhedged


def made(change: object, sentence: str, language: str) -> str | None:
    assert callable(change)
    result = change(sentence, language, sentence, random.Random(1))
    assert result is None or isinstance(result, str)
    return result


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("The cause was established.", "en", "The cause was not established."),
        ("Cox opened his own museum.", "en", "Cox did not open his own museum."),
        ("The palace covers 72 hectares.", "en", "The palace does not cover 72 hectares."),
        ("汝窑是青瓷。", "zh", "汝窑不是青瓷。"),
        ("他把画赐给了蔡京。", "zh", "他并没有把画赐给蔡京。"),
        ("Царь купил собрание Себы.", "ru", "Царь не купил собрание Себы."),
        ("Икона остаётся в собственности.", "ru", "Икона не остаётся в собственности."),
    ],
)
def test_the_main_verb_is_denied(sentence: str, language: str, expected: str) -> None:
    assert made(negated, sentence, language) == expected


def test_the_verb_of_a_clause_within_is_not() -> None:
    assert made(negated, "As he was ill, the paper was signed later.", "en") == (
        "As he was ill, the paper was not signed later."
    )


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("The burner was never found.", "en"), ("画上没有签名。", "zh"), ("Причину не установили.", "ru")],
)
def test_what_denies_already_is_left_alone(sentence: str, language: str) -> None:
    assert made(negated, sentence, language) is None


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_reason_of_the_list_stands_at_the_end(language: str) -> None:
    reasons = [new for _, new in listed("cause", language)]
    sentence = {"en": "It was built.", "zh": "它建成了。", "ru": "Его построили."}[language]
    text = made(cause, sentence, language)
    assert text
    assert text.startswith(sentence[:-1])
    assert any(text[:-1].endswith(reason) for reason in reasons)


def test_a_sentence_with_a_reason_gets_no_second_one() -> None:
    assert made(cause, "It was built because he wished it.", "en") is None


def test_a_reservation_is_taken_away() -> None:
    assert made(unhedged, "It is usually given as three million.", "en") == (
        "It is always given as three million."
    )
    assert made(unhedged, "От неё, как полагают, он услышал о механизмах.", "ru") == (
        "От неё он услышал о механизмах."
    )
    assert made(unhedged, "It costs three million.", "en") is None
