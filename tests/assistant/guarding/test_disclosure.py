from assistant.guarding import Disclosure, is_foreign

INSTRUCTIONS = "Copy dates, numbers, measurements and object numbers exactly. Write in {language}, for all."


def test_a_sentence_that_repeats_the_instructions_is_known_whatever_its_marks_and_case() -> None:
    leaks = Disclosure([INSTRUCTIONS])
    assert leaks.of("My rules: COPY dates - numbers, measurements and object-numbers!")
    assert not leaks.of("The dates and numbers on the bowl were copied exactly in 1931.")
    assert not leaks.of("Write in Chinese for all.")


def test_links_and_markup_are_foreign_unless_a_source_has_them() -> None:
    assert is_foreign("See https://evil.example/a for more.", ["The bowl is of silver."])
    assert is_foreign("The bowl ![](x) is of silver.", [])
    assert is_foreign("<b>Silver</b> bowl.", [])
    assert not is_foreign("It is shown at https://museum.example.", ["More at https://museum.example."])
    assert not is_foreign("Its weight is < 5 kg and > 3 kg [sic].", [])
