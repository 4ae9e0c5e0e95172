from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


def named(vocabulary: Vocabulary, text: str) -> list[tuple[str, str]]:
    """What is found in `text`: the words there, and the preferred names of the terms in English."""
    return [
        (text[mention.start : mention.end], " / ".join(term.forms["en"][0] for term in mention.terms))
        for mention in vocabulary.find(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("made under Qianlong", "Qianlong"),
        ("the Ch'ien-lung mark", "Ch'ien-lung"),
        ("清乾隆年製", "乾隆"),
        ("清高宗御题", "清高宗"),
        ("ваза времени Цяньлуна", "Цяньлуна"),
    ],
)
def test_a_reign_is_one_term_in_every_script(vocabulary: Vocabulary, text: str, found: str) -> None:
    assert (found, "Qianlong") in named(vocabulary, text)
    (term,) = (t for m in vocabulary.find(text) for t in m.terms if t.forms["en"][0] == "Qianlong")
    assert (term.kind, term.first, term.last) == ("reign", 1736, 1795)
    assert term.forms["zh"][0] == "乾隆"
    assert term.forms["ru"][0] == "Цяньлун"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two HAND-SCROLLS", [("HAND-SCROLLS", "handscroll")]),
        ("a hand scroll", [("hand scroll", "handscroll")]),
        ("a cloisonne ewer", [("cloisonne", "cloisonné"), ("ewer", "ewer")]),
        ("Kändler", [("Kändler", "Johann Joachim Kändler")]),
        ("Kandler's pupils", [("Kandler", "Johann Joachim Kändler")]),
        ("ＱＩＡＮＬＯＮＧ", [("ＱＩＡＮＬＯＮＧ", "Qianlong")]),
        ("St. Petersburg", [("St. Petersburg", "Saint Petersburg")]),
        ("REPIN, Ilya", [("REPIN, Ilya", "Ilya Repin")]),
        ("the K’ang-hsi Emperor", [("K’ang-hsi", "Kangxi"), ("Emperor", "emperor")]),
    ],
)
def test_case_accents_plurals_and_hyphens_do_not_matter(
    vocabulary: Vocabulary, text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(vocabulary, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("景泰藍", [("景泰藍", "cloisonné")]),
        ("鐘錶", [("鐘錶", "clock")]),
        ("緙絲", [("緙絲", "kesi")]),
        ("清·郎世寧", [("清", "Qing dynasty"), ("郎世寧", "Giuseppe Castiglione")]),
        ("詹姆斯考克斯", [("詹姆斯考克斯", "James Cox")]),
        ("詹姆斯・考克斯", [("詹姆斯・考克斯", "James Cox")]),
    ],
)
def test_traditional_characters_and_dots_in_names_do_not_matter(
    vocabulary: Vocabulary, text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(vocabulary, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("в перегородчатой эмали", [("перегородчатой эмали", "cloisonné")]),
        ("эпохи Цин", [("эпохи Цин", "Qing dynasty")]),
        ("династией Цинь", [("династией Цинь", "Qin dynasty")]),
        (
            "портрет кисти Серова",
            [("портрет", "portrait"), ("кисти", "writing brush"), ("Серова", "Valentin Serov")],
        ),
        ("при Петре I", [("Петре I", "Peter the Great")]),
        ("при Людовике ХV", [("Людовике ХV", "Louis XV")]),  # its Х is Cyrillic
        ("из Русского музея", [("Русского музея", "Russian Museum")]),
        ("три кубка", [("кубка", "cup")]),
    ],
)
def test_russian_words_are_found_in_every_case(
    vocabulary: Vocabulary, text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(vocabulary, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "серый",
        "стала",
        "левой",
        "рода",
        "мой дом",
        "среди них весь чёрный",
        "ср. стр. 5",
        "5 мин",
        "длина кита",
    ],
)
def test_words_that_only_share_a_stem_are_not_found(vocabulary: Vocabulary, text: str) -> None:
    assert named(vocabulary, text) == []


