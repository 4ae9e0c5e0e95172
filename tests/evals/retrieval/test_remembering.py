from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.retrieval import remembering as module
from evals.retrieval.beir import BeirSet, CorpusRow
from evals.retrieval.legs import Bench
from evals.retrieval.remembering import RememberingEngine, remembering
from retrieval import Embedder
from retrieval.encoders.engine import Engine, Vectors


class Counting:
    """Gives what another engine gives, and says which texts it was asked to read."""

    def __init__(self, engine: Engine) -> None:
        self.name, self.dimension, self.max_tokens = engine.name, engine.dimension, engine.max_tokens
        self.question_prompt, self.passage_prompt = engine.question_prompt, engine.passage_prompt
        self.encodings = engine.encodings
        self.engine = engine
        self.read: list[str] = []

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        self.read += texts
        return self.engine.vectors(texts, prompt)

    def tokens(self, texts: Sequence[str], prompt: str) -> list[tuple[Vectors, Vectors]]:
        self.read += texts
        return self.engine.tokens(texts, prompt)


@pytest.fixture
def counting(embedder: Embedder) -> Counting:
    return Counting(embedder.engine)


def test_vectors_are_those_of_the_engine_below_and_each_text_is_read_once(counting: Counting) -> None:
    engine = RememberingEngine(counting)
    texts = ["a vase", "a clock", "a vase"]
    expected = counting.engine.vectors(texts, "query: ")
    np.testing.assert_array_equal(engine.vectors(texts, "query: "), expected)
    np.testing.assert_array_equal(engine.vectors(texts[1:], "query: "), expected[1:])
    assert counting.read == ["a vase", "a clock"]


def test_a_text_under_another_prompt_is_another_text(counting: Counting) -> None:
    engine = RememberingEngine(counting)
    asked, kept = engine.vectors(["a vase"], "query: "), engine.vectors(["a vase"], "passage: ")
    assert counting.read == ["a vase", "a vase"]
    assert not np.array_equal(asked, kept)


def test_the_vector_of_a_text_whose_tokens_were_read_is_known(counting: Counting) -> None:
    engine = RememberingEngine(counting)
    [(vector, rows)] = engine.tokens(["a vase"], "passage: ")
    np.testing.assert_array_equal(engine.vectors(["a vase"], "passage: ")[0], vector)
    np.testing.assert_array_equal(engine.tokens(["a vase"], "passage: ")[0][1], rows)
    assert counting.read == ["a vase"]


def test_token_vectors_beyond_the_limit_are_given_up_and_read_again(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    [(_, rows)] = counting.engine.tokens(["a new clock"], "passage: ")
    monkeypatch.setattr(module, "_MOST_ROWS", len(rows) + 1)
    engine = RememberingEngine(counting)
    for text in ("an old vase", "a new clock", "a new clock", "an old vase"):
        engine.tokens([text], "passage: ")
    assert counting.read == ["an old vase", "a new clock", "an old vase"]


def test_an_embedder_that_remembers_is_not_wrapped_again(embedder: Embedder) -> None:
    once = remembering(embedder)
    assert remembering(once) is once
    assert once.fingerprint == embedder.fingerprint


def test_the_legs_of_two_sets_of_the_same_passages_read_each_text_once(
    counting: Counting, tiny_model: Path
) -> None:
    collection = BeirSet("words", (CorpusRow(_id="p", text="a vase"),), {"q": "which vase?"}, {"q": {"p": 1}})
    below = Embedder("tiny", tiny_model, counting)
    embedder = remembering(below)
    for _ in range(2):
        with Bench(collection, embedder) as bench:
            for leg in ("studiolo", "dense", "exhaustive", "rank_fusion"):
                assert bench.leg(leg, 5) == {"q": ["p"]}
    assert counting.read.count("a vase") == 1
    assert counting.read.count("which vase?") == 1
