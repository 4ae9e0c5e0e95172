"""The values of a MARC record as fields, linked fields in other scripts under the tag they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.documents import Field
from ingest.readers.marc.coding import (
    coded_years,
    is_authority,
    is_unimarc,
    language_of_description,
    language_of_work,
)
from ingest.readers.marc.records import MarcField, MarcRecord, Subfield
from ingest.readers.marc.rules import AUTHORITY, HEADINGS, MARC21, UNIMARC, MarcRule
from ingest.records.marc_words import marc_label
from ingest.records.years import clear_years
from retrieval.language.sentences import script_language

_OTHER_SCRIPT = "880"
_TITLES = ("245", "200")
_CODES = {False: frozenset("012456789w"), True: frozenset("0123456789w")}  # not for reading, by format
# What stands at the end of a value for the sake of the next one.
_PUNCTUATION = re.compile(r"\s*(?:[:;,=/+]|(?<=\w{3})\.|(?<=[\u3400-\u9fff])\.)\s*$")
_SUBDIVISIONS = "vxyz"  # of a heading, with dashes between them
_SENTENCES = frozenset(
    {"access", "bibliography", "description", "event", "exhibition", "provenance", "rights"}
)
_NO_SENTENCE = frozenset({"details", "edition", "publisher", "responsibility", "scale"})


@dataclass(frozen=True, slots=True)
class Value:
    """A field with the tag that it stands under; `original` in the script of the work; `quiet` unread."""

    field: Field
    tag: str
    original: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class MarcValues:
    """What a record says, in the order of its fields, and the language it says it in.

    `titles` are the tags that name what it is about.
    """

    values: tuple[Value, ...]
    language: str
    titles: tuple[str, ...] = _TITLES

    @property
    def title(self) -> str:
        """The title in the script of the work where it is given, else as it is transcribed."""
        titles = [value for value in self.values if value.field.name == "title" and not value.quiet]
        titles.sort(key=lambda value: (value.tag not in self.titles, not value.original))
        return titles[0].field.value if titles else ""


def values_of(record: MarcRecord) -> MarcValues:
    """The values of a record; codes and numbers for machines are left out."""
    reading = _Reading(record)
    values = [value for field in record.fields for value in reading.values(field)]
    titles = HEADINGS if is_authority(record) else _TITLES
    return MarcValues(tuple(values), reading.language, titles)


class _Reading:
    """What has to be known of a record to read a field of it."""

    def __init__(self, record: MarcRecord) -> None:
        self.codes = _CODES[is_unimarc(record)]
        self.rules = _rules_of(record)
        self.work = language_of_work(record)
        self.language = language_of_description(record)
        self.years = coded_years(record)
        self.linked = {_tag(field) for field in record.tagged(_OTHER_SCRIPT)}

    def values(self, field: MarcField) -> list[Value]:
        """The values of one field, by the rules of its tag; what they leave is a note."""
        if field.tag == "001" and field.value.strip():
            return [Value(Field("identifier", field.value.strip(), field.place), "001", quiet=True)]
        tag = _tag(field)
        rules = self.rules.get(tag)
        if rules is None:
            rules = (MarcRule("note", quiet=tag != _OTHER_SCRIPT and not tag.startswith(("3", "5"))),)
        rest = [each for each in field.subfields if each.code not in self.codes]
        found: list[Value] = []
        for rule in rules:
            taken = [each for each in rest if rule.codes == "*" or each.code in rule.codes]
            roles = [each for each in rest if each.code in rule.roles]
            rest = [each for each in rest if each not in taken and each not in roles]
            for group in [[each] for each in taken] if rule.each else [taken]:
                found += self._value(field, tag, rule, group, roles)
        if rest and rules:
            found += self._value(field, tag, MarcRule("note", label=rules[0].label), rest, [])
        return found

    def _value(
        self, field: MarcField, tag: str, rule: MarcRule, parts: Sequence[Subfield], roles: Sequence[Subfield]
    ) -> list[Value]:
        text = _joined(parts, rule)
        if not re.search(r"\w", text):
            return []
        if rule.name not in _SENTENCES and (rule.name != "note" or rule.label in _NO_SENTENCE):
            text = _PUNCTUATION.sub("", text)
        original = field.tag == _OTHER_SCRIPT
        new = Field(
            name=rule.name,
            value=text,
            locator=parts[0].place if len(parts) == 1 and not roles else field.place,
            label=self._label(rule, tag),
            language=self._language(field, tag),
            role=", ".join(" ".join(each.value.split()).strip(" ,.;:") for each in roles),
            years=clear_years(text) or self.years if rule.name == "date" else None,
        )
        return [Value(new, tag, original, rule.quiet)]

    def _label(self, rule: MarcRule, tag: str) -> str:
        if tag not in self.rules and rule.quiet:
            return f"MARC {tag}"
        return marc_label(rule.name, rule.label, self.language) if rule.label else ""

    def _language(self, field: MarcField, tag: str) -> str:
        """The language of a title or of a linked field; a romanised title has none of its own."""
        if field.tag == _OTHER_SCRIPT:
            script = script_language(" ".join(e.value for e in field.subfields if e.code not in self.codes))
            return self.work if script in ("en", _script_of(self.work)) else script
        return self.work if tag in _TITLES and tag not in self.linked else ""


def _rules_of(record: MarcRecord) -> Mapping[str, tuple[MarcRule, ...]]:
    if is_unimarc(record):
        return UNIMARC
    return AUTHORITY if is_authority(record) else MARC21


def _joined(parts: Sequence[Subfield], rule: MarcRule) -> str:
    """The values of subfields in one line, without the punctuation that ours replaces."""
    text = ""
    for part in parts:
        value = " ".join(part.value.split())
        between = rule.between
        if between == "--" and part.code not in _SUBDIVISIONS:
            between = " "
        if text and value and between != " ":
            text = _PUNCTUATION.sub("", text)
        text += f"{between}{value}" if text and value else value
    return text


def _tag(field: MarcField) -> str:
    """The tag of a field, or of the one that it gives in another script."""
    linked = re.match(r"\d{3}", field.first("6")) if field.tag == _OTHER_SCRIPT else None
    return linked[0] if linked else field.tag


def _script_of(language: str) -> str:
    return {"ja": "zh", "uk": "ru", "be": "ru", "bg": "ru", "sr": "ru", "mk": "ru"}.get(language, language)
