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
# What styles hide is said again where it is.
_STYLES = re.compile(r"\{\\stylesheet\b(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
# A control word, a byte of text, a sign, the ends of a group, and running text.
_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-f]{2}|\\.|[{}]|[^\\{}]+", re.I | re.S
)
_HIDING = re.compile(r"\\(?:v|deleted)(?![a-z0])", re.IGNORECASE)


def read(path: Path) -> Document:
    """The paragraphs of an RTF file; lines and characters are those of its text without the markup.

    Hidden text, and what a tracked change has deleted, is left out.
    """
    source = _source(path)
    text = rtf_text(path)
    opening, blocks = titled_blocks(text, path.stem)
    warnings = ("hidden text was left out",) * (_without_hidden(source) != source)
    return Document(
        title_of(path, [sensible_title(_stated_title(source)), opening]), "rtf", blocks, warnings=warnings
    )


def rtf_text(path: Path) -> str:
    """The text of an RTF file without its markup and soft hyphens; UnreadableDocument when there is none."""
    try:
        text = _to_text(_without_hidden(_PICTURE.sub("", _source(path))), errors="replace")
    except _DAMAGE as error:
        raise UnreadableDocument(f"{path.name}: it cannot be read as RTF: {error}") from error
    if not text.strip():
        raise UnreadableDocument(f"{path.name}: there is no text in it")
    return text.replace("\u00ad", "")


def _source(path: Path) -> str:
    try:
        size = path.stat().st_size
        source = path.read_bytes().decode("latin-1") if size <= _LARGEST else ""
    except OSError as error:
        raise not_opened(path, error) from error
    if size > _LARGEST:
        raise UnreadableDocument(f"{path.name}: it is larger than {_LARGEST >> 20} MB; save it as DOCX")
    return _STYLES.sub("", source)


def _without_hidden(source: str) -> str:
    """The source without the text that is marked as hidden or deleted; its groups and marks stay."""
    if not _HIDING.search(source):
        return source
    kept: list[str] = []
    groups: list[frozenset[str]] = []
    hiding: frozenset[str] = frozenset()
    for token in _TOKEN.finditer(source):
        text, word = token.group(), (token["word"] or "").lower()
        if text == "{":
            groups.append(hiding)
        elif text == "}":
            hiding = groups.pop() if groups else frozenset()
        elif word in ("v", "deleted"):
            hiding = hiding - {word} if token["number"] == "0" else hiding | {word}
        elif word == "plain":
            hiding = frozenset()
        elif hiding and (word == "u" or not (word or text == r"\*")):
            continue
        kept.append(text)
    return "".join(kept)


def _stated_title(source: str) -> str:
    """The title among the file's properties; "" where there is none or it is damaged."""
    title, page = _TITLE.search(source), _CODE_PAGE.search(source)
    if title is None:
        return ""
    try:
        return _to_text(rf"{{\rtf1\ansi{page.group() if page else ''} {title.group(1)}}}", errors="ignore")
    except _DAMAGE:
        return ""
