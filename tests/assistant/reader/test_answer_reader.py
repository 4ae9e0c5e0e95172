"""Which words of a passage answer, as the reader that the assistant brings along tells them."""

from pathlib import Path

import numpy as np
import pytest

from assistant.reader import AnswerReader
from retrieval.embeddings import Embedder
from retrieval.engines.token_directions import TokenDirections, learned


def test_another_model_than_the_one_it_was_made_for_is_not_read(embedder: Embedder) -> None:
    assert AnswerReader.of(embedder.fingerprint, learned(embedder)) is None


@pytest.mark.slow
def test_without_its_weights_nothing_is_read(
    packaged_model: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directions = learned(packaged_model)
    assert AnswerReader.of(packaged_model.fingerprint, directions) is not None
    monkeypatch.setattr("assistant.reader.answer_reader.WEIGHTS", tmp_path / "weights.npz")
    assert AnswerReader.of(packaged_model.fingerprint, directions) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        (
            "Who gave the clock to the museum?",
            "The clock was given to the museum in spring. Nobody else wanted it. The donor was Maria Orlova.",
            "The donor was Maria Orlova.",
        ),
        (
            "In what year was the kiln built?",
            "The kiln stands by the river, and was built for the monastery. The first firing was in 1742.",
            "The first firing was in 1742.",
        ),
        (
            "Кто подарил часы музею?",
            "Часы подарили музею весной. Больше их никто не хотел. Дарительница — Мария Орлова.",
            "Дарительница — Мария Орлова.",
        ),
        (
            "窑是哪一年建的？",
            "窑立在河边，是为寺院修建的。门是铁的。一七四二年第一次烧窑。",
            "一七四二年第一次烧窑。",
        ),
    ],
)
def test_the_sentence_that_answers_has_the_likeliest_words(
    packaged_model: Embedder, question: str, text: str, said: str
) -> None:
    directions = learned(packaged_model)
    reader = AnswerReader.of(packaged_model.fingerprint, directions)
    assert reader is not None
    (encoded,) = packaged_model.encode_passages([("", text)])
    signs = directions.positive(encoded.tokens).astype(np.uint8)
    asked = directions.unit(packaged_model.encode_question(question).tokens)
    (numbers,) = reader.read(asked, [signs])
    start, _ = encoded.spans[int(numbers.argmax())]
    assert text.index(said) <= start < text.index(said) + len(said)
    beside = reader.read(asked, [signs[:5], signs, signs])
    assert beside[1] == pytest.approx(numbers, abs=1e-4)
    assert beside[2] == pytest.approx(numbers, abs=1e-4)


@pytest.mark.slow
def test_it_reads_the_same_along_turned_directions(packaged_model: Embedder) -> None:
    directions = learned(packaged_model)
    order = np.random.default_rng(0).permutation(directions.basis.shape[1])
    turned = TokenDirections(directions.mean, np.ascontiguousarray(directions.basis[:, order]))
    (encoded,) = packaged_model.encode_passages([("", "The kiln was built in 1742 by the river.")])
    question = packaged_model.encode_question("When was the kiln built?").tokens
    read = []
    for each in (directions, turned):
        reader = AnswerReader.of(packaged_model.fingerprint, each)
        assert reader is not None
        read += reader.read(each.unit(question), [each.positive(encoded.tokens).astype(np.uint8)])
    assert read[0] == pytest.approx(read[1], abs=1e-3)
