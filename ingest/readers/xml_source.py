"""XML read without trust: no network, no external entities, no bombs; and the paths that lead back into it.

Entities that a file defines for itself are resolved, since old TEI and EAD files write letters so;
libxml2 gives up where they would swell beyond reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.readers.file_errors import not_opened
from retrieval.errors import UnreadableDocument

Element = Any  # lxml has no types of its own
_SAFELY = {
    "resolve_entities": "internal",
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,  # an xml:id given twice is no reason to refuse a file
}
_ATTACKS = {etree.ErrorTypes.ERR_ENTITY_LOOP, etree.ErrorTypes.ERR_RESOURCE_LIMIT}


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """An element that is a record, with the path to it and how many of its kind came before it.

    `warnings` say what had to be overlooked in its file to get it.
    """

    element: Element
    xpath: str
    position: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class XmlSource:
    """The root element of a file, and what had to be overlooked to get it."""

    root: Element
    warnings: tuple[str, ...] = ()


def parse(path: Path) -> XmlSource:
    """The whole of a file; UnreadableDocument when it is hostile or nothing like XML.

    A fault that leaves the elements readable (a DOCTYPE as no parser wants it, a letter that XML has
    no place for) is overlooked with a warning.
    """
    try:
        return XmlSource(etree.parse(str(path), _parser()).getroot())
    except OSError as error:
        raise not_opened(path, error) from error
    except etree.XMLSyntaxError as error:
        if _is_attack(error):
            raise _broken(path, error) from error
        return _recovered(path, error)


def stream(path: Path, names: Collection[str]) -> Iterator[XmlRecord]:
    """The outermost elements with one of the local `names`, one at a time, in bounded memory.

    An element is emptied when the next is asked for: take from it what is needed before. A file that
    breaks off yields what stands before the break, then raises UnreadableDocument; one that is faulty
    before its first record ends is read as `parse` reads it, with a warning at each record.
    """
    count = 0
    try:
        for record in _streamed(path, names, recover=False):
            count = record.position
            yield record
    except OSError as error:
        raise not_opened(path, error) from error
    except etree.XMLSyntaxError as error:
        if count or _is_attack(error):
            raise _broken(path, error) from error
        for record in _streamed(path, names, recover=True):
            yield replace(record, warnings=(_overlooked(error),))


def walk(path: Path, *, recover: bool = False) -> Iterator[tuple[str, Element, str]]:
    """`start` and `end` of each element in document order, with the element and the path to it.

    At its end an element is whole; who calls empties what is no longer needed. With `recover`, what is
    faulty is read as far as it goes; else UnreadableDocument is raised at the fault.
    """
    try:
        yield from _walked(path, recover=recover)
    except OSError as error:
        raise not_opened(path, error) from error
    except etree.XMLSyntaxError as error:
        raise _broken(path, error) from error


def fault(path: Path) -> str:
    """What is wrong with the XML of a file, "" if nothing; UnreadableDocument when it is hostile."""
    try:
        with path.open("rb") as file:
            for _, element in etree.iterparse(file, events=("end",), **_SAFELY):
                _forget(element)
    except OSError as error:
        raise not_opened(path, error) from error
    except etree.XMLSyntaxError as error:
        if _is_attack(error):
            raise _broken(path, error) from error
        return str(error)
    return ""


def _walked(path: Path, *, recover: bool) -> Iterator[tuple[str, Element, str]]:
    path_to: list[str] = []
    seen: list[dict[str, int]] = [{}]
    for event, element in _events(path, recover=recover):
        if event == "start":
            step = _name(element)
            seen[-1][step] = seen[-1].get(step, 0) + 1
            path_to.append(f"{step}[{seen[-1][step]}]" if path_to else step)
            seen.append({})
            yield event, element, "/" + "/".join(path_to)
        else:
            yield event, element, "/" + "/".join(path_to)
            path_to.pop()
            seen.pop()


def _events(path: Path, *, recover: bool) -> Iterator[tuple[str, Element]]:
    """What the parser tells; that an id is there twice is no fault to anyone who reads the text."""
    with path.open("rb") as file:
        events = etree.iterparse(file, events=("start", "end"), **_SAFELY, recover=recover)
        try:
            yield from events
        except etree.XMLSyntaxError:
            if any(fault.type != etree.ErrorTypes.DTD_ID_REDEFINED for fault in events.error_log):
                raise


def _streamed(path: Path, names: Collection[str], *, recover: bool) -> Iterator[XmlRecord]:
    inside, count = 0, 0
    for event, element, path_to in _walked(path, recover=recover):
        named = local_name(element) in names
        if event == "start":
            inside += named
            continue
        if named:
            inside -= 1
            if not inside:
                count += 1
                yield XmlRecord(element, path_to, count)
        if not inside:
            _forget(element)


def xpath_of(element: Element, *, within: Element | None = None, base: str = "") -> str:
    """An XPath 1.0 expression for `element` that needs no namespace bindings.

    With `within` and its own path `base`, for elements of a record that was streamed.
    """
    steps: list[str] = []
    while element is not None and element is not within:
        parent = element.getparent()
        name = _name(element)
        if parent is None:
            steps.append(name)
        else:
            before = sum(
                1 for each in element.itersiblings(etree.Element, preceding=True) if _name(each) == name
            )
            steps.append(f"{name}[{before + 1}]")
        element = parent
    return base + "/" + "/".join(reversed(steps)) if steps else base


def local_name(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """The namespace of an element, "" when it has none."""
    tag = element.tag
    return tag[1:].rpartition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def text_of(element: Element) -> str:
    """All text within an element with its layout undone: runs of white space are single spaces."""
    return " ".join("".join(element.itertext()).split())


def root_name(path: Path) -> tuple[str, str] | None:
    """The namespace and the local name of a file's first element; None when it does not begin as XML."""
    return next(iter(first_names(path, 1)), None)


def first_names(path: Path, count: int) -> list[tuple[str, str]]:
    """The namespaces and local names of the first elements of a file; none when it does not begin as XML."""
    settings = {**_SAFELY, "resolve_entities": False, "recover": True}
    found: list[tuple[str, str]] = []
    try:
        with path.open("rb") as file:
            for _, element in etree.iterparse(file, events=("start",), **settings):
                found.append((namespace(element), local_name(element)))
                if len(found) == count:
                    break
    except (etree.XMLSyntaxError, OSError):
        return found
    return found


def _parser(*, recover: bool = False) -> Any:
    return etree.XMLParser(**_SAFELY, recover=recover)


def _recovered(path: Path, fault: Exception) -> XmlSource:
    try:
        root = etree.parse(str(path), _parser(recover=True)).getroot()
    except etree.XMLSyntaxError as error:
        raise _broken(path, error) from error
    if root is None:
        raise _broken(path, fault) from fault
    return XmlSource(root, (_overlooked(fault),))


def _overlooked(fault: object) -> str:
    return f"not well-formed XML, read as far as it goes: {fault}"


def _is_attack(error: Any) -> bool:
    return error.code in _ATTACKS


def _name(element: Element) -> str:
    name = local_name(element)
    if namespace(element):
        return f"*[local-name()='{name}']"
    return f"*[name()='{element.tag}']" if name != element.tag else name  # a prefix that nobody declared


def _forget(element: Element) -> None:
    """Let go of an element that has been read, and of those before it."""
    element.clear(keep_tail=True)
    while element.getprevious() is not None:
        del element.getparent()[0]


def _broken(path: Path, error: Exception) -> UnreadableDocument:
    return UnreadableDocument(f"{path.name}: it is not well-formed XML: {error}")
