import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.sentences import page_parts, script_language, sentence_spans, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The vase is blue. It came in 1901.", ["The vase is blue.", "It came in 1901."]),
        ("Made c. 1738 in Paris. Gilded later.", ["Made c. 1738 in Paris.", "Gilded later."]),
        ("It weighs 3.75 kg. It is 12.5 cm tall.", ["It weighs 3.75 kg.", "It is 12.5 cm tall."]),
        ("See fig. 12 and cat. 4. Both are lost.", ["See fig. 12 and cat. 4.", "Both are lost."]),
        ("“Is it real?” she asked. Nobody knew!", ["“Is it real?” she asked.", "Nobody knew!"]),
        ("It was found by F. J. E. Hughes in 1902.", ["It was found by F. J. E. Hughes in 1902."]),
    ],
)
def test_english_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert split_sentences(text, "en") == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("此瓶為青花。高三十厘米。", ["此瓶為青花。", "高三十厘米。"]),
        ("他问：“这是真的吗？”没有人回答！", ["他问：“这是真的吗？”", "没有人回答！"]),
        ("重3.5公斤；高12.7厘米。藏于北京。", ["重3.5公斤；高12.7厘米。", "藏于北京。"]),
    ],
)
def test_chinese_sentences_end_at_full_width_marks(text: str, sentences: list[str]) -> None:
    assert split_sentences(text, "zh") == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ваза куплена в 1901 г. у Иванова. Она цела.", None),
        ("На рис. 5 видна ручка. Она сломана.", ["На рис. 5 видна ручка.", "Она сломана."]),
        ("Инв. № 245. Хранится в Москве.", ["Инв. № 245.", "Хранится в Москве."]),
        ("Что это? Неизвестно… Вещь старая.", ["Что это?", "Неизвестно…", "Вещь старая."]),
    ],
)
def test_russian_sentences_are_not_cut_at_abbreviations(text: str, sentences: list[str] | None) -> None:
    found = split_sentences(text, "ru")
    assert found == (sentences or ["Ваза куплена в 1901 г. у Иванова.", "Она цела."])


def test_a_line_break_ends_a_sentence_and_blank_lines_are_none() -> None:
    assert split_sentences("Blue vase\n\n  Paris, 1738 \n") == ["Blue vase", "Paris, 1738"]


def test_a_sentence_goes_on_over_a_page_break_and_has_a_part_on_each_page() -> None:
    text = "It was sold. The heirs had \foutstanding debts. See \f… 4 "
    assert split_sentences(text) == ["It was sold.", "The heirs had \foutstanding debts.", "See \f… 4"]
    assert page_parts("The heirs had \foutstanding debts.") == ["The heirs had", "outstanding debts."]
    assert page_parts("\f … \f") == []


def test_an_empty_text_has_no_sentences() -> None:
    assert sentence_spans("") == []
    assert sentence_spans(" \n\t\n ") == []


def test_without_a_language_the_script_of_each_line_decides() -> None:
    text = "On display. See fig. 3 there.\n此瓶為青花。高三十厘米。\nНа рис. 5 ручка. Она цела."
    assert len(split_sentences(text)) == 6


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A vase", "en"),
        ("青花瓶 Ming", "zh"),
        ("Ваза эпохи Ming", "ru"),
        ("", "en"),
        ("12345", "en"),
        ("Accession 12 of the museum, called 瓶 by its maker", "en"),
    ],
)
def test_the_script_names_the_language(text: str, language: str) -> None:
    assert script_language(text) == language


_TEXT = st.text(
    st.sampled_from("aZ. ,!?…。！？«»“”\"'()1 2\n\tг№фЯ中文éc\u00a0\u200b\u3000"), max_size=120
) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.sampled_from(["", "en", "zh", "ru", "fr", "xx"]))
def test_no_letter_is_lost_and_no_sentence_overlaps_another(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert [c for i, c in enumerate(text) if i not in covered and not c.isspace()] == []
    assert all("\n" not in text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)
