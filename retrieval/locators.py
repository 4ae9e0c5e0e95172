"""Where a run of text stands in its original: by page, line, element, cell, time or region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import takewhile
from typing import Any, Self, TypeVar

T = TypeVar("T")
N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class Part:
    """The place of one stretch of a passage's text: `start` to `end` are its characters, end excluded."""

    start: int
    end: int
    locator: Locator

    def to_json(self) -> list[Any]:
        """The part as `[start, end, locator]`."""
        return [self.start, self.end, self.locator.to_json()]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a run of text stands in its original, enough to lead a person back to the spot.

    `page` and `end_page` count from 1; `page_label` is what the page calls itself (`fol. 3r`). `chars`
    is a half-open range: in the text of `page` as the reader extracts it (PDF, scans), else in the text
    of the whole file as decoded. `lines` counts from 1 and includes both ends. `paragraph` counts the
    paragraphs of a DOCX or HTML body from 1, `table` the document's tables and `row` a table's rows,
    header included. `note` is a footnote's mark. `headings` is the path of headings above the text,
    outermost first.

    Within containers and records: `member` is the path of a file inside the file (a chapter of an EPUB,
    an attachment, a page of METS), `xpath` an XPath 1.0 expression that needs no namespace bindings,
    `pointer` a JSON Pointer (RFC 6901), `sheet` and `cells` a worksheet and its cells (`B4`, `A4:F4`),
    `field` the field of the record that the text fills.

    In time and space: `seconds` is a range from the start of a recording and `speaker` who is heard;
    `canvas` is the URI of a IIIF canvas, and `region` a box `(x, y, width, height)` in the pixels of the
    canvas or of the page's picture. `confidence`, 0 to 1, is the lowest that text recognition gave.

    `parts` tell the places of the blocks that a passage is made of, when they are several; the headings
    above them are the passage's.
    """

    page: int | None = None
    end_page: int | None = None
    chars: tuple[int, int] | None = None
    lines: tuple[int, int] | None = None
    paragraph: int | None = None
    end_paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    note: str | None = None
    headings: tuple[str, ...] = ()
    page_label: str | None = None
    member: str | None = None
    xpath: str | None = None
    pointer: str | None = None
    sheet: str | None = None
    cells: str | None = None
    field: str | None = None
    seconds: tuple[float, float] | None = None
    speaker: str | None = None
    canvas: str | None = None
    region: tuple[int, int, int, int] | None = None
    confidence: float | None = None
    parts: tuple[Part, ...] = ()

    def to_json(self, *, parts: bool = True) -> dict[str, Any]:
        """The locator as JSON values, leaving out what is not known, and `parts` if not asked for."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "parts"}
        known = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items() if v not in (None, ())}
        return {**known, "parts": [p.to_json() for p in self.parts]} if parts and self.parts else known

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The locator that `to_json` wrote; unknown keys are refused with TypeError."""
        known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        if "parts" in known:
            known["parts"] = tuple(Part(a, b, Locator.from_json(place)) for a, b, place in known["parts"])
        return cls(**known)

    def within(self, start: int, end: int) -> Locator:
        """The place of the passage's characters from `start` to `end` alone."""
        held = [part.locator for part in self.parts if part.start < end and part.end > start]
        return replace(joined(held), headings=self.headings) if held else replace(self, parts=())


def joined(locators: Sequence[Locator]) -> Locator:
    """One locator that leads from the first of `locators`, in reading order, to the last."""
    first, last = locators[0], locators[-1]
    if len(locators) == 1:
        return first
    end_page = last.end_page or last.page
    return Locator(
        page=first.page,
        end_page=end_page if end_page != first.page else None,
        chars=_span(first.chars, last.chars) if first.page == last.page else first.chars,
        lines=_span(first.lines, last.lines),
        paragraph=first.paragraph,
        end_paragraph=(last.end_paragraph or last.paragraph)
        if last.paragraph != first.paragraph
        else first.end_paragraph,
        table=first.table,
        row=first.row,
        note=first.note,
        headings=first.headings,
        page_label=first.page_label,
        member=_shared(each.member for each in locators),
        xpath=_common_path([each.xpath for each in locators]),
        pointer=_common_path([each.pointer for each in locators]),
        sheet=_shared(each.sheet for each in locators),
        cells=_cells(first.cells, last.cells) if first.sheet == last.sheet else first.cells,
        field=_shared(each.field for each in locators),
        seconds=_span(first.seconds, last.seconds),
        speaker=_shared(each.speaker for each in locators),
        canvas=first.canvas,
        region=_around([each.region for each in locators if each.canvas == first.canvas])
        if first.page == last.page
        else first.region,
        confidence=min((c for each in locators if (c := each.confidence) is not None), default=None),
    )


def _span(first: tuple[N, N] | None, last: tuple[N, N] | None) -> tuple[N, N] | None:
    return (first[0], max(first[1], last[1])) if first and last else first


def _shared(values: Iterable[T | None]) -> T | None:
    several = set(values)
    return several.pop() if len(several) == 1 else None


def _common_path(paths: Sequence[str | None]) -> str | None:
    """The innermost element or value that holds all of `paths`, each of them steps after slashes."""
    known = [path for path in paths if path is not None]
    if len(known) < len(paths):
        return None
    levels = zip(*(path.split("/") for path in known), strict=False)
    steps = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels)]
    return "/".join(steps) or ("" if known[0].startswith("/") else None)


def _cells(first: str | None, last: str | None) -> str | None:
    if not first or not last:
        return first
    start, end = first.split(":")[0], last.split(":")[-1]
    return start if start == end else f"{start}:{end}"


def _around(regions: Sequence[tuple[int, int, int, int] | None]) -> tuple[int, int, int, int] | None:
    known = [region for region in regions if region]
    if not known:
        return None
    left, top = min(r[0] for r in known), min(r[1] for r in known)
    right, bottom = max(r[0] + r[2] for r in known), max(r[1] + r[3] for r in known)
    return left, top, right - left, bottom - top
