"""The network as it is trained, and as the assistant reads with it."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.reader import AnswerReader
from evals.reader import training
from evals.reader.marked_answers import File, read_alone
from evals.reader.network import ReaderNetwork
from evals.reader.training import Case, Material, _loss, _with_negatives
from retrieval.embeddings import Embedder
from retrieval.engines.token_directions import TokenDirections


def test_the_assistant_reads_as_the_network_does() -> None:
    generator = np.random.default_rng(3)
    basis, _ = np.linalg.qr(generator.normal(size=(48, 32)))
    directions = TokenDirections(np.zeros(48, np.float32), basis.astype(np.float32))
    torch.manual_seed(0)
    network = ReaderNetwork(32, 16, 0.0).eval()
    question = generator.normal(size=(5, 32)).astype(np.float32)
    question /= np.linalg.norm(question, axis=1, keepdims=True)
    passages = [generator.integers(0, 2, (size, 32)).astype(np.uint8) for size in (70, 9, 1)]
    read = AnswerReader(network.weights(directions), directions).read(question, passages)
    for signs, numbers in zip(passages, read, strict=True):
        tokens = torch.from_numpy((signs.astype(np.float32) * 2 - 1) / np.sqrt(np.float32(32)))[None]
        with torch.no_grad():
            there, heard = torch.ones(1, len(signs), dtype=torch.bool), torch.ones(1, 5, dtype=torch.bool)
            wanted, _ = network(tokens, there, torch.from_numpy(question)[None], heard)
        assert numbers == pytest.approx(wanted[0].numpy(), abs=0.01)


@pytest.fixture
def material(english: File, embedder: Embedder) -> Material:
    return Material(*read_alone([english]), embedder)


def test_the_tokens_of_an_answer_are_marked(material: Material) -> None:
    case = material.answered(material.answers[0])
    assert case is not None
    marked = material.starts[case.text][case.answer]
    start, end = material.answers[0].answer
    assert start <= marked.min()
    assert marked.max() < end


def test_an_answer_is_withheld_with_its_whole_sentence(material: Material) -> None:
    case = material.answered(material.answers[0])
    assert case is not None
    withheld = material.withheld(case)
    assert withheld is not None
    text, starts = material.texts[case.text].text, material.starts[case.text]
    left = {text[a] for a in starts[withheld.kept]}
    gone = starts[~withheld.kept]
    assert left
    assert text.index("It stands") <= gone.min()
    assert gone.max() < text.index("Its doors")


def test_each_question_comes_with_and_without_its_answer(material: Material) -> None:
    cases = [case for answer in material.answers if (case := material.answered(answer))]
    pairs = list(_with_negatives(material, cases, random.Random(0)))
    assert [case.answer.any() for case in pairs] == [True, False] * len(cases)


def test_the_command_trains_measures_and_writes_what_the_assistant_reads(
    english: File,
    chinese: File,
    embedder: Embedder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written = tmp_path / "weights.npz"
    monkeypatch.setattr(training, "open_embedder", lambda: embedder)
    monkeypatch.setattr(training, "WEIGHTS", written)
    monkeypatch.setattr(training, "is_held_out", lambda text: text.article == "1")
    given = ["--alone", f"en:{english.path}", "--parallel", f"en:{english.path}", f"zh:{chinese.path}"]
    assert training.main([*given, "--write"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sentences"]["en-zh"]["questions"] == 1
    monkeypatch.setattr("assistant.reader.answer_reader.WEIGHTS", written)
    directions = training.learned(embedder)
    reader = AnswerReader.of(embedder.fingerprint, directions)
    assert reader is not None
    asked = directions.unit(embedder.encode_question("Where is the kiln?").tokens)
    (numbers,) = reader.read(asked, [np.eye(9, directions.basis.shape[1], dtype=np.uint8)])
    assert np.isfinite(numbers).all()


def test_what_answers_is_learned(material: Material) -> None:
    torch.manual_seed(0)
    cases = [case for answer in material.answers if (case := material.answered(answer))]
    cases += [withheld for case in cases if (withheld := material.withheld(case))]
    network = ReaderNetwork(material.directions.basis.shape[1], 16, 0.0)
    optimiser = torch.optim.AdamW(network.parameters(), lr=0.01)
    lost = []
    for _ in range(60):
        *given, answer = material.batch(cases)
        loss = _loss(*network(*given), answer)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        lost.append(float(loss.detach()))
    assert lost[-1] < 0.2 * lost[0]
    assert isinstance(cases[0], Case)
