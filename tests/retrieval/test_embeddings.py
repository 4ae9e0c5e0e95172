import json
import logging
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from retrieval.embeddings import Embedder, fingerprint, open_embedder
from retrieval.errors import SettingsError

_TEXTS = ["A silver bowl.", "此瓶为青花。", "Серебряная ваза", ""]


def test_questions_and_passages_are_embedded_with_their_own_prefixes(
    embedder: Embedder, tiny_model: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    bare = SentenceTransformer(str(tiny_model), local_files_only=True)
    for prefix, vectors in (
        ("query: ", embedder.embed_questions(_TEXTS)),
        ("passage: ", embedder.embed_passages(_TEXTS)),
    ):
        expected = bare.encode([prefix + t for t in _TEXTS], normalize_embeddings=True)
        assert (np.sum(vectors * expected, axis=1) > 0.99).all()
    assert not np.allclose(embedder.embed_questions(_TEXTS), embedder.embed_passages(_TEXTS), atol=1e-2)


def test_vectors_are_unit_rows_in_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = [f"{n} " + "long text " * (n % 7) for n in range(70)]
    vectors = embedder.embed_passages(texts)
    assert (vectors.shape, vectors.dtype) == ((70, embedder.dimension), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for n in (0, 33, 69):
        np.testing.assert_allclose(vectors[n], embedder.embed_passages([texts[n]])[0], atol=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == embedder.embed_questions([]).shape == (0, embedder.dimension)
    assert (embedder.encode_passages([]), embedder.token_spans_of([])) == ([], [])


def test_a_text_past_the_limit_is_embedded_by_what_fits(embedder: Embedder) -> None:
    long = "x " * 2000
    np.testing.assert_allclose(
        embedder.embed_passages([long])[0], embedder.embed_passages([long + "中文"])[0], atol=1e-5
    )


def test_the_room_of_a_text_leaves_its_prefix_and_special_tokens(embedder: Embedder) -> None:
    assert embedder.max_tokens == 512
    assert 3 <= 512 - embedder.room <= 20
    fits = "中" * embedder.room
    assert len(embedder.passage_token_spans([("", fits)])[0]) == embedder.room


def test_token_spans_point_into_the_text(embedder: Embedder) -> None:
    text = "A bowl, 此瓶 № 5"
    spans = embedder.token_spans(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert {i for span in spans for i in range(*span)} >= {i for i, c in enumerate(text) if not c.isspace()}
    assert embedder.token_spans_of([text, "x"]) == [spans, embedder.token_spans("x")]


def test_encoded_passages_have_their_vector_and_the_tokens_of_their_own_text(embedder: Embedder) -> None:
    parts = [("Silver › Bowls", "A bowl of 1738."), ("", "此瓶为青花。")]
    encoded = embedder.encode_passages(parts)
    whole = ["Silver › Bowls\nA bowl of 1738.", "此瓶为青花。"]
    for one, (_, text), vector in zip(encoded, parts, embedder.embed_passages(whole), strict=True):
        np.testing.assert_allclose(one.vector, vector, atol=1e-5)
        np.testing.assert_allclose(np.linalg.norm(one.tokens, axis=1), 1, atol=1e-5)
        assert len(one.tokens) == len(one.spans)
        covered = {i for a, b in one.spans for i in range(a, b)}
        assert covered >= {i for i, c in enumerate(text) if not c.isspace()}
        assert max(covered) < len(text)
    assert embedder.passage_token_spans(parts) == [one.spans for one in encoded]


def test_an_encoded_question_is_the_embedded_question(embedder: Embedder) -> None:
    encoded = embedder.encode_question("Which bowl?")
    np.testing.assert_allclose(encoded.vector, embedder.embed_questions(["Which bowl?"])[0], atol=1e-5)
    assert (encoded.spans[0][0], encoded.spans[-1][1]) == (0, len("Which bowl?"))


def test_texts_that_share_letters_are_near(embedder: Embedder) -> None:
    passages = embedder.embed_passages(["silver bowl", "此瓶为青花", "серебро"])
    assert np.argmax(passages @ embedder.embed_questions(["此瓶"])[0]) == 1


def test_eight_threads_at_once_get_what_one_gets(embedder: Embedder) -> None:
    texts = [f"text {n} 中" * (1 + n % 5) for n in range(16)]
    alone = embedder.embed_passages(texts)
    wrong: list[object] = []

    def work(n: int) -> None:
        try:
            for _ in range(5):
                if not np.allclose(embedder.embed_passages(texts), alone, atol=1e-5):
                    wrong.append(n)
                embedder.token_spans(texts[n])
                embedder.encode_question(texts[n])
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_folder_is_a_model_by_its_path(embedder: Embedder, tiny_model: Path) -> None:
    assert (embedder.name, embedder.folder) == (str(tiny_model), tiny_model)
    assert embedder.fingerprint == fingerprint(tiny_model)


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(SettingsError, match=r"is not a sentence-transformers model"):
        open_embedder(str(tmp_path))


def test_a_model_with_weights_cut_short_is_refused_by_name(tiny_model: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    weights = broken / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(SettingsError, match="broken is not a sentence-transformers model"):
        open_embedder(str(broken))


@pytest.fixture
def wider_model(tiny_model: Path, tmp_path: Path) -> Path:
    """The tiny model with a pooling that only sentence-transformers knows."""
    folder = tmp_path / "wider"
    shutil.copytree(tiny_model, folder)
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"word_embedding_dimension": 64, "pooling_mode_max_tokens": True})
    )
    return folder


def test_on_a_cpu_onnx_runtime_runs_the_model_and_torch_when_asked(
    embedder: Embedder, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert embedder.engine.name == "onnx"
    by_torch = open_embedder(str(tiny_model), engine="torch")
    assert by_torch.engine.name == "torch"
    assert (by_torch.fingerprint, by_torch.room) == (embedder.fingerprint, embedder.room)
    monkeypatch.setattr("retrieval.embeddings.gpu_found", lambda: True)
    assert open_embedder(str(tiny_model)).engine.name == "torch"
    assert open_embedder(str(tiny_model), engine="onnx").engine.name == "onnx"


def test_a_model_that_cannot_be_exported_is_run_by_torch_and_the_log_says_why(
    wider_model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        opened = open_embedder(str(wider_model))
    assert opened.engine.name == "torch"
    assert opened.embed_passages(["silver"]).shape == (1, 64)
    assert "falling back to torch" in caplog.text
    assert "its pooling is max" in caplog.text
    with pytest.raises(SettingsError, match=r"its pooling is max.*use the engine 'torch'"):
        open_embedder(str(wider_model), engine="onnx")
