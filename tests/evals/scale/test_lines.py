from __future__ import annotations

import re
from collections import Counter

import pytest

from evals.scale.lines import LINES_A_PASSAGE, Catalogue
from retrieval.language.sentences import script_language


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(lines_a_language=40)


def test_a_passage_is_the_same_whatever_was_made_before_it(catalogue: Catalogue) -> None:
    together = list(catalogue.passages(0, 12))
    apart = [*catalogue.passages(0, 5), *Catalogue(lines_a_language=40).passages(5, 12)]
    assert together == apart
    assert list(Catalogue(lines_a_language=40, seed=2).passages(0, 12)) != together


def test_a_passage_has_lines_of_the_stock_under_a_title_of_it_and_a_line_of_its_own(
    catalogue: Catalogue,
) -> None:
    stock = set(catalogue.stock())
    own = Counter(line for p in catalogue.passages(0, 60) for line in p.text.split("\n") if line not in stock)
    assert len(own) == 60
    assert set(own.values()) == {1}
    for passage in catalogue.passages(0, 60):
        assert passage.title in stock
        assert len(passage.text.split("\n")) == LINES_A_PASSAGE + 1


def test_passages_and_questions_come_in_three_languages_in_turn(catalogue: Catalogue) -> None:
    assert [p.language for p in catalogue.passages(0, 6)] == ["en", "zh", "ru"] * 2
    assert all(script_language(p.text) == p.language for p in catalogue.passages(0, 30))
    questions = catalogue.questions(21, 60)
    assert [script_language(question) for question in questions[:3]] == ["en", "zh", "ru"]
    assert questions == catalogue.questions(21, 60)


def test_every_place_of_a_template_is_filled(catalogue: Catalogue) -> None:
    texts = [*catalogue.stock(), *(p.text for p in catalogue.passages(0, 9)), *catalogue.questions(42, 9)]
    assert not any(re.search(r"[{}]", text) for text in texts)


def test_questions_ask_for_numbers_that_are_there(catalogue: Catalogue) -> None:
    texts = "\n".join(p.text for p in catalogue.passages(0, 30))
    asked = [q for q in catalogue.questions(21, 30) if (q.startswith("What is ") and q[8].isdigit())]
    assert asked
    assert all(question.removeprefix("What is ").rstrip("?") in texts for question in asked)


def test_numbers_and_words_grow_with_the_collection(catalogue: Catalogue) -> None:
    def words(stop: int) -> int:
        return len({word for p in catalogue.passages(0, stop) for word in p.text.split()})

    assert words(600) > words(300) + 600
