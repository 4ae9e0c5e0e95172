"""Plain text: paragraphs out of lines, whichever way they were typed.

Three habits are met: paragraphs of hard-wrapped lines with blank lines between them, one long line a
paragraph, and Chinese paragraphs that each begin with a full-width indent.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ingest.documents import Block, Document
from ingest.readers.encoding import read_decoded
from retrieval.locators import Locator

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_INDENT = re.compile(r"\u3000{1,4}|\t| {4,}")
_LIST_MARK = re.compile(
    r"(?:[-*•·●○■□◆]|\d{1,3}[.)、]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*\S"
)
_CHAPTER = re.compile(
    r"(?:第[\d〇一二三四五六七八九十百]+[章节節回卷部篇]|(?:chapter|part|section|глава|часть|раздел)\s+[\divxlc]+\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?。！？…;；:：]['\"”’»）)」』]*$")
_CJK = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]")
# No one wraps lines by hand beyond this many columns, or to fewer than this.
_WIDEST, _NARROWEST = 132, 36
_TITLE_COLUMNS = 100
# A heading: perhaps a number, then words from a capital on, without a stop, a colon or cells.
_SECTION_COLUMNS, _FEWEST_SECTIONS = 50, 2
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|(?:\d{1,2}|[IVX]{1,5})[.)] )?\s*"
    r"(?=[^\W\da-zа-яё])[^.。!！?？;；:：|…=\t]*[^\W_]['’\"”»）)」』》]?"
)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read(path: Path) -> Document:
    """The paragraphs of a plain-text file, each with its lines and its characters in the decoded text.

    The title is the first line if it is short and stands alone, else the file's name without ending.
    """
    decoded = read_decoded(path)
    metadata = {"encoding": decoded.encoding}
    title, blocks = titled_blocks(decoded.text, path.stem)
    return Document(title, "text", blocks, metadata=metadata, warnings=decoded.warnings)


def titled_blocks(text: str, name: str) -> tuple[str, tuple[Block, ...]]:
    """The title of a plain text, `name` where it has none, and its paragraphs with their lines."""
    groups = list(_paragraphs(list(_lines(text))))
    broken = re.search(r"[-\u00ad]\r?\n", text)
    words = set(re.findall(r"[^\W\d_]+", text.lower())) if broken else set()
    paragraphs = [join_lines([line.text for line in group], words) for group in groups]
    sections = _sections(groups, paragraphs)
    blocks: list[Block] = []
    headings: tuple[str, ...] = ()
    level = 1  # of a section's heading; one more below a chapter
    for number, (group, paragraph) in enumerate(zip(groups, paragraphs, strict=True)):
        chapter = (
            len(group) == 1 and _columns(paragraph) <= _TITLE_COLUMNS and bool(_CHAPTER.match(paragraph))
        )
        heading = chapter or number in sections
        if heading:
            headings = () if chapter else headings[: level - 1]
        locator = Locator(
            lines=(group[0].number, group[-1].number),
            chars=(group[0].start, group[-1].end),
            headings=headings,
        )
        if heading:
            blocks.append(Block(paragraph, "heading", locator, level=1 if chapter else level))
            headings, level = (*headings, paragraph), 2 if chapter else level
        else:
            blocks.append(
                Block(paragraph, "list_item" if _LIST_MARK.match(paragraph) else "paragraph", locator)
            )
    return _title(groups, name), tuple(blocks)


def _sections(groups: list[list[_Line]], paragraphs: list[str]) -> set[int]:
    """Which paragraphs are headings of sections, where the text has several: a short line without a stop,
    behind a blank line, above a paragraph of prose.
    """
    found = {
        number
        for number, (group, paragraph) in enumerate(zip(groups, paragraphs, strict=True))
        if 0 < number < len(groups) - 1
        and len(group) == 1
        and group[0].number > groups[number - 1][-1].number + 1
        and _columns(paragraph) <= _SECTION_COLUMNS
        and _SECTION.fullmatch(paragraph)
        and _columns(paragraphs[number + 1]) > _SECTION_COLUMNS
        and _SENTENCE_END.search(paragraphs[number + 1])
        and not _LIST_MARK.match(paragraphs[number + 1])
    }
    return found if len(found) >= _FEWEST_SECTIONS else set()


def join_lines(lines: Iterable[str], words: frozenset[str] | set[str] = frozenset()) -> str:
    """Lines of one paragraph as running text: a space between them, or nothing next to Chinese or Japanese.

    A hyphen at the end of a line is closed only when the closed word is one of `words`, the text's own.
    """
    pieces: list[str] = []
    for line in lines:
        before = pieces[-1] if pieces else ""
        if before.endswith("\u00ad"):
            pieces[-1] = before[:-1]
        elif before.endswith(("-", "\u2010")) and before[-2:-1].isalnum() and line[:1].isalnum():
            first, second = re.findall(r"\w+", before)[-1], re.findall(r"\w+", line)[0]
            pieces[-1] = before[:-1] if (first + second).lower() in words else before
        elif before and not (_CJK.match(before[-1]) or _CJK.match(line)):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _lines(text: str) -> Iterator[_Line]:
    """The lines of `text` without the space around them, but with where they stand; blank ones too."""
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match.group(1)
        yield _Line(number, match.start() + len(line) - len(line.lstrip()), line)


def _paragraphs(lines: list[_Line]) -> Iterator[list[_Line]]:
    runs = list(_runs(lines))
    breakable = [_columns(line.text) for run in runs for line in run[:-1]]
    width = max((columns for columns in breakable if columns <= _WIDEST), default=0)
    for run in runs:
        wrapped = _is_wrapped(run, width)
        paragraph: list[_Line] = []
        for line in run:
            if paragraph and not (wrapped and _was_broken(paragraph[-1], line, width)):
                yield [_trimmed(each) for each in paragraph]
                paragraph = []
            paragraph.append(line)
        yield [_trimmed(each) for each in paragraph]


def _runs(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines between blank lines, begun anew at an indented line or a list's mark."""
    run: list[_Line] = []
    for line in lines:
        bare = line.text.strip()
        indented = _INDENT.match(line.text) and not (run and re.match(r"[\t ]{4}|\t", run[-1].text))
        if run and (not bare or indented or _LIST_MARK.match(bare)):
            yield run
            run = []
        if bare:
            run.append(line)
    if run:
        yield run


def _is_wrapped(run: list[_Line], width: int) -> bool:
    """Whether most lines of `run` end where the page did, and not where their sentence did."""
    broken = run[:-1]
    if not broken or width < _NARROWEST:
        return False
    full = sum(_was_broken(line, following, width) for line, following in pairwise(run))
    finished = sum(bool(_SENTENCE_END.search(line.text.rstrip())) for line in broken)
    return 2 * full >= len(broken) and 5 * finished < 4 * max(len(broken), 3)


def _was_broken(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on `line`, give or take a little."""
    columns = _columns(line.text.strip())
    bare = following.text.strip()
    word = 2 if _CJK.match(bare) else len(bare.split(maxsplit=1)[0])
    return columns <= _WIDEST and columns + 1 + word >= 0.75 * width


def _trimmed(line: _Line) -> _Line:
    return _Line(line.number, line.start, line.text.strip())


def _columns(text: str) -> int:
    """How wide `text` stands in a fixed-width font: Chinese characters take two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _title(groups: list[list[_Line]], name: str) -> str:
    if not groups or len(groups[0]) > 1 or len(groups) == 1:
        return name
    first = groups[0][0].text
    short = _columns(first) <= _TITLE_COLUMNS and not re.search(r"[.。;；,，]$", first)
    return first if short else name
