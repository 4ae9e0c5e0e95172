from __future__ import annotations

import pytest

from assistant.conversation.conversations import Turn
from assistant.conversation.follow_ups import FollowUps, Standalone, sensible
from assistant.conversation.topics import Topic, Topics
from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def follow_ups() -> FollowUps:
    return FollowUps(Topics(Vocabulary.load()))


def after(searched: str, *names: str, said: tuple[str, ...] = ()) -> list[Turn]:
    return [
        Turn("a0", "Earlier?", "Earlier?", ""),
        Turn("a1", searched, searched, "", topic=Topic(names, said)),
    ]


CLOCK = after("Who made the Peacock clock?", "Peacock clock", said=("James Cox",))
SAID = [Turn("a1", "Who made the Peacock clock?", "Who made the Peacock clock?", "James Cox made it. [1]")]
ICON = after("Кто написал икону «Троица»?", "икону «Троица»", said=("Рублёв",))
FLASK = after("Who repaired the moon flask TX.2001.45?", "moon flask", "TX.2001.45")
FLASK_RU = after("Кто чинил плоскую флягу TX.2001.45?", "флягу TX.2001.45")
FLASK_ZH = after("谁修复了抱月瓶TX.2001.45？", "抱月瓶TX.2001.45")
SCROLL = after("《千里江山图》是谁画的？", "《千里江山图》", said=("王希孟",))
LIMIT = after("What is the humidity limit for lacquer?", "humidity limit")
LIMIT_RU = after("Какая влажность нужна для лака?")
LIMIT_ZH = after("漆器的湿度要求是多少？")
FEES = after("What did visitors pay in 1910?")


@pytest.mark.parametrize(
    ("turns", "question", "searched"),
    [
        (CLOCK, "And when was it made?", "And when was it made? (Peacock clock)"),
        (CLOCK, "When did he die?", "When did he die? (James Cox; Peacock clock)"),
        (CLOCK, "And the Orlov vase?", "Who made the Orlov vase?"),
        (CLOCK, "What about the Yusupov one?", "Who made the Yusupov?"),
        (CLOCK, "And in Moscow?", "in Moscow (made the Peacock clock)"),
        (CLOCK, "Why?", "Why? (made the Peacock clock)"),
        (ICON, "А где она сейчас?", "А где она сейчас? (икону «Троица»)"),
        (ICON, "А икону «Спас»?", "Кто написал икону «Спас»?"),
        (ICON, "Когда?", "Когда? (написал икону «Троица»)"),
        (SCROLL, "那它有多长？", "那它有多长？（《千里江山图》）"),
        (SCROLL, "他画的时候几岁？", "他画的时候几岁？（王希孟；《千里江山图》）"),
        (SCROLL, "那《清明上河图》呢？", "《清明上河图》是谁画的？"),
        (FLASK, "What about the jade ruyi?", "Who repaired the jade ruyi?"),
        (FLASK, "And that silk robe?", "Who repaired the silk robe?"),
        (FLASK, "And LC.2024.7?", "Who repaired the LC.2024.7?"),
        (FLASK, "What about its height?", "What about its height? (repaired the moon flask TX.2001.45)"),
        (FLASK, "And the material?", "And the material? (repaired the moon flask TX.2001.45)"),
        (FLASK, "And the lid?", "And the lid? (repaired the moon flask TX.2001.45)"),
        (FLASK, "And the moon flask?", "And the moon flask? (repaired the moon flask TX.2001.45)"),
        (FLASK_RU, "А нефритовый жуи?", "Кто чинил нефритовый жуи?"),
        (FLASK_RU, "А что с нефритовым жуи?", "Кто чинил нефритовым жуи?"),
        (FLASK_RU, "А высота?", "А высота? (чинил плоскую флягу TX.2001.45)"),
        (FLASK_ZH, "那玉如意呢？", "谁修复了玉如意？"),
        (FLASK_ZH, "那件玉如意呢？", "谁修复了玉如意？"),
        (FLASK_ZH, "高度呢？", "高度呢？（修复了抱月瓶TX.2001.45）"),
        (LIMIT, "And for silk?", "And for silk? (the humidity limit)"),
        (LIMIT_RU, "А для шёлка?", "А для шёлка? (влажность нужна)"),
        (LIMIT_ZH, "丝绸呢？", "丝绸呢？（湿度要求是）"),
        (LIMIT, "And the silver?", "And the silver? (the humidity limit for lacquer)"),
        (FEES, "And in 1920?", "And in 1920? (visitors pay)"),
        (FEES, "1920?", "1920? (visitors pay)"),
        (FEES, "And from whom?", "And from whom? (visitors pay in 1910)"),
        (CLOCK, "Tell me more.", "Tell me more. (Peacock clock)"),
        (CLOCK, "No, I mean the Orlov vase.", "Who made the Orlov vase?"),
        (ICON, "Расскажи подробнее.", "Расскажи подробнее. (икону «Троица»)"),
        (SCROLL, "请详细说说。", "请详细说说。（《千里江山图》）"),
        (SCROLL, "When was it painted?", "When was it painted? (《千里江山图》)"),
    ],
)
def test_a_follow_up_takes_what_it_leaves_out_from_the_last_turn(
    follow_ups: FollowUps, turns: list[Turn], question: str, searched: str
) -> None:
    assert follow_ups.standalone(question, turns) == Standalone(searched, by="rules")


