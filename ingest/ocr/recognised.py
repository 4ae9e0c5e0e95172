"""What text recognition gives of one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of text: `box` is (x, y, width, height) in pixels of the picture, `confidence` 0 to 1."""

    text: str
    box: Box
    confidence: float

    @property
    def is_vertical(self) -> bool:
        """Whether its characters stand below each other."""
        return len(self.text) > 1 and self.box[3] > 1.5 * self.box[2]


@dataclass(frozen=True, slots=True)
class Recognition:
    """The lines of a picture of `width` by `height` pixels, as the engine gives them.

    `unread` counts stretches that the engine saw as text and could not read, as in a script it lacks.
    """

    width: int
    height: int
    lines: tuple[RecognisedLine, ...]
    unread: int = 0

    def to_json(self) -> dict[str, Any]:
        """The recognition as JSON values."""
        lines = [[line.text, list(line.box), round(line.confidence, 4)] for line in self.lines]
        return {"width": self.width, "height": self.height, "lines": lines, "unread": self.unread}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The recognition that `to_json` wrote; KeyError, TypeError or ValueError for anything else."""
        lines = []
        for text, box, confidence in values["lines"]:
            x, y, width, height = map(int, box)
            lines.append(RecognisedLine(str(text), (x, y, width, height), float(confidence)))
        return cls(int(values["width"]), int(values["height"]), tuple(lines), int(values["unread"]))
