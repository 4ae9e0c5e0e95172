"""Follows a locator into the original file by code, as a person would by hand.

Nothing here asks the reader what it read: the file is opened anew, with the library of its format.
"""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pymarc
import webvtt
from lxml import etree, html

from evals.coverage.one_reading import as_read
from ingest.readers.csv_table import guessed_delimiter
from ingest.readers.encoding import read_decoded
from ingest.readers.iiif.text import plain
from ingest.readers.json_source import value_at
from ingest.readers.kinds import kind_of
from ingest.readers.pdf.reading import page_texts
from ingest.readers.rtf import rtf_text
from ingest.readers.subtitles import cue_text, seconds_of
from ingest.readers.xlsx import shown
from ingest.readers.xml_source import parse
from retrieval.errors import NotFound
from retrieval.locators import Locator

# What a page does not show of its Markdown: where links lead, marks of notes, shortcodes, escapes.
_MARKUP = re.compile(r"\]\([^()\s]*(?:\s\"[^\"]*\")?\)|\[\^[^\]]*\]|\{\{%.*?%\}\}|\\(?=\W)")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def text_at(path: Path, locator: Locator) -> str:
    """All text of the original at that place; NotFound when the locator leads nowhere in it."""
    if locator.member:
        return _in_member(path, locator)
    for is_given, follow in _WAYS:
        if is_given(locator):
            return follow(path, locator)
    if (kind := kind_of(path)) in _WHOLE:
        return _WHOLE[kind](path)
    raise NotFound(f"{path.name}: no way leads to {locator.to_json()}")


def _xpath(path: Path, locator: Locator) -> str:
    found = parse(path).root.xpath(locator.xpath)
    if len(found) != 1:
        raise NotFound(f"{path.name}: {locator.xpath} leads to {len(found)} elements")
    if isinstance(found[0], str):
        return found[0]
    covered = next(found[0].iterchildren("{*}covered-table-cell"), None) is not None
    above = [*found[0].itersiblings("{*}table-row", preceding=True)] if covered else []
    return " ".join(_element_text(each) for each in (*reversed(above), found[0]))


def _element_text(element: Any) -> str:
    """The text of an element, also as one reading of it; of one of ALTO, its words, which are attributes."""
    words = [each.get("CONTENT") for each in element.iter("{*}String", "{*}HYP") if each.get("CONTENT")]
    units = [each.get("unit") for each in element.iter() if isinstance(each.tag, str) and each.get("unit")]
    texts = words or dict.fromkeys(["".join(element.itertext()), as_read(element)])
    return " ".join([*texts, *units])


