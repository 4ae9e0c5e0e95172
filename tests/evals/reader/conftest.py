"""Small files in the form of SQuAD, in two languages, that are translations of each other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.reader.marked_answers import File

_EN = [
    (
        "The kiln",
        "The kiln was built in 1742. It stands by the river. Its doors are of iron.",
        "by the river",
    ),
    ("The loom", "The loom is of oak. A weaver left it to the museum. It has forty heddles.", "A weaver"),
]
_ZH = [
    ("窑", "窑建于一七四二年。它立在河边。门是铁的。", "河边"),
    ("织机", "织机是橡木的。一位织工把它留给博物馆。它有四十片综。", "一位织工"),
]
_ASKED = {"en": ("Where is the kiln?", "Who left the loom?"), "zh": ("窑在哪里？", "谁留下了织机？")}


def _written(folder: Path, language: str, paragraphs: Sequence[tuple[str, str, str]]) -> File:
    articles = [
        {
            "title": title,
            "paragraphs": [
                {
                    "context": text,
                    "qas": [
                        {
                            "id": f"q{i}",
                            "question": _ASKED[language][i],
                            "answers": [{"text": answer, "answer_start": text.index(answer)}],
                        },
                        {"id": f"n{i}", "question": "Why?", "answers": []},
                    ],
                }
            ],
        }
        for i, (title, text, answer) in enumerate(paragraphs)
    ]
    path = folder / f"marked.{language}.json"
    path.write_text(json.dumps({"data": articles}), "utf-8")
    return File(language, path)


@pytest.fixture
def english(tmp_path: Path) -> File:
    return _written(tmp_path, "en", _EN)


@pytest.fixture
def chinese(tmp_path: Path) -> File:
    return _written(tmp_path, "zh", _ZH)
