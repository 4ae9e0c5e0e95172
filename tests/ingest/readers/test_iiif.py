"""IIIF manifests of both versions: what they say of the whole, of each canvas, and of places on it."""

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
from ingest.readers.iiif.text import plain
from ingest.readers.json_source import value_at
from retrieval.errors import UnreadableDocument

CANVAS = "https://museum.example/scroll/canvas/1"


def manifest() -> dict[str, Any]:
    def note(text: str, target: Any, motivation: str = "commenting") -> dict[str, Any]:
        body = {"type": "TextualBody", "value": text, "language": "en"}
        return {"type": "Annotation", "motivation": motivation, "body": body, "target": target}

    notes = [
        note("A bridge with shops &amp; <b>crowds</b>.", f"{CANVAS}#xywh=100,50,300,200"),
        note("bridge", {"source": CANVAS, "selector": {"value": "xywh=percent:10,10,50,50"}}, "tagging"),
        note(
            "The river bends here.",
            {
                "source": {"id": CANVAS, "type": "Canvas"},
                "selector": {
                    "type": "SvgSelector",
                    "value": "<svg><polygon points='10,20 110,20 110,70'/></svg>",
                },
            },
        ),
        note("We hear the restorer.", f"{CANVAS}#t=3.5,9"),
    ]
    painting = {
        "type": "Annotation",
        "motivation": "painting",
        "body": {"type": "Image", "label": {"none": ["front.jpg"]}},
        "target": CANVAS,
    }
    return {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": "https://museum.example/scroll",
        "type": "Manifest",
        "label": {"zh": ["清明上河图"], "en": ["Along the River During the Qingming Festival"]},
        "summary": {"en": ["A <i>handscroll</i> of daily life."]},
        "metadata": [
            {
                "label": {"en": ["Creator"], "zh": ["作者"]},
                "value": {"en": ["Zhang Zeduan"], "zh": ["张择端"]},
            },
            {"label": {"en": ["Accession number"]}, "value": {"none": ["新00135106"]}},
            {"label": {"en": ["Mood"]}, "value": {"en": ["busy"]}},
        ],
        "requiredStatement": {"label": {"en": ["Credit"]}, "value": {"en": ["Palace Museum"]}},
        "rights": "https://creativecommons.org/publicdomain/zero/1.0/",
        "items": [
            {
                "id": CANVAS,
                "type": "Canvas",
                "width": 2000,
                "height": 1000,
                "label": {"en": ["Opening"]},
                "items": [{"type": "AnnotationPage", "items": [painting]}],
                "annotations": [{"type": "AnnotationPage", "items": notes}],
            },
            {"id": f"{CANVAS}0", "type": "Canvas", "label": {"en": ["Colophon"]}},
        ],
        "structures": [
            {
                "type": "Range",
                "label": {"en": ["Parts"]},
                "items": [
                    {
                        "type": "Range",
                        "label": {"en": ["The bridge"]},
                        "items": [{"id": CANVAS, "type": "Canvas"}],
                    }
                ],
            }
        ],
    }


def read_back(folder: Path, value: Any) -> list[Document]:
    path = folder / "manifest.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return list(documents_in(path))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return read_back(tmp_path, manifest())[0]


def test_a_manifest_is_a_document_with_fields_in_every_language(document: Document) -> None:
    assert document.kind == "iiif"
    assert document.language == "en"
    assert document.title == "Along the River During the Qingming Festival"
    values = {(f.name, f.language, f.value) for f in document.fields}
    assert {
        ("title", "zh", "清明上河图"),
        ("maker", "en", "Zhang Zeduan"),
        ("maker", "zh", "张择端"),
        ("object_number", "", "新00135106"),
        ("note", "en", "busy"),
        ("credit_line", "en", "Palace Museum"),
        ("description", "en", "A handscroll of daily life."),
    } <= values
    assert document.metadata["object_number"] == "新00135106"
    assert "creativecommons" in document.metadata["license"]
    assert "作者: 张择端" in [b.text for b in document.blocks]


def test_an_annotation_knows_its_canvas_and_the_box_on_it(document: Document) -> None:
    places = {b.text: b.locator for b in document.blocks}
    assert places["A bridge with shops & crowds."].region == (100, 50, 300, 200)
    assert places["A bridge with shops & crowds."].canvas == CANVAS
    assert places["A bridge with shops & crowds."].headings == ("Opening",)
    assert places["Subject: bridge"].region == (200, 100, 1000, 500)
    assert places["The river bends here."].region == (10, 20, 100, 50)
    assert places["We hear the restorer."].seconds == (3.5, 9.0)
    assert places["The bridge"].canvas == CANVAS


