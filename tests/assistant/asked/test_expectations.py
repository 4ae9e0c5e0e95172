"""What questions ask for, and which sentences have it."""

import pytest

from assistant.asked.expectations import Expectation, is_apparatus


@pytest.mark.parametrize(
    ("kind", "questions"),
    [
        (
            "person",
            ("Who threw the bowl?", "Which potter or painter signed it?", "碗是谁做的？", "Кто сделал чашу?"),
        ),
        ("person", ("By whom was it sold?", "哪位匠人修复了它？", "Каким мастером она подписана?")),
        (
            "date",
            ("When was it sold?", "In which year was it sold?", "它哪一年出售？", "В каком году её продали?"),
        ),
        ("number", ("How tall is it?", "What is the height of it?", "它有多高？", "Сколько она весит?")),
        ("number", ("What does a ticket cost?", "票价是多少？", "До какой суммы её застраховали?")),
        (
            "place",
            ("Where is it kept?", "In which museum is it?", "它藏于何处？", "В каком музее она хранится?"),
        ),
        ("reason", ("Why was it sold?", "为什么出售？", "Почему её продали?")),
        ("material", ("What is it made of?", "它是什么材料？", "Из какого камня она вырезана?")),
    ],
)
def test_a_question_says_what_kind_of_answer_it_asks_for(kind: str, questions: tuple[str, ...]) -> None:
    for question in questions:
        assert kind in Expectation.of(question).kinds, question


@pytest.mark.parametrize("question", ["Describe the bowl.", "介绍一下这只碗。", "Расскажите о чаше.", ""])
def test_a_question_that_asks_for_nothing_particular_finds_nothing_lacking(question: str) -> None:
    expected = Expectation.of(question)
    assert (expected.kinds, expected.lacking("It is blue.")) == ((), 0.0)


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("Who threw the Wentworth bowl?", "It was thrown by Adriaan Kocks.", "The Wentworth bowl is blue."),
        ("Кто сделал часы «Павлин»?", "Их сделал Джеймс Кокс.", "Часы «Павлин» стоят на своём месте."),
        ("Who made it?", "Made in Delft by Adriaan Kocks.", "Kept in the Hall of Clocks at Delft."),
        ("Кто его сделал?", "Его сделал в Лондоне Кокс.", "Он стоит в Зимнем саду и в Большом зале Музея."),
        ("When was the bowl sold?", "It was sold in 1931.", "The bowl was sold."),
        ("When was the bowl made?", "It dates from the seventeenth century.", "In May the bowl was lent."),
        ("Когда продали чашу?", "Её продали в XVIII веке.", "Чашу продали наследники."),
        ("碗是哪一年出售的？", "一九三一年出售。", "此碗曾经出售。"),
        ("How heavy is bowl 12?", "It weighs 640 grams.", "Bowl 12 is heavy."),
        ("Сколько ручек у чаши?", "У неё две ручки.", "Ручки у чаши высокие."),
        ("这只碗高多少厘米？", "此碗高十二厘米。", "此碗甚高。"),
        ("Why was it sold?", "It was sold because of a debt.", "It was sold in Delft."),
        ("Из чего сделана чаша?", "Она вырезана из нефрита.", "Чаша сделана хорошо."),
        ("Where is the bowl now?", "It is kept in Delft.", "It is kept with care now."),
    ],
)
def test_a_sentence_with_what_is_asked_is_told_from_one_without(
    question: str, answer: str, other: str
) -> None:
    expected = Expectation.of(question)
    assert expected.lacking(answer) < expected.lacking(other)


def test_what_the_question_has_itself_does_not_answer_it() -> None:
    assert Expectation.of("Who restored the bowl in 1931?").lacking("The bowl was restored in 1931.") == 1
    assert Expectation.of("In which year after 1931 was it sold?").lacking("After 1931 it was sold.") == 1
    assert Expectation.of("How many of the 12 bowls are blue?").lacking("Some of the 12 are.") == 1


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("When did LC.1961.8 enter the museum?", "A gift of Remizov, 1961.", "LC.1961.8 is kept in room 2."),
        ("Когда поступил LC.1984.30?", "Найден в подвале, 1984.", "LC.1984.30 стоит в зале."),
        ("When was bk-1975-81 bought?", "It was bought in 1975.", "BK-1975-81 was bought."),
        ("How many bowls came with LC.2003.4?", "Three came, and 3 lids.", "LC.2003.4 came alone."),
        ("How many bowls were bought in 2003?", "There were 3 bowls.", "Bowls were bought in 2003."),
        ("Who gave GILBERT.92-2008?", "It was given by Gilbert.", "In 2008 GILBERT.92-2008 came."),
    ],
)
def test_the_parts_of_an_object_number_are_neither_known_nor_told(
    question: str, answer: str, other: str
) -> None:
    expected = Expectation.of(question)
    assert (expected.lacking(answer), expected.lacking(other)) == (0, 1)


def test_of_two_things_asked_a_sentence_may_have_one() -> None:
    expected = Expectation.of("Who sold the bowl, and when?")
    assert expected.lacking("It was sold in 1931.") == 0.5
    assert expected.lacking("It was sold by Lady Wentworth in 1931.") == 0


def test_a_chinese_sentence_is_not_blamed_for_having_no_capitals() -> None:
    assert Expectation.of("Who made the clock?").lacking("此钟由一位英国匠人制作。") == 0


def test_a_sentence_that_only_repeats_the_question_is_told() -> None:
    expected = Expectation.of("Where was the lidded bowl thrown?")
    assert expected.repeated_by("The lidded bowl was thrown.")
    assert expected.repeated_by("The lidded bowl of Delft", "The bowl of Delft")
    assert not expected.repeated_by("The lidded bowl was thrown in an old town by the river.")
    assert Expectation.of("孔雀钟是谁制作的？").repeated_by("孔雀钟是制作的")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kocks, A. Blue Bowls of Delft. Leiden: Old Press, 1931.", True),
        ("Иванов, И. И. Чаши Дельфта. М., 1931. С. 12.", True),
        ("耿宝昌《瓷器》，出版社，第12页。", True),
        ("Marks and stamps ........ 14", True),
        ("The bowl was thrown in Delft in 1931 and sold by Kocks.", False),
        ("Чаша куплена в 1931 году.", False),
        ("See fig. 12 for the foot of the bowl.", False),
    ],
)
def test_entries_of_bibliographies_and_lines_of_contents_are_told_from_statements(
    text: str, expected: bool
) -> None:
    assert is_apparatus(text) is expected


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("What is meant by raising?", "Raising is hammering a sheet up.", "The foot is raised."),
        ("What does firescale mean?", "Firescale refers to a stain of copper.", "It has no firescale."),
        ("什么是缂丝？", "缂丝是一种平纹丝织。", "清代龙袍多用缂丝。"),
        ("Что такое чернь?", "Чернь — это сплав серебра.", "Ручка украшена чернью."),
    ],
)  # fmt: skip
def test_a_sentence_that_explains_a_word_begins_with_it(question: str, answer: str, other: str) -> None:
    expected = Expectation.of(question)
    assert expected.defined_by(answer)
    assert not expected.defined_by(other)
    assert not Expectation.of("Who made it?").defined_by(answer)


def test_an_amount_of_something_else_is_no_answer_but_a_row_of_a_table_may_be() -> None:
    expected = Expectation.of("How much does the bowl weigh?")
    assert expected.lacking("The bowl is 12 cm high.") == 1.0
    assert expected.lacking("The bowl is of 640 grams.") == 0.0
    assert expected.lacking("bowl | 640 | 12") == 0.0
