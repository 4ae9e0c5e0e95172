"""Which field of a record a column of a table fills: as a mapping file says, else by its header.

A mapping file is YAML, beside the table as `NAME.mapping.yaml` or in its folder as
`studiolo-mapping.yaml`; docs/formats.md shows one. The headers that are known without one come from
what collection systems and registers in five languages write (columns.csv).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from ingest.documents import FieldName
from ingest.records.yes_and_no import published, restricted
from retrieval.errors import UnreadableDocument

FOLDER_MAPPING = "studiolo-mapping.yaml"
_ENDING = ".mapping.yaml"  # behind the whole name of the table
IGNORED = "ignore"
# Columns that say something of a record without being a field of it, or fill one in a way of their own.
_SPECIAL = frozenset(
    {
        IGNORED, "date_from", "date_to", "dimension_part", "findspot", "public_access", "restriction",
        "condition",
    }
)  # fmt: skip
_KNOWN = frozenset(get_args(FieldName)) | _SPECIAL
_FIELD_OF_SPECIAL: Mapping[str, FieldName] = {
    "dimension_part": "dimension",
    "findspot": "place",
    "public_access": "access",
    "restriction": "access",
}
_PUBLISHING = frozenset({"published", "опубликовано"})
# What stands behind the name of a field that is told in several languages; "no" and "id" are other words.
_IN_A_LANGUAGE = re.compile(
    r"(.+) (en|zh|ru|de|fr|es|it|pt|nl|pl|cs|sv|uk|ja|ko|ar|la)(?: (?:cn|tw|hk|hans|hant|gb|us|br|ru|de|fr))?"
)
_KEYS = {"record", "title", "columns", "group"}
_COLUMN_KEYS = {"field", "split", "language", "role", "label"}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: the field it fills, and how its cells are to be taken.

    `split` is what parts several values in one cell; nothing is split without it.
    """

    field: str
    split: str = ""
    language: str = ""
    role: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class RecordMapping:
    """How a table becomes records.

    `record` and `title` are the headers of the columns that name a record and give its title, "" for
    those that fill `object_number` and `title`. With `group`, rows that follow each other with the same
    name are one record.
    """

    columns: Mapping[str, Column] = field(default_factory=dict)
    record: str = ""
    title: str = ""
    group: bool = False

    def column(self, header: str) -> Column | None:
        """What the column of that header holds; None when nothing is known of it."""
        return self.columns[header] if header in self.columns else _known_column(header)


def mapping_for(path: Path) -> RecordMapping:
    """The mapping that lies beside a table, else one that knows the usual headers.

    UnreadableDocument, with the mapping's name and the place, when it says what cannot be done.
    """
    file = mapping_file(path)
    return _loaded(file) if file else RecordMapping()


def mapping_file(path: Path) -> Path | None:
    """The mapping that lies beside a table, its own before that of its folder; None when there is none."""
    beside = (path.with_name(path.name + _ENDING), path.with_name(FOLDER_MAPPING))
    return next((file for file in beside if file.is_file()), None)


def is_mapping(file: Path) -> bool:
    """Whether a file is the mapping of its folder or of a table that lies there, by its name."""
    table = file.name.removesuffix(_ENDING)
    return file.name == FOLDER_MAPPING or (table != file.name and file.with_name(table).is_file())


def field_named(known: str) -> FieldName:
    """The field that a column of that name fills, under its own header where the name is no field's."""
    return cast(FieldName, known) if known in get_args(FieldName) else _FIELD_OF_SPECIAL.get(known, "note")


def labelled_field(label: str) -> FieldName | None:
    """The field that a label in a record names, by the headers we know; None for one we don't.

    "Published" is none: beside a text it names a publisher or a day, and no answer of yes or no.
    """
    header = plain_header(label)
    known = known_headers().get(header)
    return field_named(known) if known and header not in _PUBLISHING else None


def labelled_access(label: str, value: str) -> str:
    """What a value says of access under a label that `labelled_field` takes for it; "" for nothing."""
    match known_headers().get(plain_header(label)):
        case "restriction":
            return restricted(value)
        case "public_access":
            return published(value)
    return value


def is_record_header(headers: Sequence[str]) -> bool:
    """Whether the headers are those of a table of records, and not of any table."""
    known = {column.field for header in headers if (column := _known_column(header))}
    return len(known) >= 2 or "object_number" in known


def _known_column(header: str) -> Column | None:
    """The column that a header we know names, also with the language of its values behind it: `title_zh`."""
    plain = plain_header(header)
    if known := known_headers().get(plain):
        return Column(known)
    said = _IN_A_LANGUAGE.fullmatch(plain)
    known = known_headers().get(said[1]) if said else None
    return Column(known, language=said[2]) if said and known else None


def _loaded(file: Path) -> RecordMapping:
    try:
        values = yaml.safe_load(file.read_bytes())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableDocument(f"{file.name}: the mapping is not YAML: {error}") from error
    if not isinstance(values, Mapping) or not isinstance(values.get("columns", {}), Mapping):
        raise UnreadableDocument(f"{file.name}: the mapping must have 'columns:' with a field for each")
    if unknown := set(map(str, values)) - _KEYS:
        raise UnreadableDocument(f"{file.name}: unknown {', '.join(sorted(unknown))}: use {sorted(_KEYS)}")
    columns = {str(header): _column(file, str(header), said) for header, said in values["columns"].items()}
    return RecordMapping(
        columns, str(values.get("record", "")), str(values.get("title", "")), bool(values.get("group", False))
    )


def _column(file: Path, header: str, said: Any) -> Column:
    values = {"field": said} if isinstance(said, str) else said
    if not isinstance(values, Mapping) or "field" not in values or set(values) - _COLUMN_KEYS:
        keys = ", ".join(sorted(_COLUMN_KEYS))
        raise UnreadableDocument(f"{file.name}: column {header!r} takes a field's name, or any of {keys}")
    if values["field"] not in _KNOWN:
        known = ", ".join(sorted(_KNOWN))
        raise UnreadableDocument(
            f"{file.name}: column {header!r}: no field {values['field']!r}: use one of {known}"
        )
    return Column(**{str(key): str(value) for key, value in values.items()})


@lru_cache(maxsize=1)
def known_headers() -> Mapping[str, str]:
    """The column that each header we know names, by the header as `plain_header` has it."""
    with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {plain_header(header): row["field"] for row in rows for header in row["headers"].split("|")}


def plain_header(header: str) -> str:
    """A header as it is looked up: words in small letters, `ObjectNumber` and `object_number` alike."""
    text = unicodedata.normalize("NFKC", header).split("(")[0]
    text = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", text)
    return " ".join(re.findall(r"[^\W_]+|№", text.lower()))
