"""PDF by Docling: its order of reading, its tables; pages that are pictures are recognised as ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.documents import Block, Document
from ingest.readers.docling.blocks import blocks_of
from ingest.readers.docling.converting import exported
from ingest.readers.docling.items import Exported
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.garbled import is_garbled
from ingest.readers.pdf.metadata import stated_language, stated_metadata
from ingest.readers.pdf.page_blocks import page_blocks
from ingest.readers.pdf.pictures import NO_OCR, recognised_pages, scale_of
from ingest.readers.pdf.reading import opened
from ingest.readers.titles import first_heading, sensible_title, stated_title, title_of
from retrieval.errors import NoTextLayer

Convert = Callable[[Path, Path | None, Callable[[], None]], dict[str, Any]]
TOLD = "read by Docling: quotation marks may be straightened, and hidden text is not looked for"


def read(path: Path, options: ReadOptions, *, convert: Convert = exported) -> Document:
    """The document in a PDF as Docling's models see it.

    Pages on which it finds no text, or one that makes no sense, are recognised as the built-in reader does.
    SettingsError when Docling or its models are missing; else errors are those of the built-in reader.
    """
    reader = opened(path)
    count = len(reader.pages)
    found = blocks_of(Exported(convert(path, options.docling_models, options.alive), scale_of))
    wanted = [n for n in range(1, count + 1) if _is_unread(found, n)]
    blocks, read_again = found, list[int]()
    if wanted and options.ocr != "none":
        blocks, read_again = _with_recognised(path, found, wanted, options)
    if not blocks:
        why = NO_OCR if options.ocr == "none" else "no text was recognised in them"
        raise NoTextLayer(f"{path.name}: its pages hold no text, only pictures of it: {why}")
    metadata = stated_metadata(reader)
    named = (stated_title(blocks), _display_title(blocks), sensible_title(metadata.pop("title", "")))
    return Document(
        title=title_of(path, (*named, first_heading(blocks))),
        kind="pdf",
        blocks=tuple(blocks),
        language=stated_language(reader),
        metadata=metadata,
        warnings=tuple(_warnings(read_again)),
    )


def _is_unread(blocks: Sequence[Block], page: int) -> bool:
    """Whether no text, or one that makes no sense, begins on a page, and none goes on there."""
    held = [b for b in blocks if b.locator.page == page or b.locator.end_page == page]
    return not held or is_garbled("\n".join(b.text for b in held if b.locator.page == page))


def _with_recognised(
    path: Path, blocks: Sequence[Block], wanted: Sequence[int], options: ReadOptions
) -> tuple[list[Block], list[int]]:
    """The blocks with those of the recognised pages in their places, and the numbers of these pages."""
    pages = [(n, page) for n, page in recognised_pages(path, wanted, options) if page.text.strip()]
    places = {(n, start): place for n, page in pages for start, place in page.places.items()}
    seen, _ = page_blocks([list(page.lines) for _, page in pages], places)
    done = [n for n, _ in pages]
    kept = [block for block in blocks if block.locator.page not in done]
    plain = [replace(block, locator=replace(block.locator, chars=None)) for block in seen]
    return sorted([*kept, *plain], key=lambda block: block.locator.page or 0), done


def _display_title(blocks: Sequence[Block]) -> str:
    return next((sensible_title(block.text) for block in blocks if block.level == 1), "")


def _warnings(recognised: Sequence[int]) -> Iterable[str]:
    yield TOLD
    if recognised:
        pages = ", ".join(map(str, recognised))
        yield f"pages read by text recognition: {pages}"
