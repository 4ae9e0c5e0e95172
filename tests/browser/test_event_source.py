from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.assistant.museum import BOWL_QUESTION, BOWL_SENTENCE

pytestmark = pytest.mark.browser

_LISTEN = """
(question) => new Promise((resolve) => {
  const names = [];
  const source = new EventSource("/v1/answers/stream?question=" + encodeURIComponent(question));
  for (const name of ["passages", "sentence"]) source.addEventListener(name, () => names.push(name));
  source.addEventListener("answer", (event) => { source.close(); resolve([names, JSON.parse(event.data)]); });
})
"""


def test_a_browsers_event_source_gets_passages_sentences_and_the_answer(page: Page, service: str) -> None:
    page.goto(service)
    names, answer = page.evaluate(_LISTEN, BOWL_QUESTION)
    assert names == ["passages", *["sentence"] * len(answer["sentences"])]
    assert BOWL_SENTENCE in [citation["quote"] for citation in answer["citations"]]
