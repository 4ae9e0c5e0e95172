"""The text of a Word paragraph as a reader of the final version sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.readers.docx.package import attribute, child, local
from ingest.readers.docx.symbols import meaning

_SKIPPED = frozenset(
    [
        "pPr", "rPr", "del", "moveFrom", "delText", "delInstrText", "instrText", "rt", "sdtPr", "sdtEndPr",
        "footnoteRef", "endnoteRef", "annotationRef", "commentReference", "tbl",
    ]
)  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A mark in the text that points to a note; `mark` is set when the author chose it."""

    kind: str
    note_id: str
    mark: str = ""


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds: its characters, the notes it points to and the text boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    references: list[NoteReference] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters, without soft hyphens and white space at the ends."""
        return "".join(self.parts).replace("\u00ad", "").strip()


def paragraph_text(paragraph: Any) -> ParagraphText:
    """The text of a `w:p`: insertions, field results and links are in it, deletions and comments are not."""
    found = ParagraphText()
    _walk(paragraph, found)
    return found


def plain_text(element: Any) -> str:
    """The text of all paragraphs in an element, one a line, its text boxes left out."""
    texts = (paragraph_text(each).text for each in element.iter() if local(each) == "p")
    return "\n".join(text for text in texts if text)


def _walk(element: Any, found: ParagraphText) -> None:
    for each in element:
        name = local(each)
        if name in _SKIPPED:
            continue
        if name == "t":
            found.parts.append(meaning(_font(element), each.text or ""))
        elif name in _CHARACTERS:
            found.parts.append(_CHARACTERS[name])
        elif name == "sym":
            found.parts.append(_symbol(each))
        elif name in _REFERENCES:
            found.references.append(NoteReference(_REFERENCES[name], attribute(each, "id") or ""))
        elif name == "txbxContent":
            found.boxes.append(each)
        elif name == "AlternateContent":
            _walk_alternative(each, found)
        elif name == "r":
            _walk_run(each, found)
        else:
            _walk(each, found)


def _walk_run(run: Any, found: ParagraphText) -> None:
    own = next((each for each in run if local(each) in _REFERENCES and _has_own_mark(each)), None)
    if own is None:
        _walk(run, found)
        return
    mark = "".join(each.text or "" for each in run if local(each) == "t").strip()
    found.references.append(NoteReference(_REFERENCES[local(own)], attribute(own, "id") or "", mark))


def _has_own_mark(reference: Any) -> bool:
    return (attribute(reference, "customMarkFollows") or "0") not in ("0", "false", "off")


def _walk_alternative(alternatives: Any, found: ParagraphText) -> None:
    """The first alternative that has text: the others repeat it for older programs."""
    for each in alternatives:
        one = ParagraphText()
        _walk(each, one)
        if one.text or one.boxes or one.references:
            found.parts += one.parts
            found.references += one.references
            found.boxes += one.boxes
            return


def _font(run: Any) -> str:
    """The font that a run names for itself, "" when it names none."""
    fonts = child(run, "rPr", "rFonts")
    return "" if fonts is None else attribute(fonts, "ascii") or ""


def _symbol(element: Any) -> str:
    """The character of a `w:sym`, nothing when only its font knows what it looks like."""
    try:
        code = int(attribute(element, "char") or "", 16)
        sign = meaning(attribute(element, "font") or "", chr(code))
    except (ValueError, OverflowError):
        return ""
    code = ord(sign) if sign else 0
    return "" if not code or code in _PRIVATE or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
