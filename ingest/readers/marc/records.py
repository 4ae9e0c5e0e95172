"""MARC records out of either of their forms, each subfield with the place it stands in.

A place in the binary form (ISO 2709) is a JSON Pointer into the file taken as a list of its records in
MARC-in-JSON, which is what `[record.as_dict() for record in pymarc.MARCReader(file)]` gives:
`/0/fields/12/245/subfields/0/a`. A record that cannot be read keeps its number in the list.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pymarc
from pymarc.field import RawField

from ingest.readers.file_errors import not_opened
from ingest.readers.marc.encoding import MarcText, text_of_record
from ingest.readers.xml_source import Element, XmlRecord, local_name, stream
from retrieval.errors import UnreadableDocument
from retrieval.locators import Locator

logging.getLogger("pymarc").addHandler(logging.NullHandler())  # what it mends is no news
_LENGTH, _LEADER = 5, 24  # bytes of a record's length, and of all that stands before its directory
_END = b"\x1d"  # of a record
_BLOCK = 65536  # bytes
_MOST_TOLD = 20  # damaged records in a row
# What pymarc raises over a record that is not whole.
_DAMAGE = (AttributeError, IndexError, KeyError, TypeError, ValueError, pymarc.exceptions.PymarcException)


@dataclass(frozen=True, slots=True)
class Subfield:
    """A value with its code and place."""

    code: str
    value: str
    place: Locator


@dataclass(frozen=True, slots=True)
class MarcField:
    """A field: `value` for the control fields, subfields for all others."""

    tag: str
    place: Locator
    value: str = ""
    indicators: str = "  "
    subfields: tuple[Subfield, ...] = ()

    def first(self, codes: str) -> str:
        """The first value under one of the codes, "" when there is none."""
        return next((each.value for each in self.subfields if each.code in codes), "")


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """A record; `number` counts from 1, `warnings` name what was wrong with it or before it."""

    leader: str
    fields: tuple[MarcField, ...]
    number: int
    warnings: tuple[str, ...] = ()

    def tagged(self, *tags: str) -> list[MarcField]:
        """The fields with one of the tags, in their order."""
        return [each for each in self.fields if each.tag in tags]

    def control(self, tag: str) -> str:
        """The value of a control field, "" when there is none."""
        return next((each.value for each in self.tagged(tag)), "")


def binary_records(path: Path) -> Iterator[MarcRecord]:
    """The records of an ISO 2709 file, one at a time.

    A damaged record is left out and named in the warnings of the next; UnreadableDocument when the file
    ends in damage, after what stands before it has been given.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise not_opened(path, error) from error
    damaged: list[str] = []
    with file:
        for number, (chunk, fault) in enumerate(_chunks(path, file), 1):
            try:
                if fault:
                    raise ValueError(fault)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of what pymarc mends
                    record = pymarc.Record(chunk, to_unicode=False)
            except _DAMAGE as error:
                reason = str(error) or type(error).__name__
                damaged.append(f"record {number} is damaged and was left out: {reason}")
                continue
            yield _binary_record(record, number, _told(damaged))
            damaged = []
    if damaged:
        raise UnreadableDocument(f"{path.name}: {damaged[-1]}")


def _told(damaged: list[str]) -> tuple[str, ...]:
    more = len(damaged) - _MOST_TOLD
    return (
        *damaged[:_MOST_TOLD],
        *([f"{more} more records are damaged and were left out"] if more > 0 else []),
    )


def xml_records(path: Path) -> Iterator[MarcRecord]:
    """The records of a MARCXML file, one at a time; raises as `stream` does."""
    for found in stream(path, {"record"}):
        yield xml_record(found)


