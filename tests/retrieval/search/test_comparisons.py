"""Which two things are compared, in three languages."""

import pytest

from retrieval.search.comparisons import compared

_COMPARED = [
    ("en", "What is the difference between Ru ware and Jun ware?", ("Ru ware", "Jun ware")),
    ("en", "How do the David Vases differ from the snuff bottle?", ("the David Vases", "the snuff bottle")),
    ("en", "How do kesi and embroidery differ?", ("kesi", "embroidery")),
    ("en", "Compare the Peacock clock with the Swan.", ("the Peacock clock", "the Swan")),
    (
        "en",
        "Which is heavier, the centerpiece 2005.43 or the tureen 82.DG.12.1?",
        ("Which is heavier, the centerpiece 2005.43", "Which is heavier, the tureen 82.DG.12.1"),
    ),
    ("ru", "Чем отличается жучжоу от цзюньяо?", ("жучжоу", "цзюньяо")),
    ("ru", "В чём разница между кэсы и вышивкой?", ("кэсы", "вышивкой")),
    ("ru", "Что раньше: Кунсткамера или Эрмитаж?", ("Что раньше: Кунсткамера", "Что раньше: Эрмитаж")),
    ("zh", "景泰蓝和缂丝有什么区别？", ("景泰蓝", "缂丝")),
    ("zh", "太和殿和保和殿有什么不同？", ("太和殿", "保和殿")),
    ("zh", "汝窑与钧窑的釉色有何不同", ("汝窑的釉色", "钧窑的釉色")),
    ("zh", "《千里江山图》与《清明上河图》哪一幅更长？",
     ("《千里江山图》哪一幅更长", "《清明上河图》哪一幅更长")),
    ("zh", "青花罐与斗彩杯，哪一对年代更早？", ("青花罐哪一对年代更早", "斗彩杯哪一对年代更早")),
]  # fmt: skip
_NOT_COMPARED = [
    ("en", "How do the dragons on the two David vases differ?"),
    ("en", "What is the difference between this vase and the other?"),
    ("en", "What is the difference between the 2019 and 2024 rules?"),
    ("en", "Which rules are newer, and when were they signed?"),
    ("ru", "В чём разница между этими двумя и теми?"),
    ("zh", "两只花瓶有什么区别？"),
    ("zh", "太和殿有多高？"),
]


@pytest.mark.parametrize(("language", "question", "sides"), _COMPARED)
def test_the_two_things_compared_are_told(language: str, question: str, sides: tuple[str, ...]) -> None:
    assert compared(question, language) == sides


@pytest.mark.parametrize(("language", "question"), _NOT_COMPARED)
def test_what_cannot_be_looked_for_alone_is_no_side(language: str, question: str) -> None:
    assert compared(question, language) == ()
