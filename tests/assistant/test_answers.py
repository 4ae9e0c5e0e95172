from __future__ import annotations

import json
import sys

import pytest

from assistant.answers import Answer, FoundPassage, SearchResult, Sentence
from assistant.citations import Citation, document_url
from assistant.showing.source_links import source_links
from retrieval.errors import SettingsError
from retrieval.locators import Locator
from retrieval.passages import Evidence, Passage

_PASSAGE = Passage(
    passage_id="p1",
    document_id="ceramics/white & blue.pdf",
    position=0,
    text="Thrown in Delft. Bought in 1931.",
    locator=Locator(page=3, chars=(0, 32), headings=("The bowl",)),
    title="The lidded bowl",
    language="en",
    kind="pdf",
)


def _answer() -> Answer:
    thrown, bought = (Citation(n, _PASSAGE, q) for n, q in ((1, "Thrown in Delft."), (2, "Bought in 1931.")))
    return Answer(
        id="a1",
        question="Where was it thrown?",
        language="en",
        refused=False,
        text="It was thrown in Delft. [1] It came in 1931. [1][2]",
        sentences=(
            Sentence("It was thrown in Delft.", (1,), 0.912345),
            Sentence("It came in 1931.", (1, 2), 0.5),
        ),
        citations=(thrown, bought),
        passages=(FoundPassage.of(Evidence(_PASSAGE, 0.123456)),),
        model="openai:gpt-5",
        prompt="answer@1",
        timings_ms={"retrieve": 1, "write": 2, "verify": 0},
        left_out=("It is ugly.",),
    )


def test_an_answer_turns_into_json_and_back_without_loss() -> None:
    values = _answer().to_json()
    assert json.loads(json.dumps(values)) == values
    assert values["sentences"][0] == {"text": "It was thrown in Delft.", "citations": [1], "support": 0.9123}
    assert values["citations"][1] == {
        "number": 2,
        "document_id": "ceramics/white & blue.pdf",
        "title": "The lidded bowl",
        "passage_id": "p1",
        "quote": "Bought in 1931.",
        "locator": {"page": 3, "chars": [0, 32], "headings": ["The bowl"]},
        "language": "en",
        "translation": None,
        "url": "/v1/documents/ceramics/white%20%26%20blue.pdf#page=3",
        "links": source_links(_answer().citations[1].passage, Locator(page=3), "Bought in 1931."),
        "date": "",
        "superseded": False,
        "superseded_by": None,
    }
    assert values["passages"][0]["score"] == 0.1235
    assert (values["left_out"], values["notices"]) == (["It is ugly."], [])


def test_a_frame_has_a_row_for_each_citation_of_each_sentence() -> None:
    frame = _answer().to_frame()
    assert frame[["sentence", "number", "quote"]].values.tolist() == [
        ["It was thrown in Delft.", 1, "Thrown in Delft."],
        ["It came in 1931.", 1, "Thrown in Delft."],
        ["It came in 1931.", 2, "Bought in 1931."],
    ]
    assert set(frame["question"]) == {"Where was it thrown?"}
    assert set(frame["model"]) == {"openai:gpt-5"}


def test_a_search_has_a_row_for_each_passage() -> None:
    result = SearchResult("bowl", (FoundPassage.of(Evidence(_PASSAGE, 0.5)),))
    assert result.to_json()["passages"] == result.to_frame().to_dict("records")
    assert len(SearchResult("bowl", ()).to_frame()) == 0


def test_without_pandas_a_frame_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(SettingsError, match=r"pip install 'studiolo\[notebook\]'"):
        _answer().to_frame()


@pytest.mark.parametrize(
    ("document_id", "locator", "url"),
    [
        ("a/b.md", None, "/v1/documents/a/b.md"),
        ("книги.xml#12", Locator(), "/v1/documents/%D0%BA%D0%BD%D0%B8%D0%B3%D0%B8.xml%2312"),
        ("a?b.pdf", Locator(page=2), "/v1/documents/a%3Fb.pdf#page=2"),
    ],
)
def test_the_address_of_a_document_survives_any_name(
    document_id: str, locator: Locator | None, url: str
) -> None:
    assert document_url(document_id, locator) == url


def test_an_answer_shows_itself_in_a_notebook() -> None:
    shown = _answer()._repr_html_()
    for part in ("Where was it thrown?", "[1][2]", "Bought in 1931.", "The bowl, page 3", "It is ugly."):
        assert part in shown


def test_a_search_shows_itself_in_a_notebook() -> None:
    shown = SearchResult("bowl", (FoundPassage.of(Evidence(_PASSAGE, 0.5)),))._repr_html_()
    assert "The lidded bowl" in shown
    assert "0.50" in shown
