"""Linked Art records: their properties as fields, whichever names the model had for them."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Document
from ingest.readers import documents_in
from ingest.readers.json_source import value_at
from retrieval.errors import UnreadableDocument

AAT, NUMBER = "http://vocab.getty.edu/aat/", "300312355"
KEYS = ["content", "_label", "type", "id", "part", "timespan", "classified_as", "language", "unit", "value"]


def typed(term: str, label: str) -> dict[str, str]:
    return {"id": AAT + term, "type": "Type", "_label": label}


def clock() -> dict[str, Any]:
    return {
        "@context": "https://linked.art/ns/v1/linked-art.json",
        "id": "https://museum.example/object/1",
        "type": "HumanMadeObject",
        "_label": "Peacock clock (record)",
        "identified_by": [
            {
                "type": "Name",
                "content": "Peacock clock",
                "language": [{"_label": "English"}],
                "classified_as": [typed("300404670", "Primary Name")],
            },
            {"type": "Name", "content": "Часы «Павлин»", "language": [{"notation": "ru"}]},
            {
                "type": "Identifier",
                "content": "OLD-7",
                "classified_as": [typed(NUMBER, "Former number")],
            },
            {
                "type": "Identifier",
                "content": "Э-3",
                "classified_as": [typed(NUMBER, "Accession Number")],
            },
        ],
        "classified_as": [typed("300041573", "automata")],
        "made_of": [typed("300010900", "gilt bronze")],
        "produced_by": {
            "type": "Production",
            "timespan": {
                "identified_by": [{"type": "Name", "content": "1770s"}],
                "begin_of_the_begin": "1770-01-01T00:00:00Z",
                "end_of_the_end": "1779-12-31T23:59:59Z",
            },
            "carried_out_by": [{"type": "Person", "_label": "James Cox"}],
            "took_place_at": [{"type": "Place", "_label": "London"}],
            "part": [{"technique": [typed("300053789", "gilding")]}],
        },
        "dimension": [
            {
                "value": 3.10,
                "classified_as": [typed("300055644", "height")],
                "unit": {"id": AAT + "300379099"},
            }
        ],
        "referred_to_by": [
            {
                "content": "Bought by Prince Potemkin in 1781.",
                "classified_as": [typed("300435438", "Provenance Statement")],
            },
            {"content": "Staff only", "classified_as": [typed("300133046", "Access Statement")]},
            {"content": "Wound by hand on Wednesdays.", "classified_as": [typed("300000000", "Care")]},
        ],
        "changed_custody_through": [
            {
                "type": "TransferOfCustody",
                "_label": "Transfer to the Hermitage",
                "timespan": {"begin_of_the_begin": "1797-01-01T00:00:00Z"},
            }
        ],
        "part": [
            {
                "_label": "Owl",
                "made_of": [typed("300011029", "silver")],
                "carries": [{"content": "No. 2"}],
            }
        ],
        "subject_to": [{"classified_as": [{"id": "https://creativecommons.org/licenses/by/4.0/"}]}],
        "unheard_of": {"content": "A cage of bells."},
    }


def read_back(folder: Path, value: Any, name: str = "clock.json") -> list[Document]:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return list(documents_in(path))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return read_back(tmp_path, clock())[0]


def test_the_properties_of_an_object_are_its_fields(document: Document) -> None:
    values = [(f.name, f.value) for f in document.fields]
    for expected in [
        ("title", "Peacock clock"),
        ("title", "Часы «Павлин»"),
        ("object_number", "Э-3"),
        ("identifier", "OLD-7"),
        ("type", "automata"),
        ("material", "gilt bronze"),
        ("maker", "James Cox"),
        ("place", "London"),
        ("technique", "gilding"),
        ("date", "1770s"),
        ("dimension", "3.1"),
        ("provenance", "Bought by Prince Potemkin in 1781."),
        ("note", "Wound by hand on Wednesdays."),
        ("note", "A cage of bells."),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
    ]:
        assert expected in values
    assert (document.title, document.language, document.kind) == ("Peacock clock", "en", "linked-art")
    assert document.metadata["access"] == "Staff only"


def test_of_several_statements_of_access_the_strictest_counts(tmp_path: Path) -> None:
    statements = [
        {"type": "LinguisticObject", "content": words, "classified_as": [typed("300133046", "access")]}
        for words in ("Public", "Closed until 2050")
    ]
    path = tmp_path / "clock.json"
    path.write_text(json.dumps({**clock(), "referred_to_by": statements}))
    (document,) = documents_in(path)
    assert document.metadata["access"] == "Closed until 2050"


def test_a_date_has_the_years_that_its_span_states(document: Document) -> None:
    assert next(f.years for f in document.fields if f.name == "date") == (1770, 1779)


def test_an_event_is_one_value_in_the_order_of_the_source(document: Document) -> None:
    event = next(f for f in document.fields if f.label == "Changed custody through")
    assert event.value == "Transfer to the Hermitage, 1797-01-01T00:00:00Z"
    assert event.years == (1797, 1797)
    assert event.locator.pointer == "/changed_custody_through/0"


def test_a_part_stands_under_its_own_name(document: Document) -> None:
    inside = [(b.kind, b.text) for b in document.blocks if b.locator.headings == ("Owl",)]
    assert inside == [("field", "Material: silver"), ("field", "Inscription: No. 2")]


def test_every_pointer_leads_to_its_value_or_to_what_it_is_made_of(document: Document) -> None:
    for field in document.fields:
        found = value_at(clock(), field.locator.pointer or "")
        if isinstance(found, dict):
            assert all(piece in json.dumps(found, ensure_ascii=False) for piece in field.value.split(", "))
        else:
            assert field.value.startswith(str(found))


@pytest.mark.parametrize("key", ["", "@graph", "orderedItems"])
def test_records_in_an_array_or_a_graph_are_documents_of_their_own(tmp_path: Path, key: str) -> None:
    second = {"type": "HumanMadeObject", "_label": "Egg clock", "id": "https://museum.example/object/2"}
    several = [clock(), {"object": second} if key == "orderedItems" else second]
    documents = read_back(tmp_path, {"@context": clock()["@context"], key: several} if key else several)
    assert [(d.record, d.title) for d in documents] == [
        ("Э-3", "Peacock clock"),
        ("https://museum.example/object/2", "Egg clock"),
    ]


def test_a_line_of_a_file_of_lines_is_a_record(tmp_path: Path) -> None:
    path = tmp_path / "objects.jsonl"
    path.write_text(json.dumps(clock()) + "\n" + json.dumps({"_label": "Egg clock"}) + "\n", encoding="utf-8")
    first, second = documents_in(path)
    assert (first.record, second.record, second.title) == ("Э-3", "2", "Egg clock")
    assert second.fields[0].locator.lines == (2, 2)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "content",
                    "_label",
                    "type",
                    "id",
                    "part",
                    "timespan",
                    "classified_as",
                    "language",
                    "unit",
                    "value",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(value=st.dictionaries(st.sampled_from(sorted(clock())), _ANY))
def test_rubbish_in_a_record_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    value = {"@context": clock()["@context"], **value}
    with suppress(UnreadableDocument):
        assert all(d.title for d in read_back(tmp_path_factory.mktemp("rubbish"), value))
