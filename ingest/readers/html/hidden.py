"""Text of a page that nobody sees: hidden by attribute or style, without size, in the colour of its ground.

Styles count that stand in the page: in `style` attributes, and in its own style sheets under a tag,
classes or an id, without what stands around. A light text without a ground of its own is hidden only
where no outer style sheet may give it one. What scripts do is not known: a page hidden as a whole is
taken for one that a script shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from lxml import etree

from ingest.readers.html.tree import NEVER_TEXT

HIDDEN = "hidden text"
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_NOTHING = re.compile(r"[0.]+(?:px|pt|em|rem|%)?|[0-2](?:\.\d+)?p[xt]")
_FAR = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt)|-\d{2,}(?:\.\d+)?r?em|-[1-9]\d{2,}(?:\.\d+)?%")
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[,\s]*){4}\)")
_RGB = re.compile(r"rgba?\((\d{1,3})[,\s]+(\d{1,3})[,\s]+(\d{1,3})(?:[,\s/]+([\d.]+%?))?\)")
_WHITE, _LIKE = (255, 255, 255), 12
_NAMED = {"white": _WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "black": (0, 0, 0)}
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905

Style = Mapping[str, str]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet, for elements of a `tag` ("" for any) that have all `names` (`.a`, `#b`)."""

    tag: str
    names: frozenset[str]
    style: Style


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a page's own style sheets say, and whether there are others that it links to."""

    rules: tuple[Rule, ...] = ()
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element takes from those around it, as far as it bears on being seen."""

    colour: Colour | None = None
    ground: Colour | None = None
    unsized: bool = False
    invisible: bool = False

    @property
    def hidden(self) -> bool:
        if self.colour and self.ground:
            alike = all(abs(a - b) < _LIKE for a, b in zip(self.colour, self.ground, strict=True))
        else:
            alike = False
        return alike or self.unsized or self.invisible


def remove_hidden(root: Any, left_out: dict[str, None], sheets: Sheets | None = None) -> None:
    """Takes the text that nobody sees out of `root`, line for line, and names it in `left_out`."""
    sheets = sheets or Sheets()
    _walk(root, _Look(ground=None if sheets.linked else _WHITE), sheets, left_out)


def page_styles(page: Any) -> Sheets:
    """The style sheets of a page, as far as they can be told to hide something."""
    rules: list[Rule] = []
    for sheet in page.iter("style"):
        text = _AT_RULE.sub("", _COMMENT.sub("", sheet.text or ""))
        for selectors, declarations in _RULE.findall(text):
            style = _declared(declarations)
            for selector in selectors.split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found and style:
                    tag = (found[1] or "").lower().replace("*", "")
                    rules.append(Rule(tag, frozenset(re.findall(r"[.#][\w-]+", found[2])), style))
    linked = any("stylesheet" in (link.get("rel") or "").lower() for link in page.iter("link"))
    return Sheets(tuple(rules), linked)


def hides(attributes: Mapping[str, str], style: Style | None = None) -> bool:
    """Whether an element with these attributes is hidden with all that it holds."""
    style = _declared(attributes.get("style") or "") if style is None else style
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or style.get("display") == "none"
        or _NOTHING.fullmatch(style.get("opacity", "1")) is not None
        or style.get("content-visibility") == "hidden"
        or _is_clipped(style)
        or any(_FAR.fullmatch(style.get(side, "")) for side in ("left", "top", "text-indent", "margin-left"))
    )


def _is_clipped(style: Style) -> bool:
    if _CLIPPED.fullmatch(style.get("clip", "")) or style.get("clip-path", "").startswith("inset(50%"):
        return True
    nothing = (_NOTHING.fullmatch(style.get(side, "auto")) for side in ("height", "width", "max-height"))
    return style.get("overflow") == "hidden" and any(nothing)


def _walk(element: Any, around: _Look, sheets: Sheets, left_out: dict[str, None]) -> None:
    """Depth first with a stack of its own: pages nest deeper than calls may."""
    open_looks = {element: around}
    removed: list[Any] = []
    walk = etree.iterwalk(element, events=("start",))
    for _, each in walk:
        if each.tag in NEVER_TEXT:
            walk.skip_subtree()
            continue
        style = _style_of(each, sheets)
        if each.tag not in ("main", "body", "html") and hides(each.attrib, style):
            removed.append(each)
            walk.skip_subtree()
            continue
        look = _look(style, each, open_looks.get(each.getparent(), around))
        open_looks[each] = look
        if look.hidden:
            _blank(each, left_out)
    for each in removed:
        if each.getparent() is not None:
            if "".join(each.itertext()).strip():
                left_out[HIDDEN] = None
            each.drop_tree()


def _blank(element: Any, left_out: dict[str, None]) -> None:
    """Takes an element's own words away; those of the elements in it may be seen again."""
    pieces = [element, *element]
    words = [element.text, *(each.tail for each in element)]
    if any(text and text.strip() for text in words):
        left_out[HIDDEN] = None
    for i, (each, text) in enumerate(zip(pieces, words, strict=True)):
        lines = "\n" * (text or "").count("\n") or " "
        if i == 0:
            each.text = lines
        else:
            each.tail = lines


def _look(style: Style, element: Any, around: _Look) -> _Look:
    ground = _colour(style.get("background-color") or element.get("bgcolor") or "")
    if "background" in style or "background-image" in style:
        ground = _colour(style.get("background", "").split(" ")[0])
        around = replace(around, ground=ground)  # a picture, or what cannot be told
    colour = _colour(style.get("color") or element.get("color") or "")
    visibility, size = style.get("visibility"), style.get("font-size")
    return _Look(
        colour=colour or around.colour,
        ground=ground or around.ground,
        unsized=around.unsized if size is None else _NOTHING.fullmatch(size) is not None,
        invisible=around.invisible if visibility is None else visibility in ("hidden", "collapse"),
    )


def _style_of(element: Any, sheets: Sheets) -> Style:
    style: dict[str, str] = {}
    if sheets.rules:
        names = {f".{name}" for name in (element.get("class") or "").split()}
        names |= {f"#{element.get('id')}"}
        for rule in sheets.rules:
            if rule.tag in ("", element.tag) and rule.names <= names:
                style |= rule.style
    return style | _declared(element.get("style") or "")


def _declared(declarations: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in declarations.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, colon, value in pairs if colon}


def _colour(value: str) -> Colour | None:
    """The colour that a value names; None when it is none, or cannot be told."""
    value = value.strip().lower()
    if value in _NAMED:
        return _NAMED[value]
    if re.fullmatch(r"#?[0-9a-f]{3}|#?[0-9a-f]{6}", value):
        digits = value.lstrip("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    found = _RGB.fullmatch(value)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


class HiddenTags(HTMLParser):
    """Follows the tags in a running text and says whether one is open that hides what stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self.has_hidden = False

    @property
    def hiding(self) -> bool:
        """Whether what comes next is hidden."""
        return any(hidden for _, hidden in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an opened element."""
        if tag not in _VOID:
            unseen = _is_unseen({name: value or "" for name, value in attrs})
            self.has_hidden |= unseen
            self._open.append((tag, unseen))

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost element of that name, and what is open within it."""
        for i in range(len(self._open) - 1, -1, -1):
            if self._open[i][0] == tag:
                del self._open[i:]
                return


def _is_unseen(attributes: Mapping[str, str]) -> bool:
    style = _declared(attributes.get("style", ""))
    element = {"bgcolor": attributes.get("bgcolor"), "color": attributes.get("color")}
    return hides(attributes, style) or _look(style, element, _Look(ground=_WHITE)).hidden
