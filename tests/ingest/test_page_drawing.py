"""Pages drawn with what is cited highlighted, also where it stands in pieces."""

import io
from pathlib import Path

from PIL import Image
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from ingest.page_drawing import PageRequest, drawn
from ingest.readers.pdf.pictures import PAGE_DPI

MARKER = (255, 224, 102)
LINES = {
    500: "The tureen was made in Paris for the duke",
    470: "Fig. 2. Its lid",
    440: "who sold it again in the spring",
}


def page(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=A5, invariant=1)
    canvas.setFont("Helvetica", 11)
    for y, text in LINES.items():
        canvas.drawString(60, y, text)
    canvas.save()
    return path


def marked(path: Path, *texts: str) -> list[int]:
    """The heights in points at which the marker went over one of the lines."""
    picture = Image.open(io.BytesIO(drawn(PageRequest(str(path), "pdf", 1, (), texts)))).convert("RGB")
    scale = PAGE_DPI / 72
    left, found = round(62 * scale), []
    for y in LINES:
        top = round((A5[1] - y - 10) * scale)
        colours = picture.crop((left, top, left + 60, top + 20)).getcolors(10_000) or []
        found += [y] if any(colour == MARKER for _, colour in colours) else []
    return found


def test_a_text_is_marked_where_it_stands(tmp_path: Path) -> None:
    path = page(tmp_path / "page.pdf")
    assert marked(path, "who sold it  again") == [440]
    assert marked(path, "nothing of the kind") == []


def test_a_sentence_that_a_caption_parts_is_marked_in_both_its_pieces(tmp_path: Path) -> None:
    assert marked(page(tmp_path / "page.pdf"), f"{LINES[500]} {LINES[440]}") == [500, 440]


def test_cells_are_marked_in_whatever_order_they_were_drawn(tmp_path: Path) -> None:
    assert marked(page(tmp_path / "page.pdf"), f"{LINES[440]} | {LINES[500]} | lid") == [500, 440]
