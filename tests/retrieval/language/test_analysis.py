"""Tests of the terms that lexical search compares: one term for all spellings of a word."""

import pytest

from retrieval.language.analysis import fold_accents, fold_han, stem, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orfèvre’s", "orfevre"),
        ("l'orfèvre", "orfevre"),
        ("tureens", "Tureen"),
        ("императорами", "император"),
        ("Ёлка", "елка"),
        ("鐘錶", "钟表"),
        ("１７３８", "1738"),
    ],
)
def test_spellings_of_one_word_meet_in_one_term(one: str, other: str) -> None:
    assert [t.text for t in terms(one)] == [t.text for t in terms(other)]


@pytest.mark.parametrize(
    ("one", "other"), [("надпись", "надписи"), ("живопись", "живописью"), ("Опись", "описей"), ("ось", "оси")]
)
def test_a_noun_that_ends_like_a_verb_has_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
    assert stem("записалась") == stem("записали")


def test_the_letter_short_i_is_no_accented_i() -> None:
    assert fold_accents("Йод") == "йод"
    assert fold_accents("é") == "e"


def test_chinese_has_words_and_the_pairs_of_its_characters() -> None:
    found = terms("養心殿的時鐘")
    assert "养心殿" in {t.text for t in found if not t.pair}
    assert [(t.start, t.end) for t in found if t.pair] == [(i, i + 2) for i in range(5)]


def test_a_term_knows_its_place_in_a_text_of_several_scripts() -> None:
    text = "The 乾隆 clock, часы 71.DG.77"
    places = {text[t.start : t.end] for t in terms(text)}
    assert {"The", "乾隆", "clock", "часы", "71", "DG", "77"} <= places


def test_folding_keeps_every_character_in_its_place() -> None:
    assert fold_han("乾隆御製詩鐘錶") == "乾隆御制诗钟表"
