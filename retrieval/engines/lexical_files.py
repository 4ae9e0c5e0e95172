"""The files of a Tantivy index: opened, read as they were written last, and written by one at a time.

They lie in a folder. Any number of processes search, and see what was written by their next search;
writers keep each other out by a lock of the kernel's.
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import tantivy

from retrieval.engines.lexical_terms import FACETS, NUMBER_PREFIXES, NUMBERS, PAIRS, SPELLINGS, WORDS, YEARS
from retrieval.errors import NotFound, Unavailable

_HEAP = 15_000_000  # bytes, the least that Tantivy takes
_ANALYZER = "terms"


@dataclass(frozen=True, slots=True)
class Read:
    """The index as it was written last: what searches it, and what is known of how many it holds."""

    searcher: tantivy.Searcher
    counts: dict[str, int] = field(default_factory=dict)


class LexicalFiles:
    """The files of an index in one folder; safe in several threads and processes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.schema = _schema()
        self._writes, self._reads = threading.Lock(), threading.Lock()
        try:
            self._index = self._opened()
        except ValueError as error:
            raise Unavailable(f"the lexical index in {folder} cannot be opened: {error}") from error
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_ANALYZER, analyzer)
        self._listed, self._read = b"", Read(self._index.searcher())

    def _opened(self) -> tantivy.Index:
        """The engine's index; only who makes it waits for other writers, not who opens it to search."""
        path = str(self._folder)
        if tantivy.Index.exists(path):
            return tantivy.Index(self.schema, path=path)
        with self._alone():
            return tantivy.Index(self.schema, path=path)

    def read(self) -> Read:
        """The index as it was written last; its files are opened anew only when they were written."""
        with self._reads:  # or one thread could put an older state over that of another
            listed = self._list()
            if not listed or listed != self._listed:
                self._read = Read(self._reloaded())
                self._listed = listed
            return self._read

    def _list(self) -> bytes:
        """What names the files of the index and the state of each; another after every commit."""
        try:
            return (self._folder / "meta.json").read_bytes()
        except OSError:
            return b""

    def _reloaded(self) -> tantivy.Searcher:
        try:
            self._index.reload()
        except ValueError as error:
            if not self._folder.exists():
                raise NotFound(f"the lexical index in {self._folder} was replaced by another") from error
            raise Unavailable(f"the lexical index in {self._folder} cannot be read: {error}") from error
        return self._index.searcher()

    @contextmanager
    def writing(self) -> Iterator[tantivy.IndexWriter]:
        """What writes; all of it is there at the end, or nothing of it where that fails."""
        with self._alone():
            try:
                writer = self._index.writer(heap_size=_HEAP, num_threads=1)
                try:
                    yield writer
                    writer.commit()
                except BaseException:
                    writer.rollback()
                    raise
                finally:
                    writer.wait_merging_threads()
            except UnicodeEncodeError:  # of a text that cannot be written anywhere
                raise
            except ValueError as error:  # Tantivy's: the disk is full, or files are damaged
                raise Unavailable(
                    f"the lexical index in {self._folder} cannot be written: {error}"
                ) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other writers out, of this process and of others; a killed one's lock ends with it."""
        with self._writes, self._opened_lock() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _opened_lock(self) -> TextIO:
        try:
            return (self._folder / "writer.lock").open("a")
        except FileNotFoundError as error:
            raise NotFound(f"the lexical index in {self._folder} was replaced by another") from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in (WORDS, PAIRS):
        builder.add_text_field(name, tokenizer_name=_ANALYZER, index_option="freq")
    for name in (SPELLINGS, NUMBERS, NUMBER_PREFIXES, YEARS, FACETS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()
