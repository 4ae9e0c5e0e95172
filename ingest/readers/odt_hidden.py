"""What an OpenDocument text hides from its readers: by a style, a section or a field that is not shown."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.readers.xml_source import Element, local_name

_BLANKED = ("p", "h")


def blank_hidden(body: Element, styled: Iterable[Element]) -> bool:
    """Take the text of what is hidden out of the elements that hold it; whether there was any.

    The elements stay, so that the paths of what stands beside them are those of the file. `styled`
    are the parts that define styles.
    """
    styles = hidden_styles(styled)
    found = False
    for element in list(body.iter()):
        if local_name(element) and _is_hidden(element, styles):
            field = local_name(element) == "hidden-paragraph"
            ancestors = element.iterancestors() if field else ()
            whole = next((e for e in ancestors if local_name(e) in _BLANKED), element)
            found |= _blank(whole)
    return found


def hidden_styles(parts: Iterable[Element]) -> frozenset[str]:
    """The names of the styles whose text is not displayed, by themselves or by what they are based on."""
    said: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in (e for part in parts for e in part.iter() if local_name(e) == "style"):
        name = _attribute(style, "name")
        shown = [_attribute(e, "display") for e in style if local_name(e) == "text-properties"]
        said[name] = next(filter(None, shown), "")
        parents[name] = _attribute(style, "parent-style-name")
    return frozenset(name for name in said if _display(name, said, parents) == "none")


def _display(name: str, said: dict[str, str], parents: dict[str, str]) -> str:
    seen: set[str] = set()
    while name in said and name not in seen and not said[name]:
        seen.add(name)
        name = parents[name]
    return said.get(name, "")


def _is_hidden(element: Element, styles: frozenset[str]) -> bool:
    match local_name(element):
        case "section":
            return _attribute(element, "display") == "none" or _attribute(element, "is-hidden") == "true"
        case "hidden-text" | "hidden-paragraph":
            return _attribute(element, "is-hidden") == "true"
        case "p" | "h" | "span" | "a":
            return _attribute(element, "style-name") in styles
    return False


def _blank(element: Element) -> bool:
    """Take all text within an element away; whether there was any."""
    found = False
    for each in element.iter():
        found |= bool((each.text or "").strip()) or (each is not element and bool((each.tail or "").strip()))
        each.text = None
        if each is not element:
            each.tail = None
    return found


def _attribute(element: Element, name: str) -> str:
    return next((str(v) for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")
