"""Who may read a unit of a finding aid: by its own statements and those of all units above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.ead.text import COMPONENT, flat
from ingest.readers.ead.unit import sections_of
from ingest.readers.xml_source import Element, local_name
from ingest.records.access import Access, stated_access, stricter
from ingest.records.embargo import embargo_date

_UNTIL = re.compile(
    r"(?:until|till|bis(?: zum)?|до|jusqu'(?:au|en|à)|至|直到)\s*(?P<date>[^.;,。；]{0,40})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")
_OPEN_UNTIL = re.compile(r"(?<!not )\bopen(?: \w+){0,4} (?:until|till)\b", re.IGNORECASE)
_SHOWN = 120  # characters of a statement in a warning


@dataclass(frozen=True, slots=True)
class UnitAccess:
    """The access of a unit, None when nothing is said, and what of it holds for the units below.

    `embargo` is the last day of the longest closure; `warnings` name what was not understood.
    """

    level: Access | None = None
    below: Access | None = None
    embargo: str = ""
    warnings: tuple[str, ...] = ()

    def metadata(self) -> dict[str, str]:
        """The access as a document's metadata, leaving out what is not said."""
        said = {"access": self.level or "", "embargo": self.embargo}
        return {name: value for name, value in said.items() if value}


def unit_access(unit: Element, above: UnitAccess | None = None) -> UnitAccess:
    """The access of a unit below one with access `above`: the strictest of all that is said.

    A unit is never more open than what it is part of, even where its own statement opens it. A part of
    its description that is marked for the staff closes the whole description to visitors.
    """
    above = above or UnitAccess()
    levels: list[Access] = [above.below] if above.below else []
    embargoes = [above.embargo] if above.embargo else []
    warnings: list[str] = []
    for statement in sections_of(unit, "accessrestrict"):
        text = flat(statement, ("head",))
        if not re.search(r"\w", text):
            continue
        level, understood = stated_access(text)
        levels.append(level)
        if not understood:
            warnings.append(f"access not understood, treated as restricted: {text[:_SHOWN]!r}")
        if level != "public" and (until := _embargo(statement, text)):
            embargoes.append(until)
    if any(each.get("audience") == "internal" for each in (unit, *_around(unit))):
        levels.append("internal")
    below = stricter(levels) if levels else None
    if name := _for_staff(unit):
        levels.append("internal")
        warnings.append(f"not for the public: the source marks <{name}> as audience='internal'")
    level_here = stricter(levels) if levels else None
    return UnitAccess(level_here, below, max(embargoes, default=""), tuple(warnings))


def _embargo(statement: Element, text: str) -> str:
    """The last day of a closure that a statement names, by its dates for machines first."""
    found = _UNTIL.search(text)
    if not found or _OPEN_UNTIL.search(text):
        return ""
    stated = [each.get("normal") or each.get("standarddate") or "" for each in statement.iter()]
    ends = [end for value in stated for end in _YEAR.findall(value)]
    ends = ends or _YEAR.findall(found["date"])
    days = [day for end in ends if (day := embargo_date(end))]
    return max(days).isoformat() if days else ""


def _around(unit: Element) -> Iterator[Element]:
    """What a unit stands in below the unit above it: a `dsc`, or the `ead` of an `archdesc`."""
    for element in unit.iterancestors():
        name = local_name(element)
        if name == "archdesc" or COMPONENT.fullmatch(name):
            return
        yield element


def _for_staff(unit: Element) -> str:
    """The first element of a unit that is marked as not for the public; "" when none is."""
    waiting = [unit]
    while waiting:
        element = waiting.pop()
        if element.get("audience") == "internal":
            return local_name(element)
        waiting += [
            child for child in element if local_name(child) and not COMPONENT.fullmatch(local_name(child))
        ]
    return ""
