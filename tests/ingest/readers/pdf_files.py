"""PDF files made for tests: lines of type at heights above the foot of a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import Document
from ingest.readers.options import ReadOptions

WIDTH, HEIGHT = A5
UNRECOGNISED = ReadOptions(ocr="none")
SENTENCES = (
    "The tureen was made in Paris and carries",
    "the mark of the warden who served in the",
    "year in which the duke ordered the service",
    "for his house in the country and paid for",
)


@dataclass(frozen=True)
class Set:
    """A line of type at a height above the foot of the page."""

    y: float
    text: str
    size: float = 11
    font: str = "Helvetica"
    x: float = 60


def make(path: Path, pages: Sequence[Sequence[Set]], title: str = "", encrypt: str | None = None) -> Path:
    canvas = Canvas(str(path), pagesize=A5, encrypt=encrypt, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor("Anna Petrova")
    for page in pages:
        for line in page:
            canvas.setFont(line.font, line.size)
            canvas.drawString(line.x, line.y, line.text)
        canvas.showPage()
    canvas.save()
    return path


def column(*texts: str, top: float = 500, size: float = 11, font: str = "Helvetica") -> list[Set]:
    return [Set(top - i * size * 1.4, text, size, font) for i, text in enumerate(texts)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]