def test_a_canvas_with_nothing_to_say_is_listed_and_others_head_their_texts(document: Document) -> None:
    kinds = {b.text: b.kind for b in document.blocks}
    assert kinds["Opening"] == "heading"
    assert kinds["Colophon"] == "list_item"


def test_every_pointer_leads_to_the_text_it_is_cited_for(document: Document) -> None:
    for field in document.fields:
        assert plain(value_at(manifest(), field.locator.pointer or "")) == field.value
    for block in document.blocks:
        assert plain(value_at(manifest(), block.locator.pointer or "")) in block.text


def test_a_text_that_no_rule_knows_becomes_a_note(document: Document) -> None:
    assert [f.value for f in document.fields if f.name == "note"] == ["busy", "front.jpg"]


def test_version_two_is_read_alike(tmp_path: Path) -> None:
    resource = {"@type": "cnt:ContentAsText", "chars": "Seal of the Qianlong emperor"}
    annotation = {"resource": resource, "on": f"{CANVAS}#xywh=1,2,3,4"}
    old = {
        "@context": "http://iiif.io/api/presentation/2/context.json",
        "@type": "sc:Manifest",
        "label": [{"@value": "Свиток", "@language": "ru"}, {"@value": "Scroll", "@language": "en"}],
        "description": "Silk.",
        "attribution": "Palace Museum",
        "metadata": [{"label": "Date", "value": "1186"}],
        "sequences": [
            {
                "canvases": [
                    {
                        "@id": CANVAS,
                        "@type": "sc:Canvas",
                        "label": "f. 1",
                        "otherContent": [{"resources": [annotation]}],
                    }
                ]
            }
        ],
    }
    document = read_back(tmp_path, old)[0]
    assert document.title == "Свиток"
    assert {f.name: f.value for f in document.fields if f.language != "en"} == {
        "title": "Свиток",
        "description": "Silk.",
        "credit_line": "Palace Museum",
        "date": "1186",
    }
    assert document.blocks[-1].locator.region == (1, 2, 3, 4)


def test_a_collection_lists_what_it_names_and_gives_the_manifests_it_holds(tmp_path: Path) -> None:
    whole = manifest()
    collection = {
        "@context": whole.pop("@context"),
        "type": "Collection",
        "label": {"en": ["Scrolls"]},
        "items": [{"type": "Manifest", "id": "https://museum.example/2", "label": {"en": ["Waters"]}}, whole],
    }
    first, second = read_back(tmp_path, collection)
    assert first.record == ""
    assert next(b.text for b in first.blocks if b.kind == "list_item") == "Waters"
    assert second.record == "https://museum.example/scroll"
    assert second.fields[0].locator.pointer == "/items/1/label/zh/0"


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "label",
                    "metadata",
                    "value",
                    "items",
                    "type",
                    "id",
                    "annotations",
                    "body",
                    "target",
                    "en",
                    "selector",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(value=st.dictionaries(st.sampled_from(sorted(manifest())), _ANY))
def test_a_manifest_of_rubbish_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: Any
) -> None:
    value = {"@context": "http://iiif.io/api/presentation/3/context.json", **value}
    folder = tmp_path_factory.mktemp("rubbish")
    with suppress(UnreadableDocument):
        assert all(d.title for d in read_back(folder, value))


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ({"Access": "Restricted"}, {"access": "Restricted"}),
        ({"Access conditions": "Open", "Restrictions": "Closed to readers"}, {"access": "Closed to readers"}),
        ({"Restrictions": "none", "Closed until": "2031-05-01"}, {"embargo": "2031-05-01"}),
        ({"Published": "London, 1910"}, {}),
        ({"Public access": "no"}, {"access": "restricted"}),
    ],
)
@pytest.mark.parametrize("on_canvas", [False, True])
def test_what_a_manifest_says_of_access_is_obeyed(
    tmp_path: Path, pairs: dict[str, str], said: dict[str, str], on_canvas: bool
) -> None:
    whole = manifest()
    metadata = [{"label": {"en": [label]}, "value": {"en": [value]}} for label, value in pairs.items()]
    (whole["items"][0] if on_canvas else whole)["metadata"] = metadata
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    (document,) = documents_in(path)
    assert {k: v for k, v in document.metadata.items() if k in ("access", "embargo")} == said
    published = [f.name for f in document.fields if f.label == "Published"]
    assert published in ([], ["note"])
