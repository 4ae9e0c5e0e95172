"""Text of a Word document that nobody sees: marked as hidden, white on white, or set in a point or two."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.docx.package import Package, attribute, child, is_on, local

_TINY = 4  # half-points
_LIGHT = 0xF0
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_FILLS = frozenset(["solidFill", "gradFill", "blipFill", "pattFill"])
_TEXTS = frozenset(["t", "sym", "footnoteReference", "endnoteReference"])


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run looks, as far as it bears on being seen; None for what is not said."""

    vanish: bool | None = None
    colour: str | None = None
    ground: str | None = None
    size: int | None = None

    def over(self, beneath: _Look) -> _Look:
        """This look, with what it does not say taken from `beneath`."""
        said = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return replace(beneath, **said)


def drop_hidden(package: Package) -> bool:
    """Takes the runs that nobody sees out of a package's parts; whether any held text."""
    styles = _Looks(package.styles)
    found = False
    for part in (package.document, package.footnotes, package.endnotes):
        if part is None:
            continue
        for run in [each for each in part.iter() if local(each) == "r"]:
            if run.getparent() is not None and _is_hidden(run, styles):
                found |= any(local(each) in _TEXTS for each in run.iter())
                run.getparent().remove(run)
    return found


def drop_placeholders(package: Package) -> None:
    """Takes out what a form's empty fields ask for ("Click or tap here to enter text."); cells stay."""
    for part in (package.document, package.footnotes, package.endnotes):
        if part is None:
            continue
        for control in [each for each in part.iter() if local(each) == "sdt"]:
            if is_on(child(control, "sdtPr", "showingPlcHdr")):
                for run in [each for each in control.iter() if local(each) == "r"]:
                    run.getparent().remove(run)


class _Looks:
    """The looks that the styles of a document give."""

    def __init__(self, styles: Any) -> None:
        self._elements = {
            attribute(each, "styleId") or "": each
            for each in (styles if styles is not None else ())
            if local(each) == "style"
        }
        self.shaded = {name for name, each in self._elements.items() if _shades(each)}

    def look(self, style_id: str, depth: int = 8) -> _Look:
        """The look of a style, with what it takes from the styles it is based on."""
        style = self._elements.get(style_id)
        if style is None or not depth:
            return _Look()
        above = child(style, "basedOn")
        beneath = _Look() if above is None else self.look(attribute(above, "val") or "", depth - 1)
        return _own(child(style, "rPr"), child(style, "pPr")).over(beneath)


def _is_hidden(run: Any, styles: _Looks) -> bool:
    properties = child(run, "rPr")
    paragraph = next((each for each in run.iterancestors() if local(each) == "p"), None)
    around = child(paragraph, "pPr") if paragraph is not None else None
    look = styles.look(_named(around, "pStyle")) if around is not None else _Look()
    look = _own(None, around).over(look)
    if properties is not None:
        look = _own(properties, None).over(styles.look(_named(properties, "rStyle")).over(look))
    if look.vanish or (look.size is not None and look.size <= _TINY):
        return True
    if look.ground:
        return look.colour == look.ground
    return look.colour is not None and _is_light(look.colour) and not _is_on_ground(run, styles)


def _own(run: Any, paragraph: Any) -> _Look:
    """What run properties and paragraph properties themselves say."""
    ground = _shading(paragraph)
    if run is None:
        return _Look(ground=ground)
    vanish, size = child(run, "vanish"), child(run, "sz")
    colour, marked = child(run, "color"), child(run, "highlight")
    ground = _shading(run) or (attribute(marked, "val") if marked is not None else None) or ground
    height = attribute(size, "val") or "" if size is not None else ""
    return _Look(
        vanish=None if vanish is None else is_on(vanish),
        colour=None if colour is None else _colour(colour),
        ground=None if ground in (None, "none", "auto", "FFFFFF") else ground,
        size=int(height) if height.isdigit() else None,
    )


def _colour(element: Any) -> str | None:
    if attribute(element, "themeColor") in ("background1", "light1"):
        return "FFFFFF"
    return (attribute(element, "val") or "").upper() or None


def _shading(properties: Any) -> str | None:
    shading = child(properties, "shd") if properties is not None else None
    return (attribute(shading, "fill") or "").upper() if shading is not None and _is_filled(shading) else None


def _is_light(colour: str) -> bool:
    if not _COLOUR.fullmatch(colour):
        return False
    return all(int(colour[i : i + 2], 16) >= _LIGHT for i in (0, 2, 4))


def _is_on_ground(run: Any, styles: _Looks) -> bool:
    """Whether a cell, a table or a shape around a run may have a colour that light text stands out on."""
    for each in run.iterancestors():
        name = local(each)
        if name == "tc" and _shading(child(each, "tcPr")):
            return True
        if name == "tbl" and _named(child(each, "tblPr"), "tblStyle") in styles.shaded:
            return True
        if name == "wsp":
            return any(local(part) in _FILLS for part in each.iter() if local(part.getparent()) == "spPr")
        if name in ("shape", "rect", "roundrect") and attribute(each, "fillcolor"):
            return True
    return False


def _shades(style: Any) -> bool:
    return any(local(each) == "shd" and _is_filled(each) for each in style.iter())


def _is_filled(shading: Any) -> bool:
    return (attribute(shading, "fill") or "auto").upper() not in ("AUTO", "FFFFFF")


def _named(properties: Any, name: str) -> str:
    element = child(properties, name) if properties is not None else None
    return attribute(element, "val") or "" if element is not None else ""
