"""Pages whose captions and notes stand in the middle of the text, which then is not of one piece.

A quote has to stand in its page as it stands in its block. So of such a page the text is written anew,
what interrupts it behind it; the lines keep their order and their places on the paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.ocr.recognised import Box
from ingest.readers.pdf.page_floats import without_floats
from ingest.readers.pdf.page_layout import body_of
from ingest.readers.pdf.page_lines import Line
from ingest.readers.pdf.running_heads import without_running_heads

Places = Mapping[tuple[int, int], tuple[Box, float]]


def without_interruptions(
    texts: Sequence[str], pages: Sequence[Sequence[Line]], places: Places
) -> tuple[list[str], list[list[Line]], dict[tuple[int, int], tuple[Box, float]]]:
    """The texts of the pages, their lines and the places of these, all counted in the new texts."""
    kept = without_running_heads(pages)
    body = body_of(kept)
    new_texts, new_pages, new_places = list(texts), [list(page) for page in pages], dict(places)
    for i, (page, lines) in enumerate(zip(pages, kept, strict=True)):
        found = without_floats([lines], body)
        floats = [line for _, caption in found.captions for line in caption]
        floats += [line for notes in found.notes.values() for line in notes]
        if not _interrupt(lines, floats):
            continue
        taken = {line.start for line in (*found.body, *floats)}
        order = [*found.body, *floats, *(line for line in page if line.start not in taken)]
        new_texts[i] = "\n".join(line.text for line in order)
        starts: dict[int, int] = {}
        at = 0
        for line in order:
            starts[line.start] = at
            at += len(line.text) + 1
        new_pages[i] = [_moved(line, starts[line.start]) for line in page]
        new_places = _moved_places(new_places, page, starts)
    return new_texts, new_pages, new_places


def _interrupt(lines: Sequence[Line], floats: Sequence[Line]) -> bool:
    """Whether text comes behind one of the lines that do not belong to it."""
    aside = {line.start for line in floats}
    first = next((i for i, line in enumerate(lines) if line.start in aside), len(lines))
    return any(line.start not in aside for line in lines[first:])


def _moved(line: Line, start: int) -> Line:
    return replace(line, start=start, end=start + len(line.text))


def _moved_places(
    places: Mapping[tuple[int, int], tuple[Box, float]], page: Sequence[Line], starts: Mapping[int, int]
) -> dict[tuple[int, int], tuple[Box, float]]:
    """The places of recognised pieces by where these begin in the new text of their page."""
    moved = dict(places)
    for line in page:
        for start in range(line.start, line.end):
            moved.pop((line.page, start), None)
    for line in page:
        for start in range(line.start, line.end):
            if place := places.get((line.page, start)):
                moved[line.page, start - line.start + starts[line.start]] = place
    return moved
