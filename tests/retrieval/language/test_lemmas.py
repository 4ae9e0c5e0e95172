import subprocess
import sys

import pytest

from retrieval.language.lemmas import cases, is_adjective, is_common, is_listed, lemmas


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("жёлудя", "жёлудь"),
        ("желудя", "жёлудь"),
        ("Сыновья", "сын"),
        ("людей", "человек"),
        ("синими", "синий"),
        ("позолоченной", "позолоченный"),
        ("отбита", "отбитый"),
        ("плыла", "плыть"),
    ],
)
def test_a_russian_form_goes_back_to_what_a_dictionary_lists(form: str, lemma: str) -> None:
    assert lemmas(form, "ru")[0] == lemma


def test_a_form_of_two_words_goes_back_to_both() -> None:
    assert {"белка", "белок"} <= set(lemmas("белки", "ru"))
    assert "сталь" in lemmas("стали", "ru")
    assert lemmas("saw", "en") == ("see", "saw")
    assert set(lemmas("wound", "en")) == {"wind", "wound"}


def test_words_that_no_list_has_are_left_as_they_are() -> None:
    assert not is_listed("Цзяолун")
    assert lemmas("Цзяолун", "ru") == ("цзяолун",)
    assert lemmas("Bowls", "en") == ("bowls",)
    assert lemmas("银器", "zh") == ("银器",)


@pytest.mark.parametrize(("form", "lemma"), [("wove", "weave"), ("Geese", "goose"), ("struck", "strike")])
def test_irregular_english_forms_go_back_to_their_word(form: str, lemma: str) -> None:
    assert lemmas(form, "en")[0] == lemma


def test_the_russian_dictionary_is_not_read_before_a_russian_word_is_asked_about() -> None:
    program = (
        "import sys; from retrieval.language.lemmas import cases, is_common, lemmas; "
        "lemmas('geese', 'en'); sys.exit('pymorphy3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_word_of_the_dictionary_that_is_also_a_name_is_not_common() -> None:
    assert is_common("Первую")
    assert is_common("Исправные")
    assert not is_common("Вера")
    assert not is_common("Рембрандта")


def test_a_russian_word_has_the_cases_of_its_ending() -> None:
    assert "nomn" in cases("художник")
    assert cases("художнику") == {"datv"}


def test_an_adjective_is_told_from_a_noun_and_a_pronoun() -> None:
    assert is_adjective("нефритовым")
    assert not is_adjective("высотой")
    assert not is_adjective("который")
