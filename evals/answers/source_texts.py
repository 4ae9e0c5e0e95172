"""The documents' own text, to hold quotes against.

It is made without the product's readers, so that what a reader loses, adds or garbles shows:

- text, Markdown and HTML: the decoded file, as it is and with its markup stripped. A file that isn't
  UTF-8 or UTF-16 is decoded as what charset-normalizer takes it for among the encodings of old files;
- PDF: the page text of pypdf, page by page;
- DOCX: every `w:t` of the document, its footnotes and its endnotes, part by part.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

from charset_normalizer import from_bytes
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from evals.answers.question_sets import document_stem, squash

_OLD_ENCODINGS = ["gb18030", "big5", "cp1251", "koi8_r"]
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


class SourceTexts:
    """The squashed texts of a corpus folder, each made when it is first asked for."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        files = [path for path in sorted(corpus.rglob("*")) if path.is_file()]
        self._files = {normalize("NFC", path.relative_to(corpus).as_posix()): path for path in files}
        self._by_stem = {document_stem(name): path for name, path in reversed(self._files.items())}
        self._texts: dict[Path, list[str] | None] = {}

    def has(self, document: str) -> bool:
        """Whether a file of the corpus has this document's stem."""
        return document_stem(document) in self._by_stem

    def holds(self, document_id: str, quote: str) -> bool | None:
        """Whether `quote` stands in the document, spacing and punctuation aside.

        False for an empty quote and for a document that is not in the corpus; None when no text can
        be made of the document here. In a PDF a quote has to stand on one page: between two there are
        notes and running heads, and leaving those out is no longer verbatim.
        """
        path = self._files.get(document_id.split("#")[0]) or self._by_stem.get(document_stem(document_id))
        wanted = squash(quote)
        if path is None or not wanted:
            return False
        if path not in self._texts:
            self._texts[path] = _squashed(path)
        parts = self._texts[path]
        return None if parts is None else any(wanted in part for part in parts)


def _squashed(path: Path) -> list[str] | None:
    extract = _EXTRACTORS.get(path.suffix.lower())
    if extract is None:
        return None
    try:
        parts = [squash(part) for part in extract(path)]
        return parts if any(parts) or path.suffix.lower() != ".pdf" else None  # a scan, read by OCR
    except (OSError, PyPdfError, zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return None


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or one of the encodings of old files."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        likely = from_bytes(content, cp_isolation=_OLD_ENCODINGS).best()
        return str(likely) if likely else content.decode("latin-1")


def _plain(path: Path) -> list[str]:
    return [decoded(path.read_bytes())]


def _markdown(path: Path) -> list[str]:
    text = decoded(path.read_bytes())
    bare = re.sub(r"<!--.*?-->|\{\{[<%].*?[%>]\}\}|\{\{.*?\}\}|\[\^[^\]]*\]", " ", text, flags=re.DOTALL)
    bare = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", bare)
    bare = re.sub(r"</?[A-Za-z][^>]*>", " ", bare)
    bare = re.sub(r"(?<![^\W_])_+|_+(?![^\W_])", "", bare)
    return [text, html.unescape(bare)]


def _html(path: Path) -> list[str]:
    text = decoded(path.read_bytes())
    stripper = _Stripper()
    stripper.feed(text)
    stripper.close()
    return [text, "".join(stripper.pieces)]


class _Stripper(HTMLParser):
    """Collects what stands between tags, scripts and styles left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def _pdf(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def _docx(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        parts = [name for name in _WORD_PARTS if name in package.namelist()]
        trees = [ElementTree.fromstring(package.read(name)) for name in parts]
    return ["".join(run.text or "" for run in tree.iter(_WORD)) for tree in trees]


_EXTRACTORS: Mapping[str, Callable[[Path], list[str]]] = {
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
