"""What the elements of running text in TEI are: blocks, divisions, things with a caption."""

from __future__ import annotations

from ingest.documents import BlockKind

DIVISIONS = frozenset(["div", *(f"div{n}" for n in range(8))])
KINDS: dict[str, BlockKind] = {"item": "list_item", "figDesc": "caption", "desc": "caption"}
BLOCKS = DIVISIONS | frozenset(
    """p ab head item l lg sp speaker opener closer dateline salute signed byline trailer epigraph argument
    docTitle titlePart docAuthor docEdition docImprint docDate imprimatur figDesc desc bibl biblStruct
    biblFull person personGrp place org event object entry entryFree superEntry u line postscript castItem
    castGroup set performance q quote cit change list listBibl listPerson listPlace listOrg listEvent div
    figure table body front back group text floatingText titlePage""".split()  # noqa: SIM905
)
INLINE_WITHIN = frozenset(("q", "quote", "cit", "bibl", "opener", "closer", "dateline", "signed", "salute"))
HEADED = DIVISIONS | {"body", "front", "back", "text", "group"}
# Divisions of inscriptions that have no heading of their own and go by their type.
TOLD = frozenset(("edition", "apparatus", "translation", "commentary"))
CAPTIONED = frozenset(("figure", "table", "list", "listBibl", "listPerson", "listPlace", "listOrg"))
