"""METS: a digitised book or issue as one document, its pages read from the ALTO or PAGE XML beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.documents import Block, Document
from ingest.languages import detect_language
from ingest.readers.digitised.alto import alto_pages
from ingest.readers.digitised.mets_files import (
    MetsHeading,
    MetsPage,
    TextFile,
    groups_of_text,
    headings_of,
    local_path,
    pages_of,
    text_files,
)
from ingest.readers.digitised.mods import add_mods
from ingest.readers.digitised.page_xml import page_xml_pages
from ingest.readers.digitised.scan_page import Placed, ScanPage, ScanRegion, region_blocks
from ingest.readers.dublin_core import add_dublin_core_element
from ingest.readers.leaves import add_leaves
from ingest.readers.options import ReadOptions
from ingest.readers.xml_paths import steps
from ingest.readers.xml_source import Element, local_name, namespace, parse, text_of, xpath_of
from ingest.records.draft import RecordDraft
from ingest.records.language_codes import language_code
from retrieval.errors import StudioloError, UnreadableDocument
from retrieval.locators import Locator

_MODS = "http://www.loc.gov/mods/"
_DUBLIN_CORE = ("http://purl.org/dc/", "http://www.openarchives.org/OAI/2.0/oai_dc/")
_LANGUAGES = ("{http://purl.org/dc/elements/1.1/}language", "{http://purl.org/dc/terms/}language")
_SAMPLED = 3  # pages of a group that are looked at before it is chosen
_MOST_NAMED = 5  # pages that a warning names one by one


def documents(path: Path, options: ReadOptions) -> Iterator[Document]:
    """The one document of a METS file; pages that cannot be read are named in its warnings.

    Only files below the METS's own folder are opened. UnreadableDocument when nothing at all is in it.
    """
    source = parse(path)
    book = _Book(source.root, path, options)
    document = book.document()
    if not document.blocks:
        raise UnreadableDocument(f"{path.name}: it describes nothing, and none of its pages can be read")
    yield replace(document, warnings=(*source.warnings, *document.warnings))


class _Book:
    """Reads one METS: its description, then its pages in order."""

    def __init__(self, root: Element, path: Path, options: ReadOptions) -> None:
        self._root, self._path, self._options = root, path, options
        self._files = text_files(root)
        self._headings = headings_of(root)
        self._missed: list[str] = []
        self._said: list[str] = []

    def document(self) -> Document:
        record = RecordDraft(self._language())
        for element, place in _descriptions(self._root):
            add_description(record, element, place)
        add_rights(record, self._root)
        title = record.first("title") or self._root.get("LABEL", "").strip()
        title = title or next((h.label for h in self._headings), "") or _name(self._path)
        pages = self._pages(title)
        blocks: tuple[Block, ...] = (*record.blocks, *region_blocks(pages))
        language = record.language or detect_language(" ".join(block.text for block in blocks[:50]))
        return Document(
            title=title,
            kind="mets",
            blocks=blocks,
            language=language,
            metadata=record.metadata(),
            warnings=(*record.warnings, *self._warnings()),
            fields=tuple(record.fields),
        )

    def _language(self) -> str:
        terms = self._root.iter("{*}languageTerm", *_LANGUAGES)
        return next((code for term in terms if (code := language_code(text_of(term)))), "")

    def _pages(self, title: str) -> list[Placed]:
        use = self._group()
        ordered = pages_of(self._root) or [
            MetsPage(key, "", "", (key,)) for key, file in self._files.items() if file.use == use
        ]
        waiting = _Headings(heading for heading in self._headings if heading.label != title)
        found: list[Placed] = []
        for n, page in enumerate(ordered, 1):
            self._options.alive()
            files = [self._files[key] for key in page.files if key in self._files]
            file = next((file for file in files if file.may_be_text and file.use == use), None)
            found += self._on_page(page, n, file, waiting)
        return found

    def _group(self) -> str | None:
        """The group of files to read: the first that has text in one of its first pages, else the first."""
        groups = groups_of_text(self._files.values(), self._path.parent)
        for use, paths in groups.items():
            for path in paths[:_SAMPLED]:
                try:
                    if any(page.regions for page in _scan_pages(parse(path).root)):
                        return use
                except StudioloError:
                    continue
        return next(iter(groups), None)

    def _on_page(
        self, page: MetsPage, number: int, file: TextFile | None, waiting: _Headings
    ) -> Iterator[Placed]:
        """The regions of a page, below the headings that stand above it or above one of them."""
        read = self._read(file, number) if file else ScanPage(())
        place = Locator(page=number, page_label=page.label or read.label or None)
        for heading in waiting.above(page.key, *(f"{key}#" for key in page.files)):
            yield _as_region(heading, place)
        for region in read.regions:
            key = f"{file.key if file else ''}#{region.key}"
            for heading in waiting.above(key):
                yield _as_region(heading, place)
            if self._headings and region.level:  # the structure tells the headings
                region = replace(region, kind="paragraph", level=None)
            yield Placed(region, replace(place, member=self._member(file)))

    def _member(self, file: TextFile | None) -> str | None:
        found = local_path(self._path.parent, file.href) if file else ""
        return None if isinstance(found, str) else found[0]

    def _read(self, file: TextFile, number: int) -> ScanPage:
        """A page's text; without any where the file is refused, missing or damaged, and that is noted."""
        found = local_path(self._path.parent, file.href)
        if isinstance(found, str):
            self._missed.append(f"page {number} is missing: {file.href!r}: {found}")
            return ScanPage(())
        try:
            root = parse(found[1]).root
        except StudioloError as error:
            self._missed.append(f"page {number} is missing: {error}")
            return ScanPage(())
        pages = list(_scan_pages(root))
        self._said += [warning for page in pages for warning in page.warnings]
        return ScanPage(tuple(r for page in pages for r in page.regions), pages[0].label if pages else "")

    def _warnings(self) -> list[str]:
        more = len(self._missed) - _MOST_NAMED
        rest = [f"{more} more pages are missing"] if more > 0 else []
        return [*self._missed[:_MOST_NAMED], *rest, *dict.fromkeys(self._said)]


