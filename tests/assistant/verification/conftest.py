"""The verifier with the real embedding model, our vocabulary and no dictionaries."""

import pytest

from assistant.verification import Verifier
from retrieval.bridge import Bridge
from retrieval.embeddings import Embedder
from retrieval.vocabulary import Vocabulary
from retrieval.wording import Wording


@pytest.fixture(scope="session")
def wording() -> Wording:
    vocabulary = Vocabulary.load()
    return Wording(vocabulary, Bridge(vocabulary, []))


@pytest.fixture(scope="session")
def verifier(packaged_model: Embedder, wording: Wording) -> Verifier:
    return Verifier(packaged_model, wording)
