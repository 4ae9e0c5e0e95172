"""What of a file its reader takes in, and how many of its places lead back to the same text."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.coverage.following import text_at
from evals.coverage.nodes import TextNode, text_nodes
from ingest.documents import Document
from ingest.readers import documents_in
from ingest.records.access import stated_access
from retrieval.errors import StudioloError
from retrieval.locators import Locator

# Elements whose text is for machines or about the file itself; docs/formats.md says so for each format.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "lido": (
        "actorID",
        "closeMatch",
        "conceptID",
        "eventID",
        "exactMatch",
        "gml",
        "legalBodyID",
        "legalBodyWeblink",
        "mappingRelation",
        "notation",
        "objectID",
        "placeID",
        "recordInfoID",
        "recordMetadataDate",
        "resourceID",
        "resourceMeasurementsSet",
    ),
    "tei": ("charDecl", "fw", "index", "tagsDecl", "xenoData"),
    "alto": ("Description", "Glyph", "ALTERNATIVE"),
    "page-xml": ("Metadata",),
    "dublin-core": ("responseDate", "request", "resumptionToken"),
    "mets": ("metsHdr", "amdSec"),
    "marcxml": ("leader", "controlfield"),
    "linked-art": ("representation", "digitally_shown_by", "referred_to_by/classified_as"),
}
_OURS = re.compile(r"\f| × |(?<=\d) (?=[a-z]{1,2}$)| \| | – |, |: |; | \(|\)$| / ")
_COUNTED_KINDS = (
    "lido",
    "ead",
    "tei",
    "iiif",
    "linked-art",
    "alto",
    "mets",
    "page-xml",
    "oai",
    "dublin-core",
    "marcxml",
)


@dataclass(frozen=True, slots=True)
class FileCoverage:
    """Of one file: its documents and access, text nodes `reached` of `nodes`, places `followed` of `places`.

    `left_out` counts nodes that are left out on purpose, which `nodes` does not. `missed` and `lost` show
    texts that no document has, and quotes that their place does not lead to.
    """

    name: str
    kind: str
    title: str = ""
    documents: int = 0
    access: str = ""
    nodes: int = 0
    reached: int = 0
    left_out: int = 0
    places: int = 0
    followed: int = 0
    seconds: float = 0.0
    error: str = ""
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """The share of the text nodes that reached a block or a field; None where none were counted."""
        return share(self.reached, self.nodes)


def share(reached: int, nodes: int) -> float | None:
    """`reached` of `nodes`, to four places; None of nothing."""
    return round(reached / nodes, 4) if nodes else None


def measure_file(path: Path) -> FileCoverage:
    """Reads a file as an ingest does and holds what came of it against the file itself."""
    started = time.perf_counter()
    try:
        documents = list(documents_in(path))
    except StudioloError as error:
        return FileCoverage(path.name, "", error=str(error))
    seconds = time.perf_counter() - started
    kind = documents[0].kind
    nodes, left_out = _split(text_nodes(path) if kind in _COUNTED_KINDS else [], kind)
    whole = squashed(" ".join(_texts(documents)))
    missed = [node for node in nodes if squashed(node.text) not in whole]
    lost = list(_lost(path, documents))
    access = Counter(
        stated_access(a)[0] if (a := d.metadata.get("access")) else "not stated" for d in documents
    )
    return FileCoverage(
        name=path.name,
        kind=kind,
        title=documents[0].title,
        documents=len(documents),
        access=", ".join(f"{name} {n}" if len(access) > 1 else name for name, n in access.most_common()),
        nodes=len(nodes),
        reached=len(nodes) - len(missed),
        left_out=len(left_out),
        places=sum(1 for _ in _quotes(documents)),
        followed=sum(1 for _ in _quotes(documents)) - len(lost),
        seconds=seconds,
        missed=[f"{'/'.join(node.path[-3:])}: {node.text}" for node in missed],
        lost=lost,
    )


def squashed(text: str) -> str:
    """Letters and digits alone, composed and in small letters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def leads_to(source: str, quote: str) -> bool:
    """Whether a source's text holds a quote, or each of the pieces that our punctuation joined."""
    whole = squashed(source)
    if squashed(quote) in whole:
        return True
    return all(squashed(piece) in whole for piece in _OURS.split(quote) if piece)


def _split(nodes: Iterable[TextNode], kind: str) -> tuple[list[TextNode], list[TextNode]]:
    names = LEFT_OUT.get(kind, ())
    kept: list[TextNode] = []
    left: list[TextNode] = []
    for node in nodes:
        path = f"/{'/'.join(node.path)}/"
        (left if any(f"/{name}/" in path for name in names) else kept).append(node)
    return kept, left


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        yield document.title
        yield from document.metadata.values()
        for value in document.fields:
            yield f"{value.label} {value.value} {value.role}"
        for block in document.blocks:
            yield block.text


def _quotes(documents: Iterable[Document]) -> Iterator[tuple[str, Locator]]:
    """What would be quoted, with its place: values of fields, and blocks that are no rendering of one."""
    for document in documents:
        yield from ((value.value, value.locator) for value in document.fields)
        yield from ((block.text, block.locator) for block in document.blocks if block.kind != "field")


def _lost(path: Path, documents: Iterable[Document]) -> Iterator[str]:
    for quote, locator in _quotes(documents):
        try:
            if leads_to(text_at(path, locator), quote):
                continue
            reason = "another text"
        except (StudioloError, LookupError, ValueError) as error:
            reason = f"{type(error).__name__}: {error}"
        yield f"{quote[:80]!r} at {_short(locator)}: {reason}"


def _short(locator: Locator) -> str:
    return ", ".join(f"{k}={v}" for k, v in locator.to_json(parts=False).items() if k != "headings")
