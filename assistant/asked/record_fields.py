"""Fields of a record written out as lines: `title: Lidded bowl`, `作者：郎世宁`, `Материал: серебро`.

Catalogues and exports put what is known of an object behind labels. A labelled line answers "who" or
"how tall" better than any sentence that speaks of the object, though it shares no word with the question;
and a line about the record itself, such as its licence or its sources, answers nothing else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from ingest.records.known_labels import known_labels

_FILE = Path(__file__).with_name("record_fields.csv")
# Fields about the record or its literature: what they say is asked for only in words of their own.
_ABOUT_THE_RECORD = frozenset({"record itself", "literature", "rights"})
# What is asked for in general words, so that what answers may stand under any heading.
ANYTHING = frozenset({"thing", "person", "date", "number", "place", "biography", "contents", "depicted"})
_FIELD = re.compile(r"\s*(?P<label>[^\W\d][\w '’/-]{0,40}?)[\d_ ]*(?: \((?P<of>[^()]{1,30})\))?\s*[:：]\s*\S")
_CAPTION = re.compile(
    r"\s*(?:caption|figure|fig\.?|illustration|title|подпись|рисунок|рис\.|название|заголовок|标题|標題|图注|圖註|说明)"
    r"[\d_ .]*[:：]",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Whether a labelled line says what something is called, or what a picture shows."""
    return _CAPTION.match(line) is not None


def field_kinds(line: str) -> frozenset[str]:
    """What a labelled line tells, by what questions ask for (`asked.expectations`): `person`, `date`, …

    `thing` is what it is and `owner` through whose hands it came; `record_fields.csv` has all.
    """
    found = _FIELD.match(line)
    if not found:
        return frozenset()
    kinds = _kinds().get(_plain(found["label"]), frozenset())
    whose = _kinds().get(_plain(found["of"] or ""), frozenset())
    return kinds | (whose & {"record itself"})


def kinds_told(line: str, headings: Sequence[str]) -> frozenset[str]:
    """What a line tells by its own label, or else by the heading that it stands under: "Provenance".

    Under "Description" or "Contents" may stand anything.
    """
    if own := field_kinds(line):
        return own
    return _kinds().get(_plain(headings[-1]), frozenset()) - ANYTHING if headings else frozenset()


def about_the_record(kinds: frozenset[str]) -> bool:
    """Whether a field of these kinds is about the record, its pictures or its literature alone."""
    return "record itself" in kinds or (bool(kinds) and kinds <= _ABOUT_THE_RECORD)


def asked_fields(question: str) -> frozenset[str]:
    """The kinds of field that a question asks for in words of their own: a licence, a binding, an extent."""
    return frozenset(kind for kind, asks in _asked().items() if asks.search(question))


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def _asked() -> Mapping[str, re.Pattern[str]]:
    return {row["kind"]: re.compile(row["asked"], re.IGNORECASE) for row in _rows() if row["asked"]}


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, frozenset[str]]:
    """By label what it tells: a kind's own labels, and those that readers give the fields it has."""
    kinds: dict[str, set[str]] = {}
    for row in _rows():
        names = set(row["names"].split("|"))
        readers = [label for label, named in known_labels().items() if names & named]
        for label in [*row["labels"].split("|"), *readers]:
            kinds.setdefault(_plain(label), set()).add(row["kind"])
    kinds.pop("", None)
    return {label: frozenset(told) for label, told in kinds.items()}


def _plain(label: str) -> str:
    return label.replace("_", " ").strip().lower()
