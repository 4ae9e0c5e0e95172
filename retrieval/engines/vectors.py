"""Chroma, and nothing but Chroma: passages with their vectors, by collection.

The data lie in a folder served on loopback (`chroma_home`) or on a Chroma server given by URL. A
call that finds the server gone is made once more after reconnecting: every write here may be
repeated without harm.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from retrieval.addresses import server_of
from retrieval.dates.year_terms import asked
from retrieval.embeddings import Vectors
from retrieval.engines.chroma_home import ChromaHome
from retrieval.errors import NotFound, SettingsError, Unavailable
from retrieval.filters import EVERYTHING, MANY_VALUED, Filters, facet_values
from retrieval.locators import Locator
from retrieval.marks import Marks
from retrieval.passages import Passage

_FACET, _EACH = "facet_", "each_"
_BATCH = 256
# Wide enough that approximate search agrees with exhaustive search on what is first: the measured
# difference is printed by `python -m evals retrieval`.
_HNSW = CreateHNSWConfiguration(space="cosine", ef_construction=200, ef_search=200, max_neighbors=32)
T = TypeVar("T")


class VectorStore:
    """The collections of one Chroma."""

    def __init__(self, *, folder: Path | None = None, url: str | None = None) -> None:
        if (folder is None) == (url is None):
            raise SettingsError("vectors lie either in a folder or at the URL of a Chroma server: give one")
        self._home = ChromaHome(folder) if folder else None
        self._url = url
        self._client: ClientAPI | None = None
        self._collections: dict[str, Collection] = {}
        self._lock = threading.RLock()

    def close(self) -> None:
        """Let go of the server; one that this folder started leaves with its last user."""
        with self._lock:
            self._client = None
            self._collections.clear()
            if self._home:
                self._home.close()

    def create(self, name: str, metadata: Mapping[str, str | int]) -> None:
        """Make the collection `name`, or leave it as it is when it is there."""

        def make() -> Collection:
            return self._connected().get_or_create_collection(
                name,
                metadata=dict(metadata),
                configuration=CreateCollectionConfiguration(hnsw=_HNSW),
                embedding_function=None,
            )

        self._collections[name] = self._again(make)

    def metadata(self, name: str) -> dict[str, Any] | None:
        """What `create` was told about the collection, or None when there is no such collection."""
        try:
            return dict(self._again(lambda: self._collection(name, fresh=True)).metadata or {})
        except NotFound:
            return None

    def names(self) -> list[str]:
        """The collections, sorted by name."""
        return sorted(c.name for c in self._again(lambda: self._connected().list_collections()))

    def drop(self, name: str) -> None:
        """Delete the collection `name` and all in it, if it is there."""
        self._collections.pop(name, None)
        if name in self.names():
            self._again(lambda: self._connected().delete_collection(name))

    def upsert(
        self, name: str, passages: Sequence[Passage], vectors: Vectors, marks: Sequence[Marks] | None = None
    ) -> None:
        """Write passages with their vectors and marks, row by row; writing them twice changes nothing."""
        marks = marks or [Marks()] * len(passages)
        for start in range(0, len(passages), _BATCH):
            part = passages[start : start + _BATCH]
            rows = vectors[start : start + _BATCH]
            metadata = [_metadata(*row) for row in zip(part, marks[start : start + _BATCH], strict=True)]
            self._again(
                lambda part=part, rows=rows, metadata=metadata: self._collection(name).upsert(  # type: ignore[misc]
                    ids=[p.passage_id for p in part],
                    embeddings=rows,
                    documents=[p.text for p in part],
                    metadatas=metadata,
                )
            )

    def place(self, name: str, passages: Sequence[Passage], marks: Sequence[Marks]) -> None:
        """Write the places and facets of passages anew whose texts and vectors stay.

        Passages that are not there any more are passed over.
        """
        ids = [p.passage_id for p in passages]
        new = {p.passage_id: _metadata(p, m) for p, m in zip(passages, marks, strict=True)}

        def update() -> None:
            collection = self._collection(name)
            there = collection.get(ids=ids, include=["metadatas"])
            old = zip(there["ids"], there["metadatas"] or [], strict=True)
            # Chroma keeps what an update does not name: what is no more is named as nothing.
            whole = {i: {**dict.fromkeys(metadata or {}), **new[i]} for i, metadata in old}
            if whole:  # Chroma takes no empty list
                collection.update(ids=list(whole), metadatas=list(whole.values()))

        self._again(update)

    def delete(self, name: str, passage_ids: Sequence[str]) -> None:
        """Remove passages; ids that are not there are passed over."""
        for start in range(0, len(passage_ids), _BATCH):
            part = list(passage_ids[start : start + _BATCH])
            self._again(lambda part=part: self._collection(name).delete(ids=part))  # type: ignore[misc]

    def search(self, name: str, vector: Vectors, k: int, filters: Filters) -> dict[str, float]:
        """The ids of the `k` passages nearest to `vector` that `filters` allow, best first, with cosines."""
        return self.search_each(name, vector.reshape(1, -1), k, filters)[0]

    def search_each(self, name: str, vectors: Vectors, k: int, filters: Filters) -> list[dict[str, float]]:
        """What `search` gives for each of `vectors`, shape (vectors, dimension), in one request."""
        found = self._again(
            lambda: self._collection(name).query(
                query_embeddings=vectors, n_results=k, where=_where(filters), include=["distances"]
            )
        )
        each = zip(found["ids"], found["distances"] or [], strict=True)
        return [{i: 1.0 - distance for i, distance in zip(*nearest, strict=True)} for nearest in each]

    def get(self, name: str, passage_ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in the order of the ids, those not there left out."""
        if not passage_ids:
            return []
        found = self._again(
            lambda: self._collection(name).get(ids=list(passage_ids), include=["documents", "metadatas"])
        )
        rows = zip(found["ids"], found["documents"] or [], found["metadatas"] or [], strict=True)
        known = {i: _passage(i, text, meta) for i, text, meta in rows}
        return [known[i] for i in passage_ids if i in known]

    def opening(self, name: str, document_id: str, most: int, filters: Filters) -> list[Passage]:
        """The first `most` passages of a document in their order, of those that `filters` allow."""
        first: list[dict[str, Any]] = [{"document_id": document_id}, {"position": {"$lt": most}}]
        allowed = _where(filters)
        where: Any = {"$and": [*first, allowed] if allowed else first}
        found = self._again(
            lambda: self._collection(name).get(where=where, include=["documents", "metadatas"])
        )
        rows = zip(found["ids"], found["documents"] or [], found["metadatas"] or [], strict=True)
        return sorted((_passage(*row) for row in rows), key=lambda passage: passage.position)

    def passage_ids(self, name: str, filters: Filters = EVERYTHING) -> Iterator[str]:
        """The ids of all passages of the collection that `filters` allow, read a page at a time."""
        offset = 0
        while page := self._page(name, offset, filters):
            yield from page
            offset += len(page)

    def count(self, name: str) -> int:
        """How many passages the collection holds."""
        return self._again(lambda: self._collection(name).count())

    def _page(self, name: str, offset: int, filters: Filters) -> list[str]:
        where = _where(filters)
        found = self._again(
            lambda: self._collection(name).get(where=where, limit=5000, offset=offset, include=[])
        )
        return list(found["ids"])

    def _collection(self, name: str, *, fresh: bool = False) -> Collection:
        if fresh or name not in self._collections:
            try:
                self._collections[name] = self._connected().get_collection(name, embedding_function=None)
            except NotFoundError as error:
                raise NotFound(f"no collection {name!r} in Chroma") from error
        return self._collections[name]

    def _connected(self) -> ClientAPI:
        with self._lock:
            if self._client is None:
                self._client = _client(f"http://127.0.0.1:{self._home.port()}" if self._home else self._url)
            return self._client

    def _again(self, call: Callable[[], T]) -> T:
        """What `call` returns, made a second time over a new connection if the first one is gone."""
        try:
            return call()
        except NotFoundError as error:
            raise NotFound(str(error)) from error
        except ChromaError as error:
            raise Unavailable(f"Chroma refused: {error}") from error
        except (httpx.TransportError, ConnectionError, ValueError) as error:
            if isinstance(error, ValueError) and "connect" not in str(error).lower():
                raise
        with self._lock:
            self._client = None
            self._collections.clear()
        try:
            return call()
        except (httpx.TransportError, ConnectionError, ValueError) as error:
            where = server_of(self._url) if self._url else self._home and self._home.folder
            raise Unavailable(f"Chroma at {where} does not answer: {error}") from error
        except ChromaError as error:
            raise Unavailable(f"Chroma refused: {error}") from error


