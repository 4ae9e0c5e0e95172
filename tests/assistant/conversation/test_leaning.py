from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.conversation.leaning import Leaning, leaning_of, means_a_person, without_lead
from assistant.conversation.topics import Topics
from retrieval.vocabulary import Vocabulary

_QUESTIONS = Path(__file__).parents[3] / "evals" / "questions" / "corpus_samples.jsonl"


@pytest.fixture(scope="module")
def topics() -> Topics:
    return Topics(Vocabulary.load())


def leaning(topics: Topics, question: str) -> Leaning:
    return leaning_of(question, topics.names(question), topics.terms(question))


@pytest.mark.parametrize(
    "question",
    [
        "And when was it made?", "Who restored it?", "What is its height?", "Is there anything else by him?",
        "How tall are they?", "What was kept there?", "When did she buy this picture?", "How tall?",
        "Why was the Russian one sold?", "And who paid for the restoration?",
        "А кто его сделал?", "Сколько он весит?", "И сколько это стоило?", "Что о ней известно?",
        "Где это хранится?", "А когда закончили реставрацию?", "Сколько весит?",
        "那它是什么材料做的？", "它现在在哪里？", "他是哪年去世的？", "那件瓶子有多高？", "什么时候完成的？",
        "其作者是谁？", "这种画法有哪些名家？",
        "Tell me more.", "More details, please.", "Can you tell me more about the restorer?",
        "Anything else?", "Расскажите подробнее.", "Что ещё?", "详细介绍一下。", "继续", "Which is older?",
    ],
)  # fmt: skip
def test_a_question_with_an_open_pronoun_or_no_subject_takes_the_topic(topics: Topics, question: str) -> None:
    assert leaning(topics, question) is Leaning.TOPIC


@pytest.mark.parametrize(
    "question",
    [
        "Why?", "By whom?", "And the second one?", "what about the second one?", "And in Moscow?",
        "What about the Orlov clock?", "А когда?", "Почему?", "А в Москве?", "А яйцо 1900 года?",
        "А что насчёт второй?",
        "2022?", "In Moscow?", "1750年？", "В Москве?", "No, the frame.", "Нет, я про раму.",
        "不，我说的是汝窑",
        "为什么？", "那汝窑呢？", "第二个呢？", "粉彩呢？",
    ],
)  # fmt: skip
def test_a_question_that_leaves_out_what_is_said_takes_the_rest_of_the_last(
    topics: Topics, question: str
) -> None:
    assert leaning(topics, question) is Leaning.REST


@pytest.mark.parametrize(
    "question",
    [
        "Why was the mask refused? A keeper recalled it later.", "Из чьей глины делал фарфор Виноградов?",
        "奥德堡的火险证明是为谁开的？他做什么营生？",
        "Where can I park?", "Where's the cloakroom?", "What's niello?",
        "Tell me more about the Peacock clock.",
        "More than 300 jades were lost?", "Where do I pay?",
        "What are the opening hours?", "Where is the cloakroom?", "Is it allowed to take photographs?",
        "How long does it take to restore a scroll?", "What is niello?", "And who painted the Trinity?",
        "Who made the Peacock clock, and when was it sold?", "Where did James Cox show his automata?",
        "When James Cox sold the clock, who bought it?", "Which museum keeps the vase that David bought?",
        "Кто такой Кулибин?", "Где гардероб?", "Что такое кэсы?", "А когда открылась Кунсткамера?",
        "Кто был первым директором музея Гугун и почему он ушёл?", "Сколько стоит билет?",
        "门票多少钱？", "什么是缂丝？", "王献之那件帖有多少字，现在在哪里？", "几点开门？",
        "苏富比卖掉的那件汝窑是什么器物？", "其中有哪些玉器？",
    ],
)  # fmt: skip
def test_a_question_that_stands_alone_is_seen_to(topics: Topics, question: str) -> None:
    assert leaning(topics, question) is Leaning.NOT


def test_no_question_of_the_sample_set_is_taken_for_a_follow_up(topics: Topics) -> None:
    rows = [json.loads(line) for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 100
    assert [r["question"] for r in rows if leaning(topics, r["question"]) is not Leaning.NOT] == []


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("And when?", "when?"), ("So, what about the vase?", "the vase?"),
        ("А что насчёт вазы?", "вазы?"),
        ("那么，汝窑呢？", "汝窑呢？"), ("那件瓶子呢？", "那件瓶子呢？"),
        ("Andrei Rublev?", "Andrei Rublev?"),
    ],
)  # fmt: skip
def test_words_that_join_a_question_to_the_last_are_taken_off(question: str, rest: str) -> None:
    assert without_lead(question) == rest


def test_only_some_pronouns_mean_a_person() -> None:
    assert all(map(means_a_person, ["When did he die?", "他是哪年去世的？", "What is her name?"]))
    assert not any(map(means_a_person, ["When was it made?", "它在哪里？", "Где он стоит?", "他们呢？"]))


@pytest.mark.parametrize(
    "question", ["that " * 800, "А" * 4000, "那" * 4000, "the " * 1000, "X " * 2000, "’s " * 1300]
)
def test_a_very_long_question_is_judged_at_once(topics: Topics, question: str) -> None:
    leaning(topics, question)