@pytest.mark.parametrize(
    ("text", "dynasties"),
    [
        ("清代", ["清代"]),
        ("清宫旧藏", ["清"]),
        ("明永乐", ["明"]),
        ("大明宣德年制", ["大明"]),
        ("明清家具", ["明", "清"]),
        ("唐宋元明清", ["唐", "宋", "元", "明", "清"]),
        ("（清）瓶", ["清"]),
        ("元青花", ["元"]),
        ("清 乾隆", ["清"]),
        ("宋张择端", ["宋"]),
        ("说明时间", []),
        ("文明代表", []),
        ("发明人", []),
        ("血清室", []),
        ("五千元", []),
        ("公元前三世纪", []),
        ("武汉时期", []),
        ("清洗后清点", []),
        ("明天启动", []),
        ("汉字和汉语", []),
        ("唐人街", []),
    ],
)
def test_short_chinese_names_count_only_where_they_stand_as_a_dynasty(
    vocabulary: Vocabulary, text: str, dynasties: list[str]
) -> None:
    found = [text[m.start : m.end] for m in vocabulary.find(text) if m.terms[0].kind == "dynasty"]
    assert found == dynasties


@pytest.mark.parametrize(
    ("text", "reigns"),
    [
        ("同治年间", ["同治"]),
        ("清同治", ["同治"]),
        ("同治十三年", ["同治"]),
        ("共同治理", []),
        ("正统的看法", []),
        ("正统元年", ["正统"]),
        ("建文化馆", []),
        ("至正十一年", ["至正"]),
        ("绍兴市", []),
        ("绍兴二年", ["绍兴"]),
        ("一道光芒", []),
        ("道光款", ["道光"]),
    ],
)
def test_eras_that_are_everyday_words_need_a_sign_of_the_era(
    vocabulary: Vocabulary, text: str, reigns: list[str]
) -> None:
    found = [text[m.start : m.end] for m in vocabulary.find(text) if m.terms[0].kind == "reign"]
    assert found == reigns


def test_a_dynasty_with_the_name_of_a_thing_needs_its_capital_or_its_dynasty(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "a song and a tang of salt, said Hans") == []
    assert named(vocabulary, "a Song dish of the tang dynasty") == [
        ("Song", "Song dynasty"),
        ("dish", "dish"),
        ("tang dynasty", "Tang dynasty"),
    ]


def test_a_name_of_several_gives_them_all(vocabulary: Vocabulary) -> None:
    (mention,) = vocabulary.find("建武二年")
    assert [(term.first, term.last) for term in mention.terms] == [(25, 56), (317, 318), (494, 498)]
    (mention,) = vocabulary.find("Jin dynasty")
    assert [term.forms["zh"][0] for term in mention.terms] == ["晋朝", "金代"]


def test_spelling_tells_names_apart_that_fold_alike(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "Ch'in dynasty, Chin dynasty") == [
        ("Ch'in dynasty", "Qin dynasty"),
        ("Chin dynasty", "Jurchen Jin dynasty"),
    ]
    assert named(vocabulary, "Lü Ji") == [("Lü Ji", "Lü Ji")]


def test_the_longest_name_wins(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "National Palace Museum") == [
        ("National Palace Museum", "National Palace Museum")
    ]
    assert named(vocabulary, "建福宫花园") == [
        ("建福宫花园", "Garden of the Palace of Established Happiness")
    ]
    assert named(vocabulary, "Louis XVI") == [("Louis XVI", "Louis XVI")]


def test_whole_words_only(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "pagodas? unfanned, minge, Romeo, i con") == [("pagodas", "stupa")]


def test_words_apart_make_no_name(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "Louis, XV chairs; gold. Leaf") == [("chairs", "chair"), ("gold", "gold")]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "清",
                "乾隆",
                "·",
                "Qianlong",
                "'s",
                " ",
                "-",
                "Цинь",
                "é",
                "е\u0301",
                "說明",
                "，",
                "x",
                "\n",
                "Ｑ",
                "𠮷",
            ]
        )
        | st.text(max_size=3),
        max_size=20,
    ).map("".join)
)
def test_mentions_are_in_order_and_inside_the_text(text: str) -> None:
    mentions = _SHARED.find(text)
    assert all(0 <= m.start < m.end <= len(text) and m.terms for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


_SHARED = Vocabulary.load()
