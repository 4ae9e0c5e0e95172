"""The file that a document was read from, given out only as it was and from where it was."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from ingest.catalog import CatalogEntry
from ingest.page_drawing import DRAWN_KINDS, PageRequest, page_png
from retrieval.errors import CallerError, NotFound, UnreadableDocument
from retrieval.locators import Locator
from retrieval.passages import Passage

# What a browser may show by itself; anything else is saved, so that nothing in it runs.
_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/tiff"})
# What browsers (WHATWG's Encoding Standard) call otherwise than our readers.
_CHARSETS = {
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "mac-cyrillic": "x-mac-cyrillic",
    "mac-roman": "macintosh",
    "iso8859_6": "iso-8859-6",
    "iso8859_7": "iso-8859-7",
    "iso8859_8": "iso-8859-8",
}
_TELLING = 2**18  # bytes of a text that are looked at for its encoding


def original_file(entry: CatalogEntry) -> Path:
    """The path of a document's file.

    NotFound when it is no longer where it was, or is now a link that leads out of the folder that was
    ingested.
    """
    path, root = Path(entry.path), Path(entry.root)
    try:
        found = path.resolve(strict=True)
        inside = found.is_relative_to(root.resolve(strict=True))
    except OSError:
        raise NotFound(f"the file of {entry.document_id!r} is no longer where it was ingested from") from None
    if not inside or not found.is_file():
        raise NotFound(f"the file of {entry.document_id!r} is not in the folder it was ingested from")
    return found


def unchanged_file(entry: CatalogEntry) -> Path:
    """The path of a document's file; CallerError when it is not the one that was read."""
    path = original_file(entry)
    stat = path.stat()
    if (stat.st_size, stat.st_mtime_ns) != (entry.size, entry.mtime_ns):
        raise CallerError(f"{entry.document_id!r} has changed since it was read: ingest it again")
    return path


def media_type(path: Path) -> tuple[str, bool]:
    """The media type to send a file under, of a text with its encoding, and whether a browser may show it."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        return f"text/plain; charset={_charset(path)}", True
    return (kind, True) if kind in _SHOWN else ("application/octet-stream", False)


def _charset(path: Path) -> str:
    """The encoding of a text as its first lines tell, by a name that browsers know."""
    from ingest.readers.encoding import decode  # which a question is spared

    with path.open("rb") as file:
        start = file.read(_TELLING)
    if len(start) == _TELLING:
        start = start[: start.rfind(b"\n") + 1] or start
    try:
        encoding = decode(start).encoding
    except UnreadableDocument:
        return "utf-8"
    return _CHARSETS.get(encoding, encoding)


def page_picture(entry: CatalogEntry, passage: Passage, quote: str, page: int | None) -> bytes:
    """A page that a passage stands on as PNG, with the quote highlighted, or the passage without one.

    CallerError when the document has no pages or has changed; NotFound when it is gone, or the passage
    stands on no such page.
    """
    if entry.kind not in DRAWN_KINDS or passage.locator.page is None:
        raise CallerError(f"{entry.document_id!r} has no pages to show")
    text = quote or passage.text
    start = passage.text.find(text)
    if start < 0:
        raise CallerError("the quote does not stand in this passage")
    cited = passage.locator.within(start, start + len(text))
    number = page or cited.page or passage.locator.page
    if not passage.locator.page <= number <= (passage.locator.end_page or passage.locator.page):
        raise NotFound(f"the passage does not stand on page {number}")
    boxes = _boxes(passage.locator, start, start + len(text), number)
    texts = () if boxes else tuple(part for part in text.split("\f") if part.strip())
    path = unchanged_file(entry)
    return page_png(PageRequest(str(path), entry.kind, number, boxes, texts))


def _boxes(locator: Locator, start: int, end: int, page: int) -> tuple[tuple[int, int, int, int], ...]:
    """The regions of those parts of a passage that the characters lie in, on that page."""
    parts = [p.locator for p in locator.parts if p.start < end and p.end > start] or [locator]
    return tuple(part.region for part in parts if part.region and part.page == page)
