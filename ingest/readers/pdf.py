"""PDF: paragraphs with the page and the characters they stand at.

pypdf extracts the text of each page; where its lines stand on the paper tells paragraphs, headings,
footnotes, running heads and page numbers apart. Only layout is undone: marks of notes stay where
they stand in the text, and nothing is normalised.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pypdf import PasswordType, PdfReader
from pypdf.errors import FileNotDecryptedError

from ingest.documents import Block, Document
from ingest.readers.line_joining import Spelling, joined, spelling_of
from ingest.readers.page_layout import Paragraph, paragraphs
from ingest.readers.page_lines import Line, page_content
from ingest.readers.page_tables import TableRow, table_rows
from ingest.readers.pdf_metadata import stated_language, stated_metadata
from ingest.readers.running_heads import without_running_heads
from ingest.readers.titles import first_heading, sensible_title, stated_title, title_of
from ingest.table_text import row_text
from retrieval.errors import EncryptedDocument, NoTextLayer, NotFound, UnreadableDocument
from retrieval.locators import Locator

_HEAD, _TAIL = 1024, 2048
# pypdf tells of every oddity that it repairs; what matters is in the document's warnings.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class _Pages:
    """What the pages of a file hold; `broken` are the numbers of those that could not be read."""

    texts: list[str]
    lines: list[list[Line]]
    broken: list[int]


def read(path: Path) -> Document:
    """The document in a PDF.

    `chars` of a block's locator counts in that page's text as `page_texts` gives it. EncryptedDocument
    when a password is needed, NoTextLayer when all pages are pictures, UnreadableDocument when the
    file is no PDF or damaged, NotFound when there is none.
    """
    reader = _opened(path)
    pages = _pages(reader, path)
    if len(pages.broken) == len(pages.texts):
        raise UnreadableDocument(f"{path.name}: none of its pages can be read; the file is damaged")
    if not any(text.strip() for text in pages.texts):
        count = len(pages.texts)
        raise NoTextLayer(
            f"{path.name}: its {count} page{'s' if count > 1 else ''} hold no text, only pictures of it:"
            " run text recognition (OCR) on it and ingest the result"
        )
    spelling = spelling_of(line.text for page in pages.lines for line in page)
    found = paragraphs(without_running_heads(pages.lines))
    blocks = _blocks(found, spelling)
    metadata = stated_metadata(reader)
    title = title_of(
        path,
        (
            stated_title(blocks),
            _display_title(found, blocks),
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


def page_texts(path: Path) -> list[str]:
    """The text of each page as extracted, in which the locators of `read` count; errors are as in `read`."""
    return _pages(_opened(path), path).texts


def _opened(path: Path) -> PdfReader:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise NotFound(f"{path}: there is no such file") from None
    except OSError as error:
        raise UnreadableDocument(f"{path.name}: it cannot be opened: {error.strerror or error}") from error
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
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return UnreadableDocument(
        f"{path.name}: it is damaged or cut short ({reason}); copy it again from its source"
    )


def _pages(reader: PdfReader, path: Path) -> _Pages:
    texts: list[str] = []
    lines: list[list[Line]] = []
    broken: list[int] = []
    try:
        pages = list(reader.pages)
    except Exception as error:
        raise _damaged(path, error) from error
    for number, page in enumerate(pages, start=1):
        try:
            text, found = page_content(page, number)
        except Exception:  # one bad page does not lose the others; it is named in the warnings
            broken.append(number)
            text, found = "", []
        texts.append(text)
        lines.append(found)
    return _Pages(texts, lines, broken)


def _blocks(found: Sequence[Paragraph], spelling: Spelling) -> list[Block]:
    blocks: list[Block] = []
    path: list[tuple[int, str]] = []
    rows = table_rows(found)
    for place, paragraph in enumerate(found):
        row = rows.get(place)
        text = row_text(joined([cell], spelling) for cell in row.cells) if row else _text(paragraph, spelling)
        if not text:
            continue
        if paragraph.rank is not None:
            path = [(rank, heading) for rank, heading in path if rank < paragraph.rank]
        locator = _locator(paragraph, row, tuple(heading for _, heading in path))
        blocks.append(Block(text, row.kind if row else paragraph.kind, locator, level=paragraph.rank))
        if paragraph.rank is not None:
            path.append((paragraph.rank, text))
    return blocks


def _text(paragraph: Paragraph, spelling: Spelling) -> str:
    lines = paragraph.lines
    turned = [i for i, (before, line) in enumerate(pairwise(lines), start=1) if line.page != before.page]
    is_heading = paragraph.rank is not None  # it is named elsewhere, where a page break means nothing
    return joined([line.text for line in lines], spelling, page_starts=() if is_heading else turned)


def _locator(paragraph: Paragraph, row: TableRow | None, headings: tuple[str, ...]) -> Locator:
    first, last = paragraph.lines[0], paragraph.lines[-1]
    end = max(line.end for line in paragraph.lines if line.page == first.page)
    return Locator(
        page=first.page,
        end_page=last.page if last.page != first.page else None,
        chars=(first.start, end),
        table=row.table if row else None,
        row=row.number if row else None,
        note=paragraph.note,
        headings=headings,
    )


def _display_title(found: Sequence[Paragraph], blocks: Sequence[Block]) -> str:
    """The largest heading of the first page, when it is clearly larger than the text."""
    sizes = [line.size for paragraph in found for line in paragraph.lines if paragraph.kind == "paragraph"]
    body = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    large = [p for p in found if p.rank == 1 and p.lines[0].page == 1 and p.lines[0].size > 1.2 * body]
    if not large:
        return ""
    start = (1, large[0].lines[0].start)
    return next(
        (sensible_title(b.text) for b in blocks if (b.locator.page, (b.locator.chars or (0,))[0]) == start),
        "",
    )


def _warnings(path: Path, pages: _Pages) -> Iterable[str]:
    empty = [n for n, text in enumerate(pages.texts, start=1) if not text.strip() and n not in pages.broken]
    if empty:
        yield f"{_numbered(empty)} no text layer".replace("~", "has" if len(empty) == 1 else "have")
    if pages.broken:
        yield f"{_numbered(pages.broken)} been left out: damaged or too large to read".replace(
            "~", "has" if len(pages.broken) == 1 else "have"
        )
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        if b"%%EOF" not in file.read():
            yield "the file seems to be cut short: pages at its end may be missing"


def _numbered(pages: Sequence[int]) -> str:
    """ "page 3 ~", "pages 3, 5-7 ~": runs of pages are drawn together."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    names = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return f"page{'s' if len(pages) > 1 else ''} {names} ~"
