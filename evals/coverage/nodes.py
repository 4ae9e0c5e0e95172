"""The texts of a file that are written for people, taken from it without any reader of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.readers.encoding import read_decoded

_READABLE = re.compile(r"[^\W_]")
_LINK = re.compile(r"(?:https?|urn|ftp|mailto|aat|tgn|ulan|nm):\S*$|\{\{.*\}\}$|[\w.+-]+/[\w.+-]+$")
_HUMAN_KEYS = frozenset(
    {"label", "_label", "value", "content", "summary", "description", "attribution", "chars"}
)
_PLAIN_KEYS = frozenset(
    {"@language", "language", "format", "type", "@type", "id", "@id", "profile", "motivation"}
)
_UNDER_TECHNICAL = frozenset({"selector", "service", "target", "on", "@context", "unit"})


@dataclass(frozen=True, slots=True)
class TextNode:
    """A text and the names of the elements or keys around it, outermost first."""

    text: str
    path: tuple[str, ...]


def text_nodes(path: Path) -> list[TextNode]:
    """Every text node of an XML file, or string under a key of JSON that is written for people.

    White space is collapsed; nodes without a letter or a digit are left out.
    """
    text = read_decoded(path).text
    if text.lstrip()[:1] in ("{", "["):
        found = _json_nodes(json.loads(text), (), human=False)
    else:
        parser = etree.XMLParser(recover=True, resolve_entities="internal", no_network=True, huge_tree=False)
        found = _xml_nodes(etree.fromstring(path.read_bytes(), parser))
    return [node for node in found if _READABLE.search(node.text)]


def _xml_nodes(root: Any) -> Iterator[TextNode]:
    for element in root.iter(etree.Element):
        above = tuple(_name(each) for each in reversed([element, *element.iterancestors()]))
        pieces = [element.text or "", *(child.tail or "" for child in element)]
        if _name(element) == "String":  # a word of ALTO
            pieces.append(element.get("CONTENT") or "")
        for piece in pieces:
            if text := " ".join(piece.split()):
                yield TextNode(text, above)


def _json_nodes(value: Any, path: tuple[str, ...], *, human: bool) -> Iterator[TextNode]:
    if isinstance(value, str):
        text = " ".join(re.sub(r"<[^>]*>", " ", value).split())
        if human and text and not _LINK.match(text):
            yield TextNode(text, path)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _PLAIN_KEYS and key not in _UNDER_TECHNICAL:
                yield from _json_nodes(inner, (*path, key), human=human or key in _HUMAN_KEYS)
    elif isinstance(value, list):
        for inner in value:
            yield from _json_nodes(inner, path, human=human)


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)
