from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from evals.retrieval.beir import BeirSet, CorpusRow, read_beir
from evals.retrieval.legs import LEGS, Bench, as_passage
from evals.retrieval.measures import measure
from evals.retrieval.measuring import evaluate_retrieval, read_sets
from retrieval import Embedder, Passage
from retrieval.embeddings import Vectors

WORDS = [
    "vase",
    "clock",
    "scroll",
    "bowl",
    "fan",
    "lamp",
    "seal",
    "robe",
    "throne",
    "mirror",
    "screen",
    "bell",
]


def collection_of(words: list[str]) -> BeirSet:
    """A passage for each word, and a question that is nearest to it by its letters."""
    return BeirSet(
        name="words",
        corpus=tuple(CorpusRow(_id=f"p-{word}", title=word, text=" ".join([word] * 6)) for word in words),
        questions={f"q-{word}": f"{word} {word} {word}" for word in words},
        qrels={f"q-{word}": {f"p-{word}": 1} for word in words},
    )


def test_the_index_ranks_as_the_models_own_exhaustive_search_does(embedder: Embedder) -> None:
    collection = collection_of(WORDS)
    with Bench(collection, embedder) as bench:
        runs = {name: leg(bench, 5) for name, leg in LEGS.items()}
    best = {name: {question: ranked[0] for question, ranked in run.items()} for name, run in runs.items()}
    assert best["dense"] == best["exhaustive"]
    full = [run for name, run in runs.items() if name != "bm25"]  # which finds only what holds a word
    assert {len(ranked) for run in full for ranked in run.values()} == {5}
    assert measure(runs["dense"], collection.qrels)["R@5"] == 1.0


def test_exhaustive_search_orders_every_passage_by_cosine_with_the_question(embedder: Embedder) -> None:
    collection = collection_of(WORDS)
    run = LEGS["exhaustive"](Bench(collection, embedder), 100)
    question = embedder.embed_questions([collection.questions["q-lamp"]])[0]
    texts = {row.id: f"{row.title}\n{row.text}" for row in collection.corpus}
    vectors = dict(zip(texts, embedder.embed_passages(list(texts.values())), strict=True))
    scores = [float(np.dot(question, vectors[passage])) for passage in run["q-lamp"]]
    assert sorted(run["q-lamp"]) == sorted(texts)
    assert scores == sorted(scores, reverse=True)


def test_a_corpus_row_becomes_one_passage_as_it_is() -> None:
    passage = as_passage(CorpusRow(_id="clock", title="Singing clock", text="  It sings. \n"))
    assert (passage.document_id, passage.title, passage.text) == ("clock", "Singing clock", "  It sings. \n")


def test_figures_come_by_set_and_leg_with_the_sizes_and_times(beir_folder: Path, embedder: Embedder) -> None:
    found = evaluate_retrieval({"tiny-set": read_beir(beir_folder)}, embedder)
    assert set(found.sets["tiny-set"]) == set(LEGS)
    assert set(found.sets["tiny-set"]["studiolo"]) == {"R@1", "R@5", "R@10", "nDCG@10"}
    assert found.sets["tiny-set"]["studiolo"]["R@10"] == 1.0  # three passages: all of them are asked for
    size = found.sizes["tiny-set"]
    assert (size["passages"], size["questions"], size["passages_longer_than_the_model_sees"]) == (3, 2, 0)
    assert set(size["seconds"]) == set(LEGS)


def test_passages_that_the_model_sees_only_in_part_are_counted(embedder: Embedder) -> None:
    long = BeirSet("long", (CorpusRow(_id="p", text="vase " * 600),), {"q": "vase"}, {"q": {"p": 1}})
    found = evaluate_retrieval({"long": long}, embedder, legs=["exhaustive"])
    assert found.sizes["long"]["passages_longer_than_the_model_sees"] == 1
    assert list(found.sets["long"]) == ["exhaustive"]


def test_sets_are_named_by_folder_and_by_path_where_that_is_not_enough(beir_folder: Path) -> None:
    twin = beir_folder.parent / "other" / beir_folder.name
    twin.parent.mkdir()
    twin.symlink_to(beir_folder)
    copy = beir_folder.parent / "copied"
    copy.mkdir()
    for name in ("corpus.jsonl", "queries.jsonl"):
        (copy / name).write_text((beir_folder / name).read_text())
    (copy / "qrels").mkdir()
    (copy / "qrels" / "test.tsv").write_text((beir_folder / "qrels" / "test.tsv").read_text())
    assert list(read_sets([beir_folder, copy])) == ["tiny-set", "copied"]
    assert list(read_sets([beir_folder, twin, copy])) == [beir_folder.as_posix(), twin.as_posix(), "copied"]


def test_a_cross_encoder_takes_part_in_the_products_own_leg_alone(embedder: Embedder) -> None:
    def against(question: str, passages: Sequence[Passage]) -> Vectors:
        """Gives most to what shares the fewest letters with the question."""
        return np.array([-len(set(question) & set(p.text)) for p in passages], np.float32)

    words = {"words": collection_of(WORDS)}
    legs = ["studiolo", "dense"]
    plain = evaluate_retrieval(words, embedder, legs=legs).sets["words"]
    turned = evaluate_retrieval(words, embedder, legs=legs, read=against).sets["words"]
    assert turned["studiolo"]["R@1"] < plain["studiolo"]["R@1"]
    assert turned["dense"] == plain["dense"]
