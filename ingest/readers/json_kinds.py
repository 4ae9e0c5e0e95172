"""Which vocabulary a JSON file is written in, by its context and the types it names first."""

import re
from pathlib import Path

_HEAD = 65_536
_OBJECTS = "HumanMadeObject|ManMadeObject|VisualItem|LinguisticObject"
_KINDS = (
    ("iiif", re.compile(r"iiif\.io/api/presentation/[234]/context|shared-canvas\.org/ns")),
    ("linked-art", re.compile(r"linked\.art/ns")),
    ("iiif", re.compile(r'"@?type"\s*:\s*"(?:sc:)?(?:Manifest|AnnotationPage|AnnotationList)"')),
    ("linked-art", re.compile(rf'"type"\s*:\s*"(?:{_OBJECTS})"')),
)


def json_kind(path: Path) -> str:
    """The kind of a JSON file, by what it names first; `json` when that is none we know."""
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace").replace("\0", "")
    signs = ((found.start(), kind) for kind, sign in _KINDS if (found := sign.search(head)))
    return min(signs, default=(0, "json"))[1]
