"""Runs of text in TEI while they are gathered, and the blocks they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents import Block, BlockKind
from ingest.readers.line_joining import spelling_of
from ingest.readers.tei.text import LINE, finished, lines_of
from retrieval.locators import Locator

_SAMPLED = 500  # runs whose words tell how the text spells


@dataclass(slots=True)
class Run:
    """The text gathered since the last block began, and the element that holds it."""

    path: str
    kind: BlockKind = "paragraph"
    level: int | None = None
    note: str | None = None
    pieces: list[str] = field(default_factory=list)
    page: str = ""
    begun: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def again(self) -> Run:
        """A run of the same element, empty."""
        return Run(self.path, self.kind, self.level, self.note)


def run_blocks(found: Sequence[tuple[Run, Locator]]) -> tuple[Block, ...]:
    """The blocks of finished runs, with the words closed that a line of the original breaks.

    A caption that stands under each of many pictures is given once.
    """
    broken = [line for run, _ in found if LINE in run.text for line in lines_of(run.text)]
    spelling = spelling_of([*broken, *(" ".join(run.text.split()) for run, _ in found[:_SAMPLED])])
    captions: set[str] = set()
    blocks: list[Block] = []
    for run, place in found:
        text = finished(run.text, spelling)
        if not text or (run.kind == "caption" and text in captions):
            continue
        blocks.append(Block(text, run.kind, place, run.level))
        if run.kind == "caption":
            captions.add(text)
    return tuple(blocks)
