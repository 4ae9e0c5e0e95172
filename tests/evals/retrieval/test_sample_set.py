from __future__ import annotations

from pathlib import Path

from evals.answers.question_sets import squash
from evals.retrieval.sample_set import sample_set
from retrieval import Embedder
from tests.evals.conftest import write_jsonl

CLOCK = {"document": "clocks/clock.md", "quote": "made in London in 1772"}


def question(name: str, gold: list[dict[str, str]]) -> dict[str, object]:
    return {"id": name, "language": "en", "question": f"{name}?", "answerable": bool(gold), "gold": gold}


def test_right_passages_are_those_of_the_gold_document_that_hold_the_quote(
    corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    lost = {"document": "clocks/clock.md", "quote": "these words stand nowhere"}
    elsewhere = {"document": "vase.txt", "quote": "made in London in 1772"}
    questions = write_jsonl(
        tmp_path / "asked.jsonl",
        [
            question("clock", [CLOCK]),
            question("lost", [lost]),
            question("elsewhere", [elsewhere]),
            question("none", []),
        ],
    )
    made = sample_set(embedder, corpus=corpus, questions=questions)
    texts = {row.id: row.text for row in made.corpus}
    assert made.questions == {"clock": "clock?"}
    [right] = made.qrels["clock"]
    assert squash(CLOCK["quote"]) in squash(texts[right])
    assert len(texts) >= 3


def test_the_projects_own_corpus_and_questions_make_a_set(embedder: Embedder) -> None:
    made = sample_set(embedder)
    assert made.name == "corpus_samples"
    assert len(made.questions) >= 80
    assert set(made.qrels) == set(made.questions)
