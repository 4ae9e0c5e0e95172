"""Denials, reservations and causes in three languages."""

import pytest

from assistant.verification.names import find_names
from assistant.verification.polarity import stance


@pytest.mark.parametrize(
    "text",
    [
        "It was not fired twice.",
        "Nobody knows.",
        "The maker is unknown.",
        "Он не был подписан.",
        "Входа нет.",
        "没有找到",
        "从未展出",
        "Flash is forbidden.",
    ],
)
def test_a_denial_is_seen(text: str) -> None:
    assert stance(text).denials


@pytest.mark.parametrize(
    "text",
    [
        "It was fired twice.",
        "not only here but there",
        "No later than 1738",
        "не позднее 1738 года",
        "不但精美，而且少见",
        "照度不超过五十勒克斯",
        "今天看到的不是摹本就是临本",
        "без малого двести листов",
        "Пока надпись не заметили, его не знали."[:27],
        "船在港外沉没",
        "借给不来梅美术馆",
        "不早于公元4年",
        "钟壁厚度不一",
        "用无酸纸包裹",
        "来自北非",
        "It was not opened to the public until 1924.",
        "Это не что иное, как копия.",
        "Флигель едва не сгорел.",
        "закрывается без четверти пять",
    ],
)
def test_words_that_only_look_like_denials_deny_nothing(text: str) -> None:
    assert not stance(text).denials


@pytest.mark.parametrize(
    "text",
    ["probably by Cox", "attributed to Cox", "вероятно, он", "как полагают, он", "可能是他", "相传为他所作"],
)
def test_a_reservation_is_seen(text: str) -> None:
    assert stance(text).hedges


def test_permission_is_no_reservation() -> None:
    assert not stance("Staff may borrow four books.").hedges


@pytest.mark.parametrize("text", ["because it burned", "из-за пожара", "因为失火"])
def test_a_cause_is_seen(text: str) -> None:
    assert stance(text).causes


def test_a_cause_that_was_never_found_is_none() -> None:
    assert not stance("The reason was never established.").causes


@pytest.mark.parametrize(
    "text",
    ["It has been missing since 1794.", "Княгиня была недовольна.", "老人免费", "Agate was left plain."],
)
def test_a_denial_may_be_said_without_one(text: str) -> None:
    assert stance(text).soft_denials
    assert not stance(text).denials


@pytest.mark.parametrize("text", ["Двери раз в неделю открыты.", "紫禁城"])
def test_a_word_that_only_looks_like_a_denial_is_none(text: str) -> None:
    found = stance(text)
    assert not found.denials
    assert not found.soft_denials


@pytest.mark.parametrize(
    "text", ["Он уцелел потому, что промёрз.", "因洪水冲毁", "in order to please the abbot"]
)
def test_a_cause_is_seen_however_it_is_led(text: str) -> None:
    assert stance(text).causes


def test_a_wish_is_no_cause() -> None:
    assert not stance("Он не хочет, чтобы выставка носила его имя.").causes


def test_most_leaves_room_and_the_most_does_not() -> None:
    assert stance("Most scholars agree.").room
    assert not stance("It is the most distinctive piece.").room


def test_a_character_of_a_name_gives_no_cause() -> None:
    text = "据说钢琴家海因里希·绍尔弹过这架琴。"
    assert stance(text).outside([(5, 12)]).causes == ()


def test_a_character_of_a_name_denies_nothing() -> None:
    text = "由陆路运往什未林"
    names = [(name.start, name.end) for name in find_names(text)]
    assert stance(text).denials
    assert not stance(text).outside(names).denials
