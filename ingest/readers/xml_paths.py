"""A walk down an XML tree that knows the path of each element on the way."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.xml_source import Element, local_name

XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"


def steps(element: Element, path: str) -> Iterator[tuple[Element, str, str]]:
    """The child elements of what stands at `path`: each with its local name and its own path.

    The paths are those of `xpath_of`, which counts the elements before each anew and so takes too long
    over thousands of paragraphs.
    """
    seen: dict[str, int] = {}
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        bound, _, name = tag.rpartition("}")
        step = f"*[local-name()='{name}']" if bound else f"*[name()='{tag}']" if ":" in tag else name
        count = seen[step] = seen.get(step, 0) + 1
        yield child, name.rpartition(":")[2], f"{path}/{step}[{count}]"


def named(element: Element, path: str, *names: str) -> Iterator[tuple[Element, str]]:
    """The child elements of one of the local `names`, each with its path."""
    return ((child, place) for child, name, place in steps(element, path) if name in names)


def first(element: Element, path: str, *names: str) -> tuple[Element, str] | None:
    """What is reached by the first child of each of `names` in turn; None where one is missing."""
    found: tuple[Element, str] | None = (element, path)
    for name in names:
        found = next(named(*found, name), None) if found else None
    return found


def outermost(element: Element, path: str, *names: str) -> Iterator[tuple[Element, str]]:
    """What stands at `path` if it goes by one of the local `names`, else the outermost below it that do."""
    if local_name(element) in names:
        yield element, path
        return
    for child, _, place in steps(element, path):
        yield from outermost(child, place, *names)