def _scan_pages(root: Element) -> Iterator[ScanPage]:
    return page_xml_pages(root) if local_name(root) == "PcGts" else alto_pages(root)


def _name(path: Path) -> str:
    """What the file is called; its folder, where all are called the same."""
    folder = path.parent.parent if path.parent.name == "data" else path.parent
    return folder.name if path.stem.lower() == "mets" and folder.name else path.stem


def add_description(record: RecordDraft, element: Element, path: str) -> None:
    """Take what stands in a METS wrapper into the record, as its vocabulary has it."""
    space = namespace(element)
    if space.startswith(_MODS):
        add_mods(record, element, path)
    elif space.startswith(_DUBLIN_CORE):
        add_dublin_core_element(record, element, path)
    else:
        add_leaves(record, element, path)


def add_rights(record: RecordDraft, root: Element) -> None:
    """The owner, the licence and whatever else the rights sections say."""
    for section in root.iter("{*}rightsMD"):
        for data in section.iter("{*}xmlData"):
            for child, _, place in steps(data, xpath_of(data)):
                add_description(record, child, place)


def _descriptions(root: Element) -> Iterator[tuple[Element, str]]:
    """The contents of the sections that describe the whole: those the outermost division names, else all."""
    sections = {section.get("ID", ""): section for section in root.iter("{*}dmdSec")}
    about = next((div.get("DMDID", "") for div in root.iter("{*}div") if div.get("DMDID")), "")
    chosen = [sections[key] for key in about.split() if key in sections] or list(sections.values())
    for section in chosen:
        for data in section.iter("{*}xmlData"):
            for child, _, place in steps(data, xpath_of(data)):
                yield child, place


class _Headings:
    """Headings that wait for the first place they stand above."""

    def __init__(self, headings: Iterable[MetsHeading]) -> None:
        self._by_place: dict[str, list[MetsHeading]] = {}
        for heading in headings:
            for place in heading.above:
                self._by_place.setdefault(place, []).append(heading)
        self._taken: set[str] = set()

    def above(self, *places: str) -> list[MetsHeading]:
        """The headings above any of the places, outermost first; they wait no more."""
        found = {heading.xpath: heading for place in places for heading in self._by_place.get(place, ())}
        taken = [heading for xpath, heading in found.items() if xpath not in self._taken]
        self._taken.update(found)
        return sorted(taken, key=lambda heading: heading.order)


def _as_region(heading: MetsHeading, place: Locator) -> Placed:
    return Placed(ScanRegion((heading.label,), heading.xpath, "heading", heading.level), place)
