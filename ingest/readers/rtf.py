"""RTF: the text that striprtf takes out of it, in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from ingest.documents import Document
from ingest.readers.file_errors import not_opened
from ingest.readers.text import titled_blocks
from ingest.readers.titles import sensible_title, title_of
from retrieval.errors import UnreadableDocument

_to_text: Callable[..., str] = rtf_to_text
_LARGEST = 100 * 2**20  # bytes; pictures are written in RTF as digits
_TITLE = re.compile(r"\{\\title ([^{}]*)\}")
_CODE_PAGE = re.compile(r"\\ansicpg\d+")
_DAMAGE = (ValueError, LookupError, TypeError, OverflowError)  # as striprtf meets it
_PICTURE = re.compile(r"\{\\\*?\\?(?:pict|objdata|shppict)\b[^{}]*\}")


def read(path: Path) -> Document:
    """The paragraphs of an RTF file; lines and characters are those of its text without the markup."""
    text = rtf_text(path)
    stated = _stated_title(path.read_text("latin-1"))
    opening, blocks = titled_blocks(text, path.stem)
    return Document(title_of(path, [sensible_title(stated), opening]), "rtf", blocks)


def rtf_text(path: Path) -> str:
    """The text of an RTF file without its markup; UnreadableDocument when there is none."""
    try:
        size = path.stat().st_size
        source = path.read_bytes().decode("latin-1") if size <= _LARGEST else ""
    except OSError as error:
        raise not_opened(path, error) from error
    if size > _LARGEST:
        raise UnreadableDocument(f"{path.name}: it is larger than {_LARGEST >> 20} MB; save it as DOCX")
    try:
        text = _to_text(_PICTURE.sub("", source), errors="replace")
    except _DAMAGE as error:
        raise UnreadableDocument(f"{path.name}: it cannot be read as RTF: {error}") from error
    if not text.strip():
        raise UnreadableDocument(f"{path.name}: there is no text in it")
    return text


def _stated_title(source: str) -> str:
    """The title among the file's properties; "" where there is none or it is damaged."""
    title, page = _TITLE.search(source), _CODE_PAGE.search(source)
    if title is None:
        return ""
    try:
        return _to_text(rf"{{\rtf1\ansi{page.group() if page else ''} {title.group(1)}}}", errors="ignore")
    except _DAMAGE:
        return ""
