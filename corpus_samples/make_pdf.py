"""Writes the PDF documents of this folder from `.sources`, the same bytes every time.

The pages are set line by line as a typesetter would: a running head, page numbers, justified
columns broken with hyphens, tables. The English one embeds Bitstream Vera, which comes with
reportlab; the Chinese one names STSong-Light, a font every reader of PDF knows.
Run `python corpus_samples/make_pdf.py [FOLDER]`; without a folder the documents here are replaced.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from source_text import HERE, SOURCES, Part, SourceText, read_source

WIDTH, HEIGHT = A5
MARGIN, TOP, BOTTOM = 48.0, HEIGHT - 64.0, 62.0
MEASURE = WIDTH - 2 * MARGIN
# Where the long words of the English document may be broken, as a dictionary gives it.
BREAKS = {
    word.replace("-", ""): word.split("-")
    for word in (SOURCES / "hyphenation.txt").read_text(encoding="utf-8").split()
}
NOT_AT_LINE_START = "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09》”’"
NOT_AT_LINE_END = "\uff08《“‘"


@dataclass(frozen=True)
class Face:
    """How one document is set: its fonts, its running head and whether it is Chinese."""

    body: str
    bold: str
    head: str
    chinese: bool
    size: float = 10.4


class Sheet:
    """A canvas that knows where the next line goes and starts a new page when one is full."""

    def __init__(self, path: Path, face: Face, title: str) -> None:
        language = "zh" if face.chinese else "en"
        self.canvas = Canvas(str(path), pagesize=A5, invariant=1, lang=language)
        self.canvas.setTitle(title)
        self.canvas.setAuthor("Lime Court Museum")
        self.face = face
        self.y = TOP
        self._furnish()

    def _furnish(self) -> None:
        number = self.canvas.getPageNumber()
        self.canvas.setFont(self.face.body, 7.5)
        if number > 1:
            self.canvas.drawString(MARGIN, HEIGHT - 38, self.face.head)
        self.canvas.drawCentredString(WIDTH / 2, 34, str(number))

    def room(self, height: float) -> None:
        """Starts a new page unless `height` points are left on this one."""
        if self.y - height < BOTTOM:
            self.canvas.showPage()
            self.y = TOP
            self._furnish()

    def line(self, text: str, font: str, size: float, *, justify: bool = False) -> None:
        """Sets one line and moves down; a justified line is spread over the measure."""
        leading = size * 1.55
        self.room(leading)
        run = self.canvas.beginText(MARGIN, self.y)
        run.setFont(font, size)
        gaps = text.count(" ")
        if justify and gaps:
            run.setWordSpace((MEASURE - width(text, font, size)) / gaps)
        run.textOut(text)
        self.canvas.drawText(run)
        self.y -= leading


def width(text: str, font: str, size: float) -> float:
    """The width of `text` in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def cuts(word: str) -> Iterator[int]:
    """The positions at which `word` may be broken with a hyphen, at least two letters from each end."""
    syllables = BREAKS.get(word.strip(".,;:").lower(), [])
    for position in accumulate(map(len, syllables[:-1])):
        if 2 <= position <= len(word) - 3:
            yield position


def latin_lines(text: str, font: str, size: float, measure: float) -> Iterator[str]:
    """Lines no wider than `measure`, long words broken where `BREAKS` allows it."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width(longer, font, size) <= measure:
            line = longer
            continue
        fitting = [cut for cut in cuts(word) if width(f"{line} {word[:cut]}-", font, size) <= measure]
        cut = fitting[-1] if fitting else 0
        yield f"{line} {word[:cut]}-" if cut else line
        line = word[cut:]
    yield line


def chinese_lines(text: str, font: str, size: float, measure: float) -> Iterator[str]:
    """Lines no wider than `measure` that neither start with a stop nor end with an opening mark."""
    line = ""
    for character in text:
        if width(line + character, font, size) > measure and character not in NOT_AT_LINE_START:
            carried = line[-1] if line[-1] in NOT_AT_LINE_END else ""
            yield line.removesuffix(carried)
            line = carried
        line += character
    yield line


def set_part(sheet: Sheet, part: Part) -> None:
    """Sets one part of the source."""
    face = sheet.face
    breaker = chinese_lines if face.chinese else latin_lines
    if part.kind == "table":
        set_table(sheet, part)
    elif part.kind in ("title", "heading"):
        size = 15 if part.kind == "title" else 11.5
        sheet.room(size * 4)
        for line in breaker(part.text, face.bold, size, MEASURE):
            sheet.line(line, face.bold, size)
        sheet.y -= 4
    else:
        lines = list(breaker(part.text, face.body, face.size, MEASURE))
        for line in lines[:-1]:
            sheet.line(line, face.body, face.size, justify=not face.chinese)
        sheet.line(lines[-1], face.body, face.size)
        sheet.y -= 5


def set_table(sheet: Sheet, part: Part) -> None:
    """Sets the rows in columns as wide as their longest cell needs, the head in bold."""
    face, size = sheet.face, 8.0
    columns = list(zip(*part.rows, strict=True))
    widest = [max(width(cell, face.bold, size) for cell in column) for column in columns]
    size *= min(1.0, (MEASURE - 8 * (len(columns) - 1)) / sum(widest))
    sheet.room(size * 2 * len(part.rows))
    for index, row in enumerate(part.rows):
        x = MARGIN
        sheet.canvas.setFont(face.bold if index == 0 else face.body, size)
        for cell, natural in zip(row, widest, strict=True):
            sheet.canvas.drawString(x, sheet.y, cell)
            x += natural * size / 8.0 + 8
        sheet.y -= size * 2
    sheet.y -= 4


def build(path: Path, face: Face, source: SourceText) -> None:
    """Writes `source` as a PDF to `path`."""
    sheet = Sheet(path, face, source.title)
    for part in source.parts:
        set_part(sheet, part)
    sheet.canvas.save()


def main(folder: Path) -> None:
    """Writes every document below `folder` and prints where."""
    for font, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(font, file))
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    song = "STSong-Light"
    documents = {
        "palace/juanqinzhai-conservation-essay": Face("Vera", "Vera-Bold", "Occasional Papers 14", False),
        "history/故宫文物南迁": Face(song, song, "内部参考 第九期", True, size=11.0),
    }
    for name, face in documents.items():
        target = folder / f"{name}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        build(target, face, read_source(name))
        print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
