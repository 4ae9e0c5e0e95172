"""What one PDF may cost: a hostile file can have pages that take for ever, or more text than memory holds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from pypdf import PageObject

from retrieval.errors import UnreadableDocument

MOST_RECOGNISED = 5000  # pages of one file, some hours of work
_MOST_CHARACTERS = 40_000_000  # some 15,000 pages of dense print; read, they take half of a worker's memory
_MOST_SECONDS = 1800.0
_MOST_FORMS, _DEEPEST_FORM = 2000, 20
_DRAWS = re.compile(rb"(/[^\s/<>\[\]()]+)\s+Do(?![\w*])")
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


def draws_many_forms(page: PageObject) -> bool:
    """Whether a page draws forms, pictures made of instructions, more often than any print needs.

    Forms within forms multiply, so that a few lines can ask for more than can ever be drawn.
    """
    try:
        contents = page.get_contents()
        data = contents.get_data() if contents is not None else b""
        return _forms_drawn(data, page.get("/Resources"), {}, 0) > _MOST_FORMS
    except Exception:  # as above
        return True


def _forms_drawn(drawing: bytes, resources: Any, known: dict[str, int], depth: int) -> int:
    """How many forms the instructions draw, counted no further than matters."""
    if depth > _DEEPEST_FORM:
        return _MOST_FORMS + 1
    named = resources.get_object().get("/XObject") if resources else None
    forms = named.get_object() if named else {}
    count = 0
    for name in _DRAWS.findall(drawing):
        form = forms.get(name.decode("latin-1"))
        if form is None or form.get_object().get("/Subtype") != "/Form":
            continue
        key = repr(getattr(form, "indirect_reference", None) or id(form))
        if key not in known:
            stream = form.get_object()
            known[key] = 1 + _forms_drawn(stream.get_data(), stream.get("/Resources"), known, depth + 1)
        count += known[key]
        if count > _MOST_FORMS:
            break
    return count
