"""Writes the DOCX documents of this folder from `.sources`, the same bytes every time.

Run `python corpus_samples/make_docx.py [FOLDER]`; without a folder the documents here are replaced.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from source_text import HERE, NOTE_MARK, Part, SourceText, read_source

DOCUMENTS = {
    "registrar/loan-agreement-LC-2025-03": ("en", datetime(2025, 2, 3)),
    "registrar/数字化例会纪要-2024-09-18": ("zh", datetime(2024, 9, 18)),
    "paintings-and-calligraphy/清明上河图-学习单": ("zh", datetime(2023, 3, 27)),
    "paintings-and-calligraphy/даная-отчёт-о-реставрации": ("ru", datetime(2021, 6, 15)),
}
STYLES = {"heading": "Heading 2", "bullet": "List Bullet", "number": "List Number", "paragraph": "Normal"}
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def build(source: SourceText, language: str, written: datetime) -> bytes:
    """The DOCX of `source`, with real headings, lists, tables and footnotes."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = source.title, "Lime Court Museum", language
    properties.created = properties.modified = written
    properties.comments = ""
    for part in source.parts:
        _add(document, part)
    if source.notes:
        _attach_notes(document, source.notes)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue())


def _add(document: Document, part: Part) -> None:
    if part.kind == "table":
        table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
        for row in part.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    elif part.kind == "title":
        document.add_heading(part.text, level=1)
    else:
        _write(document.add_paragraph(style=STYLES[part.kind]), part.text)


def _write(paragraph: Paragraph, text: str) -> None:
    """Adds `text`, turning each `[^n]` into a reference to footnote n."""
    for index, piece in enumerate(NOTE_MARK.split(text)):
        if index % 2 == 0:
            paragraph.add_run(piece)
            continue
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), piece)
        run._r.append(reference)


def _attach_notes(document: Document, notes: dict[int, str]) -> None:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    bodies = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in sorted(notes.items())
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:footnotes xmlns:w="{NAMESPACE}">{separators}{bodies}</w:footnotes>'
    )
    package = document.part.package
    part = PackagePart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _without_clock(archive: bytes) -> bytes:
    """The same archive with every member dated 1980, because a zip otherwise records the hour."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            new.writestr(member, old.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def main(folder: Path) -> None:
    """Writes every document below `folder` and prints where."""
    for name, (language, written) in DOCUMENTS.items():
        target = folder / f"{name}.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(build(read_source(name), language, written))
        print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
