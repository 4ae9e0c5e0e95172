"""Rows of a table as records: each row a document, its cells as fields with the place of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.documents import Document, Field
from ingest.languages import detect_language
from ingest.readers.html.blocks import fragment_text
from ingest.records.access import strictest_statement
from ingest.records.embargo import last_embargo
from ingest.records.mapping import IGNORED, Column, RecordMapping, field_named
from ingest.records.text import field_blocks
from ingest.records.yes_and_no import published, restricted
from retrieval.dates import find_dates
from retrieval.locators import Locator

_SAID = frozenset({"object_number", "collection", "rights", "license"})
_LONGEST_SPAN = 400  # years; a longer one says nothing of when
# An end of an element, a line break, an entity: what a cell has that was written for a page.
_MARKUP = re.compile(
    r"</[a-z][a-z0-9]*\s*>|<(?:br|p)\b[^<>]*>|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.I
)
_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|(?:gesamt|zwischen)?summe|gesamt|итого|всего|total général|sous-total"
    r"|[合总小共]\s?计|總計|合計|小計)\s*[:：.]?",
    re.I,
)
_YEAR = re.compile(r"-?\d{1,4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header: its cells as text, `number` as the table counts it, and where each cell is."""

    number: int
    cells: Sequence[str]
    places: Sequence[Locator]


@dataclass(frozen=True)
class RecordTable:
    """A table of records: its headers, what each column holds, and the kind its documents are of."""

    headers: Sequence[str]
    mapping: RecordMapping
    kind: str
    sample: str = ""

    def documents(self, rows: Iterable[Row]) -> Iterator[Document]:
        """One document a row that holds anything, or a group of rows where the mapping says so.

        A row that repeats the headers, as exports put together from several do, is none, and neither is
        one that only adds up those above.
        """
        for group in self._groups(r for r in rows if not self._is_header(r) and not self._is_total(r)):
            if any(cell.strip() for row in group for cell in row.cells):
                yield self._document(group)

    @cached_property
    def columns(self) -> list[Column | None]:
        """What each column holds, by position."""
        return [self.mapping.column(header) for header in self.headers]

    @cached_property
    def language(self) -> str:
        """The language of the table, by its headers and first rows."""
        return detect_language(self.sample or " ".join(self.headers))

    def _is_header(self, row: Row) -> bool:
        cells = [" ".join(cell.split()) for cell in row.cells]
        return [*filter(None, cells)] == [*filter(None, self.headers)] and len(self.headers) > 1

    def _is_total(self, row: Row) -> bool:
        """Whether a row says "Total" and figures alone; a work of that title has a number or a maker."""
        cells = [value for _, _, value, _ in self._cells(row)]
        words = [cell for cell in cells if _TOTAL.fullmatch(cell)]
        named = self._value(row, "", "object_number")
        figures = all(any(map(str.isdigit, cell)) for cell in cells if cell not in words)
        return bool(words) and figures and (not named or named in words)

    def _groups(self, rows: Iterable[Row]) -> Iterator[list[Row]]:
        group: list[Row] = []
        for row in rows:
            if group and not (self.mapping.group and self._name(row) == self._name(group[0])):
                yield group
                group = []
            group.append(row)
        if group:
            yield group

    def _document(self, rows: Sequence[Row]) -> Document:
        fields = self._fields(rows)
        name = self._name(rows[0])
        metadata: dict[str, str] = {f.name: f.value for f in reversed(fields) if f.name in _SAID}
        title = self._title(rows[0], fields) or name or f"Row {rows[0].number}"
        return Document(
            title=title,
            kind=self.kind,
            blocks=field_blocks(fields, self.language),
            language=self.language,
            metadata={**metadata, **self._access(rows)},
            fields=tuple(fields),
            record=name or str(rows[0].number),
        )

    def _fields(self, rows: Sequence[Row]) -> list[Field]:
        fields: dict[tuple[str, str, str], Field] = {}
        for row in rows:
            for header, column, value, place in self._cells(row):
                for field in _cell_fields(header, column, value, place):
                    fields.setdefault((field.name, field.label, field.value), field)
        years = self._years(rows[0])
        if not years:
            return list(fields.values())
        ends = {h for h, column in zip(self.headers, self.columns, strict=True) if _is_end(column)}
        if all(f.name != "date" for f in fields.values()):  # then the years themselves are the date
            fields = {k: replace(f, name="date") if f.label in ends else f for k, f in fields.items()}
        return [replace(f, years=years) if f.name == "date" else f for f in fields.values()]

    def _cells(self, row: Row) -> Iterator[tuple[str, Column | None, str, Locator]]:
        columns = [*self.columns, *([None] * len(row.cells))]
        headers = [*self.headers, *([""] * len(row.cells))]
        for n, (cell, place) in enumerate(zip(row.cells, row.places, strict=True)):
            text = fragment_text(cell) or cell if _MARKUP.search(cell) else cell
            if value := " ".join(text.split()):
                yield headers[n], columns[n], value, place

    def _value(self, row: Row, header: str, field: str) -> str:
        """The first value of the column of that header, or where it is "" of one that fills `field`."""
        for name, column, value, _ in self._cells(row):
            if name == header if header else column is not None and column.field == field:
                return value
        return ""

    def _name(self, row: Row) -> str:
        if self.mapping.record:
            return self._value(row, self.mapping.record, "")
        return self._value(row, "", "object_number") or self._value(row, "", "identifier")

    def _title(self, row: Row, fields: Sequence[Field]) -> str:
        if self.mapping.title:
            return self._value(row, self.mapping.title, "")
        named = {f.name: f.value for f in reversed(fields)}
        return named.get("title", "") or named.get("type", "")

    def _years(self, row: Row) -> tuple[int, int] | None:
        """The span that columns of first and last years give."""
        ends = [_YEAR.search(self._value(row, "", name)) for name in ("date_from", "date_to")]
        years = [int(found.group()) for found in ends if found]
        return (min(years), max(years)) if len(years) == 2 else None

    def _access(self, rows: Sequence[Row]) -> dict[str, str]:
        """The strictest of all that the columns of a record say, and the last of its embargoes."""
        cells = [(column.field, value) for row in rows for _, column, value, _ in self._cells(row) if column]
        said = {
            "access": strictest_statement(
                [
                    *(value for field, value in cells if field == "access"),
                    *(published(value) for field, value in cells if field == "public_access"),
                    *filter(None, (restricted(value) for field, value in cells if field == "restriction")),
                ]
            ),
            "embargo": last_embargo(value for field, value in cells if field == "embargo"),
        }
        return {name: value for name, value in said.items() if value}


def _is_end(column: Column | None) -> bool:
    return column is not None and column.field in ("date_from", "date_to")


def _cell_fields(header: str, column: Column | None, value: str, place: Locator) -> Iterator[Field]:
    if column is None:
        yield Field("note", value, place, label=header)
        return
    if column.field == IGNORED:
        return
    for part in value.split(column.split) if column.split else [value]:
        if text := part.strip():
            yield _field(header, column, text, place)


def _field(header: str, column: Column, value: str, place: Locator) -> Field:
    name = field_named(column.field)
    label = column.label or ("" if name == column.field else header)
    years = _stated_years(value) if name == "date" else None
    return Field(name, value, place, label, column.language, column.role, years)


def _stated_years(value: str) -> tuple[int, int] | None:
    spans = [span for mention in find_dates(value) for span in mention.spans]
    if not spans:
        return None
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return (first, last) if last - first <= _LONGEST_SPAN else None
