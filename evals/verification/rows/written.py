"""Reads the rewordings written by hand and finds the passage that each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ingest.chunking import chunk
from ingest.readers import SUFFIXES, read
from retrieval import CallerError, Embedder, Locator
from retrieval.language.sentences import PAGE_BREAK, script_language
from retrieval.passages import Passage, passage_id

CORPUS = Path(__file__).resolve().parents[3] / "corpus_samples"
LANGUAGES = ("en", "zh", "ru")
SUPPORTED = ("paraphrased", "shortened", "merged")
_WRITTEN = Path(__file__).with_name("written")
_ASIDE = _WRITTEN / "aside"  # passages of no document, and what was made of them
_ENDS = (".", "。", "!", "?", "」")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what was done to make it, and the passage that supports it or doesn't.

    `made_from` is the kind of the sentence that a change was made to; empty for one written by hand.
    `home` is the document a sentence is true of that stands with a passage of another.
    """

    text: str
    language: str
    kind: str
    supported: bool
    passage: Passage
    made_from: str = ""
    home: str = ""


def cut_corpus(embedder: Embedder, corpus: Path = CORPUS) -> list[Passage]:
    """The passages of the sample documents as ingesting makes them, and those of no document."""
    paths = [
        path
        for path in sorted(corpus.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path != corpus / "README.md"
        if not any(part.startswith(".") for part in path.relative_to(corpus).parts)
    ]
    names = [path.relative_to(corpus).as_posix() for path in paths]
    cut = [p for name, path in zip(names, paths, strict=True) for p in chunk(read(path), name, embedder)]
    return [*cut, *_aside()]


def _aside() -> Iterator[Passage]:
    """Passages written for the rows alone: a small museum's documents are about few things."""
    for name, text in yaml.safe_load((_ASIDE / "passages.yaml").read_text(encoding="utf-8")).items():
        yield Passage(passage_id(name, 0, text), name, 0, text, Locator(), language=script_language(text))


def written_sentences(passages: Sequence[Passage]) -> list[Said]:
    """Every sentence written by hand, and the source sentences themselves, in the order of the files.

    Raises CallerError for an entry whose quote does not stand in exactly one passage.
    """
    said: list[Said] = []
    for language in LANGUAGES:
        for path in (_WRITTEN / f"{language}.yaml", _ASIDE / f"{language}.yaml"):
            for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
                said += _of_entry(entry, language, _found(entry, passages, path))
    return said


def plain(text: str) -> str:
    """The text without the marks where a page of the original ends."""
    return text.replace(PAGE_BREAK, "")


def _found(entry: dict[str, Any], passages: Sequence[Passage], path: Path) -> Passage:
    held = [p for p in passages if p.document_id == entry["document"] and entry["quote"] in plain(p.text)]
    if len(held) != 1:
        raise CallerError(
            f"{path.name}: the quote {entry['quote']!r} stands in {len(held)} passages of "
            f"{entry['document']}; quote a sentence that stands in one"
        )
    return held[0]


def _of_entry(entry: dict[str, Any], language: str, passage: Passage) -> Iterator[Said]:
    quote = entry["quote"]
    if quote.endswith(_ENDS) and "|" not in quote:
        yield Said(quote, language, "verbatim", True, passage)
    for code, text in entry.get("translated", {}).items():
        yield Said(text, code, "translated", True, passage)
    for key, text in entry.items():
        kind, _, code = key.partition("-")
        if key not in ("document", "quote", "translated"):
            yield Said(text, code or language, kind, kind in SUPPORTED, passage)