def _server(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port. No error repeats what may be a password."""
    wrong = SettingsError("the URL of the Chroma server is none: write http://host:port")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise wrong
    return parts.scheme, parts.hostname, port


def _client(url: str | None) -> ClientAPI:
    scheme, host, port = _server(url or "")
    ssl = scheme == "https"
    # Without TLS nothing is verified; to say so spares reading all certificate authorities, twice.
    settings = Settings(anonymized_telemetry=False, chroma_server_ssl_verify=None if ssl else False)
    try:
        return chromadb.HttpClient(host=host, port=port or (443 if ssl else 8000), ssl=ssl, settings=settings)
    except ValueError as error:
        raise ConnectionError(f"{error}"[:200]) from error


def _metadata(passage: Passage, marks: Marks) -> dict[str, Any]:
    lists = {_NUMBERS: [*marks.numbers, *marks.number_prefixes], _YEARS: [*marks.years]}
    return {
        **{name: values for name, values in lists.items() if values},  # Chroma takes no empty list
        "document_id": passage.document_id,
        "position": passage.position,
        "title": passage.title,
        "language": passage.language,
        "kind": passage.kind,
        "locator": json.dumps(passage.locator.to_json(), ensure_ascii=False),
        **{_FACET + name: value for name, value in passage.facets.items()},
        **{
            _EACH + name: facet_values(name, passage.facets[name])
            for name in MANY_VALUED
            if name in passage.facets
        },
    }


def _passage(passage_id: str, text: str, metadata: Mapping[str, Any]) -> Passage:
    return Passage(
        passage_id=passage_id,
        document_id=metadata["document_id"],
        position=metadata["position"],
        text=text,
        locator=Locator.from_json(json.loads(metadata["locator"])),
        title=metadata["title"],
        language=metadata["language"],
        kind=metadata["kind"],
        facets={k.removeprefix(_FACET): v for k, v in metadata.items() if k.startswith(_FACET)},
    )


_PLAIN = {"language", "kind", "document_id"}
_NUMBERS, _YEARS = "numbers", "years"


def _where(filters: Filters) -> dict[str, Any] | None:
    clauses: list[dict[str, Any]] = [
        _holding_any(_EACH + name, values)
        if name in MANY_VALUED
        else {name if name in _PLAIN else _FACET + name: {"$in": list(values)}}
        for name, values in filters.chosen().items()
    ]
    if keys := filters.number_keys():
        clauses.append(_holding_any(_NUMBERS, keys))
    if filters.dates:
        clauses.append(_holding_any(_YEARS, asked([filters.dates])))
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}


def _holding_any(name: str, values: Sequence[str]) -> dict[str, Any]:
    clauses: list[dict[str, Any]] = [{name: {"$contains": value}} for value in values]
    return clauses[0] if len(clauses) == 1 else {"$or": clauses}