def _chunks(path: Path, file: BinaryIO) -> Iterator[tuple[bytes, str]]:
    """The bytes of one record after the other, each with what is wrong about its length, or "".

    Blanks between them are overlooked. Behind a wrong length the next record begins where one ends.
    """
    number = 0
    while True:
        head = b""
        while len(head) < _LENGTH and (more := file.read(_LENGTH - len(head))):
            head = (head + more).lstrip(b"\r\n\t \x00\x1a")
        if not head:
            return
        number += 1
        stated = int(head) if head.isdigit() else 0
        chunk = head + (file.read(stated - _LENGTH) if stated > _LEADER else b"")
        if stated > _LEADER and len(chunk) == stated and chunk.endswith(_END):
            yield chunk, ""
            continue
        fault = "its length is wrong" if stated > _LEADER else f"it does not begin with its length: {head!r}"
        while _END not in chunk:
            if not (more := file.read(_BLOCK)):
                raise UnreadableDocument(f"{path.name}: record {number} breaks off, or {fault}")
            chunk = more
        file.seek(chunk.index(_END) + 1 - len(chunk), io.SEEK_CUR)
        yield b"", fault


def _binary_record(record: pymarc.Record, number: int, damaged: tuple[str, ...]) -> MarcRecord:
    raw = [field for field in record.fields if isinstance(field, RawField)]
    values = [value for field in raw for value in _bytes_in(field)]
    text = text_of_record(values, declared_utf8=str(record.leader)[9] == "a")
    fields = tuple(_raw_field(field, number - 1, n, text) for n, field in enumerate(raw))
    return MarcRecord(str(record.leader), fields, number, (*damaged, *text.warnings))


def _bytes_in(field: RawField) -> list[bytes]:
    values: list[object] = [field.data] if field.control_field else [each.value for each in field.subfields]
    return [value for value in values if isinstance(value, bytes)]


def _raw_field(field: RawField, record: int, position: int, text: MarcText) -> MarcField:
    base = f"/{record}/fields/{position}/{_escaped(field.tag)}"
    place = Locator(pointer=base)
    if field.control_field:
        return MarcField(field.tag, place, text.decoded(_bytes_in(field)[0] if _bytes_in(field) else b""))
    subfields = tuple(
        Subfield(
            each.code,
            text.decoded(each.value if isinstance(each.value, bytes) else str(each.value).encode()),
            Locator(pointer=f"{base}/subfields/{n}/{_escaped(each.code)}"),
        )
        for n, each in enumerate(field.subfields)
    )
    return MarcField(field.tag, place, "", f"{field.indicator1}{field.indicator2}", subfields)


def _escaped(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")


def xml_record(found: XmlRecord) -> MarcRecord:
    """A MARCXML `record`, which may stand in a file of any kind."""
    fields: list[MarcField] = []
    leader = ""
    seen: dict[str, int] = {}
    for element in found.element:
        name = local_name(element)
        if not name:
            continue
        seen[name] = seen.get(name, 0) + 1
        base = f"{found.xpath}/{_step(element, seen[name])}"
        tag = (element.get("tag") or "").strip()
        if name == "leader":
            leader = element.text or ""
        elif name == "controlfield":
            fields.append(MarcField(tag, Locator(xpath=base), element.text or ""))
        elif name == "datafield":
            indicators = f"{element.get('ind1') or ' '}{element.get('ind2') or ' '}"
            subfields = tuple(_xml_subfields(element, base))
            fields.append(MarcField(tag, Locator(xpath=base), "", indicators[:2], subfields))
    return MarcRecord(leader, tuple(fields), found.position, found.warnings)


def _xml_subfields(element: Element, base: str) -> Iterator[Subfield]:
    count = 0
    for child in element:
        if local_name(child) == "subfield":
            count += 1
            place = Locator(xpath=f"{base}/{_step(child, count)}")
            yield Subfield((child.get("code") or "").strip(), "".join(child.itertext()), place)


def _step(element: Element, position: int) -> str:
    """A step of a path, as `xml_source.xpath_of` writes it."""
    name = local_name(element)
    named = f"*[local-name()='{name}']" if str(element.tag).startswith("{") else name
    return f"{named}[{position}]"
