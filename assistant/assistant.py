"""Assistant: one home opened, for the command line, the service and notebooks alike."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from assistant.answering import AnswerEvent, Question
from assistant.answers import Answer, FoundPassage, SearchResult
from assistant.asking import Asking, Records
from assistant.audiences import checked_audience
from assistant.conversation.conversations import Turn, conversation_of
from assistant.home import Home
from assistant.language_names import asked_language
from assistant.log.answer_log import KeptAnswer
from assistant.log.replays import Replay, replayed
from assistant.settings import Settings, load_settings
from assistant.showing.inspecting import open_file_reader
from ingest import consistency
from ingest.catalog import Catalog, CatalogEntry
from retrieval.cross_encoder import open_cross_encoder
from retrieval.embeddings import Embedder, find_model, fingerprint, open_embedder
from retrieval.errors import CallerError, UnreadableDocument
from retrieval.filters import Filters
from retrieval.index import PassageIndex
from retrieval.passages import Passage
from retrieval.search.searching import Read
from retrieval.utf8_text import checked_text
from retrieval.wording import Wording, open_wording

if TYPE_CHECKING:
    from ingest.isolation import IsolatedReader
    from ingest.pipeline import IngestReport, Pipeline, Progress


class Assistant:
    """A museum's documents, ready to be asked; safe to use from several threads.

    Models and engines are opened when they are first needed. Settings come from the environment,
    then from `settings`, then from keyword arguments named like them:

        with Assistant(home="studiolo-home") as assistant:
            assistant.ask("Who made the lidded bowl?")
    """

    def __init__(
        self, home: str | Path | None = None, *, settings: Settings | None = None, **given: Any
    ) -> None:
        chosen = settings or load_settings(home=home and Path(home), **given)
        self.settings = chosen
        self.home = Home(chosen.home).made()
        self.catalog = Catalog(self.home.catalog)
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None
        self._index: PassageIndex | None = None
        self.records = Records(self.home.answers, chosen)
        self._asking: Asking | None = None
        self._reader: IsolatedReader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the catalogue and the engines."""
        with self._lock:
            if self._index:
                self._index.close()
                self._index = self._asking = None
            if self._reader:
                self._reader.close()
            self.records.close()
            self.catalog.close()

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        audience: str = "curator",
        filters: Mapping[str, Any] | None = None,
        model: str | None = None,
        conversation_id: str | None = None,
    ) -> Answer:
        """An answer to `question` with its citations, or a refusal with the nearest passages.

        `audience` is curator, public or youth; `model` is one of the allowed models; `filters` are as in
        the HTTP contract. `conversation_id` lets the question lean on what was asked before under the same
        id; `new` begins a conversation, whose id the answer carries.
        """
        *_, answer = self.stream(
            question,
            language=language,
            audience=audience,
            filters=filters,
            model=model,
            conversation_id=conversation_id,
        )
        assert isinstance(answer, Answer), "answering ends with an answer"
        return answer

    def stream(
        self,
        question: str,
        *,
        language: str | None = None,
        audience: str = "curator",
        filters: Mapping[str, Any] | None = None,
        model: str | None = None,
        conversation_id: str | None = None,
        gone: threading.Event | None = None,
    ) -> Iterator[AnswerEvent]:
        """What `ask` returns, as it comes: the passages, each checked sentence, then the answer.

        Who sets `gone` stops a model that is writing, and gets Cancelled instead of an answer.
        """
        asked = Question(
            checked_text(question, "the question").strip(),
            language=asked_language(language and checked_text(language, "the language")),
            audience=checked_audience(audience),
            filters=Filters.from_json(filters),
            model=self.settings.chosen_model(model),
            conversation_id=conversation_of(conversation_id),
            gone=gone or threading.Event(),
        )
        if not _has_a_word(asked.text):
            raise CallerError("the question is empty")
        return self.asking.answer(asked)

    def answered(self, answer_id: str) -> KeptAnswer:
        """An answer out of the log, exactly as it was given; NotFound when it is not there."""
        return self.records.log.answered(checked_text(answer_id, "the answer's id"))

    def replay(self, answer_id: str, *, model: str | None = None) -> Replay:
        """An old question asked again, without being kept, and what differs from its answer in the log.

        It is asked of the model it was asked of then, or of `model`. One of a conversation is asked as
        it was searched for then.
        """
        kept = self.answered(answer_id)
        asked = Question(
            kept.answer["question"],
            searched=kept.answer["searched"],
            language=asked_language(kept.asked["language"]),
            audience=kept.asked["audience"],
            filters=Filters.from_json(kept.asked["filters"]),
            model=self.settings.chosen_model(model or kept.asked["model"]),
        )
        now, made_with = self.asking.again(asked)
        return replayed(kept, now, made_with, self.catalog)

    def conversation(self, conversation_id: str) -> tuple[Turn, ...]:
        """The last turns of a conversation, the oldest first; NotFound when there is none."""
        return self.records.conversations.shown(conversation_id)

    def forget_conversation(self, conversation_id: str) -> int:
        """Delete a conversation; how many turns it had. Its answers stay in the log."""
        return self.records.conversations.forget(conversation_id)

    def search(self, query: str, k: int = 10, *, filters: Mapping[str, Any] | None = None) -> SearchResult:
        """The `k` passages that fit `query` best, best first."""
        if not _has_a_word(checked_text(query, "the query")):
            raise CallerError("the query is empty")
        found = self.index.search(query, k, Filters.from_json(filters))
        return SearchResult(query, tuple(FoundPassage.of(evidence) for evidence in found))

    def ingest(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        prune: bool = False,
        force: bool = False,
        progress: Progress | None = None,
    ) -> IngestReport:
        """Bring the files at and below `paths` into the index; only what changed is read."""
        given = [paths] if isinstance(paths, str | Path) else paths
        with self.home.writing():
            return self._pipeline(prune=prune, force=force).run([Path(p) for p in given], progress)

    def add_upload(self, name: str, source: BinaryIO) -> IngestReport:
        """Keep what `source` holds in the home under `name`, in place of a file of that name, and ingest it.

        A name is the same however its letters are composed: é in one piece or in two.
        Raises UnreadableDocument when it cannot be read and CallerError when the name belongs to a
        document that was not uploaded; nothing is changed then.
        """
        from assistant.uploads import keep_upload

        name = unicodedata.normalize("NFC", name)  # which document ids are in
        with self.home.changing_uploads([name]), self.home.writing():
            kept = keep_upload(self.home, self.catalog, name, source, self.reader)
            report = self.ingest([kept])
        for failure in report.failed:
            raise UnreadableDocument(failure.error)
        return report

    def remove(self, document_ids: str | Sequence[str]) -> None:
        """Take documents out of the index, files with the records in them; files stay, uploaded ones go.

        Raises NotFound, and removes nothing, when one of them is not in the catalogue.
        """
        given = [document_ids] if isinstance(document_ids, str) else document_ids
        names = [self.catalog.entry(document_id).document_id for document_id in given]
        with self.home.changing_uploads(names), self.home.writing():
            entries = [self.catalog.entry(name) for name in names]
            self._pipeline().remove(names)
            for entry in entries:
                if Path(entry.root) == self.home.uploads.resolve() and not entry.file:
                    Path(entry.path).unlink(missing_ok=True)

    def reindex(self, progress: Progress | None = None) -> int:
        """Build the index anew from the catalogue beside the live one, then swap; the passages it holds."""
        with self.home.writing(alone=True):
            new_index = PassageIndex.beside(
                self.home.index,
                self.embedder,
                url=self.settings.chroma_url,
                name=self.settings.index_name,
                wording=self._wording(),
            )
            try:
                return consistency.reindex(self.catalog, new_index, progress)
            finally:
                new_index.close()

    def check(self, *, repair: bool = False) -> consistency.CheckReport:
        """Hold the index against the catalogue; with `repair`, make it agree."""
        with self.home.writing(alone=repair):
            return consistency.check(self.catalog, self.index, repair=repair)

    def documents(self) -> list[CatalogEntry]:
        """Every document the catalogue knows, by id."""
        return self.catalog.entries()

    def documents_page(self, limit: int, offset: int = 0) -> tuple[int, list[CatalogEntry]]:
        """How many documents there are, and `limit` of them behind the first `offset`, by id."""
        return self.catalog.page(limit, offset)

    def document(self, document_id: str) -> CatalogEntry:
        """One document; NotFound when there is none."""
        return self.catalog.entry(document_id)

    def passages_of(self, document_id: str) -> list[Passage]:
        """One document's passages in reading order; NotFound when there is no such document."""
        return list(self.catalog.passages(self.catalog.entry(document_id).document_id))

    def fields_of(self, document_id: str) -> list[Mapping[str, Any]]:
        """The fields of a record as JSON values, in its order, none of a document that is no record.

        NotFound when there is no such document.
        """
        return self.catalog.fields(self.catalog.entry(document_id).document_id)

    def status(self) -> dict[str, Any]:
        """Counts of documents by state and of passages, the embedding model and the home."""
        return {
            "documents": {"indexed": 0, "failed": 0, **self.catalog.counts()},
            "passages": self.catalog.passage_count(),
            "embedding_model": self.settings.embedding_model,
            "home": str(self.home.folder),
        }

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded at first use."""
        with self._lock:
            if self._embedder is None:
                s = self.settings
                self._embedder = open_embedder(
                    s.embedding_model,
                    cache=s.cache,
                    allow_downloads=s.allow_downloads,
                    engine=s.embedding_engine,
                )
            return self._embedder

    @property
    def index(self) -> PassageIndex:
        """The index, opened at first use."""
        with self._lock:
            if self._index is None:
                s = self.settings
                read = open_reader(s)
                self._index = PassageIndex.open(
                    self.home.index,
                    self.embedder,
                    url=s.chroma_url,
                    name=s.index_name,
                    wording=self._wording(),
                )
                self._index.read = read
            return self._index

    def _wording(self) -> Wording:
        s = self.settings
        words = self.home.index / f"words-{self.embedder.fingerprint}.sqlite"
        return open_wording(self.embedder, words, cache=s.cache, vocabulary=s.vocabulary)

    @property
    def asking(self) -> Asking:
        """The part that turns questions into answers, opened at first use."""
        with self._lock:
            if self._asking is None:
                self._asking = Asking(self.index, self.settings, self.records)
            return self._asking

    @property
    def reader(self) -> IsolatedReader:
        """What reads files, in processes of their own that start with the first."""
        with self._lock:
            if self._reader is None:
                self._reader = open_file_reader(self.settings, recognised=self.home.recognised)
            return self._reader

    def _pipeline(self, *, prune: bool = False, force: bool = False) -> Pipeline:
        from ingest.pipeline import IngestOptions, Pipeline  # readers, which a question is spared

        s = self.settings
        folder = find_model(s.embedding_model, cache=s.cache, allow_downloads=s.allow_downloads)
        options = IngestOptions(
            prune=prune,
            force=force,
            access=s.access,
            target_tokens=s.passage_tokens,
            leave_out=self.home.folder.resolve(),
            documents=self.reader,
            reading=self.reader.recipe,
        )
        return Pipeline(
            self.catalog, lambda: self.index, model_fingerprint=fingerprint(folder), options=options
        )


def _has_a_word(text: str) -> bool:
    """Whether there is a letter or a digit in a text of any language; signs alone ask for nothing."""
    return any(map(str.isalnum, text))


def open_reader(settings: Settings) -> Read | None:
    """What reads passages in place of late interaction, where the settings name a cross-encoder."""
    if settings.reranker is None:
        return None
    found = open_cross_encoder(
        settings.reranker, cache=settings.cache, allow_downloads=settings.allow_downloads
    )
    return found.scores
