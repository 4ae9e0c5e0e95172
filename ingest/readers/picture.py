"""TIFF, JPEG and PNG files of pages: the text that is recognised on them, each frame a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence, UnidentifiedImageError

from ingest.documents import Document
from ingest.ocr import Picture, RecognisedLine, Recognition, open_engine, recognise
from ingest.picture_frames import upright_rgb
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.page_blocks import page_blocks
from ingest.readers.pdf.pictures import UNREAD_HINT
from ingest.readers.pdf.recognised_page import line_height, recognised_page
from ingest.readers.titles import first_heading, title_of
from retrieval.errors import NoTextLayer, NotFound, UnreadableDocument

_LONGEST_SIDE = 4000  # pixels of the picture that is recognised; boxes are told in those of the file
_MOST_PIXELS = 200_000_000
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, Image.DecompressionBombError)


def read(path: Path, options: ReadOptions) -> Document:
    """The text on the frames of a picture file; `region` counts in the pixels of the upright picture.

    NoTextLayer when none is recognised, or recognition is switched off; UnreadableDocument when the
    file is damaged or too large.
    """
    if options.ocr == "none":
        raise NoTextLayer(
            f"{path.name}: it is a picture, and text recognition is switched off (STUDIOLO_OCR)"
        )
    sizes: list[tuple[int, int]] = []
    found = recognise(
        _frames(path, sizes),
        lambda threads: open_engine(options.ocr, options.ocr_languages, threads=threads),
        cache=options.ocr_cache,
        alive=options.alive,
    )
    scaled = [_scaled(each, sizes[n]) for n, each in enumerate(found)]
    usual = line_height(scaled)
    pages = [recognised_page(each, number, usual=usual) for number, each in enumerate(scaled, start=1)]
    unread = sum(page.unread for page in pages)
    if not any(page.text.strip() for page in pages):
        seen = f", but {unread} stretches of text were seen: {UNREAD_HINT}" if unread else ""
        raise NoTextLayer(f"{path.name}: no text was recognised in this picture{seen}")
    places = {(n, start): at for n, page in enumerate(pages, 1) for start, at in page.places.items()}
    blocks, displayed = page_blocks([page.lines for page in pages], places)
    least = min(confidence for _, confidence in places.values())
    warnings = [f"read by text recognition (least sure line {least:.2f})"]
    if unread:
        warnings.append(f"{unread} stretches of text were seen and not read: {UNREAD_HINT}")
    title = title_of(path, (displayed, first_heading(blocks)))
    return Document(title, "picture", tuple(blocks), warnings=tuple(warnings))


def _frames(path: Path, sizes: list[tuple[int, int]]) -> Iterator[Picture]:
    """The frames upright and in colour; `sizes` takes the width and height of each in the file."""
    try:
        with Image.open(path) as image:
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > _MOST_PIXELS:
                    raise UnreadableDocument(
                        f"{path.name}: a picture of {frame.width} x {frame.height} is too large"
                    )
                upright = upright_rgb(frame)
                sizes.append(upright.size)
                upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
                yield np.asarray(upright)
    except FileNotFoundError:
        raise NotFound(f"{path}: there is no such file") from None
    except UnidentifiedImageError:  # whose text has the path and no reason
        raise UnreadableDocument(
            f"{path.name}: the picture is damaged, or of a kind that is not read"
        ) from None
    except _DAMAGE as error:
        raise UnreadableDocument(f"{path.name}: the picture is damaged: {error}") from error


def _scaled(found: Recognition, size: tuple[int, int]) -> Recognition:
    """What was recognised, in the pixels of the file."""
    factor = size[0] / found.width
    lines = [
        RecognisedLine(line.text, tuple(round(side * factor) for side in line.box), line.confidence)  # type: ignore[arg-type]
        for line in found.lines
    ]
    return Recognition(*size, tuple(lines), found.unread, found.turns)
