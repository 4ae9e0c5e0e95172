"""Text of a PDF that nobody sees: invisible, in the colour of its ground, covered, tiny or off the page.

pdfium draws the page with the suspected texts and without them: one that changes no pixel is not seen.
What is not seen over a picture with ink at that spot is kept, for that is how recognised text lies on a
scan. So words put under a photograph pass for its text; nothing short of reading it tells them apart.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from pypdfium2 import raw as pdfium

from ingest.readers.pdf.pictures import PDFIUM
from ingest.readers.pdf.shown_texts import HiddenTexts

_TINY = 2.5  # points; the smallest print of books has 4
_LIGHT = 200  # of 255; a text that is lighter is looked at
_LIKE = 24  # of 255; colours that differ less cannot be told apart at a glance
_FAINT = 26  # of 255; a text that is less opaque is looked at
_INK = 30  # of 255, by which pixels differ where there is something to see
_LONGEST_SIDE = 1600  # pixels
_DEEPEST = 12  # forms within forms
_UNPAINTED = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

Bounds = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An object of a page: `order` counts what is drawn, bounds are left, bottom, right, top in points."""

    handle: Any
    order: int
    kind: int
    bounds: Bounds
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    origin: tuple[float, float] = (0.0, 0.0)
    size: float = 0.0
    mode: int = 0

    def meets(self, bounds: Bounds) -> bool:
        left, bottom, right, top = _common(self.bounds, bounds)
        return left <= right and bottom <= top


@dataclass(slots=True)
class HiddenFinder:
    """Finds the hidden texts of one file, page by page; nothing in a file that pdfium cannot open."""

    path: Path
    _document: pypdfium2.PdfDocument | None = field(default=None, init=False)

    def __enter__(self) -> HiddenFinder:
        with PDFIUM:
            try:
                self._document = pypdfium2.PdfDocument(self.path)
            except pypdfium2.PdfiumError:
                self._document = None
        return self

    def __exit__(self, *failure: object) -> None:
        with PDFIUM:
            if self._document is not None:
                self._document.close()

    def of_page(self, number: int) -> HiddenTexts:
        """The hidden texts of the page with that number; none of one that cannot be drawn."""
        if self._document is None:
            return HiddenTexts()
        with PDFIUM:
            try:
                page = self._document[number - 1]
                try:
                    return _hidden(page)
                finally:
                    page.close()
            except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
                return HiddenTexts()


def _hidden(page: pypdfium2.PdfPage) -> HiddenTexts:
    drawn = list(_objects(page))
    texts = [each for each in drawn if each.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    others = [each for each in drawn if each.kind != pdfium.FPDF_PAGEOBJ_TEXT]
    off = [t for t in texts if not t.meets(page.get_bbox())]
    tiny = [t for t in texts if 0 < t.size < _TINY and t.mode not in _UNPAINTED]
    suspects = [t for t in texts if t not in off and t not in tiny and _is_suspect(t, others)]
    hidden = [*off, *tiny, *_unseen(page, suspects, others)]
    numbers = {id(text): number for number, text in enumerate(texts)}
    return HiddenTexts(
        len(texts), frozenset(numbers[id(text)] for text in hidden), tuple(text.origin for text in hidden)
    )


def _is_suspect(text: _Drawn, others: Sequence[_Drawn]) -> bool:
    red, green, blue, opacity = text.colour
    if text.mode in _UNPAINTED or opacity < _FAINT or min(red, green, blue) >= _LIGHT:
        return True
    return any(
        other.meets(text.bounds)
        and (
            other.kind == pdfium.FPDF_PAGEOBJ_IMAGE
            or other.order > text.order
            or all(abs(a - b) < _LIKE for a, b in zip(text.colour[:3], other.colour[:3], strict=True))
        )
        for other in others
    )


def _unseen(page: pypdfium2.PdfPage, suspects: Sequence[_Drawn], others: Sequence[_Drawn]) -> list[_Drawn]:
    """The suspects that change no pixel and lie on no picture with ink there."""
    if not suspects:
        return []
    pictures = [each for each in others if each.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    scale = min(1.0, _LONGEST_SIDE / max(*page.get_size(), 1.0))
    whole = _picture(page, scale)
    for text in suspects:
        pdfium.FPDFPageObj_SetIsActive(text.handle, False)
    without = _picture(page, scale)
    changed = np.abs(whole - without)
    unseen = []
    for text in suspects:
        box = _pixels(page, text.bounds, changed.shape)
        if changed[box].size and changed[box].max() >= _INK:
            continue
        beneath = [_common(text.bounds, p.bounds) for p in pictures if p.meets(text.bounds)]
        if not any(_has_ink(page, without, bounds) for bounds in beneath):
            unseen.append(text)
    return unseen


def _has_ink(page: pypdfium2.PdfPage, picture: Any, bounds: Bounds) -> bool:
    ink = picture[_pixels(page, bounds, picture.shape)]
    return bool(ink.size) and ink.max() - ink.min() >= _INK


def _common(one: Bounds, other: Bounds) -> Bounds:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _picture(page: pypdfium2.PdfPage, scale: float) -> Any:
    return page.render(scale=scale).to_numpy()[:, :, :3].astype(np.int16).mean(axis=2)


def _pixels(page: pypdfium2.PdfPage, bounds: Bounds, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """The rows and columns of a picture of that shape that `bounds` take up, and a little around them."""
    xs, ys = [], []
    for x, y in ((bounds[0], bounds[1]), (bounds[2], bounds[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, shape[1], shape[0], 0, x, y, across, down)
        xs.append(across.value)
        ys.append(down.value)
    return slice(max(0, min(ys) - 1), max(0, max(ys) + 2)), slice(max(0, min(xs) - 1), max(0, max(xs) + 2))


def _objects(page: pypdfium2.PdfPage) -> Iterator[_Drawn]:
    count = pdfium.FPDFPage_CountObjects(page)
    handles = (pdfium.FPDFPage_GetObject(page, i) for i in range(count))
    for order, (handle, above) in enumerate(_flat(handles, (1, 0, 0, 1, 0, 0), _DEEPEST)):
        yield _drawn(handle, order, above)


def _flat(handles: Iterator[Any], above: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """The objects in the order they are drawn, those inside forms too, each with its form's matrix."""
    for handle in handles:
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, above
        elif depth:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            inside = (pdfium.FPDFFormObj_GetObject(handle, i) for i in range(count))
            yield from _flat(inside, _times(_matrix(handle), above), depth - 1)


def _drawn(handle: Any, order: int, above: Matrix) -> _Drawn:
    kind = pdfium.FPDFPageObj_GetType(handle)
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(handle, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [_point(above, x, y) for x, y in ((left, bottom), (left, top), (right, bottom), (right, top))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    bounds = (min(xs), min(ys), max(xs), max(ys))
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(handle, *channels)
    red, green, blue, opacity = (channel.value for channel in channels)
    if kind != pdfium.FPDF_PAGEOBJ_TEXT:
        return _Drawn(handle, order, kind, bounds, (red, green, blue, opacity))
    matrix, size = _times(_matrix(handle), above), ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    return _Drawn(
        handle,
        order,
        kind,
        bounds,
        (red, green, blue, opacity),
        origin=(matrix[4], matrix[5]),
        size=abs(size.value) * float(np.hypot(matrix[2], matrix[3])),
        mode=pdfium.FPDFTextObj_GetTextRenderMode(handle),
    )


def _matrix(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
