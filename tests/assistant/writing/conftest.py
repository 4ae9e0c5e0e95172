"""Checking over the passages of a test, with the real model."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.grounds import Grounds
from assistant.quoting.sentence_choice import SentenceChoice
from assistant.settings import Settings
from assistant.writing.checking import Checking
from retrieval.embeddings import Embedder
from retrieval.index import PassageIndex
from retrieval.passages import Evidence


@contextmanager
def checking_of(evidence: Sequence[Evidence], folder: Path, embedder: Embedder) -> Iterator[Checking]:
    """Checks drafts against `evidence`, in an index that is made of it."""
    with PassageIndex.open(folder, embedder) as index:
        index.add([e.passage for e in evidence])
        grounds = Grounds(index, Settings())
        yield Checking(grounds, SentenceChoice(index, grounds))
