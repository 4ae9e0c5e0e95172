"""Tests of the tokens kept beside the vectors: a cache that gives the same answer full or empty."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.embeddings import Embedder
from retrieval.engines.token_vectors import Kept, TokenVectors
from retrieval.errors import Unavailable
from retrieval.passages import Passage, passage_context
from tests.retrieval.conftest import make_passage

_TEXT = "The bowl was made in Paris. The lid is lost. 银碗由科迪耶制作。"


def kept_of(tokens: TokenVectors, passages: list[Passage], language: str = "en") -> Kept:
    by_id = {p.passage_id: p for p in passages}
    return tokens.kept(list(by_id), language, lambda ids: [by_id[i] for i in ids])


@pytest.fixture
def passages() -> list[Passage]:
    return [make_passage(text, position=i) for i, text in enumerate([_TEXT, "A clock with a peacock."])]


def test_the_sentence_that_shares_the_questions_words_scores_best(
    tmp_path: Path, embedder: Embedder, passages: list[Passage]
) -> None:
    tokens = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    (sentences, _) = tokens.sentence_scores(embedder.encode_question("The lid is lost?"), passages)
    (start, end), _ = max(sentences, key=lambda scored: scored[1])
    assert _TEXT[start:end] == "The lid is lost."
    tokens.close()


def test_the_passage_that_shares_the_questions_words_scores_best(
    tmp_path: Path, embedder: Embedder, passages: list[Passage]
) -> None:
    tokens = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    question = embedder.encode_question("a clock with a peacock")
    scores = tokens.late_scores(question, kept_of(tokens, passages))
    assert scores.shape == (2,)
    assert scores.argmax() == 1
    tokens.close()


def test_scores_are_the_same_whether_the_tokens_were_kept_or_not(
    tmp_path: Path, embedder: Embedder, passages: list[Passage]
) -> None:
    question = embedder.encode_question("Who made the bowl?")
    empty, full = (TokenVectors(tmp_path / name, embedder) for name in ("empty", "full"))
    parts = [(passage_context(p.title, p.locator.headings), p.text) for p in passages]
    full.add(passages, embedder.encode_passages(parts))
    made, stored = kept_of(empty, passages, "zh"), kept_of(full, passages, "zh")
    np.testing.assert_allclose(
        empty.late_scores(question, made), full.late_scores(question, stored), atol=1e-6
    )
    np.testing.assert_allclose(made.hubness, stored.hubness, atol=1e-6)
    np.testing.assert_allclose(made.vectors, stored.vectors, atol=1e-6)
    empty.close()
    full.close()


def test_a_forgotten_passage_is_worked_out_again(
    tmp_path: Path, embedder: Embedder, passages: list[Passage]
) -> None:
    tokens = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    question = embedder.encode_question("Who made the bowl?")
    before = tokens.sentence_scores(question, passages)
    tokens.remove([p.passage_id for p in passages])
    assert tokens.sentence_scores(question, passages) == before
    tokens.close()


def test_a_token_takes_32_bytes_at_most(tmp_path: Path, embedder: Embedder, passages: list[Passage]) -> None:
    tokens = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    signs = kept_of(tokens, passages).signs[0]
    (spans, _) = embedder.passage_token_spans([(passage_context(p.title, ()), p.text) for p in passages])
    assert len(signs) == len(spans)
    assert signs.shape[1] == min(256, embedder.dimension)
    assert np.packbits(signs[0]).nbytes <= 32
    assert set(np.unique(signs)) <= {0, 1}
    tokens.close()


def test_what_nobody_can_fetch_is_left_out(
    tmp_path: Path, embedder: Embedder, passages: list[Passage]
) -> None:
    tokens = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    kept = tokens.kept(["gone", passages[1].passage_id], "en", lambda _: passages[1:])
    assert kept.passage_ids == [passages[1].passage_id]
    assert len(kept.vectors) == len(kept.signs) == len(kept.hubness) == 1
    tokens.close()


def test_means_are_worked_out_once_and_found_by_the_next_user(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    mean = first.question_mean("ru")
    first.close()
    second = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    monkeypatch.setattr(embedder, "embed_questions", lambda texts: pytest.fail("computed again"))
    np.testing.assert_array_equal(second.question_mean("ru"), mean)
    second.close()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "tokens.sqlite").write_text("this is a letter, " * 100)
    with pytest.raises(Unavailable, match=r"tokens\.sqlite is damaged"):
        TokenVectors(tmp_path / "tokens.sqlite", embedder)


def test_where_a_question_or_a_passage_has_no_token_the_score_is_nothing(
    tmp_path: Path, embedder: Embedder, passages: list[Passage]
) -> None:
    tokens = TokenVectors(tmp_path / "tokens.sqlite", embedder)
    question, silence = (embedder.encode_question(text) for text in ("a clock", ""))
    kept = kept_of(tokens, passages)
    assert tokens.late_scores(silence, kept).tolist() == [0.0, 0.0]
    assert [score for _, score in tokens.sentence_scores(silence, passages[1:])[0]] == [0.0]
    none = kept.signs[0][:0]
    three = replace(kept, signs=[none, *kept.signs, none])
    scores = tokens.late_scores(question, three).tolist()
    assert scores == [0.0, *tokens.late_scores(question, kept).tolist(), 0.0]
    tokens.close()
