"""A home to ingest into: a catalogue and an index, with one Chroma for all tests here."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.catalog import Catalog
from ingest.pipeline import IngestOptions, IngestReport, Pipeline, Progress
from retrieval.embeddings import Embedder
from retrieval.engines.chroma_home import ChromaHome
from retrieval.index import PassageIndex


@dataclass(frozen=True)
class Home:
    """One installation: where its state lies, and the folder `docs` that is ingested."""

    folder: Path
    docs: Path
    catalog: Catalog
    index: PassageIndex
    url: str
    name: str

    def pipeline(self, **options: object) -> Pipeline:
        return Pipeline(
            self.catalog, lambda: self.index, model_fingerprint=self.index.embedder.fingerprint,
            options=IngestOptions(**options),  # type: ignore[arg-type]
        )  # fmt: skip

    def ingest(self, *paths: Path, progress: Progress | None = None, **options: object) -> IngestReport:
        return self.pipeline(**options).run(paths or [self.docs], progress)

    def write(self, name: str, text: str) -> Path:
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def found(self, question: str) -> list[str]:
        return [e.passage.text for e in self.index.search(question, 100)]

    def sound(self) -> bool:
        """Whether the index holds exactly the passages of the catalogue."""
        return self.index.passage_ids() == self.catalog.passage_ids()


@pytest.fixture(scope="session")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    chroma = ChromaHome(tmp_path_factory.mktemp("chroma"))
    yield f"http://127.0.0.1:{chroma.port()}"
    chroma.close()


@pytest.fixture
def home(tmp_path: Path, embedder: Embedder, chroma_url: str) -> Iterator[Home]:
    name = f"test-{uuid.uuid4().hex[:8]}"
    (tmp_path / "docs").mkdir()
    with PassageIndex.open(tmp_path / "home", embedder, url=chroma_url, name=name) as index:
        catalog = Catalog(tmp_path / "home" / "catalog.sqlite")
        yield Home(tmp_path / "home", tmp_path / "docs", catalog, index, chroma_url, name)
        catalog.close()
