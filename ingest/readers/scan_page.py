"""Pages of recognised text: regions with their lines, as ALTO and PAGE XML give them, made into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.documents import Block, BlockKind
from ingest.readers.line_joining import joined, spelling_of
from ingest.readers.outline import Outline
from retrieval.locators import Locator
from retrieval.locators import joined as joined_places

Box = tuple[int, int, int, int]
_IDEOGRAPH = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]"
_CJK = re.compile(f"(?<={_IDEOGRAPH}) (?={_IDEOGRAPH})")
_OLD_HYPHEN = re.compile(r"(?<=\w)\s?[⸗¬=]$")
_LARGEST = 10_000_000  # pixels; what is beyond is no place on a page


@dataclass(frozen=True, slots=True)
class ScanRegion:
    """A region of a page with its lines from top to bottom, and the path of its element.

    `level` makes it a heading. `key` is what other files name it by.
    """

    lines: tuple[str, ...]
    xpath: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    box: Box | None = None
    confidence: float | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class ScanPage:
    """The regions of one page in reading order, what the page calls itself, and what was left out."""

    regions: tuple[ScanRegion, ...]
    label: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A region, and the place of the page it is on."""

    region: ScanRegion
    page: Locator


def placed(pages: Iterable[ScanPage]) -> list[Placed]:
    """The regions of the pages of one file, numbered from 1."""
    return [
        Placed(region, Locator(page=n, page_label=page.label or None))
        for n, page in enumerate(pages, 1)
        for region in page.regions
    ]


def region_blocks(regions: Sequence[Placed]) -> tuple[Block, ...]:
    """A block for each region, its lines joined and the words closed that a line breaks.

    A large initial that stands in a region of its own is joined to the word it begins.
    """
    spelling = spelling_of(line for each in regions for line in each.region.lines)
    outline = Outline()
    blocks: list[Block] = []
    initial: Placed | None = None
    for each, following in zip(regions, [*regions[1:], None], strict=False):
        region = each.region
        if following is not None and _is_initial(each, following):
            initial = each
            continue
        lines = _without_old_hyphens(region.lines)
        place = _locator(each)
        if initial is not None:
            lines = [initial.region.lines[0] + lines[0], *lines[1:]]
            place = joined_places([_locator(initial), place])
            initial = None
        text = joined(lines, spelling)
        if text:
            place = replace(place, headings=outline.above(text, region.level))
            blocks.append(Block(text, region.kind, place, region.level))
    return tuple(blocks)


def _locator(each: Placed) -> Locator:
    region = each.region
    return replace(each.page, xpath=region.xpath, region=region.box, confidence=region.confidence)


def _is_initial(each: Placed, following: Placed) -> bool:
    """Whether a region is one capital that the next region, beside it, goes on from."""
    region, beside = each.region, following.region
    if (
        each.page != following.page
        or region.kind != beside.kind
        or len(region.lines) != 1
        or not beside.lines
    ):
        return False
    letter, first = region.lines[0], beside.lines[0][:1]
    if len(letter) != 1 or not letter.isupper() or not first.islower():
        return False
    if region.box is None or beside.box is None:
        return True
    top, height = beside.box[1], beside.box[3]
    return top - region.box[3] <= region.box[1] <= top + height


def line_text(words: Iterable[str]) -> str:
    """Words of a line with a space between them, but not between Chinese characters."""
    return _CJK.sub("", " ".join(" ".join(words).split()))


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The box around all of the boxes that are known."""
    known = [box for box in boxes if box]
    if not known:
        return None
    left, top = min(b[0] for b in known), min(b[1] for b in known)
    right, bottom = max(b[0] + b[2] for b in known), max(b[1] + b[3] for b in known)
    return left, top, right - left, bottom - top


def number(text: str | None) -> float | None:
    """A number of an attribute; None where it is none that can be."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if -_LARGEST < value < _LARGEST else None


def lowest(confidences: Iterable[str | None]) -> float | None:
    """The lowest of the confidences that are given, 0 to 1."""
    known = [value for text in confidences if (value := number(text)) is not None and 0 <= value <= 1]
    return min(known, default=None)


def _without_old_hyphens(lines: Sequence[str]) -> list[str]:
    """The lines, those joined that an older sign for a hyphen (`⸗`, `¬`) parts before a small letter."""
    made: list[str] = []
    for line in lines:
        if made and line[:1].islower() and _OLD_HYPHEN.search(made[-1]):
            made[-1] = _OLD_HYPHEN.sub("", made[-1]) + line
        else:
            made.append(line)
    return made
