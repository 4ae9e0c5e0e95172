"""JSON exports without a vocabulary: lists of objects as records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.readers import documents_in
from ingest.readers.json_source import value_at
from retrieval.errors import UnreadableDocument

OBJECTS = [
    {"Inventory number": "00154701", "Title": "Peacock clock", "Lender": {"name": "James Cox"}, "Date": 1766},
    {"Inventory number": "LC.1998.12", "Title": "Sing-song clock", "Materials": ["ormolu", "glass"]},
]


def test_each_object_of_a_list_is_a_record_whose_keys_are_headers(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"objects": OBJECTS}), encoding="utf-8")
    first, second = documents_in(path)
    assert (first.title, first.record, first.kind) == ("Peacock clock", "00154701", "json")
    fields = {f.name: f for f in first.fields}
    assert fields["date"].value == "1766"
    assert "Lender name: James Cox" in [b.text for b in first.blocks]
    assert [f.value for f in second.fields if f.name == "material"] == ["ormolu", "glass"]
    whole = json.loads(path.read_text(encoding="utf-8"))
    for field in (*first.fields, *second.fields):
        assert str(value_at(whole, field.locator.pointer or "")) == field.value


def test_a_line_is_a_record_with_its_line_number(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in OBJECTS), encoding="utf-8")
    documents = list(documents_in(path))
    assert [d.record for d in documents] == ["00154701", "LC.1998.12"]
    assert documents[1].fields[0].locator.lines == (2, 2)


@pytest.mark.parametrize(
    ("said", "access"),
    [
        ({"public_access": False}, "restricted"),
        ({"public_access": True}, "public"),
        ({"restricted": True}, "restricted"),
        ({"restricted": False}, None),
        ({"access": {"level": "closed"}}, "closed"),
    ],
)
def test_who_may_read_is_heard_where_it_is_no_text(
    tmp_path: Path, said: dict[str, object], access: str | None
) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps([{**OBJECTS[0], **said}]), encoding="utf-8")
    (document,) = documents_in(path)
    assert document.metadata.get("access") == access


@pytest.mark.parametrize("content", ['{"name": "studiolo"}', "[1, 2]", '"words"'])
def test_json_without_records_is_refused_with_the_reason(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=r"settings\.json.*(records|text files)|settings"):
        list(documents_in(path))


def test_what_is_told_in_several_languages_fills_the_field_that_it_is_below(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    told = {
        "id": "7",
        "title": {"en": "Blue bowl", "zh-CN": "青花碗"},
        "maker": {"name": "Kocks"},
        "access": {"en": "restricted"},
        "type": {"no": "12"},
    }
    path.write_text(json.dumps([told]), encoding="utf-8")
    (bowl,) = documents_in(path)
    assert (bowl.title, bowl.metadata["access"]) == ("Blue bowl", "restricted")
    assert [(f.value, f.language, f.locator.pointer) for f in bowl.fields if f.name == "title"] == [
        ("Blue bowl", "en", "/0/title/en"),
        ("青花碗", "zh", "/0/title/zh-CN"),
    ]
    assert [f.value for f in bowl.fields if f.name == "maker"] == ["Kocks"]
    assert [(f.name, f.label) for f in bowl.fields if f.value == "12"] == [("note", "type no")]
