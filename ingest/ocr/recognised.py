"""What text recognition gives of one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

Box = tuple[int, int, int, int]
_SURE = 0.9  # confidence of a line; text upside down is read with 0.6 to 0.8


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

    @property
    def lies(self) -> bool:
        """Whether it is in letters, and these lie on their side: only Chinese is written downwards."""
        letters = sum(character.isascii() and character.isalnum() for character in self.text)
        return self.is_vertical and 2 * letters > len(self.text.replace(" ", ""))


@dataclass(frozen=True, slots=True)
class Recognition:
    """The lines of a picture of `width` by `height` pixels, as the engine gives them.

    `unread` counts stretches that the engine saw as text and could not read, as in a script it lacks.
    A page that does not stand upright is turned counter-clockwise by so many quarter `turns`: its lines
    stand where they do on the turned one.
    """

    width: int
    height: int
    lines: tuple[RecognisedLine, ...]
    unread: int = 0
    turns: int = 0

    @property
    def sure(self) -> int:
        """How many characters are in lines that were read with certainty."""
        return sum(len(line.text) for line in self.lines if line.confidence >= _SURE)

    @property
    def is_unsure(self) -> bool:
        """Whether what was seen as text was read with certainty in less than a half."""
        return 2 * self.sure < sum(len(line.text) for line in self.lines) or bool(
            self.unread and not self.lines
        )

    @property
    def lies(self) -> bool:
        """Whether most lines lie on their side."""
        return 2 * sum(line.lies for line in self.lines) > len(self.lines)

    @property
    def upright_height(self) -> int:
        """The height of the picture as its lines stand on it."""
        return self.width if self.turns % 2 else self.height

    def place(self, box: Box) -> Box:
        """Where a line's box is on the picture as it was given."""
        x, y, width, height = box
        return (
            box,
            (self.width - y - height, x, height, width),
            (self.width - x - width, self.height - y - height, width, height),
            (y, self.height - x - width, height, width),
        )[self.turns]

    def turned(self) -> Self:
        """The recognition on the picture turned counter-clockwise by a quarter."""
        width = self.height if self.turns % 2 else self.width
        lines = []
        for line in self.lines:
            x, y, w, h = line.box
            lines.append(replace(line, box=(y, width - x - w, h, w)))
        return replace(self, lines=tuple(lines), turns=(self.turns + 1) % 4)

    def to_json(self) -> dict[str, Any]:
        """The recognition as JSON values."""
        lines = [[line.text, list(line.box), round(line.confidence, 4)] for line in self.lines]
        return {
            "width": self.width,
            "height": self.height,
            "lines": lines,
            "unread": self.unread,
            "turns": self.turns,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The recognition that `to_json` wrote; KeyError, TypeError or ValueError for anything else.

        One from before pages were turned counts only if it was sure
        and upright.
        """
        lines = []
        for text, box, confidence in values["lines"]:
            x, y, width, height = map(int, box)
            lines.append(RecognisedLine(str(text), (x, y, width, height), float(confidence)))
        found = cls(int(values["width"]), int(values["height"]), tuple(lines), int(values["unread"]))
        turns = values["turns"] if found.is_unsure or found.lies else values.get("turns", 0)
        return replace(found, turns=int(turns) % 4)
