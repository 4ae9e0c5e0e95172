"""A record while it is read: its fields, the blocks that read them out, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.documents import Block, Document, Field, FieldName
from ingest.records.access import Access, stricter
from ingest.records.embargo import last_embargo
from ingest.records.text import field_blocks


@dataclass(slots=True)
class RecordDraft:
    """What has been read of one record; `language` is the one its labels are in."""

    language: str = ""
    fields: list[Field] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    access: list[Access] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, said: Field, *, shown: bool = True) -> None:
        """Keep a field that has a value, and read it out unless it is not `shown`."""
        if not said.value:
            return
        if said.language == self.language:
            said = replace(said, language="")
        self.fields.append(said)
        if shown:
            self.blocks += field_blocks([said], self.language)

    def first(self, *names: FieldName) -> str:
        """The first value of a field of one of those names, in the order of the names."""
        return next((f.value for name in names for f in self.fields if f.name == name), "")

    def inherit(self, levels: Iterable[Access], warnings: Iterable[str] = ()) -> None:
        """Take over what is said of access further up."""
        self.access += levels
        self.warnings += warnings

    def metadata(self) -> dict[str, str]:
        """What the record says of itself, as filters and lists use it."""
        names: tuple[FieldName, ...] = ("object_number", "collection", "date", "place", "rights", "license")
        known: dict[str, str] = {name: self.first(name) for name in names}
        known["author"] = self.first("maker")
        known["embargo"] = last_embargo(f.value for f in self.fields if f.name == "embargo")
        known["access"] = stricter(self.access) if self.access else ""
        return {name: value for name, value in known.items() if value}

    def document(self, kind: str, *, fallback: str, record: str = "") -> Document:
        """The document of what has been read; without a title it goes by its number, else by `fallback`."""
        titles = [f for f in self.fields if f.name == "title"]
        preferred = sorted(titles, key=lambda f: (bool(f.role), bool(f.language)))
        title = preferred[0].value if preferred else self.first("object_number") or fallback
        return Document(
            title=title,
            kind=kind,
            blocks=tuple(self.blocks),
            language=self.language,
            metadata=self.metadata(),
            warnings=tuple(self.warnings),
            fields=tuple(self.fields),
            record=record,
        )
