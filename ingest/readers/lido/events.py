"""What happened to an object, by the events of its LIDO record.

Events of making give makers, dates, places, materials. Changes of owner, finds and losses become the
provenance, in order of time; exhibitions and all else that happened are fields of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.documents import FieldName
from ingest.readers.lido.actors import actor_words, add_makers, add_place, place_words
from ingest.readers.lido.object import add_description, add_materials
from ingest.readers.lido.record import LidoRecord, Words, chosen, each, first, names, said, terms
from ingest.readers.xml_source import Element, local_name, text_of
from ingest.records.labels import label
from ingest.records.lido_words import ours
from ingest.records.years import clear_years, years_between

Family = Literal["making", "provenance", "exhibition", "event"]

# The terms of LIDO's own vocabulary of events (terminology.lido-schema.org) by the end of their URI.
_FAMILIES: dict[str, Family] = {
    **dict.fromkeys(
        ["lido00007", "lido00012", "lido00025", "lido00031", "lido00224", "lido00228", "lido00484",
         "lido00485", "lido00486", "lido00487"], "making"),
    **dict.fromkeys(
        ["lido00001", "lido00002", "lido00005", "lido00009", "lido00010", "lido00033", "lido00223",
         "lido00227"], "provenance"),
    "lido00225": "exhibition",
}  # fmt: skip
_WORDS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("exhibition", re.compile(r"exhib|ausstell|\bexpos|выстав|展[览覽]|mostra", re.IGNORECASE)),
    (
        "provenance",
        re.compile(
            r"acqui|purchase|collect|\bfind|\bfound\b|excavat|provenance|owner|transfer|custody|\bloss\b|"
            r"\bgift|bequest|\bsale\b|\bsold\b|erwerb|erworben|zugang|ankauf|schenk|fund\b|gefunden|ausgrab|"
            r"provenien|besitz|eigent|verlust|sammel|gesammelt|découver|propri|don\b|legs|"
            r"приобрет|поступ|наход|найден|владел|入藏|收[购購]|捐|出土|流[传傳]|ritrov",
            re.IGNORECASE,
        ),
    ),
    (
        "making",
        re.compile(
            r"produ[ck]|creat|making|\bmade\b|manufactur|design|publi|paint|\bdrawn|print|writ|\bcast|"
            r"photograph|construct|built|herstell|hergestellt|schaffung|geschaffen|entwurf|entworfen|gemalt|"
            r"gezeichnet|gedruckt|verfasst|geschrieben|erschein|veröffentlich|ausführung|aufgenommen|gebaut|"
            r"druckplatte|création|fabrication|exécution|созда|изготов|произв|написан|制作|製作|[创創]作|"
            r"creazione|realizzazione",
            re.IGNORECASE,
        ),
    ),
)
_PLAIN = re.compile(  # making without more, which needs no word beside the date
    r"(?:production|creation|making|herstellung|hergestellt|schaffung|création|fabrication|"
    r"produzione|создание|изготовление|制作|製作)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_NOT_TOLD = frozenset({"eventID", "eventType", "displayEvent"})


@dataclass(frozen=True, slots=True)
class _Event:
    """An event with what it is called and the years it is of."""

    element: Element
    family: Family
    called: Words | None
    display: tuple[Words, ...]
    years: tuple[int, int] | None


def add_events(record: LidoRecord, metadata: Element) -> None:
    """The fields of all events; the provenance in order of time, undated events where they stand."""
    events = [_event(record, each_set) for each_set in each(metadata, "eventWrap", "eventSet")]
    for event in events:
        if event.family == "making" or (event.family == "event" and _only_materials(event.element)):
            _add_making(record, event)
    told = [e for e in events if e.family != "making" and not _only_materials(e.element)]
    for event in _in_time(told):
        name: FieldName = event.family if event.family != "making" else "event"
        what = event.called.text if event.called else ""
        words = [*event.display, *_told(record, event.element)]
        at = event.element if not event.display else event.element.getparent()
        if not any(each_words.text for each_words in words) and event.called:
            record.add(name, event.called, kind=what, years=event.years)
            continue
        if event.called:
            record.taken.update(event.called.elements)
        record.add(name, *words, label=what, kind=what, years=event.years, at=at)


def years_of(date: Element | None) -> tuple[int, int] | None:
    """The years from `earliestDate` to `latestDate`, as the source states them."""
    ends = [e for name in ("earliestDate", "latestDate") for e in each(date, name)]
    return years_between(text_of(e) for e in ends)


def _event(record: LidoRecord, event_set: Element) -> _Event:
    event = first(event_set, "event")
    event = event if event is not None else event_set
    kinds = [words for e in each(event, "eventType") for words in terms(record, e)]
    called = chosen([words for words in kinds if words.text], record.language)
    display = [words for e in each(event_set, "displayEvent") if (words := record.words(e)).text]
    if called is None and display:
        called = display[0]
    new = tuple(words for words in display if not called or not said(words.text, [called.text]))
    record.taken.update(e for words in display if words not in new for e in words.elements)
    dates = each(event, "eventDate", "date")
    years = next((span for date in dates if (span := years_of(date))), None)
    shown = [text_of(e) for e in each(event, "eventDate", "displayDate")]
    years = years or next((span for text in shown if (span := clear_years(text))), None)
    return _Event(event, _family(event, [*kinds, *display]), called, new, years)


def _family(event: Element, kinds: list[Words]) -> Family:
    codes = [text_of(e) for e in each(event, "eventType", "conceptID")]
    codes += [value for e in event.iter() if local_name(e) == "Concept" for value in e.values()]
    ends = [code.rstrip("/").rsplit("/", 1)[-1] for code in codes]
    for end in ends:
        if end.lower() in _FAMILIES:
            return _FAMILIES[end.lower()]
    called = " / ".join([*(words.text for words in kinds), *ends])
    return next((family for family, words in _WORDS if words.search(called)), "event")


def _only_materials(event: Element) -> bool:
    held = {local_name(child) for child in event if text_of(child)} - _NOT_TOLD
    return held == {"eventMaterialsTech"}


def _in_time(events: list[_Event]) -> list[_Event]:
    keyed, last = [], -(10**6)
    for event in events:
        last = event.years[0] if event.years else last
        keyed.append((last, event))
    return [event for _, event in sorted(keyed, key=lambda pair: pair[0])]


def _add_making(record: LidoRecord, event: _Event) -> None:
    """The fields of an event of making; its own name stands with them where it tells more than that."""
    what = event.called.text if event.called and event.family == "making" else ""
    more = "" if not what or _PLAIN.fullmatch(what) else what
    if event.called:
        record.add("event", event.called, kind=what, read_out=False)
    for words in event.display:
        record.add("event", words)
    for part in event.element:
        match local_name(part):
            case "eventActor":
                add_makers(record, part, _label(record, "maker", more))
            case "eventDate":
                _add_date(record, part, _label(record, "date", more))
            case "eventPlace":
                add_place(record, part, "place", _label(record, "place", more))
            case "eventMaterialsTech":
                add_materials(record, part)
            case _:
                _add_circumstance(record, part, more)


def _label(record: LidoRecord, name: FieldName, more: str) -> str:
    return f"{label(name, record.language)} ({more})" if more else ""


def _add_circumstance(record: LidoRecord, part: Element, more: str) -> None:
    """A name, culture, period, method or description of making."""
    match local_name(part):
        case "eventName":
            for title in names(record, part):
                named = _label(record, "event", more)
                record.add("event", title, label=named, read_out=not said(title.text, [more]))
        case "culture":
            for term in terms(record, part):
                record.add("place", term, label=ours("culture", record.language))
        case "periodName":
            for term in terms(record, part):
                record.add("date", term, label=_label(record, "date", more))
        case "eventMethod":
            for term in terms(record, part):
                record.add("technique", term, read_out=record.worth_reading(term))
        case "eventDescriptionSet":
            add_description(record, part, named=more)


def _add_date(record: LidoRecord, date: Element, named: str) -> None:
    displays = [words for e in each(date, "displayDate") if (words := record.words(e)).text]
    years = years_of(first(date, "date"))
    for words in displays:
        read_out = words is chosen(displays, record.language)
        record.add("date", words, label=named, years=years or clear_years(words.text), read_out=read_out)
    shown = " ".join(words.text for words in displays)
    if span := _span(date):
        record.add("date", span, label=named, years=years, read_out=not _dated(shown, span.text))


def _span(date: Element) -> Words | None:
    """The indexed dates as one text, `1480–1485`."""
    leaves = [
        leaf for name in ("earliestDate", "latestDate") for leaf in each(date, "date", name) if text_of(leaf)
    ]
    texts = list(dict.fromkeys(text_of(leaf) for leaf in leaves))
    return Words("–".join(texts), tuple(leaves)) if texts else None


def _told(record: LidoRecord, event: Element) -> Iterator[Words]:
    """What an event tells, part by part in the order of the source."""
    for part in event:
        match local_name(part):
            case "eventActor":
                yield from actor_words(record, part)
            case "eventName":
                yield from (words for words in [chosen(names(record, part), record.language)] if words)
            case "eventDate":
                yield from _date_words(record, part)
            case "eventPlace":
                yield from _place(record, part)
            case "eventMaterialsTech":
                yield from (record.words(e) for e in each(part, "displayMaterialsTech"))
                found = [
                    w for e in each(part, "materialsTech", "termMaterialsTech") for w in terms(record, e)
                ]
                yield from (words for words in [chosen(found, record.language)] if words)
            case "eventDescriptionSet":
                yield from (record.words(e) for e in each(part, "descriptiveNoteValue"))
            case "culture" | "periodName" | "eventMethod" | "roleInEvent":
                yield from (words for words in [chosen(terms(record, part), record.language)] if words)


def _date_words(record: LidoRecord, date: Element) -> Iterator[Words]:
    displays = [words for e in each(date, "displayDate") if (words := record.words(e)).text]
    best, span = chosen(displays, record.language), _span(date)
    if best:
        yield best
    if span and not (best and _dated(best.text, span.text)):
        yield span


def _dated(display: str, span: str) -> bool:
    """Whether a date as displayed names all years of the date as indexed."""
    return said(span, [display]) or all(year in display for year in _YEAR.findall(span))


def _place(record: LidoRecord, holder: Element) -> Iterator[Words]:
    displays = [words for e in each(holder, "displayPlace") if (words := record.words(e)).text]
    best = chosen(displays, record.language)
    if best:
        yield best
    for place in each(holder, "place"):
        chain = place_words(record, place)
        if chain and not (best and said(chain.text.split(", ")[0], [best.text])):
            yield chain
