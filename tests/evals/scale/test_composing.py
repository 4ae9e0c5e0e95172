from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evals.scale.composing import ComposingEngine
from evals.scale.lines import Catalogue
from retrieval import Embedder
from retrieval.embeddings import Encoded
from retrieval.encoders.engine import unit

STOCK = ["A blue vase with a crab.", "此瓶通体施青釉。", "Ваза с фигурой совы.", "Ваза"]


@pytest.fixture(scope="module")
def composing(embedder: Embedder) -> Embedder:
    return Embedder(embedder.name, embedder.folder, ComposingEngine(embedder.engine, STOCK))


def alone(embedder: Embedder, lines: Sequence[str]) -> list[Encoded]:
    return embedder.encode_passages([("", line) for line in lines])


def of_lines(embedder: Embedder, composing: Embedder, title: str, text: str) -> None:
    """Checks that the tokens of a composed passage, breaks between lines left out, are its lines' own."""
    [made] = composing.encode_passages([(title, text)])
    [read] = embedder.encode_passages([(title, text)])
    assert made.spans == read.spans
    own = [i for i, (a, b) in enumerate(made.spans) if text[a:b].strip()]
    lines = [(line, e) for line, e in zip(text.split("\n"), alone(embedder, text.split("\n")), strict=True)]
    expected = [
        row for line, e in lines for row, (a, b) in zip(e.tokens, e.spans, strict=True) if line[a:b].strip()
    ]
    np.testing.assert_allclose(made.tokens[own], np.stack(expected), atol=2e-3)


def test_tokens_of_a_passage_are_those_its_lines_have_alone(embedder: Embedder, composing: Embedder) -> None:
    of_lines(embedder, composing, "Ваза", "\n".join(STOCK[:3]))


def test_the_vector_of_a_passage_is_the_mean_of_its_tokens_title_and_all(composing: Embedder) -> None:
    engine = composing.engine
    [(vector, rows)] = engine.tokens([f"{STOCK[3]}\n{STOCK[0]}"], engine.passage_prompt)
    np.testing.assert_allclose(vector, unit(rows[rows.any(axis=1)].mean(axis=0)), atol=1e-3)


def test_a_line_outside_the_stock_is_made_of_its_tokens_and_the_model_reads_no_more(
    composing: Embedder,
) -> None:
    [own] = composing.encode_passages([("", "A crab with a vase.")])
    [stock] = composing.encode_passages([("", STOCK[0])])
    text = "A crab with a vase."
    crab = next(i for i, (a, b) in enumerate(own.spans) if text[a:b].strip().startswith("c"))
    cosines = stock.tokens @ own.tokens[crab]
    where = [STOCK[0][a:b].strip() for a, b in stock.spans]
    assert where[int(cosines.argmax())].startswith("c")
    assert np.isfinite(own.vector).all()


def test_words_are_the_mean_of_their_tokens(composing: Embedder) -> None:
    assert isinstance(composing.engine, ComposingEngine)
    vectors = composing.engine.words(["crab", "vase", "Ваза"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert composing.engine.words([]).shape == (0, composing.dimension)


def test_questions_are_read_by_the_model_itself(embedder: Embedder, composing: Embedder) -> None:
    asked = ["Which vase has a crab?"]
    np.testing.assert_array_equal(composing.embed_questions(asked), embedder.embed_questions(asked))
    np.testing.assert_array_equal(
        composing.encode_question(asked[0]).tokens, embedder.encode_question(asked[0]).tokens
    )


@pytest.mark.slow
def test_the_default_models_tokens_of_made_passages_are_all_those_of_their_lines(
    packaged_model: Embedder,
) -> None:
    embedder = packaged_model
    passages = list(Catalogue(lines_a_language=8).passages(0, 3))
    stock = [line for p in passages for line in (p.title, *p.text.split("\n")[:-1])]
    composing = Embedder(embedder.name, embedder.folder, ComposingEngine(embedder.engine, stock))
    for passage in passages:
        of_lines(embedder, composing, passage.title, passage.text.rpartition("\n")[0])
        [made] = composing.encode_passages([(passage.title, passage.text)])
        [read] = embedder.encode_passages([(passage.title, passage.text)])
        assert made.spans == read.spans
        assert made.vector @ read.vector > 0.9
