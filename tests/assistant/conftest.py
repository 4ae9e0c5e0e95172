"""An index of a few passages under the tiny model, and the choice of sentences over it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.grounds import Grounds
from assistant.quoting.sentence_choice import SentenceChoice
from assistant.settings import Settings
from retrieval.embeddings import Embedder
from retrieval.index import PassageIndex
from retrieval.locators import Locator
from retrieval.passages import Evidence, Passage, passage_id
from tests.assistant.museum import write_museum

BOWL = "The lidded bowl was thrown in Delft. Its foot is pierced. Who threw the lidded bowl?"
CLOCK = "孔雀钟由英国匠人制作。它高三米。"
ICON = "Икону написал мастер Дионисий. Реставрация закончена в 1912 году."


def evidence_of(*texts: str, score: float = 0.9, title: str = "Inventory") -> list[Evidence]:
    """Texts as evidence, best first."""
    return [
        Evidence(
            Passage(passage_id("a.md", i, text), "a.md", i, text, Locator(lines=(i + 1, i + 1)), title),
            score - i / 100,
        )
        for i, text in enumerate(texts)
    ]


def choice_of(index: PassageIndex) -> SentenceChoice:
    """The choice of sentences over an index, as answering has it."""
    return SentenceChoice(index, Grounds(index, Settings()))


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Iterator[Assistant]:
    """An assistant that has read the museum; tests ask it, and change nothing of what it has read."""
    folder = tmp_path_factory.mktemp("assistant")
    with Assistant(home=folder / "home", embedding_model=str(tiny_model)) as opened:
        opened.ingest([write_museum(folder / "museum")])
        yield opened


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> Iterator[PassageIndex]:
    with PassageIndex.open(tmp_path / "index", embedder) as opened:
        yield opened


@pytest.fixture
def choice(index: PassageIndex) -> SentenceChoice:
    return choice_of(index)


@pytest.fixture
def evidence() -> Sequence[Evidence]:
    return evidence_of(BOWL, CLOCK, ICON)
