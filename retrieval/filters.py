"""Which passages a search may return; applied inside the engines, and never over their results alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from retrieval.dates.year_terms import EARLIEST, LATEST, Years
from retrieval.errors import CallerError
from retrieval.object_numbers import number_keys
from retrieval.passages import Passage
from retrieval.utf8_text import checked_text

# Facets of which a document may have several values, compared without regard to case.
MANY_VALUED = ("maker", "material", "technique", "place", "type")
# Facets whose values are codes in small letters, however a caller writes them.
_CODED = ("language", "kind", "access")
_LANGUAGE = re.compile("[a-z]{2}")  # ISO 639-1, as documents have it
ACCESS = ("public", "internal", "restricted")
_OPEN_ENDS = {"from": EARLIEST, "to": LATEST}


@dataclass(frozen=True, slots=True)
class Filters:
    """Allowed values by facet; a facet without any allows everything, several facets must all agree.

    `object_number` takes numbers as anyone writes them. `dates` is a span of years, both included,
    astronomical (0 is 1 BC), that something in the passage must be of. `maker`, `material`, `technique`,
    `place` and `type` are fields of a record as it has them, in any case.
    """

    language: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    document_id: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    object_number: tuple[str, ...] = ()
    maker: tuple[str, ...] = ()
    material: tuple[str, ...] = ()
    technique: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    dates: Years | None = None

    @classmethod
    def from_json(cls, values: Mapping[str, Any] | None) -> Self:
        """The filters in `{"language": "zh", "kind": ["pdf", "docx"], "dates": {"from": 1736, "to": 1795}}`.

        Raises CallerError for anything else, an empty list too: it would say that nothing is allowed, while a
        facet that is left out allows everything.
        """
        known = {f.name for f in fields(cls)}
        chosen: dict[str, Any] = {}
        for name, value in (values or {}).items():
            if name not in known:
                raise CallerError(f"unknown filter {name!r}: use one of {', '.join(sorted(known))}")
            chosen[name] = _years(value) if name == "dates" else _texts(name, value)
        for number in chosen.get("object_number", ()):
            if not number_keys(number):
                raise CallerError(f"{number!r} is no object number: it has neither letter nor digit")
        return cls(**chosen)

    def to_json(self) -> dict[str, Any]:
        """The filters as `from_json` reads them, without those that allow everything."""
        given = {f.name: list(v) for f in fields(self) if (v := getattr(self, f.name)) and f.name != "dates"}
        return {**given, "dates": dict(zip(_OPEN_ENDS, self.dates, strict=True))} if self.dates else given

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The facets of documents that restrict anything, with the values they allow."""
        marks = {"object_number", "dates"}
        chosen = {f.name: v for f in fields(self) if f.name not in marks and (v := getattr(self, f.name))}
        return {name: tuple(_compared(name, value) for value in values) for name, values in chosen.items()}

    def number_keys(self) -> list[str]:
        """The object numbers that restrict anything, as they are indexed; of a range all of its numbers."""
        return [key for number in self.object_number for key in number_keys(number)]

    def allow(self, passage: Passage) -> bool:
        """Whether the document's values that `passage` itself has are allowed; numbers and dates aside."""
        own = {
            "language": passage.language,
            "kind": passage.kind,
            "document_id": passage.document_id,
            **passage.facets,
        }
        return all(
            not set(values).isdisjoint(facet_values(name, own[name]) if name in own else ())
            for name, values in self.chosen().items()
        )


EVERYTHING = Filters()  # lets every passage through


def facet_values(facet: str, value: str) -> list[str]:
    """The values of a document's facet as filters compare them: its lines where there may be several."""
    if facet not in MANY_VALUED:
        return [value]
    return [line.casefold() for line in value.split("\n") if line]


def _compared(facet: str, value: str) -> str:
    """An allowed value as the facet has it: ids are composed (NFC), however a system gives them."""
    if facet == "document_id":
        return unicodedata.normalize("NFC", value)
    return value.casefold() if facet in MANY_VALUED else value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(v, str) for v in given):
        raise CallerError(f"the filter {name!r} takes a text or a list of texts")
    if not given:
        raise CallerError(f"the filter {name!r} has an empty list: name what it allows, or leave it out")
    texts = [checked_text(v, f"a value of the filter {name!r}") for v in given]
    if not all(map(str.strip, texts)):
        raise CallerError(f"the filter {name!r} has an empty value: name what it allows, or leave it out")
    values = tuple(_as_written(name, text) for text in texts)
    if name == "access" and (unknown := set(values).difference(ACCESS)):
        raise CallerError(f"no access {min(unknown)!r}: the filter 'access' takes {', '.join(ACCESS)}")
    if name == "language" and (unknown := {value for value in values if not _LANGUAGE.fullmatch(value)}):
        raise CallerError(
            f"{min(unknown)!r} is no code of a language: the filter 'language' takes codes such as en, zh, ru"
        )
    return values


def _as_written(name: str, value: str) -> str:
    """A value as documents have it: codes in small letters, of zh-CN the language, no spaces at the ends."""
    if name in _CODED:
        value = value.strip().lower()
        return re.split("[-_]", value)[0] if name == "language" else value
    return value if name == "document_id" else value.strip()


def _years(value: Any) -> Years | None:
    if isinstance(value, list | tuple) and len(value) == 1:  # as a command line gives all its values
        return _years(value[0])
    if isinstance(value, str):  # 1736, 1736..1795, 1736.., ..1795
        start, dots, end = value.partition("..")
        return _years({"from": start or None, "to": (end if dots else start) or None})
    if not isinstance(value, Mapping) or not set(value) <= set(_OPEN_ENDS):
        raise CallerError(
            "the filter 'dates' takes {\"from\": YEAR, \"to\": YEAR}, or a text like '1736..1795'"
        )
    if all(value.get(name) is None for name in _OPEN_ENDS):
        return None
    first, last = (_year(value.get(name), default) for name, default in _OPEN_ENDS.items())
    if last < EARLIEST or first > LATEST:
        raise CallerError(
            f"the filter 'dates' takes years from {EARLIEST} to {LATEST}, not {first} to {last}"
        )
    if first > last:
        raise CallerError(f"the filter 'dates' ends before it begins: {first} to {last}")
    return first, last


def _year(given: Any, default: int) -> int:
    try:
        if isinstance(given, float) and not given.is_integer():  # infinity too
            raise ValueError
        return default if given is None else int(given)
    except (TypeError, ValueError) as error:
        raise CallerError(
            f"the years of the filter 'dates' must be whole numbers, not {given!r}: "
            "1736..1795 is a range, -220 is 221 BC"
        ) from error