@pytest.mark.parametrize(
    "questions",
    [
        ["What is the humidity limit for lacquer?", "And for silk?", "And for paper?", "And for glass?"],
        ["Какая влажность нужна для лака?", "А для шёлка?", "А для бумаги?", "А для стекла?"],
        ["漆器的湿度要求是多少？", "丝绸呢？", "纸张呢？", "玻璃呢？"],
        ["What did visitors pay in 1910?", "And in 1920?", "And in 1930?", "And in 1940?"],
    ],
)
def test_a_chain_of_follow_ups_holds_what_is_asked_last_and_nothing_it_replaced(
    follow_ups: FollowUps, questions: list[str]
) -> None:
    turns: list[Turn] = []
    for question in questions:
        searched = follow_ups.standalone(question, turns).text
        turns.append(Turn("a", question, searched, ""))
    first, second = follow_ups.standalone(questions[1], turns[:1]), turns[-1].searched
    assert second == first.text.replace(questions[1], questions[-1])


def test_only_what_was_asked_last_is_replaced_and_not_what_it_took_over(follow_ups: FollowUps) -> None:
    searched = "它和粉彩有什么区别？（珐琅彩）"
    turns = [Turn("a", "它和粉彩有什么区别？", searched, "", topic=Topic(("粉彩", "珐琅彩")))]
    text = follow_ups.standalone("那景泰蓝呢？", turns).text
    assert "珐琅彩" in text
    assert "粉彩" not in text


@pytest.mark.parametrize("polite", ["Thanks!", "Thank you very much.", "Спасибо.", "好的，谢谢！", "OK"])
def test_thanks_end_no_conversation(follow_ups: FollowUps, polite: str) -> None:
    turns = [*CLOCK, Turn("a2", polite, polite, "", refused=True)]
    assert follow_ups.standalone("And the Orlov vase?", turns).text == "Who made the Orlov vase?"


def test_what_a_chain_took_over_is_not_put_into_brackets_again(follow_ups: FollowUps) -> None:
    turns = [Turn("a", "And the height?", "And the height? (made the Peacock clock)", "")]
    assert (
        follow_ups.standalone("And the width?", turns).text
        == "And the width? (the height; made the Peacock clock)"
    )


@pytest.mark.parametrize("question", ["Who bought the David vases?", "门票多少钱？", "Сколько стоит билет?"])
def test_a_question_that_stands_alone_is_not_touched(follow_ups: FollowUps, question: str) -> None:
    assert follow_ups.standalone(question, CLOCK) == Standalone(question)


def test_the_first_question_of_a_conversation_is_not_touched(follow_ups: FollowUps) -> None:
    assert follow_ups.standalone("And when was it made?", []) == Standalone("And when was it made?")


def test_a_topic_that_is_named_again_is_not_repeated(follow_ups: FollowUps) -> None:
    turns = after("What did he give her?", "clock")
    assert (
        follow_ups.standalone("When did he buy her this clock?", turns).text
        == "When did he buy her this clock?"
    )


def test_an_endless_title_does_not_make_an_endless_question(follow_ups: FollowUps) -> None:
    turns = after("What is it?", "clock " * 500)
    assert len(follow_ups.standalone("Who made it?", turns).text) <= len("Who made it? ()") + 400


@pytest.mark.parametrize(
    ("turns", "begins", "ends", "carried"),
    [
        (
            CLOCK,
            "It stands in the hall with the organ, and as the label says, ",
            "When was it made?",
            "Peacock clock",
        ),
        (
            ICON,
            "Она висит в зале рядом с деисусом, и, как пишут в каталоге, ",
            "Когда её написали?",
            "икону «Троица»",
        ),
        (SCROLL, "它陈列在书画馆二楼的展柜里，旁边是题跋，", "它有多长？", "《千里江山图》"),
    ],
)
def test_a_long_follow_up_keeps_its_end_and_what_it_takes(
    follow_ups: FollowUps, turns: list[Turn], begins: str, ends: str, carried: str
) -> None:
    question = begins * (450 // len(begins) + 1) + ends
    text = follow_ups.standalone(question, turns).text
    assert text.startswith(question)
    assert carried in text.removeprefix(question)


def test_a_follow_up_of_a_long_question_keeps_what_it_asks_about(follow_ups: FollowUps) -> None:
    long = "It is said that the bird turns its head and the owl turns too, and so " * 8
    text = follow_ups.standalone(
        "And the Orlov vase?", after(f"{long} who made the Peacock clock?", "Peacock clock")
    ).text
    assert "Orlov vase" in text
    assert len(text) < 450


@pytest.mark.parametrize(
    "written",
    [
        "When was the Peacock clock made?", ' "When was the Peacock clock made?" ',
        "And when was it made?", "When did James Cox make the Peacock clock?",
    ],
)  # fmt: skip
def test_what_a_model_writes_from_the_conversation_is_taken(written: str) -> None:
    topics = Topics(Vocabulary.load())
    assert sensible(written, "And when was it made?", SAID, topics) == written.strip(' "')


@pytest.mark.parametrize(
    "written",
    [
        "", "   ", "Here it is:\nWhen was the Peacock clock made?", "NOT_IN_THE_DOCUMENTS",
        "When was the Peacock clock made in 1772?", "When did Timothy Williamson make the Peacock clock?",
        "孔雀钟是什么时候做的？", "Когда сделали часы «Павлин»?", "When was it made? " * 40,
        "The committee regrets that tickets cannot be refunded.", "!!!",
    ],
)  # fmt: skip
def test_what_a_model_invents_is_not_taken(written: str) -> None:
    assert sensible(written, "And when was it made?", SAID, Topics(Vocabulary.load())) is None
