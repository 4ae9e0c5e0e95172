"""PAGE XML: transcribed or recognised pages, region by region in their reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.documents import Block, BlockKind, Document
from ingest.readers.digitised.mets_pages import page_of
from ingest.readers.digitised.scan_page import (
    Box,
    ScanPage,
    ScanRegion,
    around,
    line_text,
    lowest,
    number,
    placed,
    region_blocks,
)
from ingest.readers.xml_paths import named, steps
from ingest.readers.xml_source import Element, parse, xpath_of
from ingest.records.language_codes import language_code
from retrieval.errors import UnreadableDocument

_KINDS: dict[str, BlockKind] = {
    "heading": "heading", "caption": "caption", "footnote": "footnote", "footnote-continued": "footnote",
    "endnote": "footnote", "marginalia": "footnote", "toc-entry": "list_item", "list-label": "list_item",
}  # fmt: skip
_LEFT_OUT = frozenset(("header", "footer", "page-number", "signature-mark", "catch-word"))
_STRUCTURE = re.compile(r"structure\s*\{[^}]*type:\s*([\w-]+)")
_LANGUAGES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "russian": "ru",
    "chinese": "zh",
    "latin": "la",
}
_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def read(path: Path) -> Document:
    """The text of the pages in a file; a file that a METS beside it names is a page of that document."""
    source = parse(path)
    whole = page_of(path)
    if whole:
        return Document(path.stem, "page-xml", (), metadata={"part_of": whole})
    blocks = region_blocks(placed(page_xml_pages(source.root)))
    if not blocks:
        raise UnreadableDocument(f"{path.name}: there is no transcribed text in it")
    page = next(source.root.iter("{*}Page"), None)
    language = page.get("primaryLanguage", "") if page is not None else ""
    return Document(_title(blocks, path), "page-xml", blocks, _code(language), warnings=source.warnings)


def page_xml_pages(root: Element) -> Iterator[ScanPage]:
    """The pages of a PAGE XML file, commonly one."""
    for page, path in named(root, xpath_of(root), "Page"):
        yield _Page(page, path).read()


class _Page:
    """Reads the regions of one page."""

    def __init__(self, page: Element, path: str) -> None:
        self._page, self._path = page, path
        self._label = ""
        order = (ref.get("regionRef", "") for ref in _references(page))
        self._ranks = {key: n for n, key in enumerate(order)}

    def read(self) -> ScanPage:
        regions = list(self._regions(self._page, self._path))
        return ScanPage(tuple(regions), self._label)

    def _regions(self, element: Element, path: str) -> Iterator[ScanRegion]:
        """The regions of text within an element, those within a table or another region behind it."""
        found = [(child, place) for child, name, place in steps(element, path) if name.endswith("Region")]
        last = len(self._ranks)
        found.sort(key=lambda each: self._ranks.get(each[0].get("id", ""), last))
        for child, place in found:
            if region := self._region(child, place):
                yield region
            yield from self._regions(child, place)

    def _region(self, element: Element, path: str) -> ScanRegion | None:
        lines = list(element.iterchildren("{*}TextLine"))
        texts = [text for line in lines if (text := _line(line))]
        if not texts:
            texts = [line for line in _equivalent(element).split("\n") if line.strip()]
        if not texts:
            return None
        kind = _type(element)
        if kind in _LEFT_OUT:
            if kind == "page-number":
                self._label = self._label or " ".join(texts)
            return None
        block = _KINDS.get(kind, "paragraph")
        box = _box(element) or around(map(_box, lines))
        trust = lowest(each.get("conf") for line in lines or [element] for each in _equivalents(line)[:1])
        level = 1 if block == "heading" else None
        return ScanRegion(tuple(texts), path, block, level, box, trust, element.get("id", ""))


def _references(page: Element) -> Iterator[Element]:
    """The references of the reading order, groups within groups, each by its index."""
    for order in page.iterchildren("{*}ReadingOrder"):
        yield from _in_group(order)


def _in_group(group: Element) -> Iterator[Element]:
    members = [each for each in group if isinstance(each.tag, str)]
    members.sort(key=lambda each: number(each.get("index")) or 0)
    for each in members:
        if each.get("regionRef"):
            yield each
        yield from _in_group(each)


def _line(line: Element) -> str:
    """The text of a line: its own, else that of its words."""
    return line_text(
        [_equivalent(line) or " ".join(_equivalent(word) for word in line.iterchildren("{*}Word"))]
    )


def _equivalents(element: Element) -> list[Element]:
    """The texts given for an element, the first choice first."""
    given = list(element.iterchildren("{*}TextEquiv"))
    return sorted(given, key=lambda each: number(each.get("index")) or 0)


def _equivalent(element: Element) -> str:
    for each in _equivalents(element):
        for name in ("Unicode", "PlainText"):
            text = next((part.text or "" for part in each.iterchildren(f"{{*}}{name}")), "")
            if text.strip():
                return str(text)
    return ""


def _type(element: Element) -> str:
    """What a region is: by its type, or by the structure that transcription tools note in `custom`."""
    noted = _STRUCTURE.search(element.get("custom", ""))
    return str(element.get("type") or (noted.group(1) if noted else "")).lower()


def _box(element: Element) -> Box | None:
    """The box around the points of an element's outline."""
    outline = next(element.iterchildren("{*}Coords"), None)
    if outline is None:
        return None
    pairs = _POINT.findall(outline.get("points", ""))
    pairs += [(point.get("x", ""), point.get("y", "")) for point in outline.iterchildren("{*}Point")]
    xs, ys = ([value for pair in pairs if (value := number(pair[n])) is not None] for n in (0, 1))
    if not xs or not ys or max(xs) == min(xs) or max(ys) == min(ys):
        return None
    left, top = round(min(xs)), round(min(ys))
    return left, top, round(max(xs)) - left, round(max(ys)) - top


def _title(blocks: tuple[Block, ...], path: Path) -> str:
    return next((block.text for block in blocks if block.kind == "heading"), path.stem)


def _code(language: str) -> str:
    """The code of a language that PAGE names in English."""
    return _LANGUAGES.get(language.strip().lower().split(" ")[0], "") or language_code(language)