def _pointer(path: Path, locator: Locator) -> str:
    if kind_of(path) == "marc":
        with path.open("rb") as file:
            records = [each.as_dict() if each else None for each in pymarc.MARCReader(file)]
        return " ".join(_strings(value_at(records, locator.pointer or "")))
    text = read_decoded(path).text
    if locator.lines:
        text = text.split("\n")[locator.lines[0] - 1]
    value = value_at(json.loads(text, parse_float=str, parse_int=str), locator.pointer or "")
    return " ".join(plain(each) for each in _strings(value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _sheet_cells(path: Path, locator: Locator) -> str:
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file, data_only=True)
        found = book[locator.sheet or ""][locator.cells or ""]
        rows = found if isinstance(found, tuple) else ((found,),)
        texts = [shown(cell.value, cell.number_format) for row in rows for cell in row]
        book.close()
    return " ".join(texts)


def _csv_cells(path: Path, locator: Locator) -> str:
    text = read_decoded(path).text
    csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=guessed_delimiter(text)))
    found = []
    for name in (locator.cells or "").split(":"):
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()  # type: ignore[union-attr]
        found.append((int(number) - 1, _column(letters)))
    (top, left), (bottom, right) = found[0], found[-1]
    return " ".join(cell for row in rows[top : bottom + 1] for cell in row[left : right + 1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _seconds(path: Path, locator: Locator) -> str:
    start, end = locator.seconds or (0.0, 0.0)
    kind = "vtt" if read_decoded(path).text.lstrip().startswith("WEBVTT") else "srt"
    captions = webvtt.from_buffer(io.StringIO(read_decoded(path).text.lstrip()), format=kind).captions
    within = [
        c for c in captions if seconds_of(c.start) >= start - 0.001 and seconds_of(c.end) <= end + 0.001
    ]
    return f"{locator.speaker or ''} " + " ".join(cue_text(caption.raw_text) for caption in within)


def _page(path: Path, locator: Locator) -> str:
    pages = _pages(path)
    first = locator.page or 1
    text = "\n".join(pages[first - 1 : locator.end_page or first])
    return text[slice(*locator.chars)] if locator.chars and not locator.end_page else text


@lru_cache(maxsize=2)
def _pages(path: Path) -> list[str]:
    return page_texts(path)


def _characters(path: Path, locator: Locator) -> str:
    text = rtf_text(path) if kind_of(path) == "rtf" else read_decoded(path).text
    return text[slice(*(locator.chars or (0, 0)))]


def _lines(path: Path, locator: Locator) -> str:
    first, last = locator.lines or (1, 1)
    text = "\n".join(re.split(r"\r\n|\r|\n", read_decoded(path).text)[first - 1 : last])
    if kind_of(path) == "html":
        return str(html.fragment_fromstring(text, create_parent=True).text_content())
    return _MARKUP.sub("", text) if kind_of(path) == "markdown" else text


def _word_place(path: Path, locator: Locator) -> str:
    """A paragraph, a row or the notes of a DOCX, counted in the XML of its parts."""
    with zipfile.ZipFile(path) as archive:
        notes = [name for name in archive.namelist() if name.endswith("notes.xml")] if locator.note else []
        if notes:
            return "".join(_word_text(etree.fromstring(archive.read(name))) for name in notes)
        root = etree.fromstring(archive.read("word/document.xml"))
    if locator.table is not None:
        tables = [each for each in root.iter("{*}tbl") if not _is_fallback(each)]
        table = tables[locator.table - 1]
        rows = [row for row in table.iter("{*}tr") if next(row.iterancestors("{*}tbl")) is table]
        row = rows[(locator.row or 1) - 1]
        reaching = rows[: rows.index(row)] if next(row.iter("{*}vMerge"), None) is not None else []
        return " ".join(_word_text(each) for each in (*reaching, row))
    outside = [
        each
        for each in root.iter("{*}p")
        if etree.QName(each).namespace != _DRAWING
        and not _is_fallback(each)
        and not any(_local(above) in ("tbl", "txbxContent") for above in each.iterancestors())
    ]
    first = locator.paragraph or 1
    return " ".join(_word_text(each) for each in outside[first - 1 : locator.end_paragraph or first])


def _word_text(element: Any) -> str:
    """The text that stands in a part now, without what a tracked change has deleted."""
    return "".join(each.text or "" for each in element.iter("{*}t"))


def _is_fallback(element: Any) -> bool:
    return any(_local(above) == "Fallback" for above in element.iterancestors())


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)


def _notes(path: Path) -> str:
    return "\n".join(webvtt.from_buffer(io.StringIO(read_decoded(path).text.lstrip())).header_comments)


def _in_member(path: Path, locator: Locator) -> str:
    """What a file inside the file, a part of a letter or a header of it holds at the place."""
    member = locator.member or ""
    if kind_of(path) == "eml":
        return _in_letter(path, member, locator)
    rest = replace(locator, member=None)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return _as_file(archive.read(member), Path(member).name, rest)
    return text_at(path.parent / member, rest)  # a file beside this one, as METS has it


def _in_letter(path: Path, member: str, locator: Locator) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    rest = replace(locator, member=None)
    if message[member]:
        return str(message[member])
    if re.fullmatch(r"\d+(?:\.\d+)*", member):
        part: Any = message
        for number in member.split(".") if message.is_multipart() else ():
            part = list(part.iter_parts())[int(number) - 1]
        ending = ".html" if "html" in part.get_content_type() else ".txt"
        return _as_file(part.get_payload(decode=True), f"part{ending}", rest)
    for part in message.iter_attachments():
        name = part.get_filename() or ""
        if name and (member == name or member.startswith(f"{name}/")):
            content = part.get_payload(decode=True)
            return _as_file(content, name, replace(rest, member=member[len(name) + 1 :] or None))
    raise NotFound(f"{path.name}: there is no {member} in it")


def _as_file(content: bytes, name: str, locator: Locator) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        return text_at(path, locator)


# The first that is given decides; each needs no other.
_WAYS: tuple[tuple[Callable[[Locator], object], Callable[[Path, Locator], str]], ...] = (
    (lambda place: place.xpath is not None, _xpath),
    (lambda place: place.pointer is not None, _pointer),
    (lambda place: place.sheet is not None, _sheet_cells),
    (lambda place: place.cells is not None, _csv_cells),
    (lambda place: place.page is not None, _page),
    (lambda place: place.chars is not None, _characters),
    (lambda place: place.lines is not None, _lines),
    (lambda place: place.seconds is not None, _seconds),
    (
        lambda place: place.paragraph is not None or place.table is not None or place.note is not None,
        _word_place,
    ),
)
_WHOLE: dict[str, Callable[[Path], str]] = {"vtt": _notes}
