"""The text of an XML element as one reading of it, where the file gives several in one place.

What stands aside from the text (notes, words struck out, second readings, running heads of TEI; the other
choices and the single words of PAGE XML) is taken out, by the rules of the formats alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from lxml import etree

_ASIDE = ("{*}note", "{*}del", "{*}surplus", "{*}fw", "{*}index")
_READINGS = ("{*}choice", "{*}subst", "{*}app")
_CHOSEN = ("reg", "corr", "expan", "ex", "add", "lem")


def as_read(element: Any) -> str:
    """All text within the element but what stands aside from it; the element itself is left as it is."""
    copy = deepcopy(element)
    copy.tail = None
    for several in list(copy.iter(*_READINGS)):
        _keep_one(several, sorted(several, key=_rank))
    etree.strip_elements(copy, *_ASIDE, with_tail=False)
    for line in copy.iter("{*}TextLine"):
        choices = sorted(line.iterchildren("{*}TextEquiv"), key=lambda each: float(each.get("index") or 0))
        if choices:
            etree.strip_elements(line, "{*}Word", with_tail=False)
            _keep_one(line, choices)
    return "".join(copy.itertext())


def _keep_one(holder: Any, ranked: Iterable[Any]) -> None:
    """Takes all but the first of its children out of an element."""
    for other in list(ranked)[1:]:
        holder.remove(other)


def _rank(reading: Any) -> int:
    name = etree.QName(reading).localname if isinstance(reading.tag, str) else ""
    return _CHOSEN.index(name) if name in _CHOSEN else len(_CHOSEN)
