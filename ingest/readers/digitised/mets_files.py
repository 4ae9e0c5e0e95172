"""What a METS file says of its pages: their order, their files of text, and the headings above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ingest.readers.digitised.scan_page import number
from ingest.readers.xml_paths import steps
from ingest.readers.xml_source import Element, xpath_of

_HREF = "{http://www.w3.org/1999/xlink}href"
# Groups of files by their use, those first that are most likely the text to be read.
_USES = ("FULLTEXT", "GT-ALTO", "GT-PAGE", "ALTO", "PAGE", "OCR", "TEXT")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of the METS: where it is said to be, its group, and whether it can be the text of a page."""

    key: str
    href: str
    use: str
    may_be_text: bool


@dataclass(frozen=True, slots=True)
class MetsPage:
    """A page of the physical order: its name, the path of its element, the files that belong to it."""

    key: str
    label: str
    xpath: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetsHeading:
    """A label of the logical structure: its place there, how deep it is, and what it stands above.

    `above` names pages by their id, files as `id#`, and blocks of ALTO as `id#block`.
    """

    label: str
    order: int
    level: int
    xpath: str
    above: frozenset[str]


def text_files(root: Element) -> dict[str, TextFile]:
    """All files of the METS by their ids."""
    found: dict[str, TextFile] = {}
    for file in root.iter("{*}file"):
        location = next(file.iterchildren("{*}FLocat"), None)
        groups = [group.get("USE", "") for group in file.iterancestors("{*}fileGrp")]
        use = file.get("USE") or next(filter(None, groups), "")
        href = (location.get(_HREF) or location.get("href") or "").strip() if location is not None else ""
        kind = file.get("MIMETYPE", "").lower()
        is_text = kind.endswith("xml") or (not kind and href.lower().endswith(".xml"))
        key = file.get("ID", "")
        found[key] = TextFile(key, href, use, is_text)
    return found


def pages_of(root: Element) -> list[MetsPage]:
    """The pages in their physical order; without a physical structure, in the order of their files."""
    for structure in root.iter("{*}structMap"):
        if structure.get("TYPE", "").upper() in ("PHYSICAL", ""):
            pages = list(_pages(structure, xpath_of(structure)))
            if pages:
                return pages
    return []


def headings_of(root: Element) -> list[MetsHeading]:
    """The labels of the logical structure, outermost first, with what each stands above."""
    links: dict[str, set[str]] = {}
    for link in root.iter("{*}smLink"):
        start, end = (_attribute(link, name) for name in ("from", "to"))
        links.setdefault(start, set()).add(end)
    for structure in root.iter("{*}structMap"):
        if structure.get("TYPE", "").upper() == "LOGICAL":
            found = list(_headings(structure, xpath_of(structure), 0, links))
            return [replace(heading, order=n) for n, heading in enumerate(found)]
    return []


def local_path(folder: Path, href: str) -> tuple[str, Path] | str:
    """The path an href names below `folder`, as written and as a file; else why it is not followed."""
    parts = urlsplit(href.replace("\\", "/"))
    if parts.scheme not in ("", "file") or (parts.netloc and parts.netloc != "."):
        return "it is an address, not a file beside this one"
    member = unquote(f"{parts.netloc}{parts.path}")
    inner = PurePosixPath(member)
    if not member or inner.is_absolute() or ".." in inner.parts or "\0" in member or ":" in inner.parts[0]:
        return "it leads out of this folder"
    path = folder / inner
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "it leads out of this folder"
        return (str(inner), path) if path.is_file() else "there is no such file"
    except OSError as error:
        return f"it cannot be opened: {error.strerror or error}"


def groups_of_text(files: Iterable[TextFile], folder: Path) -> dict[str, list[Path]]:
    """The groups whose files can be the text of pages, the likeliest first, with the files that are there."""
    groups: dict[str, list[Path]] = {}
    for file in files:
        if file.may_be_text:
            found = local_path(folder, file.href)
            there = groups.setdefault(file.use, [])
            if not isinstance(found, str):
                there.append(found[1])
    return {use: groups[use] for use in sorted(groups, key=lambda use: (not groups[use], _rank(use)))}


def _rank(use: str) -> int:
    return next((n for n, word in enumerate(_USES) if word in use.upper()), len(_USES))


def _pages(element: Element, path: str) -> Iterator[MetsPage]:
    """The innermost divisions that name files, in their stated order."""
    divisions = [(child, place) for child, name, place in steps(element, path) if name == "div"]
    orders = [number(child.get("ORDER")) for child, _ in divisions]
    if None not in orders:
        ranks = [order or 0 for order in orders]
        divisions = [divisions[n] for n in sorted(range(len(ranks)), key=lambda n: ranks[n])]
    for child, place in divisions:
        inner = list(_pages(child, place))
        files = tuple(_pointers(child))
        if inner:
            yield from inner
        elif files:
            label = child.get("ORDERLABEL") or child.get("LABEL") or ""
            yield MetsPage(child.get("ID", ""), label.strip(), place, files)


def _pointers(div: Element) -> Iterator[str]:
    for pointer in div.iterchildren("{*}fptr"):
        for each in (pointer, *pointer.iter("{*}area")):
            if key := each.get("FILEID"):
                yield key


def _headings(element: Element, path: str, level: int, links: dict[str, set[str]]) -> Iterator[MetsHeading]:
    for child, name, place in steps(element, path):
        if name != "div":
            continue
        label = " ".join((child.get("LABEL") or "").split())
        inner = level + bool(label)
        if label:
            above = set(links.get(child.get("ID", ""), ()))
            for area in child.iterchildren("{*}fptr"):
                for each in (area, *area.iter("{*}area")):
                    above.add(f"{each.get('FILEID', '')}#{each.get('BEGIN', '')}")
            yield MetsHeading(label, 0, inner, f"{place}/@LABEL", frozenset(above))
        yield from _headings(child, place, inner, links)


def _attribute(link: Element, name: str) -> str:
    return str(link.get(f"{{http://www.w3.org/1999/xlink}}{name}") or link.get(name) or "")
