"""Passages by the dozen, and a way to wait without waiting longer than needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from retrieval.locators import Locator
from retrieval.passages import Passage, passage_id

Within = Callable[[Callable[[], object]], None]


@pytest.fixture
def within_seconds() -> Iterator[Within]:
    """Wait until a condition holds, at most 15 seconds."""

    def wait(condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 15
        while not condition():
            assert time.monotonic() < deadline, "it did not come to pass within 15 seconds"
            time.sleep(0.02)

    return wait


def make_passage(text: str, document_id: str = "a.md", position: int = 0, **values: object) -> Passage:
    """A passage about `text`."""
    plain: dict[str, object] = {"title": "Inventory", "language": "en", "kind": "markdown"}
    return Passage(
        passage_id(document_id, position, text), document_id, position, text,
        **{"locator": Locator(lines=(1, 2)), **plain, **values},  # type: ignore[arg-type]
    )  # fmt: skip
