"""What one PDF may cost: a hostile file can have pages that take for ever, or more text than memory holds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from pypdf import PageObject

from retrieval.errors import UnreadableDocument

MOST_RECOGNISED = 5000  # pages of one file, some hours of work
_MOST_CHARACTERS = 40_000_000  # some 15,000 pages of dense print; read, they take half of a worker's memory
_MOST_SECONDS = 1800.0
_PAINTS = re.compile(rb"(?<![\w/])(?:Do|EI|Tj|TJ|sh|[fbB]\*?|[FSs'\"])(?![\w*])")


class PageLimits:
    """Counts what the text layer of the file `name` has cost so far."""

    def __init__(self, name: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._began = clock()
        self._characters = 0

    def spend(self, text: str) -> None:
        """Count the text of one more page; UnreadableDocument when that is more than is read of a file."""
        self._characters += len(text)
        if self._characters > _MOST_CHARACTERS:
            raise UnreadableDocument(
                f"{self._name}: it holds more than {_MOST_CHARACTERS:,} characters: split it into parts"
            )
        if self._clock() - self._began > _MOST_SECONDS:
            raise UnreadableDocument(
                f"{self._name}: its pages take more than {_MOST_SECONDS / 60:g} minutes to read: split it"
                " into parts"
            )


def is_blank(page: PageObject) -> bool:
    """Whether nothing is drawn on a page, so that there is nothing to recognise; False when in doubt."""
    try:
        if page.get("/Annots"):
            return False
        drawing = page.get_contents()
        return drawing is None or not _PAINTS.search(drawing.get_data())
    except Exception:  # a damaged page makes pypdf raise almost anything
        return False
