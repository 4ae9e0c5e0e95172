"""The site around a page's text: menus, forms, language switches, related links.

They are told by element, by class name and by wording, and only while they are small or little but links.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ingest.readers.html.chrome_words import PART_OF_NAME, PART_OF_ROLE, PART_OF_TAG, RELATED, WORDING
from ingest.readers.html.tree import BLOCKS, HEADINGS, NEVER_TEXT, is_note, plain_text


@dataclass(slots=True)
class _Size:
    text: int = 0
    linked: int = 0
    links: int = 0
    elements: int = 1
    main: bool = False

    @property
    def mostly_links(self) -> bool:
        return self.links > 0 and 2 * self.linked >= self.text


def remove_site(body: Any, left_out: dict[str, None], *, of_book: bool = False) -> None:
    """Takes the parts of the site out of `body`, and names them in `left_out`.

    The chapter of a book stands in no site: its asides are notes and boxes. Lists of links are left out.
    """
    for element in list(body.iter(*NEVER_TEXT)):
        if element.getparent() is not None:
            element.drop_tree()
    for rule in (_link_list,) if of_book else (_named_part, _worded_part, _related_part, _link_list):
        sizes = _sizes(body)
        elements = list(sizes)
        position = 1  # past the body itself
        while position < len(elements):
            element = elements[position]
            part = rule(element, sizes) if element.getparent() is not None else None
            if part:
                left_out[part] = None
                if element.getparent() is not None:
                    element.drop_tree()
            position += sizes[element].elements if part else 1


def _sizes(body: Any) -> dict[Any, _Size]:
    sizes = {element: _Size() for element in body.iter(etree.Element)}
    for element in reversed(list(sizes)):
        size = sizes[element]
        size.text += len((element.text or "").strip())
        if element.tag == "a":
            size.linked, size.links = size.text, size.links + 1
        size.main |= element.tag in ("main", "article", "h1")
        parent = sizes.get(element.getparent()) if element is not body else None
        if parent:
            parent.text += size.text + len((element.tail or "").strip())
            parent.linked += size.linked
            parent.links += size.links
            parent.elements += size.elements
            parent.main |= size.main
    return sizes


def _whole(sizes: dict[Any, _Size]) -> int:
    return next(iter(sizes.values())).text


def _named_part(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """The part of the site that an element is by its tag, role, class or id."""
    size = sizes[element]
    if element.tag in ("main", "article") or size.main or is_note(element):
        return None
    part = PART_OF_TAG.get(element.tag) or PART_OF_ROLE.get(element.get("role", ""))
    if part and not (element.tag == "footer" and element.getparent().tag == "blockquote"):
        return part
    if element.tag == "form" and (2 * size.text < _whole(sizes) or size.mostly_links):
        return "form"
    if element.tag == "header" and not _is_in_main(element) and next(element.iter("h2", "h3"), None) is None:
        return "navigation"
    named = _site_part(element)
    small = size.mostly_links or 10 * size.text <= 3 * _whole(sizes) or size.text <= 60
    if named in ("language switch", "navigation"):
        small = size.mostly_links
    return named if named and small else None


def _is_in_main(element: Any) -> bool:
    return any(each.tag in ("main", "article") for each in element.iterancestors())


def _site_part(element: Any) -> str | None:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    if not named.strip() or element.tag in ("p", "h2", "h3", "h4", "h5", "h6", "td", "tr", "table", "tbody"):
        return None
    named = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", named).lower()
    return next((PART_OF_NAME[word] for word in re.split(r"[\s_-]+", named) if word in PART_OF_NAME), None)


def _worded_part(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """The part of the site that a short element is by what it says."""
    size = sizes[element]
    if (
        not 0 < size.text <= 260
        or size.main
        or _asks_child(element, sizes)
        or not _is_own_line(element, size)
    ):
        return None
    text = plain_text(element)
    part = next((part for part, pattern in WORDING.items() if pattern.fullmatch(text)), None)
    if part in ("share buttons", "page tools", "navigation") and text.isascii() and not size.links:
        return None  # "Print" may be what an object is
    return part


def _asks_child(element: Any, sizes: dict[Any, _Size]) -> bool:
    """Whether an element is but a wrapper around one other that will be asked next."""
    return (
        len(element) == 1
        and (element[0].tag in BLOCKS or element[0].tag == "span")
        and sizes[element[0]].text == sizes[element].text
    )


def _is_own_line(element: Any, size: _Size) -> bool:
    if element.tag in ("td", "th", "dd", "dt"):
        return size.mostly_links
    if element.tag in BLOCKS or size.links > 1:
        return True
    parent = element.getparent()
    return (
        element.tag == "span" and parent.tag in ("div", "section", "span") and not (parent.text or "").strip()
    )


def _related_part(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """Whether a block is a heading like "Related links", and little but links follows, which go with it."""
    size = sizes[element]
    if not 0 < size.text <= 40 or element.tag == "a" or _asks_child(element, sizes):
        return None
    if not RELATED.fullmatch(plain_text(element)):
        return None
    while (parent := element.getparent()) in sizes and sizes[parent].text - size.text <= 8:
        element = parent
    followers = []
    for sibling in element.itersiblings(etree.Element):
        size = sizes[sibling]
        lists_links = size.mostly_links or (size.links > 1 and 4 * size.linked >= size.text)
        if sibling.tag in HEADINGS or (size.text and not lists_links):
            break
        followers.append(sibling)
    for sibling in followers:
        sibling.drop_tree()
    if followers and element.getparent() is not None:
        element.drop_tree()
    return "related links" if followers else None


def _link_list(element: Any, sizes: dict[Any, _Size]) -> str | None:
    """Whether an element outside the main text is a list of short links, as menus are that say so nowhere."""
    size = sizes[element]
    if size.links < 3 or size.main or 10 * size.linked < 8 * size.text or size.linked > 24 * size.links:
        return None
    if element.tag in ("p", "tr", "table", "tbody") or _is_in_main(element):
        return None
    return "navigation" if 2 * size.text < _whole(sizes) else None


def main_part(body: Any) -> Any:
    """The page's <main>, unless the page's heading or most of its text stands outside it."""
    parts = [
        each
        for each in body.iter("main", "div", "section")
        if each.tag == "main" or each.get("role") == "main"
    ]
    if not parts:
        return body
    sizes = _sizes(body)
    main = max(parts, key=lambda part: sizes[part].text)
    heading_outside = any(main not in list(h1.iterancestors()) for h1 in body.iter("h1")) and not list(
        main.iter("h1")
    )
    return body if heading_outside or 2 * sizes[main].text < sizes[body].text else main
