from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.assistant.museum import BOWL_QUESTION, BOWL_SENTENCE
from tests.browser.answering import a_passage, an_answer, answering_with, ask

pytestmark = pytest.mark.browser

_EVIL = "<img src=x onerror=\"document.title='taken'\"><b>bold</b>"
Fulfil = Callable[[Route], None]


_REFUSED = {"refused": True, "sentences": [], "citations": [], "text": "The documents do not answer this."}


def test_a_question_is_answered_and_its_citation_opens_the_quote(page: Page) -> None:
    page.get_by_label("Your question").fill(BOWL_QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    answered = page.get_by_role("status")
    expect(answered).to_contain_text("Answered with")
    said = page.locator(".sentence", has_text=BOWL_SENTENCE)
    expect(said).to_be_visible()
    quote = page.get_by_text(BOWL_SENTENCE).and_(page.locator("blockquote"))
    expect(quote).to_be_hidden()
    said.locator(".cite").click()
    expect(quote).to_be_visible()
    assert quote.inner_text() == BOWL_SENTENCE
    assert quote.get_attribute("lang") == "en"
    entry = page.locator(".sources > li", has=quote)
    expect(entry).to_contain_text("The lidded bowl")
    expect(entry).to_contain_text("Description, line 9")
    document, original = (link.get_attribute("href") or "" for link in entry.get_by_role("link").all())
    assert document.startswith("/v1/documents/ceramics/bowl.md/view?passage=")
    assert document.endswith("#cited")
    assert original == "/v1/documents/ceramics/bowl.md/original"
    said.locator(".cite").click()
    expect(quote).to_be_hidden()


@pytest.mark.parametrize(
    ("question", "language", "part"),
    [
        ("孔雀钟是谁制作的？", "zh", "詹姆斯·考克斯"),
        ("Кто написал икону Святого Георгия?", "ru", "Дионисий"),
    ],
)
def test_an_answer_in_another_script_carries_its_language(
    page: Page, question: str, language: str, part: str
) -> None:
    ask(page, question)
    said = page.locator(".sentence", has_text=part)
    expect(said).to_have_attribute("lang", language)
    said.locator(".cite").click()
    expect(page.locator(f"blockquote:lang({language})", has_text=part)).to_be_visible()


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "question":
        page.keyboard.press("Tab")
    page.keyboard.type(BOWL_QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Answered with")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "ask"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "curator"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "cite"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("blockquote:visible")).to_have_count(1)
    page.keyboard.press("Space")
    expect(page.locator("blockquote:visible")).to_have_count(0)


def test_shift_and_enter_begin_a_new_line_and_ask_nothing(page: Page) -> None:
    field = page.get_by_role("textbox")
    field.press_sequentially("one")
    field.press("Shift+Enter")
    field.press_sequentially("two")
    assert field.input_value() == "one\ntwo"
    expect(page.get_by_role("status")).to_be_empty()


def test_an_answer_can_be_asked_for_schoolchildren_and_tells_its_level(page: Page) -> None:
    asked: list[str] = []
    level = {"grade": 7.2, "target": 6.0, "kept": False, "prompt": None}

    def answer(route: Route) -> None:
        asked.append(route.request.post_data_json["audience"])
        route.fulfill(content_type="application/json", body=json.dumps(an_answer(reading_level=level)))

    page.route("**/v1/answers", answer)
    ask(page, "What is it?")
    expect(page.locator(".made")).to_contain_text("reading level: school year 7.2")
    page.get_by_label("schoolchildren").check()
    ask(page, "What is this?")
    expect(page.get_by_role("heading", level=2)).to_have_text("What is this?")
    assert asked == ["curator", "youth"]


def test_a_foreign_quote_is_labelled_and_its_translation_marked(page: Page) -> None:
    made = {
        "text": _EVIL,
        "language": "en",
        "machine": True,
        "model": "openai:small",
        "prompt": "translation@1",
    }
    answer = an_answer()
    answer["citations"][0] |= {"language": "ru", "quote": "Слоновая кость.", "translation": made}
    answering_with(page, json.dumps(answer))
    ask(page, "What is it?")
    page.locator(".cite").first.click()
    expect(page.locator(".sources")).to_contain_text("original in Russian")
    expect(page.locator(".translation")).to_have_text(f"Machine translation by openai:small:{_EVIL}")
    page.locator(".languages button:lang(zh)").click()
    expect(page.locator(".sources")).to_contain_text("原文为俄语")


def test_an_example_can_be_asked(page: Page) -> None:
    answering_with(page, json.dumps(an_answer()))
    expect(page.locator("#examples button")).to_have_count(3)
    page.locator("#examples button:lang(ru)").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Где стоят часы «Павлин»?")
    expect(page.locator("#examples")).to_be_hidden()
    expect(page.get_by_role("textbox")).to_be_focused()


def test_the_address_keeps_the_question(page: Page) -> None:
    answering_with(page, json.dumps(an_answer()))
    ask(page, "first & #1 + 100%?")
    expect(page.get_by_role("heading", level=2)).to_have_text("first & #1 + 100%?")
    ask(page, "second?")
    expect(page.get_by_role("heading", level=2)).to_have_text("second?")
    page.go_back()
    expect(page.get_by_role("heading", level=2)).to_have_text("first & #1 + 100%?")
    page.go_back()
    expect(page.get_by_role("textbox")).to_have_value("")
    expect(page.locator("#answer")).to_be_hidden()
    expect(page.locator("#examples")).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", level=2)).to_have_text("first & #1 + 100%?")
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("first & #1 + 100%?")
    expect(page.locator(".sentence")).to_have_text("It is ivory.1")


def test_the_words_of_the_page_change_with_its_language_and_stay(page: Page) -> None:
    answering_with(page, json.dumps(an_answer()))
    ask(page, "What is it?")
    expect(page.locator(".where").first).to_have_text("Materials, pages 3–4")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator(".where").first).to_have_text("Materials，第 3–4 页")
    page.get_by_role("button", name="Русский").click()
    expect(page.get_by_role("status")).to_have_text("Ответ готов: 1 цитата.")
    expect(page.locator(".where").first).to_have_text("Materials, с. 3–4")
    page.reload()
    expect(page.get_by_role("button", name="Спросить")).to_be_visible()
    expect(page.get_by_role("button", name="Русский")).to_have_attribute("aria-pressed", "true")


def test_a_refusal_offers_the_nearest_passages(page: Page) -> None:
    answering_with(page, json.dumps(an_answer(**_REFUSED)))
    ask(page, "What does it cost?")
    expect(page.get_by_role("status")).to_have_text("No answer found in the documents.")
    expect(page.locator(".refusal")).to_have_text("The documents do not answer this.")
    expect(page.get_by_text("Before. Ivory, carved. After.")).to_be_hidden()
    page.get_by_text("The fan", exact=True).click()
    expect(page.get_by_text("Before. Ivory, carved. After.")).to_be_visible()
    expect(page.locator(".cite")).to_have_count(0)


def test_other_passages_are_there_to_be_opened_with_their_scores(page: Page) -> None:
    answering_with(page, json.dumps(an_answer()))
    ask(page, "What is it?")
    expect(page.get_by_text("Of paper.")).to_be_hidden()
    page.get_by_text("Other passages found (1)").click()
    expect(page.get_by_text("score 0.40")).to_be_visible()
    page.get_by_text("Another fan").click()
    expect(page.get_by_text("Of paper.")).to_be_visible()
    document = page.locator(".others a")
    expect(document).to_have_attribute("href", "/v1/documents/fan.pdf/view?passage=p2#cited")
    page.get_by_role("button", name="Русский").click()
    page.get_by_text("Другие найденные фрагменты (1)").click()
    expect(page.get_by_text("близость 0,40")).to_be_visible()
    address = "/v1/documents/fan.pdf/view?language=ru&passage=p2#cited"
    expect(document).to_have_attribute("href", address)


def test_the_quote_is_marked_in_the_passage_around_it(page: Page) -> None:
    answering_with(page, json.dumps(an_answer()))
    ask(page, "What is it?")
    page.get_by_role("button", name="Source 1: The fan").click()
    page.get_by_text("The passage around it").click()
    expect(page.locator("mark")).to_have_text("Ivory, carved.")
    expect(page.locator("figure .passage-text")).to_have_text("Before. Ivory, carved. After.")


def test_the_end_of_a_page_within_a_passage_is_no_box(page: Page) -> None:
    found = a_passage(text="Be\ffore. Ivory, carved. Af\fter.")
    answering_with(page, json.dumps(an_answer(passages=[found])))
    ask(page, "What is it?")
    page.get_by_role("button", name="Source 1: The fan").click()
    page.get_by_text("The passage around it").click()
    expect(page.locator("figure .passage-text")).to_have_text("Before. Ivory, carved. After.")


def test_unsupported_sentences_and_notices_are_set_apart(page: Page) -> None:
    answering_with(page, json.dumps(an_answer(left_out=["It is ugly."], notices=["The model is away."])))
    ask(page, "What is it?")
    expect(page.locator(".left-out")).to_contain_text("no passage supports it")
    expect(page.locator(".left-out li")).to_have_text("It is ugly.")
    expect(page.locator(".notice")).to_contain_text("The model is away.")
    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.locator(".made")).to_contain_text("openai:gpt-5, answer@1")


