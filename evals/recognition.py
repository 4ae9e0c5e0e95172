"""How well pages are recognised: a PDF's text layer held against what is read from pictures of its pages."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from assistant.settings import load_settings
from evals.options import AsJson
from evals.provenance import provenance
from evals.reports import print_config, print_json
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.pictures import recognised_pages
from ingest.readers.pdf.reading import layer_texts
from retrieval.errors import CallerError


@dataclass(frozen=True, slots=True)
class Recognised:
    """Of one file: the characters of its text layer, those that recognition got wrong, and its speed."""

    name: str
    pages: int
    characters: int
    errors: int
    seconds: float

    @property
    def error_rate(self) -> float:
        """Edits per character of the text layer."""
        return self.errors / self.characters if self.characters else 0.0

    @property
    def pages_a_second(self) -> float:
        """Pages drawn, recognised and put in order in a second."""
        return self.pages / self.seconds if self.seconds else 0.0


def measure_recognition(path: Path, options: ReadOptions) -> Recognised:
    """Draws the pages of a PDF that has a text layer and compares what is read from them.

    Both have captions and notes where they stand on the paper. Spaces are not compared, nor how a character
    is composed. CallerError when there is no text layer.
    """
    layer = layer_texts(path)
    numbers = [number for number, text in enumerate(layer, start=1) if text.strip()]
    if not numbers:
        raise CallerError(f"{path.name}: it has no text layer to compare with")
    started = time.perf_counter()
    read = [page.text for _, page in recognised_pages(path, numbers, options)]
    seconds = time.perf_counter() - started
    pairs = [(_plain(layer[n - 1]), _plain(text)) for n, text in zip(numbers, read, strict=True)]
    errors = sum(Levenshtein.distance(text, seen) for text, seen in pairs)
    return Recognised(path.name, len(numbers), sum(len(text) for text, _ in pairs), errors, seconds)


def ocr(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.pdf...", help="PDFs with a text layer.")],
    as_json: AsJson = False,
) -> None:
    """Character error rate and speed of text recognition, on pictures of pages whose text is known."""
    settings = load_settings()
    started = time.perf_counter()
    options = ReadOptions(
        settings.ocr if settings.ocr != "none" else "rapidocr", None, settings.ocr_languages
    )
    found = [measure_recognition(path, options) for path in files]
    config = provenance(settings, seconds=time.perf_counter() - started) | {"command": "ocr"}
    figures = [_figures(each) for each in found]
    print_json({"files": figures, "config": config}) if as_json else _print(figures, config)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _figures(found: Recognised) -> dict[str, Any]:
    return {
        "file": found.name,
        "pages": found.pages,
        "characters": found.characters,
        "error_rate": round(found.error_rate, 4),
        "pages_a_second": round(found.pages_a_second, 2),
    }


def _print(files: Sequence[dict[str, Any]], config: dict[str, Any]) -> None:
    console = Console()
    table = Table(title="Text recognition")
    for name in ("file", "pages", "characters", "error_rate", "pages_a_second"):
        table.add_column(
            name.replace("_", " "), justify="left" if name == "file" else "right", overflow="fold"
        )
    for figures in files:
        table.add_row(*map(str, figures.values()))
    console.print(table)
    print_config(config, console)
