"""A tiny BEIR set, and a tiny corpus with questions about it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.answers.question_sets import Question

PASSAGES = [
    {"_id": "vase", "title": "Blue vase", "text": "The vase was fired at Jingdezhen in 1351."},
    {"_id": "clock", "title": "Singing clock", "text": "The clock was built in London by James Cox."},
    {"_id": "scroll", "title": "", "text": "这幅画由王希孟绘于北宋政和三年。"},
]
QUERIES = [
    {"_id": "q-clock", "text": "Who built the clock?"},
    {"_id": "q-scroll", "text": "这幅画是谁画的？"},
    {"_id": "q-train", "text": "A question that the test split does not judge?"},
]
QRELS = "query-id\tcorpus-id\tscore\nq-clock\tclock\t1\nq-clock\tvase\t0\nq-scroll\tscroll\t1\n"


def write_jsonl(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def beir_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny-set"
    write_jsonl(folder / "corpus.jsonl", PASSAGES)
    write_jsonl(folder / "queries.jsonl", QUERIES)
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text(QRELS)
    return folder


@pytest.fixture
def make_question() -> Callable[..., Question]:
    def make(**changes: Any) -> Question:
        given = {
            "id": "q1",
            "language": "en",
            "question": "Who made the clock?",
            "answerable": True,
            "key_facts": ["James Cox|Cox of London", "1772"],
            "gold": [{"document": "clock.docx"}],
        }
        return Question.model_validate(given | changes)

    return make


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "clocks").mkdir(parents=True)
    (folder / "clocks" / "clock.md").write_text(
        "# The singing clock\n\nThe singing clock was made in London in 1772 by James Cox. "
        "It plays [four tunes](https://example.org/tunes.html) on the hour.\n"
    )
    (folder / "vase.txt").write_text("The blue vase was fired at Jingdezhen in 1351. It is 63 cm high.\n")
    (folder / "scroll.txt").write_bytes(
        "《千里江山图》由王希孟绘于北宋政和三年。画卷长十一米。\n".encode("gb18030")
    )
    return folder


@pytest.fixture
def question_file(tmp_path: Path) -> Path:
    return write_jsonl(
        tmp_path / "questions.jsonl",
        [
            {
                "id": "clock",
                "language": "en",
                "question": "Who made the singing clock?",
                "answerable": True,
                "key_facts": ["James Cox"],
                "gold": [{"document": "clocks/clock.md"}],
            },
            {
                "id": "scroll",
                "language": "zh",
                "question": "《千里江山图》是谁画的？",
                "answerable": True,
                "key_facts": ["王希孟"],
                "gold": [{"document": "scroll.txt"}],
            },
            {
                "id": "ticket",
                "language": "en",
                "question": "How many bicycles did the Lisbon tram company sell in 1987?",
                "answerable": False,
            },
        ],
    )
