"""The service over the test museum, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_app
from assistant.assistant import Assistant
from tests.assistant.museum import write_museum


def client_of(assistant: Assistant) -> TestClient:
    """A client of a service over `assistant`; errors become responses."""
    return TestClient(create_app(assistant), base_url="http://localhost", raise_server_exceptions=False)


def serving(folder: Path, model: Path, **settings: object) -> Iterator[TestClient]:
    """A client of a service whose home is in `folder` and holds the museum."""
    assistant = Assistant(home=folder / "home", embedding_model=str(model), **settings)
    assistant.ingest([write_museum(folder / "museum")])
    with client_of(assistant) as client:
        yield client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Iterator[TestClient]:
    """A service that tests read from and leave as it is."""
    yield from serving(tmp_path_factory.mktemp("service"), tiny_model)


@pytest.fixture
def own_client(tmp_path: Path, tiny_model: Path) -> Iterator[TestClient]:
    """A service that one test may change; it takes uploads of 1 MB."""
    yield from serving(tmp_path, tiny_model, upload_megabytes=1)
