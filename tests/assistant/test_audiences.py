import pytest

from assistant.audiences import AUDIENCES, TARGETS, AnswerLevel, answer_level, checked_audience
from retrieval.errors import CallerError


def test_each_audience_has_its_target_and_children_the_lowest() -> None:
    assert set(TARGETS) == set(AUDIENCES)
    assert TARGETS["curator"] is None
    assert (TARGETS["youth"] or 0) < (TARGETS["public"] or 0)


def test_an_audience_that_is_none_is_refused_with_those_there_are() -> None:
    assert checked_audience("youth") == "youth"
    with pytest.raises(CallerError, match="curator, public, youth"):
        checked_audience("everybody")


def test_a_level_is_kept_up_to_its_target() -> None:
    assert AnswerLevel(6.0, 6.0).kept
    assert not AnswerLevel(6.1, 6.0).kept
    assert AnswerLevel(19.0, None).kept
    assert AnswerLevel(7.25, 6.0, "simpler@1").to_json() == {
        "grade": 7.25, "target": 6.0, "kept": False, "prompt": "simpler@1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"), [("en", "year 7.2 rather than 6"), ("zh", "7.2年级"), ("ru", "7.2")]
)
def test_a_level_that_is_not_kept_is_said_in_the_language_of_the_answer(language: str, words: str) -> None:
    assert words in AnswerLevel(7.2, 6.0).notice(language, quoted=False)
    assert AnswerLevel(5.2, 6.0).notice(language, quoted=False) == ""
    quoted = AnswerLevel(7.2, 6.0).notice(language, quoted=True)
    assert quoted.startswith(AnswerLevel(7.2, 6.0).notice(language, quoted=False))
    assert len(quoted) > len(AnswerLevel(7.2, 6.0).notice(language, quoted=False))


def test_sentences_in_several_languages_are_each_measured_in_their_own() -> None:
    easy, hard = (
        ("The cat sat down.", "en"),
        ("Реставрационные мероприятия осуществлялись сотрудниками.", "ru"),
    )
    alone = [answer_level([said], "youth") for said in (easy, hard)]
    both = answer_level([easy, hard], "youth")
    assert both is not None
    assert alone[0] is not None
    assert alone[1] is not None
    assert both.grade == pytest.approx((alone[0].grade + alone[1].grade) / 2, abs=0.1)


def test_no_level_is_told_where_none_can_be_measured() -> None:
    assert answer_level([("Tournée à Delft.", "fr")], "youth") is None
    assert answer_level([], "youth") is None
