"""The texts of a PDF page one by one, as its operators show them, and which of them are hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import ArrayObject, TextStringObject


@dataclass(frozen=True, slots=True)
class HiddenTexts:
    """Which of a page's texts are hidden: their numbers among all, counted from 0, and where they begin.

    A text is what one operator shows; `total` counts those that show anything.
    """

    total: int = 0
    numbers: frozenset[int] = frozenset()
    origins: tuple[tuple[float, float], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers)

    def begins_at(self, x: float, y: float) -> bool:
        """Whether a hidden text begins there, for callers that count otherwise."""
        return any(abs(x - left) < 1 and abs(y - bottom) < 1 for left, bottom in self.origins)


@dataclass(slots=True)
class ShownTexts:
    """Counts the texts that a page shows, and blanks those that are hidden before pypdf reads them."""

    hidden: HiddenTexts = field(default_factory=HiddenTexts)
    by_number: bool = True
    count: int = 0

    def visit(self, operator: bytes, operands: list[Any], cm: list[float], tm: list[float]) -> None:
        """Take note of an operator of pypdf's, before it is carried out."""
        if operator not in (b"Tj", b"TJ", b"'", b'"') or not operands:
            return
        shown = operands[-1]
        texts = shown if isinstance(shown, list) else [shown]
        if not any(isinstance(text, str | bytes) and text for text in texts):
            return
        number, self.count = self.count, self.count + 1
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if number in self.hidden.numbers if self.by_number else self.hidden.begins_at(x, y):
            operands[-1] = ArrayObject() if isinstance(shown, list) else TextStringObject("")
