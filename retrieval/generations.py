"""The numbered collections of an index, of which one is live, and the model that each was made by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from retrieval.embeddings import Embedder
from retrieval.errors import IndexMismatch

_FORMAT = 3


def live_generation(folder: Path) -> int:
    """The number of the live collection; 1 where nothing was ever rebuilt."""
    try:
        return int(json.loads((folder / "index.json").read_text())["generation"])
    except FileNotFoundError:
        return 1


def make_live(folder: Path, generation: int) -> None:
    """Make another collection the live one, in one step."""
    written = folder / "index.json.new"
    written.write_text(json.dumps({"format": _FORMAT, "generation": generation}))
    written.replace(folder / "index.json")


def made_by(embedder: Embedder) -> dict[str, str | int]:
    """What a collection remembers of the model that makes it."""
    return {
        "format": _FORMAT,
        "embedding_model": embedder.name,
        "embedding_fingerprint": embedder.fingerprint,
        "dimension": embedder.dimension,
    }


def check_made_by(remembered: Mapping[str, Any], embedder: Embedder, folder: Path) -> None:
    """Raises IndexMismatch unless `embedder`, and this version, made the collection in `folder`."""
    if remembered.get("format") != _FORMAT:
        raise IndexMismatch(
            f"the index in {folder} was made by another version of Studiolo: run 'studiolo reindex'"
        )
    if remembered.get("embedding_fingerprint") != embedder.fingerprint:
        raise IndexMismatch(
            f"the index in {folder} was made with the embedding model "
            f"{remembered.get('embedding_model')!r} ({remembered.get('embedding_fingerprint')}), not with "
            f"{embedder.name!r} ({embedder.fingerprint}): "
            "use that model again (STUDIOLO_EMBEDDING_MODEL), or run 'studiolo reindex'"
        )
