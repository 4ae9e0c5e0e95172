import pytest

from assistant.showing.places import place


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ({}, ""),
        ({"page": 3}, "page 3"),
        ({"page": 3, "end_page": 3}, "page 3"),
        ({"page": 3, "end_page": 4, "chars": [10, 90]}, "pages 3–4"),
        ({"page": 2, "paragraph": 9}, "page 2"),
        ({"lines": [10, 12]}, "lines 10–12"),
        ({"lines": [10, 10], "chars": [0, 4]}, "line 10"),
        ({"paragraph": 7}, "paragraph 7"),
        ({"paragraph": 7, "end_paragraph": 9}, "paragraphs 7–9"),
        ({"table": 1, "row": 4, "paragraph": 7}, "table 1 row 4"),
        ({"headings": ["The bowl", "Provenance"], "lines": [3, 4]}, "Provenance, lines 3–4"),
        ({"paragraph": 2, "note": "5"}, "paragraph 2, note 5"),
        ({"chars": [4, 8]}, ""),
        ({"xpath": "/a/b[1]", "field": "former_number"}, "former number"),
        ({"member": "OPS/ch1.xhtml", "paragraph": 3}, "OPS/ch1.xhtml, paragraph 3"),
        ({"sheet": "Objects", "cells": "B4"}, "Objects, B4"),
        ({"seconds": [245.2, 3723.0], "speaker": "Li Na"}, "4:05–1:02:03, Li Na"),
        ({"page_label": "fol. 3r", "headings": ["Text"]}, "Text, fol. 3r"),
    ],
)
def test_a_place_is_said_in_a_few_words(locator: dict[str, object], said: str) -> None:
    assert place(locator) == said


@pytest.mark.parametrize(
    ("locator", "zh", "ru"),
    [
        ({"page": 3}, "第 3 页", "с. 3"),
        ({"page": 3, "end_page": 4, "note": "5"}, "第 3–4 页，注 5", "с. 3–4, прим. 5"),
        ({"headings": ["器物"], "lines": [10, 12]}, "器物，第 10–12 行", "器物, строки 10–12"),
        ({"lines": [10, 10]}, "第 10 行", "строка 10"),
        ({"paragraph": 7, "end_paragraph": 9}, "第 7–9 段", "абзацы 7–9"),
        ({"table": 1, "row": 4}, "表 1 第 4 行", "таблица 1, строка 4"),
        ({"xpath": "/a", "field": "former_number"}, "旧藏品号", "Прежний номер"),
        ({"xpath": "/a", "field": "of_its_own"}, "of its own", "of its own"),
        (
            {"page": 1, "confidence": 0.87},
            "第 1 页，由图像识别，置信度 87%",
            "с. 1, распознано с изображения, уверенность 87%",
        ),
    ],
)
def test_a_place_is_said_in_three_languages(locator: dict[str, object], zh: str, ru: str) -> None:
    assert (place(locator, "zh"), place(locator, "ru")) == (zh, ru)


def test_a_language_without_words_for_places_has_the_english_ones() -> None:
    assert place({"page": 3}, "fr") == "page 3"
