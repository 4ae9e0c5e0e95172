"""The closer kinds of value that questions ask for."""

import pytest

from assistant.asked.values import AskedValues


@pytest.mark.parametrize(
    ("name", "questions"),
    [
        ("money", ("How much was paid for the bowl?", "碗的价格是多少？", "За какую сумму продали чашу?")),
        ("weight", ("How much does the bowl weigh?", "这只碗重多少克？", "Сколько весит чаша?")),
        ("size", ("I need the height of the bowl.", "碗的直径是多少？", "Какова высота чаши?")),
        ("share", ("How pure is the silver?", "含银百分比是多少？", "Какая доля серебра в чаше?")),
        ("birth", ("Where was the potter born?", "匠人出生在什么地方？", "Где родился мастер?")),
        ("birth date", ("In what year was the potter born?", "匠人出生于哪一年？", "Когда родился мастер?")),
        ("death", ("Where did the potter die?", "匠人死于何地？", "Где умер мастер?")),
        ("death date", ("When did the potter die?", "匠人哪年去世？", "В каком году умер мастер?")),
        ("marriage", ("Whom did the potter marry?", "匠人的妻子是谁？", "На ком женился мастер?")),
    ],
)
def test_a_question_says_what_value_it_asks_for(name: str, questions: tuple[str, ...]) -> None:
    for question in questions:
        assert name in AskedValues.of(question).names, question


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("What did the bowl cost?", "It was sold for 40 guineas.", "It is 40 cm wide."),
        ("碗卖了多少钱？", "成交价为三百万港元。", "碗高十二厘米。"),
        ("What did visitors pay?", "They paid twenty kopecks.", "They paid with old coins."),
        ("What did visitors pay?", "They paid nothing on Sundays.", "They came on Sundays."),
        ("How much was paid?", "It went for 300 ducats.", "Marc Chagall signed it."),
        ("付了多少钱？", "付了五十马克。", "马克·夏加尔作于1920年。"),
        ("Сколько стоила чаша?", "Её купили за 20 талеров.", "Её купили в Твери."),
        ("Сколько весит чаша?", "Масса 640 г.", "Чашу продали за 640 рублей."),
        ("How heavy is it?", "It is of 1,200 grams.", "It was sold in 1200."),
        ("How tall is it?", "H: 65.1 × W: 35.9 cm", "It weighs 65 g."),
        ("How pure is the silver?", "It has 95.8 percent of silver.", "It has two handles."),
        ("When was the potter born?", "Adriaan Kocks (Dutch, 1650–1701)", "He joined the guild in 1692."),
        ("匠人生于哪一年？", "沈某，生于一七〇二年。", "一七一四年成为匠人。"),
        ("When was the potter born?", "She was born in Delft in 1702.", "Born in Delft; joined the guild."),
        ("When was the potter born?", "born about 1702", "Kocks (Dutch, born France, active 1725–1763)"),
        ("In which year did the potter die?", "He died in 1761.", "He died in Delft."),
        ("Когда родился мастер?", "Мастер родился в Твери в 1702 году.", "Мастер родился в Твери."),
        ("Сколько лет было мастеру, когда он умер?", "Умер в 1761 году.", "Умер в Твери."),
    ],
)  # fmt: skip
def test_a_text_with_the_value_is_told_from_one_with_another(question: str, has: str, lacks: str) -> None:
    asked = AskedValues.of(question)
    assert asked.lacking(has) == 0.0
    assert asked.lacking(lacks) > 0.0


def test_a_question_for_no_such_value_finds_nothing_lacking() -> None:
    asked = AskedValues.of("Who threw the lidded bowl?")
    assert (asked.names, asked.lacking("It is blue.")) == ((), 0.0)
    assert AskedValues.of("What did the bowl that he was born with cost?").numbers.names == ("money",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How big a sum did a young man pay?", ("money",)),
        ("伯爵去世后，这对人像当时估了多少钱？", ("money",)),
        ("How deep into the metal does it see?", ("size",)),
    ],
)
def test_only_what_is_asked_is_wanted(question: str, names: tuple[str, ...]) -> None:
    assert AskedValues.of(question).names == names


def test_a_depth_may_be_told_in_words() -> None:
    assert (
        AskedValues.of("How deep does it see?").lacking("to a depth of only several tens of microns") == 0.0
    )


@pytest.mark.parametrize("question", ["Who paid for the bowl?", "Кто оплатил починку чаши?"])
def test_who_paid_asks_for_no_sum(question: str) -> None:
    assert AskedValues.of(question).names == ()


@pytest.mark.parametrize("text", ["about three million US dollars", "сорок рублей", "LC.1 | bowl | 32,000"])
def test_sums_in_words_and_in_tables_are_sums(text: str) -> None:
    assert AskedValues.of("What did the bowl cost?").lacking(text) == 0


def test_where_values_stand_is_told() -> None:
    assert AskedValues.of("What did the bowl cost?").places("It cost 30 guineas, then 4 guineas.") == [8, 25]


@pytest.mark.parametrize(
    "question",
    [
        "Сколько стоят билеты?",
        "Сколько стоит в рублях каталог выставки?",
        "Сколько эти вазы стоят сейчас?",
        "Сколько стоит посетить оба музея?",
        "Почём стоят открытки?",
        "Что стоит билет для студента?",
        "Сколько стоила чаша?",
        "Какой экспонат самый дорогой?",
        "Что было самой дорогой покупкой музея?",
        "Какая из двух ваз дороже?",
        "Дорого ли обошлась реставрация?",
    ],
)
def test_what_a_thing_costs_asks_for_money(question: str) -> None:
    assert AskedValues.of(question).names == ("money",)


@pytest.mark.parametrize(
    "question",
    [
        "Где стоят часы «Павлин»?",
        "В каких залах стоят вазы?",
        "Почему вазы стоят на постаментах?",
        "Сколько ваз стоит в парадной столовой?",
        "Сколько часов стоят на камине?",
        "Что стоит в зале часов?",
        "Что стоит посмотреть в первую очередь?",
        "Куда ведёт дорога от дворца?",
        "Какой дорогой везли фарфор из Китая?",
        "Какие железные дороги вели к усадьбе?",
        "Кто изображён на дорожке у пруда?",
    ],
)
def test_what_stands_somewhere_and_a_road_ask_for_no_money(question: str) -> None:
    assert AskedValues.of(question).names == ()
