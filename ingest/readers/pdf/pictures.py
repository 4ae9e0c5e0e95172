"""Pages of a PDF as pictures, and the text that is recognised on them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from ingest.ocr import Picture, open_engine, recognise
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.recognised_page import RecognisedPage, line_height, recognised_page
from retrieval.errors import UnreadableDocument

PAGE_DPI = 150  # of the pictures that regions on a PDF's pages are counted in
NO_OCR = "text recognition is switched off (STUDIOLO_OCR)"
UNREAD_HINT = "RapidOCR has Latin and Chinese; for other scripts install tesseract with their language"
_LONGEST_SIDE = 4000  # pixels; larger sheets are drawn smaller
PDFIUM = threading.Lock()  # the library is not made for threads


def recognised_pages(
    path: Path, numbers: Sequence[int], options: ReadOptions
) -> Iterator[tuple[int, RecognisedPage]]:
    """The pages with these numbers, each with what is recognised on it, in order.

    UnreadableDocument when the file cannot be drawn; Unavailable when the engine that is asked for is
    not there.
    """
    found = list(
        recognise(
            page_pictures(path, numbers),
            lambda threads: open_engine(options.ocr, options.ocr_languages, threads=threads),
            cache=options.ocr_cache,
            alive=options.alive,
        )
    )
    usual = line_height(found)
    for number, recognition in zip(numbers, found, strict=True):
        yield number, recognised_page(recognition, number, usual=usual)


def page_pictures(path: Path, numbers: Sequence[int]) -> Iterator[Picture]:
    """The pages with these numbers as pictures at PAGE_DPI; a page that cannot be drawn is blank."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(f"{path.name}: its pages cannot be drawn: {error}") from error
    try:
        for number in numbers:
            with PDFIUM:
                yield _drawn(document, number)
    finally:
        with PDFIUM:
            document.close()


def scale_of(width: float, height: float) -> float:
    """Pixels for each point of a page of that size in points."""
    return min(PAGE_DPI / 72, _LONGEST_SIDE / max(width, height, 1.0))


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Picture:
    import numpy as np

    try:
        page = document[number - 1]
        scale = scale_of(*page.get_size())
        picture: Picture = page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3].copy()
        page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return np.full((32, 32, 3), 255, dtype=np.uint8)
    return picture
