"""Small sound files of every kind to begin from: those of the sample corpus, and others written here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from PIL import Image, ImageDraw
from pymarc import Field as MarcField
from pymarc import Indicators, Record, Subfield, record_to_xml

from ingest.readers.kinds import kind_of

SAMPLES = Path(__file__).parents[2] / "corpus_samples"
_LARGEST_SAMPLE = 200_000  # bytes; larger ones are read too slowly to learn much of
_WRITTEN = Path(__file__).with_name("seed_files")
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def seeds() -> dict[str, list[tuple[str, bytes]]]:
    """By kind the seeds, each an ending and its bytes."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for path in [*sorted(SAMPLES.rglob("*.*")), *sorted(_WRITTEN.iterdir())]:
        hidden = any(part.startswith(".") for part in path.parts[-3:])
        if path.is_file() and not hidden and path.suffix != ".py" and path.stat().st_size <= _LARGEST_SAMPLE:
            found.setdefault(kind_of(path), []).append((path.suffix, path.read_bytes()))
    record = _marc()
    found["marc"] = [(".mrc", record.as_marc())]
    found["marcxml"] = [(".xml", _marcxml(record))]
    found["xlsx"] = [(".xlsx", _workbook())]
    found["odt"] = [(".odt", _odt())]
    found["epub"] = [(".epub", _epub())]
    found["picture"] = [(".png", _picture("PNG")), (".tif", _picture("TIFF")), (".jpg", _picture("JPEG"))]
    return found


def beside(kind: str) -> dict[str, bytes]:
    """Sound files that a seed of a kind names: without its page, a METS is refused however it is damaged."""
    return {"page1.xml": (_WRITTEN / "alto.xml").read_bytes()} if kind == "mets" else {}


def _marc() -> Record:
    record = Record()
    fields = (("245", "a", "Silver owl /"), ("100", "a", "Cox, James"), ("506", "a", "Closed until 2031."))
    _add(record, MarcField(tag="001", data="42"))
    for tag, code, value in fields:
        _add(record, MarcField(tag, Indicators("1", "0"), [Subfield(code, value)]))
    return record


def _add(record: Record, field: MarcField) -> None:
    add: Callable[[MarcField], None] = record.add_field
    add(field)


def _marcxml(record: Record) -> bytes:
    to_xml: Callable[..., bytes] = record_to_xml
    return to_xml(record, namespace=True)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Inv. No.", "Title", "Height (cm)"])
    sheet.append(["0042", "Owl", 24.5])
    return _saved(book.save)


def _odt() -> bytes:
    spaces = f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0"'
    text = "<office:text><text:h>Owl</text:h><text:p>It turns.</text:p></office:text>"
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:doc {spaces}><office:body>{text}</office:body></office:doc>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def _epub() -> bytes:
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    package = f'<package><manifest>{item}</manifest><spine><itemref idref="a"/></spine></package>'
    return _zipped(
        {
            "META-INF/container.xml": '<container><rootfile full-path="b.opf"/></container>',
            "b.opf": package,
            "a.xhtml": "<html><body><h1>Owl</h1><p>It turns.</p></body></html>",
        }
    )


def _zipped(members: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:  # stored: what is changed is the text
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


def _picture(form: str) -> bytes:
    image = Image.new("RGB", (200, 60), "white")
    ImageDraw.Draw(image).text((10, 20), "Silver owl 42", fill="black")
    return _saved(lambda file: image.save(file, form))


def _saved(save: object) -> bytes:
    file = io.BytesIO()
    save(file)  # type: ignore[operator]
    return file.getvalue()
