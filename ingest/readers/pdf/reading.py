"""PDF: paragraphs with the page and the characters they stand at.

pypdf extracts the text of each page; where its lines stand on the paper tells paragraphs, headings,
footnotes, running heads and page numbers apart. Only layout is undone: marks of notes stay where
they stand in the text, raised and apart from years, and nothing is normalised.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pypdf import PasswordType, PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError

from ingest.documents import Document
from ingest.ocr.recognised import Box
from ingest.readers.file_errors import beginning_of, damaged
from ingest.readers.options import ReadOptions
from ingest.readers.pdf.garbled import is_garbled
from ingest.readers.pdf.hidden import HiddenFinder
from ingest.readers.pdf.limits import MOST_RECOGNISED, PageLimits, draws_many_forms, is_blank
from ingest.readers.pdf.metadata import stated_language, stated_metadata
from ingest.readers.pdf.page_arrangement import Arranger
from ingest.readers.pdf.page_blocks import page_blocks
from ingest.readers.pdf.page_interruptions import without_interruptions
from ingest.readers.pdf.page_lines import Line, PageContent, page_content
from ingest.readers.pdf.pictures import NO_OCR, UNREAD_HINT, recognised_pages
from ingest.readers.pdf.shown_texts import HiddenTexts
from ingest.readers.titles import first_heading, sensible_title, stated_title, title_of
from retrieval.errors import EncryptedDocument, NoTextLayer, UnreadableDocument

_HEAD, _TAIL = 1024, 2048
_DEFAULT = ReadOptions()
# pypdf tells of every oddity that it repairs; what matters is in the document's warnings.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class _Pages:
    """What the pages of a file hold.

    `broken` are the numbers of those that could not be read, `recognised` of those that text recognition
    read, `places` where it found each line; `unread` counts what it saw and could not read. On `blank`
    pages nothing is drawn. `left` counts pages that were too many to recognise. `hidden` are the numbers of
    pages with text that nobody sees.
    """

    texts: list[str]
    lines: list[list[Line]]
    broken: list[int]
    recognised: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    places: dict[tuple[int, int], tuple[Box, float]] = field(default_factory=dict)
    unread: int = 0
    blank: list[int] = field(default_factory=list)
    left: int = 0
    hidden: list[int] = field(default_factory=list)


def read(path: Path, options: ReadOptions = _DEFAULT) -> Document:
    """The document in a PDF; pages without text, or with a text that makes no sense, are recognised.

    `chars` of a block's locator counts in that page's text as `page_texts` gives it, `region` in the
    pixels of the page at PAGE_DPI. EncryptedDocument when a password is needed, NoTextLayer when all
    pages are pictures and no text is recognised in them, UnreadableDocument when the file is no PDF, is
    damaged or larger than is read of one file, NotFound when there is none.
    """
    reader = opened(path)
    pages = _settled(_with_recognised(path, _pages(reader, path, options), options))
    if len(pages.broken) == len(pages.texts):
        raise UnreadableDocument(f"{path.name}: none of its pages can be read; the file is damaged")
    if not any(text.strip() for text in pages.texts):
        raise NoTextLayer(f"{path.name}: its {_why_no_text(pages, options)}")
    blocks, displayed = page_blocks(pages.lines, pages.places)
    metadata = stated_metadata(reader)
    title = title_of(
        path,
        (
            stated_title(blocks),
            displayed,
            sensible_title(metadata.pop("title", "")),
            first_heading(blocks),
        ),
    )
    return Document(
        title=title,
        kind="pdf",
        blocks=tuple(blocks),
        language=stated_language(reader),
        metadata=metadata,
        warnings=tuple(_warnings(path, pages)),
    )


def _why_no_text(pages: _Pages, options: ReadOptions) -> str:
    count = len(pages.texts)
    counted = f"{count} page{'s' if count > 1 else ''}"
    if len(pages.blank) == count:
        return f"{counted} {'are' if count > 1 else 'is'} blank"
    why = NO_OCR if options.ocr == "none" else "no text was recognised in them"
    return f"{counted} hold no text, only pictures of it: {why}"


def page_texts(path: Path, options: ReadOptions = _DEFAULT) -> list[str]:
    """The text of each page, in which the locators of `read` count; errors are as in `read`."""
    return _settled(_with_recognised(path, _pages(opened(path), path, options), options)).texts


def layer_texts(path: Path) -> list[str]:
    """The text layer of each page with captions and notes where they stand, as text recognition has them."""
    return _pages(opened(path), path, _DEFAULT).texts


def _settled(pages: _Pages) -> _Pages:
    """The pages with texts that no caption or note interrupts."""
    texts, lines, places = without_interruptions(pages.texts, pages.lines, pages.places)
    return replace(pages, texts=texts, lines=lines, places=places)


def _with_recognised(path: Path, pages: _Pages, options: ReadOptions) -> _Pages:
    """The pages with the text that is recognised on those that have none, or a garbled one."""
    garbled = [n for n, text in enumerate(pages.texts, start=1) if is_garbled(text)]
    empty = [n for n, text in enumerate(pages.texts, start=1) if not text.strip()]
    wanted = sorted({*empty, *garbled}.difference(pages.blank))
    if options.ocr == "none" or not wanted:
        return pages
    left = max(len(wanted) - MOST_RECOGNISED, 0)
    texts, lines, places = list(pages.texts), list(pages.lines), dict(pages.places)
    done: list[int] = []
    unread = 0
    for number, page in recognised_pages(path, wanted[:MOST_RECOGNISED], options):
        unread += page.unread
        if not page.text.strip():
            continue
        done.append(number)
        texts[number - 1], lines[number - 1] = page.text, list(page.lines)
        places |= {(number, start): place for start, place in page.places.items()}
    broken = [number for number in pages.broken if number not in done]
    bad = [number for number in garbled if number in done]
    return _Pages(
        texts, lines, broken, done, bad, places, unread, pages.blank, left=left, hidden=pages.hidden
    )


def opened(path: Path) -> PdfReader:
    """The pages of a PDF that is sound enough to begin with; errors are as in `read`."""
    head = beginning_of(path, _HEAD)
    if not head.strip(b"\0 \r\n\t"):
        raise UnreadableDocument(f"{path.name}: it is empty; copy it again from its source")
    if b"%PDF-" not in head:
        raise UnreadableDocument(f"{path.name}: it is not a PDF, whatever its name says")
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise EncryptedDocument(
                f"{path.name}: it is locked with a password; save it without one and ingest it again"
            )
        count = len(reader.pages)
    except EncryptedDocument:
        raise
    except (FileNotDecryptedError, NotImplementedError) as error:
        raise EncryptedDocument(
            f"{path.name}: it is locked in a way that cannot be opened ({error})"
        ) from error
    except Exception as error:  # a damaged PDF makes pypdf raise almost anything
        raise _damaged(path, error) from error
    if not count:
        raise UnreadableDocument(f"{path.name}: it has no pages; copy it again from its source")
    return reader


def _damaged(path: Path, error: Exception) -> UnreadableDocument:
    if isinstance(error, LimitReachedError):
        return UnreadableDocument(f"{path.name}: it is too large or made to do harm ({error})")
    return damaged(path, error)


def _pages(reader: PdfReader, path: Path, options: ReadOptions) -> _Pages:
    found = _Pages([], [], [])
    limits = PageLimits(path.name)
    try:
        pages = list(reader.pages)
    except Exception as error:
        raise _damaged(path, error) from error
    with HiddenFinder(path) as finder, Arranger(path) as in_order:
        for number, page in enumerate(pages, start=1):
            try:
                # A page of forms without number can be drawn by nobody, so nothing on it is shown or hidden.
                unseen = HiddenTexts() if draws_many_forms(page) else finder.of_page(number)
                content = page_content(page, number, unseen)
                if not content.hides:  # who arranges a page reads it anew, and sees what nobody else does
                    content = in_order(content, number)
            except Exception:  # one bad page does not lose the others; it is named in the warnings
                found.broken.append(number)
                content = PageContent("", [])
            found.hidden.extend([number] * content.hides)
            if not content.text.strip() and number not in found.broken and is_blank(page):
                found.blank.append(number)
            found.texts.append(content.text)
            found.lines.append(content.lines)
            limits.spend(content.text)
            options.alive()
    return found


def _warnings(path: Path, pages: _Pages) -> Iterable[str]:
    empty = [n for n, text in enumerate(pages.texts, start=1) if not text.strip() and n not in pages.broken]
    if empty:
        yield _said(empty, "no text layer")
    if pages.recognised:
        least = min((confidence for _, confidence in pages.places.values()), default=1.0)
        yield _said(pages.recognised, f"been read by text recognition (least sure line {least:.2f})")
    if pages.left:
        yield f"{pages.left} more pages were not recognised, beyond {MOST_RECOGNISED}: split the file"
    if pages.garbled:
        yield _said(pages.garbled, "a text layer that makes no sense")
    if pages.unread:
        yield f"{pages.unread} stretches of text were seen and not read: {UNREAD_HINT}"
    if pages.hidden:
        yield _said(pages.hidden, "hidden text, which was left out")
    if pages.broken:
        yield _said(pages.broken, "been left out: damaged or too large to read")
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        if b"%%EOF" not in file.read():
            yield "the file seems to be cut short: pages at its end may be missing"


def _said(pages: Sequence[int], what: str) -> str:
    """ "page 3 has …", "pages 3, 5-7 have …": runs of pages are drawn together."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    names = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return f"pages {names} have {what}" if len(pages) > 1 else f"page {names} has {what}"
