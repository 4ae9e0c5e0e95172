"""Whatever way a model writes its marks, each sentence gets its own passages and no others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.citation_marks import REFUSAL, MarkedSentence, has_refused, parse_marks


def read(text: str, count: int = 3, language: str = "en") -> list[tuple[str, tuple[int, ...]]]:
    return [(found.text, found.citations) for found in parse_marks(text, count, language=language)]


@pytest.mark.parametrize(
    ("mark", "citations"),
    [
        ("[1]", (1,)),
        ("[1,2]", (1, 2)),
        ("[1, 2]", (1, 2)),
        ("[2; 1]", (2, 1)),
        ("[1 and 3]", (1, 3)),
        ("[1][2]", (1, 2)),
        ("[1], [2]", (1, 2)),
        ("[1] and [2]", (1, 2)),
        ("[1-3]", (1, 2, 3)),
        ("[1–3]", (1, 2, 3)),
        ("[[2]]", (2,)),
        ("【1】", (1,)),
        ("［１］", (1,)),
        ("【1†source】", (1,)),
        ("【2†L10-L14】", (2,)),
        ("[^1]", (1,)),
        ("[1](#passage-1)", (1,)),
        ("[1](https://example.org/7)", (1,)),
        ("([1])", (1,)),
        ("(see [1], [2])", (1, 2)),
        ("(Source: [3])", (3,)),
        ("[Passage 1]", (1,)),
        ("[passages 1 and 2]", (1, 2)),
        ("[Passage 1, Passage 3]", (1, 3)),
        ("[Passage 2: The silver room, 1740]", (2,)),
        ("(Passage 2)", (2,)),
        ("[source 1]", (1,)),
        ("[источник 1]", (1,)),
        ("[Источники 1 и 2]", (1, 2)),
        ("[来源1]", (1,)),
        ("【来源：1】", (1,)),
        ("[来源1、2]", (1, 2)),
        ("[第3段]", (3,)),
        ("[1][1]", (1,)),
    ],
)
def test_every_way_of_writing_a_mark_is_read_and_taken_out(mark: str, citations: tuple[int, ...]) -> None:
    assert parse_marks(f"The tureen is silver {mark}.", 3) == [
        MarkedSentence("The tureen is silver.", citations, ())
    ]
    assert parse_marks(f"The tureen is silver. {mark}", 3) == [
        MarkedSentence("The tureen is silver.", citations, ())
    ]


@pytest.mark.parametrize(
    "bracket",
    ["(1)", "(1738)", "[1738]", "[1735-1796]", "[1, 1738]", "[sic]", "[Paris]", "[c. 1750]", "[p. 3]", "[ ]"],
)
def test_dates_and_editors_brackets_are_text_and_not_marks(bracket: str) -> None:
    text = f"The tureen {bracket} is silver."
    assert parse_marks(text, 2000) == [MarkedSentence(text, (), ())]


@pytest.mark.parametrize(
    ("mark", "citations", "stray"),
    [
        ("[0]", (), ("0",)),
        ("[17]", (), ("17",)),
        ("[1, 17]", (1,), ("17",)),
        ("[1-17]", (), ("1-17",)),
        ("[3-1]", (), ("3-1",)),
        ("[Passage 1738]", (), ("1738",)),
        ("[17][17]", (), ("17",)),
    ],
)
def test_a_number_no_passage_has_is_dropped_and_reported(
    mark: str, citations: tuple[int, ...], stray: tuple[str, ...]
) -> None:
    assert parse_marks(f"It is silver {mark}.", 3) == [MarkedSentence("It is silver.", citations, stray)]


def test_without_passages_every_mark_is_stray() -> None:
    assert parse_marks("It is silver [1].", 0) == [MarkedSentence("It is silver.", (), ("1",))]


def test_each_sentence_keeps_its_own_marks() -> None:
    answer = "The tureen is silver [1]. It weighs 6.1 kg [2][3]. Nobody knows why. It came in 1922.[1]"
    assert read(answer) == [
        ("The tureen is silver.", (1,)),
        ("It weighs 6.1 kg.", (2, 3)),
        ("Nobody knows why.", ()),
        ("It came in 1922.", (1,)),
    ]


def test_marks_within_a_sentence_are_gathered_without_leaving_gaps() -> None:
    assert read("Made in Paris [2], by Germain[1], it is silver ( [3] ).") == [
        ("Made in Paris, by Germain, it is silver.", (2, 1, 3))
    ]


def test_a_chinese_mark_may_stand_before_or_after_the_full_stop() -> None:
    answer = "太和殿建于1420年[1]。后来重建。【2】殿高35米【1，3】。"
    assert read(answer, language="zh") == [
        ("太和殿建于1420年。", (1,)),
        ("后来重建。", (2,)),
        ("殿高35米。", (1, 3)),
    ]


def test_a_russian_answer_is_split_at_its_sentences() -> None:
    answer = "Сервиз сделан в 1740 г. в Париже [1]. Он серебряный [источник 2]."
    assert read(answer, language="ru") == [
        ("Сервиз сделан в 1740 г. в Париже.", (1,)),
        ("Он серебряный.", (2,)),
    ]


def test_a_mark_glued_to_the_next_sentence_does_not_hide_the_boundary() -> None:
    assert read("It is silver.[1]It was made in Paris.[2]") == [
        ("It is silver.", (1,)),
        ("It was made in Paris.", (2,)),
    ]


def test_marks_on_a_line_of_their_own_belong_to_the_sentence_before() -> None:
    assert read("It is silver.\n[1]\nIt is heavy.\n\n[2][3]\n") == [
        ("It is silver.", (1,)),
        ("It is heavy.", (2, 3)),
    ]


def test_a_mark_that_opens_a_line_belongs_to_the_sentence_after_it() -> None:
    assert read("[1] It is silver.\n[2] It is heavy.") == [("It is silver.", (1,)), ("It is heavy.", (2,))]


def test_lists_headings_and_emphasis_leave_only_their_words() -> None:
    answer = "## Facts\n- **Silver** tureen [1]\n* by *Germain* [2]\n> in Paris [3]\n```\n1740 [1]\n```"
    assert read(answer) == [
        ("Facts", ()),
        ("Silver tureen", (1,)),
        ("by Germain", (2,)),
        ("in Paris", (3,)),
        ("1740", (1,)),
    ]


def test_numbered_lines_lose_their_numbers_but_a_date_keeps_its_day() -> None:
    assert read("1. Silver [1]\n2) Heavy [2]\n3. Old [3]") == [
        ("Silver", (1,)),
        ("Heavy", (2,)),
        ("Old", (3,)),
    ]
    assert "".join(text for text, _ in read("12. Mai 1738 [1].", language="de")).startswith("12.")


def test_sums_and_object_numbers_are_not_taken_for_emphasis() -> None:
    assert read("It measures 3*4*5 cm, no. X_1_2 [1].") == [("It measures 3*4*5 cm, no. X_1_2.", (1,))]


@pytest.mark.parametrize("text", ["", "  \n\n", "[1]", "…", "[1][2]\n---\n"])
def test_an_answer_without_words_has_no_sentences(text: str) -> None:
    assert parse_marks(text, 3) == []


def test_half_a_character_does_not_break_the_reading() -> None:
    assert read("Silver \ud83d tureen [1].")[0][1] == (1,)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["[1 1 ", "([1] ", "[Passage 1, Passage ", "[1][1], ", "[[[", "9", "来源 1、", "> "]
)
def test_a_model_that_repeats_itself_without_end_is_read_in_good_time(unit: str) -> None:
    assert all(
        sentence.citations == (1,) or not sentence.citations
        for sentence in parse_marks("[Passage " + unit * 2000, 1)
    )


MARKS = st.sampled_from(
    [
        "[1]",
        "[2, 3]",
        "[1-3]",
        "【1】",
        "［9］",
        "【1†source】",
        "[^2]",
        "[Passage 3]",
        "[来源1]",
        "[0]",
        "[77]",
        "[[1]]",
    ]
)
WORDS = st.text(alphabet=st.sampled_from("abcdefgh ABC жшя ЖШ 故宫器 。.,!?\n"), max_size=30)


@given(st.text(max_size=300), st.integers(-1, 12), st.sampled_from(["", "en", "zh", "ru", "tlh"]))
def test_nothing_a_model_can_write_breaks_the_reading(text: str, count: int, language: str) -> None:
    for sentence in parse_marks(text, count, language=language):
        assert all(1 <= number <= count for number in sentence.citations)
        assert len(set(sentence.citations)) == len(sentence.citations)
        assert sentence.text == sentence.text.strip() != ""


@given(
    st.text(alphabet="[]【】［］()（）^†-,:、0123456789 \npassage来源.。*_#`", max_size=200),
    st.integers(0, 9),
)
def test_a_thicket_of_brackets_never_cites_what_is_not_there(text: str, count: int) -> None:
    for sentence in parse_marks(text, count):
        assert all(1 <= number <= count for number in sentence.citations)


@given(st.lists(st.tuples(WORDS, MARKS), max_size=8), st.sampled_from(["en", "zh", "ru"]))
def test_every_letter_outside_the_marks_is_kept_in_order(
    pieces: list[tuple[str, str]], language: str
) -> None:
    text = "".join(words + mark for words, mark in pieces)
    kept = "".join(sentence.text for sentence in parse_marks(text, 3, language=language))
    assert re.findall(r"\w", kept) == re.findall(r"\w", "".join(words for words, _ in pieces))


@given(st.lists(MARKS, min_size=1, max_size=6))
def test_no_mark_in_range_is_lost(marks: list[str]) -> None:
    text = " ".join(f"The word {mark}." for mark in marks)
    found = [sentence.citations for sentence in parse_marks(text, 3, language="en")]
    assert found == [parse_marks(f"Word {mark}.", 3)[0].citations for mark in marks]


@pytest.mark.parametrize(
    "text",
    [
        REFUSAL,
        f"**{REFUSAL}**",
        f"__{REFUSAL}__.",
        f"`{REFUSAL}` [1]",
        f'"{REFUSAL}"',
        f"\n\n{REFUSAL}.\n",
        "Not in the documents.",
        f"Answer: {REFUSAL}",
        f"{REFUSAL}. The passages speak of silver [1].",
        f"{REFUSAL}\nThe passages speak of silver [1].",
        f"{REFUSAL} — the passages speak of silver.",
    ],
)
def test_a_refusal_is_recognised_however_it_is_dressed(text: str) -> None:
    assert has_refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The tureen is silver [1].",
        "Not in the documents of 1738 but in those of 1740 [1].",
        f"It is silver [1]. {REFUSAL}",
    ],
)
def test_an_answer_is_not_taken_for_a_refusal(text: str) -> None:
    assert not has_refused(text)


def test_the_refusal_may_be_a_sentence_in_any_language() -> None:
    assert has_refused("文件中没有记载。", "文件中没有记载")
    assert has_refused("The documents don’t say.", "The documents don't say.")
    assert not has_refused(
        "The documents don't say who made it, but it is silver [1].", "The documents don't say."
    )
    assert not has_refused("Anything", " … ")
