"""What the styles of a Word document make of a paragraph: a heading, a list item, a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.readers.docx.package import attribute, child, is_on, local

_HEADING = re.compile(
    r"(?:heading|标题|標題|見出し|заголовок|überschrift|titre|título|titolo|nagłówek|제목)\s*([1-9])", re.I
)
_TITLE = re.compile(r"title|название|заголовок|标题|標題|titel|titre|título|titolo", re.I)
_CONTENTS = re.compile(r"(?:toc|目录|目錄|оглавление|inhaltsverzeichnis|table of figures)\s*\d?", re.I)
_LIST = re.compile(
    r"list (?:bullet|number)(?: \d)?|список.*|маркированный список.*|нумерованный список.*", re.I
)
_CAPTION = re.compile(r"caption|题注|題注|название объекта|beschriftung|légende", re.I)


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is: the level of a heading, and whether it is a title, a list item and so on."""

    level: int | None = None
    title: bool = False
    list_item: bool = False
    caption: bool = False
    contents: bool = False


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, styles: Any) -> None:
        self._roles: dict[str, Role] = {}
        self._elements: dict[str, Any] = {}
        self._default = ""
        for style in styles if styles is not None else ():
            if local(style) == "style" and attribute(style, "type") in ("paragraph", None):
                style_id = attribute(style, "styleId") or ""
                self._elements[style_id] = style
                if (attribute(style, "default") or "0") in ("1", "true"):
                    self._default = style_id

    def role(self, paragraph: Any) -> Role:
        """The role of a `w:p`: its own outline level and numbering go before those of its style."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return self._style_role(self._default)
        named = child(properties, "pStyle")
        role = self._style_role(self._default if named is None else attribute(named, "val") or "")
        level = _outline_level(properties, role.level)
        numbered = _numbering(properties)
        return Role(
            level=level,
            title=role.title,
            list_item=role.list_item if numbered is None else numbered,
            caption=role.caption,
            contents=role.contents,
        )

    def _style_role(self, style_id: str) -> Role:
        if style_id not in self._roles:
            self._roles[style_id] = Role()  # a style that is based on itself ends here
            self._roles[style_id] = self._derived(style_id)
        return self._roles[style_id]

    def _derived(self, style_id: str) -> Role:
        style = self._elements.get(style_id)
        if style is None:
            return _role_of_name(style_id, Role())
        parent = child(style, "basedOn")
        inherited = Role() if parent is None else self._style_role(attribute(parent, "val") or "")
        named = child(style, "name")
        role = _role_of_name("" if named is None else attribute(named, "val") or "", inherited)
        properties = child(style, "pPr")
        if properties is None:
            return role
        numbered = _numbering(properties)
        return Role(
            level=_outline_level(properties, role.level),
            title=role.title,
            list_item=role.list_item if numbered is None else numbered,
            caption=role.caption,
            contents=role.contents,
        )


def _role_of_name(name: str, inherited: Role) -> Role:
    name = name.strip()
    heading = _HEADING.fullmatch(name)
    if heading:
        return Role(level=min(int(heading.group(1)), 9))
    if _TITLE.fullmatch(name):
        return Role(level=1, title=True)
    return Role(
        level=inherited.level,
        title=inherited.title,
        list_item=inherited.list_item or bool(_LIST.fullmatch(name)),
        caption=inherited.caption or bool(_CAPTION.fullmatch(name)),
        contents=inherited.contents or bool(_CONTENTS.fullmatch(name)),
    )


def _outline_level(properties: Any, inherited: int | None) -> int | None:
    outline = child(properties, "outlineLvl")
    value = "" if outline is None else attribute(outline, "val") or ""
    if not value.isdigit():
        return inherited
    return int(value) + 1 if int(value) < 9 else None


def _numbering(properties: Any) -> bool | None:
    """Whether the paragraph is numbered or bulleted; None when nothing is said of it here."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    number = child(numbering, "numId")
    return number is None or (attribute(number, "val") or "0") != "0"


def is_bold(paragraph: Any) -> bool:
    """Whether all text of a paragraph is set bold by its runs."""
    runs = [run for run in paragraph.iter() if local(run) == "r" and (child(run, "t") is not None)]
    inked = [run for run in runs if (child(run, "t").text or "").strip()]
    return bool(inked) and all(is_on(child(run, "rPr", "b")) for run in inked)
