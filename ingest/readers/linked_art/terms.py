"""What the properties and the AAT terms of Linked Art mean for a record.

Numbers are those of the Getty Art & Architecture Thesaurus that https://linked.art/model/vocab/ lists.
"""

import re

from ingest.documents import FieldName
from ingest.readers.json_source import Node
from ingest.records.mapping import labelled_field

HUMAN = frozenset({"_label", "label", "content", "value", "begin_of_the_begin", "end_of_the_end"})
ENTITIES: dict[str, FieldName] = {
    "classified_as": "type",
    "made_of": "material",
    "member_of": "collection",
    "current_owner": "location",
    "current_keeper": "location",
    "current_custodian": "location",
    "current_location": "location",
    "current_permanent_location": "location",
    "part_of": "related",
    "about": "subject",
    "represents": "subject",
}
EVENTS: dict[str, FieldName] = {
    "encountered_by": "provenance",
    "changed_ownership_through": "provenance",
    "changed_custody_through": "provenance",
    "acquired_title_through": "provenance",
    "removed_by": "provenance",
    "added_to_by": "provenance",
    "used_for": "exhibition",
    "modified_by": "event",
    "destroyed_by": "event",
    "born": "event",
    "died": "event",
    "formed_by": "event",
    "dissolved_by": "event",
    "carried_out": "event",
    "participated_in": "event",
}
UNITS = {
    "300379098": "cm",
    "300379097": "mm",
    "300379099": "m",
    "300379100": "in",
    "300379101": "ft",
    "300379225": "g",
    "300379226": "kg",
}
_ACCESSION, _FORMER = "300312355", re.compile(r"former|previous|old\b|ancien|alt", re.IGNORECASE)
_STATEMENTS: dict[str, FieldName] = {
    "300435429": "material",
    "300435430": "dimension",
    "300435416": "description",
    "300435418": "credit_line",
    "300435438": "provenance",
    "300435446": "maker",
    "300435447": "date",
    "300435414": "inscription",
    "300028702": "inscription",
    "300435424": "exhibition",
    "300311705": "bibliography",
    "300435434": "rights",
    "300055547": "rights",
    "300133046": "access",
    "300411780": "description",
    "300080091": "description",
}
_WORDS: tuple[tuple[str, FieldName], ...] = (
    ("credit", "credit_line"),
    ("provenance", "provenance"),
    ("exhibition", "exhibition"),
    ("access", "access"),
    ("inscription", "inscription"),
    ("citation", "bibliography"),
    ("bibliograph", "bibliography"),
    ("copyright", "rights"),
    ("rights", "rights"),
    ("material", "material"),
    ("dimension", "dimension"),
    ("description", "description"),
)
_LANGUAGES = {
    "english": "en", "chinese": "zh", "russian": "ru", "french": "fr", "german": "de", "italian": "it",
    "spanish": "es", "dutch": "nl", "japanese": "ja", "korean": "ko", "latin": "la",
}  # fmt: skip
_YEAR = re.compile(r"[+-]?\d{4,6}")


def statement_field(node: Node, kinds: str) -> FieldName:
    """The field that a statement fills, by its classification; the words tell before the terms do."""
    words = " ".join(_labels(node)).lower()
    by_word = next((name for word, name in _WORDS if word in words), None)
    terms = (_STATEMENTS.get(_term(each)) for each in node["classified_as"].each())
    return by_word or next((name for name in terms if name), None) or labelled_field(kinds) or "note"


def is_accession_number(node: Node) -> bool:
    """Whether an identifier is the number that the object has now."""
    kinds = list(node["classified_as"].each())
    former = any(_FORMER.search(label) for label in _labels(node))
    return not former and any(_term(each) == _ACCESSION or "ccession" in _label(each) for each in kinds)


def language_of(node: Node) -> str:
    """The language that a name or a statement says it is in, as an ISO 639-1 code; "" for none."""
    for each in node["language"].each():
        code = each["notation"].text or _LANGUAGES.get(_label(each).lower(), "")
        if code or _term(each) == "300388277":
            return code.split("-")[0].lower() or "en"
    return ""


def event_years(span: Node) -> tuple[int, int] | None:
    """The first and last year that a time span can have, astronomical; None where it does not say."""
    ends = [_YEAR.match(span[key].text) for key in ("begin_of_the_begin", "end_of_the_end")]
    years = [int(found.group()) for found in ends if found]
    return (min(years), max(years)) if years else None


def _labels(node: Node) -> list[str]:
    """The labels of a classification and of what classifies it in turn."""
    kinds = list(node["classified_as"].each())
    return [_label(each) for kind in kinds for each in (kind, *kind["classified_as"].each())]


def _label(node: Node) -> str:
    return node.first("_label", "label").text


def _term(node: Node) -> str:
    return re.split(r"[/:#]", node.first("id", "@id").text or node.text)[-1]
