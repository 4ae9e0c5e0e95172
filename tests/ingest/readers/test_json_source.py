"""JSON read without trust, and the pointers into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.readers.json_source import Node, lines, load, value_at
from retrieval.errors import NotFound, UnreadableDocument


def written(folder: Path, content: bytes | str, name: str = "record.json") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    root = load(written(tmp_path, '{"height": 8.610, "number": 007e0, "n": 12}'.replace("007e0", "7")))
    assert root["height"].text == "8.610"
    assert root["n"].text == "12"


def test_every_value_knows_the_pointer_to_itself(tmp_path: Path) -> None:
    text = '{"a/b": [{"~x": "bowl"}], "c": "d"}'
    root = load(written(tmp_path, text))
    node = next(root["a/b"].each())["~x"]
    assert node.text == "bowl"
    assert node.pointer == "/a~1b/0/~0x"
    assert value_at(json.loads(text), node.pointer) == "bowl"


def test_a_pointer_that_leads_nowhere_is_not_found() -> None:
    for pointer in ("/a/1", "/b", "/a/x", "/a/0/0"):
        with pytest.raises(NotFound):
            value_at({"a": [1]}, pointer)


def test_values_of_any_type_may_stand_anywhere() -> None:
    for value in (None, True, "words", [], [None], {"a": None}, 3):
        node = Node(value)["a"]["b"].first("c", "d")
        assert node.text == ""
        assert not list(node.each())
        assert not list(node.members())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = '{"label": "故宫博物院藏品总目，青铜器与瓷器"}'
    assert load(written(tmp_path, text.encode(encoding)))["label"].text == "故宫博物院藏品总目，青铜器与瓷器"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "nested"),
        ("[" * 150 + "]" * 150, "nested"),
        (b"\xff\xfe\x00\x00" + bytes(range(256)), "not"),
    ],
)
def test_what_is_no_sound_json_is_refused_by_name(tmp_path: Path, content: bytes | str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"record\.json.*{reason}"):
        load(written(tmp_path, content))


def test_lines_are_read_one_by_one_until_the_broken_one(tmp_path: Path) -> None:
    found = lines(written(tmp_path, '{"a": 1}\n\n{"a": 2}\n{"a"\n', "records.jsonl"))
    assert [(number, node["a"].text) for number, node in (next(found), next(found))] == [(1, "1"), (3, "2")]
    with pytest.raises(UnreadableDocument, match="line 4"):
        next(found)
