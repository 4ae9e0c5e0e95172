"""Pages of recognised text: regions with their lines, as ALTO and PAGE XML give them, made into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.documents import Block, BlockKind
from ingest.readers.line_joining import joined, spelling_of
from ingest.readers.outline import Outline
from retrieval.locators import Locator
from retrieval.locators import joined as joined_places

Box = tuple[int, int, int, int]
_IDEOGRAPH = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65]"
_CJK = re.compile(f"(?<={_IDEOGRAPH}) (?={_IDEOGRAPH})")
_BROKEN = re.compile(r"\w\s?[-\u2010\u00ad⸗¬]$")
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

    A large initial that stands in a region of its own is joined to the word it begins, and a region that
    ends within a word to the next one of its page.
    """
    spelling = spelling_of(line for each in regions for line in each.region.lines)
    outline = Outline()
    blocks: list[Block] = []
    for group in _groups(regions):
        text = joined(_without_old_hyphens(_with_initials(group)), spelling)
        if text:
            region = group[0].region
            place = joined_places([_locator(each) for each in group])
            place = replace(place, headings=outline.above(text, region.level))
            blocks.append(Block(text, region.kind, place, region.level))
    return tuple(blocks)


def _groups(regions: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The regions, those together that one word runs through."""
    group: list[Placed] = []
    for each in regions:
        if group and not _runs_on(group[-1], each):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _with_initials(group: Sequence[Placed]) -> list[str]:
    """The lines of the regions, a large initial set before the line it begins."""
    lines: list[str] = []
    initial = ""
    for each in group:
        if _is_initial(each) and each is not group[-1]:
            initial = each.region.lines[0]
            continue
        lines += [initial + each.region.lines[0], *each.region.lines[1:]]
        initial = ""
    return lines


def _locator(each: Placed) -> Locator:
    region = each.region
    return replace(each.page, xpath=region.xpath, region=region.box, confidence=region.confidence)


def _runs_on(each: Placed, following: Placed) -> bool:
    """Whether a word that begins in one region ends in the next, on the same page and in running text."""
    region, beside = each.region, following.region
    if each.page != following.page or region.kind != beside.kind or not region.lines or not beside.lines:
        return False
    if not beside.lines[0][:1].islower():
        return False
    return bool(_BROKEN.search(region.lines[-1])) or (_is_initial(each) and _is_beside(region, beside))


def _is_initial(each: Placed) -> bool:
    lines = each.region.lines
    return len(lines) == 1 and len(lines[0]) == 1 and lines[0].isupper()


def _is_beside(region: ScanRegion, other: ScanRegion) -> bool:
    if region.box is None or other.box is None:
        return True
    top, height = other.box[1], other.box[3]
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
