"""What stands in a DoclingDocument, in the order it is read in.

The document is taken as the JSON that Docling exports (`export_to_dict`), so that nothing here needs Docling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
Box = tuple[int, int, int, int]
_MOST_NESTED = 200
_LEFT_OUT = frozenset({"page_header", "page_footer"})


@dataclass(frozen=True, slots=True)
class Item:
    """A text, table or picture; `label` is what Docling takes it for."""

    label: str
    values: Json


class Exported:
    """A DoclingDocument as JSON, with `scale` pixels for each point of a page of that width and height."""

    def __init__(self, values: Json, scale: Any) -> None:
        self._values = values
        self._scale = scale
        owners = [*values.get("tables", ()), *values.get("pictures", ())]
        # Docling lists a caption also where it stands, before or behind.
        self._captions = {str(each.get("$ref", "")) for owner in owners for each in owner.get("captions", ())}

    def items(self) -> Iterator[Item]:
        """What is in the body in reading order; a caption comes before what it belongs to, and once."""
        yield from self._below(self._values.get("body", {}), 0)

    def _below(self, node: Json, depth: int) -> Iterator[Item]:
        if depth > _MOST_NESTED:
            return
        for reference in node.get("children", ()):
            name = str(reference.get("$ref", ""))
            child = self._at(name)
            if child is None or name in self._captions or child.get("content_layer", "body") != "body":
                continue
            label = str(child.get("label", ""))
            if label == "inline":
                yield self._joined(child)
                continue
            for caption in child.get("captions", ()):
                if found := self._at(str(caption.get("$ref", ""))):
                    yield Item("caption", found)
            if label not in _LEFT_OUT and not name.startswith("#/groups/"):
                yield Item(label, child)
            # What a table names as its children are its cells once more.
            yield from () if label == "table" else self._below(child, depth + 1)

    def _joined(self, group: Json) -> Item:
        """Pieces of one paragraph that are set in several ways, as the paragraph."""
        found = [self._at(str(child.get("$ref", ""))) for child in group.get("children", ())]
        pieces = [piece for piece in found if piece is not None]
        text = " ".join(str(piece.get("text", "")) for piece in pieces)
        return Item("text", {"text": text, "prov": [p for piece in pieces for p in piece.get("prov", ())]})

    def _at(self, name: str) -> Json | None:
        """What a reference such as `#/texts/3` leads to."""
        _, _, path = name.partition("#/")
        kind, _, number = path.partition("/")
        several = self._values.get(kind)
        if not isinstance(several, Sequence) or not number.isdecimal() or int(number) >= len(several):
            return None
        found: Json = several[int(number)]
        return found

    def box(self, page: int, bounds: Json) -> Box | None:
        """A box of Docling's, in points from either corner, in pixels from the upper left one."""
        size = self._values.get("pages", {}).get(str(page), {}).get("size")
        if not size:
            return None
        scale = self._scale(size["width"], size["height"])
        sides = (bounds["t"], bounds["b"])
        if bounds.get("coord_origin") == "BOTTOMLEFT":
            sides = (size["height"] - bounds["t"], size["height"] - bounds["b"])
        top, bottom = sorted(sides)
        left, right = sorted((bounds["l"], bounds["r"]))
        x, y = max(round(left * scale), 0), max(round(top * scale), 0)
        return x, y, max(round(right * scale) - x, 1), max(round(bottom * scale) - y, 1)
