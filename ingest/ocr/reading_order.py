"""The order in which recognised lines are read: column after column, vertical text from the right."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from ingest.ocr.recognised import Box, RecognisedLine

_STEP = 4  # pixels between the places that are tried for a gutter
_MOST_TRIED = 1000
_LEAST_LINES = 3  # that a column has
_MOST_CROSSING = 0.25  # of the lines: headings and pictures' captions that span the columns
_LEAST_BESIDE = 0.4  # of the lower column's height that the other one stands beside
_SAME_ROW = 0.5  # of a line's height


def rows_in_order(lines: Sequence[RecognisedLine]) -> list[list[RecognisedLine]]:
    """Rows of lines in the order they are read; a row has several where they stand side by side."""
    vertical = [line for line in lines if line.is_vertical]
    if 2 * len(vertical) > len(lines):
        return [[line] for line in _vertical_order(lines)]
    return [row for column in _columns(list(lines)) for row in _rows(column)]


def _vertical_order(lines: Sequence[RecognisedLine]) -> list[RecognisedLine]:
    """Columns of characters from right to left, those above each other from above to below."""
    width = median(min(line.box[2], line.box[3]) for line in lines)
    return sorted(lines, key=lambda line: (-round(_middle(line.box) / (1.2 * width)), line.box[1]))


def _middle(box: Box) -> float:
    return box[0] + box[2] / 2


def _columns(lines: list[RecognisedLine]) -> list[list[RecognisedLine]]:
    """The lines in groups to be read one after the other, parted where gutters run between them."""
    gutter = _gutter(lines)
    if gutter is None:
        return [lines]
    crossing = sorted((line for line in lines if _crosses(line, gutter)), key=lambda line: line.box[1])
    found: list[list[RecognisedLine]] = []
    rest = [line for line in lines if not _crosses(line, gutter)]
    for across in (*crossing, None):
        above = [line for line in rest if across is None or line.box[1] < across.box[1]]
        rest = [line for line in rest if line not in above]
        for side in (True, False):
            if part := [line for line in above if (_middle(line.box) < gutter) == side]:
                found += _columns(part)
        if across is not None:
            found.append([across])
    return found


def _gutter(lines: Sequence[RecognisedLine]) -> float | None:
    """The middle of the gap that parts the lines in two columns best; None where there are no columns."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.box[0] for line in lines), max(line.box[0] + line.box[2] for line in lines)
    best: tuple[int, float] | None = None
    run: list[int] = []
    step = max(_STEP, (right - left) // _MOST_TRIED)  # a damaged page may be a million pixels wide
    for x in range(left + step, right, step):
        if _parts(lines, x):
            crossing = sum(_crosses(line, x) for line in lines)
            if best is None or crossing < best[0]:
                best, run = (crossing, x), [x]
            elif crossing == best[0] and x == run[-1] + step:
                run.append(x)
    return run[len(run) // 2] if best else None


def _parts(lines: Sequence[RecognisedLine], x: int) -> bool:
    """Whether two columns stand beside each other on both sides of `x`."""
    before = [line for line in lines if line.box[0] + line.box[2] <= x]
    behind = [line for line in lines if line.box[0] >= x]
    if min(len(before), len(behind)) < _LEAST_LINES:
        return False
    if len(lines) - len(before) - len(behind) > _MOST_CROSSING * len(lines):
        return False
    if _are_cells(before, behind):
        return False
    top, bottom = (max(_top(before), _top(behind)), min(_bottom(before), _bottom(behind)))
    shorter = min(_bottom(before) - _top(before), _bottom(behind) - _top(behind))
    return bottom - top > _LEAST_BESIDE * max(shorter, 1)


def _are_cells(before: Sequence[RecognisedLine], behind: Sequence[RecognisedLine]) -> bool:
    """Whether the sides are columns of a table: short, and beside each other line by line."""
    narrower = min(before, behind, key=len)
    other = behind if narrower is before else before
    beside = sum(any(_same_row(line.box, each.box) for each in other) for line in narrower)
    short = median(len(line.text) for line in (*before, *behind)) < 25
    return short and beside > 0.8 * len(narrower)


def _rows(lines: Sequence[RecognisedLine]) -> list[list[RecognisedLine]]:
    rows: list[list[RecognisedLine]] = []
    for line in sorted(lines, key=lambda each: each.box[1] + each.box[3] / 2):
        if rows and _same_row(rows[-1][-1].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]


def _same_row(one: Box, other: Box) -> bool:
    middles = one[1] + one[3] / 2, other[1] + other[3] / 2
    return abs(middles[0] - middles[1]) < _SAME_ROW * min(one[3], other[3])


def _crosses(line: RecognisedLine, x: float) -> bool:
    return line.box[0] < x < line.box[0] + line.box[2]


def _top(lines: Sequence[RecognisedLine]) -> int:
    return min(line.box[1] for line in lines)


def _bottom(lines: Sequence[RecognisedLine]) -> int:
    return max(line.box[1] + line.box[3] for line in lines)
