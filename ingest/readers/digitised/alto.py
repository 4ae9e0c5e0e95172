"""ALTO: the text of scanned pages with the box of every word, as libraries' digitisation makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.documents import Block, BlockKind, Document
from ingest.readers.digitised.alto_lines import AltoLine, closed
from ingest.readers.digitised.mets_pages import page_of
from ingest.readers.digitised.scan_page import (
    Box,
    ScanPage,
    ScanRegion,
    around,
    lowest,
    number,
    placed,
    region_blocks,
)
from ingest.readers.xml_paths import named, steps
from ingest.readers.xml_source import Element, XmlSource, parse, xpath_of
from ingest.records.language_codes import language_code
from retrieval.errors import UnreadableDocument

_MARGINS = ("TopMargin", "LeftMargin", "RightMargin", "BottomMargin", "PrintSpace")
_NUMBER = re.compile(r"[\[(—–-]?\s*(?:\d{1,4}|[ivxlcdm]{1,8})\s*[\])—–.-]?", re.IGNORECASE)
_KINDS: tuple[tuple[str, BlockKind], ...] = (
    ("heading", "heading"), ("headline", "heading"), ("title", "heading"), ("caption", "caption"),
    ("footnote", "footnote"),
)  # fmt: skip
_LEFT_OUT = ("page-number", "pagenumber", "page number", "running", "header", "catch-word", "signature-mark")


def read(path: Path) -> Document:
    """The text of the pages in a file; a file that a METS beside it names is a page of that document."""
    source = parse(path)
    whole = page_of(path)
    if whole:
        return Document(path.stem, "alto", (), metadata={"part_of": whole})
    pages = list(alto_pages(source.root))
    blocks = region_blocks(placed(pages))
    if not blocks:
        raise UnreadableDocument(f"{path.name}: there is no recognised text in it")
    warnings = (*source.warnings, *dict.fromkeys(w for page in pages for w in page.warnings))
    return Document(_title(blocks, path), "alto", blocks, _language(source), warnings=warnings)


def alto_pages(root: Element) -> Iterator[ScanPage]:
    """The pages of an ALTO file in order."""
    for layout, there in named(root, xpath_of(root), "Layout"):
        for page, path in named(layout, there, "Page"):
            yield _Page(page, path, root).read()


class _Page:
    """Reads one page; boxes that are not given in pixels are left out."""

    def __init__(self, page: Element, path: str, root: Element) -> None:
        self._page, self._path = page, path
        unit = next((each.text or "" for each in root.iter("{*}MeasurementUnit")), "").strip().lower()
        self._in_pixels = unit in ("pixel", "")
        marks = root.iter("{*}LayoutTag", "{*}StructureTag")
        self._tags = {mark.get("ID", ""): mark.get("LABEL", "").lower() for mark in marks}
        groups = root.iter("{*}ReadingOrder")
        order = (ref.get("REF", "") for group in groups for ref in group.iter("{*}ElementRef"))
        self._order = {key: n for n, key in enumerate(order)}
        self._label = page.get("PRINTED_IMG_NR", "").strip()

    def read(self) -> ScanPage:
        regions = [region for region in self._regions(self._page, self._path) if region]
        warned = () if self._in_pixels or not regions else ("boxes are not in pixels: they are left out",)
        regions.sort(key=lambda region: self._order.get(region.key, len(self._order)))
        return ScanPage(tuple(regions), self._label, warned)

    def _regions(self, element: Element, path: str, margin: str = "") -> Iterator[ScanRegion]:
        for child, name, place in steps(element, path):
            if name == "TextBlock":
                if region := self._region(child, place, margin):
                    yield region
            elif name in _MARGINS:
                yield from self._regions(child, place, name if name != "PrintSpace" else "")
            elif name == "ComposedBlock":
                yield from self._regions(child, place, margin)

    def _region(self, block: Element, path: str, margin: str) -> ScanRegion | None:
        lines = list(block.iterchildren("{*}TextLine"))
        texts = closed([AltoLine(line) for line in lines])
        if not any(texts):
            return None
        text = " ".join(texts)
        tags = [self._tags.get(key, "") for key in block.get("TAGREFS", "").split()]
        said = " ".join([block.get("TYPE", ""), *tags]).lower()
        is_number = bool(_NUMBER.fullmatch(text))
        if any(word in said for word in _LEFT_OUT) or (margin and is_number):
            if is_number:
                self._label = self._label or text
            return None
        kind: BlockKind = next((kind for word, kind in _KINDS if word in said), "paragraph")
        box = (_box(block) or around(map(_box, lines))) if self._in_pixels else None
        words = [string.get("WC") for line in lines for string in line.iterchildren("{*}String")]
        level = 1 if kind == "heading" else None
        return ScanRegion(tuple(texts), path, kind, level, box, lowest(words), block.get("ID", ""))


def _box(element: Element) -> Box | None:
    sides = [number(element.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
    if None in sides:
        return None
    left, top, width, height = (round(side or 0) for side in sides)
    return (left, top, width, height) if width > 0 and height > 0 else None


def _title(blocks: tuple[Block, ...], path: Path) -> str:
    return next((block.text for block in blocks if block.kind == "heading"), path.stem)


def _language(source: XmlSource) -> str:
    blocks = source.root.iter("{*}TextBlock")
    codes = (language_code(each.get("LANG") or each.get("language") or "") for each in blocks)
    return next(filter(None, codes), "")
