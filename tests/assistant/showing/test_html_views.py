from __future__ import annotations

from typing import Any

from lxml import html

from assistant.showing.html_views import answer_view, passages_view

_EVIL = "<script>alert('x')</script>&amp;\"'"


def _passage(**changes: Any) -> dict[str, Any]:
    values = {
        "document_id": "bowl.md", "passage_id": "p1", "title": "The bowl", "text": "Thrown in Delft.",
        "locator": {"lines": [3, 4]}, "language": "en", "score": 0.8123,
    }  # fmt: skip
    return values | changes


def _cited(**changes: Any) -> dict[str, Any]:
    return _passage(quote="Thrown in Delft.", number=1, url="/v1/documents/bowl.md", **changes)


def _answer(**changes: Any) -> dict[str, Any]:
    citation = _cited()
    values = {
        "question": "Where?", "language": "en", "refused": False, "text": "In Delft. [1]",
        "citations": [citation], "passages": [_passage()], "model": "extractive", "prompt": None,
        "left_out": [], "notices": [],
    }  # fmt: skip
    return values | changes


def test_an_answer_shows_text_citation_place_and_passages() -> None:
    view = html.fromstring(answer_view(_answer()))
    assert view.get("lang") == "en"
    assert [li.get("value") for li in view.findall(".//li")] == ["1"]
    quote = view.find(".//li/blockquote")
    assert (quote.text, quote.get("lang")) == ("Thrown in Delft.", "en")
    assert "bowl.md, lines 3–4" in view.find(".//li").text_content()
    assert view.findtext(".//summary") == "1 passages found"
    assert "lines 3–4, 0.81" in view.find(".//details").text_content()


def test_a_refusal_is_shown_as_one() -> None:
    view = answer_view(_answer(refused=True, citations=[], text="The documents do not answer this."))
    assert "No answer: the nearest passages are below." in view
    assert "No answer" not in answer_view(_answer())


def test_what_was_left_out_and_what_there_is_to_know_is_marked() -> None:
    view = html.fromstring(answer_view(_answer(left_out=["It is ugly."], notices=["The model is away."])))
    assert [li.text for li in view.findall(".//ul/li")] == ["It is ugly."]
    assert "since nothing cited supports it" in view.text_content()
    assert "The model is away." in view.text_content()


def test_the_prompt_is_named_where_there_was_one() -> None:
    assert "openai:gpt-5, answer@1" in answer_view(_answer(model="openai:gpt-5", prompt="answer@1"))


def test_a_foreign_quote_is_labelled_and_its_translation_marked() -> None:
    made = {"text": "В Делфте.", "language": "ru", "machine": True, "model": "openai:small", "prompt": "p@1"}
    view = html.fromstring(answer_view(_answer(language="ru") | {"citations": [_cited(translation=made)]}))
    item = view.find(".//li")
    assert item.find("span").text == "bowl.md, lines 3–4, язык оригинала: английский"
    assert item.find("blockquote").text == "Thrown in Delft."
    assert item.find("p").text_content() == "машинный перевод, openai:small: В Делфте."
    assert "original in" not in answer_view(_answer())


def test_the_reading_level_is_told_in_school_years() -> None:
    level = {"grade": 7.2, "target": 6.0, "kept": False, "prompt": None}
    assert "reading level: school year 7.2" in answer_view(_answer(reading_level=level))
    assert "reading level" not in answer_view(_answer(reading_level=None))


def test_text_never_becomes_markup() -> None:
    evil = _passage(document_id=_EVIL, title=_EVIL, text=_EVIL, language=_EVIL, locator={"headings": [_EVIL]})
    answer = _answer(
        question=_EVIL, language=_EVIL, text=_EVIL, model=_EVIL, prompt=_EVIL, left_out=[_EVIL],
        notices=[_EVIL], passages=[evil], citations=[evil | {"quote": _EVIL, "number": 1}],
    )  # fmt: skip
    for view in (answer_view(answer), passages_view(_EVIL, [evil])):
        assert "<script" not in view
        parsed = html.fromstring(f"<div>{view}</div>")
        assert {element.tag for element in parsed.iter()} <= {
            "div", "p", "b", "ol", "ul", "li", "span", "blockquote", "details", "summary",
        }  # fmt: skip
        assert all(value == _EVIL for value in parsed.xpath("//blockquote/@lang"))
        assert _EVIL in parsed.text_content()


def test_a_passage_without_a_place_has_no_stray_comma() -> None:
    assert "bowl.md, 0.81" in passages_view("bowl", [_passage(locator={})])
