"""What a IIIF resource says to people: language maps of Presentation 3, values of Presentation 2, targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import html

from ingest.readers.json_source import Node
from retrieval.locators import Locator

Region = tuple[int, int, int, int]
_MARKUP = re.compile(r"<[A-Za-z!/][^>]*>|&#?\w+;")
_LANGUAGE, _UNSTATED = re.compile(r"[A-Za-z]{2,3}"), ("none", "@none")
_BOX = re.compile(r"xywh=(?:(pixel|percent):)?([\d.]+),([\d.]+),([\d.]+),([\d.]+)")
_TIME = re.compile(r"[#&]t=(?:npt:)?([\d.]+)?(?:,([\d.]+))?")
_SHAPE = re.compile(r"""(?:points|\bd)=["']([^"']+)["']""")
_RELATIVE = re.compile(r"[a-yA-KN-Y]")  # commands of a path whose numbers are no absolute corners


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its language, as an ISO 639 code or "", and the place of the string that holds it."""

    text: str
    language: str
    pointer: str


def texts(node: Node) -> Iterator[Said]:
    """Every text of a language map, of a Presentation 2 value, or of a plain string."""
    for each in node.each():
        if isinstance(each.value, str):
            if text := plain(each.text):
                yield Said(text, "", each.pointer)
        elif each["@value"]:
            yield from (replace(s, language=_code(each["@language"].text)) for s in texts(each["@value"]))
        else:
            for language, values in each.members():
                if _LANGUAGE.fullmatch(language.split("-")[0]) or language in _UNSTATED:
                    yield from (replace(s, language=_code(language)) for s in texts(values))


def preferred(said: list[Said], language: str) -> str:
    """The text in that language, else the first one there is; "" when nothing is said."""
    return next((s.text for s in said if s.language == language), said[0].text if said else "")


def plain(text: str) -> str:
    """A value without the HTML that Presentation allows in it."""
    if not _MARKUP.search(text):
        return text
    try:
        return " ".join(str(html.fragment_fromstring(text, create_parent=True).text_content()).split())
    except (ValueError, html.etree.LxmlError):
        return text


def place_of(target: Node, pointer: str, size: tuple[int, int] | None = None) -> Locator:
    """The canvas, the box in it and the stretch of time that an annotation's target names."""
    target = next(target.each(), target)
    source = target.first("source", "full")
    uri = target.text or source.text or source.first("id", "@id").text or target.first("id", "@id").text
    selector = next(target["selector"].each(), target["selector"])
    fragment = "#" + selector["value"].text if selector["value"] else uri
    region, seconds = _box(fragment, size), _stretch(fragment)
    if selector["type"].text == "SvgSelector":
        region = _outline(selector["value"].text)
    canvas = uri.split("#")[0]
    return Locator(pointer=pointer, canvas=canvas or None, region=region, seconds=seconds)


def size_of(canvas: Node) -> tuple[int, int] | None:
    """Width and height of a canvas in its pixels; None when it has none, as for sound."""
    width, height = canvas["width"].text, canvas["height"].text
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else None


def _code(language: str) -> str:
    return "" if language in _UNSTATED else language.split("-")[0].lower()


def _box(fragment: str, size: tuple[int, int] | None) -> Region | None:
    found = _BOX.search(fragment)
    if not found:
        return None
    try:
        x, y, width, height = (float(part) for part in found.groups()[1:])
    except ValueError:
        return None
    if found.group(1) == "percent":
        if size is None:
            return None
        x, y, width, height = (
            x * size[0] / 100,
            y * size[1] / 100,
            width * size[0] / 100,
            height * size[1] / 100,
        )
    return round(x), round(y), round(width), round(height)


def _stretch(fragment: str) -> tuple[float, float] | None:
    found = _TIME.search(fragment)
    try:
        start, end = (float(part or 0) for part in found.groups()) if found else (0.0, 0.0)
    except ValueError:
        return None
    return (start, max(start, end)) if found else None


def _outline(svg: str) -> Region | None:
    """The box around a polygon, or around a path of straight lines given in absolute numbers."""
    found = _SHAPE.search(svg)
    if not found or _RELATIVE.search(found.group(1).replace("e-", "")):
        return None
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", found.group(1))]
    xs, ys = numbers[::2], numbers[1::2]
    if not ys or len(xs) != len(ys):
        return None
    return round(min(xs)), round(min(ys)), round(max(xs) - min(xs)), round(max(ys) - min(ys))
