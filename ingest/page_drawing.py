"""Draws a page of a PDF or a picture file as PNG, with what is cited highlighted.

It runs as a process of its own (`python -m ingest.page_drawing`, a JSON request on its input, the PNG on
its output), so that a page made to harm the library that draws it harms nothing else.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw

from ingest.picture_frames import upright_rgb
from retrieval.errors import Unavailable, UnreadableDocument

DRAWN_KINDS = frozenset({"pdf", "picture"})  # of documents that have pages to draw
Box = tuple[float, float, float, float]  # x, y, width, height in pixels, from the upper left corner
_SECONDS, _MEGABYTES = 60, 2048
_LONGEST_SIDE = 2200  # pixels of what is sent
_MARKER = (255, 224, 102)
_PADDING = 3
_SHORTEST_PIECE = 12  # letters of a text that are looked for by themselves


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page (from 1) of the file at `path`, of `kind` pdf or picture, and what to highlight on it.

    `boxes` are in the pixels that the reader's regions are in; `texts` are looked for in the text layer
    of a PDF.
    """

    path: str
    kind: str
    page: int
    boxes: tuple[Box, ...] = ()
    texts: tuple[str, ...] = ()


def page_png(request: PageRequest) -> bytes:
    """The page as PNG, drawn by another process.

    UnreadableDocument, with the file's name, when the page cannot be drawn; Unavailable when it takes
    too long.
    """
    name = Path(request.path).name
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}; {_START}"]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(asdict(request)).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unavailable(f"{name}: drawing page {request.page} took more than {_SECONDS} seconds") from None
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [
            "the process broke down"
        ]
        raise UnreadableDocument(f"{name}: page {request.page} cannot be drawn: {reason[0]}")
    return done.stdout


_START = "from ingest.page_drawing import main; main()"


def main() -> None:
    """Draw what the request on the standard input asks for; exit status 1 with the reason on stderr."""
    _limit_memory()
    values: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    boxes = tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in values["boxes"])
    request = PageRequest(values["path"], values["kind"], values["page"], boxes, tuple(values["texts"]))
    try:
        sys.stdout.buffer.write(drawn(request))
    except Exception as error:  # whatever it is, the page cannot be shown
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        raise SystemExit(1) from None


def drawn(request: PageRequest) -> bytes:
    """The page as PNG, drawn in this process."""
    image, boxes = _pdf_page(request) if request.kind == "pdf" else (_frame(request), [])
    return _as_png(_highlighted(image, [*request.boxes, *boxes]))


def _pdf_page(request: PageRequest) -> tuple[Image.Image, list[Box]]:
    import pypdfium2

    from ingest.readers.pdf.pictures import scale_of

    document = pypdfium2.PdfDocument(request.path)
    try:
        page = document[request.page - 1]
        scale = scale_of(*page.get_size())
        image = page.render(scale=scale).to_pil().convert("RGB")
        text = page.get_textpage()
        spans = _spans(text.get_text_range(), request.texts)
        height = page.get_height()
        boxes = [_pixels(text.get_charbox(at, loose=True), height, scale) for span in spans for at in span]
    finally:
        document.close()
    return image, _lines(boxes)


def _spans(whole: str, texts: Iterable[str]) -> list[range]:
    """Where each text stands in the whole, whatever the spaces and hyphens are.

    A text that stands there in pieces, as the cells of a table do or a sentence about a picture, is found
    piece by piece; nothing for what does not stand there.
    """
    letters = [(at, letter) for at, sign in enumerate(whole) for letter in _plain(sign)]
    squashed = "".join(letter for _, letter in letters)
    return [
        range(letters[start][0], letters[start + length - 1][0] + 1)
        for text in texts
        for start, length in _pieces(squashed, "".join(_plain(text)))
    ]


def _pieces(whole: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Start and length of the longest pieces of `wanted` in `whole`, one after the other."""
    least = min(_SHORTEST_PIECE, len(wanted))
    at = behind = 0
    while at < len(wanted):
        length = _beginning(whole, wanted[at:])
        if length >= least:
            piece = wanted[at : at + length]
            start = whole.find(piece, behind)
            start = start if start >= 0 else whole.find(piece)
            yield start, length
            behind = start + length
        at += max(length, 1)


def _beginning(whole: str, wanted: str) -> int:
    """How many of the first letters of `wanted` stand together in `whole`."""
    return bisect_left(range(1, len(wanted) + 1), 1, key=lambda length: wanted[:length] not in whole)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def _pixels(box: Sequence[float], height: float, scale: float) -> Box:
    left, bottom, right, top = box
    return left * scale, (height - top) * scale, (right - left) * scale, (top - bottom) * scale


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """Boxes of letters as boxes of lines."""
    lines: list[Box] = []
    for box in boxes:
        if box[2] <= 0 or box[3] <= 0:
            continue
        if lines and _beside(lines[-1], box):
            x, y, width, height = lines[-1]
            right, bottom = max(x + width, box[0] + box[2]), max(y + height, box[1] + box[3])
            left, top = min(x, box[0]), min(y, box[1])
            lines[-1] = (left, top, right - left, bottom - top)
        else:
            lines.append(box)
    return lines


def _beside(one: Box, other: Box) -> bool:
    return abs(one[1] + one[3] / 2 - other[1] - other[3] / 2) < 0.6 * max(one[3], other[3])


def _frame(request: PageRequest) -> Image.Image:
    with Image.open(request.path) as image:
        image.seek(request.page - 1)
        return upright_rgb(image)


def _highlighted(image: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """The picture as if a marker had gone over the boxes: what is dark stays dark."""
    paper = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(paper)
    for x, y, width, height in boxes:
        pen.rectangle((x - _PADDING, y - _PADDING, x + width + _PADDING, y + height + _PADDING), fill=_MARKER)
    marked = ImageChops.multiply(image, paper)
    marked.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return marked


def _as_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _limit_memory() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    size = _MEGABYTES * 2**20
    resource.setrlimit(
        resource.RLIMIT_DATA, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard)
    )