def test_text_of_documents_never_becomes_markup(page: Page) -> None:
    evil = a_passage(title=_EVIL, text=_EVIL, document_id=_EVIL, locator={"headings": [_EVIL], "note": _EVIL})
    citation = {**evil, "number": 1, "quote": _EVIL, "url": "/v1/documents/x"}
    sentence = {"text": _EVIL, "citations": [1], "support": 1}
    answer = an_answer(
        sentences=[sentence], citations=[citation], left_out=[_EVIL], notices=[_EVIL], model=_EVIL,
        passages=[evil, evil | {"passage_id": "p2"}],
    )  # fmt: skip
    answering_with(page, json.dumps(answer))
    ask(page, _EVIL)
    expect(page.locator(".sentence")).to_contain_text(_EVIL)
    assert page.locator("#result img, #result b").count() == 0
    assert page.title() == "Studiolo"


@pytest.mark.parametrize("language", ["English", "中文", "Русский"])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_fits_its_window(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    title = "A_very_long_name_without_any_space_" * 4
    passages = [a_passage(title=title), a_passage(passage_id="p2", title=title, document_id=title * 2)]
    citation = {**passages[1], "number": 1, "quote": title * 2, "url": "/v1/documents/x"}
    answering_with(page, json.dumps(an_answer(passages=passages, citations=[citation])))
    page.get_by_role("button", name=language).click()
    ask(page, "Ω" * 300)
    page.locator(".cite").click()
    page.locator("details.others > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_dark_where_the_reader_wants_it_dark(page: Page) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(background)
    assert sum(map(int, light[4:-1].split(","))) > 600
    assert sum(map(int, dark[4:-1].split(","))) < 150


def test_the_page_says_how_many_documents_there_are(page: Page) -> None:
    expect(page.locator("footer")).to_contain_text("4 documents")
