from __future__ import annotations

from pathlib import Path

import pytest

from evals.retrieval.beir import read_beir
from retrieval import CallerError, NotFound


def test_a_set_holds_its_passages_and_the_questions_its_test_split_judges(beir_folder: Path) -> None:
    collection = read_beir(beir_folder)
    assert collection.name == "tiny-set"
    assert [row.id for row in collection.corpus] == ["vase", "clock", "scroll"]
    assert collection.corpus[1].title == "Singing clock"
    assert dict(collection.questions) == {"q-clock": "Who built the clock?", "q-scroll": "这幅画是谁画的？"}
    assert collection.qrels["q-clock"] == {"clock": 1, "vase": 0}


def test_line_separators_inside_a_text_do_not_end_the_row(beir_folder: Path) -> None:
    (beir_folder / "corpus.jsonl").write_text(
        '{"_id": "clock", "text": "one\u2028two"}\n{"_id": "vase", "text": ""}\n'
        '{"_id": "scroll", "text": ""}\n',
        encoding="utf-8",
    )
    assert read_beir(beir_folder).corpus[0].text == "one\u2028two"


def test_qrels_may_come_without_a_header_line(beir_folder: Path) -> None:
    (beir_folder / "qrels" / "test.tsv").write_text("q-clock\tclock\t1\r\n")
    assert read_beir(beir_folder).qrels == {"q-clock": {"clock": 1}}


def test_questions_judged_to_have_no_right_passage_are_left_out(beir_folder: Path) -> None:
    (beir_folder / "qrels" / "test.tsv").write_text("q-clock\tclock\t1\nq-train\tvase\t0\n")
    assert list(read_beir(beir_folder).questions) == ["q-clock"]


def test_a_missing_folder_or_file_is_named(beir_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no folder .*nowhere"):
        read_beir(tmp_path / "nowhere")
    (beir_folder / "queries.jsonl").unlink()
    with pytest.raises(NotFound, match=r"queries\.jsonl"):
        read_beir(beir_folder)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("corpus.jsonl", '{"_id": "vase", "text": ""}\n{"_id": \n', r"corpus\.jsonl line 2 is not JSON"),
        ("corpus.jsonl", '\n["vase"]\n', r"corpus\.jsonl line 2: "),
        ("corpus.jsonl", '{"_id": 7, "text": ""}\n', r"corpus\.jsonl line 1: _id: "),
        ("corpus.jsonl", '{"_id": "vase"}\n', r"corpus\.jsonl line 1: text: Field required"),
        (
            "corpus.jsonl",
            '{"_id": "v", "text": ""}\n' * 2,
            r"corpus\.jsonl line 2: the id 'v' was used in line 1",
        ),
        ("corpus.jsonl", "", r"corpus\.jsonl holds no rows"),
        ("queries.jsonl", '{"_id": "q", "text": " "}\n', r"queries\.jsonl line 1: text: "),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq-clock clock 1\n", r"test\.tsv line 2: expected"),
        ("qrels/test.tsv", "q-clock\tclock\tyes\n", r"test\.tsv line 1: expected"),
        (
            "qrels/test.tsv",
            "q-clock\tclock\t1\nq-9\tclock\t1\n",
            r"line 2: the query 'q-9' is not in queries",
        ),
        ("qrels/test.tsv", "q-clock\tbell\t1\n", r"line 1: the passage 'bell' is not in corpus"),
        ("qrels/test.tsv", "q-clock\tclock\t0\n", r"names no right passage"),
    ],
)
def test_a_wrong_line_is_named(beir_folder: Path, file: str, content: str, message: str) -> None:
    (beir_folder / file).write_text(content)
    with pytest.raises(CallerError, match=message):
        read_beir(beir_folder)


def test_a_file_that_is_not_utf_8_is_named(beir_folder: Path) -> None:
    (beir_folder / "corpus.jsonl").write_bytes('{"_id": "vase", "text": "часы"}'.encode("cp1251"))
    with pytest.raises(CallerError, match=r"corpus\.jsonl is not UTF-8"):
        read_beir(beir_folder)
