"""The reading text of TEI elements: one reading where the source gives several, layout undone.

Where an editor gives two readings, the regularised, corrected or expanded one is the text; the other
stands beside it, as notes do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ingest.readers.html.tree import collapsed
from ingest.readers.line_joining import Spelling, joined
from ingest.readers.xml_paths import steps
from ingest.readers.xml_source import Element

# Marks within text that is being gathered; XML has no place for these characters.
LINE, CLOSED, VERSE, PAGE_IN_WORD = "\x01", "\x02", "\x03", "\x04"
PAGE = "\f"
GAP = "[…]"  # what is lost or left out must not be read over
NEVER_TEXT = frozenset(
    """fw teiHeader index facsimile interp interpGrp index certainty precision respons alt altGrp link
    linkGrp space ptr milestone cb gb xenoData schemaSpec tagsDecl charDecl listPrefixDef""".split()  # noqa: SIM905
)
# Which of the readings is the text, by the elements that hold them.
_CHOSEN = ("reg", "corr", "expan", "ex", "add", "lem")
_OF_READINGS = frozenset(("choice", "subst", "app"))
# Values that follow each other without a space in files that are written in one line.
_APART = frozenset(
    """p ab item l lg head row cell list label note bibl biblStruct person orgName persName placeName w
    forename surname roleName addName genName nameLink settlement country region district institution
    repository collection idno resp name addrLine street postCode date title author editor publisher
    pubPlace biblScope citedRange term term keywords language locus change height width depth dim u
    email respStmt address line ref""".split()  # noqa: SIM905
)
_CLOSING = re.compile(rf"[ \t\r\n{LINE}]*(?:(?<=\w)[-‐⸗¬])?[ \t\r\n{LINE}]*{CLOSED}[ \t\r\n]*")
_BROKEN_LINE = re.compile(f"([{LINE}{PAGE}])")
_FIRST_IDEOGRAPH = "\u2e80"
_NO_SPELLING = Spelling(frozenset(), True)


def readings(element: Element, path: str) -> tuple[tuple[Element, str] | None, list[tuple[Element, str]]]:
    """The reading of a `choice`, `subst` or `app` that is the text, and the others."""
    several = [(child, name, place) for child, name, place in steps(element, path) if name not in NEVER_TEXT]
    if not several:
        return None, []
    ranks = [_CHOSEN.index(name) if name in _CHOSEN else len(_CHOSEN) for _, name, _ in several]
    best = ranks.index(min(ranks))
    others = [(child, place) for n, (child, _, place) in enumerate(several) if n != best]
    return (several[best][0], several[best][2]), [each for each in others if text_in(each[0])]


def other_readings(element: Element, path: str) -> Iterator[tuple[str, str]]:
    """The readings within an element that are not its text, in words (`olde = old`), each with its path."""
    for child, name, place in steps(element, path):
        if name in _OF_READINGS:
            if readings(child, place)[1]:
                yield told_readings(child, name, place), place
        elif len(child):
            yield from other_readings(child, place)


def told_readings(element: Element, name: str, path: str) -> str:
    """The readings of one place beside each other: `olde = old`, in an apparatus `tall ] small`."""
    several = [text_in(child) for child, _, _ in steps(element, path)]
    return (" ] " if name == "app" else " = ").join(filter(None, several))


def offers_readings(name: str) -> bool:
    """Whether the element of that name holds several readings of one place."""
    return name in _OF_READINGS


def text_in(element: Element, *, without: Collection[Element] = ()) -> str:
    """The reading text within an element on one line, notes where they stand.

    `without` are child elements that are left out.
    """
    if not len(element):
        return _collapsed(element.text or "")
    return finished("".join(_pieces(element, without)))


def break_mark(element: Element, name: str) -> str:
    """What a `lb` or `pb` puts into the text; a `cb` or `gb` is a space."""
    within = element.get("break") == "no"
    if name == "pb":
        return CLOSED + PAGE_IN_WORD if within else PAGE
    return CLOSED if within else LINE if name == "lb" else " "


def spaced(element: Element, name: str) -> bool:
    """Whether a space parts an element from the one before it, which the file sets close."""
    before = element.getprevious()
    return name in _APART and before is not None and not before.tail


def finished(text: str, spelling: Spelling = _NO_SPELLING) -> str:
    """Gathered text with its marks resolved and its layout undone; `spelling` knows broken words."""
    if CLOSED in text:
        text = _CLOSING.sub("", text)
    if LINE in text or PAGE in text:
        text = _joined(text, spelling)
    if VERSE in text:
        return "\n".join(filter(None, (_line(line) for line in text.split(VERSE))))
    return _line(text)


def lines_of(text: str) -> list[str]:
    """The lines that gathered text is broken into."""
    return [" ".join(line.split()) for line in re.split(f"[{LINE}{VERSE}{PAGE}]", text)]


def _joined(text: str, spelling: Spelling) -> str:
    return VERSE.join(_joined_line(line, spelling) for line in text.split(VERSE))


def _joined_line(text: str, spelling: Spelling) -> str:
    lines: list[str] = [""]
    starts: set[int] = set()
    for part in _BROKEN_LINE.split(text):
        if part in (LINE, PAGE):
            lines.append("")
            if part == PAGE:
                starts.add(len(lines) - 1)
        else:
            lines[-1] = collapsed(part)
    return joined(lines, spelling, page_starts=starts).replace(PAGE, PAGE_IN_WORD)


def _line(text: str) -> str:
    return _collapsed(text).strip(PAGE_IN_WORD + " ").replace(PAGE_IN_WORD, PAGE)


def _collapsed(text: str) -> str:
    """`text` with its white space collapsed; quickly where no ideographs can stand at the break of a line."""
    if not text or max(text) < _FIRST_IDEOGRAPH:
        return " ".join(text.split())
    return collapsed(text)


def _pieces(element: Element, without: Collection[Element] = ()) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str):
            yield child.tail or ""
            continue
        name = tag.rpartition("}")[2]
        if name == "gap":
            yield GAP
        elif name in ("lb", "pb", "cb", "gb"):
            yield break_mark(child, name).replace(PAGE, LINE).replace(PAGE_IN_WORD, "")
        elif name not in NEVER_TEXT and child not in without:
            if spaced(child, name):
                yield " "
            if name in _OF_READINGS:
                chosen, _ = readings(child, "")
                yield from _pieces(chosen[0]) if chosen else ()
            else:
                yield from _pieces(child)
        yield child.tail or ""


def attribute(element: Element, name: str) -> str:
    """An attribute without the white space around it, "" where there is none."""
    attributes: Mapping[str, str] = element.attrib
    return attributes.get(name, "").strip()
