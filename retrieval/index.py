"""PassageIndex: what can be searched, whatever engines lie below.

A folder holds one index. The collection that is live is named in `index.json` with a number, so that
a new one can be built beside it and then take its place; running services notice within one search.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import numpy as np

from retrieval.bridge import Bridge
from retrieval.embeddings import Embedder, Encoded, Span, in_context
from retrieval.engines.lexical import LexicalIndex
from retrieval.engines.token_directions import TokenDirections
from retrieval.engines.token_vectors import Bits, TokenVectors
from retrieval.errors import NotFound, Unavailable
from retrieval.filters import EVERYTHING, Filters
from retrieval.generations import check_made_by, live_generation, made_by, make_live
from retrieval.passages import Evidence, Passage, passage_context
from retrieval.search.interleaving import interleaved
from retrieval.search.neighbours import LOOKED_AT, with_neighbour
from retrieval.search.question_parts import question_parts
from retrieval.search.searching import Engines, Read, find
from retrieval.sentence_wording import SentenceWording
from retrieval.vocabulary import Vocabulary
from retrieval.wording import Wording

if TYPE_CHECKING:
    from retrieval.engines.vectors import VectorStore

_BATCH = 64  # passages embedded at once: their token vectors are held until they are written
_LEXICAL = "lexical-"  # before a collection's name, the name of its lexical engine's folder
T = TypeVar("T")


class PassageIndex:
    """Passages that can be added, removed and searched; safe to use from several threads.

    `embedder` is loaded by whoever opens the index; the index remembers which model made it.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        vectors: VectorStore,
        *,
        name: str,
        generation: int | None = None,
        wording: Wording | None = None,
    ) -> None:
        self.embedder = embedder
        self.wording = wording or default_wording()
        self.read: Read | None = None  # a cross-encoder's, in place of late interaction
        self._folder = folder
        self._vectors = vectors
        self._tokens = TokenVectors(folder / "tokens.sqlite", embedder)
        self._name = name
        self._generation = generation  # None follows the live one
        self._checked: str | None = None
        self._lexical: dict[str, LexicalIndex] = {}
        self._lock = threading.Lock()

    @classmethod
    def open(
        cls,
        folder: Path,
        embedder: Embedder,
        *,
        url: str | None = None,
        name: str = "passages",
        wording: Wording | None = None,
    ) -> PassageIndex:
        """The index in `folder`, its vectors in the folder too or on the Chroma server at `url`.

        `name` keeps several indexes apart on one server; `wording` is how passages and questions are
        worded for the lexical engine, the shipped vocabulary alone by default. Raises IndexMismatch
        when another model made the index.
        """
        index = cls(folder, embedder, _store(folder, url), name=name, wording=wording)
        try:
            index._collection()
        except BaseException:
            index.close()
            raise
        return index

    @classmethod
    def beside(
        cls,
        folder: Path,
        embedder: Embedder,
        *,
        url: str | None = None,
        name: str = "passages",
        wording: Wording | None = None,
    ) -> PassageIndex:
        """A new, empty index beside the live one, which nobody searches until it is promoted.

        It may be made by another model. One that was given up is dropped by the next.
        """
        generation = live_generation(folder) + 1
        index = cls(folder, embedder, _store(folder, url), name=name, generation=generation, wording=wording)
        index._drop(index._named(generation))
        index._collection()
        return index

    def promote(self) -> None:
        """Make an index built `beside` the live one, in one step, and drop those before it."""
        if self._generation is None:
            return
        make_live(self._folder, self._generation)
        self._generation = None
        self.drop_replaced()

    def drop_replaced(self) -> None:
        """Drop the collections before the live one, which a process killed while it promoted may have left.

        The one behind it may be in the making.
        """
        beside = [folder.name.removeprefix(_LEXICAL) for folder in self._folder.glob(f"{_LEXICAL}*")]
        for name in {*self._vectors.names(), *beside}:
            numbered = re.fullmatch(rf"{re.escape(self._name)}-(\d{{4,}})", name)
            if numbered and int(numbered[1]) < live_generation(self._folder):
                self._drop(name)

    def _drop(self, name: str) -> None:
        self._vectors.drop(name)
        self._lexical.pop(name, None)
        shutil.rmtree(self._folder / _lexical_folder(name), ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the engines."""
        self._vectors.close()
        self._tokens.close()

    def add(self, passages: Sequence[Passage]) -> None:
        """Embed and write passages.

        One that is there already, with the same text in the same context, is not embedded again: only its
        place and its facets are written anew.
        """
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            embedded = self._embedded(batch)
            self._place([p for p in batch if p.passage_id in embedded])
            self._embed([p for p in batch if p.passage_id not in embedded])

    def _embedded(self, passages: Sequence[Passage]) -> set[str]:
        """The ids of those passages that are in the index as they would be embedded."""
        there = self._live(partial(self._vectors.get, passage_ids=[p.passage_id for p in passages]))
        contexts = {p.passage_id: (_context(p), p.text) for p in there}
        same = [p.passage_id for p in passages if contexts.get(p.passage_id) == (_context(p), p.text)]
        return self._tokens.held(same)

    def _place(self, passages: Sequence[Passage]) -> None:
        if passages:
            entries = [self.wording.entry(passage) for passage in passages]
            marks = [entry.marks for entry in entries]
            self._live(partial(self._vectors.place, passages=passages, marks=marks))
            self._live(lambda name: self._words(name).add(entries))

    def _embed(self, passages: Sequence[Passage]) -> None:
        if passages:
            encoded = self.embedder.encode_passages([(_context(p), p.text) for p in passages])
            vectors = np.stack([e.vector for e in encoded])
            entries = [self.wording.entry(passage) for passage in passages]
            marks = [entry.marks for entry in entries]
            self._live(partial(self._vectors.upsert, passages=passages, vectors=vectors, marks=marks))
            self._live(lambda name: self._words(name).add(entries))
            self._tokens.add(passages, encoded)
            self.wording.learn(passages)

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Take passages out; unknown ids are passed over."""
        self._live(partial(self._vectors.delete, passage_ids=passage_ids))
        self._live(lambda name: self._words(name).remove(passage_ids))
        self._tokens.remove(passage_ids)

    def search(self, question: str, k: int = 10, filters: Filters = EVERYTHING) -> list[Evidence]:
        """The `k` passages that answer `question` best, best first, among those `filters` allow.

        A neighbour of the best passage stands behind it where it speaks of the question too. Of a
        question in several parts, the best passages of each part and of the whole come in turn.
        """
        if k < 1 or not question.strip():
            return []
        parts = question_parts(question) if k > 1 else ()
        found = [self._find(asked, max(k, LOOKED_AT), filters) for asked in (*parts, question)]
        return interleaved(found, k) if parts else with_neighbour(found[0])[:k]

    def _find(self, question: str, k: int, filters: Filters) -> list[Evidence]:
        return self._live(lambda name: find(self._engines(name), question, k, filters))

    def search_vectors(self, question: str, k: int = 10, filters: Filters = EVERYTHING) -> list[Evidence]:
        """The `k` passages nearest to `question` by vector alone, to compare `search` with."""
        vector = self.embedder.embed_questions([question])[0]
        return self._given(self._live(lambda name: self._vectors.search(name, vector, k, filters)))

    def search_words(self, question: str, k: int = 10, filters: Filters = EVERYTHING) -> list[Evidence]:
        """The `k` passages that hold most of the question's words, to compare `search` with.

        Scores are shares of what the question's words could add up to.
        """
        wanted = self.wording.question(question)
        match = self._live(lambda name: self._words(name).search(wanted.groups, k, filters))
        return self._given({i: score / match.most for i, score in match.scores.items()})

    def _given(self, scores: Mapping[str, float]) -> list[Evidence]:
        passages = self._live(partial(self._vectors.get, passage_ids=list(scores)))
        return [Evidence(passage, scores[passage.passage_id]) for passage in passages]

    def _engines(self, name: str) -> Engines:
        return Engines(
            encode=self.embedder.encode_question,
            nearest=partial(self._vectors.search, name),
            nearest_each=partial(self._vectors.search_each, name),
            get=partial(self._vectors.get, name),
            tokens=self._tokens,
            lexical=self._words(name),
            wording=self.wording,
            read=self.read,
        )

    def _words(self, name: str) -> LexicalIndex:
        """The lexical index beside the collection `name`."""
        with self._lock:
            if name not in self._lexical:
                self._lexical[name] = LexicalIndex(self._folder / _lexical_folder(name))
            return self._lexical[name]

    def sentence_scores(
        self, question: Encoded, passages: Sequence[Passage]
    ) -> list[list[tuple[Span, float]]]:
        """For each passage its sentences in order, as spans of its text, scored for a question or claim.

        `question` comes from `self.embedder.encode_question`.
        """
        return self._tokens.sentence_scores(question, passages)

    def token_signs(self, passages: Sequence[Passage]) -> list[tuple[Bits, list[Span]]]:
        """For each passage the signs of its tokens, a row of 0 and 1 each, and their places in its text."""
        return self._tokens.token_signs(passages)

    def token_directions(self) -> TokenDirections:
        """The directions along which those signs were taken."""
        return self._tokens.directions()

    def sentence_wording(self, question: str) -> SentenceWording:
        """What tells how much of the wording of `question` a sentence holds."""
        wanted = self.wording.question(question)
        return self._live(lambda name: SentenceWording(self._words(name), wanted))

    def get(self, passage_id: str) -> Passage:
        """The passage with this id; NotFound when the index does not hold it."""
        found = self._live(partial(self._vectors.get, passage_ids=[passage_id]))
        if not found:
            raise NotFound(f"no passage {passage_id!r} in the index")
        return found[0]

    def opening(self, document_id: str, most: int, filters: Filters = EVERYTHING) -> list[Passage]:
        """The first `most` passages of a document, in order, among those `filters` allow."""
        return self._live(partial(self._vectors.opening, document_id=document_id, most=most, filters=filters))

    def passage_ids(self) -> set[str]:
        """The ids of all passages in the index, also of those that one of its engines has lost."""
        return self._live(lambda name: {*self._vectors.passage_ids(name), *self._words(name).passage_ids()})

    def whole_passage_ids(self) -> set[str]:
        """The ids of the passages that every engine of the index holds."""
        return self._live(lambda name: self._words(name).passage_ids() & {*self._vectors.passage_ids(name)})

    def allowed_ids(self, filters: Filters) -> set[str]:
        """The ids of the passages that `filters` allow in one engine of the index or the other."""

        def allowed(name: str) -> set[str]:
            words = self._words(name)
            in_words = words.allowed(filters, words.count(filters))
            return {*in_words, *self._vectors.passage_ids(name, filters)}

        return self._live(allowed)

    @property
    def generation(self) -> int:
        """The number of the collection that is searched; a rebuild counts it up."""
        return self._generation or live_generation(self._folder)

    def count(self) -> int:
        """How many passages can be found."""
        return self._live(self._vectors.count)

    def _live(self, call: Callable[[str], T]) -> T:
        """What `call` gives for the collection, named anew if it was replaced before or while being asked."""
        name = self._collection()
        try:
            return call(name)
        except NotFound:
            self._checked = None
        except Unavailable:  # Chroma fails in ways of its own where a collection is dropped under a search
            if self._collection() == name:
                raise
        return call(self._collection())

    def _named(self, generation: int) -> str:
        return f"{self._name}-{generation:04d}"

    def _collection(self) -> str:
        """The name of this index's collection, made if it is not there, its model checked once."""
        name = self._named(self.generation)
        if name == self._checked:
            return name
        with self._lock:
            remembered = self._vectors.metadata(name)
            if remembered is None:
                self._vectors.create(name, made_by(self.embedder))
            else:
                check_made_by(remembered, self.embedder, self._folder)
            self._checked = name
        return name


def default_wording() -> Wording:
    """Wording with the shipped vocabulary and no dictionaries."""
    vocabulary = Vocabulary.load()
    return Wording(vocabulary, Bridge(vocabulary, []))


def _lexical_folder(name: str) -> str:
    return f"{_LEXICAL}{name}"


def embedded_text(passage: Passage) -> str:
    """What the embedder sees of a passage: its title and the headings above it, then its text."""
    return in_context(_context(passage), passage.text)


def _context(passage: Passage) -> str:
    return passage_context(passage.title, passage.locator.headings)


def _store(folder: Path, url: str | None) -> VectorStore:
    from retrieval.engines.vectors import (
        VectorStore,  # a second of imports, which a batch without news is spared
    )

    folder.mkdir(parents=True, exist_ok=True)
    return VectorStore(url=url) if url else VectorStore(folder=folder)
